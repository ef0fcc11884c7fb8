"""What is inside a View."""

from __future__ import annotations

import build
from briefpress.model.view import RowView, Run, within


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
