"""Readers are told what they must be told, and only that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import build
from briefpress.check.disclosed import disclosed

if TYPE_CHECKING:
    from collections.abc import Mapping

METHOD = {"block": "method", "title": "Method"}
PLAN: dict[str, Any] = {"kind": "plan", "value": build.boats()}


def found(
    *items: object, blocks: tuple[Mapping[str, object], ...] = (METHOD,), **given: object
) -> list[tuple[str, str]]:
    """Return messages and severities for an audience with these disclosures; its brief prints claim `a`."""
    requires = given.pop("requires", ())
    held = build.small(
        build.claim("a", **({"value": build.boats()} | given)),
        build.audience("managers", *blocks, disclosures=items, requires=requires),
        managers=build.angle(),
    )
    return [(finding.message, finding.severity) for finding in disclosed(build.proof(held))]


def covering(*subjects: str) -> dict[str, object]:
    """Return a disclosure that covers these subjects."""
    return {"text": "Be told.", "covers": subjects}


def test_required_disclosure_must_be_there() -> None:
    """Each required subject is covered by some disclosure."""
    assert found(covering("method", "position"), requires=("position",)) == []
    assert found(covering("method"), "Plain text.", requires=("method", "position")) == [
        ("audience 'managers' requires a disclosure that covers 'position', and has none", "error")
    ]


def test_plans_need_a_disclosure() -> None:
    """Who is shown plans is told whose they are."""
    assert found(covering("forward", "method"), **PLAN) == []
    assert found(covering("method"), **PLAN) == [
        ("audience 'managers' is shown plans or forecasts, and no disclosure covers 'forward'", "error")
    ]


def test_disclosure_about_nothing_is_a_warning() -> None:
    """A caution for plans where none is printed is reported; one that also covers the method is not."""
    assert found(covering("method"), covering("forward")) == [
        ("this disclosure covers plans and forecasts, and brief 'b' prints none", "warning")
    ]
    assert found(covering("forward", "method")) == []


def test_disclosures_must_be_printed() -> None:
    """What covers something is of no use in a file alone."""
    assert found(covering("method"), blocks=()) == [("brief 'b' does not print the disclosures of 'managers'", "error")]
    assert found("Plain text.", blocks=()) == []
    assert found() == []
