"""How units change the printed labels: shortened, misprinted, spaced out, in brackets of the other width."""

import random
import re
from collections.abc import Callable
from dataclasses import replace

from core.layout import Role
from tests.builders.article import Article, Board, Slot

_SHORT = {
    "一、本年新收政府信息公开申请数量": ("一、本年新收申请数量", "本年新收政府信息公开申请数量", "一、本年新收政府信息公开申请"),
    "二、上年结转政府信息公开申请数量": ("二、上年结转申请数量", "上年结转政府信息公开申请数量"),
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）": ("（二）部分公开", "（二）部分公开（区分处理的，只计这一情形）"),
    "1.属于国家秘密": ("属于国家秘密", "1.国家秘密"),
    "2.其他法律行政法规禁止公开": ("2.法律行政法规禁止公开", "2.其他法律法规禁止公开"),
    "3.危及“三安全一稳定”": ("3.危及三安全一稳定", "三安全一稳定"),
    "4.保护第三方合法权益": ("4.第三方合法权益",),
    "5.属于三类内部事务信息": ("5.三类内部事务信息", "5.属三类内部事务信息"),
    "6.属于四类过程性信息": ("6.四类过程性信息",),
    "7.属于行政执法案卷": ("7.行政执法案卷",),
    "8.属于行政查询事项": ("8.行政查询事项",),
    "1.本机关不掌握相关政府信息": ("1.本机关不掌握", "1.不掌握相关政府信息"),
    "2.没有现成信息需要另行制作": ("2.需要另行制作", "2.没有现成信息"),
    "3.补正后申请内容仍不明确": ("3.补正后仍不明确",),
    "1.信访举报投诉类申请": ("1.信访举报投诉类",),
    "3.要求提供公开出版物": ("3.公开出版物",),
    "4.无正当理由大量反复申请": ("4.大量反复申请",),
    "5.要求行政机关确认或重新出具已获取信息": ("5.确认或重新出具已获取信息", "5.要求确认或重新出具已获取信息"),
    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请": ("1.逾期不补正", "1.申请人无正当理由逾期不补正"),
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请": (
        "2.逾期未缴费", "2.申请人逾期未按收费通知要求缴纳费用", "2.逾期不缴费",
    ),
    "四、结转下年度继续办理": ("四、结转下年度", "结转下年度继续办理"),
    "社会公益组织": ("公益组织",),
    "行政规范性文件": ("规范性文件",),
    "规范性文件": ("行政规范性文件",),
    "本年制发件数": ("本年制发数",),
    "本年废止件数": ("本年废止数",),
    "现行有效件数": ("现行有效数",),
    "本年收费金额（单位：万元）": ("本年收费金额", "本年收费金额（万元）"),
    "行政事业性收费": ("行政事业收费",),
    "未经复议直接起诉": ("直接起诉",),
    "尚未审结": ("未审结",),
}  # fmt: skip
_LIKE = dict(zip("于未己处申公开息理正第信放", "干末已外甲工并熄里止弟言放", strict=True))
_NARROW = str.maketrans("（）“”：，、", '()"":,､')
_WIDE = str.maketrans("0123456789.()", "０１２３４５６７８９．（）")
Wording = Callable[[random.Random, Board], Board]


def official(_rng: random.Random, board: Board) -> Board:
    return board


def shortened(rng: random.Random, board: Board) -> Board:
    """Half of the labels in the shorter words that units like."""
    return board.with_texts(lambda slot: rng.choice((slot.text, *_SHORT.get(slot.text, ()), *_SHORT.get(slot.text, ()))))


def misprinted(rng: random.Random, board: Board) -> Board:
    """One character of one label dropped, doubled or taken for its neighbour in the type case."""
    labels = [slot for slot in board.slots if slot.role is not Role.VALUE and len(_words(slot.text)) >= 6]
    if not labels:
        return board
    chosen = rng.choice(labels)
    return board.with_texts(lambda slot: _slip(rng, slot.text) if slot is chosen else slot.text)


def _words(text: str) -> str:
    return re.sub(r"^[（(]?[\d一二三四五六七]+[）).、]", "", text)


def _slip(rng: random.Random, text: str) -> str:
    at = rng.randrange(len(text) - len(_words(text)), len(text))
    if text[at] in _LIKE:
        return text[:at] + _LIKE[text[at]] + text[at + 1 :]
    return text[:at] + rng.choice(("", text[at] * 2)) + text[at + 1 :]


def spaced(rng: random.Random, board: Board) -> Board:
    """Spaces inside labels, as people put them in to fill a narrow cell."""
    return board.with_texts(lambda slot: slot.text if slot.role is Role.VALUE else _spread(rng, slot))


def _spread(rng: random.Random, slot: Slot) -> str:
    if len(slot.text) <= 4 and rng.random() < 0.5:
        return rng.choice((" ", "\u3000")).join(slot.text)
    at = rng.randrange(1, len(slot.text)) if len(slot.text) > 1 else 0
    return slot.text[:at] + rng.choice(("", " ", "\u3000")) + slot.text[at:]


def narrow(_rng: random.Random, board: Board) -> Board:
    """Brackets and punctuation at half width."""
    return board.with_texts(lambda slot: slot.text if slot.role is Role.VALUE else slot.text.translate(_NARROW))


def wide(_rng: random.Random, board: Board) -> Board:
    """Digits and dots of the labels at full width."""
    return board.with_texts(lambda slot: slot.text if slot.role is Role.VALUE else slot.text.translate(_WIDE))


def figured(rng: random.Random, board: Board) -> Board:
    """Figures as people write them: full width, with separators, with a unit, with spaces around."""
    return board.with_texts(lambda slot: _figure(rng, slot.text) if slot.role is Role.VALUE and slot.text.isdigit() else slot.text)


def _figure(rng: random.Random, text: str) -> str:
    ways = (text.translate(_WIDE), f"{int(text):,}", f"{text}件", f" {text} ", f"{text}\u3000")
    return rng.choice(ways) if rng.random() < 0.3 else text


WORDINGS: dict[str, Wording] = {
    "official": official, "shortened": shortened, "misprinted": misprinted, "spaced": spaced, "narrow": narrow, "wide": wide,
    "figured": figured,
}  # fmt: skip


def reword(rng: random.Random, article: Article, wording: str) -> None:
    """Write the labels of all tables in the given way; headings of sections inside a table are left alone."""
    article.boards(lambda board: _labels_only(board, WORDINGS[wording](rng, board)))


def _labels_only(old: Board, new: Board) -> Board:
    return replace(new, slots=tuple(a if a.role is Role.MISSING else b for a, b in zip(old.slots, new.slots, strict=True)))
