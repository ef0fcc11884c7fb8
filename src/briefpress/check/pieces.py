"""What a View prints, piece by piece, and the numerals in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from unicodedata import category, digit

from briefpress.model.view import Run, parts

if TYPE_CHECKING:
    from collections.abc import Iterator

UNREAD = frozenset(
    [
        "anchor",
        "audience",
        "block",
        "brief",
        "claim",
        "column",
        "id",
        "issued_iso",
        "language",
        "marks",
        "palette",
        "paper",
        "styles",
        "url",
        "uses",
    ]
)
"""Fields of a View that name, link and colour: no reader reads a number in them."""

COMPUTED = frozenset(
    (
        ("AnchorView", "place"),
        ("AnchorView", "source"),
        ("ChangeView", "as_of"),
        ("ChangesView", "since"),
        ("Figure", "status"),
        ("JudgementView", "likelihood"),
        ("Moment", "date"),
        ("Promise", "due"),
        ("RowView", "as_of"),
        ("SourceView", "label"),
        ("View", "facts"),
        ("View", "issued"),
    )
)
"""Fields that the page writes from dates, ranges of likelihood and counts."""

QUOTED = frozenset(
    (
        ("AnchorView", "exact"),
        ("AnchorView", "heading"),
        *(("SourceView", field) for field in ("author", "dated", "interest", "publisher", "reason", "sha256", "title")),
    )
)
"""Fields that belong to a source: its title, its dates, what is known of it, and its words."""

RESTATED = frozenset((("ChartView", "alt"),))
"""Fields that say once more what the pieces beside them print."""

_NUMERAL = re.compile(r"\d+(?:[.,'’\u202f]\d+|\u00a0\d{3}(?!\d))*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A string of a View, or a Run: the way to it, and the value and field it belongs to."""

    way: tuple[str | int, ...]
    owner: str
    field: str
    value: str | Run

    @property
    def text(self) -> str:
        """What is printed."""
        return self.value.text if isinstance(self.value, Run) else self.value


def pieces(value: object, way: tuple[str | int, ...] = (), owner: str = "", field: str = "") -> Iterator[Piece]:
    """Yield every piece of a View that a reader may read, in the order of its fields."""
    if isinstance(value, str | Run):
        yield Piece(way, owner, field, value)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from pieces(item, (*way, index), owner, field)
    else:
        kind = type(value).__name__
        for name in parts(value):
            if name in UNREAD:
                continue
            computed = (kind, name) in COMPUTED
            inside = (kind, name) if computed else ("", "")
            for piece in pieces(getattr(value, name), (*way, name), kind, name):
                # What is computed stays so however deep it stands.
                yield Piece(piece.way, *inside, piece.value) if computed else piece


def numerals(text: str) -> tuple[str, ...]:
    """Return the numerals of a text, each as its digits alone, whatever the script and the separators."""
    if text.isascii() and not any(map(str.isdigit, text)):
        return ()
    found = [_plain(match[0]) for match in _NUMERAL.finditer(text)]
    rest = _NUMERAL.sub("", text)
    return (*found, *(char for char in rest if category(char).startswith("N")))


def _plain(numeral: str) -> str:
    return "".join(str(digit(char)) for char in numeral if char.isdigit())


def without(text: str, names: tuple[str, ...]) -> str:
    """Return a text without the names that the desk declared or that its terms have."""
    return _whole(names).sub(" ", text) if names else text


@lru_cache(maxsize=16)
def _whole(names: tuple[str, ...]) -> re.Pattern[str]:
    known = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{known})(?!\w)")
