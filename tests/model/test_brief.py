"""Briefs, audiences and what may stand in them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from pydantic import ValidationError

import build
from briefpress.model.brief import Judgement
from briefpress.model.likelihood import RANGES, WORDS


@pytest.mark.parametrize(
    ("kind", "likelihood", "message"),
    [
        ("prediction", None, "a prediction needs a 'likelihood'"),
        ("finding", "likely", "only a prediction has a 'likelihood'"),
        ("recommendation", "unlikely", "only a prediction has a 'likelihood'"),
    ],
)
def test_a_prediction_alone_has_a_likelihood(kind: str, likelihood: str | None, message: str) -> None:
    """A prediction says how likely it is; a finding or recommendation cannot."""
    with pytest.raises(ValidationError, match=message):
        Judgement.model_validate(build.judgement(kind=kind, likelihood=likelihood))


def test_words_of_likelihood_cover_the_scale_in_order() -> None:
    """Every word has a range, and each range begins where the one before it ends."""
    ranges = [RANGES[word] for word in WORDS]

    assert len(WORDS) == len(RANGES) == 7
    assert all(low < high for low, high in ranges)
    assert all(before[1] == after[0] for before, after in pairwise(ranges))


@pytest.mark.parametrize(("count", "fits"), [(1, False), (2, True), (4, True), (5, False)])
def test_page_one_has_two_to_four_key_figures(count: int, fits: bool) -> None:
    """One figure is no overview, and five are a table."""
    figures = ({"claim": "a", "label": "Figure"},) * count
    if fits:
        held = build.brief(angles={"managers": build.angle(key_figures=figures)})
        assert {len(angle.key_figures) for angle in held.audiences.values()} == {count}
    else:
        with pytest.raises(ValidationError, match="key_figures"):
            build.brief(angles={"managers": build.angle(key_figures=figures)})


@pytest.mark.parametrize("colour", ["red", "#12345", "#12345g", "#123456;", "#123456\n", 123456])
def test_a_colour_is_six_hexadecimal_digits(colour: object) -> None:
    """Nothing but a plain colour reaches a style sheet."""
    palette = {"accent": colour, "second": "#445566", "fill": "#778899", "tint": "#EEEEEE"}
    with pytest.raises(ValidationError, match="expected a colour as #RRGGBB"):
        build.audience(palette=palette)


def test_a_disclosure_may_be_text_alone() -> None:
    """Plain text covers no subject; with subjects it is written in full, and the schema allows both."""
    plain, full = build.audience(disclosures=("One.", {"text": "Two.", "covers": ("method",)})).disclosures

    assert (plain.text, plain.covers, full.text, full.covers) == ("One.", (), "Two.", ("method",))
    shape = type(build.audience()).model_json_schema()["$defs"]["Disclosure"]
    assert [one.get("type") for one in shape["anyOf"]] == ["string", "object"]


@pytest.mark.parametrize("name", ["../brief.html.j2", "brief.html", "Brief.html.j2", 7])
def test_a_template_is_named_without_a_path(name: object) -> None:
    """A template's name cannot lead out of its folder."""
    with pytest.raises(ValidationError, match="expected the name of a template"):
        build.audience(template=name)


def test_an_unknown_block_is_refused() -> None:
    """The kind of a block is one of those there are."""
    with pytest.raises(ValidationError, match="does not match any of the expected tags"):
        build.brief(angles={"managers": build.angle({"block": "pie"})})


def test_a_matrix_is_even() -> None:
    """Each row of a matrix has one cell for each column."""
    uneven = {
        "block": "matrix",
        "title": "Known",
        "corner": "Part",
        "columns": ("Cost", "Date"),
        "rows": ({"label": "Hulls", "cells": ("Much.",)},),
    }
    with pytest.raises(ValidationError, match="row 'Hulls' does not have one cell for each column"):
        build.brief(angles={"managers": build.angle(uneven)})
