"""A folder to its Library: what is read, in which order, and what is said of the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefpress.diagnostics import Label, Place, Span, error
from briefpress.load.content import LISTS, SINGLES
from briefpress.load.desk import Files, load

if TYPE_CHECKING:
    from pathlib import Path

    from briefpress.diagnostics import Diagnostic
    from briefpress.model.edition import Library


def desk(root: Path, files: dict[str, str]) -> Path:
    """Write a desk with these files under content/."""
    (root / "content").mkdir()
    (root / "briefpress.yaml").write_text("publication: Test\n")
    for name, text in files.items():
        path = root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


def theme(*ids: str) -> str:
    """Return a file of themes."""
    return "".join(f"- id: {name}\n  title: A theme\n" for name in ids)


def loaded(root: Path) -> Library:
    """Return the Library of a desk without faults."""
    library, found = load(root)
    assert found == []
    assert library is not None
    return library


def said(found: list[Diagnostic]) -> list[tuple[str, str, str]]:
    """Return severity, code and message of findings."""
    return [(finding.severity, finding.code, finding.message) for finding in found]


def test_an_empty_desk_has_an_empty_library(tmp_path: Path) -> None:
    """Every kind of record is there, with nothing in it."""
    library = loaded(desk(tmp_path, {}))

    assert library.desk.publication == "Test"
    assert all(library.folder(name) == {} for name in (*LISTS, *SINGLES))


def test_records_may_be_spread_over_files_and_folders(tmp_path: Path) -> None:
    """The order is that of file names, then that within a file, on every machine."""
    files = {"themes/b.yaml": theme("one", "two"), "themes/a/z.yaml": theme("three"), "themes/c.yaml": theme("four")}

    library = loaded(desk(tmp_path, files))

    assert list(library.themes) == ["three", "one", "two", "four"]
    assert library.place("themes", "two") == Place("content/themes/b.yaml", (1,))


def test_one_id_may_serve_several_kinds(tmp_path: Path) -> None:
    """Ids are unique within their kind only."""
    events = "- {id: money, date: 2025, title: Money}\n"

    library = loaded(desk(tmp_path, {"themes/a.yaml": theme("money"), "events/a.yaml": events}))

    assert (list(library.themes), list(library.events)) == (["money"], ["money"])


def test_faulty_records_are_left_out_and_sound_ones_kept(tmp_path: Path) -> None:
    """One bad record does not take its file along, nor one bad file the desk."""
    files = {
        "themes/a.yaml": theme("one") + "- id: Two\n  title: Bad\n" + theme("three"),
        "themes/b.yaml": "- [",
        "themes/c.yaml": theme("four"),
    }

    library, found = load(desk(tmp_path, files))

    assert library is not None
    assert list(library.themes) == ["one", "three", "four"]
    assert [finding.code for finding in found] == ["BP106", "BP004"]


def test_the_first_of_two_records_with_one_id_counts(tmp_path: Path) -> None:
    """The second is reported, and both places are named."""
    library, found = load(desk(tmp_path, {"themes/a.yaml": theme("x", "y"), "themes/b.yaml": theme("y")}))

    assert library is not None
    assert library.place("themes", "y") == Place("content/themes/a.yaml", (1,))
    assert said(found) == [("error", "BP110", "id 'y' is used twice in themes")]
    assert found[0].label.where == Place("content/themes/b.yaml", (0, "id"))
    assert found[0].others[0].where == Place("content/themes/a.yaml", (1, "id"))


def test_without_settings_there_is_no_library(tmp_path: Path) -> None:
    """Faults of the content are found all the same."""
    desk(tmp_path, {"themes/a.yaml": "- id: X\n  title: X\n"})
    (tmp_path / "briefpress.yaml").write_text("publication: 5\n")

    library, found = load(tmp_path)

    assert library is None
    assert [finding.code for finding in found] == ["BP103", "BP106"]


@pytest.mark.parametrize(
    ("name", "message", "help"),
    [
        ("Themes/a.yaml", "'content/Themes' is not read", "did you mean 'themes'?"),
        ("pictures/a.yaml", "'content/pictures' is not read", "content has the folders sources, claims, "),
        ("claims.yaml", "'content/claims.yaml' is not read", "did you mean 'claims'?"),
        ("themes/a.yml", "'content/themes/a.yml' is not read", "name it .yaml"),
        ("themes/a.YAML", "'content/themes/a.YAML' is not read", "name it .yaml"),
        ("themes/deep/a.yml", "'content/themes/deep/a.yml' is not read", "name it .yaml"),
    ],
)
def test_what_looks_like_content_and_is_not_read(tmp_path: Path, name: str, message: str, help: str) -> None:
    """A file that an editor would miss is named; it does not stop the desk."""
    library, found = load(desk(tmp_path, {name: theme("x")}))

    assert library is not None
    assert said(found) == [("warning", "BP011", message)]
    assert found[0].help.startswith(help)


@pytest.mark.parametrize(
    "name", [".git/config.yaml", "themes/.draft.yaml", "themes/.old/a.yaml", "themes/notes.md", "themes/a.yaml~"]
)
def test_what_is_plainly_something_else_is_passed_over(tmp_path: Path, name: str) -> None:
    """Hidden files, notes and the leftovers of editors are nobody's fault."""
    assert loaded(desk(tmp_path, {name: "- ["})).themes == {}


@pytest.mark.parametrize("folder", sorted(LISTS))
@pytest.mark.parametrize("text", ["id: x\n", "text\n", "~\n"])
def test_a_file_of_records_is_a_list(tmp_path: Path, folder: str, text: str) -> None:
    """Anything else is reported once, as a whole."""
    _, found = load(desk(tmp_path, {f"{folder}/a.yaml": text}))

    message = f"a file in {folder}/ holds a list of records, each beginning with '- id:'"
    assert said(found) == [("error", "BP103", message)]


@pytest.mark.parametrize("folder", sorted(SINGLES))
@pytest.mark.parametrize("text", ["- id: x\n", "text\n", "[]\n"])
def test_a_file_of_one_record_is_a_mapping(tmp_path: Path, folder: str, text: str) -> None:
    """Audiences and briefs have a file each."""
    _, found = load(desk(tmp_path, {f"{folder}/a.yaml": text}))

    assert said(found) == [("error", "BP103", f"a file in {folder}/ holds one record, beginning with 'id:'")]


TEXT = """\
- id: money
  title: >-
    It costs moneys, much-money, money, and the
    x-money is gone.
"""


@pytest.mark.parametrize(
    ("place", "span"),
    [
        (Place("content/themes/a.yaml", (0, "id")), (1, 7, 1, 12)),
        (Place("content/themes/a.yaml", (0, "id"), key=True), (1, 3, 1, 5)),
        # The first of the words inside the text, on whichever line folding has put them.
        (Place("content/themes/a.yaml", (0, "title"), "gone"), (4, 16, 4, 20)),
        # Whole words, and parts of words where there are no others.
        (Place("content/themes/a.yaml", (0, "title"), "money"), (3, 34, 3, 39)),
        (Place("content/themes/a.yaml", (0, "title"), "cost"), (3, 8, 3, 12)),
        # Words that stand differently in the file are looked for in vain: the text as a whole, then.
        (Place("content/themes/a.yaml", (0, "title"), "the x-money"), (2, 10, 5, 1)),
        (Place("content/themes/a.yaml", (0, "title"), "elsewhere"), (2, 10, 5, 1)),
        # A file that is gone since, or was never there.
        (Place("content/themes/gone.yaml", (0, "id")), (0, 0, 0, 0)),
        (Place("content/themes"), (0, 0, 0, 0)),
    ],
)
def test_places_become_spans(tmp_path: Path, place: Place, span: tuple[int, int, int, int]) -> None:
    """A path and words become lines and columns, and the rest of the finding stays as it was."""
    files = Files(desk(tmp_path, {"themes/a.yaml": TEXT}))
    finding = error("BP999", "nothing", place, note="here", help="none", others=[Label(place, "there")])

    (resolved,) = files.resolved([finding])

    where = Span(place.file, *span)
    assert resolved == error("BP999", "nothing", where, note="here", help="none", others=[Label(where, "there")])


def test_spans_stay_as_they_are(tmp_path: Path) -> None:
    """What already knows its line is not looked up."""
    finding = error("BP999", "nothing", Span("x", 3, 4, 3, 5))

    assert Files(tmp_path).resolved([finding]) == [finding]


@pytest.mark.parametrize(
    ("data", "lines"),
    [
        (b"a\nb\n", ["a", "b", ""]),
        (b"\xef\xbb\xbfa\r\nb\rc", ["a", "b", "c"]),
        ("é\u2028ü".encode(), ["é\u2028ü"]),
        (b"\xff\n", ["\ufffd", ""]),
    ],
)
def test_lines_are_those_that_places_count(tmp_path: Path, data: bytes, lines: list[str]) -> None:
    """Line ends of every kind count once; what is not text is shown as that."""
    (tmp_path / "a.yaml").write_bytes(data)

    assert Files(tmp_path).lines("a.yaml") == lines


def test_a_file_that_cannot_be_read_has_no_lines(tmp_path: Path) -> None:
    """Excerpts are left out where there is nothing to show."""
    assert Files(tmp_path).lines("gone.yaml") == [""]
    assert Files(tmp_path).lines("nul\0name.yaml") == [""]
    assert Files(tmp_path).lines(".") == [""]
