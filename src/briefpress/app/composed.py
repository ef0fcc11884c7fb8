"""What is known of a View once it is composed, for whoever asks whether it is to be made or issued again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from msgspec import Struct

from briefpress.plan.fingerprint import digest, parts, together
from briefpress.view.compose import compose

if TYPE_CHECKING:
    from briefpress.check.proof import Printed
    from briefpress.model.edition import Edition


class Composed(Struct, frozen=True):
    """What is known of the View that a brief has for one audience."""

    view: str
    """Its digest."""
    paper: str
    changes: int | None = None
    """How much changed since the edition before; a first one has none."""
    words: str = ""
    """The digest of what it says but for its news, where an edition came before."""

    @classmethod
    def of(cls, one: Printed) -> Composed:
        """Return what is to be known of a View."""
        since, view = one.edition.since, one.view
        if since is None:
            return cls(digest(view), view.paper)
        return cls(digest(view), view.paper, len(since.changes), together(said(one.edition)))


def said(edition: Edition) -> dict[str, str]:
    """Return the parts of what an edition says but for its number and its news."""
    return parts(compose(replace(edition, number=None, since=None)))
