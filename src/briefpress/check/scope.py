"""A brief names only records that its audience may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.check.text import parts, step
from briefpress.diagnostics import Diagnostic, Place, error
from briefpress.model.prose import Prose, parse
from briefpress.model.record import Ref, find

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.model.brief import Brief
    from briefpress.model.edition import Library


def scope(library: Library) -> list[Diagnostic]:
    """Report what a brief names for an audience that may not see it."""
    found = []
    for brief in library.briefs.values():
        for reader in brief.audiences:
            if not brief.meant_for(reader):
                place = library.place("briefs", brief.id).at("audiences", reader)._replace(key=True)
                message = f"brief '{brief.id}' is not meant for audience '{reader}'"
                found.append(error("BP307", message, place, help="widen its 'only', or remove the audience"))
            claims = library.shown(reader).claims
            for folder, name, place in _named(library, brief, reader):
                record = library.folder(folder).get(name)
                seen = name in claims if folder == "claims" else record is None or record.meant_for(reader)
                if record and not seen:
                    message = f"'{name}' is not meant for audience '{reader}'"
                    found.append(error("BP307", message, place, help="widen its 'only', or keep it out of this brief"))
    return found


def _named(library: Library, brief: Brief, reader: str) -> Iterator[tuple[str, str, Place]]:
    for part, place in parts(library, brief, reader):
        for path, ref in find(part, Ref, reader):
            yield ref.folder, ref, step(place, path, ref)
        for path, text in find(part, Prose, reader):
            for name in dict.fromkeys(parse(text).claims):
                yield "claims", name, place.at(*path, words=name)
