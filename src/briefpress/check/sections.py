"""A brief fills only sections that its audience has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.diagnostics import Diagnostic, error, suggest, warning

if TYPE_CHECKING:
    from briefpress.model.edition import Library


def sections(library: Library) -> list[Diagnostic]:
    """Report sections that no reader would ever see, and audiences that no brief serves."""
    found = []
    served = {reader for audiences in library.proved.values() for reader in audiences}
    for name, brief in library.briefs.items():
        for reader, angle in brief.audiences.items():
            served.add(reader)
            audience = library.audiences.get(reader)
            known = [plan.id for plan in audience.sections] if audience else []
            for section in angle.sections if audience else ():
                if section not in known:
                    place = library.place("briefs", name).at("audiences", reader, "sections", section)
                    hint = suggest(section, known) or f"one of {', '.join(known)}"
                    found.append(
                        error(
                            "BP305",
                            f"audience '{reader}' has no section '{section}'",
                            place._replace(key=True),
                            help=hint,
                        )
                    )
    found.extend(
        warning("BP301", f"no brief is written for audience '{name}'", library.place("audiences", name).at("id"))
        for name in library.audiences
        if name not in served and (library.briefs or library.proved)
    )
    return found
