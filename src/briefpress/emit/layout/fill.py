"""Fill: pages with next to nothing on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.diagnostics import Diagnostic, warning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.emit.layout.leaves import Leaf
    from briefpress.emit.layout.seen import Seen

LAST, OTHER = 0.15, 0.5
"""The part of a page that has to be filled: of the last one, and of those before it."""


def fill(seen: Seen) -> Iterator[Diagnostic]:
    """Report pages that are nearly empty; one page alone may be as short as it likes."""
    if len(seen.leaves) == 1 or not seen.expected.filled:
        return
    for leaf in seen.leaves:
        part, last = _filled(leaf), leaf is seen.leaves[-1]
        if part >= (LAST if last else OTHER):
            continue
        here = next((piece for piece in leaf.pieces if piece.seen and not piece.frame.margin), None)
        where = seen.place(here) if here else seen.expected.otherwise
        if last:
            message = f"the last page is {part:.0%} full"
            yield warning("BP523", message, where, help="shorten the brief by these lines, or let it say more")
        else:
            message = f"page {leaf.number} is {part:.0%} full"
            hint = "what comes next does not fit below: make it shorter, or allow a break in it"
            yield warning("BP524", message, where, help=hint)


def _filled(leaf: Leaf) -> float:
    feet = [piece.rect.bottom for piece in leaf.pieces if piece.seen and piece.frame.flowing]
    tall = leaf.area.bottom - leaf.area.top
    return max(0, max(feet, default=leaf.area.top) - leaf.area.top) / tall if tall > 0 else 1
