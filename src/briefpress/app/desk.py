"""Finding a desk and reading it, as every verb begins."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from briefpress.app.composed import Composed
from briefpress.app.depot import depot
from briefpress.check import check, prove
from briefpress.check.embargo import embargo
from briefpress.check.proof import Printed, Proof
from briefpress.diagnostics import Diagnostic, failed, in_order
from briefpress.load.desk import Files, load
from briefpress.model.day import Day
from briefpress.model.imprint import Since
from briefpress.model.record import AudienceRef
from briefpress.plan.changes import changes, dropped, unexplained
from briefpress.record.depot import Shelf, shelf
from briefpress.record.sums import Sums
from briefpress.select.edition import select
from briefpress.view.compose import compose
from briefpress.view.imprint import imprint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from briefpress.model.edition import Library
    from briefpress.model.manifest import Pair
    from briefpress.record.depot import Depot


class Changed(Exception):
    """A brief is no longer what it was when it was proved, moments ago."""

    def __init__(self, brief: str) -> None:
        super().__init__(f"brief '{brief}' was edited while it was read; nothing was written: run it again")


@dataclass(frozen=True)
class Opened:
    """A desk that was read: its Library, if it has one, and everything wrong with it."""

    root: Path
    files: Files
    library: Library | None
    findings: list[Diagnostic]
    day: Day
    """The day for which it was read; it knows until when all this stays as it is."""
    printed: tuple[Printed, ...] = ()
    shelf: Shelf = field(default_factory=Shelf)
    """The editions that were issued before."""
    sums: Sums = field(default_factory=Sums)
    """What is known of files without reading them."""

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """Every brief with each audience that it is printed for, in the order of the files."""
        return tuple((one.brief, one.audience) for one in self.printed)

    def composed(self, pair: Pair) -> Composed | None:  # noqa: ARG002 - a desk read in full composed it
        """Return what is known of a View without composing it."""
        return None

    def of(self, chosen: Sequence[Pair]) -> tuple[Library, tuple[Printed, ...]]:
        """Return the proofs of pairs, and a Library that holds their briefs."""
        held = {(one.brief, one.audience): one for one in self.printed}
        if self.library is None:
            raise LookupError(chosen)
        return self.library, tuple(held[pair] for pair in chosen)

    def told(self, chosen: Sequence[Pair]) -> dict[Pair, Composed]:
        """Return what is known of Views, composed where nothing is; raises Changed."""
        known = {pair: one for pair in chosen if (one := self.composed(pair))}
        left = [pair for pair in chosen if pair not in known]
        fresh = self.of(left)[1] if left else ()
        known |= {(one.brief, one.audience): Composed.of(one) for one in fresh}
        return {pair: known[pair] for pair in chosen}

    def remember(self) -> None:
        """Keep what is known for the next run; a desk read in full keeps nothing."""

    @property
    def sound(self) -> Library | None:
        """The Library if nothing is wrong with it."""
        return None if failed(self.findings) else self.library


def opened(root: Path, as_of: date, output: Path | None = None, kept: Depot | None = None) -> Opened:
    """Read a desk and check it for a date, as far as its files can be read; raises Unavailable.

    What changed is told against the editions that are kept, by default where the desk says.
    """
    before, day = shelf(kept or depot(root, output or root / "output")), Day.of(as_of)
    library, findings = load(root)
    # With a record missing, every reference to it would be reported as well: one cause, one error.
    if library and not failed(findings):
        findings = [*findings, *check(library)]
    printed: tuple[Printed, ...] = ()
    if library and not failed(findings):
        findings = [*findings, *embargo(library, day)]
    if library and not failed(findings):
        # What is under embargo is not there for anything that comes after.
        current = library.released(day)
        printed = tuple(proof(library, current, pair, day, before) for pair in pairs(current))
        findings = [*findings, *prove(Proof(current, day, printed)), *unexplained_in(current, printed)]
    files = Files(root)
    findings = in_order([*files.resolved(findings), *before.findings])
    return Opened(root, files, library, findings, day, printed, before)


def pairs(library: Library) -> Iterator[Pair]:
    """Yield every brief with each audience that it serves."""
    yield from ((brief.id, reader) for brief in library.briefs.values() for reader in brief.audiences)


def proofs(library: Library, as_of: date) -> Iterator[Printed]:
    """Select and compose every brief for every audience it serves, as if nothing had been issued before."""
    for pair in pairs(library):
        yield proof(library, library, pair, Day.of(as_of), Shelf())


def proof(library: Library, current: Library, pair: Pair, as_of: Day, issued: Shelf) -> Printed:
    """Select and compose a brief; what it prints is known only then, and what changed is composed with it again."""
    brief, reader = pair
    edition = select(current, current.briefs[brief], current.audiences[reader], as_of=as_of, issued=as_of.plain)
    view = compose(edition)
    if before := issued.last.get(pair):
        held = current.shown(reader).claims.keys()
        edition = replace(edition, dropped=dropped(before.imprint, view, held))
        found = changes(before.imprint, imprint(edition, view), library.claims.keys() - held)
        since = Since(
            number=before.number, issued=before.issued.isoformat(), withdrawn=issued.withdrawn(pair), changes=found
        )
        edition = replace(edition, since=since)
        view = compose(edition)
    return Printed(brief, reader, edition, view)


def unexplained_in(library: Library, printed: Iterable[Printed]) -> Iterator[Diagnostic]:
    """Yield the judgements that moved since the edition before, and do not say why."""
    for one in printed:
        if one.edition.since:
            place = library.place("briefs", one.brief).at("audiences", one.audience)
            names = tuple(
                judgement.id for judgement in library.briefs[one.brief].audiences[AudienceRef(one.audience)].judgements
            )
            yield from unexplained(one.edition.since, place, names)
