"""Schedules as a desk writes them: a cron line or plain words, a zone, and lengths of time."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from briefpress.model.schedule import Schedule


def made(**fields: Any) -> Schedule:  # noqa: ANN401 - whatever a file may hold
    """Return a schedule with these fields."""
    return Schedule.model_validate({"id": "morning", **fields})


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("hour", "0 * * * *"),
        ("every hour", "0 * * * *"),
        ("15 minutes", "*/15 * * * *"),
        ("2 hours", "0 */2 * * *"),
        ("day at 06:00", "0 6 * * *"),
        ("weekday at 07:05", "5 7 * * 1-5"),
        ("Weekday  at 07:00", "0 7 * * 1-5"),
        ("weekend at 09:00", "0 9 * * 0,6"),
        ("Monday at 07:00", "0 7 * * 1"),
        ("Thursday, Monday and Sunday at 18:30", "30 18 * * 0,1,4"),
        ("day at 18:00 and 06:00", "0 6,18 * * *"),
    ],
)
def test_every_in_words(words: str, line: str) -> None:
    """Words that follow `every` come down to one cron line."""
    assert made(every=words).line == line


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("the 1st at 07:00", "0 7 1 * *"),
        ("the 15th and the 1st of every month at 07:00", "0 7 1,15 * *"),
        ("the last day of the month at 18:00", "0 18 L * *"),
        ("last weekday at 18:00", "0 18 LW * *"),
        ("the first Monday at 07:00", "0 7 * * 1#1"),
        ("the last Friday of the month at 07:00", "0 7 * * 5L"),
        ("31 March at 09:00", "0 9 31 3 *"),
        ("on 29 February at 09:00", "0 9 29 2 *"),
    ],
)
def test_on_in_words(words: str, line: str) -> None:
    """Words that follow `on` come down to one cron line."""
    assert made(on=words).line == line


def test_a_cron_line_is_kept() -> None:
    """A cron line is taken as it is, white space folded."""
    assert made(cron=" 0  7 * * MON-FRI").line == "0 7 * * MON-FRI"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"cron": "0 7 * *"}, "does not have the five fields"),
        ({"cron": "0 0 7 * * *"}, "does not have the five fields"),
        ({"cron": "61 7 * * *"}, "is not a cron line: bad minute"),
        ({"cron": "0 0 30 2 *"}, "is not a cron line: bad day-of-month"),
        ({"cron": "0 0 * 2 MON#9"}, "is not a cron line: bad day-of-week"),
        ({"every": "now and then"}, "is no time that is understood here"),
        ({"every": "moonday at 07:00"}, "is no time that is understood here"),
        ({"every": "day at 7:00"}, "is no time that is understood here"),
        ({"every": "day at 24:00"}, "has a time that no clock shows"),
        ({"every": "day at 07:00 and 18:30"}, "differ in their minutes: write two schedules"),
        ({"every": "7 minutes"}, "does not divide 60"),
        ({"every": "24 hours"}, "does not divide 24"),
        ({"on": "the ides at 07:00"}, "is no time that is understood here"),
        ({"on": "the first moonday at 07:00"}, "is no time that is understood here"),
        ({"on": "4 sometime at 07:00"}, "is no time that is understood here"),
        ({"on": "the 32nd at 07:00"}, "is not in the calendar"),
        ({"on": "31 April at 07:00"}, "is not in the calendar"),
        ({"every": "hour", "zone": "Europe/Atlantis"}, "is not a time zone known here"),
        ({"every": "hour", "zone": "Europe"}, "is not a time zone known here"),
        ({"every": "hour", "zone": "../etc/localtime"}, "is not a time zone known here"),
        ({"every": "hour", "limit": "soon"}, "is not a length of time"),
        ({"every": "hour", "limit": "0 minutes"}, "is not a length of time"),
        ({"every": "hour", "limit": "2 days"}, "may last 1 days at most"),
        ({"every": "hour", "catch_up": "5 weeks"}, "may last 31 days at most"),
        ({"every": "hour", "catch_up": 7}, "valid timedelta"),
        ({"every": "hour", "retries": 11}, "less than or equal to 10"),
        ({"every": "hour", "formats": ()}, "at least 1 item"),
        ({}, "needs one of cron, every and on"),
        ({"every": "hour", "on": "the 1st at 07:00"}, "one of cron, every and on, not several"),
    ],
)
def test_what_is_no_schedule(fields: dict[str, Any], message: str) -> None:
    """What can never fire, or nobody can understand, is refused in words."""
    with pytest.raises(ValidationError, match=message):
        made(**fields)


def test_lengths_are_said_in_words() -> None:
    """Lengths are counts of minutes, hours, days or weeks; without one there are those of the manual."""
    schedule = made(every="hour", catch_up="2 days", limit="1 minute", fresh_within="2 weeks")

    assert (schedule.catch_up, schedule.limit) == (timedelta(days=2), timedelta(minutes=1))
    assert schedule.fresh_within == timedelta(weeks=2)
    assert made(every="hour").catch_up == timedelta(hours=24)
