"""The block that says what changed since the edition that the same readers got before."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from typing_extensions import override

from briefpress.model.blocks.base import Block, Page
from briefpress.model.dates import PartialDate
from briefpress.model.view import BlockView, Run, Runs

if TYPE_CHECKING:
    from briefpress.model.imprint import Change, ChangeKind

WORDS: dict[ChangeKind, str] = {
    "moved": "Judgement moved",
    "revised": "Revised",
    "withdrawn": "Withdrawn",
    "resolved": "Resolved",
    "past-due": "Fallen due",
    "contested": "Now contested",
    "stale": "Past review",
    "new": "New",
    "dropped": "No longer printed",
}
"""What each kind of change is called, in the order in which readers are told."""


class ChangeView(Struct, frozen=True):
    """One change: its kind, what it is about, and what was and is."""

    kind: str
    label: str
    text: Runs
    before: Runs
    after: Runs
    as_of: str
    why: Runs


class ChangesView(BlockView, frozen=True):
    """What changed since an edition; that one is nothing where this is the first."""

    since: str
    entries: tuple[ChangeView, ...]


class ChangesBlock(Block):
    """What changed since the last edition that these readers got. A first edition has none to print."""

    block: Literal["changes"]

    @override
    def view(self, page: Page) -> ChangesView:
        kind, anchor, title = page.head(self)
        since = page.edition.since
        if since is None:
            return ChangesView(kind, anchor, title, "", ())
        issued = date.fromisoformat(since.issued)
        told = f"Edition {since.number} of {page.date(PartialDate(issued, issued, 'day'))}"
        # The reason stays out of print: it was written for those who hold that edition, and nothing checks its numbers.
        told += ", which was withdrawn" if since.withdrawn else ""
        order = list(WORDS)
        changes = sorted(since.changes, key=lambda change: order.index(change.kind))
        return ChangesView(kind, anchor, title, told, tuple(_entry(page, change) for change in changes))


def _entry(page: Page, change: Change) -> ChangeView:
    printed = change.subject == "claim" and change.kind not in ("withdrawn", "dropped")
    # Marks in words would stand twice: the label says them.
    return ChangeView(
        kind=change.kind,
        label=WORDS[change.kind],
        text=page.statement(change.id) if printed else _said(change.text),
        before=_said(change.before),
        after=_said(change.after),
        as_of=dated(change),
        why=page.line(change.why) if change.why else (),
    )


def dated(change: Change) -> str:
    """Return of which day a revised value is, in words; nothing for other changes."""
    if change.kind != "revised":
        return ""
    return change.as_of if change.as_of in {"", "undated"} else f"as of {change.as_of}"


def _said(text: str) -> Runs:
    """Return words that some edition printed: every numeral in them had its origin then."""
    return (Run(text, written=True),) if text else ()
