"""A chart's message is backed by its data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import build
from briefpress.check.asserted import asserted
from briefpress.model.blocks.chart import Assertion

if TYPE_CHECKING:
    from briefpress.diagnostics import Diagnostic

VALUES: dict[str, dict[str, object]] = {
    "few": build.boats(2),
    "some": build.boats(None, low=3, high=5),
    "most": build.boats(20, bound="up-to"),
    "said": {"words": "a handful"},
}


def found(*asserts: dict[str, object], points: tuple[str, ...] = tuple(VALUES)) -> list[Diagnostic]:
    """Return what is reported of a chart of these claims that asserts this."""
    chart = {"block": "chart", "title": "C", "subtitle": "Boats", "series": "z", "asserts": asserts}
    return asserted(
        build.proof(
            build.small(
                *(build.claim(name, value=value) for name, value in VALUES.items()),
                build.series("z", *({"label": name, "claim": name} for name in points)),
                managers=build.angle(chart),
            )
        )
    )


@pytest.mark.parametrize(
    "assertion",
    [
        {"largest": "most"},
        {"smallest": "few"},
        {"greater": ("some", "few")},
        {"sum_greater": (("some", "most"), "most")},
        {"share": {"of": ("most",), "at_least": 70}},
        {"ceiling": "most"},
        {"in_words": "said"},
        {"rising": True},
    ],
)
def test_what_the_data_bear_out_has_no_finding(assertion: dict[str, object]) -> None:
    """Every word of the vocabulary can be true."""
    assert found(assertion) == []


@pytest.mark.parametrize(
    "assertion",
    [
        {"largest": "some"},
        {"largest": "said"},
        {"smallest": "some"},
        {"greater": ("few", "some")},
        {"greater": ("some", "said")},
        {"sum_greater": (("few", "some"), "most")},
        {"share": {"of": ("most",), "at_least": 75}},
        {"ceiling": "few"},
        {"in_words": "few"},
        {"falling": True},
    ],
)
def test_what_they_do_not_is_found_at_its_word(assertion: dict[str, object]) -> None:
    """Every word of the vocabulary can be false; a range counts by the end that speaks against it."""
    (word,) = assertion
    (finding,) = found({"largest": "most"}, assertion)
    assert build.told([finding]) == [("BP362", f"the data do not bear out '{word}'")]
    assert build.spot(finding) == f"briefs/b/audiences/managers/sections/body/0/asserts/1/{word}"


def test_ranges_that_touch_are_not_ordered() -> None:
    """A range must hold at either end."""
    assert len(found({"largest": "some"}, points=("few", "some"))) == 0
    assert len(found({"rising": True}, points=("some", "few"))) == 1
    assert len(found({"falling": True}, points=("some", "few"))) == 0


def test_one_point_neither_rises_nor_falls() -> None:
    """A trend needs two figures."""
    assert len(found({"rising": True}, points=("few", "said"))) == 1


def test_chart_that_asserts_nothing_is_found() -> None:
    """A title is a message, so something must back it."""
    (finding,) = found()
    assert build.spot(finding) == "briefs/b/audiences/managers/sections/body/0/title"


def test_claim_outside_the_chart_proves_nothing() -> None:
    """A chart can only show what it draws."""
    (finding,) = found({"largest": "most"}, points=("few", "some"))
    assert finding.message == "claim 'most' is not drawn in this chart"


@pytest.mark.parametrize("given", [{}, {"largest": "a", "smallest": "b"}, {"largest": None}])
def test_one_thing_is_asserted_at_a_time(given: dict[str, object]) -> None:
    """An entry of the list has one word."""
    with pytest.raises(ValueError, match="give one thing to assert"):
        Assertion.model_validate(given)
