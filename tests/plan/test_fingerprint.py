"""Fingerprints: the same for the same print, different for any other."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct, structs

import build
import content
from briefpress.model.view import parts
from briefpress.plan.fingerprint import canonical, digest, fingerprint, together
from briefpress.plan.fingerprint import parts as named
from briefpress.view.compose import compose

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefpress.model.edition import Library

K = TypeVar("K")
V = TypeVar("V")
names = st.text(min_size=1, max_size=5)


@dataclass
class Nth:
    """Changes the nth string of a View, and counts them."""

    at: int
    seen: int = field(default=0)

    def of(self, value: Any) -> Any:  # noqa: ANN401 - any piece of a View
        """Return the value with its nth string changed."""
        if isinstance(value, str):
            self.seen += 1
            return f"{value}!" if self.seen == self.at else value
        if isinstance(value, tuple):
            return tuple(self.of(item) for item in value)
        if isinstance(value, Struct):
            return structs.replace(value, **{name: self.of(getattr(value, name)) for name in parts(value)})
        return value


def turned(records: Mapping[K, V]) -> dict[K, V]:
    """Return records in the opposite order."""
    return dict(reversed(list(records.items())))


def test_the_date_of_issue_is_no_part_of_the_digest() -> None:
    """An unchanged brief has the same digest on any day."""
    edition = build.edition(build.small())
    views = [compose(replace(edition, issued=day)) for day in (date(2026, 1, 1), date(2026, 12, 31))]

    assert views[0].issued != views[1].issued
    assert len({digest(view) for view in views}) == 1


@given(content.desks(), st.data())
def test_any_other_word_changes_the_digest(desk: Library, data: st.DataObject) -> None:
    """Whichever printed string changes, the digest does too, and only those of the date of issue do not."""
    view = build.view(desk)
    counted = Nth(0)
    counted.of(view)
    changed = Nth(data.draw(st.integers(1, counted.seen))).of(view)

    dates = (changed.issued, changed.issued_iso) != (view.issued, view.issued_iso)
    assert (digest(changed) == digest(view)) is dates


@given(content.desks())
def test_the_digest_does_not_depend_on_the_order_of_records(desk: Library) -> None:
    """The order in which records are read from files shows only where they are printed in that order."""
    mixed = replace(
        desk,
        claims=turned(desk.claims),
        terms=turned(desk.terms),
        series=turned(desk.series),
        events=turned(desk.events),
        places=turned(desk.places),
    )

    assert digest(build.view(mixed)) == digest(build.view(desk))


def test_the_json_is_canonical() -> None:
    """Keys are sorted, text is as it is, and nothing is lost."""
    view = build.view(build.small(managers=build.angle(headline="Fähre “Süd”")))
    data = json.loads(canonical(view))

    assert list(data) == sorted(data)
    assert data["front"]["headline"] == "Fähre “Süd”"
    assert "Fähre “Süd”" in canonical(view)
    assert data.keys() == {*parts(view)}


@given(st.dictionaries(names, names, min_size=2), st.randoms(use_true_random=False))
def test_a_fingerprint_does_not_depend_on_order(used: dict[str, str], chance: Any) -> None:  # noqa: ANN401 - a Random
    """Versions and files may be listed in any order."""
    shuffled = list(used.items())
    chance.shuffle(shuffled)

    assert fingerprint("v", "pdf", "2026-11-22", used) == fingerprint("v", "pdf", "2026-11-22", dict(shuffled))


@given(st.tuples(names, names, names, names, names), st.integers(0, 4), names)
def test_a_fingerprint_covers_all_it_is_given(parts: tuple[str, ...], at: int, other: str) -> None:
    """View, format, date, and each name and version used make a difference, and do not run into one another."""
    changed = (*parts[:at], parts[at] + other, *parts[at + 1 :])

    def made(view: str, fmt: str, issued: str, tool: str, version: str) -> str:
        return fingerprint(view, fmt, issued, {tool: version})

    assert made(*parts) != made(*changed)
    assert made("a", "bc", "d", "e", "f") != made("ab", "c", "d", "e", "f")


def test_a_change_shows_in_the_part_where_it_was_made() -> None:
    """The headline is one part, every block, row and source another; the date of issue is none."""
    block = {"block": "prose", "text": "So it is {a}."}
    before, after, other = (
        named(build.view(build.small(build.source(title=title), managers=build.angle(block, headline=headline))))
        for title, headline in (("One", "Calm"), ("One", "Storm"), ("Two", "Calm"))
    )

    assert {name for name in before if before[name] != after[name]} == {"front.headline"}
    assert {name.partition(".")[0] for name in before if before[name] != other[name]} == {"sources"}
    assert {"sections.body", "sections.body.0.prose", "rows.a"} <= before.keys()
    assert "issued" not in before


def test_the_same_print_has_the_same_fingerprint() -> None:
    """Another version of a tool makes another print."""
    same = [fingerprint("v", "pdf", "2026-11-22", {"weasyprint": one}) for one in ("70.0", "70.0", "70.1")]

    assert same[0] == same[1] != same[2]


def test_files_have_one_sum_in_any_order() -> None:
    """Names count as well as bytes, and where one ends is not left open."""
    assert together({"a": "1", "b": "2"}) == together({"b": "2", "a": "1"})
    assert len({together(one) for one in ({"a": "1", "b": "2"}, {"a": "2", "b": "1"}, {"a": "1"}, {"a1": ""}, {})}) == 5
