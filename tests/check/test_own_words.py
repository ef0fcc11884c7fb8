"""Words copied from a source."""

from __future__ import annotations

import pytest

from briefpress.check.own_words import own_words
from build import audit, claim, filed, spot, told

TEXT = filed("At the end of the year, the Harbour has seven berths in use.")


@pytest.mark.parametrize(("key", "other"), [("statement", {}), ("note", {"statement": "It has some."})])
def test_seven_words_in_a_row_are_reported(key: str, other: dict[str, str]) -> None:
    """Capitals and punctuation do not hide a copy; the finding points at the words."""
    given = {**other, key: "We know: the year the harbour has Seven berths."}
    (found,) = own_words(audit(claim(**given), s=TEXT))

    assert told([found]) == [("BP215", f"the {key} of 'a' has 7 words in a row from 's'")]
    assert spot(found) == f"claims/a/{key}@the year the harbour has Seven berths"


@pytest.mark.parametrize(
    "statement",
    [
        "The year the harbour has seven quays.",
        "The year the harbour has {value} seven berths in use.",
        "It is so.",
    ],
)
def test_six_words_or_a_value_between_are_in_order(statement: str) -> None:
    """Shorter runs cannot be helped, and a printed value breaks a run."""
    assert own_words(audit(claim(statement=statement), s=TEXT)) == []
