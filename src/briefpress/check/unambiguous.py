"""Every anchor leads to one place of its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.diagnostics import Diagnostic, error

if TYPE_CHECKING:
    from briefpress.check.audit import Audit


def unambiguous(audit: Audit) -> list[Diagnostic]:
    """Report anchors whose words stand in several places."""
    found = []
    for one in audit.anchors:
        if len(one.hits) > 1:
            where = ", ".join(str(number) for number in dict.fromkeys(hit.passage.number for hit in one.hits))
            message = f"the anchor's words stand {len(one.hits)} times in '{one.anchor.source}', in paragraph {where}"
            hint = "add the words directly before it as 'prefix', or those after it as 'suffix'"
            found.append(error("BP212", message, one.place.at("exact"), help=hint))
    return found
