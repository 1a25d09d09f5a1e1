"""How is a packed body opened without opening a bomb?

In: the packed pieces of a body, in order. Out: its first bytes, never more than the limit at any moment.
"""

import zlib
from collections.abc import Iterable
from typing import Protocol

_GZIP_OR_ZLIB = 47  # zlib: window of 2**15 bytes, header found by itself
_BARE = -15  # what some servers send as "deflate"


def unpack(pieces: Iterable[bytes], coding: str, limit: int) -> tuple[bytes, bool]:
    """The first `limit` bytes of a body in the content coding `coding`, and whether they are all of it.

    A coding other than gzip and deflate is left packed and counts as not whole; so does what is corrupt, up to
    the point where it is. Pieces are taken only as long as they are needed.
    """
    if coding.strip().lower() not in {"gzip", "x-gzip", "deflate"}:
        body, ended = _gather(pieces, _Plain(), limit)
        return body, ended and coding.strip().lower() in {"", "identity"}
    return _gather(pieces, _Packed(), limit)


class _Opener(Protocol):
    def open(self, piece: bytes, limit: int) -> bytes: ...


def _gather(pieces: Iterable[bytes], opener: _Opener, limit: int) -> tuple[bytes, bool]:
    body, packed = bytearray(), 0
    for piece in pieces:
        packed += len(piece)
        try:
            body += opener.open(piece, limit + 1 - len(body))
        except zlib.error:
            return bytes(body[:limit]), False
        if len(body) > limit or packed > limit:
            return bytes(body[:limit]), False
    return bytes(body), True


class _Plain:
    def open(self, piece: bytes, limit: int) -> bytes:
        return piece[:limit]


class _Packed:
    def __init__(self) -> None:
        self._inflater = zlib.decompressobj(_GZIP_OR_ZLIB)
        self._begun = False

    def open(self, piece: bytes, limit: int) -> bytes:
        try:
            opened = self._inflater.decompress(piece, limit)
        except zlib.error:
            if self._begun:
                raise
            self._inflater = zlib.decompressobj(_BARE)
            opened = self._inflater.decompress(piece, limit)
        self._begun = True
        return opened
