"""`explain`: the manual."""

from typing import Annotated

import typer

from briefpress.cli.shared import CannotRun


def explain(
    code: Annotated[
        str, typer.Argument(metavar="[CODE|NAME]", help="Such as BP304 or traced; without it, all codes.")
    ] = "",
) -> None:
    """Say what a finding means, why it matters and how to mend it."""
    from briefpress import console
    from briefpress.app import explain as verb

    if not code:
        console.entries(verb.everything())
        return
    try:
        entry = verb.explained(code)
    except verb.Unknown as why:
        raise CannotRun(str(why)) from None
    console.page(entry.text)
