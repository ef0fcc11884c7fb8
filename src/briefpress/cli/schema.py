"""`schema`: what editors need."""

from pathlib import Path
from typing import Annotated

import typer

from briefpress.cli.shared import CannotRun


def schema(
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder to write the schemas to.")] = Path(
        "docs/schema"
    ),
) -> None:
    """Write a JSON Schema for every kind of content file, for editors."""
    from briefpress import console
    from briefpress.app import schema as verb
    from briefpress.diagnostics import cause

    try:
        console.lines([str(path) for path in verb.write(output)])
    except OSError as why:
        raise CannotRun(f"cannot write to '{output}': {cause(why)}") from None
