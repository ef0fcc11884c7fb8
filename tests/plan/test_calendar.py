"""The times of a schedule as other timers say them: never fewer than the schedule has."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from briefpress.model.schedule import Schedule
from briefpress.plan.calendar import calendar, plain, universal

NOW = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.mark.parametrize(
    ("fields", "systemd", "cron", "utc"),
    [
        (
            {"every": "weekday at 07:00", "zone": "Europe/Zurich"},
            ["Mon,Tue,Wed,Thu,Fri *-*-* 7:0:00 Europe/Zurich"],
            "0 7 * * 1,2,3,4,5",
            ["0 5,6 * * 1,2,3,4,5"],
        ),
        # A day that begins elsewhere at another time.
        (
            {"every": "weekday at 00:30", "zone": "Asia/Tokyo"},
            ["Mon,Tue,Wed,Thu,Fri *-*-* 0:30:00 Asia/Tokyo"],
            "30 0 * * 1,2,3,4,5",
            ["30 15 * * *"],
        ),
        (
            {"every": "15 minutes", "zone": "Asia/Kathmandu"},
            ["*-*-* *:0,15,30,45:00 Asia/Kathmandu"],
            "0,15,30,45 * * * *",
            ["0,15,30,45 * * * *"],
        ),
        # An offset that is no whole hour at one season.
        (
            {"every": "day at 18:00", "zone": "Australia/Lord_Howe"},
            ["*-*-* 18:0:00 Australia/Lord_Howe"],
            "0 18 * * *",
            ["0,30 7 * * *"],
        ),
        ({"on": "31 March at 09:00"}, ["*-3-31 9:0:00 UTC"], "0 9 31 3 *", ["0 9 31 3 *"]),
        ({"on": "the first Monday at 07:00"}, ["Mon *-*-01..07 7:0:00 UTC"], "0 7 * * 1", ["0 7 * * 1"]),
        ({"cron": "0 7 * * 5#5"}, ["Fri *-*-29..31 7:0:00 UTC"], "0 7 * * 5", ["0 7 * * 5"]),
        ({"on": "the last Friday at 07:00"}, ["Fri *-*~07/1 7:0:00 UTC"], "0 7 * * 5", ["0 7 * * 5"]),
        ({"on": "the last day at 07:00"}, ["*-*~01 7:0:00 UTC"], "0 7 28,29,30,31 * *", ["0 7 28,29,30,31 * *"]),
        (
            {"on": "the last weekday at 07:00"},
            ["Mon..Fri *-*~01 7:0:00 UTC", "Fri *-*~02 7:0:00 UTC", "Fri *-*~03 7:0:00 UTC"],
            "0 7 26,27,28,29,30,31 * *",
            ["0 7 26,27,28,29,30,31 * *"],
        ),
        # Cron's two fields of days: either, unless one begins with a star.
        ({"cron": "0 6 13 * 5,7"}, ["*-*-13 6:0:00 UTC", "Sun,Fri *-*-* 6:0:00 UTC"], "0 6 13 * 0,5", ["0 6 13 * 0,5"]),
        ({"cron": "0 6 */16 * 1"}, ["Mon *-*-1,17 6:0:00 UTC"], "0 6 1,17 * *", ["0 6 1,17 * *"]),
    ],
)
def test_times_for_other_timers(fields: dict[str, Any], systemd: list[str], cron: str, utc: list[str]) -> None:
    """Each timer is told at least when the schedule is due."""
    schedule = Schedule.model_validate({"id": "x", **fields})

    assert (calendar(schedule), plain(schedule), universal(schedule, NOW)) == (systemd, cron, utc)
