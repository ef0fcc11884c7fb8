"""`plan`: what would be done, and why."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from briefpress.cli.shared import (
    FINDINGS,
    AsOf,
    AudienceOption,
    BriefsArgument,
    DeskOption,
    FormatOption,
    ShelfOption,
    day,
    formats_of,
    root,
    spoken,
)


def plan(  # noqa: PLR0913, PLR0917 - an option each
    briefs: BriefsArgument = None,
    audience: AudienceOption = None,
    formats: FormatOption = "pdf",
    output: ShelfOption = None,
    as_of: AsOf = "",
    desk: DeskOption = Path(),
    report: Annotated[Literal["text", "json"], typer.Option("--report", help="How it is shown.")] = "text",
) -> None:
    """Say what a build would make and a publish would issue, and why; nothing is written."""
    from briefpress import console
    from briefpress.app import plan as verb
    from briefpress.app.build import Wanted
    from briefpress.app.proved import reopened

    today = day(as_of)
    opened = reopened(root(desk), today, output)
    if opened.sound is None:
        console.findings(opened.findings, opened.files, "full")
        raise typer.Exit(FINDINGS)
    wanted = Wanted(tuple(briefs or ()), tuple(audience or ()), formats_of(formats))
    with spoken():
        planned = verb.plan(opened, opened.sound, wanted, output or opened.root / "output", today)
    if report == "json":
        console.data(planned.plain())
    else:
        console.lines(list(planned.told()))
