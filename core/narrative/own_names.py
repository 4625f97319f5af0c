"""What an organ calls itself in its own report: 金沙区民政局 is 区民政局 or 民政局 too, 金沙镇人民政府 also 金沙镇.

Names are shortened freely, 金沙区住房和城乡建设局 to 区住建局: whatever is left of one in its order, up to its last word, is the
organ itself where it opens a clause or stands behind a date.
"""

import functools
import re
from collections.abc import Iterator

from core.folding import fold

_GOVERNMENT = re.compile(r"(?:人民政府|政府|街道办事处|办事处)(?:办公室)?$")
_AREAS = "省市区县州旗盟镇乡道"
_OURS = frozenset("我本")
_OFFICE = re.compile("(?:人民)?(?:政府)?办(?![理结复毕完件])|公室")
"""What follows the name of a government where its office is meant."""
_UPPER = "省市区县州旗盟"
_NO_AREAS = frozenset(["城市", "城乡", "城镇", "市场", "乡村", "区域", "社区", "道路"])
_SHORT = {3: "本机关", 2: "我局"}
_LEAST, _BUREAU = 2, 3
_TAIL = 3
_KIND = re.compile(r"[局委办厅院](?=(?:机关)?(?:[^一-鿿]|[共累合总全新年上当收接受办未没无也均已现本在今于]))")
_IN_FRONT = frozenset(",;:。、(\n年度内底末日来共由向对我本 \x01")
"""How the shortened name of an organ ends, and what may stand right in front of it."""


@functools.lru_cache(maxsize=64)
def own_names(organ: str) -> tuple[str, ...]:
    """The names that can only mean the organ itself, the longest first."""
    return tuple(sorted({name for name in _names(fold(organ)) if len(name) >= _LEAST}, key=len, reverse=True))


def told_self(text: str, organ: str | None, pad: str) -> str:
    """A folded text with the names of its own organ as 本机关 or 我局, filled up with `pad` to its length."""
    if not organ:
        return text
    text = _shortened(text, fold(organ), pad)
    for name in own_names(organ):
        if name in text:
            text = _told(text, name, pad)
    return text


def _told(text: str, name: str, pad: str) -> str:
    """The same with one name told, 我 or 本 in front of it included; not where it is that of the organ's office."""
    place = text.find(name)
    while place >= 0:
        end = place + len(name)
        if not _OFFICE.match(text, end):
            begin = place - (text[max(0, place - 1) : place] in _OURS)
            text = text[:begin] + _SHORT[min(end - begin, 3)].rjust(end - begin, pad) + text[end:]
        place = text.find(name, end)
    return text


def _shortened(text: str, organ: str, pad: str) -> str:
    """The same with what can only be left of the name of its organ as 本机关."""
    for kind in _KIND.finditer(text):
        if kind[0] not in organ[-_TAIL:]:
            continue
        begin = _begin_of(text, kind.start(), organ)
        if kind.end() - begin >= _BUREAU and (not begin or text[begin - 1] in _IN_FRONT):
            text = text[:begin] + _SHORT[3].rjust(kind.end() - begin, pad) + text[kind.end() :]
    return text


def _begin_of(text: str, place: int, organ: str) -> int:
    """Where the longest name begins that ends at a place and can be got from an organ's by leaving characters out."""
    rest = organ.rfind(text[place])
    while place and rest > 0 and (found := organ.rfind(text[place - 1], 0, rest)) >= 0:
        place, rest = place - 1, found
    return place


def _without_upper(place: str) -> Iterator[str]:
    """A place, and the same without those that it lies in: 青禾市北山区石桥镇, 北山区石桥镇, 石桥镇."""
    yield place
    for at, one in enumerate(place[:-_LEAST]):
        if one in _UPPER and place[max(0, at - 1) : at + 1] not in _NO_AREAS:
            yield place[at + 1 :]


def _governments(place: str, government: str, *, whole: bool) -> Iterator[str]:
    """What the government of a place is called."""
    yield from (place + government, place + government.replace("人民政府", "政府"))
    if government.startswith("街道"):
        yield from (f"{place}{ending}" for ending in ("街道", "街道办", "街道机关", "街道党工委"))
        if whole:
            yield from ("街道机关", "街道办事处", "街道办", "街道")
    if whole or place[-1] in _AREAS:
        yield place


def _names(organ: str) -> Iterator[str]:
    yield organ
    yield organ.replace("人民政府", "政府")
    if government := _GOVERNMENT.search(organ):
        for name in _without_upper(organ[: government.start()]):
            yield from _governments(name, government[0], whole=name == organ[: government.start()])
        return
    for place, character in enumerate(organ[:-_BUREAU]):
        if character in _AREAS and not any(organ[begin : begin + 2] in _NO_AREAS for begin in (place - 1, place)):
            yield organ[place:]
            yield organ[place + 1 :]
