"""Time is written as a date: words that move with the reader's calendar would be wrong on another day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.check.sentences import written
from briefpress.check.text import Words
from briefpress.diagnostics import Diagnostic, error

if TYPE_CHECKING:
    from briefpress.check.proof import Proof

_SPAN = "day|week|month|quarter|year|decade|spring|summer|autumn|winter"
_RELATIVE = Words(
    r"\b(?:recent(?:ly)?|lately|currently|presently|nowadays|today|tomorrow|yesterday|upcoming|now(?!-)"
    r"|(?<!as )soon(?! as\b)|so far(?! as\b)|these days|(?:at|for) (?:the )?(?:present|moment)|present[- ]day"
    rf"|(?:last|past|this|next|coming) (?:few |two |three )?(?:{_SPAN})s?(?! of\b)|(?:{_SPAN})s? ago)\b",
)
_NAMES = frozenset(("entities", "forms", "term"))
"""Names, in which such a word says nothing of time."""


def relative_time(proof: Proof) -> list[Diagnostic]:
    """Report words that say when only relative to the day they are read."""
    found = []
    for sentence, place in written(proof.library):
        if _NAMES.isdisjoint(place.path):
            for words in dict.fromkeys(_RELATIVE.found(sentence.text)):
                hint = "give the date: {claim-id:as-of}, {claim-id:period}, {claim-id:when} or {claim-id:due}"
                message = f"'{words}' is true only on the day it is written"
                found.append(error("BP235", message, place.at(words=words), help=hint))
    return found
