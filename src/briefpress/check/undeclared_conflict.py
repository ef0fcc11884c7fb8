"""Claims that give one metric different values are declared as a conflict, or one of them supersedes the other."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from briefpress.check.spans import apart, declared, reach, worded_apart
from briefpress.diagnostics import Diagnostic, Label, error

if TYPE_CHECKING:
    from briefpress.check.proof import Proof
    from briefpress.model.claim import Claim, ClaimKind
    from briefpress.model.quantity import Quantity

_GROUPS: dict[ClaimKind, str] = {
    "reported": "fact",
    "event": "fact",
    "definition": "fact",
    "plan": "ahead",
    "forecast": "ahead",
}
"""A plan and what came of it are no contradiction, so only claims that speak alike are compared."""


def undeclared_conflict(proof: Proof) -> list[Diagnostic]:
    """Report pairs of claims that cannot both hold and stand in no conflict together."""
    library, found = proof.library, []
    known = declared(library.conflicts)
    alike: dict[tuple[object, ...], list[tuple[Claim, Quantity]]] = {}
    for claim in library.claims.values():
        if claim.metric and claim.value:
            alike.setdefault(_key(claim, claim.value), []).append((claim, claim.value))
    for claims in alike.values():
        for (one, left), (other, right) in combinations(claims, 2):
            if _together(one, other) and _differ(one, other, left, right) and {one.id, other.id} not in known:
                message = f"'{other.id}' and '{one.id}' give one metric different values, and no conflict says so"
                place = library.place("claims", other.id).at("value")
                label = Label(library.place("claims", one.id).at("value"), "the other value")
                hint = "declare a conflict with both, or name the older one under 'supersedes'"
                found.append(error("BP241", message, place, help=hint, others=(label,)))
    return found


def _key(claim: Claim, value: Quantity) -> tuple[object, ...]:
    period = (value.period.first, value.period.last) if value.period else None
    return claim.metric, frozenset(claim.entities), value.measure, _GROUPS.get(claim.kind, claim.kind), period


def _differ(one: Claim, other: Claim, left: Quantity, right: Quantity) -> bool:
    if one.id in other.supersedes or other.id in one.supersedes:
        return False
    if set(one.sources) & set(other.sources) and worded_apart(left, right):
        # Two sources may round differently; one that gives a range and a number inside it says two things.
        return True
    near, far = reach(left), reach(right)
    return bool(near and far and apart(near, far))


def _together(one: Claim, other: Claim) -> bool:
    """Tell whether two claims speak of one time: a period they share, or days that may be the same."""
    if one.period or one.as_of is None or other.as_of is None:
        return bool(one.period) or one.as_of is other.as_of
    return one.as_of.first <= other.as_of.last and other.as_of.first <= one.as_of.last
