"""Properties of the arithmetic of quantities."""

from __future__ import annotations

from decimal import Decimal
from itertools import permutations
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

import build
from briefpress.model.quantity import Mismatch, Quantity, difference, quotient, total

if TYPE_CHECKING:
    from collections.abc import Callable

numbers = st.decimals(-99_999, 99_999, allow_nan=False, allow_infinity=False, places=3)
bounds = st.sampled_from([None, "about", "nearly", "over", "up-to", "at-least"])
scales = st.sampled_from([None, "k", "m"])


@st.composite
def quantities(draw: st.DrawFn, allowed: st.SearchStrategy[str | None] = bounds) -> Quantity:
    """Draw a number or a range, bounded or flat, on some scale."""
    low, high = sorted(draw(st.tuples(numbers, numbers)))
    ends = {"number": low} if low == high or draw(st.booleans()) else {"low": low, "high": high}
    return build.quantity(**ends, bound=draw(allowed), scale=draw(scales))


unbounded = quantities(allowed=st.none())
flat = st.builds(lambda number, scale: build.quantity(number=number, scale=scale), numbers, scales)
positive = st.builds(
    lambda low, more, scale: build.quantity(low=low, high=low + more, scale=scale),
    st.decimals("0.001", 9_999, places=3),
    st.decimals("0.001", 9_999, places=3),
    scales,
)


def ends(quantity: Quantity) -> tuple[Decimal, Decimal]:
    """Return both ends, which a computed quantity always has."""
    assert quantity.span is not None
    return quantity.span


@given(st.lists(unbounded, min_size=2, max_size=4))
def test_a_sum_does_not_depend_on_order(parts: list[Quantity]) -> None:
    """Whatever comes first, the ends of a sum are the same."""
    assert len({ends(total(tuple(order))) for order in permutations(parts)}) == 1


@given(unbounded, unbounded, unbounded)
def test_a_sum_does_not_depend_on_grouping(one: Quantity, two: Quantity, three: Quantity) -> None:
    """Adding in steps gives what adding at once gives."""
    assert (
        ends(total((total((one, two)), three)))
        == ends(total((one, total((two, three)))))
        == ends(total((one, two, three)))
    )


@given(st.lists(quantities(allowed=st.sampled_from([None, "up-to"])), min_size=1, max_size=4))
def test_a_sum_with_a_ceiling_is_a_ceiling(parts: list[Quantity]) -> None:
    """One ceiling among flat figures makes the whole a ceiling."""
    assert (total(tuple(parts)).bound == "up-to") == any(part.bound == "up-to" for part in parts)


@given(flat, flat)
def test_a_difference_undoes_a_sum_of_numbers(left: Quantity, right: Quantity) -> None:
    """What was added can be taken off again, and no digit is lost on the way."""
    assert ends(difference(total((left, right)), right)) == ends(left)


@given(quantities(), quantities(), st.integers(0, 6))
def test_results_are_exact_decimals_in_order(left: Quantity, right: Quantity, decimals: int) -> None:
    """Whatever is computed has its low end first, is never a float, or is refused as a mismatch."""
    computed: tuple[Callable[[], Quantity], ...] = (
        lambda: total((left, right)),
        lambda: difference(left, right),
        lambda: quotient(left, right, decimals, None),
    )
    for compute in computed:
        try:
            found = compute()
        except Mismatch:
            continue
        low, high = ends(found)

        assert low <= high
        assert all(isinstance(end, Decimal) for end in (found.number, found.low, found.high) if end is not None)


@given(unbounded, positive, st.integers(0, 6))
def test_a_quotient_holds_every_quotient_of_its_ends(left: Quantity, right: Quantity, decimals: int) -> None:
    """Dividing any end by any end lands inside the result, but for the last place that is printed."""
    low, high = ends(quotient(left, right, decimals, None))
    slack = Decimal(1).scaleb(-decimals)

    for end in ends(left):
        for by in ends(right):
            assert low - slack <= end / by <= high + slack


def test_between_two_percentages_lie_percentage_points() -> None:
    """The difference of two percentages is in points; their sum stays in per cent."""
    thirty, twenty = (build.quantity(number=number, unit="%") for number in (30, 20))
    assert difference(thirty, twenty) == build.quantity(number=10, unit="percentage points")
    assert total((thirty, twenty)) == build.quantity(number=50, unit="%")
