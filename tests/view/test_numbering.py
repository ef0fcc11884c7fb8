"""Properties of a composed View: every claim printed leads to its evidence, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from msgspec import Struct

import build
import content
from briefpress.check import check
from briefpress.model.blocks.table import TableRow
from briefpress.model.view import BlockView, CiteView, Run, parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.model.edition import Library
    from briefpress.model.view import Front, View


def pieces(value: object) -> Iterator[object]:
    """Yield everything inside a View in the order in which it is read."""
    yield value
    if isinstance(value, Struct):
        for name in parts(value):
            yield from pieces(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from pieces(item)


def read(view: View) -> tuple[Front, tuple[BlockView, ...]]:
    """Return what a reader meets before the table of evidence."""
    blocks = (block for section in view.sections for block in section.blocks if block.block != "evidence")
    return view.front, tuple(blocks)


def cites(view: View) -> list[CiteView]:
    """Return the citation marks in the order in which they are read."""
    return [piece for piece in pieces(read(view)) if isinstance(piece, CiteView)]


def passages(value: object) -> Iterator[tuple[Run, ...]]:
    """Yield the runs that are read together: a paragraph, a cell, a bar's figure, or a row of a table."""
    if isinstance(value, TableRow):
        yield tuple(piece for piece in pieces(value) if isinstance(piece, Run))
    elif isinstance(value, Run):
        yield (value,)
    elif isinstance(value, tuple) and value and isinstance(value[0], Run):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from passages(item)
    elif isinstance(value, Struct):
        for name in parts(value):
            yield from passages(getattr(value, name))


def test_every_kind_of_block_can_be_drawn() -> None:
    """The properties below see every kind of block there is."""
    assert content.BLOCKS.keys() == content.kinds()


@given(content.desks())
def test_drawn_desks_are_sound(desk: Library) -> None:
    """The properties below speak of desks that pass every check."""
    assert check(desk) == []


@given(content.desks())
def test_rows_are_numbered_in_reading_order(desk: Library) -> None:
    """Rows count up from one; a claim takes the next number where it is first met, and its terms follow it."""
    view = build.view(desk)
    claims = {row.row: row.claim for row in view.rows}

    met: dict[str, None] = {}
    for cite in cites(view):
        waiting = [claims[cite.row]]
        while waiting:
            name = waiting.pop(0)
            derived = desk.claims[name].derived
            waiting = ([] if name in met or not derived else list(derived.terms)) + waiting
            met.setdefault(name)
    assert list(claims) == list(range(1, len(claims) + 1))
    assert list(claims.values()) == list(met)


@given(content.desks())
def test_every_citation_leads_to_a_row_and_back(desk: Library) -> None:
    """Each mark stands at a place of its own, and the row it points at knows all its places and no others."""
    view = build.view(desk)

    places = [(cite.row, cite.anchor) for cite in cites(view)]
    assert len({anchor for _, anchor in places}) == len(places)
    assert sorted(places) == sorted((row.row, use) for row in view.rows for use in row.uses)


@given(content.desks())
def test_every_value_printed_has_its_mark_beside_it(desk: Library) -> None:
    """Whatever is printed of a claim, the claim is cited in the same passage."""
    view = build.view(desk)
    rows = {row.row: row.claim for row in view.rows}

    for passage in passages(read(view)):
        cited = {rows[cite.row] for run in passage for cite in run.cites}
        assert {run.claim for run in passage if run.claim} <= cited


@given(content.desks())
def test_sources_are_those_of_the_rows(desk: Library) -> None:
    """Each row's anchors lead to a source that is listed, and every source listed has a row."""
    view = build.view(desk)

    used = {anchor.anchor: anchor.source for row in view.rows for anchor in row.anchors}
    assert used == {source.anchor: source.label for source in view.sources}


@given(content.desks())
def test_every_block_has_an_anchor_of_its_own(desk: Library) -> None:
    """No two blocks of a brief share the place that a link leads to."""
    anchors = [piece.anchor for piece in pieces(build.view(desk)) if isinstance(piece, BlockView)]

    assert len(set(anchors)) == len(anchors)
