"""`plan`: what a build would make and a publish would issue, and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefpress.app.artifact import Style, jobs, standing
from briefpress.app.build import AT_ONCE, wanted_pairs
from briefpress.app.publish import Order, next_number, refusal, unchanged
from briefpress.diagnostics import counted
from briefpress.emit.templates import Templates
from briefpress.model.manifest import name
from briefpress.plan.fingerprint import together
from briefpress.plan.reasons import reasons
from briefpress.record import store

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from briefpress.app.build import Wanted
    from briefpress.app.desk import Opened
    from briefpress.model.edition import Library
    from briefpress.model.manifest import Pair


@dataclass
class Planned:
    """What would be done, and why; nothing where nothing would."""

    artifacts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Why each artifact would be made; one that stands as it would be made has no reasons."""
    editions: dict[str, str] = field(default_factory=dict)
    """What each edition to come would say, or why there would be none."""

    def plain(self) -> dict[str, object]:
        """Return plain data for machines."""
        return {"artifacts": {name: list(why) for name, why in self.artifacts.items()}, "editions": self.editions}

    def told(self) -> Iterator[str]:
        """Yield what would be done, line by line, for a person."""
        for artifact, why in self.artifacts.items():
            yield f"{artifact}: {'would be made' if why else 'unchanged'}"
            yield from (f"  {reason}" for reason in why)
        yield from (f"{edition}: {what}" for edition, what in self.editions.items())


def plan(desk: Opened, library: Library, wanted: Wanted, output: Path, today: date) -> Planned:
    """Return what would be done for the wanted briefs, and do nothing; raises Unknown and Changed."""
    chosen, files = wanted_pairs(desk, library, wanted), Templates.of(desk.root).digests()
    done = Planned(dict(_artifacts(desk, chosen, Style(wanted.formats, wanted.paper), output, files)))
    for pair, composed in desk.told(chosen).items():
        refused = refusal(pair, desk, library, today)
        why = refused.message if refused else unchanged(pair, composed, desk, Order(wanted), files)
        news = "the first" if composed.changes is None else counted(composed.changes, "change")
        if why:
            done.editions["/".join(pair)] = f"no new edition: {why}"
        else:
            done.editions[name(pair, next_number(pair, desk))] = f"would be issued: {news}"
    return done


def _artifacts(
    desk: Opened, chosen: Sequence[Pair], style: Style, output: Path, files: Mapping[str, str]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield why each artifact would be made; those that stand are not composed."""
    known, made_with = store.recorded(output), together(files)
    for start in range(0, len(chosen), AT_ONCE):
        some = chosen[start : start + AT_ONCE]
        whole = {pair: names for pair in some if (names := standing(desk, pair, style, known, made_with, output))}
        library, printed = desk.of([pair for pair in some if pair not in whole])
        left = {(one.brief, one.audience): one for one in printed}
        for pair in some:
            yield from ((one, ()) for one in whole.get(pair, ()))
            for job in jobs(library, [left[pair]], style, known, desk.day.plain, files) if pair in left else ():
                before = known.get(job.name)
                intact = before is not None and store.intact(output, job.name, before, desk.sums)
                yield job.name, reasons(before, job.record, intact=intact)
