"""Every schedule and every target has a name of its own, and what a schedule asks for exists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.diagnostics import Diagnostic, Label, Place, error, suggest
from briefpress.model.files import SETTINGS

if TYPE_CHECKING:
    from briefpress.model.delivery import Target
    from briefpress.model.edition import Library

_HERE = Place(SETTINGS, ("schedules",))
_EMBARGOES = Place(SETTINGS, ("embargoes",))


def scheduled(library: Library) -> list[Diagnostic]:
    """Report schedules with one id, and briefs and audiences of schedules and embargoes that no record has."""
    found = []
    first: dict[str, int] = {}
    for index, schedule in enumerate(library.desk.schedules):
        if schedule.id in first:
            others = [Label(_HERE.at(first[schedule.id], "id"), "first used here")]
            message = f"id '{schedule.id}' is used twice in schedules"
            place = _HERE.at(index, "id")
            found.append(error("BP110", message, place, others=others, help="rename or remove one"))
        first.setdefault(schedule.id, index)
        for key, names in (("briefs", schedule.briefs), ("audiences", schedule.audiences)):
            found += [
                one for at, name in enumerate(names) for one in _known(library, key, name, _HERE.at(index, key, at))
            ]
    for index, embargo in enumerate(library.desk.embargoes):
        found += _known(library, "audiences", embargo.audience, _EMBARGOES.at(index, "audience"))
        for at, name in enumerate(embargo.briefs):
            found += _known(library, "briefs", name, _EMBARGOES.at(index, "briefs", at))
    return [*found, *_targets(library)]


def _known(library: Library, key: str, name: str, place: Place) -> list[Diagnostic]:
    known = {*library.folder(key), *(library.proved if key == "briefs" else ())}
    if name in known:
        return []
    return [error("BP202", f"no record '{name}' in {key}", place, help=suggest(name, sorted(known)))]


def _targets(library: Library) -> list[Diagnostic]:
    """Report targets of one id that are not the same: what one of them got the other would not get."""
    found = []
    first: dict[str, tuple[Target, Place]] = {}
    for index, schedule in enumerate(library.desk.schedules):
        for at, target in enumerate(schedule.deliver):
            place = _HERE.at(index, "deliver", at, "id")
            known, there = first.setdefault(target.id, (target, place))
            if known != target:
                message = f"id '{target.id}' is used for two targets"
                others = [Label(there, "first used here")]
                found.append(error("BP110", message, place, others=others, help="rename one, or make them the same"))
    return found
