"""What several verbs share: options, exit statuses, and finding a desk and a day."""

from __future__ import annotations

import os
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.app.desk import Opened
    from briefpress.model.files import Format
    from briefpress.record.depot import Depot

CLEAN, FINDINGS, CANNOT_RUN, BUG, BUSY, INTERRUPTED = 0, 1, 2, 3, 75, 130


class Busy(Exception):
    """Another briefpress is writing into the output folder."""


class CannotRun(Exception):
    """There is nothing to work on, or the words make no sense."""


DeskOption = Annotated[
    Path,
    typer.Option("--desk", help="The desk's folder; without it, the one you are in.", show_default=False),
]
DeskArgument = Annotated[
    Path,
    typer.Argument(metavar="[DESK]", help="The desk's folder; without it, the one you are in.", show_default=False),
]
ReportOption = Annotated[Literal["full", "concise", "json"], typer.Option("--report", help="How findings are shown.")]
BriefsArgument = Annotated[list[str] | None, typer.Argument(metavar="[BRIEF]...", help="Only these briefs.")]
AudienceOption = Annotated[
    list[str] | None, typer.Option("--audience", "-a", help="Only for this audience; may be repeated.")
]
FormatOption = Annotated[
    str, typer.Option("--format", "-f", help="pdf, large (pdf in large print), html, json; several with commas.")
]
OutputOption = Annotated[
    Path | None,
    typer.Option("--output", "-o", help="Folder to write to; without it, the desk's output/.", show_default=False),
]
ShelfOption = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", help="Folder with what was made; without it, the desk's output/.", show_default=False
    ),
]
WaitOption = Annotated[
    bool, typer.Option("--wait", help="Wait for another briefpress that is writing into the folder.")
]
JobsOption = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        min=0,
        metavar="N",
        envvar="BRIEFPRESS_JOBS",
        show_envvar=False,
        help="Print with so many processes; without it (or BRIEFPRESS_JOBS), one for each core. "
        "0 prints without limits of time and memory.",
        show_default=False,
    ),
]
AsOf = Annotated[
    str,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help="Date the briefs speak for (2026-11-22); without it, today.",
        show_default=False,
    ),
]


@contextmanager
def spoken() -> Iterator[None]:
    """Say in words why a verb cannot run; raises CannotRun and Busy."""
    from briefpress.app.build import Unknown
    from briefpress.app.desk import Changed
    from briefpress.record import hold

    try:
        yield
    except Unknown as why:
        raise CannotRun(str(why)) from None
    except Changed as why:
        raise Busy(str(why)) from None
    except hold.Busy as why:
        raise Busy(f"{why}; try again later, or with --wait") from None


def open_desk(start: Path, as_of: date, output: Path | None = None) -> Opened:
    """Read the desk that a folder lies in and check it for a day; raises CannotRun."""
    from briefpress.app.desk import opened

    return opened(root(start), as_of, output)


def root(start: Path) -> Path:
    """Return the desk that a folder lies in; raises CannotRun."""
    from briefpress.app.root import NoDesk, root_of

    try:
        return root_of(start)
    except OSError as why:
        raise CannotRun(f"cannot look for a desk: {because(why)}") from None
    except NoDesk as why:
        raise CannotRun(f"{why}; a desk is a folder with briefpress.yaml and content/") from None


def target(desk: Path, output: Path | None) -> Path:
    """Return the folder to write to, which must not be one that the desk is read from; raises CannotRun."""
    folder = output or desk / "output"
    for name in ("content", "templates"):
        # Not by `resolve`, which fails where links go round in circles.
        if Path(os.path.realpath(folder)).is_relative_to(os.path.realpath(desk / name)):
            raise CannotRun(f"'{folder}' lies in {name}/, from which the desk is read: choose another --output")
    return folder


def shelf(desk: Path, output: Path | None) -> Path:
    """Return the folder to read from, which must be there if it was named; raises CannotRun."""
    if output and not output.is_dir():
        raise CannotRun(f"no folder '{output}': --output names the one that briefs were written to")
    return output or root(desk) / "output"


def depot(desk: Path, output: Path | None) -> Depot:
    """Return where editions are kept: the folder that was named, or what the desk says; raises CannotRun."""
    from briefpress.app.depot import depot as of
    from briefpress.record.depot import Folder

    return Folder(shelf(desk, output)) if output else of(root(desk), shelf(desk, output), sure=True)


def leave(opened: Opened) -> None:
    """Leave with the status that findings have, if something is wrong with a desk."""
    if opened.sound is None:
        raise typer.Exit(FINDINGS)


def formats_of(text: str) -> tuple[Format, ...]:
    """Return the formats in a list with commas; raises CannotRun."""
    from briefpress.diagnostics import suggest
    from briefpress.emit.artifact import FORMATS

    named = [part.strip() for part in text.split(",") if part.strip()]
    for name in named:
        if name not in FORMATS:
            raise CannotRun(f"no format '{name}': {suggest(name, FORMATS) or 'one of ' + ', '.join(FORMATS)}")
    if not named:
        raise CannotRun(f"no format given: one of {', '.join(FORMATS)}")
    return tuple(known for known in FORMATS if known in named)


def day(text: str) -> date:
    """Return the day asked for, or that of SOURCE_DATE_EPOCH, or today."""
    if text:
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise CannotRun(f"'{text}' is not a day: write it as 2026-11-22") from None
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return datetime.now().astimezone().date()
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError):
        raise CannotRun(f"SOURCE_DATE_EPOCH is '{epoch}', not a count of seconds") from None


def because(why: OSError) -> str:
    """Say why the outside world refused, and what it was about."""
    from briefpress.diagnostics import cause

    return f"{cause(why)}: '{why.filename}'" if why.filename else cause(why)
