"""The text of a source as filed: paragraphs, headings, and where an anchor's words stand in them."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from msgspec import Struct

from briefpress.model.numerals import Figure, figures

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from briefpress.model.claim import Anchor
    from briefpress.model.quantity import Quantity

_SAME = str.maketrans(
    {
        "‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
        "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-",
    }
)  # fmt: skip
_DASH = re.compile(r"\\?[‐‑‒–—−]")
_FOLDED = re.compile(r"[^¼-¾⅐-⅟¹²³⁰⁴-⁹]+")
"""NFKC would make 101/2 of 10½, and 4121 of 412 with a note mark."""
_SPLIT_NUMBER = re.compile(r"(?<=\d), (?=\d{3}(?!\d))")
_BULLET = re.compile(r"^[•◦▪*-]\s+")
_WORDLIKE = re.compile(r"\w")
_WORD = re.compile(r"\w+(?:['-]\w+)*")
_LONGEST_HEADING = 14
"""Words in a line that may still be a heading."""
_YEARS = range(1900, 2101)
REACH = 60
"""Characters on either side of an anchor that still count as beside it."""


class Passage(Struct, frozen=True):
    """A paragraph of a source: its number from 1, the heading above it as printed, and its normalised text."""

    number: int
    heading: str
    text: str


class FiledText(Struct, frozen=True):
    """The text of a source as found in the archive, and the checksum of its file."""

    sha256: str
    passages: tuple[Passage, ...]


class Hit(Struct, frozen=True):
    """A place at which an anchor's words stand: the passage, and where in its text they begin and end."""

    passage: Passage
    start: int
    end: int

    @property
    def words(self) -> str:
        """The words found."""
        return self.passage.text[self.start : self.end]

    @property
    def around(self) -> str:
        """The words found with what stands beside them, whole words only."""
        text, start, end = self.passage.text, max(0, self.start - REACH), self.end + REACH
        # A number cut in two would be another number.
        while start and not text[start - 1].isspace():
            start += 1
        while end < len(text) and not text[end].isspace():
            end -= 1
        return text[min(start, self.start) : max(end, self.end)]


def normalised(text: str) -> str:
    """Return text as anchors are compared: NFKC, plain quotes and dashes, single spaces, `1, 400` as `1,400`."""
    plain = _FOLDED.sub(lambda part: unicodedata.normalize("NFKC", part[0]), _visible(text)).translate(_SAME)
    return _SPLIT_NUMBER.sub(",", " ".join(plain.split()))


def passages(text: str) -> tuple[Passage, ...]:
    """Return the paragraphs of a filed text: its lines that are not blank, headings included."""
    found: list[Passage] = []
    heading = ""
    for line in text.splitlines():
        words = normalised(line)
        if words:
            found.append(Passage(len(found) + 1, heading, words))
            bare = _BULLET.sub("", " ".join(_visible(line).split()))
            if _is_heading(bare):
                heading = bare
    return tuple(found)


def mentions(text: str, name: str) -> bool:
    """Tell whether text holds a name as a whole, not as a piece of another word."""
    at = text.find(name)
    while at >= 0:
        around = text[at - 1 : at] + text[at + len(name) : at + len(name) + 1]
        if not _WORDLIKE.search(around):
            return True
        at = text.find(name, at + 1)
    return False


def hits(anchor: Anchor, text: Sequence[Passage]) -> tuple[Hit, ...]:
    """Return every place at which an anchor's words stand, prefix and suffix taken into account."""
    before, words, after = (normalised(part or "") for part in (anchor.prefix, anchor.exact, anchor.suffix))
    pattern = re.compile(
        r"(?="
        + (rf"(?<!\w){re.escape(before)}\s*" if before else "")
        # Half a word is another word, and half a number another number.
        + rf"(?P<exact>{_edge(words, 0)}{re.escape(words)}{_edge(words, -1)})"
        + (rf"\s*{re.escape(after)}(?!\w)" if after else "")
        # Looked for ahead, so that places which overlap are all found.
        + ")"
    )
    return tuple(Hit(passage, *match.span("exact")) for passage in text for match in pattern.finditer(passage.text))


def shows(value: Quantity, text: str) -> bool:
    """Tell whether normalised text gives every number of a quantity, in digits or in words."""
    if value.words:
        words = re.escape(normalised(value.words))
        return re.search(rf"(?<!\w){words}(?!\w)", text, re.IGNORECASE) is not None
    found = figures(text)
    return all(any(_is(figure, end, value) for figure in found) for end in value.span or ())


def rivals(value: Quantity, text: str) -> bool:
    """Tell whether normalised text gives a number of the same measure, years aside."""
    return not value.words and any(_fits(figure, value) and figure.number not in _YEARS for figure in figures(text))


def runs(text: str, length: int) -> dict[tuple[str, ...], str]:
    """Return every run of so many words in a text, folded for comparison, with the words as they stand."""
    plain = normalised(text)
    words = list(_WORD.finditer(plain))
    return {
        tuple(word[0].casefold() for word in words[at : at + length]): plain[
            words[at].start() : words[at + length - 1].end()
        ]
        for at in range(len(words) - length + 1)
    }


def searched(pattern: str) -> re.Pattern[str]:
    """Return a term as it is looked for in normalised text, whatever quotes and dashes it is typed with."""
    plain = _DASH.sub(r"\\-", pattern).translate(_SAME)
    return re.compile(plain, re.IGNORECASE)


def _visible(text: str) -> str:
    return "".join(char for char in text if char.isspace() or unicodedata.category(char) not in ("Cc", "Cf"))


def _edge(words: str, at: int) -> str:
    if not words or not words[at].isalnum():
        return ""
    return r"(?<!\w)(?<!\d[.,])" if at == 0 else r"(?!\w)(?![.,]\d)"


def _is_heading(line: str) -> bool:
    starts = line[:1].isupper() or line[:1].isdigit()
    return starts and len(line.split()) <= _LONGEST_HEADING and not line.endswith((".", ",", ";", "!", '"', "”", ":"))


def _is(figure: Figure, number: Decimal, value: Quantity) -> bool:
    return figure.number == abs(number) and _fits(figure, value)


def _fits(figure: Figure, value: Quantity) -> bool:
    if value.unit == "%":
        return figure.measure == "%"
    # A bare number may be money: the sign often stands outside the anchor's words.
    return figure.measure in (("", "money") if value.currency else ("",))
