"""Selecting an Edition: what is not meant for an audience is left behind before any template sees data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.model.edition import Edition, contested
from briefpress.model.record import AudienceRef, Ref, find
from briefpress.model.visible import named, seen_claims, trimmed, visible

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from briefpress.model.audience import Audience
    from briefpress.model.brief import Brief
    from briefpress.model.claim import Claim
    from briefpress.model.edition import Library
    from briefpress.model.entries import Series
    from briefpress.model.record import Part


def select(library: Library, brief: Brief, audience: Audience, *, as_of: date, issued: date) -> Edition:
    """Return a brief for one audience: the claims on its themes, those it names, and nothing that is not for them."""
    library = library.released(as_of)
    reader, brief, audience = audience.id, library.briefs[brief.id], library.audiences[audience.id]
    angle, audience = trimmed(brief.audiences[AudienceRef(reader)], reader), trimmed(audience, reader)
    asked = {(ref.folder, ref) for part in (angle, audience) for _, ref in find(part, Ref)}
    sources = visible(library.sources, reader)
    claims = seen_claims(library.claims, library.sources, reader)
    themes = visible(library.themes, reader).keys() & set(angle.themes or brief.themes)
    series = {
        name: _drawn(item, claims)
        for name, item in visible(library.series, reader).items()
        if ("series", name) in asked
    }
    kept = {name for name, claim in claims.items() if themes & set(claim.themes)}
    kept |= _named(angle, audience, *series.values()) & claims.keys()
    events = {
        name: event.model_copy(update={"claims": tuple(claim for claim in event.claims if claim in claims)})
        for name, event in visible(library.events, reader).items()
        if ("events", name) in asked or not event.claims or kept & set(event.claims)
    }
    kept = _grounded(kept | _named(*events.values()), claims)
    conflicts = {
        name: conflict
        for name, conflict in visible(library.conflicts, reader).items()
        if _named(conflict) <= claims.keys()
    }
    touching = {name: conflict for name, conflict in conflicts.items() if kept & set(conflict.claims)}
    kept = _grounded(kept | _named(*touching.values()), claims)
    return Edition(
        desk=library.desk,
        brief=brief.id,
        title=brief.title,
        audience=audience,
        angle=angle,
        as_of=as_of,
        issued=issued,
        sources=sources,
        claims={name: claim for name, claim in claims.items() if name in kept},
        series=series,
        events=events,
        terms=visible(library.terms, reader),
        conflicts=touching,
        values={name: value for name, value in library.values.items() if name in kept},
        contested=contested(conflicts.values()) & kept,
        found={name: library.lock.anchors(claims[name]) for name in kept} if library.lock else {},
    )


def _named(*parts: Part) -> set[str]:
    return {claim for part in parts for claim in named(part)}


def _drawn(series: Series, claims: Mapping[str, Claim]) -> Series:
    points = tuple(point for point in series.points if {point.claim, point.against} - {None} <= claims.keys())
    return series.model_copy(update={"points": points})


def _grounded(names: set[str], claims: Mapping[str, Claim]) -> set[str]:
    """Return the claims and all that they are computed from."""
    waiting, found = list(names), set(names)
    while waiting:
        derived = claims[waiting.pop()].derived
        new = set(derived.terms) - found if derived else set()
        found |= new
        waiting += new
    return found
