"""Dates of the precision that a source gives: day, month, quarter or year."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal, assert_never

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError
from typing_extensions import override

Precision = Literal["day", "month", "quarter", "year"]

_SHAPE = re.compile(r"(?P<year>\d{4})(-(?P<month>\d\d)(-(?P<day>\d\d))?|-Q(?P<quarter>[1-4]))?\Z", re.ASCII)
_MONTHS = 12
_FIRST_YEAR = 1000


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A stretch of the calendar, both ends included, written as in ISO 8601 (quarters as 2024-Q4)."""

    first: date
    last: date
    precision: Precision

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Return the date for `2025-04-29`, `2025-04`, `2024-Q4` or `2025`; raises ValueError."""
        match = _SHAPE.match(text)
        if not match:
            raise ValueError(f"'{text}' is not a date")
        year, month, day, quarter = (int(match[name] or 0) for name in ("year", "month", "day", "quarter"))
        if year < _FIRST_YEAR or (match["month"] and not 1 <= month <= _MONTHS):
            raise ValueError(f"'{text}' is not in the calendar")
        if match["day"]:
            if not 1 <= day <= monthrange(year, month)[1]:
                raise ValueError(f"'{text}' is not in the calendar")
            return cls(date(year, month, day), date(year, month, day), "day")
        if month:
            return cls._months(year, month, month, "month")
        if quarter:
            return cls._months(year, quarter * 3 - 2, quarter * 3, "quarter")
        return cls._months(year, 1, _MONTHS, "year")

    @classmethod
    def _months(cls, year: int, first: int, last: int, precision: Precision) -> PartialDate:
        return cls(date(year, first, 1), date(year, last, monthrange(year, last)[1]), precision)

    @override
    def __str__(self) -> str:
        first = self.first
        match self.precision:
            case "day":
                return first.isoformat()
            case "month":
                return f"{first:%Y-%m}"
            case "quarter":
                return f"{first.year}-Q{(first.month + 2) // 3}"
            case "year":
                return str(first.year)
            case _:
                assert_never(self.precision)


def _date(value: object) -> PartialDate:
    if isinstance(value, PartialDate):
        return value
    if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
        try:
            return PartialDate.parse(str(value))
        except ValueError as why:
            raise PydanticCustomError("bad_date", "{why}", {"why": str(why)}) from None
    raise PydanticCustomError("bad_date", "expected a date")


Dated = (
    Annotated[str, Field(pattern=r"^[1-9]\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?|-Q[1-4])?$")]
    | Annotated[int, Field(ge=_FIRST_YEAR, le=9999)]
)
"""What may stand for a date in content, as far as a schema can say."""

When = Annotated[PartialDate, BeforeValidator(_date, json_schema_input_type=Dated)]
"""A partial date as a field of content; a bare year may be a YAML number."""
