"""What the later checks read: a trial print of every brief, before any reader sees it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from briefpress.diagnostics import Place

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

    @cached_property
    def walks(self) -> dict[object, tuple[Any, ...]]:
        """What was read out of it once, for all who ask again."""
        return {}


Spelt = dict[str, dict[str, tuple[int, Place]]]
"""Words by their British spelling: how often each spelling stands in a file, and where first."""


@dataclass(frozen=True)
class Trace:
    """What the checks that look at all briefs together need of one that was proved before and is not at hand."""

    used: dict[str, frozenset[str]] = field(default_factory=dict)
    """The records that it prints, by folder."""
    spelt: Spelt = field(default_factory=dict)


About = Literal["everything", "records", "brief", "desk"]


@dataclass(frozen=True)
class Proof:
    """A sound Library, the date it speaks for, and all that would be printed from it."""

    library: Library
    as_of: date
    printed: tuple[Printed, ...] = ()
    about: About = "everything"
    """A proof may be read in parts: what is found record by record, brief by brief, and of the desk as a whole."""
    elsewhere: tuple[Trace, ...] = ()

    def asks(self, part: About) -> bool:
        """Tell whether it is read for this part."""
        return self.about in ("everything", part)
