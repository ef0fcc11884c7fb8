"""Every schedule has a name of its own, and what it asks for exists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.diagnostics import Diagnostic, Label, Place, error, suggest
from briefpress.model.files import SETTINGS

if TYPE_CHECKING:
    from briefpress.model.edition import Library

_HERE = Place(SETTINGS, ("schedules",))


def scheduled(library: Library) -> list[Diagnostic]:
    """Report schedules with one id, and briefs and audiences that no record has."""
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
            known = library.folder(key)
            for at, name in enumerate(names):
                if name not in known:
                    message, hint = f"no record '{name}' in {key}", suggest(name, list(known))
                    found.append(error("BP202", message, _HERE.at(index, key, at), help=hint))
    return found
