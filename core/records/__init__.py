"""Records: reports, edits and whole pieces of work as plain JSON, for the journal and the project file."""

import json
from typing import Any, NoReturn

from core.records.shapes import Broken, Json, shape
from core.records.work import Done, Step, Work, do, owned, verified
from core.report import Report

__all__ = ["Broken", "Done", "Json", "Step", "Work", "decode", "do", "encode", "owned", "packed", "plain", "unpacked", "verified"]

VERSION = 1
"""Of everything written here; a reader refuses a later one. Fields with a default may be added without raising it."""


def encode(value: object, hint: Any = None) -> bytes:
    """A value as JSON in UTF-8; `hint` is its type where that is not its class alone."""
    kind: Any = type(value) if hint is None else hint
    data = shape(kind).encode(value)
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def decode(data: bytes, hint: Any) -> Any:
    """The value of the type `hint` that `encode` wrote; Broken, and nothing else, for any other bytes."""
    try:
        return shape(hint).decode(plain(data))
    except RecursionError as error:
        raise Broken("too deep") from error


def plain(data: bytes) -> Json:
    """JSON without fractions; Broken when it is none."""
    try:
        parsed: Json = json.loads(data.decode("utf-8", "surrogatepass"), parse_float=_refuse, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise Broken(f"no JSON: {error}") from error
    return parsed


def _refuse(text: str) -> NoReturn:
    raise Broken(f"{text} is no number of ours")


def packed(work: Work) -> tuple[bytes, tuple[bytes, ...], bytes | None]:
    """The parts of a piece of work as JSON: the report as loaded, each step, and the year before."""
    previous = encode(work.previous) if work.previous is not None else None
    return encode(work.loaded), tuple(encode(step) for step in work.steps), previous


def unpacked(loaded: bytes, steps: tuple[bytes, ...], index: int, previous: bytes | None, kept: bytes = b"") -> Work:
    """The piece of work that was packed, with what was `kept` of its source; Broken when a part is damaged or does not fit."""
    work = Work(
        decode(loaded, Report),
        tuple(decode(step, Step) for step in steps),
        index,
        None if previous is None else decode(previous, Report),
    )
    work.loaded.kept = kept
    return verified(work)
