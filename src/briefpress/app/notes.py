"""What was found out about a brief, kept so that it need not be found out again."""

from __future__ import annotations

# msgspec reads annotations at run time, so their imports must be real.
from datetime import date  # noqa: TC003
from typing import TYPE_CHECKING, Any

from msgspec import Raw, Struct, json

from briefpress.app.composed import Composed  # noqa: TC001
from briefpress.app.states import Asks
from briefpress.check.proof import Trace
from briefpress.model.findings import read, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefpress.diagnostics import Diagnostic, Place

Owners = dict[tuple[str, tuple[str | int, ...]], tuple[str, str]]
"""The record that begins at a path of a file."""


class Moved(Exception):
    """A finding points at a record that is gone."""


class Note(Struct, frozen=True):
    """What is known of a brief while its file and its state stay what they were."""

    file: str
    sha256: str
    brief: str
    state: str
    days: tuple[date, date | None]
    """The day on which it was found out, and the first on which anything of it may be otherwise."""
    packed_asks: Raw
    views: dict[str, Composed]
    packed_trace: Raw
    found: tuple[dict[str, Any], ...] = ()
    """Findings as plain data; a place is known by its record, which may move within its file."""

    # Of ten thousand notes these are most of the memory, and each is wanted for a moment.
    @property
    def asks(self) -> Asks:
        """What the brief asks for."""
        return _asks(self.packed_asks)

    @property
    def trace(self) -> Trace:
        """What is to be known of it for the checks of all briefs together."""
        return _trace(self.packed_trace)

    def holds_on(self, day: date) -> bool:
        """Tell whether nothing of it differs on a day for being that day."""
        since, until = self.days
        return since <= day and (until is None or day < until)

    def findings(self, places: Mapping[tuple[str, str], Place]) -> list[Diagnostic]:
        """Return what was found of the brief; raises Moved."""
        return [read(_mapped(one, lambda label: _resolved(label, places))) for one in self.found]


_asks = json.Decoder(Asks).decode
_trace = json.Decoder(Trace).decode


def earliest(days: Iterable[date | None]) -> date | None:
    """Return the first of days, of which some may be never."""
    return min((day for day in days if day), default=None)


def noted(findings: list[Diagnostic], owners: Owners) -> tuple[dict[str, Any], ...]:
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
