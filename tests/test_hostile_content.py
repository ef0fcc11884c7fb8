"""Valid content made to take for ever: chains, diamonds and circles among claims, and Markdown that never ends."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from briefpress.model.prose import parse

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran

    Run = Callable[..., Ran]

BASE = "grant"
"""A claim of the good desk that has one number."""


def derived(name: str, **formula: object) -> dict[str, object]:
    """Return a computed claim."""
    return {
        "id": name,
        "kind": "derived",
        "statement": "Together it is {value}.",
        "themes": ["money"],
        "as_of": "undated",
        "derived": formula,
    }


def superseding(name: str, *older: str) -> dict[str, object]:
    """Return a definition that takes the place of others."""
    return {
        "id": name,
        "kind": "definition",
        "statement": "A word means something.",
        "themes": ["money"],
        "as_of": "undated",
        "evidence": [{"source": "line-plan", "exact": "a few words here"}],
        "supersedes": list(older),
    }


def add(root: Path, claims: list[dict[str, object]], *, printed: str = "") -> None:
    """Add claims to a desk; one of them is printed."""
    (root / "content" / "claims" / "added.yaml").write_text(json.dumps(claims, indent=1))
    audience = root / "content" / "audiences" / "managers.yaml"
    audience.write_text(audience.read_text() + (f'  - "It comes to {{{printed}}}."\n' if printed else ""))


def printed(run: Run, root: Path, claim: str) -> dict[str, list[str]]:
    """Build as JSON, and return the marks of the rows of the evidence table by claim."""
    ran = run("build", "--desk", root, "-a", "managers", "-f", "json", "-o", root / "made")
    assert (ran.status, claim) == (0, claim), ran.err
    view = json.loads((root / "made" / "skerry" / "managers.json").read_text())
    return {row["claim"]: row["marks"] for row in view["rows"]}


def test_a_long_chain_of_computed_claims(run: Run, good: Path) -> None:
    """A value thousands of steps away prints, and carries the marks of where it began."""
    names = [f"step-{number}" for number in range(1_200)]
    add(
        good,
        [derived(name, sum=[before]) for before, name in zip([BASE, *names], names, strict=False)],
        printed=names[-1],
    )

    rows = printed(run, good, names[-1])

    assert rows.keys() >= {*names, BASE}
    assert rows[names[-1]] == rows[BASE]


def test_a_diamond_of_computed_claims(run: Run, good: Path) -> None:
    """Two ways at each of many steps are not every way: each claim is looked at once."""
    names = [BASE, *(f"{side}-{number}" for number in range(60) for side in ("left", "right"))]
    steps = [
        derived(
            f"{side}-{number}", difference=[f"left-{number - 1}", f"right-{number - 1}"] if number else [BASE, BASE]
        )
        for number in range(60)
        for side in ("left", "right")
    ]
    add(good, steps, printed="left-59")

    rows = printed(run, good, "left-59")

    assert rows.keys() >= set(names) - {"right-59"}


def test_a_diamond_of_replaced_claims(run: Run, good: Path) -> None:
    """A claim that replaces two, each of which replaces two, and so on, is no circle."""
    claims = [superseding("left-0"), superseding("right-0")]
    for number in range(1, 60):
        older = (f"left-{number - 1}", f"right-{number - 1}")
        claims += [superseding(f"left-{number}", *older), superseding(f"right-{number}", *older)]
    add(good, claims)

    found = json.loads(run("check", good, "--format", "json").out)
    assert [finding for finding in found if finding["severity"] == "error"] == []


def test_a_long_circle(run: Run, good: Path) -> None:
    """A circle of thousands is one finding, and its message is cut in the middle."""
    names = [f"step-{number:04}" for number in range(3_000)]
    add(good, [superseding(name, older) for name, older in zip(names, [names[-1], *names], strict=False)])

    found = json.loads(run("check", good, "--format", "json").out)

    assert [finding["code"] for finding in found] == ["BP205"]
    assert "supersedes itself: step-0000 → step-2999" in found[0]["message"]
    assert found[0]["message"].endswith("→ step-0000")
    assert len(found[0]["message"]) < 400


@pytest.mark.parametrize(
    "text",
    [
        *("[@" * 5_000, "*a " * 3_000, "a**b" * 2_500, "[" * 10_000, "![" * 5_000, "[a](" * 2_500, "[" + "@" * 9_999),
        *(
            "> " * 3_000 + "x",
            "- " * 3_000 + "x",
            "\"'" * 5_000,
            "~~a" * 3_000,
            "{a" * 5_000,
            "<" * 10_000,
            "_a_" * 3_000,
        ),
    ],
)
def test_markdown_that_never_ends_is_read_to_its_end(text: str) -> None:
    """The longest text that is allowed gives paragraphs, or the names of what prose does not have."""
    parsed = parse(text)

    assert parsed.paragraphs or parsed.unfit
