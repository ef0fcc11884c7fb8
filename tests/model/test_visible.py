"""What an audience may see of content."""

from __future__ import annotations

import build
from briefpress.model.visible import named, seen_claims, trimmed, visible


def test_records_for_others_are_left_out() -> None:
    """A record without `only` stays, one for this reader stays, one for others goes."""
    held = {
        "all": build.theme("all"),
        "mine": build.theme("mine", only=("managers",)),
        "theirs": build.theme("theirs", only=("neighbours",)),
    }

    assert list(visible(held, "managers")) == ["all", "mine"]


def test_hidden_pieces_are_taken_out_however_deep() -> None:
    """A point, a row, a cell's row and a whole block go, and what stands beside them stays."""
    hidden = {"only": ("neighbours",)}
    table = {
        "block": "table",
        "title": "Counted",
        "rows": ({"claim": "a", "label": "Shown"}, {"claim": "b", "label": "Hidden", **hidden}),
    }
    held = build.brief(
        angles={
            "managers": build.angle(
                table,
                {"block": "prose", "text": "Hidden.", **hidden},
                exhibit={"block": "callout", "text": "Hidden.", **hidden},
                change=({"label": "Hidden", "text": "Hidden.", **hidden}, {"label": "Up", "text": "Shown."}),
            )
        }
    )

    seen = trimmed(held.audiences["managers"], "managers")  # type: ignore[index]  # ids compare as text
    assert "Hidden" not in seen.model_dump_json()
    assert seen.model_dump_json().count("Shown") == 2
    assert seen.exhibit is None


def test_words_for_other_audiences_are_taken_out() -> None:
    """A mapping by audience keeps this reader's entry alone."""
    held = build.claim(means={"managers": "Ours.", "neighbours": "Theirs."})

    assert trimmed(held, "managers").means == {"managers": "Ours."}


def test_empty_cells_are_kept() -> None:
    """What is null on purpose is not mistaken for what was hidden."""
    matrix = {
        "block": "matrix",
        "title": "Known",
        "corner": "Part",
        "columns": ("Cost", "Date"),
        "rows": ({"label": "Hulls", "cells": (None, "So.")},),
    }
    held = build.brief(angles={"managers": build.angle(matrix)})

    assert '"cells":[null,"So."]' in trimmed(held, "managers").model_dump_json()


def test_content_for_all_is_the_same_object() -> None:
    """Nothing is copied where nothing is hidden."""
    held = build.event(claims=("a", "b"))

    assert trimmed(held, "managers") is held


def test_claims_are_named_in_fields_and_in_prose() -> None:
    """References and prose both name claims."""
    held = build.conflict("c", ("a", "It is {x}."), ("b", "It is [@y; @z]."), reading="See {a:due}.")

    assert set(named(held)) == {"a", "b", "x", "y", "z"}


def test_what_rests_on_something_hidden_is_hidden() -> None:
    """A claim goes with its source, a derived claim with its terms, and so on up the chain."""
    claims = {
        str(claim.id): claim
        for claim in (
            build.claim("a"),
            build.claim("secret", only=("neighbours",)),
            build.claim("sourced", evidence=(build.anchor("s"), build.anchor("hidden"))),
            build.claim("sum", derived={"sum": ("a", "secret")}),
            build.claim("further", derived={"sum": ("a", "sum")}),
            build.claim("fine", derived={"sum": ("a",)}),
        )
    }

    sources = {"s": build.source(), "hidden": build.source("hidden", only=("neighbours",))}
    assert set(seen_claims(claims, sources, "managers")) == {"a", "fine"}


def test_what_does_not_exist_hides_nothing() -> None:
    """A missing source or term is a fault of its own and not a secret."""
    lost = build.claim("lost", evidence=(build.anchor("nowhere"),))
    claims = {"lost": lost, "sum": build.claim("sum", derived={"sum": ("lost", "nothing")})}

    assert set(seen_claims(claims, {}, "managers")) == {"lost", "sum"}


def test_what_an_audience_sees_is_found_once_and_in_order() -> None:
    """Records keep the order of the desk; a hidden one has no place in it."""
    themes = (build.theme(name, **given) for name, given in (("z", {}), ("h", {"only": ()}), ("a", {})))
    held = build.library(*themes, build.claim("c"))
    shown = held.shown("managers")

    assert shown is held.shown("managers")
    assert held.anchors("c") == held.anchors("c") == ()
    assert [shown.position("themes", name) for name in ("z", "a", "h")] == [0, 1, None]
