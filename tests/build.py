"""Builders of content with sane defaults: a test names only what it is about."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from briefpress.check.audit import Audit
from briefpress.check.proof import Printed, Proof
from briefpress.diagnostics import Diagnostic, Place
from briefpress.model.audience import Audience
from briefpress.model.brief import Brief
from briefpress.model.claim import Claim
from briefpress.model.day import Day
from briefpress.model.desk import Desk
from briefpress.model.edition import Edition, Library
from briefpress.model.entries import Conflict, Event, Series, Term, Theme
from briefpress.model.passage import FiledText, passages
from briefpress.model.quantity import Quantity
from briefpress.model.source import Source
from briefpress.model.view import BlockView, View
from briefpress.select.edition import select
from briefpress.view.compose import compose

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefpress.model.record import Record

TODAY = date(2026, 11, 22)

FOLDERS: dict[type[Record], str] = {
    Source: "sources",
    Claim: "claims",
    Series: "series",
    Event: "events",
    Term: "terms",
    Conflict: "conflicts",
    Theme: "themes",
    Audience: "audiences",
    Brief: "briefs",
}

B = TypeVar("B", bound=BlockView)


def source(id: str = "s", **given: object) -> Source:
    """Return a source: by default a secondary one of grade C with a stated date."""
    return Source.model_validate(
        {
            "id": id,
            "title": "A document",
            "kind": "report",
            "published": {"stated": "2025-03-14"},
            "accessed": "2026-11-02",
            "language": "en",
            "tier": "secondary",
            "reliability": "C",
            "reason": "As the test needs it.",
            "origin": id,
            "interest": "none",
            "filed": {"name": "a.txt", "sha256": "0" * 64},
            **given,
        }
    )


def anchor(source: str = "s", **given: object) -> dict[str, object]:
    """Return an anchor in a source."""
    return {"source": source, "exact": "four words of it", **given}


def claim(id: str = "a", **given: object) -> Claim:
    """Return a claim: by default a reported state of affairs without a value, resting on source `s`."""
    kind = given.get("kind", "derived" if "derived" in given else "reported")
    own_evidence = kind not in {"derived", "gap"}
    return Claim.model_validate(
        {
            "id": id,
            "kind": kind,
            "statement": "Something holds.",
            "themes": ("t",),
            "as_of": "2025-03-14",
            "evidence": (anchor(),) if own_evidence else (),
            **({"holder": "the line"} if kind in {"plan", "forecast", "opinion", "rumour"} else {}),
            **({"due": None} if kind in {"plan", "forecast"} else {}),
            **({"when": "2025-09-01"} if kind == "event" else {}),
            **({"absent": ("batter(y|ies)",)} if kind == "gap" else {}),
            **given,
        }
    )


def boats(number: int | str | None = 4, **given: object) -> dict[str, object]:
    """Return a quantity of boats as content has it."""
    return {"unit": "boats", **({"number": number} if number is not None else {}), **given}


def quantity(**given: object) -> Quantity:
    """Return a quantity, in boats unless told otherwise."""
    measured = given.keys() & {"currency", "unit", "words"}
    return Quantity.model_validate({**({} if measured else {"unit": "boats"}), **given})


def conflict(id: str = "c", *sides: tuple[str, str], **given: object) -> Conflict:
    """Return a contradiction between sides, each a claim and what it says; by default `a` against `b`."""
    return Conflict.model_validate(
        {
            "id": id,
            "title": "Which holds?",
            "kind": "contradiction",
            "sides": tuple({"claims": (name,), "says": says} for name, says in sides or (("a", "One."), ("b", "Two."))),
            "reading": "Neither yet.",
            **given,
        }
    )


def series(id: str, *points: Mapping[str, object], **given: object) -> Series:
    """Return a series of points."""
    return Series.model_validate({"id": id, "title": "Boats", "unit": "boats", "points": points, **given})


def event(id: str = "e", **given: object) -> Event:
    """Return an event."""
    return Event.model_validate({"id": id, "date": "2025-09", "title": "Something happened", **given})


def term(id: str = "w", **given: object) -> Term:
    """Return a glossary entry."""
    return Term.model_validate({"id": id, "term": id, "plain": "What it means.", **given})


def theme(id: str = "t", **given: object) -> Theme:
    """Return a theme."""
    return Theme.model_validate({"id": id, "title": "A theme", **given})


def audience(id: str = "managers", *blocks: Mapping[str, object], **given: object) -> Audience:
    """Return an audience with one section, `body`, that has these blocks of its own."""
    return Audience.model_validate(
        {
            "id": id,
            "label": "A brief",
            "reader": "people who read it",
            "question": "What holds?",
            "tone": "plain",
            "budget": {"pages": 4},
            "palette": {"accent": "#112233", "second": "#445566", "fill": "#778899", "tint": "#EEEEEE"},
            "headings": {"judgements": "Judged", "means": "Meant", "change": "Changing", "watch": "Watched"},
            "sections": ({"id": "body", "heading": "Body", "blocks": blocks},),
            "disclaimer": "No advice",
            **given,
        }
    )


def judgement(id: str = "j", **given: object) -> dict[str, object]:
    """Return a judgement: by default a finding that names no claim."""
    return {"id": id, "kind": "finding", "headline": "It holds", "text": "So it seems.", **given}


def angle(*blocks: Mapping[str, object], **given: object) -> dict[str, object]:
    """Return an angle that has these blocks in the section `body`; its key figures are of claim `a`."""
    return {
        "kicker": "Kicker",
        "headline": "A headline",
        "dek": "A line under it.",
        "key_figures": ({"claim": "a", "label": "First"}, {"claim": "a", "label": "Again"}),
        "bottom_line": "In short.",
        "judgements": (judgement(),),
        "means": (),
        **({"sections": {"body": blocks}} if blocks else {}),
        **given,
    }


def brief(id: str = "b", angles: Mapping[str, object] | None = None, **given: object) -> Brief:
    """Return a brief with an angle for each audience, by default one for `managers`."""
    return Brief.model_validate(
        {
            "id": id,
            "title": "A subject",
            "themes": ("t",),
            "audiences": dict(angles or {"managers": angle()}),
            **given,
        }
    )


def library(*records: Record, names: tuple[str, ...] = (), places: str = "{folder}/{name}") -> Library:
    """Return a library of these records, each standing alone in a file of its own."""
    kinds: dict[str, Any] = {folder: {} for folder in FOLDERS.values()}
    for record in records:
        kinds[FOLDERS[type(record)]][record.id] = record
    return Library(
        desk=Desk.model_validate({"publication": "A desk", "names": names}),
        places={
            (folder, name): Place(places.format(folder=folder, name=name))
            for folder, found in kinds.items()
            for name in found
        },
        **kinds,
    )


def small(*records: Record, **angles: object) -> Library:
    """Return a library that can be printed: theme, source, claim `a` of four boats, and what else is given."""
    given = {(type(record), str(record.id)) for record in records}
    basis = (
        theme(),
        source(),
        claim("a", value=boats()),
        *(audience(name) for name in angles or ("managers",)),
        brief(angles=angles),
    )
    return library(*(one for one in basis if (type(one), str(one.id)) not in given), *records)


def edition(held: Library, reader: str = "managers", *, as_of: date = TODAY) -> Edition:
    """Return the edition of brief `b` for a reader."""
    return select(held, held.briefs["b"], held.audiences[reader], as_of=as_of, issued=as_of)


def view(held: Library, reader: str = "managers", *, as_of: date = TODAY) -> View:
    """Return the view of brief `b` for a reader."""
    return compose(edition(held, reader, as_of=as_of))


def proof(held: Library, *, as_of: date = TODAY) -> Proof:
    """Return the proof of every brief of a library."""
    printed = []
    for one in held.briefs.values():
        for reader in one.audiences:
            issued = as_of.plain if isinstance(as_of, Day) else as_of
            chosen = select(held, one, held.audiences[reader], as_of=as_of, issued=issued)
            printed.append(Printed(one.id, reader, chosen, compose(chosen)))
    return Proof(held, as_of, tuple(printed))


def set_block(kind: type[B], block: Mapping[str, object], *records: Record, as_of: date = TODAY) -> B:
    """Return one block as it is set in an otherwise small brief."""
    held = small(*records, managers=angle(block))
    (found,) = (one for section in view(held, as_of=as_of).sections for one in section.blocks)
    assert isinstance(found, kind)
    return found


def told(findings: list[Diagnostic]) -> list[tuple[str, str]]:
    """Return codes and messages of findings."""
    return [(finding.code, finding.message) for finding in findings]


def spot(finding: Diagnostic) -> str:
    """Return where a finding points, as file and path with the words it looks for."""
    where = finding.label.where
    assert isinstance(where, Place)
    way = "/".join(str(step) for step in (where.file, *where.path))
    return f"{way}@{where.words}" if where.words else way


def filed(*paragraphs: str, sha256: str = "0" * 64) -> FiledText:
    """Return a filed text of these paragraphs, by default with the checksum that `source` has."""
    return FiledText(sha256, passages("\n".join(paragraphs)))


def audit(*records: Record, **texts: FiledText) -> Audit:
    """Return an audit of these records, source `s` and what else is given, against filed texts by source."""
    known = {str(record.id) for record in records if isinstance(record, Source)}
    return Audit(library(*(source(name) for name in texts if name not in known), *records), texts)
