"""A View: an Edition made ready to print, strings and numbers only, so that templates decide nothing."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, TypeVar

Mark = Literal["forward", "contested", "rumour", "past-due", "stale"]

T = TypeVar("T")


def parts(piece: object) -> tuple[str, ...]:
    """Return the names of the fields of a piece of a View; what is no such piece has none."""
    kind: Any = type(piece)
    return fields(kind)


@cache
def fields(kind: type) -> tuple[str, ...]:
    """Return the names of the fields of a kind of piece."""
    return tuple(one.name for one in dataclasses.fields(kind)) if dataclasses.is_dataclass(kind) else ()


def within(piece: object, kind: type[T], but: type | None = None) -> list[T]:
    """Return what is of one kind inside a View, or a part of one, in the order of its fields, and nothing in `but`."""
    found: list[T] = []
    _gather(piece, kind, but, found)
    return found


def _gather(value: object, kind: type[T], but: type | None, found: list[T]) -> None:
    # Into a list, for a generator inside generators would hand every piece up level by level.
    if isinstance(value, kind):
        found.append(value)
    elif isinstance(value, tuple):
        for item in value:
            _gather(item, kind, but, found)
    elif but is None or not isinstance(value, but):
        for name in parts(value):
            _gather(getattr(value, name), kind, but, found)


@dataclass(frozen=True, slots=True)
class CiteView:
    """A citation mark: the row of the evidence table, and the place it stands at, for the way back."""

    row: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text printed one way; `claim` says whose value it is, so every numeral has an origin."""

    text: str
    styles: tuple[str, ...] = ()
    url: str = ""
    claim: str = ""
    marks: tuple[Mark, ...] = ()
    cites: tuple[CiteView, ...] = ()
    written: bool = False
    """The page wrote it from a date, a likelihood or a recorded quantity, so no numeral in it was typed."""


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """A paragraph or list item."""

    runs: Runs
    kind: str = "paragraph"


Paragraphs = tuple[ParagraphView, ...]


@dataclass(frozen=True, slots=True)
class BlockView:
    """What every block gives its template: its kind, an id that is unique in the document, and a title."""

    block: str
    anchor: str
    title: Runs


@dataclass(frozen=True, slots=True)
class Figure:
    """One key figure: the number with its bound and unit, what it is, and its kind and date in words."""

    bound: str
    value: Runs
    """The number, then the words behind it."""
    label: Runs
    status: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class JudgementView:
    """A judgement with its likelihood and confidence in separate places."""

    kind: str
    headline: Runs
    text: Paragraphs
    cites: Runs
    likelihood: str
    confidence: str
    bars: int


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what stands beside it."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """What would change the desk's view, and which way."""

    label: str
    runs: Runs


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source as printed: its label (S1 …), title, and what is known of it."""

    label: str
    anchor: str
    title: str
    publisher: str
    author: str
    kind: str
    dated: str
    bounds: str
    """The earliest and latest date of a source that states none."""
    dating: str
    """Why these are its bounds."""
    tier: str
    grade: str
    reason: str
    interest: str
    url: str
    sha256: str
    claims: int
    language: str = ""
    """That of its title, where it is not the language of the brief."""


@dataclass(frozen=True, slots=True)
class AnchorView:
    """Where a claim stands in a source: the source's label and anchor, the paragraph, the words."""

    source: str
    anchor: str
    place: str
    exact: str
    url: str
    heading: str = ""
    """The heading it stands under, for readers who can ask for more than paper shows."""
    language: str = ""
    """That of the words, where it is not the language of the brief."""


@dataclass(frozen=True, slots=True)
class RowView:
    """A row of the evidence table: one claim, everything known of it, and the way back to where it is printed."""

    row: int
    claim: str
    statement: Runs
    kind: str
    holder: str
    as_of: str
    status: str
    confidence: str
    marks: tuple[Mark, ...]
    note: str
    anchors: tuple[AnchorView, ...]
    computed_from: Runs
    uses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section of the body."""

    id: str
    heading: str
    blocks: tuple[BlockView, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """What a part of the brief is called, where it stands, and the parts inside it."""

    text: str
    anchor: str
    parts: tuple[Heading, ...] = ()


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of an audience, as #RRGGBB."""

    accent: str
    second: str
    fill: str
    tint: str


@dataclass(frozen=True, slots=True)
class Headings:
    """The words an audience has over the pieces of page 1."""

    judgements: str
    means: str
    change: str
    watch: str


@dataclass(frozen=True, slots=True)
class Front:
    """Page 1: enough to decide on."""

    kicker: str
    headline: str
    dek: Runs
    figures: tuple[Figure, ...]
    bottom_line: Paragraphs
    judgements: tuple[JudgementView, ...]
    exhibit: BlockView | None
    leads: Literal["judgements", "exhibit"]
    """What follows the bottom line."""
    means: tuple[Runs, ...]
    change: tuple[Change, ...]
    watch: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class View:
    """A whole brief for one audience, ready for the templates."""

    brief: str
    audience: str
    publication: str
    title: str
    label: str
    language: str
    edition: str
    issued: str
    issued_iso: str
    paper: str
    disclaimer: str
    description: str
    palette: Palette
    headings: Headings
    front: Front
    news: str
    """How much changed since the edition before, in words."""
    facts: tuple[Fact, ...]
    sections: tuple[SectionView, ...]
    sources: tuple[SourceView, ...]
    rows: tuple[RowView, ...]
    names: tuple[str, ...] = ()
    """Names of several words with a number in them, which no line may end within."""
