"""Flatten pages nested so deep that building their tree would take for ever; ordinary pages pass unchanged."""

import re
from itertools import accumulate
from operator import sub

_MANY = 2_000
_DEEPEST, _DEEPEST_FONTS = 500, 60
_FONTS = "a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u"
"""Elements that only change the look of text: left open, the browser repeats all of them in every block."""
_FLAT = (
    "area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|"
    "p|li|dt|dd|option|table|td|th|tr|tbody|thead|tfoot|html|head|body|script|style"
)
"""Elements without an end, or whose end is implied by what follows, or that are quickly closed: they do not pile up."""
_FONT = re.compile(rf"<(/?)(?:{_FONTS})(?=[\s/>])")
_NESTING = re.compile(rf"<(/?)(?!(?:{_FLAT}|{_FONTS})[\s/>])[a-z]")
_TAG = "[^<>]*>?"
_STEPS = {"": 1, "/": -1}


def tame(text: str) -> str:
    """Return the page with the tags beyond a sane depth taken out, their text kept."""
    if text.count("<") < _MANY:
        return text
    lowered = text.lower()
    if _depth(_FONT, lowered) > _DEEPEST_FONTS:
        text = re.sub(_FONT.pattern + _TAG, "", text, flags=re.IGNORECASE)
    return _flattened(text) if _depth(_NESTING, lowered) > _DEEPEST else text


def _depth(tags: re.Pattern[str], text: str) -> int:
    """How deep elements lie in one another at most; an end without a beginning counts for nothing."""
    depths = list(accumulate(map(_STEPS.__getitem__, tags.findall(text))))
    return max(map(sub, depths, accumulate(depths, min, initial=0)), default=0)


def _flattened(text: str) -> str:
    depth = 0

    def keep(match: re.Match[str]) -> str:
        nonlocal depth
        before, depth = depth, max(depth + _STEPS[match[1]], 0)
        if max(before, depth) <= _DEEPEST:
            return match[0]
        return "" if ":" in match[0] else "<p>"

    return re.sub(_NESTING.pattern + _TAG, keep, text, flags=re.IGNORECASE)
