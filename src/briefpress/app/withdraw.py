"""`withdraw`: an edition marked as one that nobody should rely on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefpress.app.depot import depot
from briefpress.app.library import refresh
from briefpress.diagnostics import suggest
from briefpress.load.desk import Files, settings
from briefpress.model.manifest import Withdrawal
from briefpress.record.hold import held

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from briefpress.diagnostics import Diagnostic
    from briefpress.model.manifest import Entry, Register


class NoEdition(Exception):
    """An edition was named that the desk never issued, or that cannot be meant."""


@dataclass(frozen=True)
class Taken:
    """An edition that was withdrawn, and what keeps the library page from saying so."""

    entry: Entry
    files: Files
    findings: list[Diagnostic]


def withdraw(root: Path, output: Path, name: str, why: str, today: date, *, wait: bool = False) -> Taken:
    """Mark an edition as withdrawn, for a desk whatever state its content is in.

    Raises NoEdition, Busy, Unavailable and OSError.
    """
    if not why.strip():
        raise NoEdition("an edition is not withdrawn without a reason: give --why")
    kept = depot(root, output, sure=True)
    with held(output, wait=wait):
        register = kept.begin()
        entry = named(register, name)
        if entry.withdrawn:
            raise NoEdition(f"edition {entry.id} was withdrawn on {entry.withdrawn.on}: {entry.withdrawn.why}")
        if today < entry.issued:
            raise NoEdition(f"edition {entry.id} was issued on {entry.issued}: it cannot be withdrawn before that")
        mark = Withdrawal(id=entry.id, on=today, why=" ".join(why.split()))
        register = kept.withdraw(register, entry, mark)
        desk, findings = settings(root)
        if desk:
            findings = [*findings, *refresh(root, desk, kept, register)]
        files = Files(root)
        return Taken(entry.model_copy(update={"withdrawn": mark}), files, files.resolved(findings))


def named(register: Register, name: str) -> Entry:
    """Return an edition by its id; raises NoEdition."""
    entry = register.get(name)
    if entry is None:
        known = [one.id for one in register.editions]
        hint = suggest(name, known) or (f"the last one is {known[-1]}" if known else "none was issued")
        raise NoEdition(f"no edition '{name}': {hint}")
    return entry
