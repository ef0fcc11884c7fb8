"""What was to happen by a date that has passed is not told in the future."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefpress.check.sentences import written
from briefpress.diagnostics import Diagnostic, warning

if TYPE_CHECKING:
    from briefpress.check.proof import Proof
    from briefpress.model.claim import Claim
    from briefpress.model.dates import PartialDate

_FUTURE = re.compile(
    r"\b(?:will|shall|(?:is|are) (?:to|due|set to|going to|expected|planned|scheduled))\b", re.IGNORECASE
)


def tense(proof: Proof) -> list[Diagnostic]:
    """Report sentences of prose with a verb in the future and a date that is past."""
    found = []
    library = proof.library
    for sentence, place in written(library, "briefs", "audiences", "conflicts"):
        future = _FUTURE.search(sentence.text)
        dates = {value: _date(library.claims[value.claim], value.part) for value in sentence.values}
        past = {value: date for value, date in dates.items() if date and date.last < proof.as_of}
        if future and past:
            value, date = next(iter(past.items()))
            message = f"'{future[0]}' speaks of the future, and {value.part} of '{value.claim}' is {date}"
            hint = "tell it in the past, as what was planned or expected"
            found.append(warning("BP236", message, place.at(words=future[0]), help=hint))
    return found


def _date(claim: Claim, part: str) -> PartialDate | None:
    dates = {"due": claim.due, "when": claim.when, "period": claim.period}
    return dates.get(part)
