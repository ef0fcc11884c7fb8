"""An Imprint: what an edition printed, as facts that the next one is compared with."""

from __future__ import annotations

from typing import Literal

from briefpress.model.record import Part

ChangeKind = Literal["new", "revised", "withdrawn", "dropped", "resolved", "contested", "stale", "past-due", "moved"]
Subject = Literal["claim", "judgement"]


class PrintedClaim(Part):
    """A claim as an edition printed it."""

    id: str
    kind: str
    statement: str
    holder: str = ""
    exact: str = ""
    """Its value, written so that equal values are equal text."""
    value: str = ""
    """Its value as its readers read numbers."""
    as_of: str = ""
    due: str = ""
    dated: str = ""
    """Its date and its due date, written so that equal dates are equal text."""
    outcome: str = ""
    """What became of a plan or forecast, where that is settled."""
    confidence: str
    contested: bool = False
    stale: bool = False
    overdue: bool = False
    supersedes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    row: int
    pages: tuple[int, ...] = ()
    """The pages of the PDF that print it, where one was made."""


class PrintedJudgement(Part):
    """A judgement as an edition printed it."""

    id: str
    kind: str
    headline: str
    words: str
    """The headline as it is written, with claims by their names: a value that is revised does not change it."""
    likelihood: str = ""
    confidence: str = ""
    lowered: str = ""
    was: str = ""
    why: str = ""
    claims: tuple[str, ...] = ()


class PrintedSource(Part):
    """A source under what an edition printed, and the text it was read as."""

    id: str
    title: str
    grade: str
    sha256: str


class Imprint(Part):
    """All that one edition stated."""

    claims: tuple[PrintedClaim, ...] = ()
    judgements: tuple[PrintedJudgement, ...] = ()
    sources: tuple[PrintedSource, ...] = ()
    dropped: tuple[str, ...] = ()
    """Claims that an edition before printed and this one does not, although the desk still holds them."""


class Change(Part):
    """One thing that differs between two editions that the same readers got."""

    kind: ChangeKind
    subject: Subject
    id: str
    text: str
    """What it is about: the statement or the headline, as last printed."""
    before: str = ""
    after: str = ""
    as_of: str = ""
    why: str = ""


class Since(Part):
    """The edition that came before, and what changed."""

    number: int
    issued: str
    withdrawn: str = ""
    """Why it was withdrawn, if it was."""
    changes: tuple[Change, ...] = ()
