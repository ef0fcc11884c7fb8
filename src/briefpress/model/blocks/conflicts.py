"""Where the sources disagree, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from msgspec import Struct
from typing_extensions import override

from briefpress.model.blocks.base import Block, Page
from briefpress.model.prose import parse
from briefpress.model.record import Line
from briefpress.model.view import BlockView, Paragraphs, ParagraphView

if TYPE_CHECKING:
    from briefpress.model.entries import Conflict, Side


class ConflictView(Struct, frozen=True):
    """A conflict: its sides one beside the other, and the desk's reading."""

    title: str
    kind: str
    sides: tuple[Paragraphs, ...]
    reading: Paragraphs


class ConflictsView(BlockView, frozen=True):
    """Where the sources disagree."""

    conflicts: tuple[ConflictView, ...]


class ConflictsBlock(Block):
    """Where the sources disagree, side by side.

    Every contradiction that touches what this brief prints; a difference of scope only where two of its sides do.
    """

    block: Literal["conflicts"]
    title: Line
    turn: ClassVar[int] = 1

    @override
    def view(self, page: Page) -> ConflictsView:
        printed = page.printed()
        touching = [conflict for conflict in page.edition.conflicts.values() if _touches(conflict, printed)]
        return ConflictsView(
            *page.head(self),
            tuple(
                ConflictView(
                    conflict.title,
                    "Cannot both hold" if conflict.kind == "contradiction" else "Differ in scope",
                    tuple(_side(page, side) for side in conflict.sides),
                    page.prose(conflict.reading),
                )
                for conflict in touching
            ),
        )


def _touches(conflict: Conflict, printed: frozenset[str]) -> bool:
    sides = sum(not printed.isdisjoint(side.claims) for side in conflict.sides)
    return sides >= (1 if conflict.kind == "contradiction" else 2)


def _side(page: Page, side: Side) -> Paragraphs:
    """Set one side, and cite those of its claims that its words do not."""
    said = page.prose(side.says)
    cited = {name for inline in parse(side.says).inlines for name in inline.cited}
    missing = [name for name in side.claims if name not in cited]
    if not missing:
        return said
    *before, last = said
    return (*before, ParagraphView((*last.runs, page.cite(missing)), last.kind))
