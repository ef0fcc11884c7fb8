"""A scenario says what would set it off and what would show it, and never what a share is worth then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.check.reading import worded
from briefpress.check.text import parts
from briefpress.check.voice import finder
from briefpress.diagnostics import Diagnostic, error
from briefpress.model.blocks.argued import Scenario
from briefpress.model.record import ClaimRef, Line, find

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.check.proof import Proof
    from briefpress.diagnostics import Place

_RATED = finder(
    (
        *("price target", "target price", "price objective", "undervalued", "overvalued", "overweight", "underweight"),
        *("outperform", "underperform", "buy rating", "sell rating", "hold rating"),
    )
)


def price_targets(proof: Proof) -> list[Diagnostic]:
    """Report scenarios that rate a security or put a price on it, in their words or by a claim they list."""
    found = []
    for text, place in _texts(proof):
        if match := _RATED.search(text):
            message = f"'{match[0]}' rates a security, and a scenario does not"
            hint = "say what would set the case off and which sign would show it"
            found.append(error("BP336", message, place, help=hint))
    return list(dict.fromkeys(found))


def _texts(proof: Proof) -> Iterator[tuple[str, Place]]:
    """Yield what scenarios say themselves, and what the claims for and against them state."""
    for printed in proof.printed:
        for part, place in parts(proof.library, proof.library.briefs[printed.brief], printed.audience):
            for path, scenario in find(part, Scenario, printed.audience):
                for inner, line in find(scenario, Line):
                    yield worded(line), place.at(*path, *inner)
                for inner, claim in find(scenario, ClaimRef):
                    yield proof.library.claims[claim].statement, place.at(*path, *inner)
