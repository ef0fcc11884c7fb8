"""Charts carry their unit and date."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import build
from briefpress.check.measured import measured

if TYPE_CHECKING:
    from briefpress.model.claim import Claim


def found(subtitle: str, note: str | None = "As of {d:as-of}.", *claims: Claim) -> list[str]:
    """Return what is reported of a chart of a claim `d`, four boats of a day, or of these claims."""
    drawn = claims or (build.claim("d", value=build.boats()),)
    chart = {"block": "chart", "title": "C", "subtitle": subtitle, "series": "z"}
    held = build.small(
        *drawn,
        build.series("z", *({"label": one.id, "claim": one.id} for one in drawn)),
        managers=build.angle({**chart, **({"note": note} if note else {})}),
    )
    return [finding.message for finding in measured(build.proof(held))]


def test_unit_and_date_are_enough() -> None:
    """A unit in the subtitle and a date in the note pass."""
    assert found("Fleet, boats") == []


def test_missing_unit_is_found() -> None:
    """The subtitle names the unit."""
    assert found("The fleet") == ["the chart does not say that it is in boats"]


@pytest.mark.parametrize("subtitle", ["Cost, EUR", "Cost, €", "Cost in euros", "Cost, euro million"])
def test_currency_may_be_named_in_several_ways(subtitle: str) -> None:
    """Code, sign and name are all read."""
    claim = build.claim("d", value={"number": 4, "currency": "EUR"})
    assert found(subtitle, "As of {d:as-of}.", claim) == []


@pytest.mark.parametrize("subtitle", ["Growth, %", "Growth in per cent", "Percentage of the whole"])
def test_per_cent_may_be_written_out(subtitle: str) -> None:
    """A percentage is known by sign and by word."""
    claim = build.claim("d", value={"number": 4, "unit": "%"})
    assert found(subtitle, "As of {d:as-of}.", claim) == []


def test_missing_date_is_found() -> None:
    """A dated figure has its date printed beside the chart."""
    missing = ["the chart does not say of which date its figures are"]
    assert found("Fleet, boats", None) == missing
    assert found("Fleet, boats", "As counted [@d]: {d}.") == missing
    assert found("Fleet, boats", "As of {a:as-of}.") == missing


def test_undated_figure_is_called_so() -> None:
    """A figure without a date says that it has none, in subtitle or note."""
    claim = build.claim("d", value=build.boats(), as_of="undated")
    missing = ["the chart draws an undated figure and does not say so"]
    assert found("Fleet, boats", None, claim) == missing
    assert found("Fleet, boats, undated", None, claim) == []
    assert found("Fleet, boats", "The count is undated.", claim) == []


def test_words_have_no_unit() -> None:
    """A point that has only words asks for no unit."""
    assert found("Fleet", "As of {d:as-of}.", build.claim("d", value={"words": "a handful"})) == []


def test_measures_do_not_share_a_scale() -> None:
    """Boats and euros in one chart are refused even where both are named, also in a pair."""
    mixed = ["the chart draws figures of different measures on one scale"]
    boats, money = build.claim("d", value=build.boats()), build.claim("m", value={"number": 3, "currency": "EUR"})
    pair = {"block": "chart", "form": "dumbbell", "title": "C", "subtitle": "Boats, EUR", "series": "z"}
    point = {"label": "D", "claim": "d", "against": "m"}
    angle = build.angle({**pair, "note": "As of {d:as-of}."})
    held = build.small(boats, money, build.series("z", point), managers=angle)

    assert found("Boats, EUR", "As of {d:as-of}.", boats, money) == mixed
    assert [finding.message for finding in measured(build.proof(held))] == mixed
