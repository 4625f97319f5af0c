"""A tiny spreadsheet, independent of the product: it computes the check formulas from the cells they name."""

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal

Value = Decimal | str | bool | None
_TOKEN = re.compile(r'"[^"]*"|[A-Z]+\(|[A-Z]+[0-9]+(?::[A-Z]+[0-9]+)?|[0-9]+|<>|[=<>&,()+-]')
_CELL = re.compile(r"([A-Z]+)([0-9]+)")


class Calculator:
    """Computes formulas over `cells`, named like D7; a cell that holds a formula is computed when it is needed."""

    def __init__(self, cells: Mapping[str, object]) -> None:
        self._cells = cells

    def value(self, name: str) -> Value:
        """What a cell shows."""
        held = self._cells.get(name)
        if isinstance(held, str) and held.startswith("="):
            return self._compute(held[1:])
        return Decimal(str(held)) if isinstance(held, int | float) else held

    def _compute(self, formula: str) -> Value:
        tokens = _TOKEN.findall(formula)
        assert "".join(tokens) == formula, f"unknown words in {formula}"
        parser = _Parser(self, iter([*tokens, ""]))
        result = parser.comparison()
        assert parser.token == "", formula
        return result

    def range(self, name: str) -> list[Value]:
        """The values of D7 or D7:J7."""
        first, _, last = name.partition(":")
        (left, top), (right, bottom) = _split(first), _split(last or first)
        return [self.value(f"{_letters(column)}{row}") for row in range(top, bottom + 1) for column in range(left, right + 1)]


class _Parser:
    """Comparison > joining with & > minus > single things."""

    def __init__(self, calculator: Calculator, tokens: Iterator[str]) -> None:
        self._calculator, self._tokens = calculator, tokens
        self.token = next(tokens)

    def take(self) -> str:
        taken, self.token = self.token, next(self._tokens, "")
        return taken

    def comparison(self) -> Value:
        left = self.joined()
        if self.token not in {"=", "<", ">"}:
            return left
        sign, right = self.take(), self.joined()
        if type(left) is not type(right):  # a word is never equal to a number, and comes after every number
            return {"=": False, "<": isinstance(right, str), ">": isinstance(left, str)}[sign]
        return {"=": left == right, "<": left < right, ">": left > right}[sign]

    def joined(self) -> Value:
        left = self.difference()
        while self.token == "&":
            self.take()
            left = f"{_shown(left)}{_shown(self.difference())}"
        return left

    def difference(self) -> Value:
        left = self.single()
        while self.token == "-":
            self.take()
            right = self.single()
            left = _number(left) - _number(right)
        return left

    def single(self) -> Value:
        token = self.take()
        if token.startswith('"'):
            return token.strip('"')
        if token.isdigit():
            return Decimal(token)
        if token.endswith("("):
            return self._call(token[:-1])
        [value] = self._calculator.range(token)
        return value

    def _call(self, name: str) -> Value:
        if name in {"SUM", "COUNT"}:
            numbers = [value for value in self._ranges() if isinstance(value, Decimal)]
            return sum(numbers, Decimal(0)) if name == "SUM" else Decimal(len(numbers))
        arguments = [self.comparison()]
        while self.token == ",":
            self.take()
            arguments.append(self.comparison())
        assert self.take() == ")"
        return _FUNCTIONS[name](*arguments)

    def _ranges(self) -> list[Value]:
        values = self._calculator.range(self.take())
        while self.take() == ",":
            values += self._calculator.range(self.take())
        return values


def _round(value: Value, places: Value) -> Decimal:
    return _number(value).quantize(Decimal(1).scaleb(-int(_number(places))), ROUND_HALF_UP).normalize() + 0


def _if(condition: Value, then: Value, otherwise: Value) -> Value:
    assert isinstance(condition, bool)
    return then if condition else otherwise


_FUNCTIONS: Mapping[str, Callable[..., Value]] = {
    "ROUND": _round,
    "ABS": lambda value: abs(_number(value)),
    "AND": lambda *values: all(values),
    "OR": lambda *values: any(values),
    "IF": _if,
}


def _number(value: Value) -> Decimal:
    """As a number; a word in arithmetic gives nonsense that only a branch not taken may see."""
    return value if isinstance(value, Decimal) else Decimal("NaN")


def _shown(value: Value) -> str:
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _split(name: str) -> tuple[int, int]:
    match = _CELL.fullmatch(name)
    assert match, name
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return column, int(match[2])


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
