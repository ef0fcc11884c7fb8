"""Blocks that compute themselves from the edition: timeline, ledger, glossary, evidence, sources, method."""

from __future__ import annotations

from typing import ClassVar, Literal

from msgspec import Struct
from typing_extensions import override

from briefpress.model.blocks.base import Block, Page
from briefpress.model.claim import FORWARD
from briefpress.model.record import ClaimRef, EventRef, Line
from briefpress.model.view import BlockView, Fact, Mark, Paragraphs, RowView, Runs, SourceView


class Moment(Struct, frozen=True):
    """An event on the timeline."""

    date: str
    title: str
    cites: Runs
    state: Literal["past", "ahead"]


class TimelineView(BlockView, frozen=True):
    """Events in order of date."""

    moments: tuple[Moment, ...]


class TimelineBlock(Block):
    """Events in order of date, those ahead marked so."""

    block: Literal["timeline"]
    title: Line
    events: tuple[EventRef, ...] | None = None

    @override
    def view(self, page: Page) -> TimelineView:
        events = page.edition.events
        chosen = [events[name] for name in (self.events if self.events is not None else events)]
        chosen.sort(key=lambda event: (event.date.last, event.date.first, event.id))
        return TimelineView(
            *page.head(self),
            tuple(
                Moment(
                    page.date(event.date),
                    event.title,
                    (page.cite(event.claims),) if event.claims else (),
                    "past" if event.date.last < page.edition.as_of else "ahead",
                )
                for event in chosen
            ),
        )


class Promise(Struct, frozen=True):
    """A plan or forecast, when it fell due, and what became of it."""

    statement: Runs
    kind: str
    holder: str
    due: str
    outcome: str
    marks: tuple[Mark, ...]


class LedgerView(BlockView, frozen=True):
    """Plans and forecasts, those past due first."""

    promises: tuple[Promise, ...]


class LedgerBlock(Block):
    """The forecast ledger: what was promised, by when, and what became of it."""

    block: Literal["ledger"]
    title: Line
    claims: tuple[ClaimRef, ...] | None = None

    @override
    def view(self, page: Page) -> LedgerView:
        edition = page.edition
        if self.claims is None:
            chosen = [claim for claim in edition.claims.values() if claim.kind in FORWARD]
            chosen.sort(
                key=lambda claim: (
                    claim.due is None,
                    claim.due.last if claim.due else edition.as_of,
                    claim.id,
                )
            )
        else:
            chosen = [edition.claims[name] for name in self.claims]
        return LedgerView(
            *page.head(self),
            tuple(
                Promise(
                    page.statement(claim.id),
                    page.kind(claim.id),
                    claim.holder or "",
                    page.date(claim.due) if claim.due else "no date stated",
                    page.outcome(claim.id),
                    page.marks(claim.id),
                )
                for claim in chosen
            ),
        )


class GlossaryView(BlockView, frozen=True):
    """Terms and what they mean."""

    terms: tuple[Fact, ...]


class GlossaryBlock(Block):
    """The terms that this audience needs explained, as far as the brief uses them."""

    block: Literal["glossary"]
    title: Line
    turn: ClassVar[int] = 2

    @override
    def view(self, page: Page) -> GlossaryView:
        return GlossaryView(*page.head(self), page.glossary())


class EvidenceView(BlockView, frozen=True):
    """The evidence table."""

    rows: tuple[RowView, ...]


class EvidenceBlock(Block):
    """The evidence table: every claim printed, where it comes from, and the way back."""

    block: Literal["evidence"]
    title: Line
    turn: ClassVar[int] = 3

    @override
    def view(self, page: Page) -> EvidenceView:
        return EvidenceView(*page.head(self), page.rows())


class SourcesView(BlockView, frozen=True):
    """The sources with their grades."""

    sources: tuple[SourceView, ...]


class SourcesBlock(Block):
    """The sources, what is known of each, and how far each is trusted."""

    block: Literal["sources"]
    title: Line
    turn: ClassVar[int] = 4

    @override
    def view(self, page: Page) -> SourcesView:
        return SourcesView(*page.head(self), page.sources())


class MethodView(BlockView, frozen=True):
    """The audience's disclosures."""

    disclosures: tuple[Paragraphs, ...]


class MethodBlock(Block):
    """Method and disclosures, as the audience requires them."""

    block: Literal["method"]
    title: Line

    @override
    def view(self, page: Page) -> MethodView:
        return MethodView(*page.head(self), tuple(page.prose(item.text) for item in page.edition.audience.disclosures))
