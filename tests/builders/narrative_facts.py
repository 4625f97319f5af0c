"""The quantities that a report can put in words: which cells each is the sum of, and its value this year and last."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field

from core.forms import CellRef, Form
from core.numbers import Number, total
from core.report import Report

_GROUPS = {"refused": "refused_", "unavailable": "unavailable_", "unprocessed": "unprocessed_", "other": "other_"}
_ORGANS = ("business", "research", "welfare", "legal", "other")
_DOCUMENTS = {
    "2021": {"issued": "issued", "repealed": "repealed", "in_force": "in_force"},
    "2019": {"issued": "created", "new_public": "published", "public": "total_public"},
}
Named = dict[str, tuple[CellRef, ...]]
_SUITS = ("suit_direct", "suit_after_review")


def quantities(form: Form) -> Named:
    """The cells that make up each quantity, by the name that wordings give it."""
    return {**_requests(form), **_documents(form), **_decisions(form), **_disputes()}


def _requests(form: Form) -> Named:
    def total_of(*rows: str) -> tuple[CellRef, ...]:
        return tuple(CellRef("requests", row, "total") for row in rows)

    rows = [row.key for row in form.grids["requests"].rows]
    columns: Named = {column: (CellRef("requests", "received", column),) for column in ("person", *_ORGANS)}
    columns["other_applicants"] = columns.pop("other")
    return {
        **{row: total_of(row) for row in rows if "_" in row and row.partition("_")[0] in {*_GROUPS}},
        **{name: total_of(row) for name, row in _SINGLE.items()},
        **{name: total_of(*(row for row in rows if row.startswith(start))) for name, start in _GROUPS.items()},
        **columns,
        "handled": total_of("received", "carried_in"),
        "open": total_of("granted", "partly_granted"),
        "orgs": tuple(CellRef("requests", "received", column) for column in _ORGANS),
    }


_SINGLE = {
    "received": "received", "carried_in": "carried_in", "concluded": "concluded", "carried_out": "carried_out",
    "granted": "granted", "partly": "partly_granted",
}  # fmt: skip


def _documents(form: Form) -> Named:
    names = _DOCUMENTS[form.key]
    rows = {"": "normative_documents", "regs_": "regulations"}
    return {start + name: (CellRef("art20_1", row, column),) for start, row in rows.items() for name, column in names.items()}


def _decisions(form: Form) -> Named:
    found: Named = {
        "licences": (CellRef("art20_5", "licences", "decisions"),),
        "penalties": (CellRef("art20_6", "penalties", "decisions"),),
        "compulsion": (CellRef("art20_6", "compulsion", "decisions"),),
    }
    if form.key == "2021":
        return found | {"fees": (CellRef("art20_8", "fees", "amount"),)}
    bought = {"procured": "items", "spent": "amount"}
    return found | {name: (CellRef("art20_9", "procurement", column),) for name, column in bought.items()}


def _disputes() -> Named:
    def cells(column: str, *rows: str) -> tuple[CellRef, ...]:
        return tuple(CellRef("disputes", row, column) for row in rows)

    rows = {"review": ("review",), "direct": _SUITS[:1], "after": _SUITS[1:], "suits": _SUITS}
    found = {name: cells("total", *held) for name, held in rows.items()}
    outcomes = ("upheld", "corrected", "other", "pending")
    return found | {f"{name}_{column}": cells(column, *held) for name, held in rows.items() for column in outcomes}


@dataclass(slots=True)
class Facts:
    """What a text may say: quantities by name, this year and last (None: last year is not known), and words of the organ."""

    form: str
    year: int
    cells: Mapping[str, tuple[CellRef, ...]]
    now: Mapping[str, Number]
    before: Mapping[str, Number] | None
    words: Mapping[str, str]
    tags: frozenset[str] = field(default_factory=frozenset)


def facts_of(report: Report, previous: Report | None, words: Mapping[str, str], tags: frozenset[str]) -> Facts:
    """The facts of a report whose cells are all filled in."""
    form, year = report.form, report.header.year
    assert form is not None
    assert year is not None
    cells = quantities(form)
    before = None if previous is None or previous.form is not form else _values(previous, cells)
    more = {form.key, *(["prev"] if before else [])}
    return Facts(form.key, year, cells, _values(report, cells), before, words, tags | more)


def _values(report: Report, cells: Mapping[str, tuple[CellRef, ...]]) -> dict[str, Number]:
    return {name: total(report.value(ref) or 0 for ref in refs) for name, refs in cells.items()}


OFFICES: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "township": (("镇人民政府", "我镇", "镇"), ("乡人民政府", "我乡", "乡"), ("街道办事处", "街道", "街道")),
    "department": (
        ("县财政局", "我局", "局"), ("市市场监督管理局", "我局", "局"), ("县自然资源局", "本局", "局"),
        ("市城市管理委员会", "我委", "委"), ("省水利厅", "我厅", "厅"), ("区民政局", "区民政局", "局"),
        ("县审计局", "本机关", "局"),
    ),
    "county": (("县人民政府", "我县", "县"), ("区人民政府", "我区", "区"), ("市人民政府", "我市", "市")),
    "city": (("市人民政府", "我市", "市"), ("自治州人民政府", "我州", "州"), ("市人民政府", "市政府", "市")),
    "province": (("省人民政府", "我省", "省"), ("自治区人民政府", "全区", "区")),
}  # fmt: skip
"""For each size the kinds of offices: the end of the name, what it calls itself, and the unit in 全县."""
_PLACES = ("青禾", "白石", "云溪", "南坪", "双河", "临江", "长岭", "石桥", "东湖", "金沙", "松原岭", "桃园")


def office(rng: random.Random, size: str) -> tuple[str, dict[str, str]]:
    """The name of an office of this size, and the words it uses of itself."""
    ending, we, unit = rng.choice(OFFICES[size])
    place = rng.choice(_PLACES)
    if size in {"township", "department"}:
        we = rng.choice((we, we, "本机关", place + ending))
    return place + ending, {"we": we, "area": f"全{unit}", "unit": unit, "place": place}
