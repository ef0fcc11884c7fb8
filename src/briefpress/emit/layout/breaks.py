"""Page breaks: headings with what they head, captions with their tables, rows in one piece, heads on every page."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from briefpress.diagnostics import Diagnostic, error, warning
from briefpress.emit.layout.seen import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.emit.layout.leaves import Piece
    from briefpress.emit.layout.seen import Seen


def breaks(seen: Seen) -> Iterator[Diagnostic]:
    """Report what a page break tore apart."""
    flowing = [piece for piece in seen.pieces if piece.frame.flowing]
    yield from _stranded(seen, flowing)
    yield from _captions(seen, flowing)
    yield from _split(seen, flowing)
    yield from _heads(seen, flowing)
    yield from _lonely(seen, flowing)


def _stranded(seen: Seen, flowing: list[Piece]) -> Iterator[Diagnostic]:
    """Report headings that are the last thing on a page or in a column."""
    for one, after in pairwise([*flowing, None]):
        heading = one.frame.heading if one else None
        if one is None or heading is None or (after and after.frame.heading is heading):
            continue
        if after is None:
            message = f"page {one.page}: nothing follows the heading {quoted(one)}"
            yield error("BP518", message, seen.place(one), help="remove it, or write what it heads")
            continue
        where = "page" if after.page != one.page else "column"
        apart = after.frame.column is not one.frame.column and one.frame.column is not None
        if where == "page" or (apart and after.frame.column is not None):
            message = f"page {one.page}: the heading {quoted(one)} is the last thing in its {where}"
            yield error(
                "BP518", message, seen.place(one), help="shorten what stands before it, or begin a new page there"
            )


def _captions(seen: Seen, flowing: list[Piece]) -> Iterator[Diagnostic]:
    """Report captions of which no part is on a page with a part of the table or figure."""
    captions: dict[Any, tuple[Piece, set[int]]] = {}
    bodies: dict[Any, set[int]] = {}
    for piece in flowing:
        frame = piece.frame
        if frame.caption is not None:
            captions.setdefault(frame.table, (piece, set()))[1].add(piece.page)
        elif frame.table is not None and not frame.repeated:
            bodies.setdefault(frame.table, set()).add(piece.page)
    for table, (piece, pages) in captions.items():
        body = bodies.get(table, pages)
        if not pages & body:
            message = f"page {piece.page}: the caption {quoted(piece)} is apart from what stands on page {min(body)}"
            hint = "give the caption 'break-after: avoid' (or 'break-before', where it stands below)"
            yield error("BP519", message, seen.place(piece), help=hint)


def _split(seen: Seen, flowing: list[Piece]) -> Iterator[Diagnostic]:
    """Report rows, and whatever else was asked to stay whole, that begin on one page and end on another."""
    begun: dict[Any, int] = {}
    told: set[Any] = set()
    for piece in flowing:
        for element in () if piece.frame.repeated else piece.frame.whole:
            page = begun.setdefault(element, piece.page)
            if page != piece.page and not told & {element, *piece.frame.whole}:
                told.add(element)
                what = {"tr": "a row of the table", "li": "an item of the list"}.get(
                    element.tag, "what belongs together"
                )
                message = f"{what} is split between pages {page} and {piece.page}, before {quoted(piece)}"
                yield error("BP520", message, seen.place(piece), help="shorten it: it is too tall to stay in one piece")


def _heads(seen: Seen, flowing: list[Piece]) -> Iterator[Diagnostic]:
    """Report tables that go on on a page without their head."""
    heads: dict[Any, set[int]] = {}
    rows: dict[Any, dict[int, Piece]] = {}
    for piece in flowing:
        frame = piece.frame
        if frame.table is None or frame.caption is not None:
            continue
        if frame.repeated:
            heads.setdefault(frame.table, set()).add(piece.page)
        else:
            rows.setdefault(frame.table, {}).setdefault(piece.page, piece)
    for table, pages in heads.items():
        for page, piece in rows.get(table, {}).items():
            if page not in pages:
                message = f"page {page}: the table stands without its head above {quoted(piece)}"
                yield error(
                    "BP521", message, seen.place(piece), help="shorten the row: one as tall as a page drops the head"
                )


def _lonely(seen: Seen, flowing: list[Piece]) -> Iterator[Diagnostic]:
    """Report headlines whose last line is one word."""
    lines: dict[Any, dict[Any, list[Piece]]] = {}
    for piece in flowing:
        if piece.frame.heading is not None and piece.frame.heading.tag == "h1":
            lines.setdefault(piece.frame.heading, {}).setdefault(id(piece.line), []).append(piece)
    for of_one in lines.values():
        last = list(of_one.values())[-1]
        if len(of_one) > 1 and len("".join(piece.text for piece in last).split()) == 1:
            message = f"page {last[0].page}: {quoted(last[0])} stands alone in the last line of the headline"
            yield warning("BP522", message, seen.place(last[0]), help="make the headline a word longer or shorter")
