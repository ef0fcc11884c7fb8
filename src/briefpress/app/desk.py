"""Finding a desk and reading it, as every verb begins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefpress.check import check, prove
from briefpress.check.embargo import embargo
from briefpress.check.proof import Printed, Proof
from briefpress.diagnostics import Diagnostic, failed, in_order
from briefpress.load.desk import SETTINGS, Files, load
from briefpress.select.edition import select
from briefpress.view.compose import compose

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from briefpress.model.edition import Library


class NoDesk(Exception):
    """There is no desk where one was looked for."""


@dataclass(frozen=True)
class Opened:
    """A desk that was read: its Library, if it has one, and everything wrong with it."""

    root: Path
    files: Files
    library: Library | None
    findings: list[Diagnostic]
    printed: tuple[Printed, ...] = ()

    @property
    def sound(self) -> Library | None:
        """The Library if nothing is wrong with it."""
        return None if failed(self.findings) else self.library


def root_of(start: Path) -> Path:
    """Return the desk that a folder or file lies in, looking upwards; raises NoDesk."""
    here = start.absolute()
    for folder in (here, *here.parents):
        if (folder / SETTINGS).exists():
            return folder
    raise NoDesk(f"no {SETTINGS} in '{start}' or above it")


def opened(root: Path, as_of: date) -> Opened:
    """Read a desk and check it for a date, as far as its files can be read."""
    library, findings = load(root)
    # With a record missing, every reference to it would be reported as well: one cause, one error.
    if library and not failed(findings):
        findings = [*findings, *check(library)]
    printed: tuple[Printed, ...] = ()
    if library and not failed(findings):
        findings = [*findings, *embargo(library, as_of)]
    if library and not failed(findings):
        # What is under embargo is not there for anything that comes after.
        current = library.released(as_of)
        printed = tuple(proofs(current, as_of))
        findings = [*findings, *prove(Proof(current, as_of, printed))]
    files = Files(root)
    return Opened(root, files, library, in_order(files.resolved(findings)), printed)


def proofs(library: Library, as_of: date) -> Iterator[Printed]:
    """Select and compose every brief for every audience it serves."""
    for brief in library.briefs.values():
        for reader in brief.audiences:
            edition = select(library, brief, library.audiences[reader], as_of=as_of, issued=as_of)
            yield Printed(brief.id, reader, edition, compose(edition))
