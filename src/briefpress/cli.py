"""Words in: commands, options and exit statuses."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from datetime import UTC, date, datetime
from io import StringIO, TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TextIO

import typer
from typer.exceptions import TyperException

from briefpress import __version__

if TYPE_CHECKING:
    from briefpress.app.build import Format
    from briefpress.app.desk import Opened
    from briefpress.console import Style
    from briefpress.diagnostics import Diagnostic

CLEAN, FINDINGS, CANNOT_RUN, BUG, INTERRUPTED = 0, 1, 2, 3, 130

app = typer.Typer(
    name="briefpress",
    help="Print one curated evidence base as different briefs for different readers.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class CannotRun(Exception):
    """There is nothing to work on, or the words make no sense."""


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


DeskOption = Annotated[
    Path,
    typer.Option("--desk", help="The desk's folder; without it, the one you are in.", show_default=False),
]
DeskArgument = Annotated[
    Path,
    typer.Argument(metavar="[DESK]", help="The desk's folder; without it, the one you are in.", show_default=False),
]
ReportOption = Annotated[Literal["full", "concise", "json"], typer.Option("--report", help="How findings are shown.")]
AsOf = Annotated[
    str,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help="Date the briefs speak for (2026-11-22); without it, today.",
        show_default=False,
    ),
]


@app.command()
def build(  # noqa: PLR0913, PLR0917 - an option each
    briefs: Annotated[
        list[str] | None, typer.Argument(metavar="[BRIEF]...", help="Briefs to build; without any, all.")
    ] = None,
    audience: Annotated[
        list[str] | None, typer.Option("--audience", "-a", help="Only for this audience; may be repeated.")
    ] = None,
    formats: Annotated[str, typer.Option("--format", "-f", help="pdf, html, json; several with commas.")] = "pdf",
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Folder to write to; without it, the desk's output/.", show_default=False),
    ] = None,
    as_of: AsOf = "",
    desk: DeskOption = Path(),
    report: ReportOption = "full",
) -> None:
    """Build the current briefs; what has not changed is not made again."""
    from briefpress import console
    from briefpress.app import build as verb

    today = _day(as_of)
    opened = _open(desk, today)
    wanted = verb.Wanted(tuple(briefs or ()), tuple(audience or ()), _formats(formats))
    watch = console.Watch()
    folder = output or opened.root / "output"
    try:
        done = verb.build(opened, wanted, folder, today, watch)
    except verb.Unknown as why:
        raise CannotRun(str(why)) from None
    finally:
        watch.stop()
    _close(
        done.findings,
        opened,
        report,
        made=[str(folder / name) for name in done.made],
        reused=len(done.reused),
    )


@app.command()
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
    from briefpress.diagnostics import chosen, counted, failed

    opened = _open(desk, _day(as_of))
    met = {finding.code for finding in opened.findings}
    found = chosen(opened.findings, _codes(select, met), _codes(ignore, met))
    console.findings(found, opened.files, report)
    if report in ("full", "concise"):
        held = opened.library
        console.verdict(found, counted(len(held.claims), "claim") + " checked" if held else "")
    if failed(found) or (strict and found):
        raise typer.Exit(FINDINGS)


@app.command()
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


@app.command()
def lock(
    archive: Annotated[
        Path, typer.Option("--archive", help="Folder with the texts of the sources, under the names they are filed by.")
    ],
    desk: DeskArgument = Path(),
    report: Annotated[
        Literal["full", "concise", "json", "github", "sarif"],
        typer.Option("--format", "-f", help="How findings are shown."),
    ] = "full",
    as_of: AsOf = "",
) -> None:
    """Verify every anchor and value against the filed texts, and record that in content/evidence.lock."""
    from briefpress import console
    from briefpress.app import lock as verb

    if not archive.is_dir():
        raise CannotRun(f"no folder '{archive}'")
    done = verb.lock(_root(desk), archive, _day(as_of))
    console.findings(done.findings, done.files, report)
    if report in ("full", "concise"):
        console.verdict(done.findings, done.summary)
    if done.lock is None:
        raise typer.Exit(FINDINGS)


@app.command("list")
def list_(
    desk: DeskArgument = Path(),
    form: Annotated[Literal["table", "json"], typer.Option("--format", "-f", help="How the list is shown.")] = "table",
) -> None:
    """List the briefs of a desk and what stands behind them."""
    from briefpress import console
    from briefpress.app.listing import listing

    opened = _open(desk, _day(""))
    if opened.library is None:
        console.findings(opened.findings, opened.files, "full")
        raise typer.Exit(FINDINGS)
    found = listing(opened.library)
    if form == "json":
        console.data({"briefs": list(found.briefs), "records": found.records})
    else:
        console.table(found)
    if opened.sound is None:
        console.verdict(opened.findings, "see 'briefpress check'")
    _leave(opened)


@app.command()
def schema(
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder to write the schemas to.")] = Path(
        "docs/schema"
    ),
) -> None:
    """Write a JSON Schema for every kind of content file, for editors."""
    from briefpress import console
    from briefpress.app import schema as verb

    try:
        console.lines([str(path) for path in verb.write(output)])
    except OSError as why:
        raise CannotRun(f"cannot write to '{output}': {(why.strerror or str(why)).lower()}") from None


@app.command()
def trace(
    what: Annotated[
        str, typer.Argument(metavar="[CLAIM|SOURCE|NUMBER]", help="An id, or a number as a brief prints it.")
    ] = "",
    source: Annotated[
        str, typer.Option("--source", "-s", metavar="SOURCE", help="What a correction of this source touches.")
    ] = "",
    form: Annotated[Literal["text", "json"], typer.Option("--format", "-f", help="How it is shown.")] = "text",
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Folder of the built briefs; without it, output/.", show_default=False),
    ] = None,
    as_of: AsOf = "",
    desk: DeskOption = Path(),
) -> None:
    """Show where a claim or number is printed, what it rests on, and what rests on it."""
    from briefpress import console
    from briefpress.app import trace as verb

    if not what and not source:
        raise CannotRun("nothing to trace: give a claim, a number, or --source and a source")
    opened = _open(desk, _day(as_of))
    # A finding that keeps a brief from being built may be what somebody traces a claim for.
    if opened.library is None or not opened.printed:
        console.findings(opened.findings, opened.files, "full")
        raise typer.Exit(FINDINGS)
    try:
        found = verb.traced(opened, opened.library, what, source, output or opened.root / "output")
    except verb.Unknown as why:
        raise CannotRun(str(why)) from None
    if form == "json":
        console.data(found.plain())
    else:
        console.lines(list(verb.told(found)))


def _close(findings: list[Diagnostic], opened: Opened, report: Style, *, made: list[str], reused: int) -> None:
    from briefpress import console
    from briefpress.diagnostics import as_json, failed

    if report == "json":
        console.data({"made": made, "reused": reused, "findings": [as_json(finding) for finding in findings]})
    else:
        console.findings(findings, opened.files, report)
        console.lines(made)
        if failed(findings):
            console.verdict(findings, "nothing written")
        else:
            console.note(f"{len(made)} made, {reused} unchanged")
    if failed(findings):
        raise typer.Exit(FINDINGS)


def _open(start: Path, as_of: date) -> Opened:
    from briefpress.app.desk import opened

    return opened(_root(start), as_of)


def _root(start: Path) -> Path:
    from briefpress.app.desk import NoDesk, root_of

    try:
        return root_of(start)
    except OSError as why:
        raise CannotRun(f"cannot look for a desk: {_because(why)}") from None
    except NoDesk as why:
        raise CannotRun(f"{why}; a desk is a folder with briefpress.yaml and content/") from None


def _leave(opened: Opened) -> None:
    if opened.sound is None:
        raise typer.Exit(FINDINGS)


def _formats(text: str) -> tuple[Format, ...]:
    from briefpress.app.build import FORMATS
    from briefpress.diagnostics import suggest

    named = [part.strip() for part in text.split(",") if part.strip()]
    for name in named:
        if name not in FORMATS:
            raise CannotRun(f"no format '{name}': {suggest(name, FORMATS) or 'one of ' + ', '.join(FORMATS)}")
    if not named:
        raise CannotRun(f"no format given: one of {', '.join(FORMATS)}")
    return tuple(known for known in FORMATS if known in named)


def _codes(text: str, met: set[str]) -> tuple[str, ...]:
    from briefpress.app import explain as verb

    try:
        return verb.codes(text, met)
    except verb.Unknown as why:
        raise CannotRun(str(why)) from None


def _day(text: str) -> date:
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


def main() -> None:
    """Run briefpress and leave with its exit status."""
    _mend_streams()
    sys.exit(_run())


def _mend_streams() -> None:
    """Make sure that there is something to print to, and that it takes any character."""
    sys.stdout = sys.stdout or StringIO()
    sys.stderr = sys.stderr or StringIO()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _run() -> int:
    try:
        status = int(app(standalone_mode=False) or CLEAN)
        sys.stdout.flush()
    except (typer.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except (CannotRun, TyperException) as why:
        return _cannot_run(_usage(why) if isinstance(why, TyperException) else str(why))
    except (BrokenPipeError, SystemExit) as why:
        # The reader went away, as `head` does: that is not an error, although typer and rich leave with 1.
        if not isinstance(why, BrokenPipeError) and not isinstance(why.__context__, BrokenPipeError):
            raise
        _silence(sys.stdout, sys.stderr)
        return CLEAN
    except OSError as why:
        # What goes wrong with a desk or with output/ is a finding; this is about the place we print to.
        _silence(sys.stdout)
        return _cannot_run(_because(why))
    except Exception as why:  # noqa: BLE001 - the last line of defence: a bug is reported, not dumped
        return _bug(why)

    return status


def _cannot_run(text: str) -> int:
    with suppress(OSError):
        sys.stderr.write(text if text.startswith("Usage:") else f"briefpress: {text}\n")
    return CANNOT_RUN


def _usage(why: TyperException) -> str:
    said, context = why.format_message(), getattr(why, "ctx", None)
    if said.startswith("Usage:"):
        return f"{said}\n"
    said = (said[0].lower() + said[1:]).removesuffix(".")
    return f"{said}; see '{context.command_path if context else 'briefpress'} -h'"


def _because(why: OSError) -> str:
    reason = (why.strerror or str(why)).lower()
    return f"{reason}: '{why.filename}'" if why.filename else reason


def _silence(*streams: TextIO) -> None:
    """Send what is still to be printed nowhere, or Python complains of it at exit."""
    for stream in streams:
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _bug(why: Exception) -> int:
    import traceback

    frame = traceback.extract_tb(why.__traceback__)[-1]
    sys.stderr.write(
        f"error[BP901]: a bug in briefpress {__version__}: {type(why).__name__}: {why}\n"
        f"  --> {frame.filename}:{frame.lineno}\n"
        "   = help: please report it; BRIEFPRESS_TRACEBACK=1 shows the whole way here\n"
    )
    if os.environ.get("BRIEFPRESS_TRACEBACK"):
        traceback.print_exception(why)
    return BUG


if __name__ == "__main__":
    main()
