"""What a View prints, piece by piece, and the numerals in it."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple
from unicodedata import category, digit

from msgspec import structs

from briefpress.model.blocks.listed import EvidenceView
from briefpress.model.view import Run, fields

if TYPE_CHECKING:
    from briefpress.model.view import View

UNREAD = frozenset(
    [
        "align",
        "anchor",
        "audience",
        "block",
        "brief",
        "claim",
        "column",
        "id",
        "issued_iso",
        "language",
        "leads",
        "marks",
        "names",
        "palette",
        "paper",
        "shape",
        "style",
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
        ("ChartRow", "facts"),
        ("ChartView", "drawing"),
        ("Figure", "status"),
        ("JudgementView", "likelihood"),
        ("Moment", "date"),
        ("Promise", "due"),
        ("RowView", "as_of"),
        ("SourceView", "label"),
        ("View", "facts"),
        ("View", "news"),
        ("View", "issued"),
    )
)
"""Fields that the page writes from dates, ranges of likelihood and counts."""

QUOTED = frozenset(
    (
        ("AnchorView", "exact"),
        ("AnchorView", "heading"),
        *(
            ("SourceView", field)
            for field in ("author", "bounds", "dated", "dating", "interest", "publisher", "reason", "sha256", "title")
        ),
    )
)
"""Fields that belong to a source: its title, its dates, what is known of it, and its words."""

RESTATED = frozenset((("ChartView", "alt"),))
"""Fields that say once more what the pieces beside them print."""

_NUMERAL = re.compile(r"\d+(?:[.,'’\u202f]\d+|\u00a0\d{3}(?!\d))*")


class Piece(NamedTuple):
    """A string of a View, or a Run: the way to it, and the value and field it belongs to."""

    way: tuple[str | int, ...]
    owner: str
    field: str
    value: str | Run

    @property
    def text(self) -> str:
        """What is printed."""
        return self.value.text if isinstance(self.value, Run) else self.value


def pieces(view: View) -> list[Piece]:
    """Return every piece of a View that a reader may read, in the order of its fields."""
    found: list[Piece] = []
    _gather(once_each(view), (), ("", ""), found)
    return found


def once_each(view: View) -> View:
    """Return a View without its rows if an evidence block prints the same: the templates print them once."""
    blocks = (block for section in view.sections for block in section.blocks)
    return structs.replace(view, rows=()) if any(isinstance(block, EvidenceView) for block in blocks) else view


def _gather(value: object, way: tuple[str | int, ...], inside: tuple[str, str], found: list[Piece]) -> None:
    # Into a list, for a generator inside generators would hand every piece up level by level.
    if isinstance(value, str | Run):
        found.append(Piece(way, *inside, value))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            _gather(item, (*way, index), inside, found)
    else:
        kind: Any = type(value)
        for owned in _read(kind):
            name = owned[1]
            # What is computed stays so however deep it stands.
            _gather(getattr(value, name), (*way, name), inside if inside in COMPUTED else owned, found)


@cache
def _read(kind: type) -> tuple[tuple[str, str], ...]:
    return tuple((kind.__name__, name) for name in fields(kind) if name not in UNREAD)


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
