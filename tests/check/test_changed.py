"""A judgement that is said to have changed has changed."""

from __future__ import annotations

import pytest

import build
from briefpress.check.changed import changed
from briefpress.model.brief import Judgement


def found(before: str, why: str, **given: object) -> list[str]:
    """Return where a change of a judgement is reported."""
    judged = {**build.judgement(headline="It holds.", changed={"from": before, "why": why}), **given}
    held = build.small(managers=build.angle(judgements=(judged,)))
    return [build.spot(finding) for finding in changed(build.proof(held))]


def test_real_change_has_no_finding() -> None:
    """Another view, and the evidence that moved it."""
    assert found("It breaks", "A second source counts the boats.") == []


@pytest.mark.parametrize("before", ["It holds", "it  holds.", "So it seems."])
def test_change_from_what_it_still_says_is_found(before: str) -> None:
    """Nothing moved where the words are the same."""
    assert found(before, "A second source.") == ["briefs/b/audiences/managers/judgements/0/changed/from"]


def test_change_from_the_same_likelihood_is_found() -> None:
    """A likelihood is a view as well."""
    kind = {"kind": "prediction", "likelihood": "very-likely"}
    assert found("very likely", "A second source.", **kind) == ["briefs/b/audiences/managers/judgements/0/changed/from"]
    assert found("likely", "A second source.", **kind) == []


@pytest.mark.parametrize("why", ["It holds.", "It breaks", "So it seems"])
def test_change_without_a_reason_is_found(why: str) -> None:
    """The view itself, old or new, is no reason for it."""
    assert found("It breaks.", why) == ["briefs/b/audiences/managers/judgements/0/changed/why"]


def test_unchanged_judgement_needs_nothing() -> None:
    """Most judgements stay."""
    assert changed(build.proof(build.small())) == []


def test_change_must_carry_a_why() -> None:
    """The model asks for both halves."""
    with pytest.raises(ValueError, match="why"):
        Judgement.model_validate(build.judgement(changed={"from": "It breaks."}))
