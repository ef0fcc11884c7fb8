"""The program: every command, in the order in which help lists them."""

import sys
from typing import Annotated

import typer

from briefpress import __version__
from briefpress.cli.build import build
from briefpress.cli.changes import changes
from briefpress.cli.check import check
from briefpress.cli.deliver import deliver
from briefpress.cli.explain import explain
from briefpress.cli.listing import list_
from briefpress.cli.lock import lock
from briefpress.cli.plan import plan
from briefpress.cli.publish import publish
from briefpress.cli.schedule import app as schedule
from briefpress.cli.schema import schema
from briefpress.cli.status import status
from briefpress.cli.trace import trace
from briefpress.cli.verify import verify
from briefpress.cli.withdraw import withdraw

_COMMANDS = (
    ("build", build),
    ("plan", plan),
    ("publish", publish),
    ("changes", changes),
    ("verify", verify),
    ("withdraw", withdraw),
    ("status", status),
    ("deliver", deliver),
    ("check", check),
    ("explain", explain),
    ("lock", lock),
    ("list", list_),
    ("schema", schema),
    ("trace", trace),
)

app = typer.Typer(
    name="briefpress",
    help="Print one curated evidence base as different briefs for different readers.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for _name, _command in _COMMANDS:
    app.command(_name)(_command)
app.add_typer(schedule, name="schedule")


def _version(asked: bool) -> None:
    if asked:
        sys.stdout.write(f"briefpress {__version__}\n")
        raise typer.Exit


@app.callback()
def top(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Print one curated evidence base as different briefs for different readers."""
