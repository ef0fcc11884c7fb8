"""A claim's value stands in the words of its evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.check.audit import seen
from briefpress.diagnostics import Diagnostic, error, warning
from briefpress.model.passage import rivals

if TYPE_CHECKING:
    from briefpress.check.audit import Audit
    from briefpress.model.quantity import Quantity


def shown(audit: Audit) -> list[Diagnostic]:
    """Report values that no anchor of their claim shows, with a warning for those that stand just beside one."""
    found = []
    for name, anchors in audit.searched.items():
        claim = audit.library.claims[name]
        # While an anchor is not found, nobody knows what it would show.
        if not claim.value or len(anchors) < len(claim.evidence) or not all(one.hits for one in anchors):
            continue
        where = {seen(one) for one in anchors}
        place = audit.library.place("claims", name).at("value", _key(claim.value))
        if "inside" in where or not anchors:
            continue
        # Where an anchor holds a number of its own, one beside it is somebody else's.
        if "beside" in where and not any(rivals(claim.value, hit.words) for one in anchors for hit in one.hits):
            message = f"the value of '{name}' stands beside its anchors, not in them"
            found.append(warning("BP213", message, place, help="move an anchor's words so that they hold the value"))
        else:
            message = f"the value of '{name}' does not stand in the words of its evidence"
            hint = "mend the value, or add the anchor that shows it"
            found.append(error("BP213", message, place, help=hint))
    return found


def _key(value: Quantity) -> str:
    return "words" if value.words else "low" if value.number is None else "number"
