"""Diagnostics for other programs: chosen by code, as workflow commands and as SARIF."""

from __future__ import annotations

from typing import Any

import pytest

from briefpress.diagnostics import Diagnostic, Label, Span, chosen, error, github, sarif, warning

FILE = "content/claims/a.yaml"
ONE = error("BP201", "bare", Span(FILE, 4, 2, 4, 5), help="add an anchor")
WIDE = error("BP304", "typed", Span(FILE, 4, 2, 6, 5))
WHOLE = warning("BP301", "idle", Span("odd, 100%: a.yaml"))


@pytest.mark.parametrize(
    ("select", "ignore", "codes"),
    [
        ((), (), ["BP201", "BP304", "BP301"]),
        (("BP3",), (), ["BP304", "BP301"]),
        (("BP3", "BP201"), ("BP301",), ["BP201", "BP304"]),
        ((), ("BP2",), ["BP304", "BP301"]),
        (("BP9",), (), []),
    ],
)
def test_findings_are_chosen_by_the_beginning_of_their_code(
    select: tuple[str, ...], ignore: tuple[str, ...], codes: list[str]
) -> None:
    """What is selected comes through unless it is ignored, and without a selection all of it is."""
    assert [finding.code for finding in chosen([ONE, WIDE, WHOLE], select, ignore)] == codes


@pytest.mark.parametrize(
    ("finding", "command"),
    [
        (ONE, f"::error file={FILE},title=BP201,line=4,endLine=4,col=2,endColumn=5::bare%0Aadd an anchor"),
        (WIDE, f"::error file={FILE},title=BP304,line=4,endLine=6::typed"),
        (WHOLE, "::warning file=odd%2C 100%25%3A a.yaml,title=BP301::idle"),
    ],
)
def test_a_workflow_command_points_at_the_line(finding: Diagnostic, command: str) -> None:
    """Columns are given within one line alone, and what would end a property is escaped."""
    assert github(finding) == command


def test_a_workflow_command_leads_from_the_repository() -> None:
    """A desk in a folder of a repository is found from the top of it."""
    assert github(WIDE, "desks/one/").startswith(f"::error file=desks/one/{FILE},")


def results(*findings: Diagnostic, base: str = "") -> list[dict[str, Any]]:
    """Return the results of a SARIF log."""
    log: Any = sarif(findings, {}, "1.0", base)
    found: list[dict[str, Any]] = log["runs"][0]["results"]
    return found


def test_sarif_names_each_rule_once() -> None:
    """Rules are sorted, told with what they mean, and every result knows the index of its own."""
    log: Any = sarif([WIDE, ONE, WIDE], {"BP201": ("evidence", "Every claim rests on evidence.")}, "1.0")
    (run,) = log["runs"]

    assert (log["version"], run["tool"]["driver"]["version"]) == ("2.1.0", "1.0")
    assert [(rule["id"], rule["name"]) for rule in run["tool"]["driver"]["rules"]] == [
        ("BP201", "evidence"),
        ("BP304", "BP304"),
    ]
    assert run["tool"]["driver"]["rules"][0]["shortDescription"] == {"text": "Every claim rests on evidence."}
    assert [(one["ruleId"], one["ruleIndex"], one["level"]) for one in run["results"]] == [
        ("BP304", 1, "error"),
        ("BP201", 0, "error"),
        ("BP304", 1, "error"),
    ]


def test_sarif_points_at_the_words() -> None:
    """A result has message with help, its region, and the places that belong to it."""
    finding = error(
        "BP110", "twice", ONE.label.where, note="here", help="rename", others=[Label(Span(FILE, 1, 1, 1, 3))]
    )
    (one,) = results(finding, base="a desk/")

    place = one["locations"][0]
    assert one["message"] == {"text": "twice\nrename"}
    assert place["message"] == {"text": "here"}
    assert place["physicalLocation"]["artifactLocation"] == {"uri": f"a%20desk/{FILE}"}
    assert place["physicalLocation"]["region"] == {"startLine": 4, "startColumn": 2, "endLine": 4, "endColumn": 5}
    assert [other["physicalLocation"]["region"]["startLine"] for other in one["relatedLocations"]] == [1]


def test_sarif_puts_a_whole_file_at_its_beginning() -> None:
    """Lines count from one there, so line nought is not among them."""
    (one,) = results(WHOLE)

    assert one["locations"][0]["physicalLocation"]["region"] == {"startLine": 1}
    assert "relatedLocations" not in one
    assert one["message"] == {"text": "idle"}
