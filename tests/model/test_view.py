"""What is inside a View."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

import build
from briefpress.model.view import RowView, Run, plain, within


def test_pieces_are_found_wherever_they_stand() -> None:
    """In the order of the fields; what stands inside a kind that is left out is not found."""
    block = {"block": "evidence", "title": "Evidence"}
    view = build.view(build.small(managers=build.angle(block, dek="A line under it.")))
    every, some = within(view, Run), within(view, Run, RowView)

    assert some[0].text == "A line under it."
    assert {row.row for row in within(view, RowView)} == {row.row for row in view.rows}
    assert 0 < len(some) < len(every)
    assert {run.text for run in some} < {run.text for run in every}
    assert within(view.rows, Run, RowView) == []


def test_a_view_holds_nothing_that_json_cannot_say() -> None:
    """A mistake of ours is not printed as if it were words."""
    odd = replace(Run("some"), text=object())

    with pytest.raises(TypeError, match="no JSON of object"):
        plain(odd)
