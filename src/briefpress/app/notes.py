"""What was found out about a brief, kept so that it need not be found out again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from briefpress.app.states import Asks
from briefpress.check.proof import Trace
from briefpress.model.findings import placed, read, written
from briefpress.select.reach import Needs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefpress.check.proof import Spelt
    from briefpress.diagnostics import Diagnostic, Place

Owners = dict[tuple[str, tuple[str | int, ...]], tuple[str, str]]
"""The record that begins at a path of a file."""


@dataclass(frozen=True)
class Composed:
    """The digest of the View that a brief has for one audience, and the paper it is for."""

    view: str
    paper: str


class Moved(Exception):
    """A finding points at a record that is gone."""


@dataclass(frozen=True)
class Note:
    """What is known of a brief while its file and its state stay what they were."""

    file: str
    sha256: str
    brief: str
    state: str
    days: tuple[date, date | None]
    """The day on which it was found out, and the first on which anything of it may be otherwise."""
    asks: Asks
    views: Mapping[str, Composed]
    trace: Trace
    found: tuple[Mapping[str, Any], ...] = ()
    """Findings as plain data; a place is known by its record, which may move within its file."""

    def holds_on(self, day: date) -> bool:
        """Tell whether nothing of it differs on a day for being that day."""
        since, until = self.days
        return since <= day and (until is None or day < until)

    def findings(self, places: Mapping[tuple[str, str], Place]) -> list[Diagnostic]:
        """Return what was found of the brief; raises Moved."""
        return [read(_mapped(one, lambda label: _resolved(label, places))) for one in self.found]

    def plain(self) -> dict[str, Any]:
        """Return plain data."""
        return {
            "file": self.file,
            "sha256": self.sha256,
            "brief": self.brief,
            "state": self.state,
            "days": [day.isoformat() if day else None for day in self.days],
            "asks": [_plain(self.asks.whole), {name: _plain(one) for name, one in self.asks.readers.items()}],
            "views": {reader: [one.view, one.paper] for reader, one in self.views.items()},
            "used": {folder: sorted(names) for folder, names in self.trace.used.items() if names},
            "spelt": _spelt(self.trace.spelt),
            "found": list(self.found),
        }

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Note:
        """Return the note of plain data; raises TypeError, ValueError, KeyError and AttributeError."""
        whole, readers = data["asks"]
        since, until = data["days"]
        used = {folder: frozenset(names) for folder, names in data["used"].items()}
        spelt = {
            british: {word: (int(count), placed(place)) for word, (count, place) in words.items()}
            for british, words in data["spelt"].items()
        }
        return cls(
            data["file"],
            data["sha256"],
            data["brief"],
            data["state"],
            (date.fromisoformat(since), date.fromisoformat(until) if until else None),
            Asks(_needs(whole), {reader: _needs(one) for reader, one in readers.items()}),
            {reader: Composed(*one) for reader, one in data["views"].items()},
            Trace(used, spelt),
            tuple(data["found"]),
        )


def earliest(days: Iterable[date | None]) -> date | None:
    """Return the first of days, of which some may be never."""
    return min((day for day in days if day), default=None)


def noted(findings: list[Diagnostic], owners: Owners) -> tuple[Mapping[str, Any], ...]:
    """Return findings as plain data, each place by its record."""
    return tuple(_mapped(written(one), lambda label: _anchored(label, owners)) for one in findings)


def owners(places: Mapping[tuple[str, str], Place]) -> Owners:
    """Return the record of every place."""
    return {(place.file, place.path): key for key, place in places.items()}


def _mapped(data: Mapping[str, Any], change: Any) -> dict[str, Any]:  # noqa: ANN401 - a function of JSON
    return {**data, "label": change(data["label"]), "others": [change(one) for one in data["others"]]}


def _anchored(label: dict[str, Any], owners: Owners) -> dict[str, Any]:
    place: dict[str, Any] = label.get("place", {})
    for length in (0, 1) if place else ():
        if owner := owners.get((place["file"], tuple(place["path"][:length]))):
            return {**label, "record": owner, "place": {**place, "path": place["path"][length:]}}
    return label


def _resolved(label: dict[str, Any], places: Mapping[tuple[str, str], Place]) -> dict[str, Any]:
    if "record" not in label:
        return label
    folder, name = label["record"]
    if (folder, name) not in places:
        raise Moved
    here, place = places[folder, name], label["place"]
    return {"place": {**place, "file": here.file, "path": [*here.path, *place["path"]]}, "text": label["text"]}


def _plain(needs: Needs) -> list[list[Any]]:
    return [sorted(needs.themes), sorted(needs.claims), sorted(needs.records)]


def _needs(data: list[list[Any]]) -> Needs:
    themes, claims, records = data
    return Needs(frozenset(themes), frozenset(claims), frozenset((folder, name) for folder, name in records))


def _spelt(spelt: Spelt) -> dict[str, dict[str, list[Any]]]:
    return {
        british: {word: [count, place._asdict()] for word, (count, place) in words.items()}
        for british, words in spelt.items()
    }
