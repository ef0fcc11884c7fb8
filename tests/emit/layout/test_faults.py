"""The layout gate: every planted fault is found, at its place, and sound pages are left alone."""

from __future__ import annotations

import pytest

from briefpress.diagnostics import Diagnostic, Place
from briefpress.emit.layout import Expected
from briefpress.emit.pdf import paged
from briefpress.emit.templates import Templates
from pages import FAULTS, SOUND, STYLE, Fault
from printing import TOP

FILE = "content/briefs/a.yaml"
TEMPLATES = Templates.of(TOP)


def looked_at(body: str, style: str = "", *, pages: int | None = None) -> list[Diagnostic]:
    """Return what the gate finds on a small page, where `a` and `b` are pieces of a brief."""
    html = f'<!doctype html><html lang="en"><title>t</title><style>{STYLE}{style}</style><body>{body}</body></html>'
    brief = Place(FILE)
    expected = Expected(brief, {name: brief.at(name) for name in ("a", "b")}, "a4", pages)
    data, _, found = paged(html, TEMPLATES, "a.pdf", expected=expected)
    assert bool(data) == all(finding.severity == "warning" for finding in found)
    return found


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name.replace(" ", "-"))
def test_planted_fault_is_found(fault: Fault) -> None:
    """A fault on a page is reported by its code, at the piece it is in."""
    found = looked_at(fault.body, fault.style, pages=fault.pages)
    told = [(finding.code, finding.label.where, finding.message) for finding in found]
    where = [place for code, place, _ in told if code == fault.code]

    assert where, told
    path = (fault.piece,) if fault.piece else ()
    assert path in [place.path for place in where if isinstance(place, Place)], told
    assert {code for code, *_ in told} == {fault.code, *fault.also}, told
    if fault.words:
        assert fault.words in [place.words for place in where if isinstance(place, Place)]
    assert any(fault.said in finding.message for finding in found)
    assert all(finding.help for finding in found)


@pytest.mark.parametrize("name", SOUND)
def test_sound_page_is_left_alone(name: str) -> None:
    """What looks like a fault and is none is not reported."""
    assert [(one.code, one.message) for one in looked_at(SOUND[name])] == []
