"""What is printed is what was verified: no claim and no source has changed since the lock was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.diagnostics import Diagnostic, Place, error, warning
from briefpress.model.files import SETTINGS
from briefpress.model.lock import FILE, digest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.check.proof import Proof
    from briefpress.model.edition import Library
    from briefpress.model.lock import Lock

_AGAIN = "verify it: briefpress lock --archive DIR"


def locked(proof: Proof) -> list[Diagnostic]:
    """Report evidence that was never verified, or has changed since, and entries of the lock that nothing needs."""
    library = proof.library
    if library.desk.evidence == "unlocked" or not library.claims:
        return []
    if library.lock is None:
        hint = "run briefpress lock --archive DIR, where DIR holds the texts as filed; or set 'evidence: unlocked' here"
        return [error("BP218", "the evidence of this desk was never verified", Place(SETTINGS), help=hint)]
    return [*_sources(library, library.lock), *_claims(library, library.lock), *_stale(library, library.lock)]


def _sources(library: Library, lock: Lock) -> Iterator[Diagnostic]:
    for name, source in library.sources.items():
        place = library.place("sources", name)
        if name not in lock.sources:
            message = f"source '{name}' was filed after the evidence was verified"
            yield error("BP218", message, place.at("id"), help=_AGAIN)
        elif lock.sources[source.id] != source.filed.sha256:
            message = f"the checksum of source '{name}' has changed since its evidence was verified"
            yield error("BP218", message, place.at("filed", "sha256"), help=_AGAIN)


def _claims(library: Library, lock: Lock) -> Iterator[Diagnostic]:
    for name, claim in library.claims.items():
        place = library.place("claims", name).at("id")
        if name not in lock.claims:
            yield error("BP218", f"the evidence of claim '{name}' was never verified", place, help=_AGAIN)
        elif lock.claims[claim.id].digest != digest(claim):
            yield error("BP218", f"claim '{name}' has changed since its evidence was verified", place, help=_AGAIN)


def _stale(library: Library, lock: Lock) -> Iterator[Diagnostic]:
    for folder, names in (("sources", lock.sources), ("claims", lock.claims)):
        for name in names:
            if name not in library.folder(folder):
                message = f"the lock speaks of {folder.removesuffix('s')} '{name}', which is gone"
                where = Place(FILE, (folder, name), key=True)
                yield warning("BP218", message, where, help="renew it: briefpress lock --archive DIR")
