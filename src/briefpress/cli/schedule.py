"""`schedule`: what is made again by the clock."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from briefpress.cli import exporting, minding
from briefpress.cli.shared import FINDINGS, CannotRun, DeskOption, ShelfOption, root

if TYPE_CHECKING:
    from briefpress.model.desk import Desk
    from briefpress.model.schedule import Schedule
    from briefpress.record.history import Run

Form = Annotated[Literal["text", "json"], typer.Option("--format", "-f", help="How it is shown.")]

app = typer.Typer(
    help="Make briefs again by the clock: schedules stand in briefpress.yaml.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


def schedules(desk: Path) -> "tuple[Path, tuple[Schedule, ...]]":
    """Return a desk and its schedules, or say what is wrong with its settings; raises CannotRun."""
    top, found = settings_of(desk)
    return top, found.schedules


def settings_of(desk: Path) -> "tuple[Path, Desk]":
    """Return a desk and its settings, which have schedules, or say what is wrong with them; raises CannotRun."""
    from briefpress import console
    from briefpress.load.desk import Files, settings

    top = root(desk)
    found, findings = settings(top)
    if found is None:
        files = Files(top)
        console.findings(files.resolved(findings), files, "full")
        raise typer.Exit(FINDINGS)
    if not found.schedules:
        raise CannotRun("the desk has no schedules; write them under 'schedules:' in briefpress.yaml")
    return top, found


@app.command("list")
def list_(desk: DeskOption = Path(), form: Form = "text") -> None:
    """Show when each schedule fires next, on its own clock and in UTC, and what changing clocks do to it."""
    from briefpress import console
    from briefpress.app.schedule.listing import upcoming

    _, known = schedules(desk)
    found = upcoming(known, datetime.now(UTC))
    if form == "json":
        console.data([one.plain() for one in found])
    else:
        console.lines([line for one in found for line in one.told()])


def named(desk: Path, name: str) -> "Schedule":
    """Return one schedule of a desk; raises CannotRun."""
    return one_of(schedules(desk)[1], name)


def one_of(known: "Sequence[Schedule]", name: str) -> "Schedule":
    """Return the schedule with a name; raises CannotRun."""
    from briefpress.diagnostics import suggest

    names: list[str] = [one.id for one in known]
    if name not in names:
        raise CannotRun(f"no schedule '{name}': {suggest(name, names) or 'the desk has ' + ', '.join(names)}")
    return known[names.index(name)]


app.command("run")(minding.run)
app.command("tick")(minding.tick)
app.command("fire")(minding.fire)
app.command("export")(exporting.export)


@app.command("history")
def history(
    name: Annotated[str | None, typer.Argument(metavar="[SCHEDULE]", help="Only of this schedule.")] = None,
    most: Annotated[int, typer.Option("--most", "-n", min=1, help="How many rows, the newest first.")] = 20,
    desk: DeskOption = Path(),
    output: ShelfOption = None,
    form: Form = "text",
) -> None:
    """Show what became of the slots of the schedules, the newest first."""
    from briefpress import console
    from briefpress.record import history as kept

    with _readable():
        rows = kept.runs(_place(desk, output), most, name)
    if not rows:
        # Those that were taken out of the settings may have rows; who has none is told what there is.
        _, known = schedules(desk)
        whose = f"of {one_of(known, name).id} " if name else ""
        console.note(f"nothing {whose}is on record yet; 'briefpress schedule list' shows what fires when")
    if form == "json":
        console.data([row.plain() for row in rows])
    else:
        console.lines([_line(row) for row in rows])


@app.command("show")
def show(
    number: Annotated[int, typer.Argument(metavar="RUN", help="The number of a run, as the history shows it.")],
    desk: DeskOption = Path(),
    output: ShelfOption = None,
    form: Form = "text",
) -> None:
    """Show one run: what it issued, what changed in it, and its log."""
    from briefpress import console
    from briefpress.record import history as kept

    with _readable():
        row = kept.run(_place(desk, output), number)
    if row is None:
        raise CannotRun(f"no run {number}; 'briefpress schedule history' shows those that are kept")
    if form == "json":
        console.data(row.plain())
        return
    took = f"began {row.started or 'never'}, ended {row.finished or 'not yet'}"
    console.lines([_line(row), took, *[f"issued {one}" for one in row.issued]])
    console.lines([line for line in (*row.changes.splitlines(), *row.log.splitlines()) if line.strip()])


def _place(desk: Path, output: Path | None) -> Path:
    from briefpress.record.kept import place

    return place(output or root(desk) / "output")


@contextmanager
def _readable() -> Iterator[None]:
    """Say in words that the history cannot be read; raises CannotRun."""
    import sqlite3

    try:
        yield
    except sqlite3.Error as why:
        raise CannotRun(f"the history cannot be read: {why}") from None


def _line(row: "Run") -> str:
    slots = row.slot if row.slots == 1 else f"{row.slot} to {row.last} ({row.slots} slots)"
    return f"{row.id}\t{row.schedule}\t{slots}\t{row.outcome}\t{', '.join(row.issued)}"
