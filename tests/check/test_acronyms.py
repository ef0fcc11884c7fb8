"""Acronyms are known to their readers, in their glossary, or told at first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import build
from briefpress.check.acronyms import acronyms
from briefpress.diagnostics import Place

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefpress.model.record import Record


def found(
    dek: str, *records: Record, names: tuple[str, ...] = (), blocks: tuple[Mapping[str, object], ...] = ()
) -> list[str]:
    """Return the acronyms reported in a brief with this line under its headline."""
    held = build.library(
        build.theme(),
        build.source(),
        build.claim("a", value=build.boats(), entities=("NYK Line",)),
        build.audience("managers", *blocks),
        build.brief(angles={"managers": build.angle(dek=dek)}),
        *records,
        names=names,
    )
    return [finding.message.split("'")[1] for finding in acronyms(build.proof(held))]


@pytest.mark.parametrize("dek", ["The LPS counts.", "All LPSs count.", "A B2B matter.", "LPS-led work."])
def test_unexplained_acronym_is_found(dek: str) -> None:
    """Capitals that nothing explains are reported, in the plural and in compounds too."""
    assert len(found(dek)) == 1


@pytest.mark.parametrize(
    "dek",
    [
        "The local port service (LPS) counts.",
        "The LPS (local port service) counts.",
        "A total of CA$5 and US$6.",
        "The NYK Line counts.",
        "One X and a Q4.",
    ],
)
def test_told_named_and_money_are_left_alone(dek: str) -> None:
    """What is written out at first use needs no more, nor do names and currency signs."""
    assert found(dek) == []


def test_other_words_in_brackets_do_not_explain() -> None:
    """Brackets explain an acronym only where the initials fit."""
    assert found("The office (LPS) counts, and the LPS (as ever) counts again.") == ["LPS"]


def test_later_explanation_comes_too_late() -> None:
    """First use is what counts: the headline stands before the line under it."""
    held = build.small(managers=build.angle(headline="LPS counts", dek="The local port service (LPS) counts."))
    assert len(acronyms(build.proof(held))) == 1


def test_term_known_to_the_audience_explains() -> None:
    """A term that the audience knows is not explained to it, by any of its forms."""
    known = build.term("lps", term="LPS", forms=("LPT",), known_by=("managers",))
    assert found("The LPS and the LPT count.", known) == []


def test_term_explains_only_by_a_form_of_its_own() -> None:
    """A longer term that holds an acronym does not explain it."""
    assert found("The LPS counts.", build.term("keeper", term="LPS keeper", known_by=("managers",))) == ["LPS"]


def test_unknown_term_explains_where_the_glossary_is_printed() -> None:
    """A term the audience does not know must stand in the glossary of its brief."""
    term = build.term("lps", term="LPS")
    glossary = {"block": "glossary", "title": "Terms"}
    table = {"block": "table", "title": "Table"}
    assert found("The LPS counts.", term, blocks=(glossary,)) == []
    assert found("The LPS counts.", term, blocks=({**table, "rows": ({"claim": "a", "label": "A"},)},)) == ["LPS"]


def test_declared_name_is_a_name() -> None:
    """A name of the desk has nothing to be written out."""
    assert found("The LPS counts.", names=("LPS",)) == []


def test_finding_points_at_the_word_where_it_was_written() -> None:
    """The place is the text in the file, and the word in it."""
    held = build.small(managers=build.angle(bottom_line="The LPS counts."))
    (finding,) = acronyms(build.proof(held))
    assert build.spot(finding) == "briefs/b/audiences/managers/bottom_line@LPS"


def test_word_that_the_page_wrote_points_at_the_brief() -> None:
    """An acronym that no text of the desk holds, such as a unit, is reported at the brief."""
    held = build.small(build.claim("a", value={"number": 4, "unit": "TEU"}), managers=build.angle(dek="It holds {a}."))
    (finding,) = acronyms(build.proof(held))
    assert finding.label.where == Place("briefs/b", ("audiences", "managers"))
