"""Checks of what the desk writes: prose, numerals and references."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import build
from briefpress.check.numerals import numerals
from briefpress.check.prose import prose
from briefpress.check.references import references

if TYPE_CHECKING:
    from briefpress.model.edition import Library
    from briefpress.model.record import Record


def held(text: str, *records: Record, names: tuple[str, ...] = ()) -> Library:
    """Return a library whose one conflict has this text as its reading."""
    return build.library(build.conflict(reading=text), *records, names=names)


@pytest.mark.parametrize(
    ("text", "message", "words", "help"),
    [
        ("# One", "prose may not hold a heading", "# One", "prose has paragraphs, lists"),
        ("See {A}.", "'{A}' is not a claim reference", "{A}", "write {claim-id} or [@claim-id]"),
        ("[a](tel:x)", "prose may not hold a link that does not lead", "tel:x", "links begin with https:"),
    ],
)
def test_what_prose_does_not_have_is_reported(text: str, message: str, words: str, help: str) -> None:
    """Each construct that cannot be printed is named with its way out."""
    (finding,) = prose(held(text))

    assert finding.code == "BP308"
    assert finding.message.startswith(message)
    assert finding.help.startswith(help)
    assert build.spot(finding) == f"conflicts/c/reading@{words}"


@pytest.mark.parametrize(
    ("text", "message", "words", "help"),
    [
        ("It is {a}.", "claim 'a' has no value to print", "a", "[@id] prints the citation mark alone"),
        ("It is {a:short}.", "claim 'a' has no value to print", "a:short", "[@id] prints"),
        ("By {a:due}.", "claim 'a' has no 'due' to print", "a:due", "[@id] prints"),
        ("Says {a:holder}.", "claim 'a' has no 'holder' to print", "a:holder", "[@id] prints"),
        ("In {a:periods}.", "a claim has no part 'periods'", "a:periods", "did you mean 'period'?"),
        ("In {a:x}.", "a claim has no part 'x'", "a:x", "one of value, short, period"),
    ],
)
def test_a_value_that_a_claim_does_not_have_is_reported(text: str, message: str, words: str, help: str) -> None:
    """Prose may only ask a claim for what it has."""
    (finding,) = prose(held(text, build.claim("a")))

    assert build.told([finding]) == [("BP306", message)]
    assert finding.help.startswith(help)
    assert build.spot(finding) == f"conflicts/c/reading@{words}"


def test_a_value_that_a_claim_has_is_fine() -> None:
    """Values, computed values, dates of events and all the parts may be asked for; unknown claims are not ours."""
    full = build.claim("a", kind="plan", due="2026", value=build.boats(period="2025"))
    event = build.claim("e", kind="event")
    text = "{a} {a:short} {a:period} {a:due} {a:as-of} {a:holder} {e} {e:when} {sum} {nowhere} [@e]"

    assert prose(held(text, full, event, build.claim("sum", derived={"sum": ("a",)}))) == []


def test_a_repeated_fault_is_reported_once() -> None:
    """One value asked for twice in a piece of prose is one fault."""
    assert len(prose(held("It is {a}, and {a} it is.", build.claim("a")))) == 1


def test_a_line_prints_no_claim() -> None:
    """A reference in a heading or a label would be printed as it stands; in a statement it is a part to fill in."""
    held = build.library(
        build.theme(title="All of {a}"),
        build.claim("a", statement="It is {value}.", note="See [@a]."),
    )

    assert [(finding.code, build.spot(finding)) for finding in prose(held)] == [
        ("BP308", "claims/a/note@[@a]"),
        ("BP308", "themes/t/title@{a}"),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It has 4 boats.", ["4"]),
        ("It grew (by 12%), then by 12%.", ["12%"]),
        ("In 2025 and “2026”.", ["2025", "2026"]),
        ("Half is ½, so m² and ④.", ["½", "m²", "④"]),
        ("By ٤ and Ⅳ.", ["٤", "Ⅳ"]),
        ("A `4` and *5*.", ["4", "5"]),
        ("It is {a}, with MV Tern 3 and B2B.", []),
        ("MV Tern 34 is another.", ["34"]),
    ],
)
def test_a_numeral_typed_by_hand_is_reported(text: str, words: list[str]) -> None:
    """Whatever Unicode calls a number comes from a claim or belongs to a declared name."""
    found = numerals(held(text, names=("MV Tern 3", "B2B", "MV")))

    assert build.told(found) == [("BP304", f"numeral '{word}' is typed by hand") for word in words]
    assert [build.spot(finding) for finding in found] == [f"conflicts/c/reading@{word}" for word in words]


def test_without_declared_names_every_numeral_counts() -> None:
    """A desk that declares no names may type no numeral at all."""
    assert [finding.message for finding in numerals(held("B2B"))] == ["numeral 'B2B' is typed by hand"]


def test_numerals_in_lines_are_reported_with_their_way_out() -> None:
    """Statements take the claim's own parts, other lines say it in words; keys are pointed at as keys."""
    statement, label, note = numerals(
        build.library(
            build.claim("a", statement="{value} of 4 boats.", note="Of 5."),
            build.series("n", {"label": "Year 2", "claim": "a"}),
        )
    )[:3]

    assert statement.help.startswith("print the claim's own parts with {value}")
    assert [build.spot(finding) for finding in (statement, label, note)] == [
        "claims/a/statement@4",
        "claims/a/note@5",
        "series/n/points/0/label@2",
    ]
    assert note.help.startswith("say it in words, or declare the name")


def test_quotations_and_reasons_may_hold_numerals() -> None:
    """Words of a source, the words of a value, and the desk's unprinted reasons are left alone."""
    held = build.library(
        build.source(title="Plan of 2025"),
        build.claim(
            "a",
            value={"words": "some 4 dozen", "basis": "as of 2025"},
            lowered={"to": "low", "reason": "Page 4 is missing."},
            evidence=(build.anchor(exact="the 4 boats of it", heading="Part 2"),),
        ),
    )

    assert numerals(held) == []


def test_an_unknown_id_is_reported_where_it_stands() -> None:
    """A reference to nothing is reported with the closest name there is, keys as keys."""
    held = build.library(
        build.theme(),
        build.source(only=("manager",)),
        build.audience("managers"),
        build.claim("boats", themes=("t", "fleet"), means={"riders": "Much."}),
        build.claim("b", supersedes=("boat",)),
    )
    found = references(held)

    assert [(finding.code, finding.message, finding.help) for finding in found] == [
        ("BP202", "no record 'manager' in audiences", "did you mean 'managers'?"),
        ("BP202", "no record 'fleet' in themes", ""),
        ("BP202", "no record 'riders' in audiences", ""),
        ("BP202", "no record 'boat' in claims", "did you mean 'boats'?"),
    ]
    assert [build.spot(finding) for finding in found] == [
        "sources/s/only/0",
        "claims/boats/themes/1",
        "claims/boats/means/riders",
        "claims/b/supersedes/0",
    ]
    assert [getattr(finding.label.where, "key", None) for finding in found] == [False, False, True, False]


def test_an_unknown_claim_in_prose_is_reported_once() -> None:
    """A claim that prose names and the desk does not have is one fault, with the closest name."""
    found = [
        finding
        for finding in references(held("{boat} [@boat] {boats}", build.claim("boats")))
        if finding.code == "BP303"
    ]

    assert [(finding.message, finding.help) for finding in found] == [("no claim 'boat'", "did you mean 'boats'?")]
    assert build.spot(found[0]) == "conflicts/c/reading@boat"
