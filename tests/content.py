"""Content for properties: one of every block, and desks whose briefs are drawn at random."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from hypothesis import strategies as st

import build
from briefpress.model.blocks import AnyBlock

if TYPE_CHECKING:
    from briefpress.model.edition import Library
    from briefpress.model.record import Record

READERS = ("managers", "neighbours")

RECORDS: tuple[Record, ...] = (
    build.theme(),
    build.source("s", tier="primary", reliability="A", url="https://example.org/s"),
    build.source("z", reliability="B", published={"not_before": "2025", "reason": "No hint"}),
    build.claim("a", value=build.boats(4, period="2025"), means=dict.fromkeys(READERS, "It floats.")),
    build.claim("b", value=build.boats(None, low=2, high=3), means=dict.fromkeys(READERS, "It sails.")),
    build.claim("p", kind="plan", value=build.boats(6, bound="up-to"), due="2026-06", evidence=(build.anchor("z"),)),
    build.claim("r", kind="rumour", value=build.boats(9, bound="nearly"), as_of="undated"),
    build.claim("e", kind="event"),
    build.claim("g", kind="gap"),
    build.claim("sum", derived={"sum": ("p", "a")}),
    build.claim("more", derived={"sum": ("sum", "b")}),
    build.series(
        "n",
        {"label": "Four", "claim": "a"},
        {"label": "Six", "claim": "p", "against": "b"},
        {"label": "E", "claim": "e"},
    ),
    build.event("adopted", title="Plan adopted", claims=("p",)),
    build.event("fair", title="A fair"),
    build.term("quay", plain="A wall to moor at."),
    build.conflict("c", ("a", "One has {a}."), ("b", "Two has [@b].")),
    build.conflict("d", ("p", "Planned."), ("r", "Talked of."), kind="scope", reading="Both, see {more}."),
)

claims = st.sampled_from(["a", "b", "p", "r", "e", "sum", "more"])
citable = claims | st.just("g")
pieces = (
    claims.map("{{{}}}".format)
    | st.sampled_from(["{a:as-of}", "{p:due}", "{sum:as-of}", "{r:holder}"])
    | citable.map("[@{}]".format)
    | st.builds("[@{}; @{}]".format, citable, citable)
    | st.sampled_from(["by the quay", "*so*", "`it`", "[there](https://example.org)"])
)
prose = st.lists(pieces, min_size=1, max_size=4).map(" ".join)
line = st.sampled_from(["Some words", "At the quay", "More"])
names = st.lists(citable, max_size=3).map(tuple)


def _many(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[dict[str, Any], ...]]:
    return st.lists(st.fixed_dictionaries(fields), min_size=1, max_size=2).map(tuple)


def _table() -> st.SearchStrategy[dict[str, Any]]:
    columns = ("value", "statement", "kind", "as-of", "due", "outcome", "holder")
    chosen = st.lists(st.sampled_from(columns), min_size=1, max_size=3, unique=True).map(tuple)
    return st.fixed_dictionaries({"rows": _many(claim=claims, label=line), "columns": chosen})


def _matrix() -> st.SearchStrategy[dict[str, Any]]:
    cells = st.tuples(st.none() | prose, prose)
    columns = st.just(("One", "Two"))
    return st.fixed_dictionaries({"corner": line, "columns": columns, "rows": _many(label=line, cells=cells)})


BLOCKS: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "prose": st.fixed_dictionaries({"text": prose}),
    "callout": st.fixed_dictionaries({"text": prose}),
    "table": _table(),
    "chart": st.fixed_dictionaries(
        {
            "subtitle": line,
            "series": st.just("n"),
            "note": st.none() | prose,
            "form": st.sampled_from(["bars", "ranges", "lines", "dumbbell"]),
        }
    ),
    "strip": st.fixed_dictionaries(
        {"subtitle": line, "events": st.just(("fair", "adopted")), "note": st.none() | prose}
    ),
    "matrix": _matrix(),
    "timeline": st.fixed_dictionaries({"events": st.none() | st.just(("fair", "adopted"))}),
    "ledger": st.fixed_dictionaries({"claims": st.none() | names}),
    "scenarios": st.fixed_dictionaries(
        {"scenarios": _many(name=line, trigger=prose, indicator=prose, claims_for=names, claims_against=names)}
    ),
    "options": st.fixed_dictionaries(
        {"options": _many(name=line, raised_by=st.none() | line, good=prose, bad=prose, neutral=st.none() | prose)}
    ),
    "verification": st.fixed_dictionaries({"checks": _many(question=prose, test=prose, passes=prose, where=prose)}),
    "issues": st.fixed_dictionaries(
        {"issues": _many(name=line, said=prose, agreement=prose, evidence=prose, gaps=prose)}
    ),
    "risks": st.fixed_dictionaries(
        {"risks": _many(risk=prose, likelihood=st.just("likely"), impact=st.just("low"), indicator=prose)}
    ),
    "watch": st.fixed_dictionaries({"questions": _many(question=prose, by=st.just("2027"), resolves=prose)}),
    "changes": st.just({}),
    "conflicts": st.just({}),
    "glossary": st.just({}),
    "evidence": st.just({}),
    "sources": st.just({}),
    "method": st.just({}),
    "contents": st.just({}),
}
"""A strategy for every kind of block; those that compute themselves have nothing to draw."""

LATE = ("conflicts", "glossary", "evidence", "sources", "method", "contents")


def kinds() -> set[str]:
    """Return the kinds of block that the union knows."""
    union = get_args(AnyBlock)[0]
    return {get_args(block.model_fields["block"].annotation)[0] for block in get_args(union)}


@st.composite
def blocks(draw: st.DrawFn, *, every: bool = False) -> tuple[dict[str, Any], ...]:
    """Draw the blocks of a section: some of those that are written, or one of each."""
    written = [kind for kind in BLOCKS if kind not in LATE]
    chosen = written if every else draw(st.lists(st.sampled_from(written), max_size=4))
    return tuple({"block": kind, "title": draw(line), **draw(BLOCKS[kind])} for kind in chosen)


@st.composite
def angles(draw: st.DrawFn, *, every: bool = False) -> dict[str, Any]:
    """Draw the angle of a brief."""
    judgement = {"id": "j", "kind": "finding", "headline": draw(prose), "text": draw(prose), "claims": draw(names)}
    signals = _many(label=line, text=prose)
    return build.angle(
        *draw(blocks(every=every)),
        dek=draw(prose),
        key_figures=tuple({"claim": draw(claims), "label": draw(line)} for _ in range(2)),
        bottom_line=draw(prose),
        judgements=(judgement,),
        exhibit=next(iter(draw(blocks())), None),
        means=tuple(draw(st.lists(prose, max_size=2))),
        change=draw(signals),
        watch=draw(signals),
    )


@st.composite
def desks(draw: st.DrawFn, *, every: bool = False) -> Library:
    """Draw a desk with a brief for two audiences; conflicts and evidence come last, as a reader meets them."""
    late = [{"block": kind, "title": "Own"} for kind in LATE]
    sections = ({"id": "body", "heading": "Body"}, {"id": "late", "heading": "Late", "blocks": tuple(late)})
    audiences = [build.audience(name, sections=sections, disclosures=("Of {a:as-of}.",)) for name in READERS]
    written = {name: draw(angles(every=every)) for name in READERS}
    return build.library(*RECORDS, *audiences, build.brief(angles=written))
