"""`check`: what is wrong with a desk."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from briefpress.cli.shared import FINDINGS, AsOf, CannotRun, DeskArgument, day, root


def check(
    desk: DeskArgument = Path(),
    report: Annotated[
        Literal["full", "concise", "json", "github", "sarif"],
        typer.Option("--format", "-f", help="How findings are shown."),
    ] = "full",
    as_of: AsOf = "",
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings fail too.")] = False,
    select: Annotated[
        str, typer.Option(metavar="CODES", help="Only these findings: BP304, or BP3; several with commas.")
    ] = "",
    ignore: Annotated[str, typer.Option(metavar="CODES", help="All but these findings.")] = "",
) -> None:
    """Check a desk's content without building anything."""
    from briefpress import console
    from briefpress.app.proved import reopened
    from briefpress.diagnostics import chosen, counted, failed

    # What the last build found of a brief holds while all that the brief rests on is the same.
    opened = reopened(root(desk), day(as_of))
    met = {finding.code for finding in opened.findings}
    found = chosen(opened.findings, _codes(select, met), _codes(ignore, met))
    console.findings(found, opened.files, report)
    if report in ("full", "concise"):
        held = opened.library
        console.verdict(found, counted(len(held.claims), "claim") + " checked" if held else "")
    if failed(found) or (strict and found):
        raise typer.Exit(FINDINGS)


def _codes(text: str, met: set[str]) -> tuple[str, ...]:
    from briefpress.app import explain as verb

    try:
        return verb.codes(text, met)
    except verb.Unknown as why:
        raise CannotRun(str(why)) from None
