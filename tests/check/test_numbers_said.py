"""How numbers are said: in words, in counts, with bounds, in one form, with what they cover."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

import build
from briefpress.check.bound_words import bound_words
from briefpress.check.cross_arithmetic import cross_arithmetic
from briefpress.check.mixed_currency import mixed_currency
from briefpress.check.money_basis import money_basis
from briefpress.check.number_forms import number_forms
from briefpress.check.number_words import number_words
from briefpress.check.percentages import percentages
from briefpress.check.typed_counts import typed_counts

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefpress.check.proof import Proof
    from briefpress.diagnostics import Diagnostic
    from briefpress.model.record import Record


def told(check: Callable[[Proof], list[Diagnostic]], *records: Record, **angle: object) -> list[str]:
    """Return the messages of a check about a small brief that says this."""
    return [finding.message for finding in check(build.proof(build.small(*records, managers=build.angle(**angle))))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hundreds wait.", ["Hundreds"]),
        ("They doubled, and a third of them left.", ["doubled", "a third of"]),
        ("It is twofold; six grey boats wait.", ["twofold", "six"]),
        ("A billion was spent.", ["A billion"]),
        ("Each figure is in billion.", []),
        ("For three reasons, and in the same four lines.", []),
        ("The two differ. Both say so. One may wait.", []),
        ("Hundreds wait [@a].", []),
        ("Hundreds wait behind {a}. Dozens leave.", ["Dozens"]),
    ],
)
def test_numbers_in_words_need_a_claim_in_their_sentence(text: str, words: list[str]) -> None:
    """Words that say how many are reported unless the sentence names a claim or they only order an argument."""
    expected = [f"'{word}' is a number in words, and its sentence names no claim" for word in words]
    assert told(number_words, bottom_line=text) == expected


def test_numbers_in_words_may_stand_with_a_claim_or_a_term() -> None:
    """A label stands beside its claim; a claim's own words and a definition are no prose of a brief."""
    given = (build.claim("n", statement="Hundreds wait."), build.term("gross", plain="A dozen dozens."))
    figures = ({"claim": "a", "label": "Dozens of boats"}, {"claim": "a", "label": "Again"})
    assert told(number_words, *given, key_figures=figures) == []


def test_a_typed_count_is_one_finding_of_one_check() -> None:
    """Counts of the desk's own material are errors, and are not reported as numbers in words as well."""
    text = "Five sources agree, and two of the long reports differ."
    assert told(typed_counts, bottom_line=text) == [
        "'Five sources' is a count typed by hand",
        "'two of the long reports' is a count typed by hand",
    ]
    assert told(number_words, bottom_line=text) == []
    assert told(typed_counts, bottom_line="The sources agree, and one report differs.") == []


@pytest.mark.parametrize(
    ("bound", "text", "message"),
    [
        ("up-to", "Take up to {a}.", "'up to' beside 'a', which prints 'up to' itself"),
        ("up-to", "Take exactly {a:short}.", "'exactly' beside 'a', which prints 'up to' and not that"),
        ("about", "Take {a} or more.", "'or more' beside 'a', which prints 'about' and not that"),
        (None, "Take about {a}.", "'about' beside 'a', whose value has no bound"),
        (None, "Take {a} or so.", "'or so' beside 'a', whose value has no bound"),
        (None, "Take exactly {a}.", ""),
        ("about", "Take {a}, which is about right.", ""),
        (None, "What was said about {a:as-of}.", ""),
        (None, "Said about {gone:when}, or some {gone}.", ""),
    ],
)
def test_bounds_come_from_values_alone(bound: str | None, text: str, message: str) -> None:
    """A word of bound beside a value doubles, contradicts or invents a bound; beside a date it is a word."""
    given = build.claim("a", value=build.boats(bound=bound)), build.claim("gone", kind="event")
    assert told(bound_words, *given, bottom_line=text) == ([message] if message else [])


def test_over_says_how_long() -> None:
    """Before a stretch of time "over" bounds nothing."""
    given = build.claim("long", value={"number": 3, "unit": "years"}), build.claim("many", value=build.boats())
    assert told(bound_words, *given, bottom_line="Paid over {long} and over {many}.") == [
        "'over' beside 'many', whose value has no bound"
    ]


def test_a_bound_in_a_statement_points_at_its_hole() -> None:
    """In a statement the word before {value} is pointed at."""
    held = build.small(build.claim("b", statement="It takes up to {value}.", value=build.boats(bound="up-to")))
    (finding,) = bound_words(build.proof(held))
    assert build.spot(finding) == "claims/b/statement@up to {value"


def test_one_metric_is_written_in_one_form() -> None:
    """Claims of a metric and its entities share scale and decimals; words and other entities are left alone."""
    same = {"metric": "m", "entities": ("Pier",)}
    given = (
        build.claim("b", **same, value=build.boats(2)),
        build.claim("c", **same, value=build.boats(None, low=3, high=4)),
        build.claim("d", **same, value=build.boats(5, scale="k")),
        build.claim("e", **same, value={"words": "many", "unit": "boats"}),
        build.claim("f", **same),
        build.claim("g", metric="m", value=build.boats(5, scale="k")),
    )
    assert told(number_forms, *given) == ["'d' and 'b' give one metric with different scale"]


def test_decimals_of_one_metric_are_even() -> None:
    """Another number of decimals is another form."""
    given = (
        build.claim("b", metric="m", value={"unit": "boats", "number": Decimal("2.5")}),
        build.claim("c", metric="m", value={"unit": "boats", "number": Decimal("2.50")}),
    )
    assert told(number_forms, *given) == ["'c' and 'b' give one metric with different decimals"]


def test_money_says_what_it_covers() -> None:
    """A period or a basis is enough; other units need neither."""
    money = {"number": 5, "currency": "EUR"}
    given = (
        build.claim("b", value=money),
        build.claim("c", value={**money, "period": "2025"}),
        build.claim("d", value={**money, "basis": "paid once"}),
    )
    assert told(money_basis, *given) == ["the money of 'b' has neither a period nor a basis"]


@pytest.mark.parametrize("series", [{"unit": "boats"}, {"unit": None}])
def test_a_series_has_one_measure(series: dict[str, object]) -> None:
    """Points in another currency or unit than the series, or than its first point, are reported."""
    points = (
        {"label": "Words", "value": {"words": "a handful"}},
        {"label": "A", "claim": "a"},
        {"label": "Event", "claim": "gone"},
        {"label": "Money", "value": {"number": 3, "currency": "EUR"}},
        {"label": "Piers", "value": {"number": 3, "unit": "piers"}},
    )
    given = build.claim("gone", kind="event"), build.series("x", *points, **series)
    assert told(mixed_currency, *given) == [
        "a point in EUR stands in a series in boats",
        "a point in piers stands in a series in boats",
    ]


def test_percentages_say_of_what_and_stay_per_cent() -> None:
    """A percentage needs a basis, and words after it may not make points of it."""
    share = {"number": 30, "unit": "%"}
    given = (
        build.claim("b", value=share),
        build.claim("c", value={**share, "basis": "of the boats"}),
        build.claim("d", kind="event"),
    )
    text = "It rose by {c} points, by {c:short} percentage points, by {a} points, by {d} points, {c:as-of} points, {c}."
    assert told(percentages, *given, bottom_line=text) == [
        "the percentage of 'b' does not say of what",
        "'c' is in per cent, and the words after it say 'points'",
        "'c' is in per cent, and the words after it say 'percentage points'",
    ]


def test_computed_and_reported_values_agree() -> None:
    """A computed value more than a tenth off another of its metric is reported, unless a conflict says so."""
    same = {"metric": "m", "entities": ("Pier",)}
    given = (
        build.claim("twice", **same, derived={"sum": ("a", "a")}),
        build.claim("near", **same, value=build.boats(9, bound="about")),
        build.claim("far", **same, value=build.boats(20)),
        build.claim("farther", **same, value=build.boats(30)),
        build.claim("vague", **same, value={"words": "some", "unit": "boats"}),
        build.claim("known", **same, value=build.boats(40)),
        build.conflict("c", ("twice", "One."), ("known", "Two.")),
    )
    assert told(cross_arithmetic, *given) == [
        "computed 'twice' is more than a tenth off 'far'",
        "computed 'twice' is more than a tenth off 'farther'",
    ]
