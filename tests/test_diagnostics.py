"""Diagnostics: one value, rendered for people, editors and machines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpress.diagnostics import (
    Diagnostic,
    Label,
    Place,
    Span,
    as_json,
    cause,
    concise,
    error,
    failed,
    full,
    in_order,
    suggest,
    summary,
    visible,
    warning,
)

FILE = "content/claims/a.yaml"


def at(line: int = 1, column: int = 1, width: int = 1, file: str = FILE) -> Span:
    """Return a span on one line."""
    return Span(file, line, column, line, column + width)


def drawn(finding: Diagnostic, *lines: str) -> str:
    """Return the full rendering as one text."""
    return "".join(text for _, text in full(finding, {FILE: lines}))


def carets(finding: Diagnostic, line: str) -> str:
    """Return the line of carets of a finding."""
    return drawn(finding, line).split("\n")[3]


def test_a_place_leads_further_down_the_same_node() -> None:
    """Steps are added to the path, and words belong to the last of them."""
    place = Place(FILE, (3,)).at("evidence", 0).at("exact", words="four")

    assert place == Place(FILE, (3, "evidence", 0, "exact"), "four")


@pytest.mark.parametrize(
    ("word", "hint"),
    [("claim", "did you mean 'claims'?"), ("CLAIMS", "did you mean 'claims'?"), ("x", ""), ("", "")],
)
def test_a_misspelt_word_gets_the_closest_one(word: str, hint: str) -> None:
    """A word that is close to a known one gets it as a suggestion, whatever its case; others get none."""
    assert suggest(word, ["claims", "sources"]) == hint


def test_only_errors_fail() -> None:
    """A warning does not fail a desk, and an error does."""
    mild, severe = warning("BP301", "idle", at()), error("BP201", "bare", at())

    assert not failed([mild])
    assert failed([mild, severe])


def test_findings_come_in_order_and_once() -> None:
    """By file, then line and column, then code; the same finding twice is one."""
    findings = [
        error("BP202", "x", at(2)),
        error("BP201", "x", at(2)),
        error("BP203", "x", at(10)),
        error("BP204", "x", at(1, 5)),
        error("BP205", "x", at(1, file="briefpress.yaml")),
        error("BP206", "x", Place(FILE, ("far",))),
        error("BP202", "x", at(2)),
    ]

    assert [finding.code for finding in in_order(findings)] == ["BP205", "BP206", "BP204", "BP201", "BP202", "BP203"]


@pytest.mark.parametrize(
    ("errors", "warnings", "text"),
    [
        (0, 0, "no findings"),
        (1, 0, "1 error"),
        (2, 1, "2 errors, 1 warning"),
        (0, 3, "3 warnings"),
    ],
)
def test_a_summary_counts(errors: int, warnings: int, text: str) -> None:
    """Errors come before warnings, what there is none of is left out, and one is one."""
    findings = [*[error("BP201", "x", at())] * errors, *[warning("BP301", "x", at())] * warnings]

    assert summary(findings) == text


@pytest.mark.parametrize(
    ("finding", "line"),
    [
        (error("BP201", "bare", at(4, 2)), f"{FILE}:4:2: error[BP201]: bare"),
        (warning("BP301", "idle", Span(FILE), help="write one"), f"{FILE}: warning[BP301]: idle (write one)"),
        (error("BP201", "bare", Place(FILE, ("far",))), f"{FILE}: error[BP201]: bare"),
    ],
)
def test_the_concise_form_is_one_line(finding: Diagnostic, line: str) -> None:
    """Editors and grep get file, line and column, severity, code, message and help."""
    assert concise(finding) == line


def test_machines_get_plain_data() -> None:
    """Positions, remarks and further places are all there."""
    finding = error("BP110", "twice", at(4, 2, 3), note="here", help="rename", others=[Label(at(1), "first")])

    assert as_json(finding) == {
        "code": "BP110",
        "severity": "error",
        "message": "twice",
        "file": FILE,
        "line": 4,
        "column": 2,
        "end_line": 4,
        "end_column": 5,
        "note": "here",
        "others": [
            {"file": FILE, "line": 1, "column": 1, "end_line": 1, "end_column": 2, "note": "first"},
        ],
        "help": "rename",
    }


def test_the_full_form_shows_the_line_and_points_at_the_words() -> None:
    """The source line stands under the place, with carets under the words and dashes under further ones."""
    finding = error("BP110", "twice", at(2, 7, 3), note="here", help="rename", others=[Label(at(1, 3, 2), "first")])

    assert drawn(finding, "- id: boat", "- id: boat") == "\n".join(
        [
            "error[BP110]: twice",
            f"  --> {FILE}:2:7",
            "   2 | - id: boat",
            "     |       ^^^ here",
            f"  --> {FILE}:1:3",
            "   1 | - id: boat",
            "     |   -- first",
            "   = help: rename",
            "",
        ]
    )


def test_styles_name_what_each_piece_is() -> None:
    """A terminal can colour severity, carets and help apart."""
    pieces = full(error("BP110", "twice", at(), help="rename", others=[Label(at())]), {FILE: ["x"]})

    assert {"error", "message", "gutter", "file", "source", "caret", "other", "help"} <= {style for style, _ in pieces}


@pytest.mark.parametrize("where", [Span(FILE), at(9), Place(FILE, ("far",)), at(1, file="gone.yaml")])
def test_without_a_line_the_place_alone_is_shown(where: Span | Place) -> None:
    """A file that is gone, too short or meant as a whole has no line to show; the remark is kept."""
    plain, noted = (drawn(error("BP001", "gone", where, note=note), "x") for note in ("", "look here"))

    assert plain.count("\n") == 2
    assert noted == f"{plain}   = look here\n"


@pytest.mark.parametrize(
    ("line", "span", "marks"),
    [
        ("- id: boat", at(1, 7, 4), "      ^^^^"),
        ("\t- id", at(1, 2, 1), " ^"),
        ("- 船: boat", at(1, 3, 1), "  ^^"),
        ("- 船: boat", at(1, 6, 4), "      ^^^^"),
        ("- e\N{COMBINING ACUTE ACCENT}: boat", at(1, 7, 4), "     ^^^^"),
        ("boat", Span(FILE, 1, 2, 3, 1), " ^^^"),
        ("boat", at(1, 5, 1), "    ^"),
        ("boat", at(1, 8, 1), "       ^"),
        ("boat   ", at(1, 3, 5), "  ^^"),
    ],
)
def test_carets_stand_under_the_words(line: str, span: Span, marks: str) -> None:
    """Whatever the width of the characters before them, and up to the end of the first line."""
    assert carets(error("BP104", "odd", span), line) == f"     | {marks}"


def test_a_very_long_line_is_cut_around_the_place() -> None:
    """A line of thousands of characters cannot flood a terminal, and the words in question stay in sight."""
    line = "a" * 2000 + "boat" + "b" * 2000
    shown = drawn(error("BP104", "odd", at(1, 2001, 4)), line).split("\n")

    start = shown[2].index("boat")
    assert len(shown[2]) < 160
    assert shown[3][start : start + 4] == "^^^^"
    assert shown[3].strip(" |") == "^^^^"


@given(st.text(max_size=400))
def test_nothing_a_terminal_would_obey_is_shown(text: str) -> None:
    """Messages, lines and file names with control characters are shown escaped, on one line each."""
    finding = error("BP104", text, Span(text, 1, 1, 1, 2), help=text)

    for shown in (concise(finding), visible(text), *(line for _, line in full(finding, {text: [text]}))):
        assert all(char.isprintable() for char in shown.removesuffix("\n"))


@pytest.mark.parametrize(("why", "text"), [(OSError(28, "No space left"), "no space left"), (OSError("Odd"), "odd")])
def test_why_the_outside_world_refused(why: OSError, text: str) -> None:
    """In its own words, written as our messages are."""
    assert cause(why) == text


def test_long_quotations_are_cut_in_the_middle() -> None:
    """Both ends of a long message stay in sight."""
    shown = visible("a" * 500 + "b" * 500)

    assert len(shown) < 310
    assert (shown[:3], shown[-3:]) == ("aaa", "bbb")
