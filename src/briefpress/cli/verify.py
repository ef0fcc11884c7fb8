"""`verify`: what a file is, and whether every edition is whole."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from briefpress.cli.shared import FINDINGS, CannotRun, DeskOption, ShelfOption, depot, shelf

if TYPE_CHECKING:
    from briefpress.record.depot import Depot


def verify(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE]", help="A brief in any format; without it, every edition on disk."),
    ] = None,
    output: ShelfOption = None,
    form: Annotated[Literal["text", "json"], typer.Option("--format", "-f", help="How it is shown.")] = "text",
    desk: DeskOption = Path(),
) -> None:
    """Say whether a brief in hand is current, superseded, withdrawn, altered, a draft or unknown: 0 only if current."""
    from briefpress import console
    from briefpress.app import verify as verb
    from briefpress.diagnostics import cause

    folder = shelf(desk, output)
    if file is None:
        _library(folder, depot(desk, output), form)
        return
    try:
        verdict = verb.verify(file, folder, depot(desk, output))
    except OSError as why:
        raise CannotRun(f"cannot read '{file}': {cause(why)}") from None
    if form == "json":
        console.data(verdict.plain())
    else:
        console.lines(list(verdict.told()))
    if verdict.state != "current":
        raise typer.Exit(FINDINGS)


def _library(folder: Path, kept: "Depot", form: Literal["text", "json"]) -> None:
    from briefpress import console
    from briefpress.app import verify as verb
    from briefpress.load.desk import Files

    found, counted = verb.library(kept)
    console.findings(found, Files(folder), "json" if form == "json" else "full")
    if form == "text":
        console.verdict(found, f"{counted} {kept.where}")
    if found:
        raise typer.Exit(FINDINGS)
