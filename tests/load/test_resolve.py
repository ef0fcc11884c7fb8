"""Plain words by the core schema of YAML 1.2: what they mean, and that nothing else is changed."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from briefpress.load.nodes import Mapping, Node, Scalar, Sequence, plain, read

if TYPE_CHECKING:
    from briefpress.load.nodes import Plain

TEXT = ("no", "No", "NO", "yes", "Yes", "on", "ON", "off", "y", "n", "tRUE", "nULL", "none", "None")
DATES = ("12:30", "1:2:3", "2026-02-30", "2025-04-29", "2025-04", "2024-Q4", "2001-12-14t21:59:43.10-05:00")
NOT_NUMBERS = (
    "1_000",
    "1,000",
    "0b11",
    "0x",
    "0o8",
    "0O14",
    "-0x1F",
    "+",
    ".",
    "1.2.3",
    "1e",
    "e3",
    "١٢",
    "½",
    "=",
)
NOT_SPECIAL = ("<<", "60–65", "10%", "$5", "+.nan", "nan", "inf", ".InF", "Infinity")


def one(text: str) -> Node:
    """Return the node of a text that has no fault."""
    node, found = read(text.encode(), "a.yaml")
    assert (node is not None, found) == (True, [])
    assert node is not None
    return node


@pytest.mark.parametrize("text", [*TEXT, *DATES, *NOT_NUMBERS, *NOT_SPECIAL])
def test_words_stay_words(text: str) -> None:
    """Nothing but the core schema turns a plain word into anything else."""
    assert plain(one(f"a: {text}")) == {"a": text}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *((word, None) for word in ("", "~", "null", "Null", "NULL")),
        *((word, True) for word in ("true", "True", "TRUE")),
        *((word, False) for word in ("false", "False", "FALSE")),
        ("0", 0),
        ("-0", 0),
        ("012", 12),
        ("+12", 12),
        ("-7", -7),
        ("0o14", 12),
        ("0x1F", 31),
        ("2025", 2025),
        ("1" * 40, int("1" * 40)),
    ],
)
def test_plain_words_with_a_meaning(text: str, value: object) -> None:
    """Nothing, true and false, and whole numbers: octal and hexadecimal by their prefix alone."""
    read_back = plain(one(f"- {text}"))

    assert read_back == (value,)
    assert isinstance(read_back, tuple)
    assert type(read_back[0]) is type(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.50", "1.50"),
        ("0.10", "0.10"),
        (".5", "0.5"),
        ("5.", "5"),
        ("1e3", "1E+3"),
        ("-1.5E-3", "-0.0015"),
        ("+1.0", "1.0"),
        ("1" * 41, "1" * 41),
        (".inf", "Infinity"),
        ("-.INF", "-Infinity"),
        ("+.Inf", "Infinity"),
        (".nan", "NaN"),
        (".NaN", "NaN"),
        ("1e99999999999999999999", "NaN"),
        ("-1e-99999999999999999999", "NaN"),
        ("0x" + "f" * 60, "NaN"),
    ],
)
def test_decimals_keep_every_place(text: str, value: str) -> None:
    """A decimal is exact and keeps its zeros; one that no machine can hold is not a number."""
    node = one(f"- {text}")

    assert isinstance(node, Sequence)
    item = node.items[0]
    assert isinstance(item, Scalar)
    assert isinstance(item.value, Decimal)
    assert str(item.value) == value


@pytest.mark.parametrize("text", ['"1"', "'true'", '"~"', "'1.50'", '""', ">-\n  12", "|-\n  true"])
def test_what_is_quoted_is_text(text: str) -> None:
    """Quotes and block scalars make text of anything."""
    node = one(f"a: {text}")

    assert isinstance(node, Mapping)
    item = node.items["a"]
    assert isinstance(item, Scalar)
    assert isinstance(item.value, str)


# Line breaks of YAML 1.1 alone and characters that YAML does not have are refused, as tested above.
_text = st.text(st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\u2028\u2029\ufeff\ufffe\uffff"))
_scalars = st.none() | st.booleans() | st.integers(-(10**30), 10**30) | _text
_values = st.recursive(
    _scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_text, inner, max_size=4), max_leaves=12
)


def _tupled(value: object) -> Plain:
    match value:
        case list():
            return tuple(_tupled(item) for item in value)
        case dict():
            return {key: _tupled(item) for key, item in value.items()}
        case None | bool() | int() | str():
            return value
        case _:
            raise TypeError(value)


@given(_values)
def test_json_is_read_back(value: object) -> None:
    """JSON is YAML, so what another program writes as JSON is read as it was."""
    assert plain(one(json.dumps(value, ensure_ascii=False))) == _tupled(value)


@given(st.lists(_text))
def test_text_that_another_writer_left_plain_is_read_back(value: list[str]) -> None:
    """What PyYAML writes for text is text again, but for numbers that YAML 1.1 does not know."""
    dumped = yaml.safe_dump({"a": value}, allow_unicode=True, width=10_000)

    read_back = plain(one(dumped))

    new_numbers = {
        item for item in value if re.match(r"0o[0-7]+\Z|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z", item)
    }
    assert isinstance(read_back, dict)
    items = read_back["a"]
    assert isinstance(items, tuple)
    assert [again for again, item in zip(items, value, strict=True) if item not in new_numbers] == [
        item for item in value if item not in new_numbers
    ]
