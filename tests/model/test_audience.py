"""Audiences: what they require, avoid and are told."""

from __future__ import annotations

import pytest

import build
from briefpress.model.audience import Pages


def test_disclosure_is_plain_text_or_says_what_it_covers() -> None:
    """Plain text covers nothing that anybody requires."""
    plain, covering = build.audience(
        "managers", disclosures=("Told.", {"text": "Told too.", "covers": ("position",)})
    ).disclosures
    assert (plain.text, plain.covers) == ("Told.", ())
    assert (covering.text, covering.covers) == ("Told too.", ("position",))


@pytest.mark.parametrize(
    "given",
    [
        {"disclosures": ({"covers": ("position",)},)},
        {"disclosures": ({"text": "Told.", "covers": ("luck",)},)},
        {"disclosures": (4,)},
        {"requires": ("luck",)},
        {"budget": {"pages": 2, "sentence": 4}},
    ],
)
def test_what_makes_no_sense_is_refused(given: dict[str, object]) -> None:
    """A disclosure has text, subjects are known, and nobody writes in fours."""
    with pytest.raises(ValueError, match="validation error"):
        build.audience("managers", **given)


def test_budget_is_one_number_or_one_for_each_paper() -> None:
    """Letter paper is shorter than A4, so a brief may need a page more on it."""
    assert (Pages.model_validate(6).on("a4"), Pages.model_validate(6).on("letter")) == (6, 6)
    both = Pages.model_validate({"a4": 6, "letter": 7})
    assert (both.on("a4"), both.on("letter")) == (6, 7)
