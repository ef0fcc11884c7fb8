"""`lock`: the evidence verified."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from briefpress.cli.shared import FINDINGS, AsOf, CannotRun, DeskArgument, day, root


def lock(
    archive: Annotated[
        Path, typer.Option("--archive", help="Folder with the texts of the sources, under the names they are filed by.")
    ],
    desk: DeskArgument = Path(),
    report: Annotated[
        Literal["full", "concise", "json", "github", "sarif"],
        typer.Option("--format", "-f", help="How findings are shown."),
    ] = "full",
    as_of: AsOf = "",
) -> None:
    """Verify every anchor and value against the filed texts, and record that in content/evidence.lock."""
    from briefpress import console
    from briefpress.app import lock as verb

    if not archive.is_dir():
        raise CannotRun(f"no folder '{archive}'")
    done = verb.lock(root(desk), archive, day(as_of))
    console.findings(done.findings, done.files, report)
    if report in ("full", "concise"):
        console.verdict(done.findings, done.summary)
    if done.lock is None:
        raise typer.Exit(FINDINGS)
