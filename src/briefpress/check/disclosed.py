"""Readers are told what they must be told, where it applies and only there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.diagnostics import Diagnostic, error, warning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.check.proof import Printed, Proof
    from briefpress.diagnostics import Place


def disclosed(proof: Proof) -> list[Diagnostic]:
    """Report disclosures that are missing, not printed, or about what is not there."""
    found: list[Diagnostic] = []
    for printed in proof.printed:
        found += _disclosed(printed, proof.library.place("audiences", printed.audience))
    return list(dict.fromkeys(found))


def _disclosed(printed: Printed, place: Place) -> Iterator[Diagnostic]:
    audience = printed.edition.audience
    covered = {subject for item in audience.disclosures for subject in item.covers}
    for index, subject in enumerate(audience.requires):
        if subject not in covered:
            message = f"audience '{audience.id}' requires a disclosure that covers '{subject}', and has none"
            yield error("BP371", message, place.at("requires", index), help="add it under 'disclosures'")
    forward = any("forward" in row.marks for row in printed.view.rows)
    if forward and "forward" not in covered:
        message = f"audience '{audience.id}' is shown plans or forecasts, and no disclosure covers 'forward'"
        hint = "say whose they are and what they do not promise"
        yield error("BP371", message, place.at("disclosures"), help=hint)
    if not forward:
        for index, item in enumerate(audience.disclosures):
            if item.covers == ("forward",):
                message = f"this disclosure covers plans and forecasts, and brief '{printed.brief}' prints none"
                hint = "a warning about what is not there teaches readers to skip warnings"
                yield warning("BP371", message, place.at("disclosures", index), help=hint)
    shown = any(block.block == "method" for section in printed.view.sections for block in section.blocks)
    if covered and not shown:
        message = f"brief '{printed.brief}' does not print the disclosures of '{audience.id}'"
        yield error("BP371", message, place.at("disclosures"), help="give a section of the audience a method block")
