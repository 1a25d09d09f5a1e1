"""A large library of a desk is cut once; what is kept of it is believed for that file alone."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from refdesk.bibfile import load
from refdesk.formats import bibfile_blocks
from refdesk.formats.bibfile import BibFile
from refdesk.model.errors import RefdeskError
from refdesk.store import segments
from refdesk.store.segments import read_bibfile

TEXT = b"\xef\xbb\xbf% head\n" + b"".join(b"@misc{k%d, t = {x}}\n" % number for number in range(50))


@pytest.fixture(autouse=True)
def small_files_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segments, "_SMALLEST", 10)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / ".refdesk").mkdir()
    (tmp_path / "references.bib").write_bytes(TEXT)
    return tmp_path / "references.bib"


@pytest.fixture
def index(path: Path) -> Path:
    return path.parent / ".refdesk" / "references.bib.segments"


@pytest.fixture
def is_cut(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], bool]:
    """Whether reading this file cuts it, instead of using an index."""

    def asked(path: Path) -> bool:
        starts: list[int] = []
        blocks = bibfile_blocks.Reader.blocks

        def noted(reader: bibfile_blocks.Reader, cursor: int) -> Iterator[tuple[int, int]]:
            starts.append(cursor)
            return blocks(reader, cursor)

        with monkeypatch.context() as patched:
            patched.setattr(bibfile_blocks.Reader, "blocks", noted)
            data, bibfile = read_bibfile(path)
        assert bibfile.blocks == BibFile.parse(data).blocks
        return bool(starts)

    return asked


IsCut = Callable[[Path], bool]


def test_a_file_read_again_is_not_cut_again(path: Path, is_cut: IsCut) -> None:
    assert (is_cut(path), is_cut(path)) == (True, False)


def test_a_file_read_by_its_index_can_be_edited(path: Path) -> None:
    load(path)
    load(path).set("k30", "t", "y").save()
    assert path.read_bytes() == TEXT.replace(b"{k30, t = {x}", b"{k30, t = {y}")


def test_a_changed_file_is_cut_again(path: Path, is_cut: IsCut) -> None:
    is_cut(path)
    path.write_bytes(TEXT.replace(b"k1,", b"k},"))
    assert is_cut(path)


def test_a_file_of_the_same_bytes_at_another_place_is_cut_again(path: Path, is_cut: IsCut) -> None:
    is_cut(path)
    path.rename(path.with_suffix(".old"))
    path.write_bytes(TEXT)
    assert is_cut(path)


def test_an_index_that_came_with_another_copy_of_the_desk_is_ignored(path: Path, index: Path, is_cut: IsCut) -> None:
    is_cut(path)
    copy = path.parent / "copy"
    (copy / ".refdesk").mkdir(parents=True)
    (copy / ".refdesk" / index.name).write_bytes(index.read_bytes())
    (copy / path.name).write_bytes(TEXT)
    assert is_cut(copy / path.name)


@pytest.mark.parametrize("at", [0, 25, 60, -1])
def test_a_corrupt_index_is_ignored(path: Path, index: Path, is_cut: IsCut, at: int) -> None:
    is_cut(path)
    kept = bytearray(index.read_bytes())
    kept[at] ^= 1
    index.write_bytes(kept)
    assert is_cut(path)


@pytest.mark.parametrize("kept", [b"", b"refdesk segments 1\n", b"x" * 500])
def test_a_stray_file_in_place_of_the_index_is_written_over(
    path: Path, index: Path, is_cut: IsCut, kept: bytes
) -> None:
    index.write_bytes(kept)
    assert (is_cut(path), is_cut(path)) == (True, False)


def test_a_forged_index_that_cannot_be_of_this_file_is_ignored(path: Path, index: Path, is_cut: IsCut) -> None:
    seal = segments._seal(path, TEXT)
    content = b"\x01" + (3).to_bytes(8, "little") + (len(TEXT) - 1).to_bytes(8, "little")
    index.write_bytes(b"refdesk segments 1\n" + segments._digest(seal, content) + content)
    assert is_cut(path)


def test_bounds_out_of_order_are_no_cuts() -> None:
    bounds = b"".join(number.to_bytes(8, "little") for number in (3, 9, 9, len(TEXT)))
    assert segments._sound_cuts(b"\x00\x01\x00" + bounds, TEXT) is None


def test_a_link_in_place_of_the_index_is_not_followed(path: Path, index: Path, tmp_path: Path, is_cut: IsCut) -> None:
    (tmp_path / "precious").write_text("mine")
    index.symlink_to(tmp_path / "precious")
    is_cut(path)
    assert (tmp_path / "precious").read_text() == "mine"


def test_a_link_in_place_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / ".refdesk").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "x.bib").write_bytes(TEXT)
    read_bibfile(tmp_path / "x.bib")
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_file_outside_a_desk_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "x.bib").write_bytes(TEXT)
    read_bibfile(tmp_path / "x.bib")
    assert [entry.name for entry in tmp_path.iterdir()] == ["x.bib"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_desk_that_may_not_be_written_is_read(path: Path) -> None:
    (path.parent / ".refdesk").chmod(0o500)
    assert len(read_bibfile(path)[1].entries) == 50


def test_a_disk_that_refuses_costs_nothing_but_time(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError

    monkeypatch.setattr("tempfile.mkstemp", full)
    assert len(read_bibfile(path)[1].entries) == 50


def test_nothing_but_the_index_is_left_in_the_folder(path: Path, index: Path) -> None:
    read_bibfile(path)
    assert list(index.parent.iterdir()) == [index]


def test_a_small_file_gets_no_index(path: Path, index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segments, "_SMALLEST", 10_000)
    read_bibfile(path)
    assert not index.exists()


def test_a_file_of_hopeless_parentheses_gets_no_index(path: Path, index: Path) -> None:
    path.write_bytes(b"@a(\n" * 200_000)
    read_bibfile(path)
    assert not index.exists()


def test_utf16_is_refused_whatever_is_kept(path: Path) -> None:
    path.write_bytes(TEXT.decode("utf-8-sig").encode("utf-16"))
    with pytest.raises(RefdeskError, match="UTF-16"):
        read_bibfile(path)
