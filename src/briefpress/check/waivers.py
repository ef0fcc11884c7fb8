"""Findings that the desk has waived are left out until the waiver runs out; then the waiver itself is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.diagnostics import Diagnostic, Place, error, warning

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefpress.check.proof import Proof
    from briefpress.model.waiver import Waiver


def waived(findings: Iterable[Diagnostic], proof: Proof) -> list[Diagnostic]:
    """Return the findings that no waiver in force covers, and what is wrong with the waivers."""
    library = proof.library
    kept: list[Diagnostic] = []
    used: set[str] = set()
    for finding in findings:
        covering = [waiver for waiver in library.waivers.values() if _covers(waiver, finding, proof)]
        used.update(waiver.id for waiver in covering)
        if not any(waiver.until.last >= proof.as_of for waiver in covering):
            kept.append(finding)
    for waiver in library.waivers.values():
        place = library.place("waivers", waiver.id)
        if waiver.until.last < proof.as_of:
            message = f"waiver '{waiver.id}' ran out on {waiver.until}"
            kept.append(
                error("BP390", message, place.at("until"), help="mend what it covered, or renew it with a reason")
            )
        elif waiver.id not in used:
            kept.append(warning("BP391", f"waiver '{waiver.id}' covers nothing", place.at("id"), help="remove it"))
    return kept


def _covers(waiver: Waiver, finding: Diagnostic, proof: Proof) -> bool:
    folder, _, name = waiver.record.partition("/")
    place = proof.library.places.get((folder, name))
    where = finding.label.where
    return (
        finding.code == waiver.code
        and place is not None
        and isinstance(where, Place)
        and where.file == place.file
        and where.path[: len(place.path)] == place.path
    )
