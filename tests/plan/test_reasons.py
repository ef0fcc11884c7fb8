"""Why an artifact would be made again: named, one thing to a line."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

import build
from briefpress.plan.fingerprint import Made, parts, together
from briefpress.plan.reasons import reasons

NOW = Made("f", "v", "2026-11-22", "0", 1, {}, {"title": "a"}, {"jinja2": "3.1", "templates": "t"}, {"x.css": "c"})


@pytest.mark.parametrize(
    ("before", "intact", "expected"),
    [
        (None, False, ("not made yet",)),
        (NOW, True, ()),
        (NOW, False, ("the file on disk is missing or altered",)),
        (replace(NOW, fingerprint="e", parts={"title": "b"}), True, ("prints: title differs",)),
        (
            replace(NOW, fingerprint="e", parts={"dek": "a"}),
            True,
            ("prints: dek is gone", "prints: title is new"),
        ),
        (replace(NOW, fingerprint="e", templates={"x.css": "d"}), True, ("templates: x.css differs",)),
        (replace(NOW, fingerprint="e", used={"jinja2": "3.0", "templates": "s"}), True, ("tools: jinja2 3.0 → 3.1",)),
        (
            replace(NOW, fingerprint="e", parts={}, used={}, templates={}),
            True,
            ("made by a briefpress that kept no record of its parts",),
        ),
    ],
)
def test_what_differs_is_named(before: Made | None, expected: tuple[str, ...], *, intact: bool) -> None:
    """Parts of the text, files of templates/ and versions of tools are each called by name."""
    assert reasons(before, NOW, intact=intact) == expected


def test_every_part_of_a_view_has_a_digest_of_its_own() -> None:
    """A new value changes the parts that print it and no other; the date of issue changes none."""
    block = {"block": "prose", "text": "It has {a}."}
    before = parts(build.view(build.small(managers=build.angle(block))))
    now = parts(build.view(build.small(build.claim("a", value=build.boats(5)), managers=build.angle(block))))

    assert before.keys() == now.keys()
    assert {name for name in before if before[name] != now[name]} == {
        "front.figures",
        "sections.body.0.prose",
    }


def test_files_are_known_together_by_name_and_content() -> None:
    """Another name or other bytes make another whole; their order makes none."""
    assert together({"a": "1", "b": "2"}) == together({"b": "2", "a": "1"})
    assert len({together({"a": "1"}), together({"b": "1"}), together({"a": "2"})}) == 3
