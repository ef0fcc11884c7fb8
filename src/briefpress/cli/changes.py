"""`changes`: what differs between editions."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from briefpress.cli.shared import FINDINGS, AsOf, CannotRun, DeskOption, ShelfOption, day, depot, open_desk


def changes(
    first: Annotated[
        str,
        typer.Argument(metavar="[EDITION]", help="Such as harbour/pilots/2; without it, what is not issued yet."),
    ] = "",
    second: Annotated[
        str, typer.Argument(metavar="[EDITION]", help="Another for the same readers; without it, the newest.")
    ] = "",
    form: Annotated[
        Literal["text", "json", "markdown"], typer.Option("--format", "-f", help="How it is shown.")
    ] = "text",
    output: ShelfOption = None,
    as_of: AsOf = "",
    desk: DeskOption = Path(),
) -> None:
    """Show what changed from one edition to another, or since the last ones."""
    from briefpress import console
    from briefpress.app import changes as verb
    from briefpress.app.withdraw import NoEdition

    if first:
        try:
            found = [verb.between(depot(desk, output), first, second)]
        except NoEdition as why:
            raise CannotRun(str(why)) from None
    else:
        opened = open_desk(desk, day(as_of), output)
        if not opened.printed:
            console.findings(opened.findings, opened.files, "full")
            raise typer.Exit(FINDINGS)
        found = verb.pending(opened)
    if form == "json":
        console.data([told.plain() for told in found])
    else:
        console.lines([line for told in found for line in ([told.markdown()] if form == "markdown" else told.told())])
