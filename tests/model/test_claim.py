"""Claims: what each kind needs, and what it may not have."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

import build


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"kind": "plan", "holder": None}, "a claim of kind 'plan' needs a 'holder'"),
        ({"kind": "rumour", "holder": None}, "a claim of kind 'rumour' needs a 'holder'"),
        ({"due": "2026"}, "only a plan or forecast has 'due' and 'outcome'"),
        ({"outcome": {"state": "met", "noted": "2026"}}, "only a plan or forecast has 'due' and 'outcome'"),
        ({"kind": "derived"}, "a claim of kind 'derived' needs 'derived'"),
        ({"kind": "gap", "absent": ()}, "a claim of kind 'gap' needs 'absent'"),
        ({"kind": "event", "when": None}, "a claim of kind 'event' needs 'when'"),
        ({"kind": "reported", "derived": {"sum": ("b",)}}, "only a claim of kind 'derived' has 'derived'"),
        ({"absent": ("x",)}, "only a claim of kind 'gap' has 'absent'"),
        ({"when": "2025"}, "only a claim of kind 'event' has 'when'"),
        ({"derived": {"sum": ("b",)}, "value": {"words": "some"}}, "a derived value is computed, not typed"),
        ({"derived": {}}, "give one of 'sum', 'difference' and 'quotient'"),
        ({"derived": {"sum": ("b",), "quotient": ("b", "c")}}, "give one of 'sum', 'difference' and 'quotient'"),
        ({"derived": {"sum": ()}}, "a sum needs claims to add"),
        ({"kind": "gap", "absent": ("(",)}, "not a regular expression"),
        ({"kind": "gap", "absent": (7,)}, "expected a regular expression as text"),
    ],
)
def test_a_claim_fits_its_kind(fields: dict[str, object], message: str) -> None:
    """Each kind has what it needs and nothing that belongs to another."""
    with pytest.raises(ValidationError, match=message):
        build.claim(**fields)  # type: ignore[arg-type]  # an id is not among the fields


@pytest.mark.parametrize(("credibility", "fits"), [(0, False), (1, True), (6, True), (7, False)])
def test_credibility_is_on_the_scale(credibility: int, fits: bool) -> None:
    """The Admiralty scale for information runs from one to six."""
    if fits:
        assert build.claim(credibility=credibility).credibility == credibility
    else:
        with pytest.raises(ValidationError, match="credibility"):
            build.claim(credibility=credibility)


def test_a_plan_says_when_it_is_due_or_that_nobody_said() -> None:
    """Leaving `due` out is refused; none-stated is an answer."""
    with pytest.raises(ValidationError, match="a claim of kind 'plan' needs 'due', a date or none-stated"):
        type(build.claim()).model_validate(
            {
                "id": "a",
                "kind": "plan",
                "holder": "the line",
                "statement": "Something will hold.",
                "themes": ("t",),
                "as_of": "2025",
            }
        )
    assert build.claim(kind="plan", due="none-stated").due is None


def test_undated_is_said_and_not_left_out() -> None:
    """A claim has a date or says that it has none."""
    assert build.claim(as_of="undated").as_of is None
    with pytest.raises(ValidationError, match="'unknown' is not a date"):
        build.claim(as_of="unknown")


def test_the_period_is_that_of_the_value() -> None:
    """A claim covers what its value covers, and nothing without one."""
    assert str(build.claim(value=build.boats(period="2025-Q2")).period) == "2025-Q2"
    assert build.claim().period is None


def test_sources_come_once_each() -> None:
    """Two anchors in one source are one source, in the order of the evidence."""
    held = build.claim(evidence=(build.anchor("y"), build.anchor("x"), build.anchor("y", paragraph=2)))

    assert held.sources == ("y", "x")
