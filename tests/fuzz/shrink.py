"""Make an input that finds something as small as it goes, by leaving out ever smaller pieces."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from tests.fuzz.targets import Target
from tests.fuzz.worker import signature
from tests.fuzz.zips import packed, unpacked

MOST_SECONDS = 60


@dataclass(frozen=True, slots=True)
class _Judge:
    """Whether an input still finds the same, while there is time."""

    target: Target
    trouble: str
    end: float

    def __call__(self, data: bytes) -> bool:
        return time.monotonic() < self.end and trouble_of(self.target, data) == self.trouble


def shrunk(target: Target, data: bytes) -> tuple[bytes, str]:
    """The smaller input and what it finds; the parts of a zip file are shrunk one by one."""
    trouble = trouble_of(target, data)
    if not trouble:
        return data, ""
    judge = _Judge(target, trouble, time.monotonic() + MOST_SECONDS)
    parts = unpacked(data)
    if not parts or not judge(packed(parts)):
        return _smaller(data, judge), trouble
    for index in reversed(range(len(parts))):
        if judge(packed(parts[:index] + parts[index + 1 :])):
            del parts[index]
    for index, (name, part) in enumerate(parts):
        others = parts[:index], parts[index + 1 :]
        parts[index] = (
            name,
            _smaller(part, lambda part, name=name, others=others: judge(packed([*others[0], (name, part), *others[1]]))),
        )
    return packed(parts), trouble


def trouble_of(target: Target, data: bytes) -> str:
    """What an input finds; empty when it is read or refused as it should be."""
    try:
        target.read(data)
    except Exception as error:  # noqa: BLE001 - whatever comes out of a reader is what we are after
        return signature(error)
    return ""


def _smaller(data: bytes, judge: Callable[[bytes], bool]) -> bytes:
    size = len(data) // 2
    while size:
        start = 0
        while start < len(data):
            shorter = data[:start] + data[start + size :]
            if judge(shorter):
                data = shorter
            else:
                start += size
        size //= 2
    return data
