"""Gaps that are none."""

from __future__ import annotations

from briefpress.check.absent import absent
from build import audit, claim, filed, spot, told

TEXT = filed("Nothing here.", "The BATTERIES cost much.", "batteries again")


def test_term_that_occurs_is_reported() -> None:
    """The finding says where it is first met, and points at the term."""
    held = audit(claim(kind="gap", absent=("price of", "batter(y|ies)")), s=filed("Other."), t=TEXT)
    (found,) = absent(held)

    assert told([found]) == [("BP216", "'t' has 'BATTERIES' in paragraph 2, which 'a' says no source states")]
    assert spot(found) == "claims/a/absent/1"


def test_term_that_occurs_nowhere_is_in_order() -> None:
    """A gap that is one stays unreported, as do claims that are no gaps."""
    assert absent(audit(claim(kind="gap", absent=("price of",)), claim("b"), s=TEXT)) == []
