"""What every look is given: a document as it was written and as it was laid out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefpress.diagnostics import Place, Span
    from briefpress.emit.layout.expected import Expected
    from briefpress.emit.layout.leaves import Leaf, Piece
    from briefpress.emit.layout.source import Source

POINT = 96 / 72
"""Pixels of the engine in a point."""


@dataclass(frozen=True)
class Seen:
    """One document."""

    expected: Expected
    source: Source
    leaves: list[Leaf]
    pieces: list[Piece]
    document: Any

    def place(self, piece: Piece) -> Place | Span:
        """Return where a piece was written; what a style sheet wrote has no words in any file."""
        return self.source.place(piece.element, "" if piece.made else piece.text)


_LONGEST = 40


def quoted(piece: Piece) -> str:
    """Return a piece as a message names it: with the rest of its line, for it may be a mark or half a word."""
    if piece.picture is not None:
        return "a picture"
    parts = piece.line.descendants() if piece.line else ()
    line = "".join(getattr(box, "text", "") for box in parts) or piece.text
    text = " ".join(line.replace("\N{WORD JOINER}", "").split())
    return f"'{text if len(text) <= _LONGEST else text[: _LONGEST - 2] + ' …'}'"


def points(pixels: float) -> str:
    """Return a length as a message names it."""
    return f"{pixels / POINT:.0f} pt" if pixels >= POINT else "1 pt"
