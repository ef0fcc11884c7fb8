"""An event stands at a date that one of the claims it cites has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.diagnostics import Diagnostic, error

if TYPE_CHECKING:
    from briefpress.check.proof import Proof
    from briefpress.model.claim import Claim
    from briefpress.model.dates import PartialDate


def event_dates(proof: Proof) -> list[Diagnostic]:
    """Report events with claims of which none has a date that overlaps theirs."""
    found = []
    library = proof.library
    for name, event in library.events.items():
        dates = [date for claim in event.claims for date in _dates(library.claims[claim])]
        if dates and not any(_meet(event.date, date) for date in dates):
            message = f"event '{name}' is of {event.date}, a date that no claim it cites has"
            known = ", ".join(dict.fromkeys(map(str, dates)))
            found.append(error("BP245", message, library.place("events", name).at("date"), help=f"they have {known}"))
    return found


def _dates(claim: Claim) -> tuple[PartialDate, ...]:
    return tuple(date for date in (claim.when, claim.due, claim.period, claim.as_of) if date)


def _meet(one: PartialDate, other: PartialDate) -> bool:
    return one.first <= other.last and other.first <= one.last
