"""`plan`: what a build would make and a publish would issue, and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefpress.app.artifact import Style, jobs
from briefpress.app.build import selected
from briefpress.app.publish import Order, refusal, unchanged
from briefpress.diagnostics import counted
from briefpress.emit.templates import Templates
from briefpress.model.manifest import name
from briefpress.plan.reasons import reasons
from briefpress.record import store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from briefpress.app.build import Wanted
    from briefpress.app.desk import Opened
    from briefpress.model.edition import Library


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
    """Return what would be done for the wanted briefs, and do nothing; raises Unknown."""
    chosen = selected(desk, library, wanted)
    known = store.recorded(output)
    files = Templates.of(desk.root).digests()
    done = Planned()
    for job in jobs(library, chosen, Style(wanted.formats, wanted.paper), known, today, files):
        before = known.get(job.name)
        intact = before is not None and store.intact(output, job.name, before, desk.sums)
        done.artifacts[job.name] = reasons(before, job.record, intact=intact)
    for one in chosen:
        pair, since = (one.brief, one.audience), one.edition.since
        refused = refusal(one, desk, library, today)
        why = refused.message if refused else unchanged(one, desk, Order(wanted), files)
        news = counted(len(since.changes), "change") if since else "the first"
        if why:
            done.editions["/".join(pair)] = f"no new edition: {why}"
        else:
            done.editions[name(pair, since.number + 1 if since else 1)] = f"would be issued: {news}"
    return done
