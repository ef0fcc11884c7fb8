"""`status`: whether what is made by the clock is as new as it promises."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from briefpress.cli.schedule import schedules
from briefpress.cli.shared import FINDINGS, DeskOption, ShelfOption


def status(
    desk: DeskOption = Path(),
    output: ShelfOption = None,
    form: Annotated[Literal["text", "json"], typer.Option("--format", "-f", help="How it is shown.")] = "text",
) -> None:
    """Say how every schedule stands: 1 if the newest good run of any is older than its `fresh_within`."""
    from briefpress import console
    from briefpress.app.schedule.status import status as verb

    top, known = schedules(desk)
    found = verb(known, output or top / "output", datetime.now(UTC))
    if form == "json":
        console.data([one.plain() for one in found])
    else:
        console.lines([one.told() for one in found])
    if any(one.stale for one in found):
        raise typer.Exit(FINDINGS)
