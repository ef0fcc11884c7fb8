"""`verify`: what a file is to the desk, and whether every edition is whole."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Literal

from briefpress.diagnostics import counted
from briefpress.emit.identified import identified
from briefpress.plan.changes import changes
from briefpress.plan.told import lines
from briefpress.record import store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from briefpress.diagnostics import Diagnostic
    from briefpress.model.imprint import Change
    from briefpress.model.manifest import Entry, Register
    from briefpress.record.depot import Depot

State = Literal["current", "superseded", "withdrawn", "altered", "draft", "unknown"]


@dataclass(frozen=True)
class Verdict:
    """What a file is to the desk."""

    state: State
    said: str
    edition: str = ""
    newest: str = ""
    """The id of the edition that these readers got last."""
    changes: tuple[Change, ...] = ()
    """What changed from this edition to the newest."""

    def plain(self) -> dict[str, object]:
        """Return plain data for machines."""
        told = {"state": self.state, "said": self.said, "edition": self.edition, "newest": self.newest}
        return {**told, "changes": [change.model_dump() for change in self.changes]}

    def told(self) -> Iterator[str]:
        """Yield the verdict, line by line, for a person."""
        yield f"{self.state}: {self.said}"
        yield from (f"  {line}" for line in lines(self.changes))


def verify(file: Path, output: Path, depot: Depot) -> Verdict:
    """Tell what a file is: an edition, a draft, an altered copy of one, or nothing; raises OSError and Unavailable."""
    data = file.read_bytes()
    digest = sha256(data).hexdigest()
    register = depot.registered()[0]
    entry = next((one for one in register.editions if digest in {each.sha256 for each in one.files.values()}), None)
    if entry:
        return _of_edition(entry, register, depot)
    if any(made.sha256 == digest for made in store.recorded(output).values()):
        return Verdict("draft", "a draft of this desk, which is no edition")
    claimed = identified(data)
    if known := register.get(claimed):
        newest = register.last(known.pair)
        said = f"it says that it is edition {claimed}, and is not as that was issued"
        return Verdict("altered", said, claimed, newest.id if newest else "")
    if claimed.endswith("/draft"):
        return Verdict("draft", f"it says that it is a draft, {claimed}, and is not the one that was built last")
    said = f"edition {claimed} is not on this desk's register" if claimed else "nothing that this desk has issued"
    return Verdict("unknown", said)


def library(depot: Depot) -> tuple[list[Diagnostic], str]:
    """Return what is wrong with the editions, and how many there are, in words."""
    register, findings = depot.registered()
    return [*findings, *depot.faults(register)], counted(len(register.editions), "edition")


def _of_edition(entry: Entry, register: Register, depot: Depot) -> Verdict:
    newest = register.last(entry.pair) or entry
    later = _between(entry, newest, depot) if newest != entry else ()
    named = f"edition {entry.id} of {entry.issued}"
    follows = f"edition {newest.id} of {newest.issued}"
    if newest.withdrawn:
        follows += ", which was withdrawn too" if entry.withdrawn else ", which was withdrawn"
    if entry.withdrawn:
        said = f"{named}, on {entry.withdrawn.on}: {entry.withdrawn.why}"
        said += f"; superseded by {follows}" if newest != entry else ""
        return Verdict("withdrawn", said, entry.id, newest.id, later)
    if newest != entry:
        return Verdict("superseded", f"{named}, by {follows}", entry.id, newest.id, later)
    return Verdict("current", named, entry.id, entry.id)


def _between(entry: Entry, newest: Entry, depot: Depot) -> tuple[Change, ...]:
    found = depot.manifests([entry, newest])
    old, new = found.get(entry.id), found.get(newest.id)
    return changes(old.imprint, new.imprint) if old and new else ()
