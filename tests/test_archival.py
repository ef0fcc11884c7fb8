"""Finished PDFs: accessible and lasting by the verdict of others, and with their own proof inside."""

from __future__ import annotations

import csv
import json
import re
from hashlib import sha256
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdfium2
import pytest

from briefpress.emit.pdf import pdf
from briefpress.emit.templates import Templates
from briefpress.emit.xmp import identified
from validation.judges import Missing, page, verapdf
from validation.mutants import MUTANTS, written
from validation.validate import SPOILT, spared

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILES = ("brief.json", "evidence.csv", "evidence.json")


@pytest.fixture
def files(example: Path, everything: Path) -> list[Path]:
    """Return all PDFs of the example desk, on both papers and in large print, and those with blocks of every kind."""
    found = [*example.rglob("*.pdf"), *everything.rglob("*.pdf")]
    assert len(found) == 10
    return found


@pytest.fixture
def brief(example: Path) -> Path:
    """Return one PDF of the example desk."""
    return example / "meta-ai-strategy" / "policy.pdf"


def elements(item: Any, language: str = "") -> Iterator[tuple[Any, str]]:  # noqa: ANN401 - any object of a PDF
    """Yield the elements of a structure tree in reading order, each with the language it says."""
    for kid in item.K if isinstance(item.get("/K"), pikepdf.Array) else [item.get("/K")]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid, str(kid.get("/Lang", language))
            yield from elements(kid, str(kid.get("/Lang", language)))


def tree(body: str, folder: Path) -> pikepdf.Pdf:
    """Print a small page and open it."""
    text = f'<!doctype html><html lang="en"><head><title>t</title></head><body><h1>Heading</h1>{body}</body></html>'
    data, found = pdf(text, Templates.of(folder), "a.pdf")
    assert found == []
    return pikepdf.open(BytesIO(data))


def test_page_validation_finds_every_brief_sound(files: list[Path]) -> None:
    """Each PDF is PDF/UA-1 and PDF/A-3a by the judge that needs no Java."""
    assert [one for one in page(files) if one.broken] == []


def test_verapdf_finds_briefs_sound(files: list[Path]) -> None:
    """A PDF of each desk is PDF/UA-1 and PDF/A-3a by the reference validator, where it runs.

    It takes seconds for each, so only `make validate` asks it for all.
    """
    asked = [file for file in files if file.stem in {"policy", "managers"}]
    try:
        verdicts = verapdf(asked)
    except Missing as why:
        pytest.skip(str(why))
    assert [one for one in verdicts if one.broken] == []
    assert [one.checks for one in verdicts if one.checks < 10_000] == []
    assert len(verdicts) == 4


def test_judge_sees_through_every_spoilt_pdf(everything: Path, tmp_path: Path) -> None:
    """A PDF spoilt in one way fails the standards that it breaks, and only those; so the judge really judges."""
    mutants = written(everything / SPOILT, tmp_path)

    assert len(mutants) == len(MUTANTS) > 20
    assert spared(page(mutants.values()), mutants) == []


def test_writer_finds_no_fault_in_its_structure(files: list[Path]) -> None:
    """The library that reads every byte of a PDF has nothing to remark."""
    for file in files:
        with pikepdf.open(file) as read:
            assert read.check_pdf_syntax() == []


def test_brief_encloses_its_evidence(brief: Path) -> None:
    """The evidence goes with the pages, as files whose kind, dates and relation to the pages are told."""
    view = json.loads(brief.with_suffix(".json").read_text(encoding="utf-8"))
    with pikepdf.open(brief) as read:
        found = {name: spec.get_file() for name, spec in read.attachments.items()}
        assert tuple(found) == FILES
        assert [str(one.AFRelationship) for one in read.Root.AF] == ["/Source", "/Data", "/Data"]
        assert {one.mime_type for one in found.values()} == {"application/json", "text/csv"}
        assert {str(one.creation_date)[:10] for one in found.values()} == {view["issued_iso"]}
        whole, table, evidence = (found[name].read_bytes().decode() for name in FILES)

    assert json.loads(whole) == view
    rows = list(csv.DictReader(StringIO(table)))
    assert {(row["claim"], row["source"]) for row in rows} == {
        (row["claim"], anchor["source"]) for row in view["rows"] for anchor in row["anchors"] or [{"source": ""}]
    }
    assert [row["claim"] for row in json.loads(evidence)["rows"]] == [row["claim"] for row in view["rows"]]
    assert len(json.loads(evidence)["sources"]) == len(view["sources"])


def test_brief_proves_what_it_says_it_is(brief: Path) -> None:
    """The edition that a PDF names has the digest of the content enclosed in it, and the seal of every foot."""
    known = identified(brief)
    assert known is not None
    assert known.id == "meta-ai-strategy/policy/draft"
    with pikepdf.open(brief) as read:
        data = json.loads(read.attachments["brief.json"].get_file().read_bytes())
    undated = {name: value for name, value in data.items() if name not in {"issued", "issued_iso"}}
    assert sha256(json.dumps(undated, ensure_ascii=False, sort_keys=True).encode()).hexdigest() == known.digest
    with pypdfium2.PdfDocument(brief) as read:
        assert all(known.seal in leaf.get_textpage().get_text_bounded() for leaf in read)
    html = brief.with_suffix(".html").read_text(encoding="utf-8")
    assert f'content="sha256:{known.digest}"' in html
    assert known.seal in html


def test_other_pdf_is_no_edition(tmp_path: Path) -> None:
    """A PDF without the words of an edition names none."""
    with tree("<p>text</p>", tmp_path) as read:
        read.save(tmp_path / "a.pdf")
    assert identified(tmp_path / "a.pdf") is None
    with pikepdf.new() as empty:
        empty.add_blank_page()
        empty.save(tmp_path / "b.pdf")
    assert identified(tmp_path / "b.pdf") is None


def test_running_heads_and_feet_are_not_read_aloud(files: list[Path]) -> None:
    """Every page after the first has them as artifacts of pagination, and no element of the tree holds them."""
    for file in files:
        with pikepdf.open(file) as read:
            for number, leaf in enumerate(read.pages):
                marks = re.findall(rb"/Type /Pagination /Subtype /(\w+)", leaf.Contents.read_bytes())
                assert marks.count(b"Footer") >= 2
                assert (b"Header" in marks) == (number > 0)


def test_every_link_can_be_hit_and_says_where_it_leads(files: list[Path]) -> None:
    """A raised number, set without leading, still has an area; and a reader hears words, not the name of an anchor."""
    for file in files:
        with pikepdf.open(file) as read:
            notes = [note for leaf in read.pages for note in leaf.get("/Annots", [])]
            said = {str(note.Contents) for note in notes}
            assert len(notes) > 50
            # A rectangle may be given by any two corners that face each other.
            sizes = [(float(note.Rect[2] - note.Rect[0]), abs(float(note.Rect[3] - note.Rect[1]))) for note in notes]
            assert [(wide, high) for wide, high in sizes if wide < 1 or high < 5] == []
            assert {one for one in said if re.fullmatch(r"[es]\d+|s-.*|c-.*", one)} == set()
            assert any(one.startswith("evidence") for one in said)


def test_table_headers_say_what_they_head(tmp_path: Path) -> None:
    """The scope of a header is in the tags."""
    table = '<table><tr><th scope="col">a</th><th>b</th></tr><tr><th scope="row">c</th><td>d</td></tr></table>'
    with tree(table, tmp_path) as read:
        scopes = [str(one.A.Scope) for one, _ in elements(read.Root.StructTreeRoot) if one.S == "/TH"]
    assert scopes == ["/Column", "/Column", "/Row"]


def test_words_of_another_language_are_tagged_with_it(tmp_path: Path) -> None:
    """A quotation is read out in its own language, in a paragraph of another."""
    with tree('<p>one <q lang="de">zwei</q> three</p>', tmp_path) as read:
        said = [language for one, language in elements(read.Root.StructTreeRoot) if one.S == "/Span"]
    assert said.count("de") >= 1
    assert said[0] == ""
    assert said[-1] == ""


def test_figure_has_its_place_on_the_page(tmp_path: Path) -> None:
    """The box of a drawing is told in points from the foot of the page, as the standard counts."""
    drawing = (
        '<svg width="96" height="48" style="display: block"><title>A boat</title><rect width="9" height="9"/></svg>'
    )
    with tree(drawing, tmp_path) as read:
        (figure,) = (one for one, _ in elements(read.Root.StructTreeRoot) if one.S == "/Figure")
        left, low, right, high = map(float, figure.A.BBox)
        tall = float(read.pages[0].MediaBox[3])
        assert (str(figure.Alt), round(right - left), round(high - low)) == ("A boat", 72, 36)
        assert tall / 2 < low < high < tall


def test_spaces_between_items_are_no_part_of_a_list(tmp_path: Path) -> None:
    """A list whose items are set beside each other has nothing but items."""
    items = "".join(f'<li style="display: inline-block">{word}</li> ' for word in ("one", "two", "three"))
    with tree(f"<ul>{items}</ul>", tmp_path) as read:
        lists = [one for one, _ in elements(read.Root.StructTreeRoot) if one.S == "/L"]
        assert {str(kid.S) for one in lists for kid in one.K} <= {"/LI", "/L"}
        assert b"/Type /Layout" in read.pages[0].Contents.read_bytes()
