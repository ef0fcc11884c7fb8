"""`schedule run`, `tick` and `fire`: briefs are made by the clock."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from briefpress.cli.shared import (
    BUSY,
    CANNOT_RUN,
    FINDINGS,
    INTERRUPTED,
    Busy,
    CannotRun,
    DeskOption,
    OutputOption,
    because,
    root,
)

if TYPE_CHECKING:
    from briefpress.app.schedule.keeper import Keeper
    from briefpress.model.schedule import Schedule

LogOption = Annotated[
    Literal["text", "json"], typer.Option("--log-format", help="How each line of the log is written.")
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Log what went wrong alone.")]
MetricsOption = Annotated[
    Path | None,
    typer.Option(
        "--metrics", help="File for Prometheus; without it, metrics.prom beside the state.", show_default=False
    ),
]
NameArgument = Annotated[str, typer.Argument(metavar="SCHEDULE", help="The id of a schedule.")]


@dataclass(frozen=True)
class Log:
    """Whoever is told what happens: a line for each event."""

    form: Literal["text", "json"]
    quiet: bool

    def __call__(self, level: str, event: str, text: str, **about: object) -> None:
        """Say what happened."""
        from briefpress import console

        if level != "info" or not self.quiet:
            console.event(self.form, level, event, text, about)

    @contextmanager
    def spoken(self) -> Iterator[None]:
        """Say why schedules cannot be minded: to people in words, to machines as an event; raises CannotRun, Busy."""
        from briefpress.app.schedule.daemon import Stopped
        from briefpress.record import hold

        try:
            yield
        except Stopped:
            raise typer.Exit(INTERRUPTED) from None
        except (CannotRun, hold.Busy, OSError) as why:
            self._refuse(why)

    def _refuse(self, why: Exception) -> None:
        from briefpress.record import hold

        busy = isinstance(why, hold.Busy)
        text = f"cannot keep the state of schedules: {because(why)}" if isinstance(why, OSError) else str(why)
        if self.form == "json":
            self("error", "busy" if busy else "cannot-run", text)
            raise typer.Exit(BUSY if busy else CANNOT_RUN) from None
        raise (Busy(text) if busy else CannotRun(text)) from None


def run(
    desk: DeskOption = Path(),
    output: OutputOption = None,
    log: LogOption = "text",
    quiet: QuietOption = False,
    metrics: MetricsOption = None,
) -> None:
    """Mind the schedules until told to stop; SIGTERM stops a build under way and ends with 0."""
    from briefpress.app.schedule import daemon

    said = Log(log, quiet)
    with said.spoken():
        daemon.run(_keeper(said, desk, output, metrics))


def tick(
    desk: DeskOption = Path(),
    output: OutputOption = None,
    log: LogOption = "text",
    quiet: QuietOption = False,
    metrics: MetricsOption = None,
) -> None:
    """Run what is due now and end, for whoever has a clock of his own."""
    from briefpress.app.schedule import daemon

    said = Log(log, quiet)
    with said.spoken():
        keeper = _keeper(said, desk, output, metrics)
        daemon.tick(keeper)
    _left(keeper)


def fire(  # noqa: PLR0913, PLR0917 - an option each
    name: NameArgument,
    again: Annotated[bool, typer.Option("--again", help="Run it even if its newest slot was run.")] = False,
    wait: Annotated[bool, typer.Option("--wait", help="Wait for another briefpress that minds the schedules.")] = False,
    desk: DeskOption = Path(),
    output: OutputOption = None,
    log: LogOption = "text",
    quiet: QuietOption = False,
    metrics: MetricsOption = None,
) -> None:
    """Run one schedule for its newest slot, tries and all, unless that was run: what exported timers call."""
    from briefpress.app.schedule import daemon
    from briefpress.cli.schedule import one_of

    said = Log(log, quiet)
    with said.spoken():
        _, known = _schedules(said, desk)
        schedule = one_of(known, name)
        keeper = _keeper(said, desk, output, metrics, name)
        ran = daemon.fire(keeper, schedule, again=again, wait=wait)
    if not ran and not keeper.failures:
        text = "nothing is due, its newest slot was run or is too old; --again runs it all the same"
        said("info", "not-due", text, schedule=name)
    _left(keeper)


def _schedules(log: Log, desk: Path) -> "tuple[Path, tuple[Schedule, ...]]":
    """Return a desk and its schedules; what is wrong with its settings is said as the log has it; raises CannotRun."""
    from briefpress.cli.schedule import schedules
    from briefpress.diagnostics import as_json, concise
    from briefpress.load.desk import Files, settings

    top = root(desk)
    found, findings = settings(top)
    if found is None and log.form == "json":
        for one in Files(top).resolved(findings):
            about = as_json(one)
            log("error", "finding", concise(one), **{key: about[key] for key in ("code", "file", "line", "column")})
        raise typer.Exit(FINDINGS)
    return schedules(desk)


def _keeper(log: Log, desk: Path, output: Path | None, metrics: Path | None, only: str | None = None) -> "Keeper":
    from briefpress.app.schedule.keeper import Keeper
    from briefpress.app.schedule.metrics import Numbers

    top, _ = _schedules(log, desk)
    keeper = Keeper(top, (output or top / "output").absolute(), log, only)
    keeper.after = Numbers(metrics or keeper.where / "metrics.prom")
    return keeper


def _left(keeper: "Keeper") -> None:
    # What is to be tried again later has not been done, either.
    if keeper.failures or keeper.waiting(later=True):
        raise typer.Exit(FINDINGS)
