"""`status`: whether what is made by the clock is as new as it promises."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from briefpress.cli.schedule import settings_of
from briefpress.cli.shared import FINDINGS, CannotRun, DeskOption, ShelfOption


def status(
    desk: DeskOption = Path(),
    output: ShelfOption = None,
    form: Annotated[Literal["text", "json"], typer.Option("--format", "-f", help="How it is shown.")] = "text",
) -> None:
    """Say how every schedule stands: 1 if the newest good run of one is too old, or a delivery waits for a person."""
    import sqlite3

    from briefpress import console
    from briefpress.app.schedule.status import status as verb
    from briefpress.plan.sending import Orders

    top, known = settings_of(desk)
    try:
        found = verb(Orders(known.schedules, known.embargoes), top, output or top / "output", datetime.now(UTC))
    except sqlite3.Error as why:
        raise CannotRun(f"what was delivered cannot be read: {why}") from None
    if form == "json":
        console.data([one.plain() for one in found])
    else:
        console.lines([line for one in found for line in one.told()])
    if any(one.stale or one.stuck for one in found):
        raise typer.Exit(FINDINGS)
