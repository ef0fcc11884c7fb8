"""`changes`: what differs between two editions for the same readers, or since the last one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefpress.app.withdraw import NoEdition, named
from briefpress.diagnostics import counted
from briefpress.model.imprint import Since
from briefpress.plan.changes import changes
from briefpress.plan.told import lines, markdown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.app.desk import Opened
    from briefpress.model.manifest import Entry, Manifest
    from briefpress.record.depot import Depot


@dataclass(frozen=True)
class Told:
    """What changed from one edition to another, or to the draft."""

    title: str
    edition: str
    since: Since | None

    @property
    def before(self) -> str:
        """The id of the edition that it is compared with."""
        return f"{self.edition.rpartition('/')[0]}/{self.since.number}" if self.since else ""

    def plain(self) -> dict[str, object]:
        """Return plain data for machines."""
        found = self.since.changes if self.since else ()
        told = {"edition": self.edition, "since": self.before or None}
        return {**told, "changes": [change.model_dump() for change in found]}

    def told(self) -> Iterator[str]:
        """Yield what changed, line by line, for a person."""
        if self.since is None:
            yield f"{self.edition}: nothing was issued before"
            return
        yield f"{self.edition} since {self.before}: {counted(len(self.since.changes), 'change')}"
        if self.since.withdrawn:
            yield f"  {self.before} was withdrawn: {self.since.withdrawn}"
        yield from (f"  {line}" for line in lines(self.since.changes))

    def markdown(self) -> str:
        """Return what changed as a page that can be sent."""
        return markdown(self.title, self.edition, self.since)


def between(depot: Depot, first: str, second: str = "") -> Told:
    """Return what changed from one edition to another, by default to the newest; raises NoEdition and Unavailable."""
    register = depot.registered()[0]
    old = named(register, first)
    new = named(register, second) if second else register.last(old.pair) or old
    if not second and new == old:
        raise NoEdition(f"edition {old.id} is the newest for its readers: name an earlier one")
    if old.pair != new.pair:
        raise NoEdition(f"edition {old.id} and edition {new.id} have different readers or different briefs")
    before, now = _known(depot, old), _known(depot, new)
    why = old.withdrawn.why if old.withdrawn else ""
    found = changes(before.imprint, now.imprint)
    since = Since(number=old.number, issued=old.issued.isoformat(), withdrawn=why, changes=found)
    return Told(f"{new.title}: {new.label}", new.id, since)


def pending(desk: Opened) -> list[Told]:
    """Return what changed since the last editions, as the next ones would say it."""
    return [
        Told(f"{one.view.title}: {one.view.label}", f"{one.brief}/{one.audience}/draft", one.edition.since)
        for one in desk.printed
    ]


def _known(depot: Depot, entry: Entry) -> Manifest:
    manifest = depot.manifests([entry]).get(entry.id)
    if manifest is None:
        raise NoEdition(f"the manifest of edition {entry.id} is missing or altered: restore it from a copy")
    return manifest
