"""`make validate`: every PDF of the example and the test desk before both judges, and the judges before bad PDFs."""

from __future__ import annotations

import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from briefpress.app.build import Unwatched, Wanted, build
from briefpress.app.desk import opened
from validation.judges import TOP, Missing, page, verapdf
from validation.mutants import MUTANTS, written

if TYPE_CHECKING:
    from collections.abc import Iterable

    from validation.judges import Verdict

DESKS = {"example": TOP, "good": TOP / "tests/desks/good"}
SPOILT = "skerry/managers.pdf"
"""A small PDF in which everything is that can be spoilt."""
DAY = date(2026, 11, 22)


def printed(folder: Path, console: Console) -> list[Path]:
    """Print the desks."""
    for name, desk in DESKS.items():
        for wanted in (Wanted(formats=("pdf", "large")), Wanted(paper="letter")):
            done = build(opened(desk, DAY), wanted, folder / name, DAY, Unwatched())
            for finding in done.findings:
                console.print(finding.code, finding.message, markup=False)
    return sorted(folder.rglob("*.pdf"))


def told(verdicts: Iterable[Verdict], top: Path) -> Table:
    """Return the verdicts as a table."""
    table = Table("file", "standard", "judge", "checks", "verdict", box=None)
    for one in sorted(verdicts, key=lambda one: (one.file, one.flavour, one.judge)):
        said = "passed" if not one.broken else "FAILED " + "; ".join(one.broken)
        table.add_row(str(one.file.relative_to(top)), one.flavour, one.judge, f"{one.checks:,}", said)
    return table


def spared(verdicts: Iterable[Verdict], mutants: dict[str, Path]) -> list[str]:
    """Return the mutants that a judge did not see through, or failed for a standard that they keep."""
    names = {path: name for name, path in mutants.items()}
    return [
        f"{names[one.file]} by {one.judge} for {one.flavour}: {'; '.join(one.broken) or 'passed'}"
        for one in verdicts
        if (one.flavour in MUTANTS[names[one.file]].breaks) != bool(one.broken)
    ]


def main() -> int:
    """Judge, say what was found, and return the exit status."""
    console = Console(width=None if sys.stdout.isatty() else 160)
    with tempfile.TemporaryDirectory() as name:
        top = Path(name).resolve()
        files = printed(top, console)
        if not files:
            return 1
        mutants = written(top / "good" / SPOILT, top)
        try:
            verdicts = [*verapdf([*files, *mutants.values()]), *page([*files, *mutants.values()])]
        except Missing as why:
            console.print(str(why), style="red", markup=False)
            return 2
        good = [one for one in verdicts if one.file in files]
        console.print(told(good, top))
        wrong = spared([one for one in verdicts if one.file not in files], mutants)
        console.print(f"{len(mutants)} spoilt PDFs, {len(wrong)} misjudged")
        for one in wrong:
            console.print(one, markup=False)
    return 1 if wrong or any(one.broken for one in good) else 0


if __name__ == "__main__":
    sys.exit(main())
