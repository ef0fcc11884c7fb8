"""Every id that content refers to exists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.check.text import WRITTEN, prose_in, records, step
from briefpress.diagnostics import Diagnostic, error, suggest
from briefpress.model.prose import parse
from briefpress.model.record import Ref, find

if TYPE_CHECKING:
    from briefpress.model.edition import Library


def references(library: Library) -> list[Diagnostic]:
    """Report ids that no record has."""
    found = []
    for record, place in records(library, "sources", *WRITTEN):
        for path, ref in find(record, Ref):
            known = library.folder(ref.folder)
            if ref not in known:
                message = f"no record '{ref}' in {ref.folder}"
                found.append(error("BP202", message, step(place, path, ref), help=suggest(ref, list(known))))
    for text, place in prose_in(library):
        for name in dict.fromkeys(parse(text).claims):
            if name not in library.claims:
                hint = suggest(name, list(library.claims))
                found.append(error("BP303", f"no claim '{name}'", place.at(words=name), help=hint))
    return found
