"""A value prints its own bound: words beside it may neither double, contradict nor invent one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefpress.check.sentences import written
from briefpress.diagnostics import Diagnostic, error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.check.proof import Proof
    from briefpress.check.sentences import Sentence
    from briefpress.model.edition import Library
    from briefpress.model.prose import Value
    from briefpress.model.quantity import Bound, Quantity

_TYPED: dict[str, Bound | None] = {
    "up to": "up-to", "at most": "up-to", "no more than": "up-to", "a maximum of": "up-to",
    "at least": "at-least", "no less than": "at-least", "no fewer than": "at-least", "a minimum of": "at-least",
    "about": "about", "around": "about", "roughly": "about", "approximately": "about", "some": "about",
    "nearly": "nearly", "almost": "nearly", "just under": "nearly", "close to": "nearly",
    "over": "over", "just over": "over", "upwards of": "over", "in excess of": "over",
    "exactly": None, "precisely": None,
}  # fmt: skip
_AFTER: dict[str, Bound] = {"or more": "at-least", "or so": "about", "or less": "up-to", "or fewer": "up-to"}
_LONGEST_FIRST = "|".join(sorted(_TYPED, key=len, reverse=True))
_BEFORE = re.compile(rf"\b(?P<words>{_LONGEST_FIRST}) $", re.IGNORECASE)
_BEHIND = re.compile(rf"^ (?P<words>{'|'.join(_AFTER)})\b", re.IGNORECASE)
_LASTING = re.compile(r"(?:second|minute|hour|day|week|month|quarter|year|decade)s?\Z")
"""Units in which "over" says how long and bounds nothing."""


def bound_words(proof: Proof) -> list[Diagnostic]:
    """Report words of bound beside values that have, or lack, a bound of their own."""
    found = []
    for sentence, place in written(proof.library):
        for words, value, why in _clashes(sentence, proof.library):
            hole = "value" if place.path[-1] == "statement" else value.claim
            near = f"{words} {{{hole}" if words.lower() in _TYPED else words
            hint = "leave the word out: a bound belongs to the claim's value, which prints it everywhere"
            message = f"'{words}' beside '{value.claim}', {why}"
            found.append(error("BP323", message, place.at(words=near), help=hint))
    return found


def _clashes(sentence: Sentence, library: Library) -> Iterator[tuple[str, Value, str]]:
    pieces = sentence.pieces
    for at, value in enumerate(sentence.values):
        quantity = library.values.get(value.claim)
        if quantity is None or value.part not in ("value", "short"):
            continue
        for match in (_BEFORE.search(pieces[at]), _BEHIND.search(pieces[at + 1])):
            why = _fault(match["words"], quantity) if match else ""
            if match and why:
                yield match["words"], value, why


def _fault(words: str, quantity: Quantity) -> str:
    bound = (_TYPED | _AFTER)[words.lower()]
    if bound == "over" and quantity.unit and _LASTING.search(quantity.unit):
        return ""
    if quantity.bound is None:
        return "whose value has no bound" if bound else ""
    own = f"which prints '{quantity.bound.replace('-', ' ')}'"
    return f"{own} itself" if bound == quantity.bound else f"{own} and not that"
