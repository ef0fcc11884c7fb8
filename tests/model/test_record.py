"""What all records share: ids, lines, who may see them, and walking through them."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

import build
from briefpress.model.prose import Prose
from briefpress.model.record import AudienceRef, ClaimRef, Line, find, walk


@pytest.mark.parametrize("id", ["a", "capex-plan-2025", "0-1"])
def test_an_id_is_words_joined_by_hyphens(id: str) -> None:
    """Lower-case letters, digits and single hyphens make an id."""
    assert build.theme(id).id == id


@pytest.mark.parametrize("id", ["", "A", "a_b", "-a", "a-", "a--b", "é", "a b", "a\n"])
def test_anything_else_is_not_an_id(id: str) -> None:
    """Other text is refused and quoted."""
    with pytest.raises(ValidationError, match="is not an id: lower-case words joined by hyphens"):
        build.theme(id)


def test_an_id_can_name_a_file() -> None:
    """An id is no longer than a file's name may be."""
    assert build.theme("a" * 100).id == "a" * 100
    with pytest.raises(ValidationError, match="an id has at most 100 characters"):
        build.theme("a" * 101)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a" * 10_001, "text has more than 10000 characters"),
        ("a\x07b", r"text holds the control character U\+0007"),
        ("a\x85b", r"text holds the control character U\+0085"),
    ],
)
def test_text_that_no_page_holds_is_refused(text: str, message: str) -> None:
    """Text is neither endless nor full of what cannot be seen, in lines and in prose."""
    with pytest.raises(ValidationError, match=message):
        build.theme(title=text)
    with pytest.raises(ValidationError, match=message):
        build.conflict(reading=text)


def test_a_line_is_folded() -> None:
    """White space and line breaks in a line become single blanks."""
    assert build.theme(title="  Cost\n  and\tsavings ").title == "Cost and savings"


@pytest.mark.parametrize("text", ["", " \n\t", "\N{NO-BREAK SPACE}"])
def test_a_blank_line_is_refused(text: str) -> None:
    """Text that prints nothing is not text."""
    with pytest.raises(ValidationError, match="text is blank"):
        build.theme(title=text)


def test_prose_keeps_its_lines() -> None:
    """Prose is not folded, because its line breaks mean something; blank prose is refused all the same."""
    assert build.conflict(reading="- One.\n- Two.\n").reading == "- One.\n- Two.\n"
    with pytest.raises(ValidationError, match="text is blank"):
        build.conflict(reading=" \n")


def test_unknown_keys_and_other_types_are_refused() -> None:
    """Records are strict: no unknown key, no number where text belongs."""
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        build.theme(colour="blue")
    with pytest.raises(ValidationError, match="should be a valid string"):
        build.theme(title=7)


def test_only_names_who_may_see_a_record() -> None:
    """Without `only` all may see it, with it those named and no others."""
    assert build.theme().meant_for("anyone")
    assert build.theme(only=("managers",)).meant_for("managers")
    assert not build.theme(only=("managers",)).meant_for("neighbours")
    assert not build.theme(only=()).meant_for("managers")


def test_walking_yields_every_piece_with_its_path() -> None:
    """Fields, list items, keys and values of a record all come by, parents before children."""
    paths = dict(walk(build.claim(means={"managers": "Much."})))

    assert paths["evidence", 0, "exact"] == "four words of it"
    assert paths["themes", 0] == "t"
    assert paths["means", "managers"] == "Much."
    assert list(paths).index(("evidence",)) < list(paths).index(("evidence", 0, "exact"))


def test_finding_yields_one_type() -> None:
    """Only pieces of the type asked for are found; a key of a mapping is one of them."""
    held = build.claim("a", means={"managers": "Much."}, supersedes=("b",))

    assert list(find(held, ClaimRef)) == [(("supersedes", 0), "b")]
    assert list(find(held, AudienceRef)) == [(("means", "managers"), "managers")]


def test_a_reader_walks_past_what_is_meant_for_others() -> None:
    """With a reader, hidden pieces, what is inside them, and the words for other audiences do not come by."""
    shown = build.judgement("shown", text="For all.")
    hidden = build.judgement("hidden", text="For others.", only=("neighbours",))
    held = build.brief(
        angles={
            "managers": build.angle(judgements=(shown, hidden)),
            "neighbours": build.angle(judgements=(shown,), dek="For neighbours."),
        }
    )

    seen = {text for _, text in find(held, Prose, "managers")}
    assert "For all." in seen
    assert not seen & {"For others.", "For neighbours."}
    assert "For others." in {text for _, text in find(held, Prose)}


def test_a_reader_sees_mappings_that_are_not_by_audience() -> None:
    """Sections of an angle are keyed by their own ids, and a reader walks through all of them."""
    held = build.brief(angles={"managers": build.angle({"block": "prose", "text": "Body."})})

    assert "Body." in {text for _, text in find(held, Line, "managers")}


def test_a_schema_says_what_an_id_and_a_line_are() -> None:
    """Editors learn the shape of ids and of text from the JSON Schema."""
    properties = type(build.theme()).model_json_schema()["properties"]

    assert properties["id"] == {
        "type": "string",
        "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$",
        "maxLength": 100,
        "title": "Id",
    }
    assert properties["title"]["pattern"] == r"\S"
