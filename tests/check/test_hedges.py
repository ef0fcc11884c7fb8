"""The desk neither hedges nor puffs where it speaks for itself."""

from __future__ import annotations

import pytest

import build
from briefpress.check.hedges import hedges


@pytest.mark.parametrize(
    ("given", "where"),
    [
        ({"headline": "It may sink"}, "headline@may"),
        ({"bottom_line": "A huge bill."}, "bottom_line@huge"),
        ({"judgements": (build.judgement(headline="Perhaps it holds"),)}, "judgements/0/headline@Perhaps"),
        ({"judgements": (build.judgement(text="A massive sum."),)}, "judgements/0/text@massive"),
        ({"means": ("Fine.", "It could break.")}, "means/1@could"),
    ],
)
def test_weak_and_inflated_words_are_found_where_the_desk_speaks(given: dict[str, object], where: str) -> None:
    """Headline, bottom line, judgements and meanings carry neither hedge nor puff."""
    (finding,) = hedges(build.proof(build.small(managers=build.angle(**given))))
    assert finding.code == "BP332"
    assert finding.severity == "warning"
    assert build.spot(finding) == f"briefs/b/audiences/managers/{where}"


@pytest.mark.parametrize(
    "line",
    ["The keeper says it may sink.", "According to the plan, a huge bill.", "It holds.", "A may-be and a mayor."],
)
def test_reported_speech_and_other_words_are_left_alone(line: str) -> None:
    """Others may hedge, and words that only begin alike are others."""
    assert hedges(build.proof(build.small(managers=build.angle(bottom_line=line)))) == []


def test_desk_that_says_so_is_not_somebody_else() -> None:
    """Naming itself does not let the desk hedge."""
    held = build.small(managers=build.angle(bottom_line="The desk says it may sink."))
    assert len(hedges(build.proof(held))) == 1


def test_text_of_the_sections_may_hedge() -> None:
    """Running text weighs; only what concludes must not."""
    prose = {"block": "prose", "text": "It may sink."}
    assert hedges(build.proof(build.small(managers=build.angle(prose)))) == []


def test_meaning_of_a_printed_claim_is_the_desks_own() -> None:
    """What a claim means to this reader is read, what it means to another is not."""
    means = {"managers": "It might break.", "crews": "It might hold."}
    held = build.small(build.claim("a", value=build.boats(), means=means))
    assert [build.spot(finding) for finding in hedges(build.proof(held))] == ["claims/a/means/managers@might"]


def test_judgement_for_another_reader_is_not_read() -> None:
    """What this audience never sees is not proofread for it."""
    other = build.judgement("k", headline="It may sink", only=("crews",))
    held = build.small(managers=build.angle(judgements=(build.judgement(), other)))
    assert hedges(build.proof(held)) == []
