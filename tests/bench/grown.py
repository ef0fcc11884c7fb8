"""Desks of any size, in the same schema as every other; the same size gives the same desk."""

from __future__ import annotations

import random
from pathlib import Path

TOP = Path(__file__).parents[2]
PLAIN = TOP / "tests/desks/plain"
PER_FILE = 500
PRINTED = 200
"""Claims that a brief prints: a brief has a length, however large the desk."""
EACH = 15
"""Claims that a brief of a wide desk prints, none of which more than so many others print."""
THEMES = 50

_NOUNS = "crates barrels horses wagons lamps ropes bells doors boats nets sails pumps".split()  # noqa: SIM905 - a list
_VERBS = "counted stored moved sold mended painted hired lent weighed tested".split()  # noqa: SIM905 - a list
_PLACES = "harbour mill market depot yard bakery station school library garden".split()  # noqa: SIM905 - a list


def claim(number: int, draw: random.Random, themes: int = THEMES, printed: int = PRINTED) -> str:
    """Return a claim as YAML."""
    noun, verb, place = draw.choice(_NOUNS), draw.choice(_VERBS), draw.choice(_PLACES)
    count = draw.randint(2, 9_999)
    theme = "traffic" if number < printed else f"theme-{number % themes}"
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


def wide(root: Path, briefs: int, each: int = EACH) -> Path:
    """Write a desk of many briefs of which each prints claims of its own, always the same one."""
    count = max(briefs, each)
    themes = max(1, count // EACH)
    desk(root, claims=count, themes=themes, printed=0)
    text = (PLAIN / "content/briefs/harbour.yaml").read_text(encoding="utf-8")
    (root / "content/briefs/harbour.yaml").unlink()
    for number in range(briefs):
        said = " ".join(f"There were {{claim-{(number + step) % count}}}." for step in range(each))
        own = f"{text}        - block: prose\n          text: {said}\n"
        own = own.replace("id: harbour\n", f"id: harbour-{number}\n", 1)
        own = own.replace("themes: [traffic]", f"themes: [theme-{number % themes}]", 1)
        (root / f"content/briefs/harbour-{number}.yaml").write_text(own, "utf-8")
    return root


def desk(root: Path, claims: int, briefs: int = 1, *, themes: int = THEMES, printed: int = PRINTED) -> Path:
    """Write a desk of so many claims and briefs, always the same one."""
    draw = random.Random(claims)  # noqa: S311 - content, no secret
    for path in PLAIN.rglob("*.yaml"):
        target = root / path.relative_to(PLAIN)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    (root / "content/themes/more.yaml").write_text(
        "".join(f"- id: theme-{number}\n  title: Theme\n" for number in range(themes)), encoding="utf-8"
    )
    for start in range(0, claims, PER_FILE):
        records = (claim(number, draw, themes, printed) for number in range(start, min(claims, start + PER_FILE)))
        (root / f"content/claims/made-{start}.yaml").write_text("".join(records), encoding="utf-8")
    brief = root / "content/briefs/harbour.yaml"
    said = " ".join(f"There were {{claim-{number}}}." for number in range(min(claims, PRINTED)))
    text = f"{brief.read_text(encoding='utf-8')}        - block: prose\n          text: {said}\n"
    for number in range(briefs):
        named = text.replace("id: harbour\n", f"id: harbour-{number}\n", 1) if number else text
        (root / f"content/briefs/harbour{f'-{number}' if number else ''}.yaml").write_text(named, "utf-8")
    return root
