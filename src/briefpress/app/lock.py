"""`lock`: the evidence verified against the filed texts, and that it was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefpress.check import check, verify
from briefpress.check.audit import Audit
from briefpress.diagnostics import Diagnostic, Span, cause, error, failed, in_order
from briefpress.load.archive import archive
from briefpress.load.desk import Files, load
from briefpress.model.dates import PartialDate
from briefpress.model.lock import FILE, Lock, renewed
from briefpress.record.lock import keep

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path


@dataclass(frozen=True)
class Locked:
    """What a verification found, and the lock if nothing was wrong."""

    files: Files
    findings: list[Diagnostic]
    lock: Lock | None = None
    fresh: int = 0
    """Claims that were verified anew."""
    written: bool = False

    @property
    def summary(self) -> str:
        """How it ended, in words."""
        if self.lock is None:
            return "nothing locked"
        anchors = sum(len(claim.anchors) for claim in self.lock.claims.values())
        how = f"{self.fresh} anew" if self.written else "nothing changed"
        return f"{len(self.lock.claims)} claims locked with {anchors} anchors, {how}"


def lock(root: Path, folder: Path, today: date) -> Locked:
    """Verify a desk against an archive, and write its lock if there is no error."""
    library, findings = load(root)
    # A damaged lock is what this verb mends.
    findings = [finding for finding in findings if finding.label.where.file != FILE]
    files = Files(root)
    if library and not failed(findings):
        findings += check(library)
    if library is None or failed(findings):
        return Locked(files, in_order(files.resolved(findings)))
    texts, missing = archive(folder, library)
    audit = Audit(library, texts)
    findings += [*missing, *verify(audit)]
    if failed(findings):
        return Locked(files, in_order(files.resolved(findings)))
    new = renewed(library.lock, audit.lock(PartialDate(today, today, "day")))
    old = library.lock.claims if library.lock else {}
    fresh = sum(old.get(name) != entry for name, entry in new.claims.items())
    try:
        written = keep(root, new)
    except OSError as why:
        return Locked(files, [error("BP001", f"cannot write '{FILE}': {cause(why)}", Span(FILE))])
    return Locked(files, in_order(files.resolved(findings)), new, fresh, written)
