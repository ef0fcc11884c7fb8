"""How much CPU time `briefpress check` takes for desks of growing size: a table to read, not a test.

Run it with `python tests/bench/check.py [CLAIMS...]`.
"""

from __future__ import annotations

import random
import sys
import tempfile
from datetime import date
from pathlib import Path
from time import process_time

from briefpress.app.desk import opened

TOP = Path(__file__).parents[2]
PLAIN = TOP / "tests/desks/plain"
AS_OF = date(2026, 7, 1)
SIZES = (1_000, 5_000, 20_000, 50_000)
PER_FILE = 500
PRINTED = 200
"""Claims that the brief prints: a brief has a length, however large the desk."""

_NOUNS = "crates barrels horses wagons lamps ropes bells doors boats nets sails pumps".split()  # noqa: SIM905 - a list
_VERBS = "counted stored moved sold mended painted hired lent weighed tested".split()  # noqa: SIM905 - a list
_PLACES = "harbour mill market depot yard bakery station school library garden".split()  # noqa: SIM905 - a list


def claim(number: int, draw: random.Random) -> str:
    """Return a claim as YAML."""
    noun, verb, place = draw.choice(_NOUNS), draw.choice(_VERBS), draw.choice(_PLACES)
    count = draw.randint(2, 9_999)
    theme = "traffic" if number < PRINTED else f"theme-{number % 50}"
    return (
        f"- id: claim-{number}\n"
        f"  kind: reported\n"
        f"  statement: The {place} {verb} {{value}} over the year, by the books of the office.\n"
        f"  metric: metric-{number}\n"
        f"  entities: [{place}]\n"
        f"  themes: [{theme}]\n"
        f"  value: {{number: {count}, unit: {noun}, period: 2025, basis: counted at the gate}}\n"
        f"  as_of: 2026-06-01\n"
        f"  credibility: 2\n"
        f"  note: >-\n"
        f"    The clerk wrote it down and another clerk read it over.\n"
        f"  evidence:\n"
        f"    - {{source: report, exact: the {place} {verb} {count} {noun}}}\n"
    )


def desk(root: Path, claims: int) -> Path:
    """Write a desk of so many claims, always the same one."""
    draw = random.Random(claims)  # noqa: S311 - content, no secret
    for path in PLAIN.rglob("*.yaml"):
        target = root / path.relative_to(PLAIN)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    (root / "content/themes/more.yaml").write_text(
        "".join(f"- id: theme-{number}\n  title: Theme\n" for number in range(50)), encoding="utf-8"
    )
    for start in range(0, claims, PER_FILE):
        records = (claim(number, draw) for number in range(start, min(claims, start + PER_FILE)))
        (root / f"content/claims/made-{start}.yaml").write_text("".join(records), encoding="utf-8")
    brief = root / "content/briefs/harbour.yaml"
    said = " ".join(f"There were {{claim-{number}}}." for number in range(min(claims, PRINTED)))
    brief.write_text(f"{brief.read_text(encoding='utf-8')}        - block: prose\n          text: {said}\n", "utf-8")
    return root


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
