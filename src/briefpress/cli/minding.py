"""`schedule run`, `tick` and `fire`: briefs are made by the clock."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from briefpress.cli.shared import FINDINGS, Busy, CannotRun, DeskOption, OutputOption, because

if TYPE_CHECKING:
    from briefpress.app.schedule.keeper import Keeper

LogOption = Annotated[
    Literal["text", "json"], typer.Option("--log-format", help="How each line of the log is written.")
]
MetricsOption = Annotated[
    Path | None,
    typer.Option(
        "--metrics", help="File for Prometheus; without it, metrics.prom beside the state.", show_default=False
    ),
]
NameArgument = Annotated[str, typer.Argument(metavar="SCHEDULE", help="The id of a schedule.")]


def run(
    desk: DeskOption = Path(), output: OutputOption = None, log: LogOption = "text", metrics: MetricsOption = None
) -> None:
    """Mind the schedules until told to stop; SIGTERM stops a build under way and ends with 0."""
    from briefpress.app.schedule import daemon

    with _spoken():
        daemon.run(_keeper(desk, output, log, metrics))


def tick(
    desk: DeskOption = Path(), output: OutputOption = None, log: LogOption = "text", metrics: MetricsOption = None
) -> None:
    """Run what is due now and end, for whoever has a clock of his own."""
    from briefpress.app.schedule import daemon

    keeper = _keeper(desk, output, log, metrics)
    with _spoken():
        daemon.tick(keeper)
    _left(keeper)


def fire(
    name: NameArgument,
    again: Annotated[bool, typer.Option("--again", help="Run it even if its newest slot was run.")] = False,
    desk: DeskOption = Path(),
    output: OutputOption = None,
    log: LogOption = "text",
    metrics: MetricsOption = None,
) -> None:
    """Run one schedule for its newest slot, tries and all, unless that was run: what exported timers call."""
    from briefpress import console
    from briefpress.app.schedule import daemon
    from briefpress.cli.schedule import named

    schedule = named(desk, name)
    keeper = _keeper(desk, output, log, metrics, name)
    with _spoken():
        ran = daemon.fire(keeper, schedule, again=again)
    if not ran and not keeper.failures:
        console.note(f"{name}: nothing is due, its newest slot was run or is too old; --again runs it all the same")
    _left(keeper)


def _keeper(
    desk: Path, output: Path | None, log: Literal["text", "json"], metrics: Path | None, only: str | None = None
) -> "Keeper":
    from briefpress import console
    from briefpress.app.schedule import metrics as numbers
    from briefpress.app.schedule.keeper import Keeper
    from briefpress.cli.schedule import schedules

    def say(level: str, event: str, text: str, **about: object) -> None:
        console.event(log, level, event, text, about)

    top, _ = schedules(desk)
    folder = (output or top / "output").absolute()
    keeper = Keeper(top, folder, say, only)
    path = metrics or keeper.where / "metrics.prom"
    keeper.after = lambda keeper, now: numbers.write(path, keeper, now)
    return keeper


@contextmanager
def _spoken() -> Iterator[None]:
    """Say in words why schedules cannot be minded; raises CannotRun and Busy."""
    from briefpress.record import hold

    try:
        yield
    except hold.Busy as why:
        raise Busy(str(why)) from None
    except OSError as why:
        raise CannotRun(f"cannot keep the state of schedules: {because(why)}") from None


def _left(keeper: "Keeper") -> None:
    # What is to be tried again later has not been done, either.
    if keeper.failures or keeper.waiting(later=True):
        raise typer.Exit(FINDINGS)
