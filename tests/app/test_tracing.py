"""`trace` as a person asks: by claim, by source, by number, of desks that were built and of those that were not."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Ran

PLAIN = Path(__file__).parents[1] / "desks/plain"
DAY = ("--as-of", "2026-07-01")


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    """Copy the plain desk."""
    return Path(shutil.copytree(PLAIN, tmp_path / "plain"))


def test_claim_is_told_in_every_direction(run: Callable[..., Ran], plain: Path) -> None:
    """What it says, where it is printed, its words in the source, and the judgement on it."""
    ran = run("trace", "ships", "--desk", plain, *DAY)

    assert ran.status == 0
    assert ran.out.splitlines()[:3] == ["claim ships", "  The harbour served 412\u00a0ships over the year.", "printed"]
    assert "  harbour/pilots: page one: bottom line: 412\u00a0ships" in ran.out
    assert ": “a total of 412 ships”" in ran.out
    assert "  judgement harbour/pilots/queue: rests on it" in ran.out


def test_number_leads_to_its_claim(run: Callable[..., Ran], plain: Path) -> None:
    """A number somebody points at on paper is answered like its claim."""
    assert run("trace", "412", "--desk", plain, *DAY).out == run("trace", "ships", "--desk", plain, *DAY).out


def test_several_claims_are_told_apart(run: Callable[..., Ran], plain: Path) -> None:
    """A number that several claims print gives each of them."""
    claims = plain / "content/claims/claims.yaml"
    text = claims.read_text(encoding="utf-8").replace("number: 7, unit: berths", "number: 412, unit: berths")
    claims.write_text(text, encoding="utf-8")

    assert run("trace", "412", "--desk", plain, *DAY).out.count("\n\nclaim ") == 1


def test_source_is_found_by_its_name_or_by_option(run: Callable[..., Ran], plain: Path) -> None:
    """Both ways ask what a correction touches."""
    ran = run("trace", "report", "--desk", plain, *DAY)

    assert ran.out == run("trace", "--source", "report", "--desk", plain, *DAY).out
    assert ran.out.splitlines()[0] == "source report: Harbour report"
    assert "  harbour/pilots: 2 claims" in ran.out
    data = json.loads(run("trace", "report", "--format", "json", "--desk", plain, *DAY).out)
    assert data["reissue"] == [{"brief": "harbour", "audience": "pilots", "claims": ["ships", "berths"], "pages": []}]


def test_what_nothing_rests_on_is_told_so(run: Callable[..., Ran], plain: Path) -> None:
    """An unused source, and a gap that is printed nowhere, have their own words."""
    source = (plain / "content/sources/sources.yaml").read_text(encoding="utf-8")
    (plain / "content/sources/more.yaml").write_text(
        source.replace("id: report", "id: spare").replace("Harbour report", "Spare"), encoding="utf-8"
    )
    (plain / "content/claims/more.yaml").write_text(
        "- {id: unpaid, kind: gap, statement: No source gives a price., themes: [traffic], as_of: 2026-06-01, "
        "credibility: 2, absent: [price]}\n"
        "- {id: paid, kind: reported, statement: Somebody pays., themes: [traffic], as_of: 2026-06-01, credibility: 2, "
        "evidence: [{source: spare, exact: somebody has to pay}]}\n",
        encoding="utf-8",
    )

    gap = run("trace", "unpaid", "--desk", plain, *DAY).out
    assert "printed nowhere" in gap
    assert "no words of a source" in gap
    spare = run("trace", "spare", "--desk", plain, *DAY).out
    assert "under 1 claim\n  paid\na correction of it touches no brief\n" in spare


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("shpis",), "nothing printed or named 'shpis': did you mean 'ships'?"),
        (("4711",), "nothing printed or named '4711': give the id of a claim or source, or a number"),
        (("--source", "reprot"), "no source 'reprot': did you mean 'report'?"),
        (("--source", "xyz"), "no source 'xyz': the desk has report"),
        ((), "nothing to trace: give a claim, a number, or --source and a source"),
    ],
)
def test_what_is_not_there_gets_a_suggestion(
    run: Callable[..., Ran], plain: Path, words: tuple[str, ...], told: str
) -> None:
    """A mistake is answered with what there is."""
    ran = run("trace", *words, "--desk", plain, *DAY)

    assert (ran.status, ran.err) == (2, f"briefpress: {told}\n")


def test_desk_that_cannot_be_composed_shows_why(run: Callable[..., Ran], plain: Path) -> None:
    """Without briefs there is nothing to trace in, so the findings are shown."""
    (plain / "content/themes/themes.yaml").write_text("- id: traffic\n", encoding="utf-8")
    ran = run("trace", "ships", "--desk", plain, *DAY)

    assert ran.status == 1
    assert "BP101" in ran.err


def test_pages_of_another_print_are_not_named(run: Callable[..., Ran], plain: Path) -> None:
    """Pages come from the PDF on disk, and only as long as it prints what the content says."""
    assert run("build", "--desk", plain, *DAY).status == 0
    assert "harbour/pilots p. 1: page one: bottom line" in run("trace", "ships", "--desk", plain, *DAY).out

    brief = plain / "content/briefs/harbour.yaml"
    brief.write_text(brief.read_text(encoding="utf-8").replace("Places are scarce", "Places lack"), encoding="utf-8")
    assert " p. " not in run("trace", "ships", "--desk", plain, *DAY).out
