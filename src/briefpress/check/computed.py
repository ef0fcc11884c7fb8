"""Every derived claim can be computed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.diagnostics import Diagnostic, error
from briefpress.model.edition import compute
from briefpress.model.quantity import Mismatch

if TYPE_CHECKING:
    from briefpress.model.edition import Library


def computed(library: Library) -> list[Diagnostic]:
    """Report derived claims whose terms have no value, or values that do not go together."""
    found = []
    for name, claim in library.claims.items():
        if claim.derived is None or name in library.values:
            continue
        place = library.place("claims", name).at("derived")
        empty = [term for term in claim.derived.terms if term not in library.values]
        for term in empty:
            # A term that is itself computed, or unknown, is reported where its own fault lies.
            item = library.claims.get(term)
            if item and not item.derived:
                message = f"claim '{name}' is computed from '{term}', which has no value"
                found.append(error("BP206", message, place))
        if not empty:
            try:
                compute(claim, library.values)
            except Mismatch as why:
                found.append(error("BP206", f"claim '{name}' cannot be computed: {why}", place))
    return found
