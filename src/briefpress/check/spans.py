"""What a value leaves open: the numbers that it may stand for, by its rounding and its bound."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from briefpress.model.quantity import POWER

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefpress.model.entries import Conflict
    from briefpress.model.quantity import Quantity

Reach = tuple[Decimal, Decimal]
_TENTH = Decimal("0.1")
_ALMOST_HALF = Decimal("0.49")
_EVER = Decimal("Infinity")


def reach(value: Quantity) -> Reach | None:
    """Return the least and the greatest number a value may stand for; None where it gives only words."""
    if value.span is None:
        return None
    low, high = value.span
    match value.bound:
        case "up-to":
            return -_EVER, high
        case "over" | "at-least":
            return low, _EVER
        case "about" | "nearly":
            return low - abs(low) * _TENTH, high + (abs(high) * _TENTH if value.bound == "about" else 0)
        case _:
            return low - _rounding(value, value.low), high + _rounding(value, value.high)


def apart(one: Reach, other: Reach) -> Decimal:
    """Return how far two values lie apart, as a share of the greater; nothing where they may be the same."""
    below, above = sorted((one, other))
    gap = above[0] - below[1]
    return gap / max(abs(above[0]), abs(below[1])) if gap > 0 else Decimal(0)


def worded_apart(one: Quantity, other: Quantity) -> bool:
    """Tell whether two values without a bound have other ends, although both may hold: a range, and its upper end."""
    if one.bound or other.bound or one.words or other.words:
        return False
    ends = [tuple(_ends(value)) for value in (one, other)]
    return any(apart(left, right) > 0 for left, right in zip(*ends, strict=True))


def _ends(value: Quantity) -> Iterator[Reach]:
    for written, end in zip((value.low, value.high), value.span or (), strict=False):
        yield end - _rounding(value, written), end + _rounding(value, written)


def declared(conflicts: Mapping[str, Conflict]) -> frozenset[frozenset[str]]:
    """Return the pairs of claims that stand in one conflict."""
    return frozenset(
        frozenset((one, other))
        for conflict in conflicts.values()
        for one in conflict.claims
        for other in conflict.claims
    )


def _rounding(value: Quantity, end: Decimal | None) -> Decimal:
    """Return how far a number may have been rounded: less than half of its last place, nothing for a plain count."""
    number = value.number if end is None else end
    exponent = number.as_tuple().exponent if number is not None else 0
    places = exponent if isinstance(exponent, int) else 0
    counted = value.scale is None and places >= 0 and value.unit not in (None, "%")
    return Decimal(0) if counted else _ALMOST_HALF.scaleb(places + POWER[value.scale])
