"""Opening packed bodies piece by piece."""

import gzip
import zlib
from collections.abc import Iterator

import pytest

from refdesk.net.unpacking import unpack

TEXT = b"some text, some text, some text"


def deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("", TEXT),
        ("identity", TEXT),
        ("gzip", gzip.compress(TEXT)),
        ("X-GZIP", gzip.compress(TEXT)),
        ("deflate", zlib.compress(TEXT)),
        ("deflate", deflated(TEXT)),
    ],
)
def test_a_body_comes_out_whole(coding: str, packed: bytes) -> None:
    assert unpack([packed[:9], packed[9:]], coding, 1000) == (TEXT, True)


@pytest.mark.parametrize("coding", ["br", "gzip, gzip"])
def test_an_unknown_coding_is_left_packed(coding: str) -> None:
    assert unpack([b"\x01\x02"], coding, 1000) == (b"\x01\x02", False)


def test_a_body_is_cut_at_the_limit() -> None:
    assert unpack([TEXT], "", 4) == (b"some", False)


def test_a_body_as_long_as_the_limit_is_whole() -> None:
    assert unpack([b"some"], "", 4) == (b"some", True)


def test_a_packed_body_is_cut_at_the_limit() -> None:
    assert unpack([gzip.compress(TEXT)], "gzip", 4) == (b"some", False)


def test_a_corrupt_body_keeps_what_came_before() -> None:
    packed = gzip.compress(TEXT)
    body, whole = unpack([packed[:-8], b"\0" * 8], "gzip", 1000)
    assert (body, whole) == (TEXT, False)


def test_what_follows_a_corrupt_place_is_not_believed() -> None:
    packed = gzip.compress(TEXT)
    assert unpack([packed[:-8], deflated(TEXT)], "gzip", 1000) == (TEXT, False)


def test_a_body_that_is_not_packed_at_all_is_not_whole() -> None:
    assert unpack([b"<html>"], "gzip", 1000) == (b"", False)


def test_no_more_pieces_are_taken_than_needed() -> None:
    taken: list[int] = []

    def pieces() -> Iterator[bytes]:
        for number in range(100):
            taken.append(number)
            yield b"x" * 10

    unpack(pieces(), "", 25)
    assert len(taken) == 3


def test_packed_bytes_that_open_to_nothing_meet_the_limit_too() -> None:
    header, empty_block = zlib.compressobj(wbits=31).compress(b""), b"\x00\x00\x00\xff\xff"
    assert unpack([header, *[empty_block] * 100], "gzip", 100) == (b"", False)
