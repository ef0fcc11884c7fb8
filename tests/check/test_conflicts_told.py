"""Conflicts are declared, are about one thing, and are seen by every reader of a contested claim."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from msgspec import structs

import build
from briefpress.check.conflict_scope import conflict_scope
from briefpress.check.contested_unmarked import contested_unmarked
from briefpress.check.corroboration import corroboration
from briefpress.check.undeclared_conflict import undeclared_conflict

if TYPE_CHECKING:
    from briefpress.model.record import Record

METRIC = {"metric": "boats", "entities": ("Pier",)}


def undeclared(one: dict[str, object], other: dict[str, object], *records: Record) -> int:
    """Return how many undeclared conflicts there are between two claims of one metric."""
    left, right = (build.claim(name, **{**METRIC, **given}) for name, given in (("x", one), ("y", other)))
    held = build.small(left, right, *records)
    return len(undeclared_conflict(build.proof(held)))


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ({"number": 4}, {"number": 5}, 1),
        ({"number": 4}, {"number": 4}, 0),
        ({"low": 4, "high": 6}, {"low": 4, "high": 6}, 0),
        ({"low": 4, "high": 6}, {"number": 7}, 1),
        ({"number": 100, "bound": "about"}, {"number": 108}, 0),
        ({"number": 100, "bound": "nearly"}, {"number": 93}, 0),
        ({"number": 100, "bound": "nearly"}, {"number": 105}, 1),
        ({"number": 100, "bound": "up-to"}, {"number": 3}, 0),
        ({"number": 100, "bound": "at-least"}, {"number": 300}, 0),
        ({"number": 100, "bound": "over"}, {"number": 90}, 1),
        ({"number": 1, "scale": "k"}, {"number": 1200}, 0),
        ({"number": 21, "scale": "bn"}, {"number": 22, "scale": "bn"}, 1),
        ({"number": 48, "currency": "EUR"}, {"number": Decimal("48.39"), "currency": "EUR"}, 0),
        ({"words": "many"}, {"number": 5}, 0),
        ({"number": 4, "period": "2024"}, {"number": 5, "period": "2025"}, 0),
        ({"number": 4, "period": "2025"}, {"number": 5, "period": "2025"}, 1),
    ],
)
def test_values_that_cannot_both_hold_are_a_conflict(
    one: dict[str, object], other: dict[str, object], found: int
) -> None:
    """Rounding, ranges and bounds may let values agree; other periods are other facts."""
    left, right = ({**({} if "currency" in value else {"unit": "boats"}), **value} for value in (one, other))
    assert undeclared({"value": left}, {"value": right}) == found


def test_one_source_that_gives_a_range_and_a_number_in_it_says_two_things() -> None:
    """Two sources may see one thing more or less closely; one source that does both is told with a conflict."""
    spread: dict[str, object] = {"value": {"low": 4, "high": 6, "unit": "boats"}}
    flat: dict[str, object] = {"value": {"number": 6, "unit": "boats"}}
    ceiling: dict[str, object] = {"value": {"number": 6, "unit": "boats", "bound": "up-to"}}
    elsewhere = {"evidence": (build.anchor(source="other"),)}

    assert undeclared(spread, flat) == 1
    assert undeclared(spread, ceiling) == 0
    assert undeclared(spread, {**flat, **elsewhere}, build.source("other")) == 0


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ({"as_of": "2025"}, {"as_of": "2025-03"}, 1),
        ({"as_of": "2024"}, {"as_of": "2025"}, 0),
        ({"as_of": "undated"}, {"as_of": "2025"}, 0),
        ({"as_of": "undated"}, {"as_of": "undated"}, 1),
        ({}, {"kind": "plan"}, 0),
        ({"kind": "plan"}, {"kind": "forecast"}, 1),
        ({"kind": "opinion"}, {"kind": "rumour"}, 0),
        ({}, {"supersedes": ("x",)}, 0),
        ({}, {"entities": ("Quay",)}, 0),
        ({}, {"metric": "ships"}, 0),
    ],
)
def test_claims_that_speak_of_one_thing_are_compared(
    one: dict[str, object], other: dict[str, object], found: int
) -> None:
    """One time, one way of speaking, the same entities and metric, and none replacing the other."""
    assert undeclared({"value": build.boats(4), **one}, {"value": build.boats(5), **other}) == found


def test_a_declared_conflict_is_enough() -> None:
    """Claims that stand in one conflict, of either kind, are not reported."""
    four: dict[str, object] = {"value": build.boats(4)}
    five: dict[str, object] = {"value": build.boats(5)}
    for kind in ("contradiction", "scope"):
        assert undeclared(four, five, build.conflict("c", ("x", "One."), ("y", "Two."), kind=kind)) == 0
    assert undeclared(four, five, build.conflict("c", ("x", "One."), ("a", "Two."))) == 1


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ({}, {}, ""),
        ({"value": build.boats(4)}, {"value": build.boats(5)}, ""),
        ({"value": build.boats(4)}, {"value": build.boats(4)}, "'x' and 'y' have the same value"),
        ({"value": build.boats(4)}, {"value": {"number": 4, "unit": "piers"}}, "'x' and 'y' are not measured alike"),
        ({"metric": "m"}, {"metric": "n"}, "metrics 'm' and 'n'"),
        ({"metric": "m"}, {}, ""),
        ({"entities": ("A", "B")}, {"entities": ("B",)}, ""),
        ({"entities": ("A",)}, {"entities": ("B",)}, "'x' and 'y' share no entity"),
        (
            {"value": build.boats(4, period="2024")},
            {"value": build.boats(5, period="2025-Q1")},
            "periods 2024 and 2025-Q1",
        ),
        ({"value": build.boats(4, period="2025")}, {"value": build.boats(5, period="2025-Q1")}, ""),
        ({"value": build.boats(4, period="2025")}, {"value": build.boats(5)}, ""),
    ],
)
def test_a_contradiction_is_about_one_thing(one: dict[str, object], other: dict[str, object], why: str) -> None:
    """Claims that can both hold differ in scope; a conflict of scope is taken as it is."""
    claims = build.claim("x", **one), build.claim("y", **other)
    sides = ("x", "One."), ("y", "Two.")
    held = build.small(*claims, build.conflict("c", *sides))
    expected = [("BP242", f"contradiction 'c' is of different things: {why}")] if why else []
    assert build.told(conflict_scope(build.proof(held))) == expected
    assert conflict_scope(build.proof(build.small(*claims, build.conflict("c", *sides, kind="scope")))) == []


def test_a_contested_claim_is_marked_for_every_reader() -> None:
    """A contradiction that an audience may not see leaves its claims unmarked there, and that is an error."""
    given = (
        build.claim("b", value=build.boats(5)),
        build.claim("sum", derived={"sum": ("a", "b")}),
        build.conflict("c", only=("owners",)),
        build.conflict("d", kind="scope", only=("owners",)),
    )
    angle = build.angle(bottom_line="There are {sum}.")
    held = build.small(*given, managers=angle, owners=build.angle())
    found = contested_unmarked(build.proof(held))
    assert [one.message for one in found] == [
        f"contested claim '{name}' is printed for audience 'managers' without its mark" for name in ("a", "sum", "b")
    ]
    assert {build.spot(one) for one in found} == {"conflicts/c/only"}
    open_to_all = build.conflict("c")
    assert contested_unmarked(build.proof(build.small(*given[:2], open_to_all, managers=angle))) == []


def test_a_key_figure_without_its_mark_is_found() -> None:
    """Key figures, text and rows are looked at one by one."""
    held = build.small(build.claim("b", value=build.boats(5)), build.conflict("c"))
    proof = build.proof(held)
    (printed,) = proof.printed
    front = printed.view.front
    bare = structs.replace(front, figures=tuple(structs.replace(figure, marks=()) for figure in front.figures))
    forged = replace(printed, view=structs.replace(printed.view, front=bare))
    (finding,) = contested_unmarked(replace(proof, printed=(forged,)))
    assert build.spot(finding) == "conflicts/c/id"


@pytest.mark.parametrize(
    ("credibility", "origins", "tier", "found"),
    [
        (1, ("one", "one"), "primary", 1),
        (1, ("one", "two"), "secondary", 0),
        (2, ("one", "one"), "secondary", 1),
        (2, ("one",), "primary", 0),
        (2, ("one", "two"), "secondary", 0),
        (3, ("one",), "secondary", 0),
        (None, ("one",), "secondary", 0),
    ],
)
def test_repetition_is_not_corroboration(
    credibility: int | None, origins: tuple[str, ...], tier: str, found: int
) -> None:
    """Confirmed needs independent origins; probably true needs them or a primary source."""
    sources = [build.source(f"s{at}", origin=origin, tier=tier) for at, origin in enumerate(origins)]
    evidence = tuple(build.anchor(source.id) for source in sources)
    held = build.small(*sources, build.claim("x", credibility=credibility, evidence=evidence))
    assert len(corroboration(build.proof(held))) == found


def test_a_gap_needs_no_origin() -> None:
    """What no source states is verified by searching them all."""
    assert corroboration(build.proof(build.small(build.claim("g", kind="gap", credibility=1)))) == []
