"""Cut a single-file web page into its parts, by its boundaries, however damaged: headers and bytes of each."""

import binascii
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.errors import MessageError
from email.header import decode_header, make_header
from itertools import zip_longest

_MOST_PARTS = 20_000
_MOST_HEAD = 65_536
_DEEPEST = 5
_END = re.compile(rb"\r?\n[ \t]*\r?\n")
_FOLDED = re.compile(r"\r?\n[ \t]+")
_FIELD = re.compile(r"^([A-Za-z0-9-]{1,60}):(.*)$", re.MULTILINE)
_PARAMETER = re.compile(r""";\s*([A-Za-z-]{1,20})\s*=\s*(?:"([^"]*)"|([^\s;"]+))""")
_DASHES = re.compile(rb"^--([^\r\n]{1,200}?)[ \t]*\r?\nContent-[A-Za-z-]{2,30}:", re.MULTILINE)
_NOT_BASE64 = bytes(set(range(256)) - set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"))


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its headers by their names in small letters, and its bytes as they stand in the file."""

    headers: dict[str, str]
    body: bytes
    whole: bool = True

    @property
    def kind(self) -> str:
        return self.headers.get("content-type", "text/plain").partition(";")[0].strip().lower()

    def parameter(self, name: str) -> str:
        """A parameter of the content type, such as the boundary or the charset; "" without one."""
        found = _PARAMETER.findall(self.headers.get("content-type", ""))
        return next((quoted or plain for key, quoted, plain in found if key.lower() == name), "")

    def data(self) -> bytes:
        """The bytes with their transfer encoding taken off (RFC 2045, section 6); damage costs bytes, never the part."""
        encoding = self.headers.get("content-transfer-encoding", "").strip().lower()
        if encoding == "quoted-printable":
            return quopri.decodestring(self.body)
        return _from_base64(self.body) if encoding == "base64" else self.body


def read_part(data: bytes, *, whole: bool = True) -> Part:
    """The headers of a file or a part, and what follows them; bytes without headers are all body."""
    end = _END.search(data, 0, _MOST_HEAD)
    head = data[: end.start()] if end else data[:_MOST_HEAD]
    body = data[end.end() :] if end else b""
    fields = _FIELD.findall(_FOLDED.sub(" ", head.decode("utf-8", errors="replace")))
    return Part({name.lower(): _plain(value.strip()) for name, value in reversed(fields)}, body, whole)


def leaves(part: Part, depth: int = 0) -> Iterator[Part]:
    """The parts that are no bag of other parts, in the order of the file (RFC 2046, section 5.1)."""
    if not part.kind.startswith("multipart/") or depth >= _DEEPEST:
        yield part
        return
    for inner in _inner(part):
        yield from leaves(inner, depth + 1)


def _inner(part: Part) -> Iterator[Part]:
    """The parts between the boundaries; the last one is not whole when the closing boundary is missing."""
    boundary = part.parameter("boundary").encode("utf-8")
    marks = _marks(part.body, boundary)
    if not marks and (guess := _DASHES.search(part.body)):
        marks = _marks(part.body, guess[1])
    for mark, following in zip_longest(marks, marks[1:]):
        if mark[1] is not None:
            return
        end = following.start() if following else len(part.body)
        yield read_part(part.body[mark.end() : end], whole=following is not None)


def _marks(body: bytes, boundary: bytes) -> list[re.Match[bytes]]:
    if not boundary:
        return []
    line = re.compile(rb"(?:^|\r?\n)--" + re.escape(boundary) + rb"(--)?[ \t]*(?=\r?\n|$)")
    return [match for match, _ in zip(line.finditer(body), range(_MOST_PARTS), strict=False)]


def _from_base64(body: bytes) -> bytes:
    letters = body.translate(None, _NOT_BASE64)
    return binascii.a2b_base64(letters[: len(letters) // 4 * 4] + _rest(letters))


def _rest(letters: bytes) -> bytes:
    """The last letters of a group, padded; one letter alone is no byte."""
    rest = letters[len(letters) // 4 * 4 :]
    return rest + b"=" * (4 - len(rest)) if len(rest) > 1 else b""


def _plain(value: str) -> str:
    """A header whose words are encoded (RFC 2047), such as the address of a page with a Chinese name."""
    if "=?" not in value or len(value) > _MOST_HEAD:
        return value
    try:
        return str(make_header(decode_header(value)))
    except (MessageError, LookupError, ValueError):
        return value
