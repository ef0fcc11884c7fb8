"""Overlap: two texts, or a text and a picture, on the same spot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.diagnostics import Diagnostic, error
from briefpress.emit.layout.seen import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.emit.layout.leaves import Piece
    from briefpress.emit.layout.seen import Seen

_ACROSS = 1.2
"""Pixels by which letters of neighbours may touch."""
_DOWN = 0.2
"""The part of the smaller type by which lines may, where one has no letter that reaches up or down."""


def overlaps(seen: Seen) -> Iterator[Diagnostic]:
    """Report what stands on something else, once for each piece of the brief on a page; running heads only once."""
    met: dict[tuple[int, str], list[tuple[Piece, Piece]]] = {}
    for leaf in seen.leaves:
        for one, other in _pairs([piece for piece in leaf.pieces if _upright(piece)]):
            first, second = (other, one) if one.picture is not None or one.made else (one, other)
            met.setdefault((leaf.number, seen.source.owners.get(first.element, "")), []).append((first, second))
    told: set[tuple[str, str]] = set()
    for (page, _), pairs in met.items():
        first, second = pairs[0]
        words = quoted(first), quoted(second)
        if words in told:
            continue
        told.add(words)
        more = f", and so do {len(pairs) - 1} more here" if len(pairs) > 1 else ""
        message = f"page {page}: {words[0]} and {words[1]} stand on the same spot{more}"
        yield error("BP516", message, seen.place(first), help="shorten one of them, or give them more room")


def _upright(piece: Piece) -> bool:
    """Tell whether a piece fills its rectangle: a label that was turned by some degrees does not."""
    return piece.seen and bool(piece.size or piece.picture)


def _pairs(pieces: list[Piece]) -> Iterator[tuple[Piece, Piece]]:
    """Yield the pieces that meet, going down the page: only those that have begun and not ended can."""
    open_: list[Piece] = []
    for piece in sorted(pieces, key=lambda piece: piece.rect.top):
        open_ = [other for other in open_ if other.rect.bottom > piece.rect.top]
        for other in open_:
            if _meet(piece, other):
                yield other, piece
        open_.append(piece)


def _meet(one: Piece, other: Piece) -> bool:
    if (one.picture or other.picture) and one.frame is other.frame:
        # A label stands on its own drawing.
        return False
    across = min(one.rect.right, other.rect.right) - max(one.rect.left, other.rect.left)
    if across <= _ACROSS:
        return False
    down = min(one.rect.bottom, other.rect.bottom) - max(one.rect.top, other.rect.top)
    sizes = [piece.size for piece in (one, other) if piece.size]
    return down > _DOWN * min(sizes, default=0) + 0.1
