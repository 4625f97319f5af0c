"""Reports with words: an office of some size, its figures, and a text in which every figure agrees with the tables."""

import datetime
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from core.document import NOWHERE, Source
from core.forms import CellRef, Form, forms
from core.numbers import canonical, parse_figure
from core.report import Cell, Grid, Header, Origin, Report, Section
from tests.builders.narrative_facts import Facts, facts_of, office
from tests.builders.narrative_figures import SIZES, Figures, figures_of
from tests.builders.narrative_template import FIRST, Wording, Wordings, wordings
from tests.builders.narrative_voice import Mark, Passage, Voice, voice

_NUMERALS = "一二三四五六七八九"
_SHARES = {"township": 25, "department": 25, "county": 30, "city": 14, "province": 6}
_GOVERNMENTS = {"county", "city", "province"}
_STRANDS = (
    ("主动公开", "主动公开情况", "深化主动公开"),
    ("依申请公开", "依申请公开情况", "规范依申请公开"),
    ("政府信息管理", "政府信息管理情况", "加强政府信息管理"),
    ("平台建设", "政府信息公开平台建设", "公开平台建设情况"),
    ("监督保障", "监督保障情况", "强化监督保障"),
)


@dataclass(slots=True)
class Narrated:
    """A report with its text, and the truth about it: the figures of each section, what the words deny, and last year.

    `groups` are the wordings it was written with, `used` those that came up.
    """

    report: Report
    facts: Facts
    groups: Wordings
    previous: Report | None
    marks: dict[int, list[Mark]] = field(default_factory=dict)
    denied: frozenset[str] = frozenset()
    used: frozenset[Wording] = frozenset()


def realistic_report(rng: random.Random, size: str, form_key: str = "2021", previous: Report | None = None) -> Report:
    """An office's report of figures alone, every sum holding; after `previous` it is that office's next.

    `size` is a key of SIZES; which years are possible follows from the form.
    """
    form = forms()[form_key]
    organ, _ = office(rng, size)
    year = rng.randint(form.first_year, form.last_year or 2025)
    before: Figures = {}
    if previous is not None and previous.header.year is not None and previous.header.organ is not None:
        organ, year = previous.header.organ, previous.header.year + 1
        before = {ref: cell.value for ref, cell in previous.cells() if cell.value is not None}
    figures = figures_of(rng, form, SIZES[size], before, rules=size in {"city", "province"})
    return _report(form, figures, _header(rng, organ, year))


def _header(rng: random.Random, organ: str, year: int) -> Header:
    published = datetime.date(year + 1, 1, rng.randint(4, 30))
    title = f"{organ}{year}年政府信息公开工作年度报告"
    return Header(title, organ, year, published, None, (datetime.date(year, 1, 1), datetime.date(year, 12, 31)))


def _report(form: Form, figures: Figures, header: Header) -> Report:
    grids = {key: Grid(grid, {}) for key, grid in form.grids.items()}
    for ref, value in figures.items():
        text = canonical(value)
        grids[ref.grid].cells[ref] = Cell(parse_figure(text), Origin(text, NOWHERE))
    sections = [Section(part.number, f"{_NUMERALS[part.number - 1]}、{part.title}", "", part.number) for part in form.sections]
    years = {} if header.year is None else {"title": header.year, "period": header.year}
    return Report(Source(None, "built"), header, form, sections, grids, "", years)


def narrated_report(rng: random.Random, sets: tuple[str, ...] = FIRST) -> Narrated:
    """Any office's report on either form with its text in the wordings of some sets; for some the year before is known."""
    groups = wordings(sets)
    size = rng.choices(list(_SHARES), list(_SHARES.values()))[0]
    form = "2021" if rng.random() < 0.8 else "2019"
    seed = rng.random()
    words = office(random.Random(seed), size)[1]
    if rng.random() < 0.5:
        return narrate(rng, realistic_report(random.Random(seed), size, form), None, groups, size, words)
    first = forms()[form]
    previous = realistic_report(random.Random(seed), size, form)
    if previous.header.year == (first.last_year or 2025):
        previous = _report(first, _figures(previous), _header(rng, previous.header.organ or "", (first.last_year or 2025) - 1))
    return narrate(rng, realistic_report(rng, size, form, previous), previous, groups, size, words)


def _figures(report: Report) -> Figures:
    return {ref: cell.value for ref, cell in report.cells() if cell.value is not None}


def narrate(
    rng: random.Random, report: Report, previous: Report | None, groups: Wordings, size: str, words: Mapping[str, str]
) -> Narrated:
    """Write the text of a report in the wordings of `groups`; `words` are those that the organ uses of itself."""
    facts = facts_of(report, previous, words, frozenset({size, *(["gov"] if size in _GOVERNMENTS else [])}))
    author = voice(rng, facts, groups)
    passages = [_overview(author), _disclosed(author), _requests(author), _disputed(author), _problems(author), _rest(author)]
    sections = [replace(section, text=one.text) for section, one in zip(report.sections, passages, strict=True)]
    told = replace(report, sections=sections, preamble=_preamble(author, report.header))
    marks = {number: one.marks for number, one in enumerate(passages, 1)}
    denied = frozenset(name for one in passages for name in one.denied)
    return Narrated(told, facts, groups, previous, marks, denied, frozenset(author.used))


def _preamble(author: Voice, header: Header) -> str:
    rng = author.rng
    phone = f"0{rng.randint(310, 998)}-{rng.randint(2_000_000, 8_999_999)}"
    period = rng.choice(
        (f"自{header.year}年1月1日起至{header.year}年12月31日止", f"为{header.year}年1月1日至{header.year}年12月31日")
    )
    code = rng.randint(100_000, 699_999)
    contact = rng.choice((
        f"如有疑问，请与{header.organ}办公室联系（电话：{phone}，邮编：{code}）。",
        f"联系地址：{author.facts.words['place']}路{rng.randint(1, 199)}号，电话：{phone}，电子邮箱：office@example.gov.cn。",
        "本报告电子版可在门户网站下载。",
    ))  # fmt: skip
    law = rng.choice(("按照《中华人民共和国政府信息公开条例》", "根据《中华人民共和国政府信息公开条例》第五十条规定"))
    return f"本报告由{header.organ}{law}编制。所列数据的统计期限{period}。\n{contact}"


def _overview(author: Voice) -> Passage:
    passage = Passage()
    author.say(passage, "intro", author.rng.randint(1, 2))
    heading = _strand_style(author.rng)
    for number, names in enumerate(_STRANDS, 1):
        passage.add(heading(number, author.rng.choice(names)))
        _STRAND[number](author, passage)
    return passage


def _strand_style(rng: random.Random) -> Callable[[int, str], str]:
    """One way of heading the strands: （一）主动公开。 or 1.主动公开方面。"""
    mark = rng.choice(("（{}）", "（{}）", "({})", "{}."))
    ending = rng.choice(("。", "。", "\n", "方面。"))

    def heading(number: int, name: str) -> str:
        sign = str(number) if mark.endswith(".") else _NUMERALS[number - 1]
        bare = name.removesuffix("情况") if ending.startswith("方面") else name
        return f"\n{mark.format(sign)}{bare}{ending}"

    return heading


def _points(author: Voice, passage: Passage, group: str, count: int) -> None:
    """Some sentences of a group, now and then as points: 一是…。二是…。"""
    if count < 2 or author.rng.random() < 0.8:
        author.say(passage, group, count)
        return
    for number in range(count):
        passage.add(f"{_NUMERALS[number]}是")
        author.say(passage, group)


def _proactive(author: Voice, passage: Passage) -> None:
    rng = author.rng
    author.say(passage, "strand1_plain", rng.randint(0, 1))
    _points(author, passage, "strand1", rng.randint(1, 5))
    if rng.random() < 0.5:
        author.say(passage, "decisions", rng.randint(1, 2))
    if rng.random() < 0.3:
        author.say(passage, "fees")
    if rng.random() < 0.3:
        _documents(author, passage)


def _documents(author: Voice, passage: Passage) -> None:
    author.say(passage, "documents", author.rng.randint(1, 2))
    author.say(passage, "documents_none", author.rng.randint(0, 1))


def _on_request(author: Voice, passage: Passage) -> None:
    rng = author.rng
    author.say(passage, "strand2_plain", rng.randint(0, 1))
    if author.facts.now["received"] == 0:
        author.say(passage, "nothing")
    else:
        author.say(passage, "overall")
        for group in rng.sample(("applicants", "channels", "results", "rates", "carried", "growth"), rng.randint(0, 5)):
            author.say(passage, group, 2 if group == "results" else 1)
    author.say(passage, "strand2", rng.randint(0, 1))
    if rng.random() < 0.5:
        _disputes(author, passage)


def _disputes(author: Voice, passage: Passage) -> None:
    author.say(passage, "disputes_none" if author.rng.random() < 0.2 else "disputes") or author.say(passage, "disputes_none")


def _managed(author: Voice, passage: Passage) -> None:
    author.say(passage, "strand3_plain")
    _points(author, passage, "strand3", author.rng.randint(0, 3))
    if author.rng.random() < 0.5:
        _documents(author, passage)


def _published(author: Voice, passage: Passage) -> None:
    author.say(passage, "strand4_plain", author.rng.randint(0, 1))
    _points(author, passage, "strand4", author.rng.randint(1, 4))


def _watched(author: Voice, passage: Passage) -> None:
    author.say(passage, "strand5_plain", author.rng.randint(0, 1))
    _points(author, passage, "strand5", author.rng.randint(1, 3))


_STRAND = {1: _proactive, 2: _on_request, 3: _managed, 4: _published, 5: _watched}


def _disclosed(_author: Voice) -> Passage:
    return Passage()


def _requests(author: Voice) -> Passage:
    passage = Passage()
    author.say(passage, "note3", int(author.rng.random() < 0.12))
    return passage


def _disputed(author: Voice) -> Passage:
    passage = Passage()
    if author.rng.random() < 0.12:
        _disputes(author, passage)
    return passage


def _problems(author: Voice) -> Passage:
    passage = Passage()
    author.write(passage, author.rng.choice((
        "{Y}年，{@we}政府信息公开工作取得一定成效，但仍存在一些不足：", "存在的主要问题：",
        "对照上级要求和群众期盼，主要存在以下问题：",
    )))  # fmt: skip
    _enumerated(author, passage, "problem")
    author.write(passage, author.rng.choice((
        "\n下一步，{@we}将重点做好以下工作：", "\n改进措施：", "\n{Y+1}年，{@we}将从以下方面加以改进：",
    )))  # fmt: skip
    _enumerated(author, passage, "remedy")
    return passage


def _enumerated(author: Voice, passage: Passage, group: str) -> None:
    """Two to four points: 一是…；二是…。 or each on a line of its own."""
    style, ending = author.rng.choice((("{}是", "；"), ("{}是", "。"), ("\n{}.", "。"), ("\n（{}）", "。")))
    for number in range(1, author.rng.randint(2, 4) + 1):
        passage.add(style.format(number if style == "\n{}." else _NUMERALS[number - 1]))
        author.say(passage, group)
        passage.add(ending)
    passage.text = passage.text.removesuffix("；").removesuffix("。") + "。"


def _rest(author: Voice) -> Passage:
    passage = Passage()
    author.say(passage, "fee")
    author.say(passage, "rest", author.rng.randint(0, 2))
    return passage


def stated_cells(narrated: Narrated) -> set[CellRef]:
    """The cells that some figure or denial in the text states alone."""
    names = {mark.names[0] for marks in narrated.marks.values() for mark in marks if mark.sort == "figure"} | narrated.denied
    return {refs[0] for name in names if len(refs := narrated.facts.cells.get(name, ())) == 1}
