"""What the later checks read: a trial print of every brief, before any reader sees it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from briefpress.model.edition import Edition, Library
    from briefpress.model.view import View


@dataclass(frozen=True)
class Printed:
    """One brief for one audience, selected and composed."""

    brief: str
    audience: str
    edition: Edition
    view: View


@dataclass(frozen=True)
class Proof:
    """A sound Library, the date it speaks for, and all that would be printed from it."""

    library: Library
    as_of: date
    printed: tuple[Printed, ...] = ()
