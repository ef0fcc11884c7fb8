"""`list`: what a desk holds."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from briefpress.cli.shared import FINDINGS, DeskArgument, day, leave, open_desk


def list_(
    desk: DeskArgument = Path(),
    form: Annotated[Literal["table", "json"], typer.Option("--format", "-f", help="How the list is shown.")] = "table",
) -> None:
    """List the briefs of a desk and what stands behind them."""
    from briefpress import console
    from briefpress.app.listing import listing

    opened = open_desk(desk, day(""))
    if opened.library is None:
        console.findings(opened.findings, opened.files, "full")
        raise typer.Exit(FINDINGS)
    found = listing(opened.library)
    if form == "json":
        console.data({"briefs": list(found.briefs), "records": found.records})
    else:
        console.table(found)
    if opened.sound is None:
        console.verdict(opened.findings, "see 'briefpress check'")
    leave(opened)
