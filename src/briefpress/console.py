"""The only place that prints: findings, progress and tables, coloured on a terminal and plain in a pipe."""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from datetime import UTC, datetime
from time import monotonic
from typing import TYPE_CHECKING, Literal, Self

from typing_extensions import override

from briefpress import __version__
from briefpress.diagnostics import as_json, concise, full, github, sarif, summary, visible
from briefpress.load.manual import manual

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rich.console import Console
    from rich.progress import Progress, ProgressColumn, TaskID

    from briefpress.app.listing import Listing
    from briefpress.diagnostics import Diagnostic
    from briefpress.load.desk import Files
    from briefpress.load.manual import Entry

Style = Literal["full", "concise", "json", "github", "sarif"]

_STYLES = {
    "error": "bold red",
    "warning": "bold yellow",
    "message": "bold",
    "caret": "bold red",
    "other": "bold blue",
    "gutter": "blue",
    "help": "bold green",
}


def findings(found: Sequence[Diagnostic], files: Files, style: Style) -> None:
    """Print findings: to stdout for machines, to stderr for people."""
    match style:
        case "json":
            data([as_json(finding) for finding in found])
        case "github":
            lines([github(finding, _base(files)) for finding in found])
        case "sarif":
            rules = {entry.code: (entry.name or entry.code, entry.meaning) for entry in manual().values()}
            data(sarif(found, rules, __version__, _base(files)))
        case "full" | "concise":
            # What colours a terminal takes time to load: with nothing to say it is not asked for.
            if found:
                _told(found, files, style)


def _base(files: Files) -> str:
    """Return the way from here, where machines look for files, to the desk."""
    way = os.path.relpath(files.root).replace(os.sep, "/")
    return "" if way == "." else f"{way}/"


def _told(found: Sequence[Diagnostic], files: Files, style: Style) -> None:
    out = _console()
    for finding in found:
        if style == "concise":
            out.print(concise(finding), markup=False, highlight=False, soft_wrap=True)
            continue
        named = {label.where.file for label in (finding.label, *finding.others)}
        for look, text in full(finding, {file: files.lines(file) for file in named}):
            out.print(text, style=_STYLES.get(look, ""), end="", markup=False, highlight=False, soft_wrap=True)
        out.print()


def verdict(found: Sequence[Diagnostic], text: str = "") -> None:
    """Print how it ended, on one line."""
    note(f"{text}{': ' if text else ''}{summary(found)}")


def note(text: str) -> None:
    """Print a line for a person."""
    sys.stderr.write(f"{text}\n")


def data(value: object) -> None:
    """Print data for a machine."""
    # Escaped, so that it is JSON in any encoding and a file name that is not UTF-8 cannot break it.
    sys.stdout.write(json.dumps(value, indent=1) + "\n")


def lines(texts: Sequence[str]) -> None:
    """Print results, one to a line, for a person or a pipe."""
    sys.stdout.write("".join(f"{text}\n" for text in texts))


def table(listing: Listing) -> None:
    """Print what a desk holds."""
    if not sys.stdout.isatty():
        lines([f"{row['brief']}\t{row['audience']}\t{row['headline']}" for row in listing.briefs])
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table

    out = Console()
    grid = Table("Brief", "Audience", "Headline", box=box.SIMPLE_HEAD)
    for row in listing.briefs:
        grid.add_row(row["brief"], row["audience"], row["headline"])
    out.print(grid)
    out.print(" · ".join(f"{count} {name}" for name, count in listing.records.items()), highlight=False)


def page(text: str) -> None:
    """Print a page of the manual: set on a terminal, as it is written in a pipe."""
    if not sys.stdout.isatty():
        sys.stdout.write(text)
        return
    from rich.console import Console
    from rich.markdown import Markdown

    Console().print(Markdown(text))


def entries(known: Sequence[Entry]) -> None:
    """Print the codes of the manual with their names and meanings."""
    if not sys.stdout.isatty():
        lines([f"{entry.code}\t{entry.name}\t{entry.meaning}" for entry in known])
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table

    grid = Table("Code", "Name", "What it finds", box=box.SIMPLE_HEAD)
    for entry in known:
        grid.add_row(entry.code, entry.name, entry.meaning)
    Console().print(grid)


def event(form: Literal["text", "json"], level: str, name: str, text: str, about: Mapping[str, object]) -> None:
    """Print a line of a log: what happened, when, and about which schedule."""
    at = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
    if form == "json":
        line = json.dumps({"time": at, "level": level, "event": name, "text": text, **about})
    else:
        line = visible(f"{at} {about.get('schedule', 'schedules')}: {text}")
    # Whoever reads it reads it now; and that nobody does is no reason to end.
    with suppress(OSError):
        sys.stderr.write(f"{line}\n")
        sys.stderr.flush()


def profile(made: Sequence[str], spent: Mapping[str, Mapping[str, float]], reused: Sequence[str]) -> None:
    """Print where the time went, a line for each artifact and a column for each stage, and what took none and why."""
    for name in reused:
        note(f"{name}  not made: it stands, and nothing differs that it is made of")
    for name in made:
        if name not in spent:
            note(f"{name}  not made: it was finished by a build that did not end well")
    stages = list(dict.fromkeys(stage for of in spent.values() for stage in of))
    wide = max(map(len, spent), default=0)
    for name, of in spent.items():
        cells = "".join(f"  {stage} {of[stage]:.2f}" for stage in stages if stage in of)
        note(f"{name:<{wide}}  {sum(of.values()):.2f} s{cells}")


class Watch:
    """A progress bar on a terminal, silence elsewhere."""

    def __init__(self) -> None:
        self._progress: Progress | None = None
        self._task: TaskID | None = None
        self._lengths: dict[str, float] = {}
        self._begun: dict[str, float] = {}

    def start(self, lengths: Mapping[str, float]) -> None:
        """Begin with these artifacts to make, and how long each may take."""
        if not lengths or not sys.stderr.isatty():
            return
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        left = TextColumn("{task.fields[left]} left")
        columns = (TextColumn("{task.description}"), BarColumn(), left, TimeElapsedColumn(), _remaining(self))
        self._lengths = dict(lengths)
        self._progress = Progress(*columns, console=_console(), transient=True)
        self._task = self._progress.add_task("", total=sum(lengths.values()), left=len(lengths))
        self._progress.start()

    def step(self, name: str) -> None:
        """Show which artifact is begun."""
        self._begun[name] = monotonic()
        self._show()

    def done(self, name: str) -> None:
        """Show that an artifact is over."""
        length = self._lengths.pop(name, 0)
        self._begun.pop(name, None)
        self._show(length)

    def _show(self, advance: float = 0) -> None:
        if self._progress and self._task is not None:
            names = list(self._begun)
            more = f" and {len(names) - 1} more" if names[1:] else ""
            said = f"printing {names[0]}{more}" if names else ""
            self._progress.update(self._task, advance=advance, left=len(self._lengths), description=said)

    def remaining(self) -> float:
        """Return how many seconds it will take, by how long the same took before and how many are made at once."""
        now = monotonic()
        gone = {name: now - begun for name, begun in self._begun.items()}
        work = sum(max(length - gone.get(name, 0), 0) for name, length in self._lengths.items())
        return work / max(len(gone), 1)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Clear the bar."""
        if self._progress:
            self._progress.stop()


def _remaining(watch: Watch) -> ProgressColumn:
    from rich.progress import ProgressColumn
    from rich.text import Text

    class Remaining(ProgressColumn):
        @override
        def render(self, task: object) -> Text:
            return Text(f"about {watch.remaining():.0f} s")

    return Remaining()


def _console() -> Console:
    from rich.console import Console

    return Console(stderr=True)
