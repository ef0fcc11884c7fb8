"""The text of a source as filed: paragraphs, headings, and where an anchor's words stand in them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefpress.model.numerals import numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefpress.model.claim import Anchor
    from briefpress.model.quantity import Quantity

_SAME = str.maketrans(
    {
        "‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
        "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-", "\N{SOFT HYPHEN}": None,
    }
)  # fmt: skip
_SPLIT_NUMBER = re.compile(r"(?<=\d), (?=\d{3}(?!\d))")
_BULLET = re.compile(r"^[•◦▪*-]\s+")
_LONGEST_HEADING = 14
"""Words in a line that may still be a heading."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of a source: its number from 1, the heading above it, and its normalised text."""

    number: int
    heading: str
    text: str


def normalised(text: str) -> str:
    """Return text as anchors are compared: NFKC, plain quotes and dashes, single spaces, `1, 400` as `1,400`."""
    plain = unicodedata.normalize("NFKC", text).translate(_SAME)
    return _SPLIT_NUMBER.sub(",", " ".join(plain.split()))


def passages(text: str) -> tuple[Passage, ...]:
    """Return the paragraphs of a filed text: its lines that are not blank, headings included."""
    found: list[Passage] = []
    heading = ""
    for line in text.splitlines():
        words = normalised(line)
        if words:
            found.append(Passage(len(found) + 1, heading, words))
            bare = _BULLET.sub("", words)
            if len(bare.split()) <= _LONGEST_HEADING and not bare.endswith((".", ",", ";", "!", '"', ":")):
                heading = bare
    return tuple(found)


def places(anchor: Anchor, text: Sequence[Passage]) -> tuple[tuple[Passage, int], ...]:
    """Return every passage and offset at which an anchor's words stand, prefix and suffix taken into account."""
    before, words, after = (normalised(part or "") for part in (anchor.prefix, anchor.exact, anchor.suffix))
    pattern = re.compile(
        (rf"{re.escape(before)}\s*" if before else "")
        + rf"(?P<exact>{re.escape(words)})"
        + (rf"\s*{re.escape(after)}" if after else "")
    )
    return tuple((passage, match.start("exact")) for passage in text for match in pattern.finditer(passage.text))


def shows(value: Quantity, text: str) -> bool:
    """Tell whether a text gives every number of a quantity, in digits or in words."""
    if value.words:
        return normalised(value.words).casefold() in text.casefold()
    wanted = {end for end in (value.number, value.low, value.high) if end is not None}
    return wanted <= numbers(text, value.scale)
