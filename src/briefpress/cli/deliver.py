"""`deliver`: new editions to those who are sent them."""

from pathlib import Path
from typing import Annotated

import typer

from briefpress.cli.schedule import named, schedules
from briefpress.cli.shared import FINDINGS, Busy, CannotRun, DeskOption, OutputOption, because


def deliver(
    name: Annotated[str | None, typer.Argument(metavar="[SCHEDULE]", help="Only what this schedule sends.")] = None,
    desk: DeskOption = Path(),
    output: OutputOption = None,
) -> None:
    """Send the newest editions to the targets of the schedules that have not got them: never one twice."""
    import sqlite3

    from briefpress import console
    from briefpress.app.deliver import deliver as verb
    from briefpress.record import hold

    top, known = schedules(desk)
    chosen = [named(desk, name)] if name else known
    try:
        done = verb(chosen, top, output or top / "output")
    except hold.Busy as why:
        raise Busy(str(why)) from None
    except OSError as why:
        raise CannotRun(f"cannot keep what was delivered: {because(why)}") from None
    except sqlite3.Error as why:
        raise CannotRun(f"cannot keep what was delivered: {why}") from None
    console.lines(done.done)
    for key, reason in done.failed.items():
        console.note(f"{key}: {reason}")
    if done.failed:
        raise typer.Exit(FINDINGS)
