"""A palette can be read by everyone: text and marks stand out from the paper, and series from each other."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from briefpress.diagnostics import Diagnostic, error
from briefpress.model.colour import APART, DEFICIENCIES, GRAPHIC, TEXT, apart, contrast

if TYPE_CHECKING:
    from briefpress.check.proof import Proof

WHITE = "#FFFFFF"
INKS = ("#1A1D21", "#4A525B", "#5F6871", "#A3261B", "#7A4B00")
"""What text and marks are printed in, whoever reads: the tokens of the style sheets."""


def colours(proof: Proof) -> list[Diagnostic]:
    """Report colours with too little contrast, and colours that some readers cannot tell apart."""
    found = []
    for name, audience in proof.library.audiences.items():
        palette, place = audience.palette, proof.library.place("audiences", name).at("palette")
        for key, colour, ground, least in (
            ("accent", palette.accent, WHITE, TEXT),
            ("second", palette.second, WHITE, TEXT),
            ("fill", palette.fill, WHITE, GRAPHIC),
            ("tint", min(INKS, key=lambda ink: contrast(ink, palette.tint)), palette.tint, TEXT),
            # Headings and marks stand on the tint of the bottom line too.
            ("accent", palette.accent, palette.tint, TEXT),
            ("second", palette.second, palette.tint, TEXT),
        ):
            ratio = contrast(colour, ground)
            if ratio < least:
                what = "text" if key == "tint" else f"'{key}'"
                what += " on white" if ground == WHITE else " on 'tint'"
                message = f"contrast of {what} is {ratio:.2f}, not {least} at least"
                hint = "take a lighter tint" if key == "tint" else "take a darker colour"
                found.append(error("BP364", message, place.at(key), help=hint))
        series = {"accent": palette.accent, "second": palette.second, "fill": palette.fill, "tint": palette.tint}
        for (one, left), (other, right) in combinations(series.items(), 2):
            worst, deficiency = min((apart(left, right, matrix), name) for name, matrix in DEFICIENCIES.items())
            if worst < APART:
                message = f"'{one}' and '{other}' are {worst:.0f} apart under {deficiency}, not {APART:.0f} at least"
                found.append(error("BP364", message, place.at(other), help="make one of them darker or lighter"))
    return found
