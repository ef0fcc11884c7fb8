"""Links: each leads to one element, and that is on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.diagnostics import Diagnostic, error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.emit.layout.seen import Seen


def links(seen: Seen) -> Iterator[Diagnostic]:
    """Report links within the brief that lead nowhere, and ids that two elements have."""
    there = {name for page in seen.document.pages for name in page.anchors}
    for target, element in seen.source.links:
        if target not in there:
            where = "nowhere" if target not in seen.source.ids else "to what is on no page"
            words = "".join(element.itertext())
            message = f"the link '{words}' to '#{target}' leads {where}"
            place = seen.source.place(element, words)
            yield error("BP526", message, place, help="name the id of an element that is printed")
    for name, elements in seen.source.ids.items():
        if len(elements) > 1:
            message = f"{len(elements)} elements have the id '{name}'"
            place = seen.source.place(elements[1])
            yield error("BP527", message, place, help="give each its own: a link finds the first alone")
