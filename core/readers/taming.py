"""Flatten pages nested so deep that building their tree would take for ever; ordinary pages pass unchanged."""

import re

_MANY = 2_000
_DEEPEST, _DEEPEST_FONTS = 500, 60
_INLINE = "a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u"
_NESTING = re.compile(
    rf"<(?P<close>/?)(?P<tag>(?P<inline>{_INLINE})|[a-z][a-z0-9:-]*)(?=[\s/>])[^<>]*>",
    re.IGNORECASE,
)
_FLAT = frozenset([
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    "p", "option", "td", "th", "tr", "tbody", "thead", "tfoot", "html", "head", "body", "script", "style",
])  # fmt: skip
"""Elements without an end, or whose end is implied by the next of their kind, so that they do not pile up."""


def tame(text: str) -> str:
    """Return the page with the tags beyond a sane depth taken out, their text kept."""
    if text.count("<") < _MANY:
        return text
    deepest, deepest_fonts = _depths(text)
    if deepest_fonts > _DEEPEST_FONTS:
        text = _NESTING.sub(lambda match: "" if match["inline"] else match[0], text)
    return _flattened(text) if deepest > _DEEPEST else text


def _depths(text: str) -> tuple[int, int]:
    """The greatest depth of elements, and of those that only change the look of text."""
    depth = [0, 0]
    deepest = [0, 0]
    for match in _NESTING.finditer(text):
        if match["tag"].lower() in _FLAT:
            continue
        kind = 1 if match["inline"] else 0
        depth[kind] = max(depth[kind] + (-1 if match["close"] else 1), 0)
        deepest[kind] = max(deepest[kind], depth[kind])
    return deepest[0], deepest[1]


def _flattened(text: str) -> str:
    depth = 0

    def keep(match: re.Match[str]) -> str:
        nonlocal depth
        if match["tag"].lower() in _FLAT or match["inline"]:
            return match[0]
        before, depth = depth, max(depth + (-1 if match["close"] else 1), 0)
        return match[0] if max(before, depth) <= _DEEPEST else "\n"

    return _NESTING.sub(keep, text)
