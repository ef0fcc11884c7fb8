"""Findings in the formats of GitHub and SARIF, and findings chosen by their codes."""

from __future__ import annotations

from typing import Any

import pytest

from briefpress.diagnostics import Diagnostic, Label, Span, chosen, error, github, sarif, warning

FILE = "content/claims/a.yaml"
WHERE = Span(FILE, 3, 5, 3, 9)


def run(*findings: Diagnostic, base: str = "") -> dict[str, Any]:
    """Return the one run of a SARIF log."""
    log: dict[str, Any] = sarif(findings, {"BP304": ("numerals", "A numeral is typed by hand.")}, "1.2.3", base)
    assert log["version"] == "2.1.0"
    assert str(log["$schema"]).endswith("sarif-2.1.0.json")
    (only,) = log["runs"]
    assert isinstance(only, dict)
    return only


def test_github_shows_a_finding_beside_its_line() -> None:
    """A workflow command names severity, file, place and code, and says the way out."""
    finding = error("BP304", "numeral '9' is typed by hand", WHERE, help="say it in words")

    assert github(finding, "desk/") == (
        "::error file=desk/content/claims/a.yaml,title=BP304,line=3,endLine=3,col=5,endColumn=9"
        "::numeral '9' is typed by hand%0Asay it in words"
    )


@pytest.mark.parametrize(
    ("where", "place"),
    [
        (Span(FILE), "file=content/claims/a.yaml,title=BP1"),
        (Span(FILE, 3, 5, 4, 2), "file=content/claims/a.yaml,title=BP1,line=3,endLine=4"),
        (Span("a,b:c%.yaml"), "file=a%2Cb%3Ac%25.yaml,title=BP1"),
    ],
)
def test_github_gets_only_places_it_takes(where: Span, place: str) -> None:
    """No line for a whole file, no columns over several lines, and nothing in a name that ends it."""
    assert github(warning("BP1", "50 % of a, b: c", where)) == f"::warning {place}::50 %25 of a, b: c"


def test_github_hears_every_line_of_a_message() -> None:
    """Breaks are escaped, so that a message cannot end its command or begin another."""
    finding = Diagnostic("BP1", "one\r\n::error::two", Label(Span(FILE)))

    assert github(finding).endswith("::one%0D%0A::error::two")


def test_sarif_describes_the_rules_it_uses() -> None:
    """Each code that occurs is a rule once, with its meaning where the manual has one; results point at it."""
    found = run(warning("BP9", "odd", WHERE), error("BP304", "typed", WHERE), error("BP304", "again", WHERE))
    driver = found["tool"]["driver"]

    assert (driver["name"], driver["version"]) == ("briefpress", "1.2.3")
    assert [(rule["id"], rule["name"], rule["shortDescription"]["text"]) for rule in driver["rules"]] == [
        ("BP304", "numerals", "A numeral is typed by hand."),
        ("BP9", "BP9", "BP9"),
    ]
    assert "briefpress explain BP304" in driver["rules"][0]["help"]["text"]
    assert [(one["ruleId"], one["ruleIndex"], one["level"]) for one in found["results"]] == [
        ("BP9", 1, "warning"),
        ("BP304", 0, "error"),
        ("BP304", 0, "error"),
    ]


def test_sarif_results_stand_in_regions() -> None:
    """Columns count characters, a file without a line stands at its first, and a path is an address."""
    found = run(error("BP304", "typed", WHERE, help="mend it"), error("BP304", "bad", Span("a b.yaml")), base="x/")
    first, second = (one["locations"][0]["physicalLocation"] for one in found["results"])

    assert found["columnKind"] == "unicodeCodePoints"
    assert found["results"][0]["message"]["text"] == "typed\nmend it"
    assert first["artifactLocation"]["uri"] == "x/content/claims/a.yaml"
    assert first["region"] == {"startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 9}
    assert second == {"artifactLocation": {"uri": "x/a%20b.yaml"}, "region": {"startLine": 1}}


def test_sarif_keeps_the_other_places() -> None:
    """Where a finding has a second place with a remark, both are told."""
    finding = error("BP304", "twice", WHERE, others=[Label(Span(FILE, 1, 1, 1, 2), "first here")])
    (result,) = run(finding)["results"]

    assert "message" not in result["locations"][0]
    assert result["relatedLocations"][0]["message"] == {"text": "first here"}
    assert "relatedLocations" not in run(error("BP304", "once", WHERE))["results"][0]


@pytest.mark.parametrize(
    ("select", "ignore", "left"),
    [
        ((), (), ["BP231", "BP239", "BP304"]),
        (("BP23",), (), ["BP231", "BP239"]),
        (("BP304", "BP231"), (), ["BP231", "BP304"]),
        ((), ("BP2",), ["BP304"]),
        (("BP2",), ("BP239",), ["BP231"]),
    ],
)
def test_findings_are_chosen_by_the_beginning_of_their_codes(
    select: tuple[str, ...], ignore: tuple[str, ...], left: list[str]
) -> None:
    """Without a choice all are kept; what is ignored is left out even if it was chosen."""
    findings = [error(code, "x", WHERE) for code in ("BP231", "BP239", "BP304")]

    assert [finding.code for finding in chosen(findings, select, ignore)] == left
