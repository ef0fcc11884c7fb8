"""The points of a series are of one currency or unit, or its bars could not be compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.diagnostics import Diagnostic, error

if TYPE_CHECKING:
    from briefpress.check.proof import Proof
    from briefpress.model.quantity import Quantity

Measure = tuple[str | None, str | None]


def mixed_currency(proof: Proof) -> list[Diagnostic]:
    """Report points of a series that are measured otherwise than the series."""
    found = []
    for name, series in proof.library.series.items():
        declared: Measure = (series.currency, series.unit)
        for index, point in enumerate(series.points):
            value = point.value or proof.library.values.get(point.claim or "")
            # A value in words alone is printed beside the bars and drawn as none.
            if value is None or not any(value.measure):
                continue
            declared = declared if any(declared) else value.measure
            if value.measure != declared:
                message = f"a point in {_named(value)} stands in a series in {declared[0] or declared[1]}"
                place = proof.library.place("series", name).at("points", index)
                found.append(error("BP326", message, place, help="give it a series of its own"))
    return found


def _named(value: Quantity) -> str:
    return value.currency or value.unit or ""
