"""Numbers as they stand in running text: digits with scales, and the number words of English."""

from __future__ import annotations

import re
from decimal import Decimal

from briefpress.model.quantity import POWER

_COUNTED = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
_TENS = "thirty forty fifty sixty seventy eighty ninety"
_WORDS = (
    {word: number for number, word in enumerate(_COUNTED.split())}
    | {word: number * 10 for number, word in enumerate(_TENS.split(), 3)}
    | {"a": 1, "single": 1}
)
_LONG = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_SCALES = _LONG | {"k": 3, "m": 6, "b": 9, "bn": 9, "tn": 12}
_DIGITS = r"\d+(?:,\d{3})*(?:\.\d+)?"
_NAMED = "|".join(sorted(_WORDS, key=len, reverse=True))
_SCALE = rf"(?:[\s-]?(?P<scale>{'|'.join(_LONG)}|bn|tn|[kmb])\b)?"
_NUMBER = re.compile(rf"(?<![\w.])(?P<number>{_DIGITS}|(?:{_NAMED})\b){_SCALE}", re.IGNORECASE)
_RANGE = re.compile(rf"(?P<low>{_DIGITS})\s*(?:-|to|and)\s*[^\w\s]?(?P<high>{_DIGITS}){_SCALE}", re.IGNORECASE)


def numbers(text: str, scale: str | None) -> set[Decimal]:
    """Return the numbers in normalised text, each as it would be written on the given scale."""
    found: set[Decimal] = set()
    for match in _NUMBER.finditer(text):
        word = match["number"].lower()
        base = Decimal(_WORDS[word]) if word in _WORDS else Decimal(word.replace(",", ""))
        found.add(_scaled(base, match["scale"], scale))
    for match in _RANGE.finditer(text):
        # In "60-65 billion" the scale belongs to both ends.
        for end in ("low", "high"):
            found.add(_scaled(Decimal(match[end].replace(",", "")), match["scale"], scale))
    return found


def _scaled(base: Decimal, written: str | None, wanted: str | None) -> Decimal:
    power = _SCALES[written.lower()] if written else 0
    return base.scaleb(power - POWER[wanted])
