"""What an audience may see of content."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, TypeVar, get_args

from briefpress.model.prose import Prose, parse
from briefpress.model.record import AudienceRef, ClaimRef, Part, Restricted, find, ways

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from briefpress.model.claim import Claim
    from briefpress.model.source import Source

P = TypeVar("P", bound=Part)
R = TypeVar("R", bound=Restricted)


def visible(records: Mapping[str, R], reader: str) -> dict[str, R]:
    """Return the records that an audience may see, their hidden parts taken out."""
    return {name: trimmed(record, reader) for name, record in records.items() if record.meant_for(reader)}


def trimmed(part: P, reader: str) -> P:
    """Return a copy of content without the pieces that are meant for other audiences only."""
    return _trimmed(part, lambda piece: piece.meant_for(reader), reader)


def released(records: Mapping[str, R], as_of: date) -> Mapping[str, R]:
    """Return the records whose embargo is over, without those of their pieces that are still under one."""
    if not any(map(_embargoed, records.values())):
        return records
    return {
        name: _trimmed(record, lambda piece: piece.released(as_of), None)
        for name, record in records.items()
        if record.released(as_of)
    }


def _embargoed(record: Restricted) -> bool:
    if record.not_before:
        return True
    return _divided(type(record)) and any(piece.not_before for _, piece in find(record, Restricted))


@cache
def _divided(kind: type[Part]) -> bool:
    """Tell whether content of a kind has pieces that may be restricted by themselves; to look at each is slow."""
    inner = {part for field in kind.model_fields.values() for part in _parts(field.annotation)}
    return any(issubclass(part, Restricted) or _divided(part) for part in inner)


def _parts(annotation: object) -> Iterator[type[Part]]:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    for argument in get_args(annotation):
        yield from _parts(argument)


def _trimmed(part: P, keeps: Callable[[Restricted], bool], reader: str | None) -> P:
    changes: dict[str, object] = {}
    for name in _dividing(type(part)):
        value = getattr(part, name)
        if (kept := _trim(value, keeps, reader)) is not value:
            changes[name] = kept
    return part.model_copy(update=changes) if changes else part


@cache
def _dividing(kind: type[Part]) -> tuple[str, ...]:
    """Return the fields of a kind of content in which something may be hidden from somebody: few of many."""
    fields = {name for part in (Restricted, AudienceRef) for name, _ in ways(kind, part)}
    return tuple(name for name in kind.model_fields if name in fields - Restricted.model_fields.keys())


def _trim(value: object, keeps: Callable[[Restricted], bool], reader: str | None) -> object:
    if isinstance(value, Restricted) and not keeps(value):
        return None
    if isinstance(value, Part):
        return _trimmed(value, keeps, reader)
    if isinstance(value, tuple):
        kept = tuple(new for item in value if (new := _trim(item, keeps, reader)) is not None or item is None)
        return value if all(map(_same, kept, value)) and len(kept) == len(value) else kept
    if isinstance(value, dict):
        left = {
            key: _trim(item, keeps, reader)
            for key, item in value.items()
            if reader is None or not isinstance(key, AudienceRef) or key == reader
        }
        return value if len(left) == len(value) and all(map(_same, left.values(), value.values())) else left
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
