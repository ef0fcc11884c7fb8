"""The good desk: it uses everything there is, has no faults, and prints what it printed before."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import pytest
from pydantic import BaseModel
from syrupy.extensions.json import JSONSnapshotExtension

import content
from briefpress.app.desk import opened
from briefpress.model.brief import Judgement
from briefpress.model.claim import Claim, ClaimKind
from briefpress.model.entries import Conflict
from briefpress.model.quantity import Bound, Quantity
from briefpress.model.record import find

if TYPE_CHECKING:
    from collections.abc import Callable

    from syrupy.assertion import SnapshotAssertion

    from briefpress.model.edition import Library
    from briefpress.model.record import Record

GOOD = Path(__file__).parent / "desks" / "good"
FOLDERS = ("sources", "claims", "series", "events", "terms", "conflicts", "themes", "audiences", "briefs")


@pytest.fixture(scope="module")
def desk() -> Library:
    """Return the library of the good desk."""
    library = opened(GOOD, date(2026, 11, 22)).sound
    assert library
    return library


def records(desk: Library) -> list[Record]:
    """Return all records of a desk."""
    return [record for folder in FOLDERS for record in desk.folder(folder).values()]


def used(desk: Library, kind: type[BaseModel], name: str) -> set[object]:
    """Return the values that a field has anywhere in a desk."""
    return {getattr(piece, name) for record in records(desk) for _, piece in find(record, kind)}


def test_it_has_no_findings(run: Callable[..., Any]) -> None:
    """The desk passes every check."""
    ran = run("check", GOOD)

    assert (ran.status, ran.out) == (0, "")
    assert ran.err.endswith("no findings\n")


def test_it_uses_every_kind_of_thing(desk: Library) -> None:
    """Every kind of claim, bound, judgement, conflict and block stands somewhere in the desk."""
    blocks = {getattr(piece, "block", None) for record in records(desk) for _, piece in find(record, BaseModel)}

    assert used(desk, Claim, "kind") == set(get_args(ClaimKind))
    assert used(desk, Quantity, "bound") == {None, *get_args(Bound)}
    assert used(desk, Judgement, "kind") == {"finding", "prediction", "recommendation"}
    assert used(desk, Conflict, "kind") == {"contradiction", "scope"}
    assert blocks - {None} == content.kinds()


def test_it_fills_every_field(desk: Library) -> None:
    """No field of any piece of content is empty throughout, but for those that would be out of place here."""
    filled: dict[tuple[str, str], bool] = {}
    for record in records(desk):
        for _, piece in find(record, BaseModel):
            for name in type(piece).model_fields.keys() - {"only", "not_before"}:
                key = (type(piece).__name__, name)
                filled[key] = filled.get(key, False) or getattr(piece, name) not in (None, (), {})

    assert {key for key, full in filled.items() if not full and key[0] != "Assertion"} == {("Point", "value")}


def test_it_brings_no_templates() -> None:
    """The desk is printed with the templates that come with briefpress."""
    assert not (GOOD / "templates").exists()


@pytest.mark.parametrize("audience", ["managers", "neighbours"])
def test_its_views_are_what_they_were(
    run: Callable[..., Any], tmp_path: Path, audience: str, snapshot: SnapshotAssertion
) -> None:
    """What each audience is shown changes only on purpose: `make golden` accepts it."""
    words = ("--format", "json", "--desk", GOOD, "--output", tmp_path, "--as-of", "2026-11-22")
    ran = run("build", *words)

    assert ran.status == 0
    view = json.loads((tmp_path / "skerry" / f"{audience}.json").read_text(encoding="utf-8"))
    assert view == snapshot(extension_class=JSONSnapshotExtension)
