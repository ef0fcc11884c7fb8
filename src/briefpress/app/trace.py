"""`trace`: from a claim, a number or a source to every page it reaches, and back to the words it rests on."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from briefpress.diagnostics import suggest
from briefpress.plan.fingerprint import digest
from briefpress.plan.trace import Sheet, SourceTrace, Trace, of_source, printed_as, trace
from briefpress.record import store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from briefpress.app.desk import Opened
    from briefpress.model.edition import Library


class Unknown(Exception):
    """Something was asked for that the desk does not have."""


@dataclass(frozen=True)
class Traced:
    """What was found: claims, or a source."""

    claims: tuple[Trace, ...] = ()
    source: SourceTrace | None = None

    def plain(self) -> dict[str, object]:
        """Return plain data for machines."""
        return asdict(self.source) if self.source else {"claims": [asdict(found) for found in self.claims]}


def traced(desk: Opened, library: Library, what: str, source: str, output: Path) -> Traced:
    """Trace a claim or source by its id, or a number as it is printed; raises Unknown."""
    known = store.recorded(output)
    sheets = []
    for one in desk.printed:
        made = known.get(f"{one.brief}/{one.audience}.pdf")
        # The pages of a PDF that prints something else would mislead.
        pages = made.pages if made and made.view == digest(one.view) else {}
        sheets.append(Sheet(one.brief, one.audience, one.view, pages))
    if source or what in library.sources:
        name = source or what
        if name not in library.sources:
            hint = suggest(name, list(library.sources)) or f"the desk has {', '.join(library.sources)}"
            raise Unknown(f"no source '{name}': {hint}")
        return Traced(source=of_source(library, sheets, name))
    if what in library.claims:
        return Traced((trace(library, sheets, what),))
    names = printed_as(sheets, what) if any(char.isdigit() for char in what) else ()
    if not names:
        hint = suggest(what, [*library.claims, *library.sources]) or "give the id of a claim or source, or a number"
        raise Unknown(f"nothing printed or named '{what}': {hint}")
    return Traced(tuple(trace(library, sheets, name) for name in names))


def told(found: Traced) -> Iterator[str]:
    """Yield what was found, line by line, for a person."""
    if found.source:
        yield from _source(found.source)
    for index, one in enumerate(found.claims):
        yield from ("",) if index else ()
        yield from _claim(one)


def _claim(found: Trace) -> Iterator[str]:
    yield f"claim {found.claim}"
    yield f"  {found.statement}"
    yield "printed" if found.uses else "printed nowhere"
    for use in found.uses:
        page = f" p. {use.page}" if use.page else ""
        yield f"  {use.brief}/{use.audience}{page}: {use.where}: {use.text or 'cited'}"
    yield "rests on"
    yield from (f"  claim {term}" for term in found.terms)
    for ground in found.grounds:
        place = f" {ground.place}" if ground.place else ""
        of = f" (under {ground.claim})" if ground.claim != found.claim else ""
        yield f"  {ground.source}{place}: “{ground.exact}”{of}"
    if not found.terms and not found.grounds:
        yield "  no words of a source: it says what none of them states"
    if found.dependents:
        yield "holds up"
        yield from (f"  {one.kind} {one.id}: {one.how}" for one in found.dependents)


def _source(found: SourceTrace) -> Iterator[str]:
    yield f"source {found.source}: {found.title}"
    yield f"under {len(found.claims)} claims" if len(found.claims) != 1 else "under 1 claim"
    yield from (f"  {claim}" for claim in found.claims)
    yield from (f"  {claim} (computed)" for claim in found.computed)
    yield "a correction of it touches" if found.reissue else "a correction of it touches no brief"
    for brief in found.reissue:
        pages = f", pages {', '.join(map(str, brief.pages))}" if brief.pages else ""
        count = f"{len(brief.claims)} claim{'' if len(brief.claims) == 1 else 's'}"
        yield f"  {brief.brief}/{brief.audience}: {count}{pages}"
