"""`withdraw`: an edition taken back."""

from pathlib import Path
from typing import Annotated

import typer

from briefpress.cli.shared import (
    FINDINGS,
    AsOf,
    CannotRun,
    DeskOption,
    OutputOption,
    WaitOption,
    because,
    day,
    root,
    spoken,
)


def withdraw(
    edition: Annotated[str, typer.Argument(metavar="EDITION", help="Its id, such as harbour/pilots/3.")],
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason, as its readers will be told it.")],
    output: OutputOption = None,
    wait: WaitOption = False,
    as_of: AsOf = "",
    desk: DeskOption = Path(),
) -> None:
    """Mark an edition as withdrawn: it stays as it is, and 'verify' and the library say that it was, and why."""
    from briefpress import console
    from briefpress.app import withdraw as verb
    from briefpress.diagnostics import failed

    top = root(desk)
    folder = output or top / "output"
    try:
        with spoken():
            taken = verb.withdraw(top, folder, edition, why, day(as_of), wait=wait)
    except verb.NoEdition as answer:
        raise CannotRun(str(answer)) from None
    except OSError as refusal:
        raise CannotRun(f"cannot write to '{folder}': {because(refusal)}") from None
    console.findings(taken.findings, taken.files, "full")
    console.note(f"edition {taken.entry.id} is withdrawn")
    if failed(taken.findings):
        console.note("the library page does not say so yet: mend this, and the next publish writes it")
        raise typer.Exit(FINDINGS)
