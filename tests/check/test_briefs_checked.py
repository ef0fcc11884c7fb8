"""Checks of briefs: figures that exist, sections that are printed, and nothing for the wrong reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import build
from briefpress.check.meaning import meaning
from briefpress.check.printable import printable
from briefpress.check.scope import scope
from briefpress.check.sections import sections

if TYPE_CHECKING:
    from briefpress.model.record import Record


def rows(*names: str, **given: object) -> dict[str, object]:
    """Return a table of claims."""
    found = tuple({"claim": name, "label": "Row"} for name in names)
    return {"block": "table", "title": "Rows", "rows": found, **given}


def test_figures_need_a_value() -> None:
    """Key figures, points of a series and rows with a value column are reported; other rows and values are not."""
    held = build.library(
        build.claim("bare"),
        build.claim("event", kind="event"),
        build.series("n", {"label": "Bare", "claim": "bare"}, {"label": "Own", "value": build.boats()}),
        build.audience("managers", rows("bare", columns=("kind",))),
        build.brief(
            angles={
                "managers": build.angle(
                    rows("event", "bare", "nowhere"),
                    key_figures=({"claim": "bare", "label": "One"}, {"claim": "event", "label": "Two"}),
                )
            }
        ),
    )
    found = printable(held)

    assert build.told(found) == [("BP306", "claim 'bare' has no value to print")] * 3
    assert [build.spot(finding) for finding in found] == [
        "briefs/b/audiences/managers/key_figures/0/claim",
        "briefs/b/audiences/managers/sections/body/0/rows/1/claim",
        "series/n/points/0/claim",
    ]


@pytest.mark.parametrize(
    ("statement", "finding"),
    [
        ("It is {value}.", ("BP306", "claim 'a' has no 'value' to print")),
        ("By {due}.", ("BP306", "claim 'a' has no 'due' to print")),
        ("Said {as_of}.", None),
        ("It is {values}.", ("BP309", "a statement has no part 'values'")),
        ("It is {}.", ("BP309", "a statement has no part ''")),
    ],
)
def test_a_statement_names_parts_that_its_claim_has(statement: str, finding: tuple[str, str] | None) -> None:
    """A part that does not exist, or that this claim lacks, is reported."""
    assert build.told(printable(build.library(build.claim("a", statement=statement)))) == ([finding] if finding else [])


def test_an_unknown_part_is_pointed_at_with_a_suggestion() -> None:
    """The braces are pointed at, and the closest part is suggested."""
    close, far = printable(build.library(build.claim("a", statement="It is {values}, {x}.")))

    assert build.spot(close) == "claims/a/statement@{values}"
    assert (close.help, far.help) == ("did you mean 'value'?", "one of value, period, due, when, as_of")


def test_a_column_of_meanings_needs_one_in_every_row() -> None:
    """A row whose claim says nothing to this audience is reported, in briefs and in the audience's own tables."""
    told = build.claim("a", value=build.boats(), means={"managers": "Much."})
    table = rows("a", "b", "nowhere", columns=("means",))
    held = build.small(
        told,
        build.claim("b"),
        build.audience("managers", table),
        managers=build.angle(table, rows("b", columns=("kind",))),
    )
    found = meaning(held)

    assert build.told(found) == [("BP310", "claim 'b' does not say what it means for 'managers'")] * 2
    assert [build.spot(finding) for finding in found] == [
        "briefs/b/audiences/managers/sections/body/0/rows/1/claim",
        "audiences/managers/sections/0/blocks/0/rows/1/claim",
    ]


def test_a_brief_fills_sections_that_its_audience_has() -> None:
    """A section nobody would see is reported at its key, with the closest one there is."""
    shown, close, far = (
        build.angle(sections={name: ({"block": "prose", "text": "Words."},)}) for name in ("body", "bodies", "x")
    )
    held = build.library(
        *(build.audience(name) for name in ("one", "two", "three")),
        build.brief(angles={"one": shown, "two": close, "three": far, "unknown": far}),
    )
    found = sections(held)

    assert [(finding.code, finding.message, finding.help) for finding in found] == [
        ("BP305", "audience 'two' has no section 'bodies'", "did you mean 'body'?"),
        ("BP305", "audience 'three' has no section 'x'", "one of body"),
    ]
    assert build.spot(found[0]) == "briefs/b/audiences/two/sections/bodies"
    assert getattr(found[0].label.where, "key", None) is True


def test_an_audience_without_a_brief_is_a_warning() -> None:
    """Once there are briefs, an audience that none of them serves is pointed out."""
    served, idle = build.audience("managers"), build.audience("idle")
    (finding,) = sections(build.library(served, idle, build.brief()))

    assert (finding.code, finding.severity, build.spot(finding)) == ("BP301", "warning", "audiences/idle/id")
    assert sections(build.library(served, idle)) == []


def scoped(*records: Record, **angle: object) -> list[tuple[str, str]]:
    """Return what `scope` reports of a brief for managers, where and why."""
    held = build.small(*records, managers=build.angle(**angle))
    return [(build.spot(finding), finding.message) for finding in scope(held)]


THEIRS = {"only": ("neighbours",)}
HIDDEN = "'x' is not meant for audience 'managers'"


@pytest.mark.parametrize(
    ("record", "angle", "where"),
    [
        (build.claim("x", **THEIRS), {"dek": "It is {x}."}, "dek@x"),
        (build.claim("x", evidence=(build.anchor("z"),)), {"dek": "See [@x]."}, "dek@x"),
        (build.theme("x", **THEIRS), {"themes": ("x",)}, "themes/0"),
        (
            build.series("x", {"label": "One", "claim": "a"}, **THEIRS),
            {"exhibit": {"block": "chart", "title": "One", "subtitle": "Two", "series": "x"}},
            "exhibit/series",
        ),
        (
            build.event("x", **THEIRS),
            {"exhibit": {"block": "timeline", "title": "One", "events": ("x",)}},
            "exhibit/events/0",
        ),
    ],
)
def test_a_brief_may_not_name_what_is_hidden(record: Record, angle: dict[str, object], where: str) -> None:
    """Whatever an audience may not see, directly or through a hidden source, may not stand in its brief."""
    hidden_source = build.source("z", **THEIRS)

    assert scoped(hidden_source, record, **angle) == [(f"briefs/b/audiences/managers/{where}", HIDDEN)]


def test_an_audience_may_not_name_what_is_hidden_from_it() -> None:
    """The audience's own sections and disclosures are held to the same rule."""
    found = scoped(
        build.claim("x", **THEIRS),
        build.audience("managers", rows("x"), disclosures=("See [@x].",)),
    )

    assert found == [
        ("audiences/managers/sections/0/blocks/0/rows/0/claim", HIDDEN),
        ("audiences/managers/disclosures/0/text@x", HIDDEN),
    ]


def test_pieces_for_others_may_name_what_is_theirs() -> None:
    """What is itself hidden from this audience is not looked at; nor are ids that no record has."""
    hidden = {"label": "Up", "text": "See [@x].", "only": ("neighbours",)}

    assert scoped(build.claim("x", **THEIRS), change=(hidden,), dek="See [@nowhere].") == []


def test_a_brief_for_some_may_not_serve_others() -> None:
    """A brief that is not meant for an audience has no angle for it."""
    held = build.library(build.claim("a"), build.brief(only=("neighbours",)))
    (finding,) = scope(held)

    assert build.told([finding]) == [("BP307", "brief 'b' is not meant for audience 'managers'")]
    assert build.spot(finding) == "briefs/b/audiences/managers"
