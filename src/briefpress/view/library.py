"""The library page: every edition that was issued, by brief and readers, ready for the templates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefpress.diagnostics import counted
from briefpress.model.dates import PartialDate
from briefpress.model.manifest import CHANGES_TEXT, MANIFEST, SUMS, folder_of
from briefpress.view import write

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from briefpress.model.manifest import Entry, Register

_BESIDE = ("changes.json", CHANGES_TEXT, MANIFEST, SUMS)
"""Files of an edition that are not the brief."""
_NEWEST = 50
"""Entries of the feed."""


@dataclass(frozen=True, slots=True)
class Download:
    """A file of an edition: what it is called, and the way to it."""

    label: str
    way: str


@dataclass(frozen=True, slots=True)
class Issue:
    """An edition on the library page."""

    id: str
    title: str
    edition: str
    issued: str
    issued_iso: str
    updated_iso: str
    news: str
    withdrawn: str
    downloads: tuple[Download, ...]
    changes: str
    """The way to what changed; nothing for a first edition, which has nothing to tell."""
    manifest: str


@dataclass(frozen=True, slots=True)
class Readers:
    """The editions of a brief for one audience, the newest first."""

    label: str
    title: str
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class LibraryView:
    """Everything that the library page and the feed print."""

    publication: str
    language: str
    updated_iso: str
    readers: tuple[Readers, ...]
    newest: tuple[Issue, ...]
    base: str = ""
    """The address under which the feed stands, where there is no library page beside it."""


def shelved(
    register: Register, publication: str, language: str, way: Callable[[Entry], str] = folder_of
) -> LibraryView:
    """Return the editions of the Register as the library shows them; `way` leads to each."""
    readers = []
    for pair in register.pairs():
        entries = register.of(pair)[::-1]
        shown = tuple(_issue(entry, language, way(entry)) for entry in entries)
        readers.append(Readers(entries[0].label, entries[0].title, shown))
    every = [issue for one in readers for issue in one.issues]
    newest = sorted(every, key=lambda issue: (issue.updated_iso, issue.id), reverse=True)
    updated = newest[0].updated_iso if newest else ""
    return LibraryView(publication, language, updated, tuple(readers), tuple(newest[:_NEWEST]))


def _issue(entry: Entry, language: str, way: str) -> Issue:
    mark = entry.withdrawn
    stem = f"{entry.brief}-{entry.audience}-{entry.number}."
    return Issue(
        id=entry.id,
        title=f"{entry.title}: {entry.label}",
        edition=f"Edition {entry.number}",
        issued=_day(entry.issued, language),
        issued_iso=entry.issued.isoformat(),
        updated_iso=(mark.on if mark else entry.issued).isoformat(),
        news="first edition" if entry.changes is None else counted(entry.changes, "change"),
        withdrawn=f"Withdrawn on {_day(mark.on, language)}: {mark.why}" if mark else "",
        downloads=tuple(
            Download(name.removeprefix(stem).upper().replace(".", " "), f"{way}/{name}")
            for name in entry.files
            if name not in _BESIDE
        ),
        changes="" if entry.changes is None else f"{way}/{CHANGES_TEXT}",
        manifest=f"{way}/{MANIFEST}",
    )


def _day(day: date, language: str) -> str:
    return write.date(PartialDate(day, day, "day"), language)
