"""Damage to XML that stays well formed: whole elements dropped, repeated, moved, wrapped or renamed, and attributes changed."""

import random
import re
from typing import NamedTuple

_TAG = re.compile(rb"<(/?)([A-Za-z_][\w:.-]*)((?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*?)(/?)>")
_VALUE = re.compile(rb'(?<==")[^"<]*(?=")')
_TEXT = re.compile(rb"(?<=>)[^<>]+(?=<)")
_ATTRIBUTE = re.compile(rb'\s[\w:.-]+="[^"<]*"')
_VALUES = (
    b"", b"0", b"-1", b"1", b"2", b"7", b"63", b"999", b"65536", b"2147483648", b"99999999999999999999", b"1.5", b"true", b"off",
    b"restart", b"continue", b"begin", b"separate", b"end", b"nil", b"none", b"A1", b"XFD1048576", b"A1:B9", b"x", b"../x", b"rId1",
)  # fmt: skip
_TEXTS = (
    b"", b"0", b"12", b"1,234", "３".encode(), b"&#13;", b"&#x10FFFF;", b"&lt;td&gt;", "一、".encode(), "（六）其他处理".encode(),
    b" \n ", b"-3", b"1e400", b"9" * 400, b"PAGEREF", b"=SUM(A1:A9)", "总计".encode(),
)  # fmt: skip


class Element(NamedTuple):
    """Where an element begins, where what is in it begins and ends, and where it ends."""

    start: int
    inner: int
    outer: int
    end: int


def mutate_markup(rng: random.Random, data: bytes, elements: tuple[bytes, ...]) -> bytes:
    """The data after a few changes; `elements` are names that mean something in the format."""
    for _ in range(1 + min(int(rng.expovariate(0.7)), 8)):
        data = rng.choice(_CHANGES)(rng, data, elements)
    return data


def found_elements(data: bytes) -> list[Element]:
    """Every element that is closed, in the order of their ends."""
    found: list[Element] = []
    open_tags: list[re.Match[bytes]] = []
    for tag in _TAG.finditer(data):
        if tag[4]:
            found.append(Element(tag.start(), tag.end(), tag.end(), tag.end()))
        elif not tag[1]:
            open_tags.append(tag)
        elif open_tags and open_tags[-1][2] == tag[2]:
            begun = open_tags.pop()
            found.append(Element(begun.start(), begun.end(), tag.start(), tag.end()))
    return found


def _on_element(rng: random.Random, data: bytes, _elements: tuple[bytes, ...]) -> bytes:
    """Drop an element, or put it, once or often, where another one begins."""
    found = [element for element in found_elements(data)[:-1] if element.end - element.start < 20_000]
    if not found:
        return data
    one, other = rng.choice(found), rng.choice(found)
    piece = data[one.start : one.end]
    drawn = rng.random()
    if drawn < 0.2:
        return data[: one.start] + data[one.end :]
    if drawn < 0.35:
        return data[: one.start] + data[one.inner : one.outer] + data[one.end :]
    times = rng.choice((1, 1, 1, 2, 60 if len(piece) < 500 else 1))
    at = rng.choice((other.start, other.inner if other.inner < other.end else other.end, one.end))
    return data[:at] + piece * times + data[at:]


def _on_name(rng: random.Random, data: bytes, elements: tuple[bytes, ...]) -> bytes:
    """Wrap an element in another one, or give it another name, or put an empty one beside it."""
    found = found_elements(data)[:-1]
    if not found:
        return data
    one, name = rng.choice(found), rng.choice(elements)
    before, inside, after = data[: one.start], data[one.start : one.end], data[one.end :]
    drawn = rng.random()
    if drawn < 0.4:
        deep = rng.choice((1, 1, 1, 30))
        return before + (b"<" + name + b">") * deep + inside + (b"</" + name + b">") * deep + after
    if drawn < 0.7:
        return before + b"<" + name + b"/>" + inside + after
    return before + b"<" + name + b">" + data[one.inner : one.outer] + b"</" + name + b">" + after


def _on_value(rng: random.Random, data: bytes, _elements: tuple[bytes, ...]) -> bytes:
    """Another value of an attribute: an odd one, or one that stands elsewhere."""
    values = [*_VALUE.finditer(data)]
    if not values:
        return data
    place = rng.choice(values)
    value = rng.choice(_VALUES) if rng.random() < 0.6 else rng.choice(values)[0]
    return data[: place.start()] + value + data[place.end() :]


def _on_attribute(rng: random.Random, data: bytes, _elements: tuple[bytes, ...]) -> bytes:
    """Drop an attribute, or give it to another element as well."""
    attributes = [*_ATTRIBUTE.finditer(data)]
    tags = [tag for tag in _TAG.finditer(data) if not tag[1]]
    if not attributes or not tags:
        return data
    one = rng.choice(attributes)
    if rng.random() < 0.5:
        return data[: one.start()] + data[one.end() :]
    to = rng.choice(tags)
    name = one[0].partition(b"=")[0]
    return data if name in to[3] else data[: to.end(2)] + one[0] + data[to.end(2) :]


def _on_text(rng: random.Random, data: bytes, _elements: tuple[bytes, ...]) -> bytes:
    texts = [*_TEXT.finditer(data)]
    if not texts:
        return data
    place = rng.choice(texts)
    text = rng.choice(_TEXTS) if rng.random() < 0.7 else rng.choice(texts)[0]
    return data[: place.start()] + text + data[place.end() :]


_CHANGES = (_on_element, _on_element, _on_name, _on_value, _on_value, _on_attribute, _on_text)
