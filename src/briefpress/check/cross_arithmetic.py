"""What is computed and what is reported of one metric agree, or the desk says why not."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING

from briefpress.check.spans import apart, declared, reach
from briefpress.diagnostics import Diagnostic, warning

if TYPE_CHECKING:
    from briefpress.check.proof import Proof

_TOLERATED = Decimal("0.1")


def cross_arithmetic(proof: Proof) -> list[Diagnostic]:
    """Report computed values that lie more than a tenth from another claim of the same metric and entities."""
    library, found = proof.library, []
    known = declared(library.conflicts)
    alike: dict[tuple[object, ...], list[str]] = {}
    for name, value in library.values.items():
        claim = library.claims[name]
        if claim.metric:
            alike.setdefault((claim.metric, frozenset(claim.entities), value.measure), []).append(name)
    for names in alike.values():
        for one, other in combinations(names, 2):
            derived = other if library.claims[other].derived else one
            if not library.claims[derived].derived or {one, other} in known:
                continue
            left, right = reach(library.values[one]), reach(library.values[other])
            if left and right and apart(left, right) > _TOLERATED:
                message = f"computed '{derived}' is more than a tenth off '{other if derived == one else one}'"
                hint = "look at the terms, give it a metric of its own, or declare a conflict"
                found.append(warning("BP329", message, library.place("claims", derived).at("derived"), help=hint))
    return found
