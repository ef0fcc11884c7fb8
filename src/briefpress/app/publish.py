"""`publish`: the current briefs frozen as the next numbered edition for each of their readers."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from briefpress.app.artifact import keyed, used_for
from briefpress.app.build import AT_ONCE, Wanted, made, unwritable, wanted_pairs
from briefpress.app.composed import said
from briefpress.app.depot import depot
from briefpress.app.expected import expected
from briefpress.app.library import refresh
from briefpress.app.proved import reopened
from briefpress.app.tools import tools
from briefpress.diagnostics import Diagnostic, Place, error, failed, in_order
from briefpress.emit.artifact import Task
from briefpress.model.files import ending
from briefpress.model.manifest import CHANGES, CHANGES_TEXT, FileSum, Manifest, name
from briefpress.model.record import AudienceRef, Id
from briefpress.plan.fingerprint import digest, fingerprint, together
from briefpress.plan.shaped import otherwise
from briefpress.plan.told import markdown
from briefpress.record.editions import Prepared
from briefpress.record.hold import Overtaken, held
from briefpress.record.rack import Fetched, FolderRack
from briefpress.record.shelf import summed
from briefpress.view.compose import compose
from briefpress.view.imprint import imprint

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from briefpress.app.build import Progress
    from briefpress.app.composed import Composed
    from briefpress.app.desk import Opened
    from briefpress.model.edition import Edition, Library
    from briefpress.model.imprint import Imprint
    from briefpress.model.manifest import Pair
    from briefpress.model.rack import Row
    from briefpress.model.view import View
    from briefpress.record.depot import Depot


@dataclass(frozen=True)
class Order:
    """What to publish, and whether new words alone, or nothing new at all, are worth an edition."""

    wanted: Wanted = field(default_factory=lambda: Wanted(formats=("pdf", "html", "json")))
    reworded: bool = False
    restyled: bool = False
    """Whether other templates, fonts or tools alone are worth an edition."""
    always: bool = False


@dataclass
class Published:
    """What a publish did."""

    desk: Opened
    findings: list[Diagnostic]
    issued: list[Manifest] = field(default_factory=list)
    skipped: dict[str, str] = field(default_factory=dict)
    """Why readers got no new edition, by brief and audience."""
    places: dict[str, str] = field(default_factory=dict)
    """Where the new editions lie, by id."""
    told: dict[str, str] = field(default_factory=dict)
    """What changed, as it is told with the new editions, by id."""


def publish(
    root: Path, order: Order, output: Path, today: date, progress: Progress, *, wait: bool = False
) -> Published:
    """Issue the next editions, all of them or none; raises Unknown, Changed, Busy and Unavailable."""
    while True:
        kept = depot(root, output)
        try:
            with held(output, wait=wait):
                return _published(root, order, output, today, progress, kept)
        except Overtaken:
            # What changed since is to be told from another edition now.
            if not wait:
                raise
        except OSError as why:
            FolderRack.of(output).clear()
            desk = reopened(root, today, output, kept)
            return Published(desk, [*desk.findings, unwritable(output, why)])


def _published(root: Path, order: Order, output: Path, today: date, progress: Progress, kept: Depot) -> Published:
    """Issue the next editions; raises Unknown, Busy, Unavailable and OSError."""
    register = kept.begin()
    desk = reopened(root, today, output, kept)
    done = Published(desk, list(desk.findings))
    rack = FolderRack.of(output)
    prepared = _prepared(desk, order, rack, progress, done)
    if prepared and not failed(done.findings):
        done.told = {one.manifest.id: one.files[CHANGES_TEXT].decode() for one in prepared}
        register = kept.issue(prepared, register)
        rack.clear()
        done.issued = [one.manifest for one in prepared]
        issued = {one.id for one in done.issued}
        done.places = {entry.id: kept.said(entry) for entry in register.editions if entry.id in issued}
    desk.remember()
    if desk.library:
        done.findings += refresh(root, desk.library.desk, kept, register)
    done.findings = in_order(desk.files.resolved(done.findings))
    return done


def _prepared(desk: Opened, order: Order, rack: FolderRack, progress: Progress, done: Published) -> list[Prepared]:
    """Return the editions to issue, and note whoever gets none and why."""
    library = desk.sound
    if library is None:
        return []
    from briefpress.emit.templates import Templates

    templates = Templates.of(desk.root)
    files = templates.digests()
    chosen: list[Pair] = []
    for pair, composed in desk.told(wanted_pairs(desk, library, order.wanted)).items():
        if refused := refusal(pair, desk, library, desk.day.plain):
            done.findings.append(refused)
        elif not order.always and (why := unchanged(pair, composed, desk, order, files)):
            done.skipped["/".join(pair)] = why
        else:
            chosen.append(pair)
    if failed(done.findings):
        return []
    prepared: list[Prepared] = []
    used = together(files)
    for start in range(0, len(chosen), AT_ONCE):
        library, printed = desk.of(chosen[start : start + AT_ONCE])
        due = [replace(one.edition, number=next_number((one.brief, one.audience), desk)) for one in printed]
        sheets = [_sheets(library, edition, order, used) for edition in due]
        rows = made(order.wanted.executor, [task for tasks in sheets for task in tasks], templates, progress, rack, {})
        for row in rows.values():
            done.findings.extend(desk.files.resolved(row.found))
        # Once one has failed none is issued: the others are made for what is wrong with them.
        for edition, tasks in zip(due, sheets, strict=True) if not failed(done.findings) else ():
            prepared.append(_edition(edition, [(task, rows[task.name]) for task in tasks], order, files, rack))
    return [] if failed(done.findings) else prepared


def next_number(pair: Pair, desk: Opened) -> int:
    """Return the number that the next edition would have."""
    last = desk.shelf.register.last(pair)
    return last.number + 1 if last else 1


def refusal(pair: Pair, desk: Opened, library: Library, today: date) -> Diagnostic | None:
    """Return why an edition cannot follow the last one, if so."""
    place = library.place("briefs", pair[0])
    last = desk.shelf.register.last(pair)
    if last and pair not in desk.shelf.last:
        # Its manifest is damaged, and the finding that says so is a warning for everybody else.
        return _incomparable(last.id, place)
    return _backwards(last.id, last.issued, today, place) if last and today < last.issued else None


def unchanged(pair: Pair, composed: Composed, desk: Opened, order: Order, files: Mapping[str, str]) -> str:
    """Return why readers who got an edition need no new one, if so; `files` are the digests of the templates."""
    before = desk.shelf.last.get(pair)
    if before is None or composed.changes:
        return ""
    if together(before.parts) != composed.words:
        return "" if order.reworded else f"only words changed since edition {before.number}; --reworded issues them"
    if causes := _shaped(before, desk, order, files):
        said = f"only {' and '.join(causes)} changed since edition {before.number}; --restyled issues it again"
        return "" if order.restyled else said
    said = f"nothing changed since edition {before.number}"
    return f"{said}, which was withdrawn; --always issues it again" if desk.shelf.withdrawn(pair) else said


def _shaped(before: Manifest, desk: Opened, order: Order, files: Mapping[str, str]) -> list[str]:
    """Return what would make an edition that says the same look otherwise."""
    if desk.library is None or set(order.wanted.formats) <= {"json"}:
        return []
    audiences = desk.library.audiences
    foreign = {other.template for other in audiences.values()} - {audiences[AudienceRef(before.audience)].template}
    return otherwise((before.tools, tools(order.wanted.formats)), (before.templates, files), foreign)


def _sheets(library: Library, edition: Edition, order: Order, templates: str) -> list[Task]:
    """Return what is to be made of an edition."""
    view, template = compose(edition), edition.audience.template
    named = (edition.brief, edition.audience.id, str(edition.number or 0))
    known = digest(view)
    tasks = []
    for fmt in order.wanted.formats:
        name = f"{'/'.join(named)}/{'-'.join(named)}.{ending(fmt)}"
        task = Task(name, fmt, view, template, expected(library, edition, view, large=fmt == "large"))
        used = used_for(fmt, template, templates)
        tasks.append(keyed(task, fingerprint(known, fmt, view.issued_iso, used)))
    return tasks


def _edition(
    edition: Edition, made: list[tuple[Task, Row]], order: Order, files: Mapping[str, str], rack: FolderRack
) -> Prepared:
    view = made[0][0].view
    number, pair = edition.number or 0, (edition.brief, edition.audience.id)
    known = name(pair, number)
    rows = {task.name.rpartition("/")[2]: row for task, row in made}
    pages = next((row.pages for row in rows.values() if row.pages), {})
    since = edition.since
    told = {
        "edition": known,
        "since": name(pair, since.number) if since else None,
        "withdrawn": since.withdrawn if since else "",
        "changes": [change.model_dump() for change in since.changes] if since else [],
    }
    news = {
        CHANGES: (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode(),
        CHANGES_TEXT: markdown(f"{view.title}: {view.label}", known, since).encode(),
    }
    sums = {file: FileSum(sha256=row.sha256, size=row.size) for file, row in rows.items()}
    manifest = Manifest(
        id=known,
        brief=Id(edition.brief),
        audience=edition.audience.id,
        number=number,
        title=view.title,
        label=view.label,
        issued=edition.issued,
        files={**sums, **{file: summed(data) for file, data in news.items()}},
        view=digest(view),
        parts=said(edition),
        tools=tools(order.wanted.formats),
        templates=dict(files),
        imprint=_paged(imprint(edition, view), view, pages),
        since=since,
    )
    return Prepared(manifest, Fetched(rack, {file: row.key for file, row in rows.items()}, news))


def _paged(printed: Imprint, view: View, pages: Mapping[str, int]) -> Imprint:
    """Add the pages on which claims are printed."""
    uses = {row.claim: (f"e{row.row}", *row.uses) for row in view.rows}
    claims = tuple(
        claim.model_copy(
            update={"pages": tuple(sorted({pages[anchor] for anchor in uses[claim.id] if anchor in pages}))}
        )
        for claim in printed.claims
    )
    return printed.model_copy(update={"claims": claims})


def _backwards(last: str, issued: date, today: date, place: Place) -> Diagnostic:
    return error(
        "BP602",
        f"an edition of {today} would come before edition {last} of {issued}",
        place.at("id"),
        help="set the clock, or the day after --as-of, right",
    )


def _incomparable(last: str, place: Place) -> Diagnostic:
    return error(
        "BP604",
        f"edition {last} is damaged, so what changed since cannot be told",
        place.at("id"),
        help="restore it from a copy: 'briefpress verify' names the files",
    )
