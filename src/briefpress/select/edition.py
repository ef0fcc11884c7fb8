"""Selecting an Edition: what is not meant for an audience is left behind before any template sees data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.model.edition import Edition
from briefpress.model.record import AudienceRef
from briefpress.model.visible import trimmed
from briefpress.select.reach import drawn, needs, reached

if TYPE_CHECKING:
    from datetime import date

    from briefpress.model.audience import Audience
    from briefpress.model.brief import Brief
    from briefpress.model.edition import Library


def select(library: Library, brief: Brief, audience: Audience, *, as_of: date, issued: date) -> Edition:
    """Return a brief for one audience: the claims on its themes, those it names, and nothing that is not for them."""
    library = library.released(as_of)
    reader, brief, audience = audience.id, library.briefs[brief.id], library.audiences[audience.id]
    angle, audience = trimmed(brief.audiences[AudienceRef(reader)], reader), trimmed(audience, reader)
    shown = library.shown(reader)
    found = reached(shown, needs(angle, angle.themes or brief.themes) | needs(audience))
    claims = shown.picked("claims", found.claims)
    return Edition(
        desk=library.desk,
        brief=brief.id,
        title=brief.title,
        audience=audience,
        angle=angle,
        as_of=as_of,
        issued=issued,
        sources=shown.sources,
        claims=claims,
        series={name: drawn(one, shown.claims) for name, one in shown.picked("series", found.series).items()},
        events={
            name: event.model_copy(update={"claims": tuple(claim for claim in event.claims if claim in shown.claims)})
            for name, event in shown.picked("events", found.events).items()
        },
        terms=shown.terms,
        conflicts=shown.picked("conflicts", found.conflicts),
        values={name: library.values[name] for name in claims if name in library.values},
        contested=shown.contested & found.claims,
        found={name: library.anchors(name) for name in claims} if library.lock else {},
    )
