"""`deliver`: new editions to those who are sent them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefpress.cli.schedule import one_of, settings_of
from briefpress.cli.shared import FINDINGS, INTERRUPTED, Busy, CannotRun, DeskOption, OutputOption, because

if TYPE_CHECKING:
    from collections.abc import Callable


def deliver(
    name: Annotated[str | None, typer.Argument(metavar="[SCHEDULE]", help="Only what this schedule sends.")] = None,
    again: Annotated[
        str,
        typer.Option(metavar="EDITION", help="Send it again to whoever refused it for good, or may have got it."),
    ] = "",
    arrived: Annotated[
        str, typer.Option(metavar="EDITION", help="Note that it arrived where it may have, and send it there no more.")
    ] = "",
    desk: DeskOption = Path(),
    output: OutputOption = None,
) -> None:
    """Send the newest editions to the targets of the schedules that have not got them: never one twice."""
    from briefpress import console
    from briefpress.app import deliver as verb
    from briefpress.plan.sending import Orders

    top, known = settings_of(desk)
    folder = output or top / "output"
    chosen = [one_of(known.schedules, name)] if name else known.schedules
    with _spoken():
        for edition, how in ((arrived, True), (again, False)):
            if edition and not verb.settle(folder, edition, arrived=how):
                raise CannotRun(f"nothing is held of an edition '{edition}'; 'briefpress status' says what is")
        with _told_to_stop() as stopping:
            done = verb.deliver(Orders(chosen, known.embargoes), top, folder, stopping)
    console.lines(done.done)
    for key, reason in (*done.held.items(), *done.failed.items()):
        console.note(f"{key}: {reason}")
    if done.failed:
        raise typer.Exit(FINDINGS)
    if done.stopped:
        raise typer.Exit(INTERRUPTED)


@contextmanager
def _spoken() -> Iterator[None]:
    """Say in words why nothing can be delivered; raises CannotRun and Busy."""
    import sqlite3

    from briefpress.record import hold

    try:
        yield
    except hold.Busy as why:
        raise Busy(str(why)) from None
    except OSError as why:
        raise CannotRun(f"cannot keep what was delivered: {because(why)}") from None
    except sqlite3.Error as why:
        raise CannotRun(f"cannot keep what was delivered: {why}") from None


@contextmanager
def _told_to_stop() -> "Iterator[Callable[[], bool]]":
    """Hear of SIGTERM without being cut short: what is under way may have arrived, and has to be noted."""
    import signal

    told: list[int] = []
    before = signal.signal(signal.SIGTERM, lambda number, _frame: told.append(number))
    try:
        yield lambda: bool(told)
    finally:
        signal.signal(signal.SIGTERM, before)
