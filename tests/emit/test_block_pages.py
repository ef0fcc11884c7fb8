"""The page of every kind of block, as the good desk has it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import content
from briefpress.app.desk import opened
from briefpress.check.reading import blocks
from briefpress.emit.html import html
from briefpress.emit.templates import Templates
from briefpress.select.edition import select
from briefpress.view.compose import compose

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

    from briefpress.emit.html import Medium
    from briefpress.model.view import BlockView, View

GOOD = Path(__file__).parents[1] / "desks" / "good"
DAY = date(2026, 11, 22)
MEDIA: tuple[Medium, ...] = ("screen", "print")
ALONE = """{%- import "macros.html.j2" as m with context -%}
{%- set added = [] -%}
{%- set every = view.sections | map(attribute="blocks") | sum(start=()) | list + [view.front.exhibit] -%}
{%- for block in every if block and block.anchor == "ANCHOR" -%}
{%- include "blocks/" ~ block.block ~ ".html.j2" -%}
{%- endfor -%}"""


@pytest.fixture(scope="module")
def views() -> tuple[View, ...]:
    """Return the views of the good desk's brief, for managers and for neighbours."""
    held = opened(GOOD, DAY).sound
    assert held
    editions = (
        select(held, held.briefs["skerry"], held.audiences[name], as_of=DAY, issued=DAY)
        for name in ("managers", "neighbours")
    )
    return tuple(compose(edition) for edition in editions)


def first(views: tuple[View, ...], kind: str) -> tuple[View, BlockView]:
    """Return the first block of a kind, and the view it stands in."""
    return next((view, block) for view in views for block in blocks(view) if block.block == kind)


def page(view: View, block: BlockView, medium: Medium, folder: Path) -> str:
    """Return what the templates make of one block."""
    (folder / "alone.html.j2").write_text(ALONE.replace("ANCHOR", block.anchor), encoding="utf-8")
    text, found = html(view, "alone.html.j2", Templates((folder.resolve(), *Templates.of(GOOD).folders)), medium)
    assert found == []
    return text


@pytest.mark.parametrize("kind", sorted(content.kinds() - {"changes"}))
def test_every_kind_of_block_has_its_page(
    views: tuple[View, ...], kind: str, snapshot: SnapshotAssertion, tmp_path: Path
) -> None:
    """Each template prints what it printed before; changes have an edition before and a test of their own."""
    assert page(*first(views, kind), "print", tmp_path) == snapshot


def test_the_table_behind_a_chart_opens_on_a_screen(views: tuple[View, ...], tmp_path: Path) -> None:
    """Figures are cited in the table there, and in the caption on paper, but never in both."""
    chart = first(views, "chart")
    screen, paper = (page(*chart, medium, tmp_path) for medium in MEDIA)

    assert "<details" in screen
    assert "Figures:" not in screen
    assert "<details" not in paper
    assert "Figures:" in paper
    assert screen.count('class="ref"') == paper.count('class="ref"')
