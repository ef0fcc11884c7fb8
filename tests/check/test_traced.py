"""No numeral without an origin: what the check of the composed View lets pass, and what it does not."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from msgspec import structs

import build
from briefpress.check.finished import untraced
from briefpress.check.pieces import numerals
from briefpress.check.proof import Printed, Proof
from briefpress.check.traced import traced
from briefpress.diagnostics import Diagnostic, Place
from briefpress.model.view import CiteView, Fact, Run, View

if TYPE_CHECKING:
    from briefpress.model.edition import Library


def found(held: Library, change: dict[str, Any] | None = None) -> list[Diagnostic]:
    """Return what is reported of brief `b`, its front page changed by hand."""
    edition = build.edition(held)
    view = build.view(held)
    front = structs.replace(view.front, **(change or {}))
    return traced(Proof(held, build.TODAY, (Printed("b", "managers", edition, structs.replace(view, front=front)),)))


@pytest.mark.parametrize(
    "claim",
    [
        build.claim("a", value=build.boats(None, low=1200, high=1400, period="2024-Q4")),
        build.claim("a", value=build.quantity(words="three or 4 boats")),
        build.claim("a", kind="event", when="2025-09-01"),
        build.claim("a", kind="plan", value=build.quantity(number=Decimal("48.39"), unit="boats"), due="2026-06"),
        build.claim("a", value={"number": 5, "unit": "class 3 boats"}),
    ],
    ids=["range-and-quarter", "words", "day", "decimal-and-month", "unit"],
)
def test_parts_of_a_claim_are_its_own(claim: object) -> None:
    """Values, dates and units that a claim has may be printed from it."""
    parts = {"value", *({"period"} if getattr(claim, "period", None) else ())}
    text = " ".join(f"{{a:{part}}}" for part in sorted(parts)).replace(":value", "")
    due = " {a:due}" if getattr(claim, "due", None) else ""
    held = build.small(claim, managers=build.angle(bottom_line=text + due))  # type: ignore[arg-type]  # all are claims

    assert found(held) == []


def test_negative_range_of_a_computed_claim_is_its_own() -> None:
    """A difference prints numerals that stand in no file."""
    held = build.small(
        build.claim("a", value=build.boats(4)),
        build.claim("b", value=build.boats(6)),
        build.claim("d", derived={"difference": ("a", "b")}),
        managers=build.angle(bottom_line="{d}"),
    )

    assert found(held) == []


def test_numeral_that_is_not_the_claims_is_reported() -> None:
    """A run that says it is a claim's value is held to it, and the claim is pointed at."""
    (finding,) = found(build.small(), {"dek": (Run("about 5 boats", claim="a"),)})

    assert finding.code == "BP328"
    assert finding.message == "numeral '5' in 'about 5 boats' comes from nothing the desk recorded"
    assert build.spot(finding) == "claims/a/id"


@pytest.mark.parametrize("text", ["12 boats", "½ a boat", "boats²", "Ⅳ boats"])
def test_numeral_without_a_claim_is_reported(text: str) -> None:
    """Text that claims nothing has no numeral of any kind, and the angle is pointed at."""
    (finding,) = found(build.small(), {"dek": (Run(text),)})

    assert build.spot(finding) == "briefs/b/audiences/managers"


def test_numeral_that_the_page_wrote_is_in_order() -> None:
    """Dates, ranges of likelihood and recorded quantities are marked by the page."""
    assert found(build.small(), {"dek": (Run("likely (55–80%)", written=True),)}) == []


def test_declared_names_and_terms_are_in_order() -> None:
    """A name from the settings and a term of the glossary may have a numeral in them."""
    held = build.small(build.term("w", term="CO2", forms=("CO2e",)))
    named = replace(held, desk=held.desk.model_copy(update={"names": ("Llama 4",)}))

    assert found(named, {"dek": (Run("Llama 4 and CO2e"),)}) == []
    assert len(found(named, {"dek": (Run("Llama 41"),)})) == 1


def test_name_of_the_publication_is_told_in_the_settings() -> None:
    """The one string of the settings that is printed is pointed at there."""
    held = build.small()
    view = structs.replace(build.view(held), publication="Desk 24")
    (finding,) = traced(Proof(held, build.TODAY, (Printed("b", "managers", build.edition(held), view),)))

    assert finding.label.where == Place("briefpress.yaml", ("publication",))


def test_description_of_a_chart_says_only_what_is_drawn() -> None:
    """Alternative text may repeat the figures of its chart and no others."""
    held = build.small(
        build.series("n", {"label": "One", "claim": "a"}, {"label": "Two", "value": build.boats(6)}),
        managers=build.angle(exhibit={"block": "chart", "title": "Boats", "subtitle": "Number", "series": "n"}),
    )
    exhibit = build.view(held).front.exhibit

    assert found(held) == []
    (finding,) = found(held, {"exhibit": structs.replace(exhibit, alt="Four: 4; six: 6; nine: 9.")})  # type: ignore[type-var]
    assert "numeral '9'" in finding.message


def test_numerals_are_told_whatever_their_form() -> None:
    """Separators of thousands, other scripts and signs are no hiding place; two dates are two numerals."""
    assert numerals("8,000 and 1\u00a0000, 12’500, ٣") == ("8000", "1000", "12500", "3")
    assert numerals("Q4\u00a02024") == ("4", "2024")
    assert numerals("plain words") == numerals("so weit, so schön") == ()


@pytest.fixture(scope="module")
def view() -> View:
    """Return a small brief's View in which claim `a` is cited once in the bottom line."""
    return build.view(build.small(managers=build.angle(bottom_line="There are {a}.")))


def printed(view: View) -> str:
    """Return a text that a template might make of the view."""
    figures = " ".join(f"4 boats1 {figure.label[0].text} {figure.status}" for figure in view.front.figures)
    facts = " ".join(f"{fact.label} {fact.text}" for fact in view.facts)
    foot = f"{view.edition} · {view.issued} · {view.disclaimer}"
    return f"{view.issued} {figures} There are 4 boats\u20601. {facts} {foot} 1 / 2 {foot} 2 / 2 1 Something holds."


def test_finished_text_of_the_view_is_accounted_for(view: View) -> None:
    """Figures, citation marks, dates, counts, feet and page numbers are what the View holds."""
    assert untraced(printed(view), view) == []


@pytest.mark.parametrize("planted", ["4711", "17%", "§7", "¾", "4 boats 4 boats 4 boats 4 boats", "3 / 2", "17,18"])
def test_planted_numeral_is_found(view: View, planted: str) -> None:
    """What the View does not hold, or not so often, is returned."""
    assert untraced(f"{printed(view)} {planted}", view) != []


def test_figure_with_its_mark_right_behind_is_told_apart(view: View) -> None:
    """On paper a raised number follows a figure without a space."""
    run = Run("2025", claim="a", cites=(CiteView(17, "u17-a"), CiteView(18, "u18-a")))
    changed = structs.replace(
        view, front=structs.replace(view.front, dek=(run,)), facts=(*view.facts, Fact("Seen", "½"))
    )

    assert untraced("in 202517,18.", changed) == []
    assert untraced("in 2025.17,18", changed) == []
    assert untraced("in 202519", changed) == ["202519"]
    assert untraced("½ of it", changed) == []


def test_bars_rows_and_sources_are_counted_as_often_as_they_are_printed() -> None:
    """A figure stands beside its bar, below the chart and in its row; a row once, where there is a table of them."""
    held = build.small(
        build.series("n", {"label": "Pier 3", "claim": "a"}),
        managers=build.angle(
            {"block": "evidence", "title": "Rows"},
            {"block": "sources", "title": "Sources"},
            exhibit={"block": "chart", "title": "Boats", "subtitle": "Number", "series": "n"},
        ),
    )
    view = structs.replace(build.view(held), facts=())
    said = "4 boats1 4 boats1 Pier 3 4 boats 4 boats1 S1 1 claim sha256 0000000000000000"

    assert untraced(said, view) == []
    assert untraced(f"{said} Pier 3 Pier 3 Pier 3", view) == ["3"]
