"""The example desk, printed for real: what a reader, an auditor and a machine find in it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from math import hypot
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdfium2
import pytest
from pypdfium2 import raw

from briefpress.app.build import Unwatched, Wanted, build
from briefpress.app.desk import opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.model.files import Format

TOP = Path(__file__).parents[1]
AUDIENCES = ("investors", "engineers", "policy")
ISSUED = date(2026, 11, 22)
LEAST = 7.0
ROW_NUMBER = 6.0
"""Points, as docs/design.md has them."""


@dataclass(frozen=True)
class Printed:
    """The example desk's output folder, and the parts of it that tests look at."""

    folder: Path

    def view(self, audience: str) -> dict[str, Any]:
        """Return the View of a brief as JSON."""
        data: dict[str, Any] = json.loads((self.folder / f"{audience}.json").read_text(encoding="utf-8"))
        return data

    def pdf(self, audience: str) -> pikepdf.Pdf:
        """Open a brief's PDF."""
        return pikepdf.open(self.folder / f"{audience}.pdf")

    def text(self, audience: str) -> str:
        """Return the text of a brief's PDF."""
        with pypdfium2.PdfDocument(self.folder / f"{audience}.pdf") as pdf:
            return "\n".join(page.get_textpage().get_text_bounded() for page in pdf)


@pytest.fixture(scope="session")
def printed(example: Path) -> Printed:
    """Find the briefs of the example desk."""
    return Printed(example / "meta-ai-strategy")


def runs(value: object) -> Iterator[dict[str, Any]]:
    """Yield every run of text inside a View."""
    if isinstance(value, dict):
        if "styles" in value:
            yield value
        for inner in value.values():
            yield from runs(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from runs(inner)


def body(view: dict[str, Any]) -> list[Any]:
    """Return page 1 and the sections without the evidence."""
    return [view["front"], [section for section in view["sections"] if section["id"] != "evidence"]]


def sentences(view: dict[str, Any]) -> set[str]:
    """Return the sentences of the body, values included, as words."""
    text = []

    def collect(value: object) -> None:
        if isinstance(value, list) and value and isinstance(value[0], dict) and "styles" in value[0]:
            text.append("".join(run["text"] for run in value))
        elif isinstance(value, list):
            for inner in value:
                collect(inner)
        elif isinstance(value, dict):
            for inner in value.values():
                collect(inner)

    collect(body(view))
    split = (piece for one in text for piece in re.split(r"(?<=[.?!:;])\s+", one))
    return {" ".join(piece.lower().split()) for piece in split if len(piece.split()) > 3}


def destinations(pdf: pikepdf.Pdf) -> dict[str, Any]:
    """Return the named destinations of a PDF."""
    return {str(name): value for name, value in pikepdf.NameTree(pdf.Root.Names.Dests).items()}


def links(pdf: pikepdf.Pdf) -> list[str]:
    """Return the targets of all links inside a PDF."""
    found = []
    for page in pdf.pages:
        for note in page.get("/Annots", []):
            if note.Subtype == "/Link" and "/Dest" in note:
                found.append(str(note.Dest))
            elif note.Subtype == "/Link" and note.A.S == "/GoTo":
                found.append(str(note.A.D))
    return found


@pytest.mark.parametrize("audience", AUDIENCES)
def test_pdf_is_tagged_titled_and_in_its_language(printed: Printed, audience: str) -> None:
    """Assistive software finds a structure, a title that is shown, and the language."""
    with printed.pdf(audience) as pdf:
        headline = printed.view(audience)["front"]["headline"]

        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en-GB"
        assert headline in str(pdf.docinfo.Title)
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert "/StructTreeRoot" in pdf.Root


@pytest.mark.parametrize("audience", AUDIENCES)
def test_bookmarks_are_the_headings(printed: Printed, audience: str) -> None:
    """The outline leads to every section by its heading."""
    view = printed.view(audience)
    with printed.pdf(audience) as pdf, pdf.open_outline() as outline:
        titles = [item.title for top in outline.root for item in (top, *top.children)]

    assert [section["heading"] for section in view["sections"]] == [
        title for title in titles if title in {section["heading"] for section in view["sections"]}
    ]


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_link_inside_the_pdf_arrives(printed: Printed, audience: str) -> None:
    """No link inside a brief leads nowhere."""
    with printed.pdf(audience) as pdf:
        known = destinations(pdf)

        assert set(links(pdf)) <= known.keys()


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_claim_links_to_its_row_and_back(printed: Printed, audience: str) -> None:
    """A number leads to its row of evidence, and the row leads back to every place it is printed."""
    view = printed.view(audience)
    with printed.pdf(audience) as pdf:
        targets = set(links(pdf))

    assert {f"e{row['row']}" for row in view["rows"]} <= targets
    assert {use for row in view["rows"] for use in row["uses"]} <= targets


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_row_names_source_and_place(printed: Printed, audience: str) -> None:
    """A row of evidence says in which source, in which paragraph and by which words; computed rows say from what."""
    for row in printed.view(audience)["rows"]:
        if row["kind"] == "Computed":
            assert row["computed_from"]
        elif row["kind"] != "Not stated":
            assert row["anchors"]
        for anchor in row["anchors"]:
            assert re.match(r"S\d", anchor["source"])
            assert re.match(r"¶\N{NO-BREAK SPACE}\d+", anchor["place"])
            assert 3 <= len(anchor["exact"].split()) <= 8


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_printed_value_reaches_the_paper(printed: Printed, audience: str) -> None:
    """What the View holds as a value is in the text of the PDF."""
    # Lines may break anywhere, so white space does not count; a hyphen is drawn as U+2010.
    text = "".join(printed.text(audience).split()).replace("\N{HYPHEN}", "-")
    values = {"".join(run["text"].split()) for run in runs(printed.view(audience)) if run["claim"]}

    assert values
    assert {value for value in values if value not in text} == set()


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("paper", ["", ".letter"])
def test_brief_keeps_its_page_budget(printed: Printed, audience: str, paper: str) -> None:
    """No brief is longer than its audience allows or heavier than 400 kB, on A4 and on US Letter."""
    path = printed.folder / f"{audience}{paper}.pdf"
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) <= {"investors": 6, "engineers": 6, "policy": 4}[audience]
    assert path.stat().st_size < 400_000


def letters(path: Path) -> Iterator[tuple[float, str]]:
    """Yield every letter of a PDF with the height it is set in: its font's size, scaled as its text is."""
    with pypdfium2.PdfDocument(path) as pdf:
        for leaf in pdf:
            page = leaf.get_textpage()
            for at in range(page.count_chars()):
                letter = chr(raw.FPDFText_GetUnicode(page, at))
                matrix = raw.FS_MATRIX()
                raw.FPDFText_GetMatrix(page, at, matrix)
                if letter.strip():
                    yield raw.FPDFText_GetFontSize(page, at) * hypot(matrix.a, matrix.b), letter


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("paper", ["", ".letter"])
def test_nothing_is_small(printed: Printed, audience: str, paper: str) -> None:
    """Not a letter on paper is below seven points but row numbers, which have six: no mark, no label of a chart."""
    found: dict[float, set[str]] = {}
    for size, letter in letters(printed.folder / f"{audience}{paper}.pdf"):
        found.setdefault(round(size, 1), set()).add(letter)

    small = {size: signs for size, signs in found.items() if size < LEAST}
    assert small == {ROW_NUMBER: set("0123456789,")}


@pytest.mark.parametrize("audience", AUDIENCES)
def test_only_the_vendored_fonts_are_embedded(printed: Printed, audience: str) -> None:
    """No font of the machine slips into a PDF: those of the style sheets are all named Brief."""
    with printed.pdf(audience) as pdf:
        fonts = {
            str(font.BaseFont).split("+")[-1] for page in pdf.pages for font in page.Resources.get("/Font", {}).values()
        }

    assert fonts
    assert {font for font in fonts if not font.startswith("Brief-")} == set()


@pytest.mark.parametrize("audience", AUDIENCES)
def test_pdf_names_no_path_of_this_machine(printed: Printed, audience: str, tmp_path: Path) -> None:
    """The folder a brief was built in does not get into its bytes."""
    with printed.pdf(audience) as pdf:
        pdf.save(
            tmp_path / "plain.pdf",
            compress_streams=False,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    data = (tmp_path / "plain.pdf").read_bytes()

    assert str(TOP).encode() not in data
    assert b"file://" not in data


@pytest.mark.parametrize(
    ("one", "other"), [("investors", "engineers"), ("engineers", "policy"), ("policy", "investors")]
)
def test_audiences_are_written_for_apart(printed: Printed, one: str, other: str) -> None:
    """No two audiences share more than a third of their body sentences."""
    left, right = (sentences(printed.view(audience)) for audience in (one, other))

    assert len(left & right) / min(len(left), len(right)) <= 1 / 3


def test_no_figure_differs_between_audiences(printed: Printed) -> None:
    """A claim's value is the same figure in every brief, whatever the number style."""
    seen: dict[tuple[str, str], set[str]] = {}
    for audience in AUDIENCES:
        for row in printed.view(audience)["rows"]:
            figures = [run["text"] for run in row["statement"] if run["claim"]]
            for index, figure in enumerate(figures):
                plain = figure.replace("\N{NO-BREAK SPACE}", "").replace("billion", "bn").replace("trillion", "tn")
                seen.setdefault((row["claim"], str(index)), set()).add(plain.replace("million", "m"))

    assert len(seen) > 20
    assert {key: figures for key, figures in seen.items() if len(figures) > 1} == {}


def test_evidence_base_is_whole() -> None:
    """At least 120 claims, all with kind, a date or its absence said, credibility and an anchor or its substitute."""
    library = opened(TOP, ISSUED).library
    assert library is not None

    claims = library.claims.values()
    assert len(claims) >= 120
    assert {source for claim in claims for source in claim.sources} == set(library.sources)
    assert all("as_of" in claim.model_fields_set for claim in claims)
    assert all(claim.credibility for claim in claims)
    assert all(claim.evidence or claim.derived or claim.absent for claim in claims)


def test_second_build_makes_nothing(printed: Printed) -> None:
    """A rebuild on a later day with nothing changed reuses every artifact."""
    formats: tuple[Format, ...] = ("pdf", "html", "json")
    done = build(
        opened(TOP, date(2026, 11, 23)), Wanted(formats=formats), printed.folder.parent, date(2026, 11, 23), Unwatched()
    )

    assert done.made == []
    assert len(done.reused) == len(AUDIENCES) * len(formats)
