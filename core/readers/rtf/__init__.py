"""Read .rtf as Word, WPS, LibreOffice and WordPad write it: text, tables with merged cells, boxes and notes in order."""

from dataclasses import replace
from pathlib import Path

from core.document import Content
from core.readers.blocks import Item, finish
from core.readers.footnotes import marked
from core.readers.notices import CUT_OFF
from core.readers.refusals import refuse
from core.readers.rtf import words as rtfwords
from core.readers.rtf.fonts import Fonts
from core.readers.rtf.letters import Letters
from core.readers.rtf.state import GROUPS, SHOWN, STORIES, Inside, State
from core.readers.rtf.story import Story
from core.readers.rtf.tokens import BYTES, CLOSE, OPEN, TEXT, Scanner, Token
from core.readers.word.tables import Count

MOST_TOKENS = 10_000_000
_DEEPEST = 100_000
_LEAD = 100
"""How many blanks and marks may stand before the first brace."""
_WIDE, _HIGH = 4500, 1500
"""A picture of less than 300 × 100 pixels, here in twips, holds no table."""
_REVISED = "文档里有修订痕迹：已按接受全部修订读取，删除的文字没有读入。"
_HIDDEN = "文档里有隐藏的文字，没有读入。"
_BYTES = "\\{}"
_ENDS = "、．.)）,，:："
"""What ends a number, so that no gap is needed behind it."""

_WORDS = frozenset[str]().union(
    rtfwords.SIGNS, rtfwords.LINES, rtfwords.SKIPPED, rtfwords.STARRED, rtfwords.SHAPES, rtfwords.SIZES, rtfwords.ACTS,
    rtfwords.FONTS, GROUPS, STORIES, [rtfwords.BINARY],
)  # fmt: skip


def read(data: bytes, path: Path) -> Content:
    """Read a document; Unreadable when it is endless, TooMany when it has more cells than any report."""
    walk = _Walk(data[max(data.find(b"{\\rtf", 0, _LEAD), 0) :])
    for _ in range(MOST_TOKENS):
        if not walk.step():
            return Content(finish(walk.items()), walk.notices())
    raise refuse("too_large", path, f"more than {MOST_TOKENS} tokens", size=len(data))


class _Walk:
    """One pass over the tokens."""

    def __init__(self, data: bytes) -> None:
        self._letters = Letters(data)
        self._scanner = Scanner(data, _WORDS, paired=self._letters.paired)
        self._count = Count()
        self._state = State(Story(self._count, pieces=self._letters.pieces))
        self._stack: list[State] = []
        self._too_deep = self._skipping = 0
        self._starred = self._over = self._in_row = False
        self._says_table = b"\\intbl" in data
        self._fonts = Fonts()
        self._size: dict[str, int] = {}
        self._notes: list[Item] = []
        self._said: dict[str, None] = {}

    def step(self) -> bool:
        """Take in the next token; False at the end."""
        token = None if self._over else self._scanner.next()
        if token is None:
            return False
        if token.name == TEXT or token.name == BYTES:
            self._raw(token)
        elif token.name == OPEN:
            self._open()
        elif token.name == CLOSE:
            self._close()
        else:
            self._word(token)
        return True

    def items(self) -> list[Item]:
        """Everything that was read, the footnotes at the end."""
        if self._stack:
            self._said[CUT_OFF] = None
        while self._stack:
            self._leave(self._stack.pop())
        self._letters.flush()
        return [*self._state.story.close(), *self._notes]

    def notices(self) -> tuple[str, ...]:
        """What the clerk should know of the file."""
        return tuple(self._said)

    def _open(self) -> None:
        self._skipping = 0
        if len(self._stack) < _DEEPEST:
            self._stack.append(self._state)
        else:
            self._too_deep += 1

    def _close(self) -> None:
        self._skipping = 0
        self._starred = False
        if self._too_deep:
            self._too_deep -= 1
        elif self._stack:
            self._leave(self._stack.pop())
            self._over = not self._stack and self._scanner.is_over()

    def _leave(self, outside: State) -> None:
        """End a group, and with it a picture or a text of its own."""
        inside, self._state = self._state, outside
        if inside.story is not outside.story:
            self._letters.flush()
            items = inside.story.close()
            self._letters.pieces = outside.story.pieces
            if inside.inside is Inside.NOTE:
                self._notes += items
            else:
                outside.story.add(items, outside.level)
        elif inside.inside is Inside.PICTURE and outside.inside is not Inside.PICTURE:
            outside.story.pictures += self._is_large()

    def _begin(self, name: str) -> None:
        """Enter a group of some kind."""
        if name != "ud" and self._state.inside not in SHOWN and self._state.inside is not Inside.DRAWING:
            return
        if name in GROUPS:
            self._state = replace(self._state, inside=GROUPS[name])
            self._size.clear()
            return
        self._letters.flush()
        story = Story(self._count)
        self._letters.pieces = story.pieces
        self._state = replace(self._state, inside=STORIES[name], story=story, level=0)

    def _is_large(self) -> bool:
        """Whether a picture may hold a table; one that does not say its size may."""
        wide = self._size.get("picwgoal", 0) * self._size.get("picscalex", 100) // 100
        high = self._size.get("pichgoal", 0) * self._size.get("picscaley", 100) // 100
        return (not wide or wide >= _WIDE) and (not high or high >= _HIGH)

    def _word(self, token: Token) -> None:
        name = token.name
        starred, self._starred = self._starred, name == "*"
        if name in rtfwords.SKIPPED or (starred and name not in rtfwords.STARRED):
            self._scanner.skip()
        elif name in rtfwords.SIGNS:
            self._sign(rtfwords.SIGNS[name])
        elif name in GROUPS or name in STORIES:
            self._begin(name)
        else:
            self._skipping = 0
            self._mean(name, token.value)

    def _mean(self, name: str, value: int | None) -> None:
        """Do what a word says in the kind of group it stands in."""
        inside = self._state.inside
        if name in rtfwords.SHAPES:
            self._shape(name, value or 0)
        elif inside in SHOWN and name in rtfwords.LINES:
            self._end_line()
        elif inside in SHOWN and name in rtfwords.ACTS:
            self._act(name, value)
        elif inside is Inside.FONTS:
            self._fonts.define(name, value or 0)
        elif inside is Inside.PICTURE and name in rtfwords.SIZES:
            self._size[name] = value or 0
        elif inside is Inside.NESTED_ROW and name == "nestrow":
            self._end_row(max(self._state.level, 2))

    def _shape(self, name: str, value: int) -> None:
        """A word of a row definition."""
        story = self._state.story
        nested = self._state.inside is Inside.NESTED_ROW
        if name == "irow" and not value and not nested:
            story.begin_table()
        (story.nested if nested else story.outer).tell(name, value)
        self._in_row = self._in_row or name == "trowd"

    def _raw(self, token: Token) -> None:
        data = token.raw
        if self._skipping:
            skipped = min(self._skipping, len(data))
            self._skipping -= skipped
            data = data[skipped:]
        state = self._state
        if not data or state.inside not in SHOWN or (state.inside is Inside.LISTING and data.isspace()):
            return
        if self._is_out(data):
            return
        if state.raised and data.strip().isdigit():
            self._letters.flush()
            self._letters.put(marked(data.decode("ascii"), state.story.pieces))
        else:
            put = self._letters.put_raw if token.name == TEXT else self._letters.put_bytes
            put(data, state.codec)

    def _is_out(self, text: bytes | str) -> bool:
        """Whether text here is hidden or deleted, which is said if there is anything in it."""
        state = self._state
        if not (state.hidden or state.deleted):
            return False
        if text.strip():
            self._said[_REVISED if state.deleted else _HIDDEN] = None
        return True

    def _sign(self, sign: str) -> None:
        if self._skipping:
            self._skipping -= 1
        elif self._state.inside in SHOWN and not self._is_out(sign):
            self._put_sign(sign)

    def _put_sign(self, sign: str) -> None:
        """Put a sign, which may be the second byte of a letter; a number needs no tab behind it."""
        if sign in _BYTES:
            self._letters.put_bytes(sign.encode("ascii"), self._state.codec)
        elif sign == "\t" and self._state.inside is Inside.LISTING:
            self._letters.put("" if self._letters.ends_with(_ENDS) else " ")
        else:
            self._letters.put(sign)

    def _put_code(self, value: int) -> None:
        """Put a character, and pass over the bytes behind it that say the same for old readers."""
        if not self._is_out("u"):
            self._letters.put_code(value, sign=self._state.inside is Inside.LISTING)
        self._skipping = self._state.fallback

    def _end_line(self) -> None:
        if not self._state.deleted and self._state.inside is not Inside.LISTING:
            self._letters.flush()
            self._state.story.end_line(self._level())

    def _level(self) -> int:
        """How deep in tables a line is; where no line says that it is in one, those between trowd and row are."""
        return self._state.level or int(self._in_row and not self._says_table)

    def _end_cell(self, level: int) -> None:
        self._letters.flush()
        self._state.story.end_cell(level)

    def _end_row(self, level: int) -> None:
        self._in_row = False
        self._letters.flush()
        self._state.story.end_row(level)

    def _act(self, name: str, value: int | None) -> None:
        """A word about lines, cells and rows, or about the looks of text."""
        match name:
            case "u":
                self._put_code(value or 0)
            case "cell":
                self._end_cell(1)
            case "row":
                self._end_row(1)
            case "nestcell":
                self._end_cell(max(self._state.level, 2))
            case "nestrow":
                self._end_row(max(self._state.level, 2))
            case "deff":
                self._fonts.default = value or 0
            case "revised":
                self._said[_REVISED] = None
            case _:
                self._state = self._state.changed(name, value, self._fonts)
