"""Sentences and paragraphs that are read once."""

from __future__ import annotations

import build
from briefpress.check.lengths import lengths


def counted(words: int) -> str:
    """Return a sentence of so many words."""
    return " ".join(["Boats", *["sail"] * (words - 1)]) + "."


def found(text: str, **audience: object) -> list[str]:
    """Return what is reported of a paragraph."""
    held = build.small(build.audience("managers", **audience), managers=build.angle({"block": "prose", "text": text}))
    return [finding.message for finding in lengths(build.proof(held))]


def test_sentence_of_more_than_thirty_words_is_found() -> None:
    """Thirty words pass, one more does not."""
    assert found(counted(30)) == []
    assert found(counted(31)) == ["sentence of 31 words, not 30 at most"]


def test_paragraph_of_more_than_eighty_words_is_found() -> None:
    """Short sentences do not excuse a long paragraph."""
    assert found(" ".join([counted(20)] * 4)) == []
    assert found(" ".join([counted(27)] * 3)) == ["paragraph of 81 words, not 80 at most"]


def test_values_count_as_they_are_printed() -> None:
    """A value is as long as what it prints, and its mark has no words."""
    assert found(f"{counted(28)[:-1]} {{a}}.") == []
    assert found(f"{counted(29)[:-1]} {{a}}.") == ["sentence of 31 words, not 30 at most"]


def test_abbreviation_does_not_end_a_sentence() -> None:
    """A full stop before lower case belongs to a word."""
    assert found(f"{counted(20)} {counted(20)}") == []
    assert len(found(f"{counted(20)} and {counted(20)}")) == 1


def test_mean_belongs_to_the_audience() -> None:
    """An audience that sets a mean gets it, and one that sets none is not measured."""
    text = counted(20)
    assert found(text, budget={"pages": 2}) == []
    assert found(text, budget={"pages": 2, "sentence": 20}) == []
    (message,) = found(text, budget={"pages": 2, "sentence": 5})
    assert "on average, not 5 at most" in message


def test_sentence_is_pointed_at_by_its_first_words() -> None:
    """The place is the text in the file, and the beginning of the sentence."""
    prose = {"block": "prose", "text": f"It holds. {counted(31)}"}
    (finding,) = lengths(build.proof(build.small(managers=build.angle(prose))))
    assert build.spot(finding) == "briefs/b/audiences/managers/sections/body/0/text@Boats sail sail sail"


def test_long_statement_is_pointed_at_where_the_claim_says_it() -> None:
    """What a table prints of a claim was written in the claim."""
    table = {"block": "table", "title": "T", "columns": ("statement",), "rows": ({"claim": "l", "label": "L"},)}
    claim = build.claim("l", statement=f"In {{value}} {counted(31)}", value=build.boats())
    (finding,) = lengths(build.proof(build.small(claim, managers=build.angle(table))))
    assert build.spot(finding).startswith("claims/l/statement@")


def test_page_without_sentences_has_no_mean() -> None:
    """A brief of labels alone is not too long."""
    held = build.small(
        build.audience("managers", budget={"pages": 1, "sentence": 5}),
        managers=build.angle(
            headline="Yes", dek="Yes.", bottom_line="Yes.", judgements=(build.judgement(text="Yes.", headline="Yes"),)
        ),
    )
    assert lengths(build.proof(held)) == []
