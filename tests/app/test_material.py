"""What is worth an edition: each cause by which readers could see a difference, and what becomes of it."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefpress.app.build import Unwatched, Wanted
from briefpress.app.publish import Order, publish
from briefpress.app.tools import tools
from briefpress.diagnostics import failed

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefpress.app.publish import Published

DESKS = Path(__file__).parents[1] / "desks"
BEFORE, AFTER = date(2026, 7, 1), date(2026, 10, 10)
"""Between these days a plan of the desk falls due, and nothing else happens by itself."""
PAIR = "harbour/pilots"


def issued(desk: Path, day: date = BEFORE, *worth: str) -> Published:
    """Publish the pages of one audience."""
    wanted = Wanted(audiences=("pilots",), formats=("html",))
    order = Order(wanted, reworded="reworded" in worth, restyled="restyled" in worth)
    done = publish(desk, order, desk / "output", day, Unwatched())
    assert not failed(done.findings)
    return done


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a desk that has issued an edition and has templates and fonts of its own beside those it inherits."""
    desk = Path(shutil.copytree(DESKS / "story", tmp_path_factory.mktemp("begun") / "desk"))
    for name in ("css/marks.css", "fonts/source-sans/SourceSans3-It.otf"):
        (desk / "templates" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(DESKS.parents[1] / "templates" / name, desk / "templates" / name)
    assert [one.id for one in issued(desk).issued] == [f"{PAIR}/1"]
    return desk


def edited(name: str, old: str, new: str) -> Callable[[Path], None]:
    """Return what replaces some words in a file."""

    def edit(desk: Path) -> None:
        path = desk / name
        text = path.read_text("utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), encoding="utf-8")

    return edit


def appended(name: str, more: bytes) -> Callable[[Path], None]:
    """Return what adds to a file."""

    def add(desk: Path) -> None:
        path = desk / "templates" / name
        path.write_bytes(path.read_bytes() + more)

    return add


@pytest.mark.parametrize(
    ("edit", "day"),
    [
        pytest.param(edited("content/claims/claims.yaml", "number: 412", "number: 413"), BEFORE, id="content"),
        pytest.param(lambda _: None, AFTER, id="time"),
    ],
)
def test_facts_are_worth_an_edition(begun: Path, tmp_path: Path, edit: Callable[[Path], None], day: date) -> None:
    """Whether somebody edited them or a day passed."""
    desk = Path(shutil.copytree(begun, tmp_path / "desk"))
    edit(desk)

    assert [one.id for one in issued(desk, day).issued] == [f"{PAIR}/2"]


@pytest.mark.parametrize(
    ("edit", "why", "worth"),
    [
        pytest.param(
            edited("content/briefs/harbour.yaml", "Expect to wait for a place", "Be ready to wait"),
            "only words changed since edition 1; --reworded issues them",
            "reworded",
            id="words",
        ),
        pytest.param(
            appended("css/marks.css", b"\n/* a remark */\n"),
            "only templates changed since edition 1; --restyled issues it again",
            "restyled",
            id="template",
        ),
        pytest.param(
            appended("fonts/source-sans/SourceSans3-It.otf", b"\0"),
            "only fonts changed since edition 1; --restyled issues it again",
            "restyled",
            id="font",
        ),
    ],
)
def test_looks_and_words_are_worth_one_on_request(
    begun: Path, tmp_path: Path, edit: Callable[[Path], None], why: str, worth: str
) -> None:
    """Without a word none is issued, and the reason is said; for who asked, one is."""
    desk = Path(shutil.copytree(begun, tmp_path / "desk"))
    edit(desk)
    without = issued(desk)

    assert (without.issued, without.skipped) == ([], {PAIR: why})
    assert [one.id for one in issued(desk, BEFORE, worth).issued] == [f"{PAIR}/2"]
    assert issued(desk, BEFORE, "reworded", "restyled").skipped == {PAIR: "nothing changed since edition 2"}


def test_a_newer_engine_is_worth_one_on_request(begun: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The version that printed it is in its manifest."""
    desk = Path(shutil.copytree(begun, tmp_path / "desk"))
    monkeypatch.setattr("briefpress.app.publish.tools", lambda formats: {**tools(formats), "jinja2": "99.0"})

    (why,) = issued(desk).skipped.values()
    assert why.startswith("only jinja2 3.")
    assert why.endswith(" to 99.0 changed since edition 1; --restyled issues it again")
    assert [one.id for one in issued(desk, BEFORE, "restyled").issued] == [f"{PAIR}/2"]


def test_what_another_audience_is_printed_with_is_not(begun: Path, tmp_path: Path) -> None:
    """Its own template is no concern of these readers."""
    desk = Path(shutil.copytree(begun, tmp_path / "desk"))
    edited("content/audiences/owners.yaml", "tone: plain\n", "tone: plain\ntemplate: owners.html.j2\n")(desk)
    shutil.copy(DESKS.parents[1] / "templates/brief.html.j2", desk / "templates/owners.html.j2")

    assert issued(desk).skipped == {PAIR: "nothing changed since edition 1"}
