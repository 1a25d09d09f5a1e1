"""Works come in from files: what is new is added, the rest is accounted for."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from refdesk.desk.admitting import _with_text
from refdesk.desk.importing import Report, import_files, report_object
from refdesk.desk.place import Desk
from refdesk.formats.bibfile import BibFile
from refdesk.model.errors import ExitCode, RefdeskError
from refdesk.store.journal import history

OSTROM = '@Book{ostrom1990,\n  author    = "Ostrom, Elinor",\n  title = {Governing the {Commons}},\n  year=1990 }'
HARDIN = (
    "@article{hardin1968, author = {Hardin, Garrett}, title = {The tragedy of the commons}, journal = {Science},"
    " volume = {162}, pages = {1243--1248}, year = {1968}, doi = {10.1126/science.162.3859.1243}}"
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    root = tmp_path / "desk"
    root.mkdir()
    return Desk(root, root / "references.bib")


def bring(  # the files are written anew each time, as another program would
    desk: Desk, *texts: str, anyway: bool = False, dry_run: bool = False
) -> Report:
    paths = []
    for number, text in enumerate(texts):
        path = desk.root.parent / f"source{number}.bib"
        path.write_text(text, encoding="utf-8", newline="")
        paths.append(path)
    return import_files(desk, paths, format="bibtex", anyway=anyway, dry_run=dry_run)


def put(desk: Desk, text: str) -> None:
    desk.library_file.write_text(text, encoding="utf-8", newline="")


def library(desk: Desk) -> str:
    return desk.library_file.read_text(encoding="utf-8") if desk.library_file.exists() else ""


def entries(desk: Desk) -> dict[str, str]:
    return {entry.key: entry.raw for entry in BibFile.parse(library(desk).encode()).entries}


def counts(report: Report) -> Sequence[tuple[int, int, int]]:
    return [(len(outcome.added), len(outcome.there), len(outcome.left_out)) for outcome in report.outcomes]


def added(report: Report) -> dict[str, tuple[str, ...]]:
    return {item.citekey: item.notes for outcome in report.outcomes for item in outcome.added}


# -- the text of BibTeX ------------------------------------------------------------------------------------------------


def test_an_entry_keeps_its_text_byte_for_byte(desk: Desk) -> None:
    bring(desk, f"\n\n{OSTROM}  % read it\n")
    assert library(desk) == f"{OSTROM}\n"


def test_what_stood_in_the_library_stands_there_still(desk: Desk) -> None:
    put(desk, "% mine\n@misc { odd ,title={X}}")
    bring(desk, OSTROM)
    assert library(desk) == f"% mine\n@misc {{ odd ,title={{X}}}}\n\n{OSTROM}\n"


def test_line_ends_become_those_of_the_library(desk: Desk) -> None:
    put(desk, "@misc{a, title={X}}\r\n")
    bring(desk, OSTROM)
    assert desk.library_file.read_bytes().count(b"\n") == desk.library_file.read_bytes().count(b"\r\n")


def test_an_old_encoding_is_read(desk: Desk) -> None:
    path = desk.root.parent / "old.bib"
    path.write_bytes("@misc{a, title = {Über uns}}".encode("cp1252"))
    import_files(desk, [path], format="bibtex")
    assert "Über uns" in library(desk)


def test_a_letter_that_the_library_cannot_hold_keeps_its_entry_out(desk: Desk) -> None:
    desk.library_file.write_bytes("@misc{a, title = {Über}}\n".encode("cp1252"))
    report = bring(desk, "@misc{b, title = {Łódź}}\n@misc{c, title = {Plain words here}}")
    assert (list(added(report)), "Ł" in report.outcomes[0].left_out[0].reason) == (["c"], True)


# -- citekeys ----------------------------------------------------------------------------------------------------------


def test_a_free_key_is_kept(desk: Desk) -> None:
    assert list(added(bring(desk, OSTROM))) == ["ostrom1990"]


def test_a_taken_key_is_replaced_by_the_pattern(desk: Desk) -> None:
    put(desk, "@misc{ostrom1990, title = {Quite another work}}\n")
    assert list(added(bring(desk, OSTROM))) == ["ostrom1990governing"]


def test_a_replaced_key_is_told(desk: Desk) -> None:
    put(desk, "@misc{ostrom1990, title = {Quite another work}}\n")
    assert added(bring(desk, OSTROM))["ostrom1990governing"] == ("its key 'ostrom1990' is taken",)


def test_only_the_key_of_a_renamed_entry_changes(desk: Desk) -> None:
    put(desk, "@misc{ostrom1990, title = {Quite another work}}\n")
    bring(desk, OSTROM)
    assert entries(desk)["ostrom1990governing"] == OSTROM.replace("ostrom1990", "ostrom1990governing")


def test_a_key_that_differs_in_capitals_only_is_taken(desk: Desk) -> None:
    put(desk, "@misc{Ostrom1990, title = {Quite another work}}\n")
    assert list(added(bring(desk, OSTROM))) == ["ostrom1990governing"]


def test_an_alias_is_taken(desk: Desk) -> None:
    put(desk, "@misc{a, title = {Quite another work}, ids = {ostrom1990}}\n")
    assert list(added(bring(desk, OSTROM))) == ["ostrom1990governing"]


def test_the_pattern_of_the_settings_is_followed(desk: Desk) -> None:
    (desk.root / "refdesk.toml").write_text('[citekeys]\npattern = "[author]-[year]"\n', encoding="utf-8")
    assert list(added(bring(desk, OSTROM.replace("ostrom1990", "")))) == ["ostrom-1990"]


@pytest.mark.parametrize("key", ["../../x", "a key", "", "-rf"])
def test_a_key_that_no_entry_can_bear_is_replaced(desk: Desk, key: str) -> None:
    assert list(added(bring(desk, OSTROM.replace("ostrom1990", key)))) == ["ostrom1990governing"]


def test_two_entries_with_one_key_are_both_taken(desk: Desk) -> None:
    other = "@book{ostrom1990, author = {Smith, A.}, title = {Wealth of nations}, year = {1776}}"
    assert list(added(bring(desk, f"{OSTROM}\n{other}"))) == ["ostrom1990", "smith1776wealth"]


# -- references among entries ------------------------------------------------------------------------------------------

PARENT = "@collection{parent, editor = {Doe, Jane}, title = {All of it}, publisher = {X}, year = 2001}"


@pytest.mark.parametrize("field", ["crossref", "xref", "xdata", "related", "entryset", "citedby"])
def test_a_reference_follows_a_renamed_entry(desk: Desk, field: str) -> None:
    put(desk, "@misc{parent, title = {Quite another work}}\n")
    child = f"@incollection{{child, author = {{Roe, R.}}, title = {{A part of it}}, {field} = {{parent}}}}"
    bring(desk, f"{child}\n{PARENT}")
    assert entries(desk)["child"] == child.replace("{parent}", "{doe2001all}")


def test_one_of_several_references_follows(desk: Desk) -> None:
    put(desk, "@misc{parent, title = {Quite another work}}\n")
    bring(
        desk, f"@incollection{{child, title = {{A part of it}}, related = {{ostrom1990,  parent}}}}\n{PARENT}\n{OSTROM}"
    )
    assert "related = {ostrom1990,  doe2001all}" in entries(desk)["child"]


def test_a_reference_to_one_field_follows(desk: Desk) -> None:
    put(desk, "@misc{my-press, title = {Quite another work}}\n")
    book = "@book{b, title = {A title of it}, publisher = {xdata=my-press-publisher}}"
    bring(desk, f"{book}\n@xdata{{my-press, publisher = {{X}}}}")
    new_key = list(entries(desk))[-1]
    assert f"xdata={new_key}-publisher" in entries(desk)["b"]


def test_a_reference_leads_to_the_entry_that_is_there_already(desk: Desk) -> None:
    put(desk, PARENT.replace("parent", "doe2001") + "\n")
    bring(desk, f"@incollection{{child, author = {{Roe, R.}}, title = {{A part}}, crossref = {{parent}}}}\n{PARENT}")
    assert (list(entries(desk)), "crossref = {doe2001}" in entries(desk)["child"]) == (["doe2001", "child"], True)


def test_a_moved_reference_is_told(desk: Desk) -> None:
    put(desk, "@misc{parent, title = {Quite another work}}\n")
    report = bring(desk, f"@incollection{{child, title = {{A part of it}}, crossref = {{parent}}}}\n{PARENT}")
    assert added(report)["child"] == ("crossref now leads to doe2001all",)


def test_of_two_entries_with_one_key_the_first_is_referred_to(desk: Desk) -> None:
    other = "@book{parent, author = {Smith, A.}, title = {Wealth of nations}, year = {1776}}"
    child = "@incollection{child, title = {A part of it}, crossref = {parent}}"
    bring(desk, f"{PARENT}\n{other}\n{child}")
    assert entries(desk)["child"] == child


def test_a_set_comes_along(desk: Desk) -> None:
    assert list(added(bring(desk, f"{OSTROM}\n{HARDIN}\n@set{{both, entryset = {{ostrom1990, hardin1968}}}}"))) == [
        *("ostrom1990", "hardin1968", "both")
    ]


# -- macros ------------------------------------------------------------------------------------------------------------

MACRO = '@string{cup = "Cambridge University Press"}\n'
WITH_MACRO = "@book{a, title = {A title of it}, publisher = CUP # { again}}"


def test_a_string_comes_along(desk: Desk) -> None:
    bring(desk, MACRO + WITH_MACRO)
    assert library(desk) == f"@string{{cup = {{Cambridge University Press}}}}\n\n{WITH_MACRO}\n"


def test_a_string_that_nobody_uses_stays_behind(desk: Desk) -> None:
    bring(desk, '@string{other = "x"}\n' + OSTROM)
    assert "@string" not in library(desk)


def test_a_string_that_the_library_defines_alike_is_not_repeated(desk: Desk) -> None:
    put(desk, MACRO)
    bring(desk, MACRO + WITH_MACRO)
    assert library(desk) == f"{MACRO}\n{WITH_MACRO}\n"


def test_a_string_that_the_library_defines_otherwise_is_written_out(desk: Desk) -> None:
    put(desk, '@string{cup = "Chicago UP"}\n')
    bring(desk, MACRO + WITH_MACRO)
    assert "publisher = {Cambridge University Press again}" in entries(desk)["a"]


def test_a_string_written_out_is_told(desk: Desk) -> None:
    put(desk, '@string{cup = "Chicago UP"}\n')
    (notes,) = added(bring(desk, MACRO + WITH_MACRO)).values()
    assert notes == ("publisher: its @string is written out, for the library defines it otherwise",)


def test_a_string_that_is_spelt_like_its_name_is_written_out(desk: Desk) -> None:
    put(desk, '@string{cup = "Chicago UP"}\n')
    bring(desk, '@string{cup = "cup"}\n@book{a, title = {A title of it}, publisher = cup}')
    assert "publisher = {cup}" in entries(desk)["a"]


def test_months_are_left_as_they_are(desk: Desk) -> None:
    entry = '@misc{a, title = {A title of it}, month = jan # "~5"}'
    bring(desk, entry)
    assert entries(desk)["a"] == entry


def test_a_broken_block_at_the_end_of_the_library_stays_broken(desk: Desk) -> None:
    put(desk, "@book{open, title = {never closed\n")
    bring(desk, MACRO + WITH_MACRO)
    assert list(entries(desk)) == ["a"]


def test_strings_that_would_close_a_broken_block_are_refused() -> None:
    with pytest.raises(RefdeskError, match="broken block"):
        _with_text(BibFile.parse(b"@book{open, title = {x}\n"), "}\n")


# -- what is there already ---------------------------------------------------------------------------------------------


def test_importing_a_file_twice_adds_nothing(desk: Desk) -> None:
    odd = "@set{s, entryset = {hardin1968}}\n@misc{odd, foo = {x}}"
    text = f"{MACRO}{OSTROM}\n{HARDIN}\n{PARENT}\n{odd}\n{WITH_MACRO}"
    bring(desk, text)
    before = library(desk)
    assert (counts(bring(desk, text)), library(desk)) == ([(0, 6, 0)], before)


def test_importing_a_file_twice_adds_nothing_though_keys_were_replaced(desk: Desk) -> None:
    put(desk, "@misc{ostrom1990, title = {Quite another work}}\n@misc{s, title = {And another work}}\n")
    text = f"{OSTROM}\n@set{{s, entryset = {{ostrom1990}}}}"
    bring(desk, text)
    assert counts(bring(desk, text)) == [(0, 2, 0)]


def test_an_entry_that_was_corrected_by_hand_is_not_added_again(desk: Desk) -> None:
    bring(desk, OSTROM)
    put(desk, library(desk).replace("{Commons}}", "{Commons}: The Evolution of Institutions}, doi = {10.1017/x}"))
    assert counts(bring(desk, OSTROM)) == [(0, 1, 0)]


def test_an_entry_whose_year_was_corrected_by_hand_is_not_added_again(desk: Desk) -> None:
    put(desk, OSTROM)
    assert counts(bring(desk, OSTROM.replace("1990 }", "1991 }"))) == [(0, 1, 0)]


def test_an_entry_under_its_older_key_is_not_added_again(desk: Desk) -> None:
    put(desk, "@misc{witten, author = {Witten, Edward}, year = 2001, ids = {w2001}, note = {Mine}}")
    assert counts(bring(desk, "@misc{w2001, author = {Witten, Edward}, year = 2001}")) == [(0, 1, 0)]


@pytest.mark.parametrize(
    "other",
    [
        "@article{ed, author = {Doe, Jane}, title = {Editorial}, volume = {2}, year = 2001}",
        "@article{ed, author = {Roe, Richard}, title = {Editorial}, volume = {1}, year = 2001}",
        "@article{ed, author = {Doe, Jane}, title = {Editorial}, volume = {1}, year = 2002}",
        "@article{ed, author = {Doe, Jane}, title = {Comment}, volume = {1}, year = 2001}",
    ],
)
def test_one_key_makes_no_two_works_one(desk: Desk, other: str) -> None:
    put(desk, "@article{ed, author = {Doe, Jane}, title = {Editorial}, volume = {1}, year = 2001}")
    assert counts(bring(desk, other)) == [(1, 0, 0)]


def test_a_set_before_its_members_is_known_again(desk: Desk) -> None:
    put(desk, "@misc{ostrom1990, title = {Quite another work}}\n")
    text = f"@set{{s, entryset = {{ostrom1990}}}}\n{OSTROM}"
    bring(desk, text)
    assert counts(bring(desk, text)) == [(0, 2, 0)]


def test_a_set_keeps_its_place_before_its_members(desk: Desk) -> None:
    bring(desk, f"@set{{s, entryset = {{ostrom1990}}}}\n{OSTROM}")
    assert list(entries(desk)) == ["s", "ostrom1990"]


def test_a_store_of_fields_is_known_again_though_a_reference_in_it_moved(desk: Desk) -> None:
    put(desk, "@misc{press, title = {Quite another work}}\n")
    text = "@xdata{inner, publisher = {X}, xdata = {press}}\n@xdata{press, location = {Bonn}}"
    bring(desk, text)
    assert counts(bring(desk, text)) == [(0, 2, 0)]


def test_a_thousand_works_of_one_title_are_told_apart(desk: Desk) -> None:
    text = "\n".join(
        f"@article{{e{number}, author = {{Doe, J.}}, title = {{Editorial}}, year = {{2001}}, pages = {{{number}}}}}"
        for number in range(1000)
    )
    assert (counts(bring(desk, text)), counts(bring(desk, text))) == ([(1000, 0, 0)], [(0, 1000, 0)])


def test_a_work_known_by_its_doi_is_named(desk: Desk) -> None:
    put(
        desk,
        "@article{gh, author = {Hardin, G.}, title = {Tragedy of the Commons}, doi = {10.1126/SCIENCE.162.3859.1243}}",
    )
    (there,) = bring(desk, HARDIN).outcomes[0].there
    assert (there.citekey, there.own, any("DOI" in reason for reason in there.reasons)) == ("gh", "hardin1968", True)


def test_what_more_an_item_says_is_named(desk: Desk) -> None:
    put(desk, OSTROM)
    fuller = OSTROM.replace(
        "year=1990 }", "year=1990, abstract = {Long}, keywords = {commons}, url={https://x.org/y} }"
    )
    assert bring(desk, fuller).outcomes[0].there[0].more == ("abstract", "url", "keywords")


def test_another_edition_is_another_entry(desk: Desk) -> None:
    put(desk, OSTROM.replace("year=1990", "edition = {2}, year=1990"))
    other = OSTROM.replace("ostrom1990", "o3").replace("year=1990", "edition = {3}, year=1990")
    assert counts(bring(desk, other)) == [(1, 0, 0)]


def test_a_likely_likeness_is_hinted_at(desk: Desk) -> None:
    put(desk, OSTROM.replace("year=1990", "edition = {2}, year=1990"))
    other = OSTROM.replace("ostrom1990", "o3").replace("1990 }", "1991 }")
    (notes,) = added(bring(desk, other)).values()
    assert "may be ostrom1990" in notes[0]


def test_anyway_adds_what_is_there(desk: Desk) -> None:
    bring(desk, OSTROM)
    assert list(added(bring(desk, OSTROM, anyway=True))) == ["ostrom1990governing"]


def test_two_keys_for_one_work_in_one_file_are_both_kept(desk: Desk) -> None:
    assert list(added(bring(desk, f"{OSTROM}\n{OSTROM.replace('ostrom1990', 'o90')}"))) == ["ostrom1990", "o90"]


def test_an_entry_that_stands_twice_in_a_file_is_taken_once(desk: Desk) -> None:
    report = bring(desk, f"{OSTROM}\n{OSTROM}")
    assert (counts(report), report.outcomes[0].there[0].citekey) == ([(1, 1, 0)], "ostrom1990")


def test_a_second_file_finds_what_the_first_brought(desk: Desk) -> None:
    assert counts(bring(desk, OSTROM, OSTROM.replace("ostrom1990", "o90"))) == [(1, 0, 0), (0, 1, 0)]


def test_two_files_at_once_give_what_they_give_one_by_one(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = Desk(tmp_path / "other", tmp_path / "other" / "references.bib")
    bring(desk, OSTROM, f"{PARENT}\n{HARDIN}")
    bring(other, OSTROM)
    bring(other, f"{PARENT}\n{HARDIN}")
    assert library(desk) == library(other)


# -- what is left out --------------------------------------------------------------------------------------------------


def test_a_broken_entry_is_left_out_with_its_line(desk: Desk) -> None:
    report = bring(desk, f"{OSTROM}\n@book{{broken, title = {{x\n{HARDIN}")
    assert (list(added(report)), [left.place for left in report.outcomes[0].left_out]) == (
        ["ostrom1990", "hardin1968"],
        ["line 5"],
    )


def test_every_item_is_counted(desk: Desk) -> None:
    report = bring(desk, f"{OSTROM}\n{OSTROM}\n@book{{broken, title = {{x\n{HARDIN}")
    assert report.outcomes[0].found == sum(counts(report)[0]) == 4


def test_comments_and_free_text_are_told_to_stay_behind(desk: Desk) -> None:
    report = bring(desk, f"Free text.\n@comment{{x}}\n@preamble{{{{y}}}}\n{OSTROM}")
    assert report.outcomes[0].notes == (
        "not taken, for it is no entry: 1 @preamble, 1 @comment, the free text between entries",
    )


def test_an_entry_behind_a_percent_sign_is_left_out(desk: Desk) -> None:
    (left,) = bring(desk, f"%{HARDIN}\n{OSTROM}").outcomes[0].left_out
    assert (left.place, left.reason) == ("line 1", "biber skips this @article, for a % stands before it")


def test_an_odd_entry_is_taken_with_a_note(desk: Desk) -> None:
    (notes,) = added(bring(desk, "@misc{a, title = {A title of it}, title = {Another}}")).values()
    assert notes == ("'a' has the field 'title' more than once.",)


def test_a_keyword_that_makes_a_source_document_is_told(desk: Desk) -> None:
    (notes,) = added(bring(desk, "@misc{a, title = {A title of it}, keywords = {source}}")).values()
    assert "'source'" in notes[0]


# -- as one step -------------------------------------------------------------------------------------------------------


def test_an_import_is_one_step(desk: Desk) -> None:
    bring(desk, OSTROM, HARDIN)
    assert [step.title for step in history(desk.root)] == ["import source0.bib source1.bib"]


def test_an_import_of_nothing_new_is_no_step(desk: Desk) -> None:
    bring(desk, OSTROM)
    bring(desk, OSTROM)
    assert len(history(desk.root)) == 1


def test_a_dry_run_changes_nothing(desk: Desk) -> None:
    assert (counts(bring(desk, OSTROM, dry_run=True)), list(desk.root.iterdir())) == ([(1, 0, 0)], [])


def test_one_unreadable_file_stops_the_whole(desk: Desk, tmp_path: Path) -> None:
    good = tmp_path / "good.bib"
    good.write_text(OSTROM, encoding="utf-8")
    with pytest.raises(RefdeskError, match="gone"):
        import_files(desk, [good, tmp_path / "gone.bib"], format="bibtex")
    assert not desk.library_file.exists()


def test_a_file_of_no_known_format_is_exit_code_2(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "x.dat").write_bytes(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(RefdeskError, match="csl-yaml") as caught:
        import_files(desk, [tmp_path / "x.dat"])
    assert caught.value.code is ExitCode.USAGE


def test_the_report_counts_in_json(desk: Desk) -> None:
    told = report_object(bring(desk, f"{OSTROM}\n{OSTROM}\n@book{{broken, title = {{x"))
    assert (told["found"], [len(told[name]) for name in ("added", "there", "left_out")]) == (3, [1, 1, 1])


def test_a_file_of_another_format_than_was_named_is_refused(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "items.xml").write_text(
        "<?xml version='1.0'?><xml><records><record><titles><title>Salt</title></titles></record></records></xml>"
    )
    with pytest.raises(RefdeskError, match="looks like endnote-xml"):
        import_files(desk, [tmp_path / "items.xml"], format="ris")
