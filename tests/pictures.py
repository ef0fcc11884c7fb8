"""Pictures for the README: page 1 of every brief that `briefpress build` printed. Run by `make pictures`."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

import pypdfium2
from PIL import Image

TOP = Path(__file__).parents[1]
WIDE = 500
"""Pixels: three of them stand side by side on a page, also where a screen has two pixels to the point."""
COLOURS = 48


def picture(pdf: Path) -> bytes:
    """Return page 1 of a PDF as a small PNG; the same page gives the same bytes."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        large = page.render(scale=3 * WIDE / page.get_width()).to_pil()
    small = large.resize((WIDE, round(WIDE * large.height / large.width)), Image.Resampling.LANCZOS)
    out = BytesIO()
    few = small.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(out, "PNG", optimize=True)
    return out.getvalue()


def main(output: Path, folder: Path) -> None:
    """Take a picture of every brief on its own paper."""
    folder.mkdir(parents=True, exist_ok=True)
    for pdf in sorted(output.glob("*/*.pdf")):
        if "." not in pdf.stem:
            (folder / f"{pdf.stem}.png").write_bytes(picture(pdf))
            sys.stdout.write(f"{folder / pdf.stem}.png\n")


if __name__ == "__main__":
    main(TOP / "output", TOP / "docs/pictures")
