"""What a reader is told of how far to trust: one source, weak sources, past its review date."""

from __future__ import annotations

import pytest

import build


def test_a_row_past_its_review_date_says_so() -> None:
    """The mark and the words stand in the row, after what became of a plan; running text stays as it is."""
    given = (
        build.claim("p", kind="plan", value=build.boats(), as_of="2024"),
        build.claim("n", as_of="2026-10"),
    )
    view = build.view(build.small(*given, managers=build.angle(bottom_line="See {p}, {a} and [@n].")))
    rows = {row.claim: row for row in view.rows}
    assert {name: row.status for name, row in rows.items()} == {
        "a": "past its review date",
        "p": "open, past its review date",
        "n": "",
    }
    assert {name for name, row in rows.items() if "stale" in row.marks} == {"a", "p"}
    assert all("stale" not in run.marks for paragraph in view.front.bottom_line for run in paragraph.runs)


@pytest.mark.parametrize(("evidence", "says"), [(("s",), True), (("s", "s"), True), (("s", "w"), False)])
def test_a_key_figure_on_one_source_says_so(evidence: tuple[str, ...], says: bool) -> None:
    """Two anchors in one source are one source; what is computed counts the sources of its terms."""
    given = (
        build.source("w"),
        build.claim("a", value=build.boats(), evidence=tuple(build.anchor(name) for name in evidence)),
        build.claim("sum", derived={"sum": ("a", "a")}),
    )
    figures = ({"claim": "a", "label": "One"}, {"claim": "sum", "label": "Two"})
    view = build.view(build.small(*given, managers=build.angle(key_figures=figures)))
    assert [figure.status.endswith(" · one source") for figure in view.front.figures] == [says, says]


def test_page_one_counts_weak_and_stale_claims() -> None:
    """Claims on sources graded D or worse alone, and claims past their review date, are counted."""
    given = (
        build.source("w", reliability="D"),
        build.claim("x", value=build.boats(), as_of="2026-10", evidence=(build.anchor("w"),)),
        build.claim("y", as_of="2026-10", evidence=(build.anchor("w"), build.anchor("s"))),
        build.claim("sum", derived={"sum": ("a", "x")}),
        build.claim("g", kind="gap", as_of="2026-11"),
    )
    view = build.view(build.small(*given, managers=build.angle(bottom_line="See {sum}, [@y] and [@g].")))
    facts = {fact.label: fact.text for fact in view.facts}
    assert (facts["Grade D–F"], facts["Past review"]) == ("2", "2")
