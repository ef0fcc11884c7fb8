"""Blocks that are written in a brief."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import build
from briefpress.model.blocks.argued import EntriesView, GridView
from briefpress.model.blocks.matrix import MatrixView
from briefpress.model.blocks.prose import ProseView
from briefpress.model.blocks.table import Cell, TableView
from briefpress.model.view import Run, Runs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefpress.model.record import Record

NBSP = "\N{NO-BREAK SPACE}"


def words(runs: Runs) -> str:
    """Return the text of runs, with ordinary blanks."""
    return "".join(run.text for run in runs).replace(NBSP, " ")


def rows_cited(runs: Runs) -> list[int]:
    """Return the rows of evidence that runs cite."""
    return [cite.row for run in runs for cite in run.cites]


def table(*columns: str, **given: object) -> dict[str, object]:
    """Return a table of claims `a` and `p` with these columns."""
    rows = ({"claim": "a", "label": "Boats"}, {"claim": "p", "label": "Plan"})
    return {"block": "table", "title": "Counted", "rows": rows, **({"columns": columns} if columns else {}), **given}


PLAN = build.claim(
    "p",
    kind="plan",
    statement="More will sail by {due}.",
    value=build.boats(6, bound="up-to"),
    due="2026",
    means={"managers": "Room for {a}? No."},
)
BOATS = build.claim("a", value=build.boats(), means={"managers": "Enough."})


@pytest.mark.parametrize("kind", ["prose", "callout"])
def test_prose_and_callouts_are_paragraphs(kind: str) -> None:
    """Both keep their paragraphs, with an optional title."""
    found = build.set_block(ProseView, {"block": kind, "text": "One.\n\nTwo."})
    titled = build.set_block(ProseView, {"block": kind, "text": "One.", "title": "Above"})

    assert (found.block, found.title) == (kind, ())
    assert [words(paragraph.runs) for paragraph in found.paragraphs] == ["One.", "Two."]
    assert words(titled.title) == "Above"


def test_a_table_has_figure_kind_and_date_by_default() -> None:
    """Without a choice of columns a table shows the value, its kind and its date."""
    found = build.set_block(TableView, table(), PLAN)

    assert found.corner == "Item"
    assert [(cell.column, words(cell.runs)) for cell in found.headings] == [
        ("value", "Figure"),
        ("kind", "Kind"),
        ("as-of", "As of"),
    ]
    assert [[words(cell.runs) for cell in row.cells] for row in found.rows] == [
        ["4 boats", "Reported", "14 Mar 2025"],
        ["up to 6 boats", "Plan", "14 Mar 2025"],
    ]


def test_a_table_can_show_every_property() -> None:
    """Each column prints its property, or says that the sources do not state it."""
    found = build.set_block(TableView, table("statement", "due", "outcome", "holder", "means"), BOATS, PLAN)

    assert [[words(cell.runs) for cell in row.cells] for row in found.rows] == [
        ["Something holds.", "no date stated", "open", "not stated", "Enough."],
        ["More will sail by 2026.", "2026", "open", "the line", "Room for {a}? No."],
    ]


@pytest.mark.parametrize(
    ("columns", "cited"),
    [
        (("value", "kind"), {"value"}),
        (("statement", "value"), {"value"}),
        (("statement", "kind"), {"statement"}),
        (("kind", "due"), {"label"}),
    ],
)
def test_a_row_is_cited_once(columns: tuple[str, ...], cited: set[str]) -> None:
    """The mark stands with the figure, else with the statement, else with the row's heading."""
    found = build.set_block(TableView, table(*columns), PLAN)

    for row in found.rows:
        pieces = (Cell("label", row.label), *row.cells)
        assert {piece.column for piece in pieces if rows_cited(piece.runs)} == cited


def test_a_matrix_keeps_its_empty_cells() -> None:
    """A cell that no source fills is empty, and the others are prose."""
    found = build.set_block(
        MatrixView,
        {
            "block": "matrix",
            "title": "Known",
            "corner": "Part",
            "columns": ("Count", "Date"),
            "rows": ({"label": "Boats", "cells": ("{a}", None)},),
        },
    )

    assert (found.corner, found.columns, found.rows[0].label) == ("Part", ("Count", "Date"), "Boats")
    assert [words(cell) for cell in found.rows[0].cells] == ["4 boats", ""]


def entries(block: Mapping[str, object], *records: Record) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Return an argued block's entries as plain text."""
    found = build.set_block(EntriesView, block, *records)
    return [
        (entry.name, entry.remark, [(part.label, " ".join(map(words, part.paragraphs))) for part in entry.parts])
        for entry in found.entries
    ]


def test_scenarios_say_what_speaks_for_and_against() -> None:
    """Trigger and indicator always, claims for and against where there are any."""
    soon = {"name": "Soon", "trigger": "Yards open.", "indicator": "Trials."}
    never = {"name": "Never", "trigger": "Yards close.", "indicator": "Silence."}
    scenarios = ({**soon, "claims_for": ("p",), "claims_against": ("a",)}, never)
    block = {"block": "scenarios", "title": "Ways", "scenarios": scenarios}

    assert entries(block, PLAN) == [
        (
            "Soon",
            "",
            [
                ("Trigger", "Yards open."),
                ("Indicator", "Trials."),
                ("For", "More will sail by 2026."),
                ("Against", "Something holds."),
            ],
        ),
        ("Never", "", [("Trigger", "Yards close."), ("Indicator", "Silence.")]),
    ]


def test_options_name_who_raised_them() -> None:
    """What speaks for and against comes always, the rest where it is written."""
    buy = {"name": "Buy", "good": "Fast.", "bad": "Dear."}
    wait = {"name": "Wait", "good": "Cheap.", "bad": "Slow."}
    options = ({**buy, "raised_by": "the office", "neutral": "Same.", "consequence": "Pay."}, wait)

    assert entries({"block": "options", "title": "Choices", "options": options}) == [
        (
            "Buy",
            "raised by the office",
            [("For", "Fast."), ("Against", "Dear."), ("Neutral", "Same."), ("Then", "Pay.")],
        ),
        ("Wait", "", [("For", "Cheap."), ("Against", "Slow.")]),
    ]


def test_issues_come_in_the_same_four_lines() -> None:
    """Every issue has what is said, agreement, evidence and gaps."""
    issue = {"name": "Noise", "said": "Less.", "agreement": "One.", "evidence": "None.", "gaps": "Nights."}

    assert entries({"block": "issues", "title": "Policy", "issues": (issue,)}) == [
        ("Noise", "", [("Said", "Less."), ("Agreement", "One."), ("Evidence", "None."), ("Gaps", "Nights.")])
    ]


def grid(block: Mapping[str, object]) -> list[list[str]]:
    """Return a grid as plain text, headings first."""
    found = build.set_block(GridView, block)
    return [list(found.headings), *([words(cell).replace(NBSP, " ") for cell in row] for row in found.rows)]


def test_verification_risks_and_questions_are_grids() -> None:
    """Each prints its rows under its own headings; likelihood comes with its range, a missing date is said."""
    check = {"question": "Enough?", "test": "Count.", "passes": "{a} float.", "where": "The quay."}
    risk = {"risk": "Storm.", "likelihood": "very-unlikely", "impact": "high", "indicator": "Wind."}
    questions = (
        {"question": "When?", "by": "2027-03", "resolves": "A date."},
        {"question": "Who?", "resolves": "A name."},
    )

    assert grid({"block": "verification", "title": "Checks", "checks": (check,)}) == [
        ["Question", "Test", "Pass mark", "Where to look"],
        ["Enough?", "Count.", "4 boats float.", "The quay."],
    ]
    assert grid({"block": "risks", "title": "Risks", "risks": (risk,)}) == [
        ["Risk", "Likelihood", "Impact", "First sign"],
        ["Storm.", "very unlikely (5–20%)", "high", "Wind."],
    ]
    assert grid({"block": "watch", "title": "Open", "questions": questions}) == [
        ["Question", "By", "Resolved by"],
        ["When?", "Mar 2027", "A date."],
        ["Who?", "no date stated", "A name."],
    ]


def test_a_claim_in_a_line_is_not_looked_up() -> None:
    """What a claim means is a line: braces in it are printed as they stand, and a check reports them."""
    found = build.set_block(TableView, table("means"), BOATS, PLAN)

    assert found.rows[1].cells[0].runs == (Run("Room for {a}? No."),)
