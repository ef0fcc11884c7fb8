"""A percentage says of what, and is not taken for percentage points."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefpress.check.sentences import written
from briefpress.diagnostics import Diagnostic, warning

if TYPE_CHECKING:
    from briefpress.check.proof import Proof

_POINTS = re.compile(r"^[\s-](?P<words>(?:percentage[- ])?points?)\b", re.IGNORECASE)


def percentages(proof: Proof) -> list[Diagnostic]:
    """Report percentages without a base, and those that prose turns into percentage points."""
    library = proof.library
    found = [
        warning(
            "BP327",
            f"the percentage of '{claim.id}' does not say of what",
            library.place("claims", claim.id).at("value"),
            help="add 'basis' in words: year on year, of the workforce",
        )
        for claim in library.claims.values()
        if claim.value and claim.value.unit == "%" and not claim.value.basis
    ]
    for sentence, place in written(library):
        for value, after in zip(sentence.values, sentence.pieces[1:], strict=True):
            match, quantity = _POINTS.match(after), library.values.get(value.claim)
            if match and quantity and quantity.unit == "%" and value.part in ("value", "short"):
                message = f"'{value.claim}' is in per cent, and the words after it say '{match['words']}'"
                hint = "a difference of two percentages prints percentage points by itself"
                found.append(warning("BP327", message, place.at(words=match["words"]), help=hint))
    return found
