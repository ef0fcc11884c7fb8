"""A desk left to `briefpress schedule run` for ten days, on a clock that runs fast: what is issued, told and sent.

A real process with real builds and deliveries. Nobody tells it that a day has come: its clock does, at sixty times the
pace around seven in the morning, and is set to the next morning in between. Minutes on a busy machine: `make days`.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from minding import Clock, faked, heard, minded, rows, stopped

if TYPE_CHECKING:
    from collections.abc import Callable
    from subprocess import Popen

    from receivers import Hook

STORY = Path(__file__).parent / "desks/story"
FIRST = date(2026, 11, 23)
SETTINGS = """\
publication: Story desk
evidence: unlocked
schedules:
  - id: morning
    every: day at 07:00
    zone: Europe/Zurich
    formats: [json, html]
    limit: 1 day
    fresh_within: 2 days
    deliver:
      - {{id: shelf, folder: ../shelf}}
      - {{id: hook, webhook: "{url}", secret: {{env: HOOK_SECRET}}}}
"""
EMBARGOED = """
- id: pilot-boats
  kind: reported
  not_before: 2026-11-26
  statement: The office has {value} for its pilots.
  metric: pilot-boats
  entities: [harbour]
  themes: [traffic]
  value: {number: 3, unit: boats}
  as_of: 2026-06-01
  credibility: 2
  evidence:
    - {source: report, exact: three boats for the pilots, paragraph: 7}
"""
BLOCK = """\
        - block: prose
          not_before: 2026-11-26
          text: >-
            The office keeps {pilot-boats} for them.
  owners:
"""


@dataclass
class Desk:
    """A desk, and what happens to its files."""

    root: Path

    def edited(self, name: str, before: str, after: str) -> None:
        """Replace some words in a file."""
        path = self.root / "content" / name
        text = path.read_text("utf-8")
        assert text.count(before) == 1
        path.write_text(text.replace(before, after), encoding="utf-8")

    def claims(self, before: str, after: str) -> None:
        """Edit the claims."""
        self.edited("claims/claims.yaml", before, after)

    def brief(self, before: str, after: str) -> None:
        """Edit the brief."""
        self.edited("briefs/harbour.yaml", before, after)


@dataclass
class Day:
    """What is done to the desk on the eve of a day, and what the run of that day comes to."""

    told: str
    edit: Callable[[Desk], None] = lambda _desk: None
    outcome: str = "ok"
    pilots: list[str] | None = None
    """What the edition says has changed; None where there is none."""
    owners: list[str] | None = None
    down: bool = False
    issued: list[str] = field(default_factory=list)


DAYS = (
    Day("the first editions", pilots=[], owners=[]),
    Day("nothing changed"),
    Day(
        "one claim that one audience prints",
        lambda desk: desk.claims("number: 412", "number: 431"),
        pilots=["revised ships 412 ships → 431 ships"],
    ),
    Day("an embargo ends", pilots=["new pilot-boats"]),
    Day("YAML that cannot be read", lambda desk: desk.claims("number: 7,", "number: [8,"), outcome="failed"),
    Day(
        "mended, with what was meant",
        lambda desk: desk.claims("number: [8,", "number: 8,"),
        pilots=["revised berths 7 berths → 8 berths"],
        owners=["revised berths 7 berths → 8 berths"],
    ),
    Day(
        "a plan is past due, which nobody wrote",
        pilots=["past-due new-berths 28 Nov 2026"],
        owners=["past-due new-berths 28 Nov 2026"],
    ),
    Day("no power", lambda desk: desk.claims("number: 9,", "number: 11,"), outcome="too-old", down=True),
    Day("what was edited meanwhile", owners=["revised depth 9 metres → 11 metres"]),
    Day("other words alone", lambda desk: desk.brief("Larger ships need no dredging", "No ship needs dredging")),
)


@pytest.fixture
def desk(tmp_path: Path, hook: Hook) -> Desk:
    """Return a desk with a plan that falls due, and a claim under embargo for one audience."""
    root = Path(shutil.copytree(STORY, tmp_path / "desk"))
    (root / "briefpress.yaml").write_text(SETTINGS.format(url=hook.url), encoding="utf-8")
    found = Desk(root)
    found.claims("due: 2026-09", "due: 2026-11-28")
    found.brief("  owners:\n", BLOCK)
    path = root / "content/claims/claims.yaml"
    path.write_text(path.read_text("utf-8") + EMBARGOED, encoding="utf-8")
    return found


def lived(process: Popen[str]) -> None:
    """Wait for what a day brings."""
    ended = heard(process, "ended")
    if ended["outcome"] == "ok":
        heard(process, "delivered")


def changes(desk: Path, edition: str) -> list[str]:
    """Return what an edition says has changed."""
    brief, audience, number = edition.split("/")
    folder = desk / "output" / brief / "editions" / audience / number
    found = json.loads((folder / "changes.json").read_bytes())["changes"]
    words = (
        " ".join(filter(None, (one["kind"], one["id"], " → ".join(filter(None, (one["before"], one["after"]))))))
        for one in found
    )
    return [word.replace("\N{NO-BREAK SPACE}", " ") for word in words]


@pytest.mark.slow
@faked
def test_ten_days(desk: Desk, hook: Hook, tmp_path: Path) -> None:
    """Exactly the editions, changes and deliveries that are to be expected, day by day."""
    days = {FIRST + timedelta(days=number): day for number, day in enumerate(DAYS)}
    (night,) = (day for day, one in days.items() if one.down)
    clock = Clock(tmp_path, f"{FIRST} 04:00:00 x60")
    environment = {**clock.environment, "HOOK_SECRET": "a word between us"}
    with minded(desk.root, **environment) as process:
        heard(process, "minding")
        for day in (day for day in days if day < night):
            days[day].edit(desk)
            clock.set(f"{day} 05:59:30 x60")
            lived(process)
        process.kill()
    days[night].edit(desk)
    # Back an hour after the next slot: more than a day after the one that was missed.
    clock.set(f"{night + timedelta(days=1)} 07:00:00 x60")
    with minded(desk.root, **environment) as process:
        lived(process)
        for day in (day for day in days if day > night + timedelta(days=1)):
            days[day].edit(desk)
            clock.set(f"{day} 05:59:30 x60")
            lived(process)
        assert stopped(process)[0] == 0
    judged(desk.root, days)
    delivered(desk.root, hook, days)


def judged(desk: Path, days: dict[date, Day]) -> None:
    """Look at every run and what it issued."""
    numbers = {"pilots": 0, "owners": 0}
    ran = {row.slot[:10]: row for row in rows(desk)}
    assert [(slot, row.outcome, row.slots) for slot, row in ran.items()] == [
        (f"{day}", one.outcome, 1) for day, one in days.items()
    ]
    for day, one in days.items():
        for audience, expected in (("pilots", one.pilots), ("owners", one.owners)):
            if expected is None:
                continue
            numbers[audience] += 1
            name = f"harbour/{audience}/{numbers[audience]}"
            one.issued.append(name)
            assert changes(desk, name) == expected, one.told
        assert sorted(ran[f"{day}"].issued) == sorted(one.issued), one.told
    assert (numbers["pilots"], numbers["owners"]) == (5, 4)
    assert "claims.yaml:" in ran[f"{FIRST + timedelta(days=4)}"].log


def delivered(desk: Path, hook: Hook, days: dict[date, Day]) -> None:
    """Look at what arrived: each edition once, on its day, whole."""
    expected = [(name, f"{day}") for day, one in days.items() for name in sorted(one.issued)]
    told = [json.loads(body) for _, body in hook.heard]
    assert sorted((one["edition"], one["issued"]) for one in told) == sorted(expected)
    assert [one["issued"] for one in told] == sorted(one["issued"] for one in told)
    for name, _ in expected:
        brief, audience, number = name.split("/")
        edition = desk / "output" / brief / "editions" / audience / number
        copy = desk.parent / "shelf" / name
        assert {path.name: path.read_bytes() for path in copy.iterdir()} == {
            path.name: path.read_bytes() for path in edition.iterdir()
        }
    assert len(list((desk.parent / "shelf").rglob("manifest.json"))) == len(expected)
