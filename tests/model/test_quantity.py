"""Quantities: exact, with their bound, and the arithmetic of computed ones."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pydantic import ValidationError

import build
from briefpress.model.quantity import Mismatch, Quantity, difference, quotient, total


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({}, "give one of 'number', 'low' with 'high', and 'words'"),
        ({"number": 1, "words": "a few"}, "give one of"),
        ({"number": 1, "low": 1, "high": 2}, "give one of"),
        ({"low": 1}, "a range needs 'low' and a larger 'high'"),
        ({"high": 1}, "a range needs 'low' and a larger 'high'"),
        ({"low": 2, "high": 1}, "a range needs 'low' and a larger 'high'"),
        ({"low": 2, "high": 2}, "a range needs 'low' and a larger 'high'"),
        ({"number": 1, "currency": "EUR", "unit": "boats"}, "give 'currency' or 'unit', not both"),
        ({"number": True}, "expected a number"),
        ({"number": "4"}, "expected a number"),
        ({"number": 0.5}, "expected a number"),
        ({"number": Decimal("1e15")}, "at most 15 digits before the point and 10 after it"),
        ({"number": Decimal("0.12345678901")}, "at most 15 digits before the point and 10 after it"),
        ({"number": Decimal("NaN")}, "at most 15 digits"),
        ({"number": Decimal("-Infinity")}, "at most 15 digits"),
        ({"number": 1, "currency": "eur"}, "a currency code of three capitals"),
        ({"number": 1, "currency": 978}, "a currency code of three capitals"),
    ],
)
def test_a_quantity_that_means_nothing_is_refused(fields: dict[str, object], message: str) -> None:
    """A value is a number, a range or words, exact, and of one measure."""
    with pytest.raises(ValidationError, match=message):
        build.quantity(**fields)


def test_a_number_needs_a_measure() -> None:
    """A bare number says nothing; words may stand alone."""
    with pytest.raises(ValidationError, match="a number needs 'currency' or 'unit'"):
        Quantity.model_validate({"number": 1})
    assert Quantity.model_validate({"words": "a few"}).measure == (None, None)


@pytest.mark.parametrize(
    ("fields", "span"),
    [
        ({"number": 4}, (Decimal(4), Decimal(4))),
        ({"low": Decimal("12.5"), "high": 14, "scale": "m"}, (Decimal(12_500_000), Decimal(14_000_000))),
        ({"number": Decimal("0.50"), "scale": "bn"}, (Decimal(500_000_000), Decimal(500_000_000))),
        ({"number": 3, "scale": "k"}, (Decimal(3_000), Decimal(3_000))),
        ({"number": 3, "scale": "tn"}, (Decimal("3e12"), Decimal("3e12"))),
        ({"words": "a few"}, None),
    ],
)
def test_the_span_is_in_plain_units(fields: dict[str, object], span: tuple[Decimal, Decimal] | None) -> None:
    """Both ends are given with the scale applied; words have none."""
    assert build.quantity(**fields).span == span


def test_a_sum_is_shown_on_the_scale_of_its_first_term() -> None:
    """Millions and thousands add up to millions."""
    found = total(
        (
            build.quantity(low=Decimal("12.5"), high=14, currency="EUR", scale="m"),
            build.quantity(number=85, currency="EUR", scale="k"),
        )
    )

    assert (found.low, found.high, found.scale, found.currency) == (
        Decimal("12.585"),
        Decimal("14.085"),
        "m",
        "EUR",
    )


def test_a_difference_turns_the_ends_of_what_is_taken_off() -> None:
    """The least that can remain is the low end less the high end."""
    found = difference(build.quantity(low=10, high=20), build.quantity(low=1, high=4))

    assert found.span == (Decimal(6), Decimal(19))


def test_a_difference_of_equal_ends_is_one_number() -> None:
    """A result whose ends meet is a number and not a range."""
    found = difference(build.quantity(number=Decimal("2.50")), build.quantity(number=Decimal("0.5")))

    assert (str(found.number), found.low, found.high) == ("2", None, None)


EUROS = {"number": 1, "currency": "EUR", "scale": "m"}


@pytest.mark.parametrize(
    ("left", "right", "unit", "measure", "ends"),
    [
        ({"number": 10}, {"number": 4}, None, (None, "boats"), ("2.5", "2.5")),
        (EUROS, {"number": 4}, None, ("EUR", None), ("250000", "250000")),
        (EUROS, {"number": 4}, "a boat", (None, "a boat"), ("250000", "250000")),
        ({"number": 9}, {"number": 90, "unit": "%"}, None, (None, "boats"), ("10", "10")),
        ({"low": 10, "high": 20}, {"low": 2, "high": 5}, None, (None, "boats"), ("2", "10")),
        ({"low": -20, "high": -10}, {"low": 2, "high": 5}, None, (None, "boats"), ("-10", "-2")),
        ({"number": -10}, {"low": 2, "high": 5}, None, (None, "boats"), ("-5", "-2")),
    ],
)
def test_a_quotient_reaches_from_its_least_to_its_most(
    left: dict[str, object],
    right: dict[str, object],
    unit: str | None,
    measure: tuple[str | None, str | None],
    ends: tuple[str, str],
) -> None:
    """Every end is divided by every end; a divisor in per cent is a share; the unit may be named anew."""
    found = quotient(build.quantity(**left), build.quantity(**right), 1, unit)

    assert found.span == tuple(map(Decimal, ends))
    assert (found.bound, found.measure) == (None, measure)


@pytest.mark.parametrize(("number", "rounded"), [(5, "2"), (7, "4"), (9, "4"), (11, "6")])
def test_a_rounded_quotient_says_about(number: int, rounded: str) -> None:
    """A quotient is rounded half to even, and then it no longer claims to be exact."""
    found = quotient(build.quantity(number=number), build.quantity(number=2), 0, None)

    assert (str(found.number), found.bound) == (rounded, "about")


@pytest.mark.parametrize(
    ("bounds", "bound"),
    [
        ((None, None), None),
        (("up-to", None), "up-to"),
        (("up-to", "up-to"), "up-to"),
        (("about", "nearly"), "about"),
        (("over", "at-least"), "at-least"),
        (("over", None), "over"),
    ],
)
def test_bounds_carry_over_to_a_sum(bounds: tuple[str | None, ...], bound: str | None) -> None:
    """A sum with one ceiling in it is a ceiling, and so on for the other bounds."""
    assert total(tuple(build.quantity(number=1, bound=one) for one in bounds)).bound == bound


@pytest.mark.parametrize(
    ("taken_off", "bound"), [("up-to", "at-least"), ("at-least", "up-to"), ("about", "about"), (None, None)]
)
def test_the_bound_of_what_is_taken_off_turns_round(taken_off: str | None, bound: str | None) -> None:
    """Taking off no more than something leaves at least the rest."""
    found = difference(build.quantity(number=5), build.quantity(number=1, bound=taken_off))

    assert found.bound == bound


def _of(**fields: object) -> Quantity:
    return build.quantity(**{"number": 5, **fields})


@pytest.mark.parametrize(
    ("compute", "message"),
    [
        (lambda: total((_of(), _of(unit="piers"))), "the quantities are not of one currency or unit"),
        (lambda: difference(_of(), _of(currency="EUR")), "the quantities are not of one currency or unit"),
        (lambda: total((_of(), build.quantity(words="a few", unit="boats"))), "'a few' is not a number"),
        (lambda: total((_of(bound="up-to"), _of(bound="about"))), "bounds 'about' and 'up-to' cannot be combined"),
        (lambda: difference(_of(), _of(bound="over")), "'over' cannot be carried over to the result"),
        (lambda: quotient(_of(), _of(number=0), 0, None), "the divisor is not positive"),
        (lambda: quotient(_of(), build.quantity(low=-1, high=1), 0, None), "the divisor is not positive"),
        (lambda: quotient(_of(), _of(number=3, bound="up-to"), 0, None), "bounds 'about' and 'at-least' cannot be"),
        (lambda: total((_of(scale="tn"), _of(number=Decimal("0.1")))), "the result has too many digits"),
    ],
)
def test_what_cannot_be_computed_says_why(compute: object, message: str) -> None:
    """A result that could not be stated is refused, never approximated in silence."""
    assert callable(compute)
    with pytest.raises(Mismatch, match=message):
        compute()


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({"low": 1}, "low"),
        ({"high": 1}, "high"),
        ({"low": 2, "high": 1}, "high"),
        ({"number": 1, "currency": "EUR", "unit": "boats"}, "unit"),
        ({"number": 1, "currency": None}, "number"),
        ({"low": 1, "high": 2, "currency": None}, "high"),
    ],
)
def test_a_fault_names_the_key_it_is_about(fields: dict[str, object], key: str) -> None:
    """What is wrong between keys is pointed at one of those that are there."""
    with pytest.raises(ValidationError) as refused:
        build.quantity(**fields)

    assert [fault["ctx"]["at"] for fault in refused.value.errors()] == [(key,)]
