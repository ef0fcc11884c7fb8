"""Planning: what a build would make and why, and a build that has nothing to make."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Ran

    Run = Callable[..., Ran]

STORY = Path(__file__).parents[1] / "desks/story"
HTML = ("-f", "html", "--as-of", "2026-07-01")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Return a copy of a small desk."""
    return Path(shutil.copytree(STORY, tmp_path / "desk"))


def planned(run: Run, desk: Path) -> dict[str, list[str]]:
    """Return why each artifact would be made."""
    told: dict[str, dict[str, list[str]]] = json.loads(run("plan", *HTML, "--desk", desk, "--report", "json").out)
    return told["artifacts"]


def test_a_plan_names_what_differs(run: Run, desk: Path) -> None:
    """Content, templates and files on disk are each given as the reason, and the plan itself writes nothing."""
    new = ["not made yet"]
    assert planned(run, desk) == {"harbour/pilots.html": new, "harbour/owners.html": new}
    assert not (desk / "output").exists()
    run("build", *HTML, "--desk", desk)
    assert planned(run, desk) == {"harbour/pilots.html": [], "harbour/owners.html": []}

    claims = desk / "content/claims/claims.yaml"
    claims.write_text(claims.read_text(encoding="utf-8").replace("number: 412", "number: 431"), encoding="utf-8")
    assert "prints: front.bottom_line differs" in planned(run, desk)["harbour/pilots.html"]
    assert planned(run, desk)["harbour/owners.html"] == []

    (desk / "templates").mkdir()
    (desk / "templates/masthead.html.j2").write_text("<header>Own</header>", encoding="utf-8")
    assert planned(run, desk)["harbour/owners.html"] == ["templates: masthead.html.j2 differs"]


def test_a_plan_tells_of_editions_to_come(run: Run, desk: Path) -> None:
    """Which readers would get an edition is said with how much is new, and why others would get none."""
    first = run("plan", *HTML, "--desk", desk)
    run("publish", *HTML, "--desk", desk)
    claims = desk / "content/claims/claims.yaml"
    claims.write_text(claims.read_text(encoding="utf-8").replace("number: 412", "number: 431"), encoding="utf-8")
    then = run("plan", *HTML, "--desk", desk)

    assert "harbour/owners/1: would be issued: the first\n" in first.out
    assert "harbour/pilots.html: would be made\n  not made yet\n" in first.out
    assert "harbour/pilots/2: would be issued: 1 change\n" in then.out
    assert "harbour/owners: no new edition: nothing changed since edition 1\n" in then.out


def test_a_plan_does_not_promise_what_publish_would_refuse(run: Run, desk: Path) -> None:
    """An edition that would come before the last one, or has nothing to be compared with, is not announced."""
    run("publish", *HTML, "--desk", desk)
    early = run("plan", "-f", "html", "--as-of", "2026-06-30", "--desk", desk).out
    manifest = desk / "output/harbour/editions/owners/1/manifest.json"
    manifest.unlink()
    damaged = run("plan", *HTML, "--desk", desk).out

    assert (
        "harbour/pilots: no new edition: an edition of 2026-06-30 would come before edition harbour/pilots/1" in early
    )
    assert "harbour/owners: no new edition: edition harbour/owners/1 is damaged" in damaged


def test_a_desk_with_errors_has_no_plan(run: Run, desk: Path) -> None:
    """What is wrong is told instead."""
    (desk / "content/claims/claims.yaml").write_text("- id:", encoding="utf-8")

    assert run("plan", *HTML, "--desk", desk).status == 1


def test_an_unchanged_build_and_its_plan_load_no_engine(run: Run, desk: Path) -> None:
    """With nothing to make, neither the engine nor the template language is imported."""
    run("build", *HTML, "--desk", desk)
    child = (
        "import sys\nfrom briefpress import cli\n"
        "sys.argv = ['briefpress', *sys.argv[1:]]\n"
        "try:\n    cli.main()\n"
        "finally:\n    print(sorted({'weasyprint', 'jinja2', 'pikepdf', 'fontTools'} & sys.modules.keys()))\n"
    )
    for verb in ("build", "plan"):
        command = [sys.executable, "-c", child, verb, *HTML, "--desk", str(desk)]
        ran = subprocess.run(command, capture_output=True, text=True, check=True)
        assert ran.stdout.splitlines()[-1] == "[]"
