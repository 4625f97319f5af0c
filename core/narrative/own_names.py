"""What an organ calls itself in its own report: 金沙区民政局 is 区民政局 or 民政局 too, 金沙镇人民政府 also 金沙镇."""

import functools
import re
from collections.abc import Iterator

from core.folding import fold

_GOVERNMENT = re.compile(r"(?:人民政府|政府|街道办事处|办事处)(?:办公室)?$")
_AREAS = "省市区县州旗盟镇乡道"
_SHORT = {3: "本机关", 2: "我局"}
_LEAST, _BUREAU = 2, 3


@functools.lru_cache(maxsize=64)
def own_names(organ: str | None) -> re.Pattern[str] | None:
    """A pattern of the names that can only mean the organ itself, the longest first; None when it has no name."""
    names = sorted({name for name in _names(fold(organ or "")) if len(name) >= _LEAST}, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, names))) if names else None


def told_self(text: str, organ: str | None, pad: str) -> str:
    """A folded text with the names of its own organ as 本机关 or 我局, filled up with `pad` to its length."""
    names = own_names(organ)
    return names.sub(lambda match: _SHORT[min(len(match[0]), 3)].rjust(len(match[0]), pad), text) if names else text


def _names(organ: str) -> Iterator[str]:
    yield organ
    yield organ.replace("人民政府", "政府")
    if government := _GOVERNMENT.search(organ):
        yield organ[: government.start()]
        if government[0].startswith("街道"):
            yield from (organ[: government.start()] + "街道", "街道机关", "街道")
        return
    for place, character in enumerate(organ[:-_BUREAU]):
        if character in _AREAS:
            yield organ[place:]
            yield organ[place + 1 :]
