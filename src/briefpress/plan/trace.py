"""Tracing: where a claim is printed, what it rests on, and what rests on it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING

from msgspec import structs

from briefpress.model.record import ClaimRef, find
from briefpress.model.view import BlockView, Run, parts, within
from briefpress.model.visible import named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from briefpress.model.edition import Library
    from briefpress.model.view import Figure, RowView, View

_FRONT = {
    "dek": "line under the headline",
    "figures": "key figures",
    "bottom_line": "bottom line",
    "judgements": "judgements",
}
_HOW = {
    "derived": "computed from it",
    "supersedes": "replaces it",
    "outcome": "has it as outcome",
    "series": "has it as a point",
    "event": "cites it",
    "conflict": "has it on a side",
}
_PLAIN = str.maketrans("–−‑\u00a0\u202f", "---  ")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A brief as it would be printed, and the pages of its PDF where one stands that prints the same."""

    brief: str
    audience: str
    view: View
    pages: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Use:
    """A place where a claim is printed; without text it is cited only."""

    brief: str
    audience: str
    where: str
    text: str
    page: int | None


@dataclass(frozen=True, slots=True)
class Ground:
    """Words of a source that a claim rests on."""

    claim: str
    source: str
    exact: str
    place: str


@dataclass(frozen=True, slots=True)
class Dependent:
    """Something that rests on a claim: its kind, its id, and how."""

    kind: str
    id: str
    how: str


@dataclass(frozen=True, slots=True)
class Trace:
    """A claim, and the ways from it in every direction."""

    claim: str
    statement: str
    uses: tuple[Use, ...]
    terms: tuple[str, ...]
    grounds: tuple[Ground, ...]
    dependents: tuple[Dependent, ...]


@dataclass(frozen=True, slots=True)
class Reissue:
    """A brief that prints claims resting on a source."""

    brief: str
    audience: str
    claims: tuple[str, ...]
    pages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SourceTrace:
    """A source, the claims under which it lies, and the briefs that a correction of it touches."""

    source: str
    title: str
    claims: tuple[str, ...]
    computed: tuple[str, ...]
    reissue: tuple[Reissue, ...]


def trace(library: Library, sheets: Iterable[Sheet], name: str) -> Trace:
    """Return where a claim is printed, what it rests on and what rests on it."""
    terms = _terms(library, name)
    sheets = list(sheets)
    return Trace(
        claim=name,
        statement=_statement(library, sheets, name),
        uses=tuple(use for sheet in sheets for use in _uses(sheet, name)),
        terms=tuple(terms),
        grounds=tuple(ground for one in (name, *terms) for ground in _grounds(library, sheets, one)),
        dependents=tuple(dict.fromkeys(_dependents(library, name))),
    )


def of_source(library: Library, sheets: Iterable[Sheet], name: str) -> SourceTrace:
    """Return the claims that rest on a source, and the briefs to issue again if it is corrected."""
    direct = tuple(claim.id for claim in library.claims.values() if name in claim.sources)
    computed = tuple(claim.id for claim in library.claims.values() if set(_terms(library, claim.id)) & set(direct))
    touched = {*direct, *computed}
    reissue = []
    for sheet in sheets:
        printed = tuple(row.claim for row in sheet.view.rows if row.claim in touched)
        if printed:
            pages = {use.page for claim in printed for use in _uses(sheet, claim) if use.page}
            reissue.append(Reissue(sheet.brief, sheet.audience, printed, tuple(sorted(pages))))
    return SourceTrace(name, library.sources[name].title, direct, computed, tuple(reissue))


def printed_as(sheets: Iterable[Sheet], number: str) -> tuple[str, ...]:
    """Return the claims that some brief prints with a number in it, written so or without its separators."""
    pattern = re.compile(rf"(?<![\d.]){re.escape(_bare(number))}(?!\d|\.\d)")
    found: dict[str, None] = {}
    for sheet in sheets:
        for _, _, run in _runs(sheet.view):
            if run.claim and run.claim not in found and pattern.search(_bare(run.text)):
                found[run.claim] = None
    return tuple(found)


def _bare(text: str) -> str:
    return re.sub(r"(?<=\d)[,'’ ](?=\d{3}(?!\d))", "", text.translate(_PLAIN)).strip().casefold()


def _terms(library: Library, name: str) -> list[str]:
    """Return the claims that one is computed from, those of computed terms included."""
    found: dict[str, None] = {}
    waiting = [name]
    while waiting:
        derived = library.claims[waiting.pop(0)].derived
        new = [term for term in (derived.terms if derived else ()) if term not in found]
        found.update(dict.fromkeys(new))
        waiting += new
    return list(found)


def _row(sheets: Iterable[Sheet], name: str) -> RowView | None:
    return next((row for sheet in sheets for row in sheet.view.rows if row.claim == name), None)


def _grounds(library: Library, sheets: Iterable[Sheet], name: str) -> Iterator[Ground]:
    row = _row(sheets, name)
    for index, anchor in enumerate(library.claims[name].evidence):
        yield Ground(name, anchor.source, anchor.exact, row.anchors[index].place if row else "")


def _statement(library: Library, sheets: Iterable[Sheet], name: str) -> str:
    row = _row(sheets, name)
    return "".join(run.text for run in row.statement) if row else library.claims[name].statement


def _uses(sheet: Sheet, name: str) -> tuple[Use, ...]:
    """Return the places where a sheet prints a claim, one for each block."""
    row = next((row.row for row in sheet.view.rows if row.claim == name), 0)
    found: dict[str, Use] = {}
    for where, begin, run in _runs(sheet.view):
        anchors = [cite.anchor for cite in run.cites if cite.row == row]
        if anchors or run.claim == name:
            before = found.get(where, Use(sheet.brief, sheet.audience, where, "", None))
            # A date or name is printed without a mark: then the beginning of its block must do.
            page = next((sheet.pages[anchor] for anchor in (*anchors, begin) if anchor in sheet.pages), None)
            text = run.text if run.claim == name else ""
            found[where] = replace(before, text=before.text or text, page=before.page or page)
    return tuple(found.values())


def _runs(view: View) -> Iterator[tuple[str, str, Run]]:
    """Yield every run that is read before the evidence, where it stands, and the anchor at which that begins."""
    front = view.front
    said = {**_FRONT, "means": view.headings.means, "change": view.headings.change, "watch": view.headings.watch}
    for name in parts(front):
        value = getattr(front, name)
        title = _title(value) if isinstance(value, BlockView) else said.get(name, name)
        begin = value.anchor if isinstance(value, BlockView) else "front"
        runs = chain.from_iterable(map(_read, value)) if value is front.figures else within(value, Run)
        yield from ((f"page one: {title}", begin, run) for run in runs)
    for section in view.sections:
        for block in section.blocks:
            if block.block != "evidence":
                where = f"{section.heading}: {_title(block)}"
                yield from ((where, block.anchor, run) for run in within(block, Run))


def _title(block: BlockView) -> str:
    return "".join(run.text for run in block.title) or block.block


def _read(figure: Figure) -> Iterator[Run]:
    """Yield a key figure, which is set in parts of different size, as one reads it."""
    said = "\N{NO-BREAK SPACE}".join(run.text for run in figure.value)
    cites = tuple(cite for run in figure.value for cite in run.cites)
    yield structs.replace(figure.value[0], text=f"{figure.bound} {said}".strip(), cites=cites)
    yield from figure.label


def _dependents(library: Library, name: str) -> Iterator[Dependent]:
    for claim in library.claims.values():
        for path, ref in find(claim, ClaimRef):
            if ref == name:
                yield Dependent("claim", claim.id, _HOW.get(str(path[0]), "names it"))
        if claim.derived and name not in claim.derived.terms and name in _terms(library, claim.id):
            yield Dependent("claim", claim.id, "computed from what is computed from it")
    for kind, records in (("series", library.series), ("event", library.events), ("conflict", library.conflicts)):
        yield from (Dependent(kind, one, _HOW[kind]) for one, record in records.items() if name in named(record))
    for brief in library.briefs.values():
        for reader, angle in brief.audiences.items():
            for judgement in angle.judgements:
                if name in named(judgement):
                    yield Dependent("judgement", f"{brief.id}/{reader}/{judgement.id}", "rests on it")
