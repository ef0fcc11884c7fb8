"""Schedules on the command line: what fires next, for people and for machines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran

SCHEDULES = """
schedules:
  - id: morning
    every: weekday at 07:00
    zone: Europe/Zurich
  - id: night
    cron: 30 2 * * *
    zone: America/New_York
    publish: draft
"""


def scheduled(desk: Path, schedules: str = SCHEDULES) -> Path:
    """Give a desk schedules."""
    with (desk / "briefpress.yaml").open("a", encoding="utf-8") as settings:
        settings.write(schedules)
    return desk


def test_the_next_firings_are_shown_on_both_clocks(run: Callable[..., Ran], good: Path) -> None:
    """Five firings each, in local time and in UTC, and what a change of clocks will do."""
    ran = run("schedule", "list", "--desk", scheduled(good))
    lines = ran.out.splitlines()

    assert (ran.status, ran.err) == (0, "")
    assert lines[0] == "morning: 0 7 * * 1-5 in Europe/Zurich, on-change"
    assert len([line for line in lines if line.endswith(" UTC")]) == 10
    assert any("02:30 does not exist on" in line and line.endswith("runs at 03:00") for line in lines)


def test_the_next_firings_for_a_machine(run: Callable[..., Ran], good: Path) -> None:
    """As JSON each schedule says its line, its zone and its firings."""
    morning, night = json.loads(run("schedule", "list", "--format", "json", "--desk", scheduled(good)).out)

    assert (morning["cron"], morning["zone"], morning["oddities"]) == ("0 7 * * 1-5", "Europe/Zurich", [])
    assert len(night["next"]) == 5
    assert all(one["utc"].endswith("Z") for one in night["next"])


def test_a_desk_without_schedules_says_so(run: Callable[..., Ran], good: Path) -> None:
    """There is nothing to show, and the line says where schedules are written."""
    ran = run("schedule", "list", "--desk", good)

    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("briefpress: the desk has no schedules; ")


def test_settings_that_cannot_be_read(run: Callable[..., Ran], good: Path) -> None:
    """A mistake in a schedule is a finding with its place."""
    ran = run("schedule", "list", "--desk", scheduled(good, "schedules: [{id: x, every: moon}]\n"))

    assert (ran.status, ran.out) == (1, "")
    assert "error[BP113]: 'moon' is no time that is understood here" in ran.err
    assert "--> briefpress.yaml:" in ran.err
