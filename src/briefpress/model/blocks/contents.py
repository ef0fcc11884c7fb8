"""The contents of a long brief, with the page of each part on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from typing_extensions import override

from briefpress.model.blocks.base import Block, Page
from briefpress.model.view import BlockView

if TYPE_CHECKING:
    from briefpress.model.view import Heading


class ContentsView(BlockView, frozen=True):
    """Sections with the titled blocks in them; the engine counts the pages."""

    headings: tuple[Heading, ...]


class ContentsBlock(Block):
    """What is in the brief and where, for an audience whose briefs are long enough to ask for it."""

    block: Literal["contents"]
    turn: ClassVar[int] = 9

    @override
    def view(self, page: Page) -> ContentsView:
        return ContentsView(*page.head(self), page.outline())
