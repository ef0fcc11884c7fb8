"""What an audience may see of content."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from briefpress.model.prose import Prose, parse
from briefpress.model.record import AudienceRef, ClaimRef, Part, Restricted, find

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefpress.model.claim import Claim
    from briefpress.model.source import Source

P = TypeVar("P", bound=Part)
R = TypeVar("R", bound=Restricted)


def visible(records: Mapping[str, R], reader: str) -> dict[str, R]:
    """Return the records that an audience may see, their hidden parts taken out."""
    return {name: trimmed(record, reader) for name, record in records.items() if record.meant_for(reader)}


def trimmed(part: P, reader: str) -> P:
    """Return a copy of content without the pieces that are meant for other audiences only."""
    changes: dict[str, object] = {}
    for name in type(part).model_fields:
        value = getattr(part, name)
        if (kept := _trim(value, reader)) is not value:
            changes[name] = kept
    return part.model_copy(update=changes) if changes else part


def _trim(value: object, reader: str) -> object:
    if isinstance(value, Restricted) and not value.meant_for(reader):
        return None
    if isinstance(value, Part):
        return trimmed(value, reader)
    if isinstance(value, tuple):
        kept = tuple(new for item in value if (new := _trim(item, reader)) is not None or item is None)
        return value if all(map(_same, kept, value)) and len(kept) == len(value) else kept
    if isinstance(value, dict):
        return {
            key: _trim(item, reader) for key, item in value.items() if not isinstance(key, AudienceRef) or key == reader
        } or {}
    return value


def _same(left: object, right: object) -> bool:
    return left is right


def named(part: object) -> Iterator[str]:
    """Yield the claims that a piece of content names, in its fields and in its prose."""
    for _, ref in find(part, ClaimRef):
        yield ref
    for _, prose in find(part, Prose):
        yield from parse(prose).claims


def seen_claims(claims: Mapping[str, Claim], sources: Mapping[str, Source], reader: str) -> dict[str, Claim]:
    """Return the claims an audience may see: nothing they rest on, source or term, may be hidden from it."""
    hidden = {name for name, source in sources.items() if not source.meant_for(reader)}
    kept = {name: claim for name, claim in visible(claims, reader).items() if hidden.isdisjoint(claim.sources)}
    while broken := {
        name
        for name, claim in kept.items()
        if claim.derived and not (claims.keys() - kept.keys()).isdisjoint(claim.derived.terms)
    }:
        kept = {name: claim for name, claim in kept.items() if name not in broken}
    return kept
