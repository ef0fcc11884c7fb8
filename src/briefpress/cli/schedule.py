"""`schedule`: what is made again by the clock."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from briefpress.cli.shared import FINDINGS, CannotRun, DeskOption, root

if TYPE_CHECKING:
    from briefpress.model.schedule import Schedule

Form = Annotated[Literal["text", "json"], typer.Option("--format", "-f", help="How it is shown.")]

app = typer.Typer(
    help="Make briefs again by the clock: schedules stand in briefpress.yaml.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


def schedules(desk: Path) -> "tuple[Path, tuple[Schedule, ...]]":
    """Return a desk and its schedules, or say what is wrong with its settings; raises CannotRun."""
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
    return top, found.schedules


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
