"""Old workbooks that Excel encrypts though nobody chose a password, because their structure is protected.

Excel then takes a password that is the same for all, and asks nobody for it ([MS-OFFCRYPTO] 2.3.5 and 2.3.6, RC4).
"""

import hashlib
import struct
from collections.abc import Callable
from itertools import cycle

from core.readers.blocks import TooMany
from core.readers.workbooks.biff import FILEPASS, MEANINGLESS

_PASSWORD = "VelvetSweatshop".encode("utf-16-le")
_BLOCK = 1_024
"""The key changes every so many bytes of the stream, headers of records counted in."""
_MOST = 10_000_000
_PLAIN = frozenset([0x0809, FILEPASS, 0x0194, 0x0195, 0x00E1, 0x0196, 0x0138])
"""Records that are never encrypted ([MS-XLS] 2.2.10)."""
_BOUNDSHEET = 0x0085
_RC4 = 1
_OLD, _CRYPTO_API = (1,), (2, 3, 4)

Key = Callable[[int], bytes]


def unlocked(stream: bytes) -> bytes | None:
    """The stream of a workbook as it was before; None when somebody chose a password, or the method is another.

    Raises struct.error or ValueError for damage, TooMany for a stream that would take too long.
    """
    if len(stream) > _MOST:
        raise TooMany(f"{len(stream)} bytes to decrypt")
    at = _filepass(stream)
    key = _key(stream[at + 4 : at + 4 + struct.unpack_from("<H", stream, at + 2)[0]])
    return _decrypted(stream, key) if key else None


def _filepass(stream: bytes) -> int:
    """Where the record about the encryption is."""
    at = 0
    while True:
        number, length = struct.unpack_from("<HH", stream, at)
        if number == FILEPASS:
            return at
        at += 4 + length


def _key(record: bytes) -> Key | None:
    """The key of each block, when the common password is the one."""
    method, version = struct.unpack_from("<HH", record)
    if method == _RC4 and version in _OLD:
        salt, verifier, proof = record[6:22], record[22:38], record[38:54]
        return _checked(_old_key(salt), verifier, proof, hashlib.md5)
    if method == _RC4 and version in _CRYPTO_API:
        (header,) = struct.unpack_from("<I", record, 10)
        bits, (salt, verifier, proof) = struct.unpack_from("<I", record, 30)[0], _verifier(record[14 + header :])
        return _checked(_crypto_api_key(salt, bits or 40), verifier, proof, hashlib.sha1)
    return None


def _verifier(data: bytes) -> tuple[bytes, bytes, bytes]:
    """Salt, verifier and its hash (2.3.3)."""
    return data[4:20], data[20:36], data[40:60]


def _old_key(salt: bytes) -> Key:
    """The keys of the older method (2.3.6.2)."""
    first = hashlib.md5(_PASSWORD, usedforsecurity=False).digest()[:5]
    base = hashlib.md5((first + salt) * 16, usedforsecurity=False).digest()[:5]
    return lambda block: hashlib.md5(base + struct.pack("<I", block), usedforsecurity=False).digest()


def _crypto_api_key(salt: bytes, bits: int) -> Key:
    """The keys of the newer method (2.3.5.2); one of 40 bits is filled up with zeros."""
    base = hashlib.sha1(salt + _PASSWORD, usedforsecurity=False).digest()
    fill = bytes(11) if bits == 40 else b""
    return lambda block: hashlib.sha1(base + struct.pack("<I", block), usedforsecurity=False).digest()[: bits // 8] + fill


def _checked(key: Key, verifier: bytes, proof: bytes, digest: Callable[[bytes], "hashlib._Hash"]) -> Key | None:
    """The key, if it opens the verifier (2.3.6.4)."""
    plain = _xored(verifier + proof, _stream_of(key(0), len(verifier) + len(proof)))
    return key if len(plain) > 16 and digest(plain[:16]).digest() == plain[16:] else None


def _stream_of(key: bytes, length: int) -> bytes:
    """The first bytes that RC4 gives for a key."""
    box = list(range(256))
    j = 0
    for i, byte in zip(range(256), cycle(key), strict=False):
        j = (j + box[i] + byte) & 0xFF
        box[i], box[j] = box[j], box[i]
    out = bytearray(length)
    i = j = 0
    for at in range(length):
        i = (i + 1) & 0xFF
        j = (j + box[i]) & 0xFF
        box[i], box[j] = box[j], box[i]
        out[at] = box[(box[i] + box[j]) & 0xFF]
    return bytes(out)


def _xored(data: bytes, stream: bytes) -> bytes:
    return (int.from_bytes(data, "big") ^ int.from_bytes(stream, "big")).to_bytes(len(data), "big")


def _decrypted(stream: bytes, key: Key) -> bytes:
    """Every record with its data in the clear, and the record about the encryption without a meaning."""
    clear = bytearray(
        b"".join(
            _xored(piece, _stream_of(key(at // _BLOCK), len(piece)))
            for at in range(0, len(stream), _BLOCK)
            for piece in (stream[at : at + _BLOCK],)
        )
    )
    at = 0
    while at + 4 <= len(stream):
        number, length = struct.unpack_from("<HH", stream, at)
        plain = length if number in _PLAIN else 4 if number == _BOUNDSHEET else 0
        clear[at : at + 4 + plain] = stream[at : at + 4 + plain]
        if number == FILEPASS:
            struct.pack_into("<H", clear, at, MEANINGLESS)
        at += 4 + length
    return bytes(clear)
