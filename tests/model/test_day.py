"""A day knows until when all that was asked of it stays as it is."""

from __future__ import annotations

import operator
from copy import copy
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpress.check import prove
from briefpress.check.embargo import embargo
from briefpress.diagnostics import failed
from briefpress.model.day import Day
from briefpress.plan.fingerprint import digest
from build import TODAY, angle, audience, claim, event, proof, small

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefpress.model.edition import Library

TOMORROW = TODAY + timedelta(1)
COMPARISONS = (operator.lt, operator.le, operator.gt, operator.ge, operator.eq, operator.ne)
NEAR = st.dates(date(2026, 11, 15), date(2026, 11, 29))


@given(st.sampled_from(COMPARISONS), NEAR, NEAR, st.booleans())
def test_a_comparison_holds_until_the_first_day_on_which_it_does_not(
    compared: Callable[[date, date], bool], today: date, other: date, other_first: bool
) -> None:
    """No day later, and no day earlier, on whichever side the day stands."""

    def asked(day: date) -> bool:
        return compared(other, day) if other_first else compared(day, other)

    day = Day.of(today)
    found = asked(day)
    later = (today + timedelta(days) for days in range(1, 60))

    assert found == asked(today)
    assert day.until == next((one for one in later if asked(one) != found), None)


@pytest.mark.parametrize(
    ("compared", "days", "until"),
    [
        (operator.lt, 3, 3),
        (operator.le, 3, 4),
        (operator.gt, 3, 4),
        (operator.ge, 3, 3),
        (operator.eq, 3, 3),
        (operator.ne, 3, 3),
        (operator.eq, 0, 1),
        *((compared, -3, None) for compared in COMPARISONS),
    ],
)
def test_each_comparison_knows_its_day(compared: Callable[[date, date], bool], days: int, until: int | None) -> None:
    """One with a later day changes on that day or after it; one with a day that is past stays."""
    day = Day.of(TODAY)
    compared(day, TODAY + timedelta(days))

    assert day.until == (until and TODAY + timedelta(until))


def test_what_is_no_day_differs_on_every_day() -> None:
    """And tells nothing about time."""
    day = Day.of(TODAY)

    assert (day == "2026-11-22", day != "2026-11-22", day.until) == (False, True, None)


def test_a_library_under_embargo_knows_when_more_of_it_is_seen() -> None:
    """A day that it was released for notes that, each time it is asked."""
    held = small(claim("late", not_before=(TODAY + timedelta(5)).isoformat()))
    days = [Day.of(TODAY), Day.of(TODAY)]
    found = [held.released(day) for day in days]

    assert found[0] is found[1]
    assert [day.until for day in days] == [TODAY + timedelta(5)] * 2
    assert "late" not in found[0].claims


@given(st.lists(st.tuples(st.sampled_from(COMPARISONS), NEAR)))
def test_the_earliest_of_many_counts(asked: list[tuple[Callable[[date, date], bool], date]]) -> None:
    """Whatever came first or last."""
    day, alone = Day.of(TODAY), []
    for compared, other in asked:
        compared(day, other)
        one = Day.of(TODAY)
        compared(one, other)
        alone += [one.until] if one.until else []

    assert day.until == min(alone, default=None)


@pytest.mark.parametrize(
    "use",
    [
        str,
        repr,
        hash,
        copy,
        "{:%Y}".format,
        lambda day: f"{day}",
        lambda day: day - timedelta(1),
        lambda day: day - TODAY,
        lambda day: TODAY - day,
        lambda day: day + timedelta(1),
        lambda day: timedelta(1) + day,
        *(operator.attrgetter(name) for name in vars(date) if not name.startswith("__")),
    ],
)
def test_whatever_else_is_done_with_it_may_differ_tomorrow(use: Callable[[date], object]) -> None:
    """A number of days, a printed date and a key are others every day."""
    day = Day.of(TODAY)

    use(day)

    assert day.until == TOMORROW


def test_what_is_no_date_tells_nothing() -> None:
    """It is never equal, and nothing comes before it."""
    day = Day.of(TODAY)

    assert (day == "today") is False
    assert (day != "today") is True
    for compared in (operator.lt, operator.le, operator.gt, operator.ge):
        with pytest.raises(TypeError):
            compared(day, "today")
    assert day.until is None
    assert day.plain == TODAY
    assert type(day.plain) is date
    assert day.until is None


def test_after_the_last_day_there_is_none() -> None:
    """What ends with the calendar never differs."""
    day = Day.of(TODAY)
    assert day <= date.max

    assert day.until is None


DATES = st.dates(date(2026, 10, 1), date(2027, 2, 28)).map(str)
AGED = st.fixed_dictionaries({"as_of": DATES}, optional={"review_by": DATES, "not_before": DATES})
PLANNED = st.fixed_dictionaries({"due": DATES | st.none()}, optional={"as_of": DATES, "not_before": DATES})


@given(st.lists(AGED, max_size=3), st.lists(PLANNED, max_size=3), st.lists(DATES, max_size=2), st.dates())
def test_views_and_findings_stay_until_the_day_that_is_told(
    aged: list[dict[str, object]], planned: list[dict[str, object]], happened: list[str], other: date
) -> None:
    """On no day before it is anything printed or found that is not printed and found today."""
    claims = [claim(f"r{number}", **one) for number, one in enumerate(aged)]
    claims += [claim(f"p{number}", kind="plan", **one) for number, one in enumerate(planned)]
    text = " ".join(f"[@{one.id}]" for one in claims)
    names = tuple(f"e{number}" for number in range(len(happened)))
    blocks = (
        {"block": "prose", "text": f"All of it {text}."},
        {"block": "ledger", "title": "What was promised"},
        {
            "block": "timeline",
            "title": "What happened",
            "events": names,
        },
    )
    events = [event(name, date=one) for name, one in zip(names, happened, strict=True)]
    held = small(*claims, *events, audience("managers"), managers=angle(*blocks))

    day = Day.of(TODAY)
    now = thought(held, day)
    until = day.until or date(2027, 3, 31)
    near = {TODAY + timedelta(1), until - timedelta(1), min(max(other, TODAY), until - timedelta(1))}
    for later in sorted(near - {until}):
        assert thought(held, Day.of(later)) == now


def thought(held: Library, day: Day) -> object:
    """Return all that is found and printed on a day."""
    found = list(embargo(held, day))
    if failed(found):
        return found
    proved = proof(held.released(day), as_of=day)
    return [digest(one.view) for one in proved.printed], [*found, *prove(proved)]
