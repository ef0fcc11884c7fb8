"""A contradiction is between claims about the same thing; otherwise it is a difference of scope."""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING

from briefpress.diagnostics import Diagnostic, error

if TYPE_CHECKING:
    from briefpress.check.proof import Proof
    from briefpress.model.claim import Claim
    from briefpress.model.edition import Library


def conflict_scope(proof: Proof) -> list[Diagnostic]:
    """Report contradictions between claims that can both hold, each conflict once."""
    library, found = proof.library, []
    for name, conflict in library.conflicts.items():
        if conflict.kind != "contradiction":
            continue
        pairs = (pair for left, right in combinations(conflict.sides, 2) for pair in product(left.claims, right.claims))
        why = next((why for one, other in pairs if (why := _apart(library, one, other))), "")
        if why:
            hint = "make it 'kind: scope', or correct the claims"
            place = library.place("conflicts", name).at("kind")
            found.append(error("BP242", f"contradiction '{name}' is of different things: {why}", place, help=hint))
    return found


def _apart(library: Library, one: str, other: str) -> str:
    left, right = library.claims[one], library.claims[other]
    if left.metric and right.metric and left.metric != right.metric:
        return f"metrics '{left.metric}' and '{right.metric}'"
    if left.entities and right.entities and not set(left.entities) & set(right.entities):
        return f"'{one}' and '{other}' share no entity"
    values = library.values.get(one), library.values.get(other)
    if values[0] and values[1]:
        if values[0].measure != values[1].measure:
            return f"'{one}' and '{other}' are not measured alike"
        if values[0] == values[1]:
            return f"'{one}' and '{other}' have the same value"
    return _times(left, right)


def _times(one: Claim, other: Claim) -> str:
    left, right = one.period, other.period
    if left and right and (left.last < right.first or right.last < left.first):
        return f"periods {left} and {right}"
    return ""
