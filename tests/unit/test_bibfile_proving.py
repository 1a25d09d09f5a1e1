"""An edit's proof reads little and still finds every block that would be read otherwise."""

import random

import pytest

from refdesk.formats import bibfile_pages
from refdesk.formats.bibfile import BibFile
from refdesk.formats.bibfile_blocks import Block, Reader, cut
from refdesk.formats.bibfile_pages import Page, Pages
from refdesk.formats.bibfile_proving import prove
from refdesk.model.errors import RefdeskError

PIECES = [
    *[
        "@article{a,",
        "@article{b%d,\n  title = {T},\n}",
        "@article{b%d,\n  title = {T},\n}\n",
        "\n@book{c%d,\n title = ",
    ],
    *["@misc(d%d, note = {x)}, year = 2020)", "@string{s = {text}}", "@comment{", "@comment{@article{e, title={x}}}"],
    *["%", "% @misc{f%d,}", "me@example.org (home)", "title = {x},", 'note = "a {"} b" # s,', "{", "}", "(", ")", '"'],
    *["\n", "\n", "\r\n", "@foo ", "@foo", "{x}", "\n@a{k%d, t={x}}\n", "\n@a{k%d, t={x}\n", "@b(k%d)", "}}}}}}}}}}"],
]


@pytest.fixture(autouse=True)
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bibfile_pages, "_BLOCKS_OF_A_PAGE", 3)


def a_file(chance: random.Random) -> BibFile:
    pieces = chance.choices(PIECES, k=chance.randint(3, 40))
    return BibFile.parse("".join(piece.replace("%d", str(at)) for at, piece in enumerate(pieces)).encode())


def edited(bibfile: BibFile, chance: random.Random) -> BibFile:
    keys = [entry.key for entry in bibfile.entries]
    if not keys:
        return bibfile
    key, other = chance.choice(keys), chance.choice(keys)
    value = chance.choice(["x", "@b{z,t=}", "{@foo}", "\n@b{z,t=\n}", "%"])
    edits = [
        lambda: bibfile.remove(key),
        lambda: bibfile.set(key, "note", value),
        lambda: bibfile.move(key, before=other),
        lambda: bibfile.move(key, after=other),
        lambda: bibfile.add("misc", "new", {"a": "b"}),
        lambda: bibfile.rename(key, "renamed"),
    ]
    try:
        return chance.choice(edits)()
    except RefdeskError:  # a key that stands twice, or a value that would open a block
        return bibfile


def is_proved(bibfile: BibFile, *, is_local: bool) -> bool:
    try:
        prove(bibfile.pages, bibfile.to_bytes(), bibfile.source.start, is_local=is_local)
    except RefdeskError:
        return False
    return True


def structure(bibfile: BibFile) -> list[Block]:
    return [block for block in bibfile.blocks if block.kind != "text"]


@pytest.mark.parametrize("seed", range(6))
def test_the_proof_says_what_reading_everything_again_says(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - a sample, no secret
    for _ in range(150):
        bibfile = a_file(chance)
        for _ in range(chance.randint(1, 4)):
            bibfile = edited(bibfile, chance)
        read_again = BibFile.parse(bibfile.to_bytes())
        expected = structure(read_again) == structure(bibfile)
        assert (is_proved(bibfile, is_local=True), is_proved(bibfile, is_local=False)) == (expected, expected)


def test_pages_without_an_edit_are_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    bibfile = BibFile.parse(b"".join(b"@misc{k%d, t = {x}}\n" % number for number in range(1_000))).set(
        "k500", "t", "y"
    )
    read = 0
    blocks = Reader.blocks

    def counted(reader: Reader, cursor: int) -> object:
        nonlocal read
        for block in blocks(reader, cursor):
            read += 1
            yield block

    monkeypatch.setattr(Reader, "blocks", counted)
    bibfile.proved_bytes()
    assert 0 < read < 20


def test_a_broken_block_before_the_edit_is_read_again() -> None:
    # Three heads of entries in the open value show that it is never closed; without the third, it is closed.
    between = b"".join(b"@b{k%d}\n" % number for number in range(30))
    heads = b"".join(b"@c{l%d, t = {x}}\n" % number for number in range(3))
    bibfile = BibFile.parse(b"@a{open, t = {\n" + between + heads + b"}}\n")
    with pytest.raises(RefdeskError, match="rest of the file"):
        bibfile.remove("l2").proved_bytes()


def test_an_unfinished_page_is_no_proof() -> None:
    pages = Pages((Page((Block("entry", "@a{k,}", "a", 3),)),))
    with pytest.raises(RefdeskError):
        prove(pages, b"@a{k,}@b{l,}", 0, is_local=True)


def test_a_search_that_was_given_up_is_known() -> None:
    assert not cut(b"@a(\n" * 200_000).is_local


def test_a_common_file_is_cut_from_nearby_bytes_alone() -> None:
    assert cut(b"@a{k, t = {x}}\n@b(l, t = {y})\n@c{open\n@d{m,}\n").is_local
