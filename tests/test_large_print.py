"""Large print: the same brief for readers with low vision, from the same templates."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from datetime import date
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from pypdfium2 import raw

from briefpress.app.build import Unwatched, Wanted, build
from briefpress.app.desk import opened
from briefpress.check.finished import untraced
from briefpress.emit.html import paper
from briefpress.emit.templates import Templates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.model.view import View

GOOD = Path(__file__).parent / "desks/good"
ISSUED = date(2026, 11, 22)
LEAST = 16.0
"""Points: clear-print guides ask for 16 at least."""


@pytest.fixture(scope="module")
def view() -> View:
    """Return the brief of the good desk that uses every kind of block."""
    return next(one.view for one in opened(GOOD, ISSUED).printed if one.audience == "managers")


@pytest.fixture(scope="module")
def large(everything: Path) -> Iterator[pypdfium2.PdfDocument]:
    """Return that brief in large print, on US Letter."""
    with pypdfium2.PdfDocument(everything / "skerry/managers.letter.large.pdf") as pdf:
        yield pdf


def sizes(pdf: pypdfium2.PdfDocument) -> dict[float, str]:
    """Return what is printed in each size of type, in points."""
    found: dict[float, str] = {}
    for leaf in pdf:
        page = leaf.get_textpage()
        for at in range(page.count_chars()):
            letter = chr(raw.FPDFText_GetUnicode(page, at))
            matrix = raw.FS_MATRIX()
            raw.FPDFText_GetMatrix(page, at, matrix)
            size = round(raw.FPDFText_GetFontSize(page, at) * abs(matrix.d), 1)
            if letter.strip():
                found[size] = found.get(size, "") + letter
    return found


def words(html: str) -> list[str]:
    """Return the words of a page's body."""
    body = re.sub(r"<svg.*?</svg>|<figcaption>.*?</figcaption>", " ", html[html.index("<header") :], flags=re.DOTALL)
    return re.sub(r"[\u2060\u00a0]", " ", unescape(re.sub(r"<[^>]*>", " ", body))).split()


def test_nothing_is_small(large: pypdfium2.PdfDocument) -> None:
    """Not a letter is below sixteen points: no remark, no raised number, no running foot."""
    assert {size: text[:40] for size, text in sizes(large).items() if size < LEAST} == {}


def test_paper_is_the_one_asked_for(large: pypdfium2.PdfDocument) -> None:
    """Large print comes on either paper, upright."""
    assert {leaf.get_size() for leaf in large} == {(612.0, 792.0)}


def test_it_says_what_the_brief_says(view: View, tmp_path: Path) -> None:
    """Every word of the brief stands in its large print, in the same order; only drawings become tables."""
    templates = Templates.of(tmp_path)
    small, _ = paper(view, "brief.html.j2", templates)
    big, found = paper(view, "brief.html.j2", templates, "large")

    assert found == []
    wanted, said = words(small), iter(words(big))
    assert [word for word in wanted if word not in said] == []


def test_no_word_is_lost_on_paper(view: View, large: pypdfium2.PdfDocument, tmp_path: Path) -> None:
    """What the page says is what the paper shows: nothing runs out of a page."""
    page, _ = paper(view, "brief.html.j2", Templates.of(tmp_path), "large")
    text = re.sub(r"[\s\u2060]+", "", "".join(leaf.get_textpage().get_text_bounded() for leaf in large))

    # The heads of columns stand before each cell instead, but for the first, whose cells head the rows.
    page = re.sub(r"<thead>.*?</thead>", " ", page, flags=re.DOTALL)
    lost = [word for word in Counter(words(page)) if re.sub(r"\W", "", word) not in re.sub(r"\W", "", text)]
    assert lost == []


def test_its_numerals_are_traced(view: View, large: pypdfium2.PdfDocument) -> None:
    """A numeral on the large pages comes from the View, as on the small ones."""
    text = "\n".join(leaf.get_textpage().get_text_bounded() for leaf in large)

    assert untraced(text, view) == []


def test_a_long_title_has_room_in_the_running_head(tmp_path: Path) -> None:
    """Heads of 16 points take a second line before they run into each other."""
    desk = Path(shutil.copytree(GOOD.parent / "story", tmp_path / "desk"))
    brief = desk / "content/briefs/harbour.yaml"
    title = "title: The harbour, berth by berth and pier by pier, from the gate to the far side of the bay"
    brief.write_text(brief.read_text(encoding="utf-8").replace("title: The harbour", title, 1), encoding="utf-8")
    wanted = Wanted(audiences=("pilots",), formats=("large",))
    day = date(2026, 7, 1)
    done = build(opened(desk, day), wanted, tmp_path / "made", day, Unwatched())

    assert [finding.message for finding in done.findings if finding.code == "BP516"] == []
    assert done.made == ["harbour/pilots.large.pdf"]
