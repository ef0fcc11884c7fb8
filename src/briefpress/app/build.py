"""`build`: the current briefs, made only where something differs from what stands on disk."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from importlib.metadata import version
from typing import TYPE_CHECKING, Literal, Protocol

from briefpress import __version__
from briefpress.app.expected import expected
from briefpress.diagnostics import Diagnostic, Span, error, failed, in_order, suggest
from briefpress.plan.fingerprint import Made, canonical, digest, fingerprint
from briefpress.record import store
from briefpress.record.hold import held
from briefpress.view.compose import compose

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from briefpress.app.desk import Opened
    from briefpress.check.proof import Printed
    from briefpress.emit.layout.expected import Expected
    from briefpress.emit.templates import Templates
    from briefpress.model.edition import Library
    from briefpress.model.view import View

Format = Literal["pdf", "large", "html", "json"]
FORMATS: tuple[Format, ...] = ("pdf", "large", "html", "json")
ENDINGS: dict[Format, str] = {"large": "large.pdf"}
"""How files end where that is not the name of their format."""
Paper = Literal["a4", "letter"]


class Progress(Protocol):
    """Whoever watches a build."""

    def start(self, total: int) -> None:
        """Hear how many artifacts there are to make."""

    def step(self, name: str) -> None:
        """Hear which artifact is begun."""


class Unwatched:
    """Nobody watches."""

    def start(self, total: int) -> None:
        """Hear nothing."""

    def step(self, name: str) -> None:
        """Hear nothing."""


class Unknown(Exception):
    """A brief or audience was asked for that the desk does not have."""


@dataclass(frozen=True)
class Wanted:
    """What to build: nothing named means everything."""

    briefs: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    formats: tuple[Format, ...] = ("pdf",)
    paper: Paper | None = None
    """Another paper than the audience's own, which the names of the files then say."""


@dataclass
class Built:
    """What a build did."""

    made: list[str] = field(default_factory=list)
    reused: list[str] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)


@dataclass(frozen=True)
class _Job:
    name: str
    format: Format
    view: View
    template: str
    record: Made
    expected: Expected


def build(desk: Opened, wanted: Wanted, output: Path, today: date, progress: Progress, *, wait: bool = False) -> Built:
    """Make the wanted briefs. Either all of them are written or none; raises Unknown and Busy."""
    library = desk.sound
    if library is None:
        return Built(findings=desk.findings)
    chosen = selected(desk, library, wanted)
    try:
        store.writable(output)
    except OSError as why:
        return Built(findings=[*desk.findings, unwritable(output, why)])
    from briefpress.emit.templates import Templates

    templates = Templates.of(desk.root)
    known = store.recorded(output)
    jobs = list(_jobs(library, chosen, wanted, known, today, templates.digest()))
    done = Built(findings=list(desk.findings))
    waiting = []
    for job in jobs:
        kept = known.get(job.name)
        if kept and kept.fingerprint == job.record.fingerprint and store.intact(output, job.name, kept):
            done.reused.append(job.name)
        else:
            waiting.append(job)
    if not waiting:
        return done
    try:
        with held(output, wait=wait):
            done = _make(waiting, templates, output, progress, done)
    except OSError as why:
        done.findings.append(unwritable(output, why))
    done.findings = in_order(desk.files.resolved(done.findings))
    return done


def _make(jobs: Sequence[_Job], templates: Templates, output: Path, progress: Progress, done: Built) -> Built:
    artifacts: dict[str, bytes] = {}
    # Read again: whoever held the folder before may have made other briefs.
    made = dict(store.recorded(output))
    progress.start(len(jobs))
    for job in jobs:
        progress.step(job.name)
        data, pages, found = _emit(job, templates)
        done.findings.extend(found)
        artifacts[job.name] = data
        made[job.name] = Made(
            job.record.fingerprint, job.record.view, job.record.issued, sha256(data).hexdigest(), len(data), pages
        )
    if failed(done.findings):
        return done
    store.keep(output, artifacts, made)
    done.made.extend(artifacts)
    return done


def selected(desk: Opened, library: Library, wanted: Wanted) -> list[Printed]:
    """Return the proofs of the wanted briefs; raises Unknown."""
    for names, known, what in (
        (wanted.briefs, library.briefs, "brief"),
        (wanted.audiences, library.audiences, "audience"),
    ):
        for name in names:
            if name not in known:
                hint = suggest(name, list(known)) or f"the desk has {', '.join(known) or 'none'}"
                raise Unknown(f"no {what} '{name}': {hint}")
    return [
        one
        for one in desk.printed
        if (not wanted.briefs or one.brief in wanted.briefs)
        and (not wanted.audiences or one.audience in wanted.audiences)
    ]


def _jobs(
    library: Library, chosen: Iterable[Printed], wanted: Wanted, known: dict[str, Made], today: date, templates: str
) -> Iterator[_Job]:
    for one in chosen:
        for fmt in dict.fromkeys(wanted.formats):
            paper = (wanted.paper if fmt in _PAPERY else None) or one.view.paper
            content = digest(replace(one.view, paper=paper))
            name = f"{one.brief}/{_file(one, fmt, paper)}"
            # The date printed is the date of issue: it moves only when what is printed moves.
            before = known.get(name)
            issued = date.fromisoformat(before.issued) if before and before.view == content else today
            dated = compose(replace(one.edition, issued=issued)) if issued != today else one.view
            key = fingerprint(content, fmt, issued.isoformat(), _used(templates, fmt))
            view, record = replace(dated, paper=paper), Made(key, content, issued.isoformat(), "", 0)
            yield _Job(
                name,
                fmt,
                view,
                one.edition.audience.template,
                record,
                expected(library, one.edition, view, large=fmt == "large"),
            )


def _file(one: Printed, fmt: Format, paper: str) -> str:
    size = f".{paper}" if paper != one.view.paper else ""
    return f"{one.audience}{size}.{ENDINGS.get(fmt, fmt)}"


def _emit(job: _Job, templates: Templates) -> tuple[bytes, dict[str, int], list[Diagnostic]]:
    if job.format == "json":
        return (canonical(job.view) + "\n").encode(), {}, []
    from briefpress.emit.html import html, paper

    if job.format == "html":
        page, found = html(job.view, job.template, templates, "screen")
        return page.encode(), {}, found
    page, found = paper(job.view, job.template, templates, "large" if job.format == "large" else "print")
    if found:
        return b"", {}, found
    from briefpress.emit.enclosure import enclosure
    from briefpress.emit.pdf import paged

    return paged(page, templates, job.name, enclosure(job.view), job.expected)


_PAPERY: tuple[Format, ...] = ("pdf", "large")
_ENGINE = ("jinja2", "weasyprint", "pydyf", "pikepdf", "fonttools", "pyphen", "tinycss2")
_TOOLS: dict[Format, tuple[str, ...]] = {
    "pdf": _ENGINE,
    "large": _ENGINE,
    "html": ("jinja2", "fonttools", "uharfbuzz", "brotli"),
    "json": (),
}


def _used(templates: str, fmt: Format) -> dict[str, str]:
    """Return what shapes the bytes beside the View: the templates and the versions of the tools."""
    tools = {name: version(name) for name in _TOOLS[fmt]}
    return {"briefpress": __version__, **({"templates": templates} if tools else {}), **tools}


def unwritable(output: Path, why: OSError) -> Diagnostic:
    """Say that an output folder cannot be written, and why."""
    reason = (why.strerror or str(why)).lower()
    hint = "choose another folder with --output"
    return error("BP504", f"cannot write to '{output}': {reason}", Span(str(output)), help=hint)


def rendered(
    name: str, fmt: Format, view: View, template: str, templates: Templates, held_to: Expected
) -> tuple[bytes, dict[str, int], list[Diagnostic]]:
    """Return an artifact, the page of each of its destinations, and what is wrong."""
    return _emit(_Job(name, fmt, view, template, Made("", "", "", "", 0), held_to), templates)


def tools(formats: Iterable[Format]) -> dict[str, str]:
    """Return the versions of all that shapes the bytes of artifacts."""
    named = dict.fromkeys(("babel", "markdown-it-py", *(name for fmt in formats for name in _TOOLS[fmt])))
    return {"briefpress": __version__, **{name: version(name) for name in named}}
