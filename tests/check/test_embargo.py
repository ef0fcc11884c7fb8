"""Content under embargo is not there before its day, and nothing that is there speaks of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

import build
from briefpress.check.embargo import embargo

if TYPE_CHECKING:
    from briefpress.model.edition import Library

DAY = {"not_before": "2026-12"}


def held(**given: object) -> Library:
    """Return a small library with a claim under embargo, and more of it by key."""
    return build.small(
        build.claim("new", value=build.boats(9), not_before="2026-12"),
        build.claim("more", derived={"sum": ("a", "new")}, **given.get("more", DAY)),  # type: ignore[arg-type]
        managers=build.angle(
            {"block": "prose", "text": "{new}", **given.get("block", DAY)},  # type: ignore[dict-item]
            bottom_line=str(given.get("bottom", "In short.")),
        ),
    )


@pytest.mark.parametrize(
    ("given", "where"),
    [
        ({"more": {}}, "claims/more/derived/sum/1"),
        ({"bottom": "See [@new]."}, "briefs/b/audiences/managers/bottom_line@new"),
        ({"block": {"not_before": "2026-11-01"}}, "briefs/b/audiences/managers/sections/body/0/text@new"),
    ],
)
def test_what_names_it_must_wait_too(given: dict[str, object], where: str) -> None:
    """A formula, prose, or a block whose own embargo is over may not name what is under one."""
    (found,) = embargo(held(**given), build.TODAY)

    assert build.told([found]) == [("BP311", "'new' is under embargo until 2026-12, and this is not")]
    assert build.spot(found) == where


@pytest.mark.parametrize("day", [build.TODAY, date(2026, 12, 1)])
def test_what_waits_as_long_is_in_order(day: date) -> None:
    """Before the day and on it, content that waits together is in order."""
    assert embargo(held(), day) == []


def test_without_an_embargo_nothing_is_taken_out() -> None:
    """A library without embargoes is its own released form."""
    library = build.small()

    assert library.released(build.TODAY) is library
    assert embargo(library, build.TODAY) == []


def test_names_that_do_not_exist_are_no_matter_of_embargo() -> None:
    """An unknown id is reported elsewhere."""
    assert embargo(held(bottom="See [@nothing]."), build.TODAY) == []


def test_it_is_printed_from_its_day_on() -> None:
    """The month of its embargo is over when the month begins."""
    before, after = (build.view(held(), as_of=day) for day in (build.TODAY, date(2026, 12, 1)))

    assert [row.claim for row in before.rows] == ["a"]
    assert [row.claim for row in after.rows] == ["a", "new"]
    assert [len(section.blocks) for section in after.sections] == [1]
    assert before.sections == ()
