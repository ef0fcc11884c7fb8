"""The block of changes: told in every edition but the first, whether or not the audience has a place for it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, get_args

import pytest

import build
from briefpress.model.blocks.changes import WORDS, ChangesView
from briefpress.model.imprint import Change, ChangeKind, Since
from briefpress.plan.told import lines
from briefpress.view.compose import compose

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefpress.model.view import View

SINCE = Since(
    number=2,
    issued="2026-10-01",
    changes=(
        Change(kind="new", subject="claim", id="a", text="Something holds."),
        Change(kind="revised", subject="claim", id="a", text="x", before="3 boats", after="4 boats", as_of="2025"),
        Change(kind="moved", subject="judgement", id="j", text="It holds", before="It sank", why="Seen."),
        Change(kind="withdrawn", subject="claim", id="gone", text="It had 7 masts."),
    ),
)


def printed(*blocks: Mapping[str, object], since: Since | None = SINCE, number: int | None = None) -> View:
    """Return the view of an edition with these blocks that follows another one."""
    held = build.small(managers=build.angle(*blocks))
    return compose(replace(build.edition(held), since=since, number=number))


def told(view: View) -> list[tuple[str, ChangesView]]:
    """Return the blocks of changes with the section that each stands in."""
    return [
        (section.heading, block)
        for section in view.sections
        for block in section.blocks
        if isinstance(block, ChangesView)
    ]


def test_changes_come_before_the_body() -> None:
    """An audience that has no place for changes is told all the same."""
    ((heading, block),) = told(printed({"block": "callout", "text": "Body."}))

    assert (heading, block.since) == ("What changed", "Edition 2 of 1\N{NO-BREAK SPACE}Oct\N{NO-BREAK SPACE}2026")
    assert [entry.label for entry in block.entries] == ["Judgement moved", "Revised", "Withdrawn", "New"]


@pytest.mark.parametrize(("as_of", "text"), [("2025", "as of 2025"), ("undated", "undated"), ("", "")])
def test_a_revised_value_says_of_which_day_it_is(as_of: str, text: str) -> None:
    """A source without a date is not one of a day called undated; on the page and in what is sent alike."""
    revised = SINCE.changes[1].model_copy(update={"as_of": as_of})
    since = SINCE.model_copy(update={"changes": (revised,)})
    ((_, block),) = told(printed({"block": "callout", "text": "Body."}, since=since))
    (sent,) = lines(since.changes)

    assert block.entries[0].as_of == text
    assert sent.endswith(", ".join(part for part in ("4 boats", text) if part) + ")")


def test_changes_stand_where_the_audience_wants_them() -> None:
    """A block of its own takes their place, and there is no second one."""
    ((heading, _),) = told(printed({"block": "callout", "text": "Body."}, {"block": "changes", "title": "News"}))

    assert heading == "Body"


def test_a_first_edition_has_no_changes_to_print() -> None:
    """Where nothing came before, the block takes no room, and page 1 of an edition says that it is the first."""
    first = printed({"block": "changes"}, since=None, number=1)
    draft = printed({"block": "changes"}, since=None)

    assert told(first) == told(draft) == []
    assert (first.news, draft.news) == ("the first", "")


@pytest.mark.parametrize(("since", "text"), [(SINCE, "4 changes"), (None, "0 changes")])
def test_page_one_counts_the_changes(since: Since | None, text: str) -> None:
    """A reader sees on page 1 how much is new."""
    view = printed(since=since or SINCE.model_copy(update={"changes": ()}), number=3)

    assert (view.news, view.edition) == (text, "Edition 3")


def test_no_changes_need_no_room() -> None:
    """Where nothing changed, only an audience that has a place for changes reads so in the body."""
    quiet = SINCE.model_copy(update={"changes": ()})

    assert told(printed(since=quiet)) == []
    assert [block.entries for _, block in told(printed({"block": "changes"}, since=quiet))] == [()]


def test_a_first_edition_says_so_in_an_exhibit() -> None:
    """On page 1 the block keeps its place and says that nothing came before."""
    held = build.small(managers=build.angle(exhibit={"block": "changes"}))
    exhibit = compose(build.edition(held)).front.exhibit

    assert isinstance(exhibit, ChangesView)
    assert (exhibit.since, exhibit.entries) == ("", ())


def test_every_kind_of_change_has_a_name() -> None:
    """What the program finds it can also say."""
    assert set(WORDS) == set(get_args(ChangeKind))
