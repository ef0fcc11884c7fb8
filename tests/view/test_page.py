"""The page on which a brief is set: values, marks, rows of evidence and sources."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

import build
from briefpress.model.lock import Lock, LockedAnchor, LockedClaim, digest

if TYPE_CHECKING:
    from briefpress.model.record import Record
    from briefpress.model.view import RowView, Run, View

NBSP = "\N{NO-BREAK SPACE}"


def printed(text: str, *records: Record) -> tuple[Run, ...]:
    """Return the runs of a paragraph printed in a small brief."""
    return build.view(build.small(*records, managers=build.angle(dek=text))).front.dek


def row(view: View, name: str) -> RowView:
    """Return a claim's row of evidence."""
    (found,) = (one for one in view.rows if one.claim == name)
    return found


FULL = build.claim(
    "p",
    kind="plan",
    holder="the port",
    statement="It plans {value} in {period} by {due}, said {as_of}.",
    value=build.boats(6, period="2025-Q2"),
    due="2027-03",
    note="A note.",
)


@pytest.mark.parametrize(
    ("reference", "text"),
    [
        ("p", "6 boats"),
        ("p:short", "6"),
        ("p:period", "Q2 2025"),
        ("p:due", "Mar 2027"),
        ("p:as-of", "14 Mar 2025"),
        ("p:holder", "the port"),
        ("e", "1 Sept 2025"),
        ("e:when", "1 Sept 2025"),
    ],
)
def test_each_part_of_a_claim_can_be_printed(reference: str, text: str) -> None:
    """A value, its period, dates and holder are written as text that knows whose it is."""
    (run,) = printed(f"{{{reference}}}", FULL, build.claim("e", kind="event"))

    assert run.text.replace(NBSP, " ") == text
    assert run.claim == reference[0]
    assert len(run.cites) == 1


def test_styles_and_links_reach_the_page() -> None:
    """Words keep their style and address, a value keeps the style it stands in."""
    words, value = printed("[*so*](https://example.org)**{a}**")

    assert (words.text, words.styles, words.url) == ("so", ("em",), "https://example.org")
    assert (value.text, value.styles) == (f"4{NBSP}boats", ("strong",))


def test_what_a_claim_lacks_prints_nothing() -> None:
    """A part that no claim has is reported by a check; the page leaves it empty rather than inventing it."""
    assert [run.text for run in printed("{b}{b:due}{b:holder}", build.claim("b"))] == ["", "", ""]


def test_a_statement_prints_its_own_parts() -> None:
    """Each part of a statement is filled in, and each knows whose it is."""
    view = build.view(build.small(FULL, managers=build.angle(dek="See [@p].")))
    statement = row(view, "p").statement

    text = "".join(run.text for run in statement).replace(NBSP, " ")
    assert text == "It plans 6 boats in Q2 2025 by Mar 2027, said 14 Mar 2025."
    assert [run.claim for run in statement] == ["", "p", "", "p", "", "p", "", "p", ""]


CONTESTED = (build.claim("b", value=build.boats(5)), build.conflict("c", ("a", "One."), ("b", "Two.")))


def test_values_and_citations_carry_their_marks() -> None:
    """Plans look forward, rumours and contested claims say so, and what has fallen due is marked."""
    plan = build.claim("p", kind="plan", value=build.boats(6), due="2026-01")
    rumour = build.claim("r", kind="rumour", value=build.boats(7))
    total = build.claim("sum", derived={"sum": ("p", "r")})
    records = (plan, rumour, total, *CONTESTED)

    runs = printed("{a}{p}{r}{sum}{p:due}", *records)
    assert [run.marks for run in runs] == [
        ("contested",),
        ("forward", "past-due"),
        ("rumour",),
        ("forward", "rumour", "past-due"),
        (),
    ]
    assert [printed(text, *records)[0].marks for text in ("[@p]", "[@p; @a]", "[@r]", "{r:as-of}", "{p:due}")] == [
        (),
        ("contested",),
        ("rumour",),
        ("rumour",),
        (),
    ]


def test_a_contest_is_declared_by_contradictions_alone() -> None:
    """A difference of scope puts no claim in doubt."""
    scope = build.conflict("c", ("a", "One."), ("b", "Two."), kind="scope")

    assert printed("{a}", build.claim("b"), scope)[0].marks == ()


def test_a_computed_claim_brings_its_terms_into_the_table() -> None:
    """Its row says what it is computed from, the terms follow it, and each is there once."""
    records = (
        build.claim("b", value=build.boats(1)),
        build.claim("half", derived={"sum": ("b", "a")}),
        build.claim("whole", derived={"sum": ("half", "b")}),
    )
    figures = ({"claim": "whole", "label": "Whole"}, {"claim": "a", "label": "A"})
    view = build.view(build.small(*records, managers=build.angle(key_figures=figures)))

    assert [one.claim for one in view.rows] == ["whole", "half", "b", "a"]
    assert [[cite.row for run in one.computed_from for cite in run.cites] for one in view.rows] == [
        [2, 3],
        [3, 4],
        [],
        [],
    ]
    assert [one.uses for one in view.rows] == [("u1-a",), (), (), ("u4-a",)]
    assert [one.kind for one in view.rows] == ["Computed", "Computed", "Reported", "Reported"]


def test_a_computed_claim_is_as_old_as_its_oldest_term() -> None:
    """It speaks for the earliest date of its terms, and for none if one of them has none."""
    records = (
        build.claim("b", value=build.boats(), as_of="2024"),
        build.claim("n", value=build.boats(), as_of="undated"),
        build.claim("old", derived={"sum": ("a", "b")}),
        build.claim("none", derived={"sum": ("a", "n")}),
        build.claim("gap", kind="gap"),
    )
    view = build.view(build.small(*records, managers=build.angle(dek="[@old; @none; @gap; @n]")))

    assert [row(view, name).as_of.replace(NBSP, " ") for name in ("old", "none", "n")] == ["2024", "undated", "undated"]


def test_a_row_tells_all_that_is_known_of_a_claim() -> None:
    """Kind, holder, date, status, confidence, note and the way into the source stand in one row."""
    source = build.source("z", tier="primary", url="https://example.org")
    anchors = (build.anchor("z", paragraph=4, heading="Part", prefix="So"), build.anchor("s"))
    plan = FULL.model_copy(update={"evidence": tuple(map(type(FULL.evidence[0]).model_validate, anchors))})
    found = row(build.view(build.small(source, plan, managers=build.angle(dek="[@p]"))), "p")

    assert (found.kind, found.holder, found.as_of, found.status, found.confidence, found.note) == (
        "Plan",
        "the port",
        f"14{NBSP}Mar{NBSP}2025",
        "open",
        "moderate",
        "A note.",
    )
    first, second = found.anchors
    assert (first.place, first.exact) == (f"¶{NBSP}4, Part", "four words of it")
    assert first.url == "https://example.org#:~:text=So-,four%20words%20of%20it"
    assert (second.source, second.anchor, second.place, second.url) == ("S1", "s-s", "", "")


def test_a_verified_claim_shows_where_it_was_found() -> None:
    """The place comes from the lock as long as the claim is what it was; a heading on paper is one the desk typed."""
    anchor = build.anchor(paragraph=4, heading="Part")
    held = build.small(build.claim("a", value=build.boats(), evidence=(anchor,)))
    found = LockedAnchor.model_validate({"source": "s", "paragraph": 9, "heading": "A long heading"})

    def place(sha256: str) -> tuple[str, str]:
        locked = LockedClaim.model_validate({"verified": "2026", "digest": sha256, "anchors": (found,)})
        lock = Lock.model_validate({"version": 1, "claims": {"a": locked}})
        (one,) = row(build.view(replace(held, lock=lock)), "a").anchors
        return one.place.replace(NBSP, " "), one.heading

    assert place(digest(held.claims["a"])) == ("¶ 9, Part", "A long heading")
    assert place("changed") == ("¶ 4, Part", "Part")


def test_an_address_of_mail_has_no_passage() -> None:
    """A link into a document is made for the web alone."""
    view = build.view(build.small(build.source(url="mailto:desk@example.org")))

    assert view.rows[0].anchors[0].url == ""
    assert view.sources[0].url == "mailto:desk@example.org"


@pytest.mark.parametrize(
    ("outcome", "status"),
    [
        (None, "open"),
        ("open", "open"),
        ("met", "met"),
        ("missed", "missed"),
        ("superseded", "superseded"),
        ("unknown", "not known"),
    ],
)
def test_a_plan_shows_what_became_of_it(outcome: str | None, status: str) -> None:
    """The outcome stands in the row; what is no plan has none."""
    given = {"outcome": {"state": outcome, "noted": "2026"}} if outcome else {}
    plan = build.claim("p", kind="plan", due="2030", **given)
    view = build.view(build.small(plan, managers=build.angle(dek="[@p]")), as_of=date(2025, 4, 1))

    assert (row(view, "p").status, row(view, "a").status) == (status, "")


def test_a_plan_past_its_date_says_so() -> None:
    """With the date gone by and nothing settled, the row says that nobody has verified it."""
    plan = build.claim("p", kind="plan", due="2025", outcome={"state": "unknown", "noted": "2026"})

    assert row(build.view(build.small(plan, managers=build.angle(dek="[@p]"))), "p").status == "passed, unverified"


@pytest.mark.parametrize(
    ("published", "said"),
    [
        ({"stated": "2025-03"}, ("Mar 2025", "", "")),
        ({"not_before": "2025-01", "reason": "It names a fair"}, ("undated", "not before Jan 2025", "It names a fair")),
        (
            {"not_before": "2025-01", "not_after": "2025-Q3", "reason": "So"},
            ("undated", "not before Jan 2025, not after Q3 2025", "So"),
        ),
        ({"reason": "No hint"}, ("undated", "", "No hint")),
    ],
)
def test_a_source_says_when_it_came_out(published: dict[str, str], said: tuple[str, str, str]) -> None:
    """A stated date stands alone, bounds come with their reason."""
    view = build.view(build.small(build.source(published=published)))

    one = view.sources[0]
    assert (one.dated.replace(NBSP, " "), one.bounds.replace(NBSP, " "), one.dating) == said


def test_a_source_says_what_it_does_not_state() -> None:
    """A missing publisher or author is said; what is known is printed, with how many claims rest on it."""
    view = build.view(
        build.small(
            build.source(kind="video-summary"),
            build.source("z", publisher="The port", author="An office"),
            build.claim("b", evidence=(build.anchor("s"), build.anchor("z"), build.anchor("z"))),
            managers=build.angle(dek="[@b]"),
        )
    )

    assert [(one.label, one.publisher, one.author, one.kind, one.claims) for one in view.sources] == [
        ("S1", "publisher not stated", "author not stated", "video summary", 2),
        ("S2", "The port", "An office", "report", 1),
    ]
