"""The contents of a brief."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest

import build
from briefpress.check.finished import untraced
from briefpress.emit.html import html
from briefpress.emit.pdf import pdf
from briefpress.emit.templates import Templates
from briefpress.model.blocks.contents import ContentsView
from briefpress.model.view import Heading, View

TOP = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def view() -> View:
    """Return the view of a brief with contents before two sections and an empty one."""
    shown = ({"block": "evidence", "title": "Every claim"}, {"block": "sources", "title": "Their sources"})
    sections = (
        {"id": "contents", "heading": "Contents", "blocks": ({"block": "contents"},)},
        {"id": "body", "heading": "The harbour"},
        {"id": "none", "heading": "Nothing here"},
        {"id": "evidence", "heading": "Evidence", "blocks": shown},
    )
    long = {"block": "prose", "title": "How it grew", "text": "\n\n".join(["It grew. " * 40] * 24)}
    body = ({"block": "prose", "text": "There are {a}."}, long)
    audience = build.audience("managers", sections=sections)
    return build.view(build.small(audience, managers=build.angle(*body)))


def test_contents_list_sections_and_their_titled_blocks(view: View) -> None:
    """They come in reading order; what prints nothing, and the contents themselves, are not listed."""
    (found,) = view.sections[0].blocks

    assert isinstance(found, ContentsView)
    assert found.headings == (
        Heading("The harbour", "section-body", (Heading("How it grew", "b2"),)),
        Heading("Evidence", "section-evidence", (Heading("Every claim", "b3"), Heading("Their sources", "b4"))),
    )


def test_contents_name_the_page_of_each_part(view: View) -> None:
    """On paper each line ends in the page its part begins on, and those numbers are accounted for."""
    templates = Templates.of(TOP)
    page, found = html(view, "brief.html.j2", templates, "print")
    assert found == []
    data, found = pdf(page, templates, "brief.pdf")
    assert found == []

    with pypdfium2.PdfDocument(data) as paper:
        texts = [leaf.get_textpage().get_text_bounded().replace("\u00a0", " ") for leaf in paper]
    evidence = next(at for at, text in enumerate(texts, 1) if "Something holds" in text)
    assert evidence > 2
    assert re.findall(r"p\. (\d+)", "\n".join(texts)) == ["2", "2", *([str(evidence)] * 3)]
    assert untraced("\n".join(texts), view) == []
    assert untraced("\n".join(texts) + " p. 9" * 9, view) != []


def test_contents_on_a_screen_lead_to_their_parts(view: View) -> None:
    """A screen has no pages, so the lines are links alone."""
    page, _ = html(view, "brief.html.j2", Templates.of(TOP), "screen")

    assert '<a href="#section-body">The harbour</a>' in page
    assert '<li class="part" data-to="#b2"><a href="#b2">How it grew</a></li>' in page
