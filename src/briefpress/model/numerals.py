"""Numbers as they stand in running English text: digits with scales, and number words."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Literal
from unicodedata import numeric

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

Measure = Literal["%", "money", ""]

_UNITS = "one two three four five six seven eight nine"
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_NAMED = (
    {word: number for number, word in enumerate(f"{_UNITS} {_TEENS}".split(), 1)}
    | {word: number * 10 for number, word in enumerate(_TENS.split(), 2)}
    | {"zero": 0, "single": 1}
)
_LONG = {"dozen": 12, "hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SCALES = _LONG | {"k": 10**3, "m": 10**6, "b": 10**9, "bn": 10**9, "tn": 10**12}


def _any(words: str) -> str:
    return f"(?:{'|'.join(words.split())})"


_BELOW_HUNDRED = rf"(?:{_any(_TENS)}(?:[\s-]{_any(_UNITS)})?|{_any(_TEENS)}|{_any(_UNITS)}|zero|single)\b"
_HUNDREDS = rf"{_BELOW_HUNDRED}[\s-]hundred(?:(?:\sand)?\s{_BELOW_HUNDRED}(?![\s-]hundred))?\b"
_SPOKEN = rf"half\san?|(?:{_HUNDREDS}|{_BELOW_HUNDRED})(?:\sand\sa\shalf\b)?|{_any(' '.join(_LONG))}\b"
_FIGURE = re.compile(
    r"(?P<sign>[$€£¥₹]\s?)?"
    rf"(?<![\w.,])(?:(?P<digits>\d+(?:,\d{{3}})*(?:\.\d+)?)(?![\d⁄])(?P<part>[¼-¾⅐-⅞])?|(?P<spoken>{_SPOKEN}))"
    rf"(?:[\s-](?P<long>{_any(' '.join(_LONG))})\b|[\s-]?(?P<short>bn|tn|[kmb])\b)?"
    r"(?P<percent>\s?%|[\s-]per\s?cent(?:age)?\b)?",
    re.IGNORECASE,
)
_TO = re.compile(r"\s*(?:-|to)\s*-?")
_AND = re.compile(r"\s*(?:,|(?:, )?(?:and|or))\s*")


class Figure(Struct, frozen=True):
    """A number in text with its scale applied, and what it measures as far as signs tell."""

    number: Decimal
    measure: Measure


class _Found(Struct, frozen=True):
    """A figure with where it stands, and the scale that was written beside it."""

    start: int
    end: int
    base: Decimal
    scale: int
    measure: Measure

    @property
    def figure(self) -> Figure:
        return Figure(self.base * self.scale, self.measure)

    def joined(self, after: _Found) -> _Found:
        """Return this with the scale and the measure of the figure it is joined to, as far as it has none."""
        alike = self.measure in ("", after.measure) or (self.measure, after.measure) == ("money", "")
        if not alike or (self.scale == 1 and self.base > after.base):
            return self
        scale = after.scale if self.scale == 1 else self.scale
        return _Found(self.start, self.end, self.base, scale, self.measure or after.measure)


def figures(text: str) -> frozenset[Figure]:
    """Return the numbers in normalised text; in "60-65 billion" and "5 and 6%" what is said last holds for both."""
    out = set()
    after: _Found | None = None
    for one in reversed(list(_found(text))):
        between = text[one.end : after.start] if after else ""
        if after and _TO.fullmatch(between):
            after = one.joined(after)
        elif after and _AND.fullmatch(between):
            # In "in 2024 and 6 million" it does not hold for both, and nothing tells the two apart.
            out.add(one.figure)
            after = one.joined(after)
        else:
            after = one
        out.add(after.figure)
    return frozenset(out)


def _found(text: str) -> Iterator[_Found]:
    for match in _FIGURE.finditer(text):
        measure: Measure = "%" if match["percent"] else "money" if match["sign"] else ""
        scale = (match["long"] or match["short"] or "").lower()
        base = _digits(match["digits"], match["part"]) if match["digits"] else _spoken(match["spoken"].lower())
        yield _Found(match.start(), match.end(), base, _SCALES.get(scale, 1), measure)


def _digits(digits: str, part: str | None) -> Decimal:
    return Decimal(digits.replace(",", "")) + (Decimal(str(numeric(part))) if part else 0)


def _spoken(words: str) -> Decimal:
    """Return the number of number words; a bare "billion", as in "billion-user", is one of them."""
    if words.startswith("half"):
        return Decimal("0.5")
    whole = words.removesuffix("and a half")
    number = 0
    for word in re.split(r"[\s-]", whole):
        number = (number or 1) * _LONG[word] if word in _LONG else number + _NAMED.get(word, 0)
    return Decimal(number) + (0 if whole == words else Decimal("0.5"))
