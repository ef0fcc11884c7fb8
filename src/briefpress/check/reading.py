"""What a reader reads: the texts of a View in their order, their sentences, and where the desk wrote them."""

from __future__ import annotations

import re
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING, Any, NamedTuple

from briefpress.check.pieces import once_each
from briefpress.check.text import once, records
from briefpress.model.prose import Prose, Text, Value, parse
from briefpress.model.record import AudienceRef, Line, find
from briefpress.model.view import Run, fields

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.check.proof import Printed
    from briefpress.diagnostics import Place
    from briefpress.model.edition import Library
    from briefpress.model.view import BlockView, Runs, View

_UNREAD = frozenset(
    (
        *("anchor", "anchors", "audience", "block", "brief", "column", "drawing", "exact", "id", "issued_iso"),
        *("language", "marks", "palette", "paper", "sha256", "sources", "uses", "url"),
        *(("ParagraphView", "kind"), ("RowView", "claim")),
    )
)
"""Fields that name, link, colour or quote: none of the desk's words are in them."""

_BACK = frozenset(("changes", "evidence", "sources", "glossary", "method"))
"""Blocks that are apparatus and not body."""

_END = re.compile(r"(?:(?<=[.?!])|(?<=[.?!][”’\")]))\s+(?![a-z])")
_GAP = re.compile(r"\s+(?=[.,;:?!])")
_HOLE = re.compile(r"\{\w+\}")
_VALUE = "—"
_GIST = 4
"""Words of a sentence that are looked for in its file."""


class Said(NamedTuple):
    """A text as one reads it, values written out, and the runs it is set from."""

    text: str
    runs: Runs = ()
    paragraph: bool = False
    """It is running text, not a name, a heading or a cell of a word or two."""


def said(piece: object) -> list[Said]:
    """Return the texts of a View, or of a piece of one, in the order of its fields."""
    found: list[Said] = []
    _gather(piece, found)
    return found


def _gather(value: object, found: list[Said]) -> None:
    if isinstance(value, str):
        found.append(Said(value))
    elif isinstance(value, tuple):
        runs = tuple(item for item in value if isinstance(item, Run))
        if runs:
            # A citation mark has no words, so the space before it would stand before the full stop.
            found.append(Said(_GAP.sub("", "".join(run.text for run in runs)), runs, paragraph=True))
        else:
            for item in value:
                _gather(item, found)
    else:
        kind: Any = type(value)
        for name in _read(kind):
            _gather(getattr(value, name), found)


@cache
def _read(kind: type) -> tuple[str, ...]:
    return tuple(name for name in fields(kind) if name not in _UNREAD and (kind.__name__, name) not in _UNREAD)


@once
def texts(printed: Printed) -> list[Said]:
    """Return all texts of a brief in the order in which they are read."""
    return said(once_each(printed.view))


@once
def body(printed: Printed) -> list[Said]:
    """Return the texts of page 1 and of the sections, without changes, evidence, sources, glossary and method."""
    view = printed.view
    return said((view.front, *(one for part in view.sections for one in part.blocks if one.block not in _BACK)))


def blocks(view: View) -> Iterator[BlockView]:
    """Yield every block: the exhibit of page 1 and those of the sections."""
    if view.front.exhibit:
        yield view.front.exhibit
    for section in view.sections:
        yield from section.blocks


def sentences(text: str) -> list[str]:
    """Return the sentences of a text; what follows a full stop in lower case belongs to an abbreviation."""
    return [sentence for sentence in _END.split(text.strip()) if sentence]


def gist(sentence: str) -> str:
    """Return the first words of a sentence, by which its file is searched."""
    return " ".join(sentence.split(" ")[:_GIST])


def worded(text: Line) -> str:
    """Return the desk's own words in a text, with a stroke where a value is printed."""
    if not isinstance(text, Prose):
        return text
    return "".join(
        inline.text if isinstance(inline, Text) else _VALUE if isinstance(inline, Value) else ""
        for inline in parse(text).inlines
    )


def written(library: Library, printed: Printed) -> Iterator[tuple[Line, Place]]:
    """Yield every text that may stand in a brief, the brief's own first, and where the desk wrote it."""
    reader = printed.audience
    # What was selected from a record has other paths than the record has in its file.
    angle = library.briefs[printed.brief].audiences[AudienceRef(reader)]
    yield from _lines(angle, library.place("briefs", printed.brief).at("audiences", reader), reader)
    yield from _lines(library.audiences[reader], library.place("audiences", reader), reader)
    for row in printed.view.rows:
        claim, place = library.claims[row.claim], library.place("claims", row.claim)
        yield claim.statement, place.at("statement")
        yield from ((text, place.at("means", name)) for name, text in claim.means.items() if name == reader)
        yield from ((text, place.at(key)) for key in ("note", "holder") if (text := getattr(claim, key)))
    for record, place in records(library, "conflicts", "events", "series", "terms", "sources"):
        if record.meant_for(reader):
            yield from _lines(record, place, reader)


def _lines(part: object, place: Place, reader: str) -> Iterator[tuple[Line, Place]]:
    for path, text in find(part, Line, reader):
        yield text, place.at(*path)


class Origins:
    """Where the texts of one brief were written, found by the words they are set from."""

    def __init__(self, library: Library, printed: Printed) -> None:
        self._fallback = library.place("briefs", printed.brief).at("audiences", AudienceRef(printed.audience))
        self._texts = partial(written, library, printed)

    @cached_property
    def _known(self) -> dict[str, Place]:
        known: dict[str, Place] = {}
        for text, place in self._texts():
            pieces = [text, *_HOLE.split(text)]
            if isinstance(text, Prose):
                pieces = [inline.text for inline in parse(text).inlines if isinstance(inline, Text)]
            for piece in pieces:
                known.setdefault(piece, place)
        return known

    def of(self, one: Said, sentence: str = "") -> Place:
        """Return where a text was written, at a sentence of it."""
        for run in sorted(one.runs, key=lambda run: -len(run.text)):
            if run.text in self._known:
                place = self._known[run.text]
                return place.at(words=gist(sentence)) if sentence else place
        return self._known.get(one.text, self._fallback)
