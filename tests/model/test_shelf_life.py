"""How claims age: by their kind, by a review date, by their sources; and what age does to confidence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from pydantic import ValidationError

import build
from briefpress.model.desk import Desk, ShelfLife

if TYPE_CHECKING:
    from briefpress.model.record import Record


def stale(*given: Record, **claim: object) -> bool:
    """Tell whether claim `x` is stale beside other records."""
    record = build.claim("x", **claim)
    held = build.small(record, *given, managers=build.angle(bottom_line="See [@x]."))
    edition = build.edition(held)
    return edition.stale(edition.claims["x"])


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ({"as_of": "2025-05-21"}, False),
        ({"as_of": "2025-05-20"}, True),
        ({"as_of": "2025-05"}, False),
        ({"kind": "opinion", "as_of": "2025-01"}, False),
        ({"kind": "opinion", "as_of": "2024-10"}, True),
        ({"kind": "rumour", "as_of": "2026-04"}, True),
        ({"kind": "event", "as_of": "2001"}, False),
        ({"kind": "definition", "as_of": "2001"}, False),
        ({"kind": "gap", "as_of": "2026-11"}, False),
        ({"kind": "plan", "as_of": "2024"}, True),
        ({"kind": "plan", "as_of": "2024", "due": "2027"}, False),
        ({"kind": "plan", "as_of": "2024", "due": "2025"}, False),
        ({"kind": "plan", "as_of": "2024", "outcome": {"state": "met", "noted": "2025"}}, False),
        ({"as_of": "2001", "review_by": "2026-12"}, False),
        ({"as_of": "2026-11", "review_by": "2026-10"}, True),
        ({"derived": {"sum": ("a", "a")}, "as_of": "2026-11"}, True),
    ],
)
def test_each_kind_has_its_shelf_life(claim: dict[str, object], expected: bool) -> None:
    """Days count from the end of its date; a due date, an outcome and a review date go first."""
    assert stale(**claim) is expected


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ({"stated": "2025-01"}, True),
        ({"not_after": "2025-01", "reason": "So."}, True),
        ({"stated": "2026-01"}, False),
        ({"not_before": "2020", "reason": "So."}, False),
    ],
)
def test_an_undated_claim_is_as_old_as_its_sources(published: dict[str, str], expected: bool) -> None:
    """Only a source that was certainly out by some day makes an undated claim old."""
    assert stale(build.source(published=published), as_of="undated") is expected


def test_settings_change_the_days() -> None:
    """Days are whole and positive, or never."""
    life = Desk.model_validate({"publication": "A", "shelf_life": {"reported": 3, "opinion": "never"}}).shelf_life
    assert (life.days("reported"), life.days("opinion"), life.days("derived")) == (3, None, None)
    for wrong in (0, "soon", 1.5):
        with pytest.raises(ValidationError):
            ShelfLife.model_validate({"reported": wrong})


def test_a_stale_claim_carries_no_high_confidence() -> None:
    """High falls to moderate, for gaps too; what is lower stays where it is."""
    given = (
        build.source("p", tier="primary", reliability="A"),
        build.source("q", reliability="B"),
        build.claim("x", as_of="2026-01", evidence=(build.anchor("p"), build.anchor("q"))),
        build.claim("g", kind="gap", as_of="2026-11"),
        build.claim("low", lowered={"to": "low", "reason": "So."}, evidence=(build.anchor("p"),)),
    )
    held = build.small(*given, managers=build.angle(bottom_line="See [@x; @g; @low]."))
    levels = {
        day: [build.edition(held, as_of=day).confidence([name]) for name in ("x", "g", "low")]
        for day in (date(2026, 11, 22), date(2028, 1, 1))
    }
    assert list(levels.values()) == [["high", "high", "low"], ["moderate", "moderate", "low"]]
    assert build.edition(held).ceiling(["low"]) == "moderate"


def test_without_a_shelf_life_nothing_ages() -> None:
    """`never` holds for every claim of its kind."""
    desk = Desk.model_validate({"publication": "A", "shelf_life": {"reported": "never"}})
    edition = build.edition(replace(build.small(), desk=desk), as_of=date(2099, 1, 1))
    assert not edition.stale(edition.claims["a"])
