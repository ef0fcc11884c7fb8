"""Nodes to records: every fault at once, each at the place it stands in the file, with a way out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpress.diagnostics import Span
from briefpress.load.decode import decode
from briefpress.load.nodes import read
from briefpress.model.audience import Audience
from briefpress.model.brief import Brief
from briefpress.model.claim import Claim
from briefpress.model.desk import Desk
from briefpress.model.entries import Conflict, Event, Series, Term, Theme
from briefpress.model.source import Source

if TYPE_CHECKING:
    from briefpress.diagnostics import Diagnostic
    from briefpress.model.record import Part

MODELS: tuple[type[Part], ...] = (Desk, Source, Claim, Series, Event, Term, Conflict, Theme, Audience, Brief)

CLAIM = """\
id: spend
kind: reported
statement: The firm spent {value}.
themes: [money]
as_of: 2025-04-29
"""
BRIEF = """\
id: costs
title: Costs
themes: [money]
audiences:
  owners:
    kicker: Money
    headline: Spending goes on
    dek: The firm spends.
    key_figures: [{claim: spend, label: Spent}, {claim: spend, label: Again}]
    bottom_line: It spends.
    judgements: [{id: on, kind: finding, headline: On, text: It goes on.}]
    means: []
"""


def faults(model: type[Part], text: str) -> list[Diagnostic]:
    """Return what is wrong with a record that is good YAML."""
    node, found = read(text.encode(), "a.yaml")
    assert node is not None
    assert found == []
    record, faults = decode(model, node)
    assert (record is None) == bool(faults)
    return faults


def places(model: type[Part], text: str) -> list[tuple[str, int, int]]:
    """Return codes and places of what is wrong with a record."""
    spans = [(fault.code, fault.label.where) for fault in faults(model, text)]
    return [(code, where.line, where.column) for code, where in spans if isinstance(where, Span)]


def test_a_sound_record_is_read() -> None:
    """No fault, and the record."""
    assert faults(Claim, CLAIM) == []
    assert faults(Brief, BRIEF) == []


@pytest.mark.parametrize(
    ("more", "place"),
    [
        # Blocks are members of a union, in a list, in a mapping, in a mapping.
        ("sections: {costs: [{block: prose, text: ' '}]}", ("BP108", 13, 45)),
        (
            "sections:\n      costs:\n        - {block: prose, text: Yes.}\n        - {block: prose, text: 5}",
            ("BP103", 16, 32),
        ),
        ("sections: {costs: [{block: table, title: T, rows: [{claim: Spend, label: S}]}]}", ("BP106", 13, 64)),
        ("sections: {costs: [{block: table, title: T, rows: [{claim: spend}]}]}", ("BP101", 13, 57)),
        (
            "sections: {costs: [{block: table, title: T, columns: [value, sum], rows: [{claim: a, label: A}]}]}",
            ("BP104", 13, 66),
        ),
        ("sections: {costs: [{block: prose, text: Yes., prose: no}]}", ("BP102", 13, 51)),
        ("sections: {costs: [{block: proze, text: Yes.}]}", ("BP104", 13, 32)),
        ("sections: {costs: [{text: Yes.}]}", ("BP101", 13, 25)),
        ("sections: {costs: [prose]}", ("BP103", 13, 24)),
        ("sections: {costs: [null]}", ("BP103", 13, 24)),
        ("sections: {Costs: []}", ("BP106", 13, 16)),
        ("sections: {costs: {block: prose}}", ("BP103", 13, 24)),
        # A section may be called what a block is called.
        ("sections: {block: [{block: prose, text: 5}]}", ("BP103", 13, 45)),
        ("sections: {prose: [{block: prose, text: 5}]}", ("BP103", 13, 45)),
        # A union that may be left out.
        ("exhibit: {block: chart, title: T, subtitle: S}", ("BP101", 13, 15)),
        ("exhibit: {block: chart, title: T, subtitle: S, series: Costs}", ("BP106", 13, 60)),
        ("exhibit: {block: chart, title: T, subtitle: S, series: costs, note: []}", ("BP103", 13, 73)),
        ("exhibit: chart", ("BP103", 13, 14)),
        # Rules about a whole record.
        (
            "exhibit: {block: matrix, title: T, corner: C, columns: [A], rows: [{label: R, cells: []}]}",
            ("BP111", 13, 90),
        ),
        ("themes: money", ("BP103", 13, 13)),
    ],
)
def test_a_fault_deep_in_a_brief_is_found_where_it_stands(more: str, place: tuple[str, int, int]) -> None:
    """Paths through lists, mappings and unions lead to the very word."""
    assert places(Brief, f"{BRIEF}    {more}\n") == [place]


@pytest.mark.parametrize(
    ("more", "place"),
    [
        ("means: {Owners: It costs.}", ("BP106", 6, 9)),
        ("means: {owners: ' '}", ("BP108", 6, 17)),
        ("means: [It costs.]", ("BP103", 6, 8)),
        ("evidence: [{source: report, exact: a few words, paragraph: 0}]", ("BP112", 6, 60)),
        ("evidence: [{source: report, exact: a few words, paragraph: '1'}]", ("BP103", 6, 60)),
        ("entities: [Meta, 5]", ("BP103", 6, 18)),
        ("value: {number: 5}", ("BP107", 6, 17)),
        ("value: {low: 5, high: 4, unit: jobs}", ("BP107", 6, 23)),
        ("value: {high: 4, unit: jobs}", ("BP107", 6, 15)),
        ("value: {low: 4, high: 5}", ("BP107", 6, 23)),
        ("derived: {sum: [a]}", ("BP109", 6, 1)),
        ("due: 2025", ("BP109", 6, 1)),
        ("outcome: {state: met, noted: 2025}\ndue: 2025", ("BP109", 6, 1)),
        ("when: 2025", ("BP109", 6, 1)),
        ("absent: [x]", ("BP109", 6, 1)),
        ("lowered: {to: medium, reason: It is late.}", ("BP104", 6, 15)),
        ("credibility: true", ("BP103", 6, 14)),
        ("only: [owners, Staff]", ("BP106", 6, 16)),
    ],
)
def test_a_fault_in_a_claim_is_found_where_it_stands(more: str, place: tuple[str, int, int]) -> None:
    """Rules about several keys point at the one that breaks them."""
    assert places(Claim, f"{CLAIM}{more}\n") == [place]


def test_all_faults_come_at_once() -> None:
    """One run shows everything that is wrong with a record."""
    text = CLAIM.replace("reported", "rumor").replace("2025-04-29", "2025-02-30") + "colour: blue\nvalue: {number: x}\n"

    assert sorted(places(Claim, text)) == [("BP102", 6, 1), ("BP104", 2, 7), ("BP105", 5, 8), ("BP107", 7, 17)]


def test_a_fault_inside_explains_the_fault_around_it() -> None:
    """A list that is too short because an entry is faulty is not reported as well."""
    text = BRIEF.replace("{claim: spend, label: Spent}, ", "").replace("label: Again", "label: 5")

    assert places(Brief, text) == [("BP103", 9, 41)]


@pytest.mark.parametrize(
    ("model", "text", "place"),
    [
        (Theme, "id: x\ntitel: X\n", ("BP102", 2, 1)),
        (Claim, CLAIM.replace("kind:", "knid:"), ("BP102", 2, 1)),
        (Brief, BRIEF.replace("label: Spent", "lable: Spent"), ("BP102", 9, 34)),
    ],
)
def test_a_misspelt_key_is_not_missing_as_well(model: type[Part], text: str, place: tuple[str, int, int]) -> None:
    """The key that was meant is offered once, not asked for besides."""
    assert places(model, text) == [place]


def test_a_comma_that_ends_a_text_in_braces_is_explained() -> None:
    """What follows it becomes a key of many words, which nobody meant."""
    (fault,) = faults(Brief, BRIEF.replace("label: Spent", "label: Spent, in all", 1))

    assert (fault.message, fault.help) == (
        "unknown key 'in all'",
        "in {…} a comma begins a new key: put a text that holds one in quotes",
    )


def test_only_blocks_are_told_apart_by_their_kind() -> None:
    """A stray `block` in another record is an unknown key like any other, whatever it says."""
    assert sorted(places(Theme, "id: x\ntitle: 5\nblock: title\n")) == [("BP102", 3, 1), ("BP103", 2, 8)]
    assert places(Theme, "id: x\ntitle: X\nblock: block\n") == [("BP102", 3, 1)]


def test_a_key_that_is_missing_beside_an_unknown_one_is_asked_for() -> None:
    """Two causes are two errors."""
    assert sorted(places(Theme, "id: x\nonyl: [a]\n")) == [("BP101", 1, 1), ("BP102", 2, 1)]


@pytest.mark.parametrize(
    ("model", "text", "key", "help"),
    [
        (Claim, CLAIM + "evidense: []", "evidense", "did you mean 'evidence'?"),
        (Claim, CLAIM + "Metric: x", "Metric", "did you mean 'metric'?"),
        # The keys of another spot are not offered, however near.
        (Claim, CLAIM + "exact: x", "exact", "the keys here are absent, as_of, "),
        (Claim, CLAIM + "evidence: [{source: a, exact: a b c, statment: x}]", "statment", "the keys here are exact, "),
        (Claim, CLAIM + "value: {number: 5, unit: jobs, evidence: x}", "evidence", "the keys here are basis, bound, "),
        (Claim, CLAIM + "value: {number: 5, unit: jobs, scal: m}", "scal", "did you mean 'scale'?"),
        (Claim, CLAIM + "lowered: {to: low, reason: x, number: x}", "number", "the keys here are reason, to"),
        (Brief, BRIEF + "    kiker: x", "kiker", "did you mean 'kicker'?"),
        (Brief, BRIEF + "    publication: x", "publication", "the keys here are bottom_line, change, "),
        # A block has the keys of its own kind.
        (
            Brief,
            BRIEF + "    exhibit: {block: prose, text: x, row: x}",
            "row",
            "the keys here are block, ",
        ),
        (Brief, BRIEF + "    exhibit: {block: prose, text: x, txt: x}", "txt", "did you mean 'text'?"),
        (
            Brief,
            BRIEF + "    sections: {a: [{block: table, title: T, rows: [{claim: a, label: A, corner: x}]}]}",
            "corner",
            "the keys here are ",
        ),
        (Desk, "publication: x\nname: [x]", "name", "did you mean 'names'?"),
        (Theme, "id: x\ntitle: X\nvalue: x", "value", "the keys here are id, "),
    ],
)
def test_only_keys_that_are_valid_at_that_spot_are_offered(model: type[Part], text: str, key: str, help: str) -> None:
    """A near miss is met with a key of the same spot, anything else with the keys that there are."""
    (fault,) = faults(model, text)

    assert (fault.code, fault.message) == ("BP102", f"unknown key '{key}'")
    assert fault.help.startswith(help)


@pytest.mark.parametrize(
    ("value", "message", "help"),
    [
        ("5", "expected text, found a number", "quote it"),
        ("5.0", "expected text, found a number with decimals", "quote it"),
        ("true", "expected text, found true or false", "quote it"),
        ("~", "expected text, found nothing", "write it, or remove the key; what follows '#' is a comment"),
        ("[a]", "expected text, found a list", "quote text that begins with [ or {"),
        ("{a}", "expected text, found keys with values", "quote text that begins with [ or {"),
        ("''", "text is blank", "write it, or remove the key"),
        ('"a\\0b"', "text holds the control character U+0000", "remove it: it cannot be seen"),
        ('"\\x9b"', "text holds the control character U+009B", "remove it: it cannot be seen"),
    ],
)
def test_what_was_found_is_named_in_the_words_of_yaml(value: str, message: str, help: str) -> None:
    """Messages speak of text, numbers and lists, not of Python."""
    (fault,) = faults(Theme, f"id: x\ntitle: {value}\n")

    assert fault.message == message
    assert fault.help.startswith(help)


@pytest.mark.parametrize("value", ["[]", "{}", "~", "5", "true", "text"])
@pytest.mark.parametrize(
    ("key", "code"), [("themes", "BP103"), ("kind", "BP103"), ("as_of", "BP105"), ("value", "BP103")]
)
def test_wrong_types_never_show_python(key: str, code: str, value: str) -> None:
    """Whatever stands where something else belongs, the message holds no class and no repr."""
    text = "".join(line for line in CLAIM.splitlines(keepends=True) if not line.startswith(f"{key}:"))
    for fault in faults(Claim, f"{text}{key}: {value}\n"):
        assert fault.code in {code, "BP104", "BP105", "BP107", "BP111"}
        for alien in ("None", "Decimal", "tuple", "dict", "Tuple", "Input", "model", "()", "{}", "class"):
            assert alien not in fault.message


_words = st.sampled_from(
    ["id", "block", "prose", "title", "only", "[key]", "claims", "sections", "audiences", "value", "0"]
)
_text = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="\ufeff\ufffe\uffff"))
_junk = st.recursive(
    st.none() | st.booleans() | st.integers() | _text | _words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_words | _text, inner, max_size=4),
    max_leaves=10,
)


@pytest.mark.parametrize("model", MODELS)
@given(st.data())
def test_no_data_raises(model: type[Part], data: st.DataObject) -> None:
    """Anything where a record belongs gives a record or faults that have a place."""
    keys = st.sampled_from(sorted(model.model_fields)) | _words
    value = data.draw(st.dictionaries(keys, _junk, max_size=6) | _junk)
    node, _ = read(json.dumps(value, ensure_ascii=False).encode(), "a.yaml")
    assert node is not None

    record, found = decode(model, node)

    assert (record is None) == bool(found)
    for fault in found:
        assert isinstance(fault.label.where, Span)
        assert fault.label.where.line == 1
        assert fault.label.where.column >= 1
