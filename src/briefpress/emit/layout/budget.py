"""Length: the pages an audience was promised, and page 1 that is one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.diagnostics import Diagnostic, Label, counted, error
from briefpress.emit.layout.seen import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.emit.layout.seen import Seen

END = "front-end"
"""The id of an element right behind all that belongs on page 1."""


def budget(seen: Seen) -> Iterator[Diagnostic]:
    """Report a brief that is too long, and a page 1 that goes on on page 2."""
    allowed, number = seen.expected.pages, len(seen.leaves)
    if allowed is not None and number > allowed:
        message = f"the brief has {counted(number, 'page')} on {seen.expected.paper}, not {allowed} at most"
        others = [Label(seen.expected.budget, "the audience's budget")] if seen.expected.budget else []
        hint = "shorten it, move a block to another audience, or raise 'budget: pages' of the audience"
        yield error("BP510", message, seen.expected.otherwise, others=others, help=hint)
    pages = [leaf.number for leaf in seen.leaves if END in seen.document.pages[leaf.number - 1].anchors]
    if seen.expected.one_page and pages and pages[0] > 1:
        first = next((piece for piece in seen.pieces if piece.page > 1 and not piece.frame.margin), None)
        where = seen.place(first) if first else seen.expected.otherwise
        says = f" from {quoted(first)} on" if first else ""
        hint = "shorten the headline, the bottom line, the judgements or the exhibit"
        yield error("BP511", f"page 1 goes on on page {pages[0]}{says}", where, help=hint)
