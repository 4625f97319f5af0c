"""Damaged text in a two-byte encoding: find where characters begin again, so that one lost byte costs no whole line."""

from collections.abc import Callable

_SKIPPED = -3.0
_MOST_MENDED = 1_000_000
_SUSPECT = 0.5

Weigh = Callable[[str], float]


def mend(data: bytes, codec: str, weigh: Weigh) -> str:
    """Decode, and read anew the lines that make no sense; `weigh` tells how ordinary a character is, at most 1."""
    lines = data.split(b"\n")
    texts = [line.decode(codec, errors="replace") for line in lines]
    doubtful = [number for number, text in enumerate(texts) if _is_doubtful(text, weigh)]
    if sum(len(lines[number]) for number in doubtful) <= _MOST_MENDED:
        for number in doubtful:
            texts[number] = _Line(lines[number], codec, weigh).best()
    return "\n".join(texts)


def _is_doubtful(text: str, weigh: Weigh) -> bool:
    """Whether some of a line was unreadable, or most of it is no ordinary text."""
    if text.isascii():
        return False
    if "\ufffd" in text or any("\ue000" <= character <= "\uf8ff" for character in text):
        return True
    words = [character for character in text if character > "\x7f"]
    return sum(map(weigh, words)) < _SUSPECT * len(words)


class _Line:
    """All ways to cut the bytes of one line into characters, weighed from its end to its beginning."""

    def __init__(self, data: bytes, codec: str, weigh: Weigh) -> None:
        self._data = data
        self._codec = codec
        self._weigh = weigh
        self._known: dict[bytes, tuple[str, float] | None] = {}

    def best(self) -> str:
        """The way with the most ordinary characters and the fewest bytes left out."""
        size = len(self._data)
        scores = [0.0] * (size + 4)
        steps: list[tuple[str, int]] = [("", 1)] * size
        for start in range(size - 1, -1, -1):
            scores[start], steps[start] = max(
                ((weight + scores[start + length], (text, length)) for text, length, weight in self._choices(start)),
                key=lambda choice: choice[0],
            )
        return "".join(_follow(steps))

    def _choices(self, start: int) -> list[tuple[str, int, float]]:
        """The characters that may begin here: text, length in bytes, weight."""
        if self._data[start] < 0x80:
            return [(chr(self._data[start]), 1, 0.0)]
        choices = [("\ufffd", 1, _SKIPPED)]
        for length in (2, 4):
            known = self._character(self._data[start : start + length], length)
            if known is not None:
                choices.append((known[0], length, known[1]))
        return choices

    def _character(self, data: bytes, length: int) -> tuple[str, float] | None:
        if data not in self._known:
            try:
                text = data.decode(self._codec)
            except UnicodeDecodeError:
                text = ""
            self._known[data] = (text, self._weigh(text)) if len(text) == 1 and len(data) == length else None
        return self._known[data]


def _follow(steps: list[tuple[str, int]]) -> list[str]:
    texts, position = [], 0
    while position < len(steps):
        text, length = steps[position]
        texts.append(text)
        position += length
    return texts
