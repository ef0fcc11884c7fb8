"""What the pages of an edition are held against."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.emit.layout.expected import Expected
from briefpress.view.places import angle, places

if TYPE_CHECKING:
    from briefpress.model.edition import Edition, Library
    from briefpress.model.view import View


def expected(library: Library, edition: Edition, view: View, *, large: bool) -> Expected:
    """Return where each piece of an edition was written and how long it may be; large print is as long as it must."""
    budget = edition.audience.budget.pages
    # News comes on top: a schedule must not stop because there is something to tell.
    news = 1 if edition.since and edition.since.changes else 0
    return Expected(
        angle(library, edition),
        places(library, edition, view),
        view.paper,
        None if large else budget.on(view.paper) + news,
        library.place("audiences", edition.audience.id).at("budget", "pages"),
        one_page=not large,
        filled=not large,
    )
