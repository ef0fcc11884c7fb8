"""Makes each mistake in a copy of the example desk and looks what `briefpress check` finds that it did not before."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from briefpress.app.desk import opened
from mutation.mutations import MUTATIONS

if TYPE_CHECKING:
    from mutation.mutations import Mutation

TOP = Path(__file__).parents[2]
AS_OF = date(2026, 11, 22)
LOCK = "BP218"
"""The claim differs from what was verified; verifying it again looks its words and figures up in the filed text."""


def copied(folder: Path) -> Path:
    """Copy what is checked of the example desk."""
    desk = folder / "desk"
    desk.mkdir()
    shutil.copy(TOP / "briefpress.yaml", desk)
    shutil.copytree(TOP / "content", desk / "content")
    return desk


def findings(desk: Path) -> Counter[tuple[str, str]]:
    """Return code and message of all that is found."""
    return Counter((finding.code, finding.message) for finding in opened(desk, AS_OF).findings)


def caught(mutation: Mutation, before: Counter[tuple[str, str]], *, locked: bool = True) -> list[str]:
    """Return the codes of what a mistake adds to the findings, with or without the evidence lock."""
    with tempfile.TemporaryDirectory() as folder:
        desk = copied(Path(folder))
        mutation.spoil(desk)
        if not locked:
            (desk / "content/evidence.lock").unlink()
            with (desk / "briefpress.yaml").open("a", encoding="utf-8") as settings:
                settings.write("evidence: unlocked\n")
        return sorted({code for code, _ in findings(desk) - before})


def main() -> int:
    """Print a table: mistake, and the codes that catch it."""
    before = findings(TOP)
    survivors = []
    for mutation in MUTATIONS:
        codes = caught(mutation, before)
        survivors += [] if codes else [mutation]
        alone = [] if codes != [LOCK] else caught(mutation, before, locked=False)
        told = f"{LOCK}, and without the lock {' '.join(alone) or 'nothing'}" if codes == [LOCK] else " ".join(codes)
        sys.stdout.write(f"{mutation.name:<44}{told or 'SURVIVES'}\n")
        sys.stdout.flush()
    sys.stdout.write(f"\n{len(MUTATIONS) - len(survivors)} of {len(MUTATIONS)} caught\n")
    for mutation in survivors:
        sys.stdout.write(f"survives: {mutation.name}: {mutation.survives or 'NOT EXPECTED'}\n")
    return int(any(not mutation.survives for mutation in survivors))


if __name__ == "__main__":
    sys.exit(main())
