"""Trust: what may lead a brief, whose word a value is, and how likelihood and confidence are told."""

from __future__ import annotations

import pytest

import build
from briefpress.check.attribution import attribution
from briefpress.check.likelihood_words import likelihood_words
from briefpress.check.mixed_confidence import mixed_confidence
from briefpress.check.raised_confidence import raised_confidence
from briefpress.check.rumours import rumours
from briefpress.check.weak_sources import weak_sources

WEAK = build.source("w", reliability="E")


def test_what_leads_rests_on_sound_sources() -> None:
    """Claims with weak sources alone may not lead, nor what is computed from them; one sound source is enough."""
    given = (
        WEAK,
        build.claim("x", value=build.boats(), evidence=(build.anchor("w"),)),
        build.claim("y", evidence=(build.anchor("w"), build.anchor("s"))),
        build.claim("sum", derived={"sum": ("a", "x")}),
        build.claim("g", kind="gap"),
    )
    angle = build.angle(
        {"block": "prose", "text": "Inside there are {x}."},
        {"block": "table", "title": "Counted", "rows": ({"claim": "x", "label": "Some"},)},
        dek="See {sum}.",
        judgements=(build.judgement(claims=("y", "g")),),
        watch=({"label": "Watch", "text": "See {x}."},),
    )
    assert build.told(weak_sources(build.proof(build.small(*given, managers=angle)))) == [
        ("BP251", "'sum' leads a brief and rests on sources graded E alone")
    ]


@pytest.mark.parametrize(
    ("part", "says"),
    [
        ({"dek": "See {r}."}, "dek"),
        ({"bottom_line": "See [@twice]."}, "bottom line"),
        ({"key_figures": ({"claim": "r", "label": "One"}, {"claim": "a", "label": "Two"})}, "key figures"),
        ({"judgements": (build.judgement(headline="So [@r]"),)}, "headline of a judgement"),
        ({"judgements": (build.judgement(text="So [@r].", claims=("r",)),)}, ""),
        ({"means": ("See {r}.",)}, ""),
    ],
)
def test_a_rumour_does_not_lead(part: dict[str, object], says: str) -> None:
    """A rumour may be told, and not where a reader looks first."""
    given = (
        build.claim("r", kind="rumour", value=build.boats()),
        build.claim("twice", derived={"sum": ("r", "r")}),
    )
    found = [one.message for one in rumours(build.proof(build.small(*given, managers=build.angle(**part))))]
    assert [message.partition(" stands in the ")[2] for message in found] == ([says] if says else [])


def test_confidence_is_only_lowered() -> None:
    """More than the evidence carries is an error, on claims and judgements; the same or less is not."""
    given = (
        build.claim("up", lowered={"to": "moderate", "reason": "So."}),
        build.claim("even", lowered={"to": "low", "reason": "So."}),
    )
    judgements = (
        build.judgement("j", claims=("up",), lowered={"to": "high", "reason": "So."}),
        build.judgement("k", claims=("up",), lowered={"to": "low", "reason": "So."}),
        build.judgement("l", claims=("even",)),
    )
    found = raised_confidence(build.proof(build.small(*given, managers=build.angle(judgements=judgements))))
    assert [build.spot(one) for one in found] == [
        "claims/up/lowered/to",
        "briefs/b/audiences/managers/judgements/0/lowered/to",
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("There will be {o}.", 1),
        ("There will be {o:short} and {o}.", 1),
        ("The harbour master expects {o}.", 0),
        ("By the words of {o:holder}: {o}.", 0),
        ("A report has {o}.", 0),
        ("At Pier there will be {o}.", 0),
        ("Said {o:as-of} [@o], of {a}.", 0),
        ("The harbour is full. There will be {o}.", 1),
    ],
)
def test_a_sentence_says_whose_word_it_prints(text: str, found: int) -> None:
    """The holder, a word of it, an entity, or at least a report or an author stands in the same sentence."""
    opinion = build.claim("o", kind="opinion", value=build.boats(), holder="the harbour master", entities=("Pier",))
    held = build.small(opinion, managers=build.angle(bottom_line=text))
    assert len(attribution(build.proof(held))) == found


def test_a_heading_attributes_what_stands_under_it() -> None:
    """The headline of a judgement and the label of a row say whose word their text is; a brief's headline does not."""
    opinion = build.claim("o", kind="opinion", value=build.boats(), holder="the master")
    rows = (
        {"label": "By the master", "cells": ("{o}", None)},
        {"label": "By nobody", "cells": (None, "{o}")},
    )
    angle = build.angle(
        {"block": "matrix", "title": "Said", "corner": "Who", "columns": ("One", "Two"), "rows": rows},
        headline="The master speaks",
        judgements=(
            build.judgement(headline="The master counts", text="There are {o}."),
            build.judgement("k", text="There are {o}."),
        ),
    )
    sides = ("o", "There are {o}."), ("a", "The master has {o}.")
    held = build.small(opinion, build.conflict("c", *sides), managers=angle)
    assert [build.spot(one) for one in attribution(build.proof(held))] == [
        "briefs/b/audiences/managers/judgements/1/text@{o",
        "briefs/b/audiences/managers/sections/body/0/rows/1/cells/1@{o",
        "conflicts/c/sides/0/says@{o",
    ]


def test_an_audience_without_a_record_has_only_its_angle() -> None:
    """The audience's own sections are searched with the brief's."""
    opinion = build.claim("o", kind="opinion", value=build.boats(), holder="the master")
    block = {"block": "prose", "text": "There are {o}."}
    held = build.small(opinion, build.audience("managers", block))
    (finding,) = attribution(build.proof(held))
    assert build.spot(finding) == "audiences/managers/sections/0/blocks/0/text@{o"


def test_likelihood_is_not_typed() -> None:
    """Words of the scale and their kin are reported in the desk's sentences, and left to whoever holds a forecast."""
    given = (
        build.claim("f", kind="forecast", statement="It will probably sail."),
        build.claim("n", statement="It probably sailed.", note="Hardly unlikely."),
    )
    angle = build.angle(bottom_line="It is very likely, and almost certainly so. Liken it to probability.")
    found = likelihood_words(build.proof(build.small(*given, managers=angle)))
    assert [build.spot(one) for one in found] == [
        "claims/n/statement@probably",
        "claims/n/note@unlikely",
        "briefs/b/audiences/managers/bottom_line@very likely",
        "briefs/b/audiences/managers/bottom_line@almost certainly",
    ]


def test_confidence_stands_apart_from_likelihood() -> None:
    """In a prediction, a risk, or a sentence with a word of likelihood, a word of confidence is an error."""
    risks = {
        "block": "risks",
        "title": "Risks",
        "risks": ({"risk": "Confident rivals.", "likelihood": "likely", "impact": "low", "indicator": "Any."},),
    }
    judgements = (
        build.judgement(kind="prediction", likelihood="likely", text="It sails. We have high confidence."),
        build.judgement("k", text="We have low confidence."),
    )
    angle = build.angle(risks, judgements=judgements, bottom_line="With low confidence it is likely. Be confident.")
    found = mixed_confidence(build.proof(build.small(managers=angle)))
    assert [build.spot(one) for one in found] == [
        "briefs/b/audiences/managers/judgements/0/text@high confidence",
        "briefs/b/audiences/managers/sections/body/0/risks/0/risk@Confident",
        "briefs/b/audiences/managers/bottom_line@low confidence",
    ]
