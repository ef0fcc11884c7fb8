"""What an audience may see is worked out once, and for a day it is known until when that holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from briefpress.model.day import Day
from build import TODAY, claim, small


def test_a_record_has_a_position_among_those_that_may_be_seen() -> None:
    """One that is hidden has none, and moves the others up."""
    held = small()
    name, *others = held.claims
    hidden = held.claims[name].model_copy(update={"only": ("nobody",)})
    shown = replace(held, claims={name: hidden, **{other: held.claims[other] for other in others}}).shown("readers")

    assert shown.position("claims", name) is None
    assert [shown.position("claims", other) for other in others] == [*range(len(others))]


def test_whoever_asks_again_is_told_until_when_it_holds() -> None:
    """The second day that asks compares nothing, and yet may not be trusted for longer than the first."""
    held = small()
    end = TODAY + timedelta(5)
    late = claim("late", not_before=end.isoformat())
    library = replace(held, claims={**held.claims, "late": late})
    first, second = Day.of(TODAY), Day.of(TODAY)

    assert library.released(first) is library.released(second)
    assert "late" not in library.released(first).claims
    assert (first.until, second.until) == (end, end)
    assert "late" in library.released(date(2100, 1, 1)).claims
