"""Where editions are kept, as every verb sees it: the output folder or a store, and what stands there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from briefpress.diagnostics import Diagnostic, Span, warning
from briefpress.model.manifest import MANIFEST, Manifest, Register
from briefpress.record import editions
from briefpress.record import shelf as folder
from briefpress.record.store import replace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from briefpress.model.manifest import Entry, Pair, Withdrawal
    from briefpress.record.editions import Prepared


class Depot(Protocol):
    """A place for editions; the one in a store raises Unavailable whatever it is asked."""

    @property
    def where(self) -> str:
        """Where it is, for people."""

    def begin(self) -> Register:
        """Make ready to enter editions, and return those there are; raises OSError."""

    def registered(self) -> tuple[Register, list[Diagnostic]]:
        """Return the editions that there are, and what is wrong with the list of them."""

    def manifests(self, entries: Sequence[Entry]) -> Mapping[str, Manifest]:
        """Return by id the manifests of those editions that have what the Register says."""

    def issue(self, prepared: Sequence[Prepared], register: Register) -> Register:
        """Enter editions, all or none; raises OSError and Overtaken."""

    def withdraw(self, register: Register, entry: Entry, mark: Withdrawal) -> Register:
        """Mark an edition as withdrawn; raises OSError and Overtaken."""

    def faults(self, register: Register) -> list[Diagnostic]:
        """Return a finding for every file of an edition that is missing, altered or not one of its own."""

    def fetched(self, entry: Entry, spot: Path) -> Path | None:
        """Return a folder with the files of an edition, in `spot` if they are not on disk; none if they are damaged."""

    def show(self, name: str, page: bytes) -> None:
        """Write a page about the editions where it differs; raises OSError."""

    def latest(self, register: Register) -> Register:
        """Return what readers see by now; raises OSError."""

    def way(self, entry: Entry) -> str:
        """Return where an edition lies in the depot."""

    def said(self, entry: Entry) -> str:
        """Return where an edition lies, for people."""


@dataclass(frozen=True)
class Folder:
    """The depot in an output folder."""

    output: Path
    where: str = "on disk"

    def begin(self) -> Register:
        """Finish or clear away what a killed run left; raises OSError."""
        return editions.recover(self.output)

    def registered(self) -> tuple[Register, list[Diagnostic]]:
        """Return the Register, made anew where it is damaged or lost."""
        return folder.registered(self.output)

    def manifests(self, entries: Sequence[Entry]) -> Mapping[str, Manifest]:
        """Return the manifests that are whole."""
        found = {entry.id: folder.read_manifest(self.output, entry) for entry in entries}
        return {name: manifest for name, manifest in found.items() if manifest}

    def issue(self, prepared: Sequence[Prepared], register: Register) -> Register:
        """Put editions on the shelf; raises OSError."""
        return editions.issue(self.output, prepared, register)

    def withdraw(self, register: Register, entry: Entry, mark: Withdrawal) -> Register:
        """Mark an edition as withdrawn; raises OSError."""
        return editions.withdraw(self.output, register, entry, mark)

    def faults(self, register: Register) -> list[Diagnostic]:
        """Look at every file."""
        return folder.faults(self.output, register)

    def fetched(self, entry: Entry, spot: Path) -> Path | None:  # noqa: ARG002 - they are on disk
        """Return the edition's own folder."""
        return self.output / entry.folder

    def show(self, name: str, page: bytes) -> None:
        """Write a page where it differs; raises OSError."""
        path = self.output / name
        if not (path.is_file() and path.read_bytes() == page):
            replace(path, page)

    def latest(self, register: Register) -> Register:
        """Return the same: whoever holds the folder is alone."""
        return register

    def way(self, entry: Entry) -> str:
        """Return where an edition lies in the folder."""
        return entry.folder

    def said(self, entry: Entry) -> str:
        """Return where an edition lies."""
        return str(self.output / entry.folder)


@dataclass(frozen=True)
class Shelf:
    """The editions in a depot, the manifest of the last one of each pair, and what is wrong with them."""

    register: Register = field(default_factory=Register)
    last: Mapping[Pair, Manifest] = field(default_factory=dict)
    findings: tuple[Diagnostic, ...] = ()

    def withdrawn(self, pair: Pair) -> str:
        """Return why the last edition of a pair was withdrawn, if it was."""
        entry = self.register.last(pair)
        return entry.withdrawn.why if entry and entry.withdrawn else ""


def shelf(depot: Depot) -> Shelf:
    """Return what stands in a depot."""
    register, findings = depot.registered()
    entries = [entry for pair in register.pairs() if (entry := register.last(pair))]
    found = depot.manifests(entries)
    findings += [_unreadable(entry, depot) for entry in entries if entry.id not in found]
    return Shelf(register, {one.pair: found[one.id] for one in entries if one.id in found}, tuple(findings))


def _unreadable(entry: Entry, depot: Depot) -> Diagnostic:
    message = f"edition {entry.id}: its manifest is missing or altered, so nothing can be compared with it"
    return warning("BP604", message, Span(f"{depot.way(entry)}/{MANIFEST}"), help="restore it from a copy")
