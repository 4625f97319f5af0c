"""Clauses around figures: where they part, what they are about, and words that stand before another figure than their own."""

import functools
import re

from core.narrative.sentences import PAD, Sentence

_ASIDE = re.compile(r"\([^()]*\)")
_DELIMITER = re.compile(r"[,;:()]")
_CHANGED = re.compile(r"\s*(?:变为|变化[至为]|调整[至为]|变更为|(?:增加?|增长|减少?|下降|降低?|升|上升|提高|回落)[至到])\s*")
_COMPARED = re.compile(rf"(?:同比|[较比与]{PAD}*(?:上年|去年)(?:同期)?(?:相比)?)$")
_FROM = re.compile(rf"(?:由|从){PAD}*(?:(?:上年|去年)[^,;:]{{0,6}})?$")
"""新收申请由上年的20件增至25件: what the second figure is stands before the first."""
_QUANTITY = re.compile(r"^(.*?(?:数量|总量|件数|量))[^的是为由]*$")
_COUNT_OF_SHARE = re.compile(r"\s*[,、(]\s*(?:共计|共有|合计|数量|件数|共|计|为|达|即|有)+\s*")
_SHARE_WORD = re.compile("所?占|(?:的|所占)*(?:比例|比重)")
_INCLUDING = re.compile(r"\((?:其中)?(?:包?含|包括|及|和)((?:予以)?部分公开|区分处理)(?:的|情形)?\)")
"""公开(含部分公开)20件: what the brackets name belongs to the figure."""

_THIS_YEAR = re.compile(rf"\s*[,(]\s*(?:而|但)?{PAD}*(?:本年|今年)(?:度|则|为|是|共|有|达|{PAD})*\s*")
_OF_LAST_YEAR = re.compile(rf"[\s{PAD}]*(?:上年|去年)(?:度|{PAD})*(?P<told>\S.*)")
_PAPERS = re.compile(
    r"(?P<issued>制发|印发|发布|出台|制定|制作)(?:了|的|各类|各种|政府|行政)*(?:文件|公文)(?:总?数量?)?(?:共|有|为|达)*\s*$"
)
_NORMS_AMONG = re.compile(r"\s*[,(]?\s*其中[,:包括含有]*(?:行政)?规范性文件(?:共|有|为)*\s*")


@functools.lru_cache(maxsize=1024)
def clauses_of(chunk: str) -> tuple[str, ...]:
    """The clauses of some words, without what stands in brackets; the words between two figures are asked for again and again."""
    if "(" not in chunk:
        return tuple(_DELIMITER.split(chunk))
    return tuple(_DELIMITER.split(_ASIDE.sub("", _INCLUDING.sub(r"和\1", chunk))))


def topic_of(clause: str) -> str:
    """What a clause is about: of 申请数量居高不下 what comes before its predicate."""
    return _QUANTITY.sub(r"\1", clause)


def shared_before(sentence: Sentence, index: int) -> str:
    """What the figure is whose share comes first: 法人申请占13%，为458件; "" where no share stands right before it."""
    if not index or not sentence.amounts[index - 1].is_share or not _COUNT_OF_SHARE.fullmatch(sentence.between(index)):
        return ""
    clause = clauses_of(sentence.between(index - 1))[-1]
    share = _SHARE_WORD.search(clause)
    return clause[: share.start()] if share else ""


def changed_from(sentence: Sentence, index: int) -> str:
    """The words before the figure that this one changed from; "" when it does not follow one in that way."""
    if not 0 < index < len(sentence.amounts) or not _CHANGED.fullmatch(sentence.between(index)):
        return told_again(sentence, index) if index < len(sentence.amounts) else ""
    chunk = sentence.between(index - 1)
    begin = _FROM.search(chunk)
    return _COMPARED.sub("", clauses_of(chunk[: begin.start()])[-1]) if begin else ""


def told_again(sentence: Sentence, index: int) -> str:
    """The words of last year's figure, where this one is that of this year: 上年收到20件，今年25件; "" when it is not."""
    if not index or not _THIS_YEAR.fullmatch(sentence.between(index)):
        return ""
    last = _OF_LAST_YEAR.match(clauses_of(sentence.between(index - 1))[-1])
    return last["told"] if last else ""


def issued_among(sentence: Sentence, index: int) -> str:
    """What the figure is that tells which papers were normative: 制发文件40份，其中规范性文件2件; "" when it does not."""
    if not index or not _NORMS_AMONG.fullmatch(sentence.between(index)):
        return ""
    papers = _PAPERS.search(clauses_of(sentence.between(index - 1))[-1])
    return f"{papers['issued']}规范性文件" if papers else ""
