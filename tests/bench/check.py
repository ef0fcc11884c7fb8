"""How much CPU time `briefpress check` takes for desks of growing size: a table to read, not a test.

Run it with `python tests/bench/check.py [CLAIMS...]`.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import date
from pathlib import Path
from time import process_time

from grown import desk

from briefpress.app.desk import opened

TOP = Path(__file__).parents[2]
AS_OF = date(2026, 7, 1)
SIZES = (1_000, 5_000, 20_000, 50_000)


def row(name: str, root: Path, as_of: date) -> str:
    """Check a desk and return a line of the table; a first look warms what is read once."""
    began = process_time()
    found = opened(root, as_of)
    took = process_time() - began
    held = len(found.library.claims) if found.library else 0
    composed = "composed" if found.printed else "not composed"
    return f"{name:<10}{held:>8}{took:>9.2f} s{took / held * 1e6:>9.0f} µs{len(found.findings):>10}  {composed}"


def main(sizes: tuple[int, ...]) -> None:
    """Print the table."""
    sys.stdout.write(f"{'desk':<10}{'claims':>8}{'time':>11}{'a claim':>12}{'findings':>10}\n")
    day = date(2026, 11, 22)
    opened(TOP, day)
    sys.stdout.write(f"{row('example', TOP, day)}\n")
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            sys.stdout.write(f"{row('generated', desk(Path(folder), size), AS_OF)}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
