"""`trace`: where a claim goes and comes from."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from briefpress.cli.shared import FINDINGS, AsOf, CannotRun, DeskOption, day, open_desk


def trace(
    what: Annotated[
        str, typer.Argument(metavar="[CLAIM|SOURCE|NUMBER]", help="An id, or a number as a brief prints it.")
    ] = "",
    source: Annotated[
        str, typer.Option("--source", "-s", metavar="SOURCE", help="What a correction of this source touches.")
    ] = "",
    form: Annotated[Literal["text", "json"], typer.Option("--format", "-f", help="How it is shown.")] = "text",
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Folder of the built briefs; without it, output/.", show_default=False),
    ] = None,
    as_of: AsOf = "",
    desk: DeskOption = Path(),
) -> None:
    """Show where a claim or number is printed, what it rests on, and what rests on it."""
    from briefpress import console
    from briefpress.app import trace as verb

    if not what and not source:
        raise CannotRun("nothing to trace: give a claim, a number, or --source and a source")
    opened = open_desk(desk, day(as_of))
    # A finding that keeps a brief from being built may be what somebody traces a claim for.
    if opened.library is None or not opened.printed:
        console.findings(opened.findings, opened.files, "full")
        raise typer.Exit(FINDINGS)
    try:
        found = verb.traced(opened, opened.library, what, source, output or opened.root / "output")
    except verb.Unknown as why:
        raise CannotRun(str(why)) from None
    if form == "json":
        console.data(found.plain())
    else:
        console.lines(list(verb.told(found)))
