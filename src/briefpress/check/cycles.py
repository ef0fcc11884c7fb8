"""No claim supersedes itself or is computed from itself, however long the way round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.diagnostics import Diagnostic, error

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefpress.model.edition import Library


def cycles(library: Library) -> list[Diagnostic]:
    """Report each cycle once, at the claim with the first name."""
    supersedes = {name: claim.supersedes for name, claim in library.claims.items()}
    derived = {name: claim.derived.terms for name, claim in library.claims.items() if claim.derived}
    found = []
    for links, key, says in (
        (supersedes, "supersedes", "supersedes itself"),
        (derived, "derived", "is computed from itself"),
    ):
        for cycle in _cycles(links):
            way = " → ".join((*cycle, cycle[0]))
            place = library.place("claims", cycle[0]).at(key)
            found.append(error("BP205", f"claim '{cycle[0]}' {says}: {way}", place, help="remove one of these links"))
    return found


def _cycles(links: Mapping[str, tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return the cycles of a graph, each beginning with its first name, without recursion: chains may be long."""
    cycles: dict[tuple[str, ...], None] = {}
    done: set[str] = set()
    for start in sorted(links):
        # The way from the start, each name with what is still to be tried from it.
        trail: dict[str, Iterator[str]] = {} if start in done else {start: iter(links[start])}
        while trail:
            last = next(reversed(trail))
            name = next(trail[last], None)
            if name is None:
                del trail[last]
                done.add(last)
            elif name in trail:
                way = list(trail)
                loop = way[way.index(name) :]
                first = loop.index(min(loop))
                cycles[tuple(loop[first:] + loop[:first])] = None
            elif name not in done:
                trail[name] = iter(links.get(name, ()))
    return list(cycles)
