"""Every anchor's words stand in its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.diagnostics import Diagnostic, error
from briefpress.model.passage import hits

if TYPE_CHECKING:
    from briefpress.check.audit import Audit, Searched


def anchored(audit: Audit) -> list[Diagnostic]:
    """Report anchors that the filed text does not have."""
    return [_missing(audit, one) for one in audit.anchors if not one.hits]


def _missing(audit: Audit, one: Searched) -> Diagnostic:
    anchor = one.anchor
    bare = anchor.model_copy(update={"prefix": None, "suffix": None})
    if hits(bare, audit.texts[anchor.source].passages):
        key = "prefix" if anchor.prefix else "suffix"
        message = f"the anchor's words stand in '{anchor.source}', but not with this {_beside(one)}"
        hint = "copy the words that stand directly beside it"
    else:
        key = "exact"
        message = f"the anchor's words do not stand in '{anchor.source}'"
        hint = "copy them from the filed text, within one paragraph"
    return error("BP211", message, one.place.at(key), help=hint)


def _beside(one: Searched) -> str:
    return " and ".join(key for key in ("prefix", "suffix") if getattr(one.anchor, key))
