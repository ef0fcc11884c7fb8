"""The filed text of every source is the one that the desk read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.diagnostics import Diagnostic, error

if TYPE_CHECKING:
    from briefpress.check.audit import Audit


def unchanged(audit: Audit) -> list[Diagnostic]:
    """Report sources whose filed text has another checksum than the desk recorded."""
    found = []
    for name, text in audit.texts.items():
        if text.sha256 != audit.library.sources[name].filed.sha256:
            place = audit.library.place("sources", name).at("filed", "sha256")
            message = f"the filed text of '{name}' is not the one that the desk read"
            hint = f"restore the file; or read it again, and write {text.sha256} here"
            found.append(error("BP214", message, place, help=hint))
    return found
