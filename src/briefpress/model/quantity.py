"""Quantities: exact decimals with their bound, unit, period and footing, and the arithmetic of derived ones."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from briefpress.model.dates import When
from briefpress.model.record import Line, Part

Bound = Literal["about", "nearly", "over", "up-to", "at-least"]
Scale = Literal["k", "m", "bn", "tn"]

POWER: dict[str | None, int] = {None: 0, "k": 3, "m": 6, "bn": 9, "tn": 12}
"""Powers of ten of the short scale."""

_SHOWN_FROM_ABOVE: dict[Bound, Bound] = {"about": "about", "up-to": "at-least", "at-least": "up-to"}
"""What the bound of a subtrahend or divisor does to the result; the others cannot be stated in these words."""


class Mismatch(ValueError):
    """Two quantities that cannot be computed with; the text says why."""


_BEFORE, _AFTER = 15, 10
"""Digits of a number on either side of the point: more than any figure needs, few enough to print every one."""
_EXACT = Context(prec=120)
"""Wide enough that no sum, difference or scaling of such numbers is ever rounded."""


def _decimal(value: object) -> Decimal:
    if not isinstance(value, int | Decimal) or isinstance(value, bool):
        raise PydanticCustomError("bad_number", "expected a number")
    number = Decimal(value)
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or exponent < -_AFTER or number.adjusted() >= _BEFORE:
        raise PydanticCustomError(
            "long_number",
            "a number has at most {before} digits before the point and {after} after it",
            {"before": _BEFORE, "after": _AFTER},
        )
    return number


def _currency(value: object) -> str:
    if isinstance(value, str) and re.match(r"[A-Z]{3}\Z", value):
        return value
    raise PydanticCustomError("bad_currency", "expected a currency code of three capitals (ISO 4217)")


Number = Annotated[Decimal, BeforeValidator(_decimal, json_schema_input_type=float)]
Currency = Annotated[str, BeforeValidator(_currency), Field(json_schema_extra={"pattern": "^[A-Z]{3}$"})]


class Quantity(Part):
    """A number, a range, or words where the source gives no number; never a midpoint, never a float."""

    number: Number | None = None
    low: Number | None = None
    high: Number | None = None
    words: Line | None = None
    bound: Bound | None = None
    currency: Currency | None = None
    unit: Line | None = None
    scale: Scale | None = None
    period: When | None = None
    basis: Line | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        given = [
            self.number is not None,
            self.low is not None or self.high is not None,
            self.words is not None,
        ]
        if sum(given) != 1:
            raise PydanticCustomError("bad_quantity", "give one of 'number', 'low' with 'high', and 'words'")
        if given[1] and (self.low is None or self.high is None or self.low >= self.high):
            at = ("low",) if self.high is None else ("high",)
            raise PydanticCustomError("bad_quantity", "a range needs 'low' and a larger 'high'", {"at": at})
        if self.currency and self.unit:
            raise PydanticCustomError("bad_quantity", "give 'currency' or 'unit', not both", {"at": ("unit",)})
        if not self.currency and not self.unit and not self.words:
            at = ("high",) if self.number is None else ("number",)
            raise PydanticCustomError("bad_quantity", "a number needs 'currency' or 'unit'", {"at": at})
        return self

    @property
    def span(self) -> tuple[Decimal, Decimal] | None:
        """Low and high end in plain units (scale applied); None where the source gives only words."""
        low, high = (self.low, self.high) if self.number is None else (self.number, self.number)
        if low is None or high is None:
            return None
        return low.scaleb(POWER[self.scale], _EXACT), high.scaleb(POWER[self.scale], _EXACT)

    @property
    def measure(self) -> tuple[str | None, str | None]:
        """What is counted: currency and unit."""
        return self.currency, self.unit


def total(parts: tuple[Quantity, ...]) -> Quantity:
    """Return the sum of quantities of one measure; raises Mismatch."""
    first, ends = parts[0], [_ends(part) for part in parts]
    if any(part.measure != first.measure for part in parts):
        raise Mismatch("the quantities are not of one currency or unit")
    bound = _together(tuple(part.bound for part in parts))
    with localcontext(_EXACT):
        low, high = (sum((end[at] for end in ends), Decimal(0)) for at in (0, 1))
        return _result(low, high, bound, first)


def difference(left: Quantity, right: Quantity) -> Quantity:
    """Return `left - right`; raises Mismatch."""
    (low, high), (less, more) = _ends(left), _ends(right)
    if left.measure != right.measure:
        raise Mismatch("the quantities are not of one currency or unit")
    bound = _together((left.bound, _reverse(right.bound)))
    # What lies between two percentages is counted in points: 30% less 20% is not 10% of anything.
    like = left.model_copy(update={"unit": Line("percentage points")}) if left.unit == "%" else left
    with localcontext(_EXACT):
        return _result(low - more, high - less, bound, like)


def quotient(left: Quantity, right: Quantity, decimals: int, unit: str | None) -> Quantity:
    """Return `left / right`, a divisor in per cent taken as a share; rounded half-even; raises Mismatch."""
    (low, high), (less, more) = _ends(left), _ends(right)
    if less <= 0:
        raise Mismatch("the divisor is not positive")
    share = Decimal(100) if right.unit == "%" else Decimal(1)
    step = Decimal(1).scaleb(-decimals)
    like = Quantity(number=Decimal(0), currency=None if unit else left.currency, unit=Line(unit) if unit else left.unit)
    with localcontext(_EXACT):
        # Below zero the smaller divisor gives the lower end, so every corner is looked at.
        corners = [end * share / by for end in (low, high) for by in (less, more)]
        exact = (min(corners), max(corners))
        rounded = tuple(end.quantize(step, ROUND_HALF_EVEN) for end in exact)
        bound = _together((left.bound, _reverse(right.bound), "about" if rounded != exact else None))
        return _result(rounded[0], rounded[1], bound, like)


def _ends(part: Quantity) -> tuple[Decimal, Decimal]:
    if part.span is None:
        raise Mismatch(f"'{part.words}' is not a number")
    return part.span


def _reverse(bound: Bound | None) -> Bound | None:
    if bound is None or bound in _SHOWN_FROM_ABOVE:
        return _SHOWN_FROM_ABOVE[bound] if bound else None
    raise Mismatch(f"'{bound}' cannot be carried over to the result")


def _together(bounds: tuple[Bound | None, ...]) -> Bound | None:
    kinds = {bound for bound in bounds if bound}
    if len(kinds) <= 1:
        return next(iter(kinds), None)
    if kinds <= {"about", "nearly"}:
        return "about"
    if kinds <= {"over", "at-least"}:
        return "at-least"
    raise Mismatch("bounds " + " and ".join(sorted(f"'{kind}'" for kind in kinds)) + " cannot be combined")


def _result(low: Decimal, high: Decimal, bound: Bound | None, like: Quantity) -> Quantity:
    # Shown on the scale of the first operand, so that a sum of billions does not print as twelve digits.
    ends = [_plain(end.scaleb(-POWER[like.scale])) for end in (low, high)]
    flat = ends[0] == ends[1]
    try:
        return Quantity(
            number=ends[0] if flat else None,
            low=None if flat else ends[0],
            high=None if flat else ends[1],
            bound=bound,
            currency=like.currency,
            unit=like.unit,
            scale=like.scale,
        )
    except ValidationError:
        raise Mismatch("the result has too many digits") from None


def _plain(number: Decimal) -> Decimal:
    whole = number.to_integral_value()
    return whole.quantize(Decimal(1)) if number == whole else number.normalize()
