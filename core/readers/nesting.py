"""Tables within tables while they are read; one nested absurdly deep is but its text."""

from collections.abc import Callable
from typing import Generic, TypeVar

DEEPEST = 40
Frame = TypeVar("Frame")


class Nest(Generic[Frame]):
    """The tables that are open, from the outermost to the innermost."""

    def __init__(self) -> None:
        self._frames: list[Frame] = []
        self._beyond = 0

    @property
    def inner(self) -> Frame | None:
        """The table at hand; None outside of all tables, and in one that is but its text."""
        return self._frames[-1] if self._frames and not self._beyond else None

    def open(self, begin: Callable[[], Frame]) -> None:
        """Begin a table in the one at hand."""
        if self._beyond or len(self._frames) >= DEEPEST:
            self._beyond += 1
        else:
            self._frames.append(begin())

    def close(self) -> Frame | None:
        """End the innermost table and return it; None for one that is but its text."""
        if self._beyond:
            self._beyond -= 1
            return None
        return self._frames.pop()
