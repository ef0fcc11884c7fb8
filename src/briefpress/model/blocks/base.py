"""What a block is: a piece of content that turns itself into strings for one page."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, ClassVar, Protocol

from briefpress.model.record import Line, Restricted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefpress.model.dates import PartialDate
    from briefpress.model.edition import Edition
    from briefpress.model.likelihood import Likelihood
    from briefpress.model.prose import Prose
    from briefpress.model.quantity import Quantity
    from briefpress.model.view import BlockView, Fact, Heading, Mark, Paragraphs, RowView, Run, Runs, SourceView


class Page(Protocol):
    """The page a block is set on: it knows the edition, writes numbers and dates, and numbers the evidence."""

    @property
    def edition(self) -> Edition:
        """What this audience may see."""

    def head(self, block: Block) -> tuple[str, str, Runs]:
        """Return kind, anchor and title of a block, as its view begins."""

    def prose(self, text: Prose) -> Paragraphs:
        """Set Markdown with claims in it."""

    def runs(self, text: str) -> Runs:
        """Set prose as one paragraph."""

    def line(self, text: str) -> Runs:
        """Set a line as it is written."""

    def value(self, claim: str, *, cited: bool = True) -> Run:
        """Set a claim's value, by default with its citation mark."""

    def quantity(self, quantity: Quantity) -> Run:
        """Set a value that belongs to no claim."""

    def statement(self, claim: str, *, cited: bool = True) -> Runs:
        """Set what a claim states, by default with its citation mark."""

    def cite(self, claims: Iterable[str]) -> Run:
        """Set citation marks alone."""

    def likelihood(self, word: Likelihood) -> str:
        """Write a word of likelihood with its range."""

    def date(self, date: PartialDate) -> str:
        """Write a date."""

    def kind(self, claim: str) -> str:
        """Name the kind of a claim."""

    def as_of(self, claim: str) -> str:
        """Write when a claim was true or said."""

    def outcome(self, claim: str) -> str:
        """Write what became of a plan or forecast."""

    def marks(self, claim: str) -> tuple[Mark, ...]:
        """Return the marks a claim is printed with."""

    def printed(self) -> frozenset[str]:
        """Return the claims printed so far."""

    def rows(self) -> tuple[RowView, ...]:
        """Return the rows of the evidence table; complete once every other block is set."""

    def sources(self) -> tuple[SourceView, ...]:
        """Return the sources of those rows."""

    def outline(self) -> tuple[Heading, ...]:
        """Return the sections and the titled blocks in them; complete once every other block is set."""

    def glossary(self) -> tuple[Fact, ...]:
        """Return the terms this audience needs explained; complete once every other block is set."""


class Block(Restricted):
    """A piece of a brief. Its kind is the constant of its field `block`."""

    turn: ClassVar[int] = 0
    """Blocks of a later turn are set after all others, because they show what those used."""

    title: Line | None = None

    @abstractmethod
    def view(self, page: Page) -> BlockView:
        """Make this block ready to print."""
