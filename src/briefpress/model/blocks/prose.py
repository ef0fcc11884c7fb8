"""Running text, and the callout that stands out from it."""

from __future__ import annotations

from typing import Literal

from typing_extensions import override

from briefpress.model.blocks.base import Block, Page
from briefpress.model.prose import Prose
from briefpress.model.view import BlockView, Paragraphs


class ProseView(BlockView, frozen=True):
    """Paragraphs under an optional title."""

    paragraphs: Paragraphs


class ProseBlock(Block):
    """Running text."""

    block: Literal["prose"]
    text: Prose

    @override
    def view(self, page: Page) -> ProseView:
        return ProseView(*page.head(self), page.prose(self.text))


class CalloutBlock(Block):
    """A remark that stands out."""

    block: Literal["callout"]
    text: Prose

    @override
    def view(self, page: Page) -> ProseView:
        return ProseView(*page.head(self), page.prose(self.text))
