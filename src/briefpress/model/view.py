"""A View: an Edition made ready to print, strings and numbers only, so that templates decide nothing."""

from __future__ import annotations

from functools import cache
from typing import Any, Literal, TypeVar

from msgspec import Struct, json, to_builtins

Mark = Literal["forward", "contested", "rumour", "past-due", "stale"]

T = TypeVar("T")


def parts(piece: object) -> tuple[str, ...]:
    """Return the names of the fields of a piece of a View; what is no such piece has none."""
    kind: Any = type(piece)
    return fields(kind)


@cache
def fields(kind: type) -> tuple[str, ...]:
    """Return the names of the fields of a kind of piece."""
    return kind.__struct_fields__ if issubclass(kind, Struct) else ()


def plain(piece: Struct) -> Any:  # noqa: ANN401 - whatever JSON can say
    """Return a piece of a View as dicts, lists, strings and numbers."""
    return to_builtins(piece, enc_hook=text)


def written(piece: Struct) -> str:
    """Return a piece of a View as JSON with sorted keys, each value in a line of its own."""
    return json.format(json.encode(piece, order="sorted", enc_hook=text), indent=1).decode()


def text(value: object) -> str:
    """Return an id or a line of text, which are strings with a meaning of their own, as a string; raises TypeError."""
    if isinstance(value, str):
        return str(value)
    raise TypeError(f"no JSON of {type(value).__name__}")


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


class CiteView(Struct, frozen=True):
    """A citation mark: the row of the evidence table, and the place it stands at, for the way back."""

    row: int
    anchor: str


class Run(Struct, frozen=True):
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


class ParagraphView(Struct, frozen=True):
    """A paragraph or list item."""

    runs: Runs
    kind: str = "paragraph"


Paragraphs = tuple[ParagraphView, ...]


class BlockView(Struct, frozen=True):
    """What every block gives its template: its kind, an id that is unique in the document, and a title."""

    block: str
    anchor: str
    title: Runs


class Figure(Struct, frozen=True):
    """One key figure: the number with its bound and unit, what it is, and its kind and date in words."""

    bound: str
    value: Runs
    """The number, then the words behind it."""
    label: Runs
    status: str
    marks: tuple[Mark, ...]


class JudgementView(Struct, frozen=True):
    """A judgement with its likelihood and confidence in separate places."""

    kind: str
    headline: Runs
    text: Paragraphs
    cites: Runs
    likelihood: str
    confidence: str
    bars: int


class Fact(Struct, frozen=True):
    """A label and what stands beside it."""

    label: str
    text: str


class Change(Struct, frozen=True):
    """What would change the desk's view, and which way."""

    label: str
    runs: Runs


class SourceView(Struct, frozen=True):
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


class AnchorView(Struct, frozen=True):
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


class RowView(Struct, frozen=True):
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


class SectionView(Struct, frozen=True):
    """A section of the body."""

    id: str
    heading: str
    blocks: tuple[BlockView, ...]


class Heading(Struct, frozen=True):
    """What a part of the brief is called, where it stands, and the parts inside it."""

    text: str
    anchor: str
    parts: tuple[Heading, ...] = ()


class Palette(Struct, frozen=True):
    """The colours of an audience, as #RRGGBB."""

    accent: str
    second: str
    fill: str
    tint: str


class Headings(Struct, frozen=True):
    """The words an audience has over the pieces of page 1."""

    judgements: str
    means: str
    change: str
    watch: str


class Front(Struct, frozen=True):
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


class View(Struct, frozen=True):
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
