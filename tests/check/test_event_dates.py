"""The date of an event is one that its claims have."""

from __future__ import annotations

import pytest

import build
from briefpress.check.event_dates import event_dates


@pytest.mark.parametrize("date", ["2025-09-01", "2025-09", "2025", "2026-06", "2024-Q4", "2025-03-14"])
def test_date_that_a_claim_has_is_in_order(date: str) -> None:
    """When something happened, fell due, what it covers and when it was said: whatever the precision."""
    held = build.small(
        build.claim("happened", kind="event"),
        build.claim("planned", kind="plan", due="2026-06-30", value=build.boats(4, period="2024-Q4")),
        build.event("e", date=date, claims=("happened", "planned")),
    )

    assert event_dates(build.proof(held)) == []


def test_date_of_its_own_is_reported() -> None:
    """The finding points at the date and names those of the claims."""
    held = build.small(
        build.claim("happened", kind="event"), build.event("e", date="2025-10-09", claims=("happened", "a"))
    )
    (found,) = event_dates(build.proof(held))

    assert build.told([found]) == [("BP245", "event 'e' is of 2025-10-09, a date that no claim it cites has")]
    assert build.spot(found) == "events/e/date"
    assert found.help == "they have 2025-09-01, 2025-03-14"


def test_event_without_dated_claims_is_left_alone() -> None:
    """Without claims, or with undated ones, there is nothing to compare with."""
    held = build.small(build.claim("undated", as_of="undated"), build.event("e"), build.event("f", claims=("undated",)))

    assert event_dates(build.proof(held)) == []
