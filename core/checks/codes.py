"""The kinds of finding, loaded from resources/checks.toml: severity, name, rule and source."""

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

from core.findings import Finding, Severity, Span, Suggestion
from core.forms import RESOURCES, CellRef
from core.numbers import Number


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of finding; all texts are for the clerk."""

    key: str
    severity: Severity
    name: str
    rule: str
    source: str


@functools.cache
def codes() -> Mapping[str, Code]:
    """Every kind of finding by its stable key; TypeError or ValueError when the file has an unknown entry."""
    with (RESOURCES / "checks.toml").open("rb") as stream:
        return {key: _code(key, entry) for key, entry in tomllib.load(stream).items()}


def _code(key: str, entry: dict[str, str]) -> Code:
    return Code(key, Severity(entry.pop("severity")), **entry)


DOUBT = "疑为识别有误，请核对原文："


def finding(
    code: str,
    message: str,
    section: int = 0,
    *,
    severity: Severity | None = None,
    cells: tuple[CellRef, ...] = (),
    spans: tuple[Span, ...] = (),
    sides: tuple[Number, Number] | None = None,
    doubtful: bool = False,
    suggestions: tuple[Suggestion, ...] = (),
    values: tuple[str, ...] = (),
    subject: str = "",
) -> Finding:
    """Make a finding with its usual severity, or another; a doubtful reading is said first and blames nobody."""
    left, right = sides or (None, None)
    return Finding(
        code,
        severity or codes()[code].severity,
        (DOUBT if doubtful else "") + message,
        section,
        cells,
        spans,
        left,
        right,
        doubtful,
        suggestions,
        values,
        subject,
    )
