"""Waivers: findings that the desk accepts for a while, and what becomes of the waivers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from pydantic import ValidationError

import build
from briefpress.check import prove
from briefpress.check.waivers import waived
from briefpress.diagnostics import Diagnostic, Place, Span, error
from briefpress.model.waiver import Waiver

if TYPE_CHECKING:
    from briefpress.check.proof import Proof

CLAIM = Place("content/claims/all.yaml", (3,))
ELSEWHERE = Place("content/claims/all.yaml", (4, "statement"))


def waiver(id: str = "w", **given: object) -> Waiver:
    """Return a waiver of BP231 for claim `a`, in force on the day of the tests."""
    return Waiver.model_validate(
        {
            "id": id,
            "code": "BP231",
            "record": "claims/a",
            "reason": "Under review.",
            "until": "2026-11-22",
            **given,
        }
    )


def proof(*waivers: Waiver) -> Proof:
    """Return a proof of a small library with waivers, whose claim `a` stands in a file with others."""
    held = build.small()
    places = {**held.places, ("claims", "a"): CLAIM} | {
        ("waivers", one.id): Place(f"waivers/{one.id}") for one in waivers
    }
    return build.proof(replace(held, waivers={one.id: one for one in waivers}, places=places))


def left(findings: list[Diagnostic], *waivers: Waiver) -> list[tuple[str, str]]:
    """Return code and place of the findings that are left."""
    return [(finding.code, build.spot(finding)) for finding in waived(findings, proof(*waivers))]


def test_a_waiver_covers_its_finding_anywhere_in_its_record() -> None:
    """The finding of that code inside that record is left out, and no other is."""
    findings = [
        error("BP231", "weak", CLAIM.at("evidence", 0)),
        error("BP232", "other", CLAIM.at("evidence", 0)),
        error("BP231", "weak", ELSEWHERE),
    ]

    assert left(findings, waiver()) == [
        ("BP232", "content/claims/all.yaml/3/evidence/0"),
        ("BP231", "content/claims/all.yaml/4/statement"),
    ]


def test_a_finding_about_a_file_is_in_no_record() -> None:
    """A span is not a place inside a record, so no waiver covers it."""
    finding = error("BP231", "weak", Span("content/claims/all.yaml", 1, 1, 1, 2))

    assert [one.code for one in waived([finding], proof(waiver()))] == ["BP231", "BP391"]


def test_a_waiver_that_ran_out_covers_nothing() -> None:
    """After its last day the finding is back, and the waiver is an error of its own."""
    found = waived([error("BP231", "weak", CLAIM)], proof(waiver(until="2026-11-21")))

    assert [(one.code, one.severity) for one in found] == [("BP231", "error"), ("BP390", "error")]
    assert found[1].message == "waiver 'w' ran out on 2026-11-21"
    assert build.spot(found[1]) == "waivers/w/until"


def test_one_waiver_in_force_is_enough() -> None:
    """A second waiver that ran out does not bring the finding back."""
    found = left([error("BP231", "weak", CLAIM)], waiver("old", until="2025"), waiver("new"))

    assert found == [("BP390", "waivers/old/until")]


@pytest.mark.parametrize("record", ["claims/a", "claims/nowhere"])
def test_a_waiver_for_nothing_is_a_warning(record: str) -> None:
    """A waiver that covers no finding is only in the way."""
    (finding,) = waived([], proof(waiver(record=record)))

    assert (finding.code, finding.severity, build.spot(finding)) == ("BP391", "warning", "waivers/w/id")


def test_proofs_are_waived() -> None:
    """What every check of the proofs finds goes through the waivers."""
    codes = {finding.code for finding in prove(proof(waiver(until="2025")))}

    assert "BP390" in codes


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"code": "231"}, "expected the code of a check, such as BP231"),
        ({"code": 231}, "expected the code of a check, such as BP231"),
        ({"record": "a"}, "expected a folder and an id, such as claims/capex-plan"),
        ({"record": 7}, "expected a folder and an id, such as claims/capex-plan"),
    ],
)
def test_a_waiver_names_a_check_and_a_record(fields: dict[str, object], message: str) -> None:
    """Anything else would cover nothing, or too much."""
    with pytest.raises(ValidationError, match=message):
        waiver(**fields)  # type: ignore[arg-type]  # an id is not among the fields
