"""The example briefs as a reader holds them: every numeral on paper and screen is accounted for and can be traced."""

from __future__ import annotations

import json
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from typing_extensions import override

from briefpress.app.desk import Opened, opened
from briefpress.check.finished import untraced
from briefpress.emit.html import html
from briefpress.emit.templates import Templates

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefpress.model.view import View
    from conftest import Ran

TOP = Path(__file__).parents[1]
BRIEF = "meta-ai-strategy"
AUDIENCES = ("investors", "engineers", "policy")
ISSUED = date(2026, 11, 22)
INLINE = {"a", "b", "code", "em", "i", "q", "span", "strong"}


class Words(HTMLParser):
    """Collects the words of a page as a reader sees them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._silent = 0

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in {"style", "script"}
        self.found += [] if tag in INLINE else [" "]

    @override
    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in {"style", "script"}
        self.found += [] if tag in INLINE else [" "]

    @override
    def handle_data(self, data: str) -> None:
        self.found += [] if self._silent else [data]


def words(page: str) -> str:
    """Return the text of a page."""
    reader = Words()
    reader.feed(page)
    return "".join(reader.found)


def pages(path: Path) -> list[str]:
    """Return the text of each page of a PDF."""
    with pypdfium2.PdfDocument(path) as pdf:
        return [page.get_textpage().get_text_bounded() for page in pdf]


@pytest.fixture(scope="module")
def desk() -> Opened:
    """Open the example desk."""
    return opened(TOP, ISSUED)


def view(desk: Opened, audience: str) -> View:
    """Return what one audience gets."""
    (found,) = (one.view for one in desk.printed if one.audience == audience)
    return found


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_numeral_of_the_pdf_is_traced(desk: Opened, example: Path, audience: str) -> None:
    """The text of the PDF has no numeral that the View did not ask for."""
    text = "\n".join(pages(example / BRIEF / f"{audience}.pdf"))

    assert sum(char.isdigit() for char in text) > 500
    assert untraced(text, view(desk, audience)) == []


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_numeral_of_the_screen_is_traced(desk: Opened, example: Path, audience: str) -> None:
    """The text of the HTML has no numeral that the View did not ask for."""
    text = words((example / BRIEF / f"{audience}.html").read_text(encoding="utf-8"))

    assert sum(char.isdigit() for char in text) > 500
    assert untraced(text, view(desk, audience)) == []


@pytest.mark.parametrize("audience", AUDIENCES)
def test_numeral_typed_into_a_template_is_found(desk: Opened, audience: str, tmp_path: Path) -> None:
    """A template that brings a number of its own gives itself away."""
    front = (TOP / "templates/front.html.j2").read_text(encoding="utf-8")
    changed = front.replace('<div id="front-end"', '<p>Read by 4711 people in 93 countries.</p>\n<div id="front-end"')
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/front.html.j2").write_text(changed, encoding="utf-8")
    page, found = html(view(desk, audience), "brief.html.j2", Templates.of(tmp_path), "screen")

    assert changed != front
    assert found == []
    assert untraced(words(page), view(desk, audience)) == ["4711", "93"]


def test_claim_is_traced_to_its_pages(run: Callable[..., Ran], example: Path) -> None:
    """The pages that trace names are those on which the PDF prints the value."""
    ran = run("trace", "capex-plan-2025", "--format", "json", "--output", example, "--as-of", ISSUED.isoformat())
    (found,) = json.loads(ran.out)["claims"]
    shown = {(use["page"], use["text"]) for use in found["uses"] if use["audience"] == "investors" and use["text"]}

    assert ran.status == 0
    assert len(shown) > 3
    read = [" ".join(page.split()) for page in pages(example / BRIEF / "investors.pdf")]
    assert {pair for pair in shown if " ".join(pair[1].split()) not in read[pair[0] - 1]} == set()


def test_correction_of_a_source_is_traced_to_briefs_and_pages(run: Callable[..., Ran], example: Path) -> None:
    """A source leads to the briefs that must be issued again, and the pages to look at."""
    ran = run("trace", "--source", "muse-spark-article", "--output", example, "--as-of", ISSUED.isoformat())

    assert ran.status == 0
    assert "cloud-agreements-total (computed)" in ran.out
    assert ran.out.count(f"  {BRIEF}/") == len(AUDIENCES)
    assert ", pages 1, " in ran.out
