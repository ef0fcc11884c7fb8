"""Artifacts: what is to be made, from what, and making it, as `build`, `publish` and `plan` need it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Literal

from msgspec import structs

from briefpress import __version__
from briefpress.app.expected import expected
from briefpress.app.tools import TOOLS, installed
from briefpress.emit.artifact import PAPERY, WEIGHTS, Task
from briefpress.model.files import Format, ending
from briefpress.model.record import AudienceRef
from briefpress.plan.fingerprint import SHORT, Made, digest, fingerprint, parts, together
from briefpress.record.store import intact
from briefpress.view.compose import compose

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from briefpress.app.desk import Opened
    from briefpress.check.proof import Printed
    from briefpress.model.edition import Library
    from briefpress.model.manifest import Pair

Paper = Literal["a4", "letter"]


@dataclass(frozen=True)
class Style:
    """The formats to make, and the paper, where it is another than the audience's own."""

    formats: tuple[Format, ...] = ("pdf",)
    paper: Paper | None = None


@dataclass(frozen=True)
class Job:
    """An artifact to be made, and what the manifest will say of it."""

    task: Task
    record: Made

    @property
    def name(self) -> str:
        """The name of the artifact."""
        return self.task.name


def jobs(
    library: Library,
    chosen: Iterable[Printed],
    style: Style,
    known: Mapping[str, Made],
    today: date,
    files: Mapping[str, str],
) -> Iterator[Job]:
    """Yield what is to be made of the chosen briefs."""
    templates = together(files)
    short = {name: sha256[:SHORT] for name, sha256 in files.items()}
    for one in chosen:
        for fmt in dict.fromkeys(style.formats):
            paper = (style.paper if fmt in PAPERY else None) or one.view.paper
            content = digest(structs.replace(one.view, paper=paper))
            name = _name((one.brief, one.audience), fmt, paper, one.view.paper)
            # The date printed is the date of issue: it moves only when what is printed moves.
            before = known.get(name)
            issued = date.fromisoformat(before.issued) if before and before.view == content else today
            dated = compose(replace(one.edition, issued=issued)) if issued != today else one.view
            used = used_for(fmt, one.edition.audience.template, templates)
            key = fingerprint(content, fmt, issued.isoformat(), used)
            view = structs.replace(dated, paper=paper)
            record = Made(key, content, issued.isoformat(), "", 0, {}, parts(view), used, short if TOOLS[fmt] else {})
            held_to = expected(library, one.edition, view, large=fmt == "large")
            yield Job(keyed(Task(name, fmt, view, one.edition.audience.template, held_to), key), record)


def standing(
    desk: Opened, pair: Pair, style: Style, known: Mapping[str, Made], templates: str, output: Path
) -> list[str]:
    """Return without composing it the names of a brief's artifacts if all stand as they would be made, else none."""
    names: list[str] = []
    composed = desk.composed(pair)
    if composed is None or desk.library is None:
        return names
    template = desk.library.audiences[AudienceRef(pair[1])].template
    for fmt in dict.fromkeys(style.formats):
        paper = (style.paper if fmt in PAPERY else None) or composed.paper
        name = _name(pair, fmt, paper, composed.paper)
        before, used = known.get(name), used_for(fmt, template, templates)
        # Another paper makes another View, of which nothing is known.
        same = before is not None and paper == composed.paper and before.view == composed.view
        if before is None or not same or before.fingerprint != fingerprint(composed.view, fmt, before.issued, used):
            return []
        names.append(name)
    return names if all(intact(output, name, known[name], desk.sums) for name in names) else []


def _name(pair: Pair, fmt: Format, paper: str, own: str) -> str:
    size = f".{paper}" if paper != own else ""
    return f"{pair[0]}/{pair[1]}{size}.{ending(fmt)}"


def lengths(tasks: Iterable[Task], known: Mapping[str, float]) -> dict[str, float]:
    """Return how long each task takes by its name, the longest first: as last time, or by its format and evidence."""
    guessed = {task.name: WEIGHTS[task.format] * (1 + len(task.view.rows) / 20) for task in tasks}
    found = {name: known.get(name, guess) for name, guess in guessed.items()}
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def keyed(task: Task, fingerprint: str) -> Task:
    """Return the task with its content key: what shapes its bytes, and all that its pages are held against."""
    told = [fingerprint, task.name, asdict(task.expected)]
    return replace(task, key=sha256(json.dumps(told, sort_keys=True).encode()).hexdigest())


def used_for(fmt: Format, template: str, templates: str) -> dict[str, str]:
    """Return what shapes the bytes beside the View: the templates and the versions of the tools."""
    of = {name: installed(name) for name in TOOLS[fmt]}
    return {"briefpress": __version__, **({"template": template, "templates": templates} if of else {}), **of}
