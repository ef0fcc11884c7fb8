"""A conflict has different claims on its sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.diagnostics import Diagnostic, error

if TYPE_CHECKING:
    from briefpress.model.edition import Library


def sides(library: Library) -> list[Diagnostic]:
    """Report claims that stand on two sides of one conflict."""
    found = []
    for name, conflict in library.conflicts.items():
        seen: set[str] = set()
        for index, side in enumerate(conflict.sides):
            for at, claim in enumerate(side.claims):
                if claim in seen:
                    place = library.place("conflicts", name).at("sides", index, "claims", at)
                    found.append(error("BP207", f"claim '{claim}' stands on two sides of '{name}'", place))
            seen.update(side.claims)
    return found
