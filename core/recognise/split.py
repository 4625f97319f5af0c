"""Constraint as reader: the ways to divide figures that ran together, and the choice that the sums leave."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from core.folding import fold
from core.forms import GridForm, Rule
from core.numbers import Kind, parse_figure
from core.recognise.rawrows import Field, FieldKind

Option = tuple[str, ...]
"""One way to read a row: the text of each cell, "" for a blank."""

_ATOM = re.compile(r"-?\d[\d,]*(?:\.\d+)?(?:\([^()]*\))?|\s|[/\-]+|[^\s\d/\-]+")
_FIGURE = re.compile(r"-?(?:0|[1-9]\d*|[1-9]\d{0,2}(?:,\d{3})+)(?:\.\d+)?(?:\(.*\))?")
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_MOST_OPTIONS = 20_000
_MOST_STATES = 20_000
_MOST_SOLUTIONS = 12


@dataclass(slots=True)
class Options:
    """The ways to read one row, likeliest first. `plain` says that its cells stood apart: there is nothing to choose.

    `summing` are those whose last cell is the sum of the others, where such a sum is asked for; `complete` is
    False when there were too many ways to list.
    """

    options: list[Option]
    plain: bool
    whole: str = ""
    complete: bool = True
    summing: list[Option] = field(default_factory=list)

    @property
    def traceless(self) -> bool:
        """Whether neither a figure nor a blank cell was found, so that all its blanks are made up."""
        return not self.plain and not self.whole and not any(map(any, self.options))


def options_of(fields: Sequence[Field], count: int, *, decimals: bool = False, summed: bool = False) -> Options:
    """The ways to read some fields as `count` cells, likeliest first.

    Cells that stand apart are read as they stand; then digits are divided; then spaces count as blank cells;
    then empty lines do; at last blanks are put wherever they may have been lost. With `summed` the last cell
    is to be the sum of the others.
    """
    whole = " ".join(item.text.strip() for item in fields if item.kind is FieldKind.WRITTEN)
    cells = [item for item in fields if item.kind is not FieldKind.EMPTY_LINE]
    while len(cells) > count and cells[-1].kind is FieldKind.BLANK:
        cells.pop()
    if len(cells) == count and all(_single(item, count) for item in cells):
        return _plain(tuple(item.text for item in cells), whole)
    atoms = [atom for item in cells for atom in _atoms(item)]
    tight = [atom for atom in atoms if atom[0] != "space"]
    standing = tuple(text for _, text in tight)
    if len(standing) == count and all(_single_text(text, count) for text in standing):
        return _plain(standing, whole)
    rounds = [_divide(tight, count, decimals), _divide(atoms, count, decimals), _padded(fields, count), _gapped(standing, count)]
    found, complete = next((few for few in map(_few, rounds) if few[0]), ([], True))
    summing = (_few(_summing(tight, count))[0] or _few(_summing(atoms, count))[0]) if summed else []
    return Options(found, False, whole, complete, summing or [option for option in found if summed and _adds_up(option)])


def _plain(option: Option, whole: str) -> Options:
    return Options([option], True, whole, True, [option])


def _adds_up(option: Option) -> bool:
    values = values_of(option)
    return sum(values[:-1]) == values[-1]


def one_row_options(fields: Sequence[Field], groups: int, size: int) -> Options:
    """The ways to read some fields as groups of cells, the last of each group being the sum of its others."""
    options = options_of(fields, groups * size)
    if options.plain or len(options.options) <= 1:
        return options
    digits = "".join(item.text.strip() for item in fields if item.kind is FieldKind.WRITTEN)
    if not _DIGITS.fullmatch(fold(digits)):
        options.summing = [option for option in options.options if _groups_add_up(option, size)]
        return options
    options.summing, options.complete = _few(_grouped(digits, groups, size))
    return options


def _groups_add_up(option: Option, size: int) -> bool:
    return all(_adds_up(option[start : start + size]) for start in range(0, len(option), size))


def _grouped(digits: str, groups: int, size: int) -> Iterator[Option]:
    if groups == 0:
        if not digits:
            yield ()
        return
    for end in range(size, len(digits) - (groups - 1) * size + 1):
        heads = list(_summing([("digits", digits[:end])], size))
        if heads:
            for tail in _grouped(digits[end:], groups - 1, size):
                yield from ((*head, *tail) for head in heads)


def _single(item: Field, count: int) -> bool:
    return item.kind is FieldKind.BLANK or _single_text(item.text, count)


def _single_text(text: str, count: int) -> bool:
    """Whether a text can only be one cell: no run of digits such as 000 that no single figure is written as."""
    folded = fold(text).strip()
    if count == 1 or not re.search(r"\d", folded):
        return True
    return not re.match(r"0\d", folded) and parse_figure(text).kind is not Kind.UNREADABLE


def _few(ways: Iterator[Option]) -> tuple[list[Option], bool]:
    found: dict[Option, None] = {}
    for option in ways:
        found[option] = None
        if len(found) >= _MOST_OPTIONS:
            return list(found), False
    return list(found), True


# ── dividing ─────────────────────────────────────────────────────────


def _atoms(item: Field) -> list[tuple[str, str]]:
    """A field in pieces: digits, blanks (marks such as “/”), and single spaces, which may be blanks."""
    if item.kind is FieldKind.BLANK:
        return [("blank", item.text)]
    atoms = []
    text = item.text.strip("\n")
    for match in _ATOM.finditer(fold(text)):
        shown = text[match.start() : match.end()]
        kind = "digits" if match[0][-1:].isdigit() or match[0][:1].isdigit() else "space" if match[0].isspace() else "blank"
        atoms.append((kind, shown))
    return atoms


def _summing(atoms: Sequence[tuple[str, str]], count: int) -> Iterator[Option]:
    """Divide so that the last cell is the sum of the others: take a total off the end, then spend it from the left."""
    if not atoms or atoms[-1][0] != "digits":
        return
    text = atoms[-1][1]
    for start in range(len(text) - 1, -1, -1):
        total, head = text[start:], text[:start]
        if fold(total).isdigit() and _is_figure(total, False):
            before = [*atoms[:-1], ("digits", head)] if head else atoms[:-1]
            yield from ((*option, total) for option in _divide(before, count - 1, False, int(total)))


def _divide(atoms: Sequence[tuple[str, str]], count: int, decimals: bool, spend: int | None = None) -> Iterator[Option]:
    """Divide atoms into `count` cells; with `spend`, their sum must be just that. A space separates, or is a blank cell."""
    if not atoms:
        if count == 0 and not spend:
            yield ()
        return
    (kind, text), rest = atoms[0], atoms[1:]
    if kind == "space":
        yield from _divide(rest, count, decimals, spend)
    if kind != "digits":
        if count > 0:
            yield from (("" if kind == "space" else text, *tail) for tail in _divide(rest, count - 1, decimals, spend))
        return
    most = count - sum(other != "space" for other, _ in rest)
    for parts in range(1 if rest else max(count, 1), most + 1):
        for head in _cuts(text, parts, decimals, spend):
            left = None if spend is None else spend - sum(map(int, map(_bare_digits, head)))
            yield from ((*head, *tail) for tail in _divide(rest, count - parts, decimals, left))


def _cuts(text: str, parts: int, decimals: bool, spend: int | None) -> Iterator[Option]:
    """The ways to cut a run of digits into so many figures without leading zeros, none above what is left to spend."""
    if parts == 1:
        if _is_figure(text, decimals) and _affordable(text, spend):
            yield (text,)
        return
    if not _DIGITS.fullmatch(fold(text)):
        return
    for end in range(1 if text[0] in "0０" else len(text) - parts + 1, 0, -1):
        head = text[:end]
        if _is_figure(head, decimals) and _affordable(head, spend):
            left = None if spend is None else spend - int(head)
            yield from ((head, *tail) for tail in _cuts(text[end:], parts - 1, decimals, left))


def _affordable(text: str, spend: int | None) -> bool:
    if spend is None:
        return True
    digits = _bare_digits(text)
    return digits.isdigit() and int(digits) <= spend


def _bare_digits(text: str) -> str:
    """The digits of a figure without separators and notes."""
    return fold(text).split("(")[0].replace(",", "")


def _is_figure(text: str, decimals: bool) -> bool:
    if text.isascii() and text.isdigit():
        return text[0] != "0" or len(text) == 1
    folded = fold(text)
    return (decimals or "." not in folded) and bool(_FIGURE.fullmatch(folded))


def _padded(fields: Sequence[Field], count: int) -> Iterator[Option]:
    """Count empty lines among the cells as blanks."""
    texts = tuple(item.text if item.kind is FieldKind.WRITTEN else "" for item in fields)
    if len(texts) == count:
        yield texts


def _gapped(texts: Sequence[str], count: int) -> Iterator[Option]:
    """Too few cells: blanks were lost, and may have stood anywhere. Those at the end are likeliest."""
    if len(texts) < count:
        yield from _gaps(tuple(texts), count)


def _gaps(texts: Option, count: int) -> Iterator[Option]:
    if not texts:
        yield ("",) * count
        return
    yield from ((texts[0], *tail) for tail in _gaps(texts[1:], count - 1))
    if count > len(texts):
        yield from (("", *tail) for tail in _gaps(texts, count - 1))


# ── choosing ─────────────────────────────────────────────────────────


@dataclass(slots=True)
class Choice:
    """The reading chosen for each row; which rows the sums forced, and which stay in doubt."""

    chosen: dict[str, Option]
    forced: set[str] = field(default_factory=set)
    doubtful: set[str] = field(default_factory=set)


def values_of(option: Option) -> tuple[int, ...]:
    """The figures of a reading as whole numbers, blanks and unreadable entries as 0: only for choosing."""
    return tuple(_value(text) for text in option)


def _value(text: str) -> int:
    if text.isdigit():
        return int(text)
    value = parse_figure(text).value if text else None
    return int(value) if value is not None else 0


def choose(form: GridForm, rows: Mapping[str, Options]) -> Choice:
    """Choose a reading for each row of a grid so that its sums hold."""
    firsts = {row: options.options[0] for row, options in rows.items() if options.options}
    open_rows = {row for row, options in rows.items() if len(options.options) > 1}
    choice = Choice(firsts)
    if not open_rows:
        return choice
    fitting = {row: rows[row].summing or rows[row].options for row in firsts}
    broken = {row for row in open_rows if form.rules and not rows[row].summing}
    solutions = _solve(form, fitting)
    if not solutions:
        solutions = _with_one_row_wrong(form, fitting, rows, open_rows)
        broken |= {row for solution in solutions for row in open_rows if solution[row] not in fitting[row]}
    if not solutions:
        choice.chosen |= {row: fitting[row][0] for row in open_rows}
        choice.doubtful = open_rows
        return choice
    choice.chosen |= {row: solutions[0][row] for row in open_rows}
    disputed = {row for row in open_rows if len({solution[row] for solution in solutions}) > 1}
    incomplete = {row for row in open_rows if not rows[row].complete}
    unbound = {row for row in open_rows if not form.rules}
    choice.doubtful = disputed | broken | incomplete | unbound
    choice.forced = open_rows - choice.doubtful
    return choice


def _with_one_row_wrong(
    form: GridForm, fitting: Mapping[str, list[Option]], rows: Mapping[str, Options], open_rows: set[str]
) -> list[dict[str, Option]]:
    """The readings in which all sums down the columns hold and one row alone does not add up."""
    solutions: list[dict[str, Option]] = []
    for row in sorted(open_rows):
        if len(fitting[row]) < len(rows[row].options):
            solutions += _solve(form, {**fitting, row: rows[row].options})
    return solutions


@dataclass(frozen=True, slots=True)
class _Sum:
    """A sum down the columns as signed rows: +1 on the left, −1 on the right."""

    signs: Mapping[str, int]


def _solve(form: GridForm, options: Mapping[str, list[Option]]) -> list[dict[str, Option]]:
    """Every way (up to a dozen) to pick one reading a row so that all sums down the columns hold; [] if none or too many."""
    sums = [
        _signed(form, rule) for rule in form.rules if rule.each == "column" and {*rule.left, *rule.right} <= _covered(form, options)
    ]
    order = _search_order(sums, options)
    start = tuple((0,) * len(form.columns) for _ in sums)
    layers: list[dict[_State, list[tuple[_State, Option]]]] = []
    states: dict[_State, list[tuple[_State, Option]]] = {start: []}
    for index, row in enumerate(order):
        rest = order[index + 1 :]
        states = _step(sums, states, row, options[row], rest)
        if not states or len(states) > _MOST_STATES:
            return []
        layers.append(states)
    return _trace(layers, order, start)


_State = tuple[tuple[int, ...], ...]


def _covered(form: GridForm, options: Mapping[str, list[Option]]) -> set[str]:
    """The official rows that the readings account for, a collapsed row standing in for its own."""
    held = set(options)
    return held | {part for row in form.collapsed if row.key in held for part in row.stands_for}


def _signed(form: GridForm, rule: Rule) -> _Sum:
    signs = {**dict.fromkeys(rule.left, 1), **dict.fromkeys(rule.right, -1)}
    return _Sum(signs | {row.key: signs[row.stands_for[0]] for row in form.collapsed if row.stands_for[0] in signs})


def _search_order(sums: Sequence[_Sum], options: Mapping[str, list[Option]]) -> list[str]:
    """Rows with no choice first, then those of the shortest sums, which prune soonest."""

    def rank(row: str) -> tuple[bool, int, int]:
        return len(options[row]) > 1, min((len(item.signs) for item in sums if row in item.signs), default=99), len(options[row])

    return sorted(options, key=rank)


def _step(
    sums: Sequence[_Sum],
    states: Mapping[_State, list[tuple[_State, Option]]],
    row: str,
    options: Sequence[Option],
    rest: Sequence[str],
) -> dict[_State, list[tuple[_State, Option]]]:
    """Extend every state by every reading of one row, dropping what can no longer come out even."""
    signs = [item.signs.get(row, 0) for item in sums]
    bounds = [{item.signs.get(other, 0) for other in rest} - {0} for item in sums]
    after: dict[_State, list[tuple[_State, Option]]] = {}
    valued = [(option, values_of(option)) for option in options]
    for state in states:
        for option, values in valued:
            new = tuple(
                tuple(have + sign * value for have, value in zip(part, values, strict=True)) if sign else part
                for part, sign in zip(state, signs, strict=True)
            )
            if all(_possible(part, bound) for part, bound in zip(new, bounds, strict=True)):
                after.setdefault(new, []).append((state, option))
                if len(after) > _MOST_STATES:
                    return after
    return after


def _possible(part: Sequence[int], signs: set[int]) -> bool:
    """Whether rows of these signs, none negative, can still bring every column to zero."""
    if not signs:
        return not any(part)
    if signs == {1}:
        return max(part) <= 0
    return min(part) >= 0 if signs == {-1} else True


def _trace(
    layers: Sequence[Mapping[_State, list[tuple[_State, Option]]]], order: Sequence[str], start: _State
) -> list[dict[str, Option]]:
    """Walk back from the final states to the readings that led there."""
    partial: list[tuple[_State, dict[str, Option]]] = [(state, {}) for state in layers[-1]] if layers else [(start, {})]
    for layer, row in zip(reversed(layers), reversed(order), strict=True):
        partial = [(before, {**picked, row: option}) for state, picked in partial for before, option in layer[state]][
            :_MOST_SOLUTIONS
        ]
    return [picked for _, picked in partial]
