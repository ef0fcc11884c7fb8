"""Outline: headings one step below another, so that whoever listens can find the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.diagnostics import Diagnostic, error
from briefpress.emit.layout.seen import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.emit.layout.seen import Seen


def outline(seen: Seen) -> Iterator[Diagnostic]:
    """Report headings that skip a level; the first one is the headline."""
    level, before = 0, None
    for piece in seen.pieces:
        heading = piece.frame.heading
        if heading is None or heading is before or piece.frame.repeated:
            continue
        before, own = heading, int(heading.tag[1])
        if own > level + 1:
            after = f"after a heading of level {level}" if level else "where the headline is due"
            message = f"page {piece.page}: the heading {quoted(piece)} has level {own} {after}"
            yield error("BP528", message, seen.place(piece), help=f"make it an h{level + 1}")
        level = own
