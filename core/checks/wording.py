"""What was left in the text by oversight: places to be filled in, and phrases written twice."""

import re
from collections.abc import Iterator
from itertools import islice

from core.checks.codes import finding
from core.checks.passages import MOST, Passage, passages
from core.findings import Finding
from core.folding import fold
from core.report import Report


def findings(report: Report) -> list[Finding]:
    """Everything about words that were to be replaced or struck out."""
    found = [*_in_title(report)]
    for passage in passages(report):
        found += islice(_placeholders(passage), MOST)
        found += islice(_doubled(passage), MOST)
    return found


_COUNTED = r"[年月日条件个份次项期场篇户家名人元万亿%]"
_PLACES = "[省市州县区旗镇乡村街局]"
_BRACKETED = r"(?:请?(?:填写|填入|输入|选填|补充)|(?:数据|内容|此处)?待(?:补|填|核|定|完善|更新)|文字描述|文字表述)"
_NAMELESS = "(?!诉|不服|等人|一案|与)"
"""After the crosses in place of a person's name."""
_PLACEHOLDER = re.compile(
    # XX街道, 20××年; not xxgk, xx.gov.cn or 138XXXX0000
    rf"(?<![A-Za-z/@_])(?<![A-Za-z]\.)(?!(?<=\d)[X×]+\d)[X×✕]{{2,}}(?![A-Za-z/@_]|\.[A-Za-z]){_NAMELESS}"
    rf"|(?<![A-Za-z\d./@_-])x{{2,}}(?![A-Za-z\d./@_-]){_NAMELESS}"
    r"|(?<=\d)[Xx×]{1,2}(?=年)"  # 201x年
    rf"|(?<![A-Za-z\d+.×])[X×]\s*(?={_COUNTED})"  # X年X月; not 5×8, not 1+X个
    rf"|(?<=[第共计约达为])\*{{2,}}(?=[^*])|(?<!\*)\*{{2,}}(?={_COUNTED}|{_PLACES})"
    r"|(?<![〇○二一三四五六七八九十百千零])[○〇◯]{2,}(?![〇○一二三四五六七八九年])"
    r"|(?<![A-Za-z\d_])_{3,}(?=[^\s_A-Za-z])|(?<=[^\s_A-Za-z])_{3,}|(?<!_)_{2,}(?=[年月日])"
    rf"|[(\[<]\s*{_BRACKETED}[^()\[\]<>]{{0,30}}[)\]>]"
    r"|(?<![有亟尚仍急还需])待[补填](?:充|写)?(?=[。;,)\]\n]|$)"
    r"|此处(?:请)?(?:填写|填入|插入|补充|粘贴|替换)"
    r"|年[ ]+月[ ]+日"
)
_TRIGGER = re.compile(r"[Xx×✕○〇◯]|\*\*|__|待[补填核定完更]|[填输][写入]|选填|补充|文字|此处|年 +月 ")
"""What every place to be filled in has: most texts have none of it, and this looks through them faster."""
_MARKDOWN = re.compile(r"\*\*(?=\S)[^*\n]+(?<=\S)\*\*")


def _placeholders(passage: Passage) -> Iterator[Finding]:
    text = passage.folded
    trigger = _TRIGGER.search(text)
    while trigger:
        begin, end = _line_around(text, trigger.start())
        bold = [place for match in _MARKDOWN.finditer(text, begin, end) for place in (match.start(), match.end() - 2)]
        for match in _PLACEHOLDER.finditer(text, begin, end):
            if not any(match.start() <= place <= match.end() for place in bold):
                message = f"“{passage.around(*match.span())}”这里还没有填好，请补上"
                yield passage.about("text.placeholder", *match.span(), message)
        trigger = _TRIGGER.search(text, end)


def _line_around(text: str, place: int) -> tuple[int, int]:
    end = text.find("\n", place)
    return text.rfind("\n", 0, place) + 1, len(text) if end < 0 else end


def _in_title(report: Report) -> Iterator[Finding]:
    title = report.header.title or ""
    if match := _PLACEHOLDER.search(fold(title)):
        message = f"标题“{title}”还没有填好，请补上"
        yield finding("text.placeholder", message, values=(title,), subject=match[0])


_SHORTEST, _LONGEST = 6, 60
_JOINTS = "、,;。"
_PROSE = (0, 1, 5, 6)
"""The preamble and the sections of running text: elsewhere the heads of a table that was not recognised repeat themselves."""
_RUN = re.compile(r"\S{12,20000}")
"""A stretch in which to look: no phrase has spaces in it, and what is remembered of a stretch has bounds."""
_HAN = re.compile(r"[\u4e00-\u9fff]")
_DISTINCT = 4


def _doubled(passage: Passage) -> Iterator[Finding]:
    """Phrases of six characters and more that stand twice in succession, at most with a comma between."""
    text = passage.folded if passage.section in _PROSE else ""
    for run in _RUN.finditer(text):
        for start, second, end in _doubled_in(text, *run.span()):
            message = f"“{passage.text[second:end]}”连续写了两遍，请删去一处"
            yield passage.about("text.doubled", start, end, message)


def _doubled_in(text: str, begin: int, stop: int) -> Iterator[tuple[int, int, int]]:
    """Where a phrase begins, where its second copy begins, and where that ends, in a stretch of text without spaces."""
    grams = [text[here : here + _SHORTEST] for here in range(begin, stop - _SHORTEST + 1)]
    if len(set(grams)) == len(grams):
        return
    seen: dict[str, int] = {}
    behind = begin
    for here, gram in enumerate(grams, begin):
        there = seen.get(gram, -1)
        seen[gram] = here
        if there >= behind and here - there <= _LONGEST and (end := _repeated(text, there, here)):
            behind = end
            skipped = text[there] in _JOINTS
            yield there + skipped, here + skipped, end


def _repeated(text: str, there: int, here: int) -> int:
    """Where the second copy of a phrase ends when it stands at `there` and again at `here`; 0 when that is no slip."""
    if text[there] in _JOINTS:
        there, here = there + 1, here + 1
    phrase = text[there:here]
    core = phrase.rstrip(_JOINTS)
    end = here + len(core)
    if len(phrase) - len(core) > 1 or not text.startswith(core, here):
        return 0
    letters = _HAN.findall(core)
    if len(letters) < _SHORTEST or len(set(letters)) < _DISTINCT:
        return 0
    joined = phrase == core
    return end if joined or end == len(text) or text[end] in "。,;!?\n" else 0
