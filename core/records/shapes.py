"""How values become plain JSON and back, by their types: strict, without defaults, without floats."""

import dataclasses
import enum
import functools
import re
import types
import typing
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path, PureWindowsPath
from typing import Any, NamedTuple

from core.forms import CellRef, Form, GridForm, forms

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]

_EXACT = re.compile(r"-?\d+(\.\d+)?(E[+-]?\d+)?")
_WINDOWS = re.compile(r"[A-Za-z]:[\\/]|\\\\")


class Broken(Exception):
    """A record that does not say what it must; the detail is for the log, never for the clerk."""


class Shape(NamedTuple):
    """How values of one type are written as JSON, and read; reading raises Broken."""

    encode: Callable[[Any], Json]
    decode: Callable[[Json], Any]


@functools.cache
def shape(hint: Any) -> Shape:
    """The shape of a type as it stands in the annotation of a field; TypeError for a type that has none."""
    if hint in _SIMPLE:
        return _SIMPLE[hint]
    if hint == int | Decimal:
        return Shape(_encode_number, _decode_number)
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in {typing.Union, types.UnionType}:
        return _union(tuple(one for one in arguments if one is not types.NoneType), arguments)
    if origin is tuple:
        return _several(arguments[0], tuple) if arguments[1:] == (...,) else _fixed(arguments)
    if origin is list:
        return _several(arguments[0], list)
    if origin in {dict, Mapping}:
        return _table(*arguments)
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return _text(hint, lambda member: str(member.value), hint)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return _record(hint)
    raise TypeError(f"{hint} cannot be written")


def _plain(kind: type) -> Shape:
    """A value that JSON has itself; True is no number."""

    def check(value: Any) -> Any:
        if type(value) is not kind:
            raise Broken(f"{value!r:.80} is no {kind.__name__}")
        return value

    return Shape(check, check)


def _text(kind: Any, write: Callable[[Any], str], read: Callable[[str], Any]) -> Shape:
    """A value that is written as a text."""

    def decode(data: Json) -> Any:
        if not isinstance(data, str):
            raise Broken(f"{data!r:.80} is no text for {kind.__name__}")
        try:
            return read(data)
        except (ValueError, KeyError) as error:
            raise Broken(f"{data!r:.80} is no {kind.__name__}") from error

    return Shape(write, decode)


def _encode_number(value: int | Decimal) -> Json:
    """A whole number as such, any other as a text that keeps each digit."""
    return str(value) if isinstance(value, Decimal) else value


def _decode_number(data: Json) -> int | Decimal:
    if type(data) is int:
        return data
    if isinstance(data, str) and len(data) < 1000 and _EXACT.fullmatch(data):
        return Decimal(data)
    raise Broken(f"{data!r:.80} is no number")


def _read_path(text: str) -> Path:
    """A path; one of Windows keeps its parts apart on other systems too, so that its name is still its name."""
    path = Path(text)
    return Path(PureWindowsPath(text).as_posix()) if _WINDOWS.match(text) and "\\" not in str(Path("/")) else path


def _read_moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a moment without its zone")
    return moment


def _write_grid(grid: GridForm) -> str:
    form = next((form for form in forms().values() if form.grids.get(grid.key) is grid), None)
    if form is None:
        raise Broken(f"grid {grid.key} is of no official form")
    return f"{form.key}/{grid.key}"


def _read_grid(text: str) -> GridForm:
    form, _, grid = text.partition("/")
    return forms()[form].grids[grid]


_SIMPLE: Mapping[Any, Shape] = {
    int: _plain(int),
    str: _plain(str),
    bool: _plain(bool),
    Path: _text(Path, str, _read_path),
    date: _text(date, date.isoformat, date.fromisoformat),
    datetime: _text(datetime, datetime.isoformat, _read_moment),
    CellRef: _text(CellRef, str, CellRef.parse),
    Form: _text(Form, lambda form: str(form.key), lambda key: forms()[key]),
    GridForm: _text(GridForm, _write_grid, _read_grid),
}


def _several(item: Any, kind: type) -> Shape:
    inner = shape(item)

    def decode(data: Json) -> Any:
        if not isinstance(data, list):
            raise Broken(f"{data!r:.80} is no list")
        return kind(inner.decode(one) for one in data)

    return Shape(lambda values: [inner.encode(value) for value in values], decode)


def _fixed(items: tuple[Any, ...]) -> Shape:
    """A tuple of so many values of their own types."""
    inner = [shape(item) for item in items]

    def decode(data: Json) -> Any:
        if not isinstance(data, list) or len(data) != len(inner):
            raise Broken(f"{data!r:.80} has not {len(inner)} parts")
        return tuple(one.decode(part) for one, part in zip(inner, data, strict=True))

    return Shape(lambda values: [one.encode(value) for one, value in zip(inner, values, strict=True)], decode)


def _table(key: Any, value: Any) -> Shape:
    """A mapping; its keys are texts, numbers or cells."""
    keys = Shape(str, _read_count) if key is int else shape(key)
    inner = shape(value)

    def decode(data: Json) -> Any:
        if not isinstance(data, dict):
            raise Broken(f"{data!r:.80} is no table")
        return {keys.decode(name): inner.decode(held) for name, held in data.items()}

    return Shape(lambda table: {str(keys.encode(name)): inner.encode(held) for name, held in table.items()}, decode)


def _read_count(data: Json) -> int:
    if not isinstance(data, str) or not re.fullmatch(r"-?[0-9]{1,9}", data):
        raise Broken(f"{data!r:.80} is no number")
    return int(data)


def _union(kinds: tuple[Any, ...], all_kinds: tuple[Any, ...]) -> Shape:
    """One of several types: a number, one type or nothing, or one of several records, which then says which."""
    if len(kinds) == 1:
        inner = shape(kinds[0])
    elif set(kinds) == {int, Decimal}:
        inner = shape(int | Decimal)
    else:
        inner = _tagged({kind.__name__: kind for kind in kinds})
    if len(kinds) == len(all_kinds):
        return inner
    return Shape(
        lambda value: None if value is None else inner.encode(value),
        lambda data: None if data is None else inner.decode(data),
    )


def _tagged(kinds: Mapping[str, type]) -> Shape:
    def encode(value: Any) -> Json:
        name = type(value).__name__
        return [name, shape(kinds[name]).encode(value)]

    def decode(data: Json) -> Any:
        match data:
            case [str(name), held] if name in kinds:
                return shape(kinds[name]).decode(held)
        raise Broken(f"{data!r:.80} is none of {', '.join(kinds)}")

    return Shape(encode, decode)


def _record(kind: Any) -> Shape:
    """A dataclass as a table of its fields; those that are as when nothing is said are left out.

    A field that two equal values may differ in, such as the memory of a source, is no part of the record: what comes
    out of a file is never trusted with more than the record needs.
    """
    hints = typing.get_type_hints(kind)
    held_fields = [field for field in dataclasses.fields(kind) if field.compare]
    fields = {field.name: shape(hints[field.name]) for field in held_fields}
    usual = {field.name: _default(field) for field in held_fields}

    def encode(value: Any) -> Json:
        held = ((name, getattr(value, name)) for name in fields)
        return {name: fields[name].encode(one) for name, one in held if one != usual[name]}

    def decode(data: Json) -> Any:
        if not isinstance(data, dict) or not data.keys() <= fields.keys():
            raise Broken(f"{data!r:.80} is no {kind.__name__}")
        missing = [name for name in fields if name not in data and usual[name] is dataclasses.MISSING]
        if missing:
            raise Broken(f"{kind.__name__} without {', '.join(missing)}")
        return kind(**{name: fields[name].decode(held) for name, held in data.items()})

    return Shape(encode, decode)


def _default(field: "dataclasses.Field[Any]") -> Any:
    """What a field holds when nothing is said; MISSING when something must be."""
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory()
    return field.default
