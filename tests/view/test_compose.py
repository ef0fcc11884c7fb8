"""Composing a View: page 1, sections and the facts about the evidence."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import build

if TYPE_CHECKING:
    from briefpress.model.view import View

NBSP = "\N{NO-BREAK SPACE}"


def facts(view: View) -> dict[str, str]:
    """Return the facts about the evidence by label."""
    return {fact.label: fact.text.replace(NBSP, " ") for fact in view.facts}


def test_a_view_says_what_it_is() -> None:
    """Brief, audience, publication, language, paper and date of issue are there as strings."""
    held = build.small(build.audience("managers", paper="letter"))
    view = build.view(held, as_of=date(2026, 3, 1))

    assert (view.brief, view.audience, view.publication, view.title) == ("b", "managers", "A desk", "A subject")
    assert (view.language, view.paper, view.issued_iso) == ("en-GB", "letter", "2026-03-01")
    assert view.issued == f"1{NBSP}Mar{NBSP}2026"
    assert (view.palette.accent, view.headings.watch, view.description) == ("#112233", "Watched", "What holds?")


def test_page_one_holds_the_whole_angle() -> None:
    """Every piece of the angle has its place on page 1."""
    front = build.view(
        build.small(
            managers=build.angle(
                exhibit={"block": "callout", "text": "Look."},
                means=("This.", "That."),
                change=({"label": "Up", "text": "More {a}."},),
                watch=({"label": "Spring", "text": "Ice."},),
            )
        )
    ).front

    assert (front.kicker, front.headline) == ("Kicker", "A headline")
    assert [run.text for run in front.dek] == ["A line under it."]
    assert [runs[0].text for runs in front.means] == ["This.", "That."]
    assert [(one.label, len(one.runs)) for one in front.change] == [("Up", 3)]
    assert front.watch[0].runs[0].text == "Ice."
    assert front.exhibit is not None
    assert front.exhibit.block == "callout"


def test_page_one_may_go_without_an_exhibit() -> None:
    """Where there is nothing to exhibit the place stays empty."""
    assert build.view(build.small()).front.exhibit is None


def test_a_key_figure_says_what_it_is() -> None:
    """Kind, period and date stand under the figure, that it has fallen due, and that one source alone has it."""
    plan = build.claim("a", kind="plan", due="2025", value=build.boats(period="2025-Q2"))
    anchors = (build.anchor("s"), build.anchor("z"))
    undated = build.claim("b", value=build.boats(), as_of="undated", evidence=anchors)
    figures = ({"claim": "a", "label": "Planned"}, {"claim": "b", "label": "Said"})
    front = build.view(build.small(plan, undated, build.source("z"), managers=build.angle(key_figures=figures))).front

    assert [(figure.label[0].text, figure.status.replace(NBSP, " ")) for figure in front.figures] == [
        ("Planned", "Plan · Q2 2025 · as of 14 Mar 2025 · passed, unverified · one source"),
        ("Said", "Reported · undated"),
    ]
    assert [figure.marks for figure in front.figures] == [("forward", "past-due"), ()]


def test_judgements_keep_likelihood_and_confidence_apart() -> None:
    """A prediction has a likelihood, a finding has none, and a recommendation has neither."""
    given = (
        build.judgement("f", claims=("a",)),
        build.judgement("p", kind="prediction", likelihood="likely", headline="It is {a}"),
        build.judgement("r", kind="recommendation", text="Wait for [@a]."),
    )
    source = build.source(tier="primary")
    found = build.view(build.small(source, managers=build.angle(judgements=given))).front.judgements

    assert [(one.kind, one.likelihood, one.confidence, one.bars) for one in found] == [
        ("Finding", "", "moderate", 2),
        ("Prediction", "likely (55–80%)", "moderate", 2),
        ("Recommendation", "", "", 0),
    ]
    assert [len(one.cites) for one in found] == [1, 0, 0]
    assert found[1].headline[1].text == f"4{NBSP}boats"


def test_sections_come_in_the_order_of_the_audience() -> None:
    """The brief's blocks come before the audience's own, and an empty section is left out."""
    plan = (
        {"id": "last", "heading": "Last", "blocks": ({"block": "callout", "text": "Own."},)},
        {"id": "empty", "heading": "Empty"},
        {"id": "body", "heading": "Body"},
    )
    blocks = {"body": ({"block": "prose", "text": "One."},), "last": ({"block": "prose", "text": "Two."},)}
    held = build.small(build.audience("managers", sections=plan), managers=build.angle(sections=blocks))
    sections = build.view(held).sections

    assert [(one.id, [block.block for block in one.blocks]) for one in sections] == [
        ("last", ["prose", "callout"]),
        ("body", ["prose"]),
    ]


def test_blocks_that_show_what_others_used_are_set_last() -> None:
    """A glossary, a table of evidence and sources know the whole brief even where they stand at its beginning."""
    own = ("evidence", "sources", "glossary", "prose")
    held = build.small(
        build.claim("b"),
        build.term("quay"),
        managers=build.angle(
            *(
                {"block": kind, "title": "Own", **({"text": "At the quay [@b]."} if kind == "prose" else {})}
                for kind in own
            )
        ),
    )
    view = build.view(held)
    evidence, sources, glossary, prose = view.sections[0].blocks

    assert [len(getattr(block, name)) for block, name in ((evidence, "rows"), (sources, "sources"))] == [2, 1]
    assert [fact.label for fact in getattr(glossary, "terms", ())] == ["quay"]
    assert len({block.anchor for block in (evidence, sources, glossary, prose)}) == 4


def test_facts_are_counted() -> None:
    """Sources, their dates, and claims that look forward, have fallen due or are contested are counted, not typed."""
    held = build.small(
        build.source("s", tier="primary", published={"stated": "2025-03"}),
        build.source("z", reliability="E", published={"reason": "No hint"}),
        build.source("unused"),
        build.claim("p", kind="plan", due="2025", evidence=(build.anchor("z"),)),
        build.claim("a", value=build.boats(), review_by="2026-10"),
        build.claim("b", review_by="2027"),
        build.conflict("c", ("a", "One."), ("b", "Two.")),
        managers=build.angle(dek="[@p; @b]"),
    )

    assert facts(build.view(held)) == {
        "Rests on": "2 sources",
        "Primary": "1",
        "Newest date": "Mar 2025",
        "Undated": "1 of 2 sources",
        "Evidence": "3 claims",
        "Look forward": "1",
        "Fallen due": "1",
        "Contested": "2",
        "Grade D–F": "1",
        "Past review": "1",
    }


def test_facts_about_one_undated_source() -> None:
    """One is one, and nothing is none."""
    found = facts(build.view(build.small(build.source(published={"reason": "No hint"}))))

    assert (found["Rests on"], found["Primary"], found["Evidence"]) == ("1 source", "none", "1 claim")
    assert (found["Newest date"], found["Undated"]) == ("none stated", "1 of 1 source")
