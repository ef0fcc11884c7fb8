"""Composing a View: every piece is set in the order in which it is read, so that evidence rows number up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.diagnostics import counted
from briefpress.model.audience import SectionPlan
from briefpress.model.blocks.changes import ChangesBlock
from briefpress.model.blocks.contents import ContentsBlock
from briefpress.model.confidence import LEVELS
from briefpress.model.dates import PartialDate
from briefpress.model.record import Id, Line
from briefpress.model.view import (
    Change,
    Fact,
    Figure,
    Front,
    Heading,
    Headings,
    JudgementView,
    Palette,
    Run,
    SectionView,
    View,
)
from briefpress.view.page import Setting

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefpress.model.blocks import Block
    from briefpress.model.brief import Judgement, KeyFigure, Signal
    from briefpress.model.edition import Edition
    from briefpress.model.imprint import Since
    from briefpress.model.view import BlockView


Plan = tuple[SectionPlan, "list[Block]"]


def compose(edition: Edition) -> View:
    """Return the edition as strings and numbers, ready for the templates."""
    page = Setting(edition)
    front = _front(page)
    sections = _sections(page)
    rows, sources = page.rows(), page.sources()
    audience, desk = edition.audience, edition.desk
    return View(
        brief=edition.brief,
        audience=audience.id,
        publication=desk.publication,
        title=edition.title,
        label=audience.label,
        language=desk.language,
        edition=f"Edition {edition.number}" if edition.number else "Draft",
        issued=page.date(PartialDate(edition.issued, edition.issued, "day")),
        issued_iso=edition.issued.isoformat(),
        paper=audience.paper,
        disclaimer=audience.disclaimer,
        description=audience.question,
        palette=Palette(**audience.palette.model_dump()),
        headings=Headings(**audience.headings.model_dump()),
        front=front,
        news=_news(edition),
        facts=_facts(edition, page),
        sections=sections,
        sources=sources,
        rows=rows,
        names=tuple(name for name in desk.names if " " in name),
    )


def _front(page: Setting) -> Front:
    angle, leads = page.edition.angle, page.edition.audience.leads
    dek = page.runs(angle.dek)
    figures = tuple(_figure(page, figure) for figure in angle.key_figures)
    bottom_line = page.prose(angle.bottom_line)
    first = angle.exhibit.view(page) if angle.exhibit and leads == "exhibit" else None
    judgements = tuple(_judgement(page, judgement) for judgement in angle.judgements)
    return Front(
        kicker=angle.kicker,
        headline=angle.headline,
        dek=dek,
        figures=figures,
        bottom_line=bottom_line,
        judgements=judgements,
        exhibit=first or (angle.exhibit.view(page) if angle.exhibit else None),
        leads=leads,
        means=tuple(page.runs(text) for text in angle.means),
        change=tuple(_signal(page, signal) for signal in angle.change),
        watch=tuple(_signal(page, signal) for signal in angle.watch),
    )


def _sections(page: Setting) -> tuple[SectionView, ...]:
    """Set the blocks turn by turn, and put them back into the audience's order."""
    angle = page.edition.angle
    plans: list[Plan] = [
        (plan, [*angle.sections.get(plan.id, ()), *plan.blocks]) for plan in page.edition.audience.sections
    ]
    plans = _told(plans, page.edition.since)
    views: dict[int, BlockView] = {}
    for block in sorted((block for _, blocks in plans for block in blocks), key=_turn):
        if isinstance(block, ContentsBlock):
            page.headings = _outline(plans, views)
        views[id(block)] = block.view(page)
    return tuple(
        SectionView(plan.id, plan.heading, tuple(views[id(block)] for block in blocks))
        for plan, blocks in plans
        if blocks
    )


def _outline(plans: list[Plan], views: Mapping[int, BlockView]) -> tuple[Heading, ...]:
    """Return the sections that print something and the titles in them, the contents themselves left out."""
    found = []
    for plan, blocks in plans:
        listed = [views[id(block)] for block in blocks if id(block) in views]
        parts = (Heading("".join(run.text for run in view.title), view.anchor) for view in listed if view.title)
        found.append(Heading(plan.heading, f"section-{plan.id}", tuple(parts)))
    return tuple(heading for heading, (_, blocks) in zip(found, plans, strict=True) if _filled(blocks))


def _filled(blocks: list[Block]) -> bool:
    return any(not isinstance(block, ContentsBlock) for block in blocks)


def _told(plans: list[Plan], since: Since | None) -> list[Plan]:
    """Have changes told in every edition but a first one: before the body, where the audience has no other place."""
    if since is None:
        return [(plan, [block for block in blocks if not isinstance(block, ChangesBlock)]) for plan, blocks in plans]
    if not (since.changes or since.withdrawn) or any(
        isinstance(block, ChangesBlock) for _, blocks in plans for block in blocks
    ):
        # That nothing changed stands on page 1, and needs no room in the body of who did not ask for it.
        return plans
    section = SectionPlan(id=Id("all-changes"), heading=Line("What changed"))
    return [(section, [ChangesBlock(block="changes")]), *plans]


def _turn(block: Block) -> int:
    return block.turn


def _figure(page: Setting, figure: KeyFigure) -> Figure:
    name = figure.claim
    period = page.edition.claims[name].period
    dated = page.as_of(name)
    said = dated if dated == "undated" else f"as of {dated}"
    status = [page.kind(name), *([page.date(period)] if period else []), said]
    if "past-due" in page.marks(name):
        status.append("passed, unverified")
    sources = {source for ground in page.edition.grounds([name]) for source in ground.sources}
    if len(sources) == 1:
        status.append("one source")
    label = (Run(figure.label),)
    bound, value = page.figure(name)
    return Figure(bound, value, label, " · ".join(status), page.marks(name))


def _judgement(page: Setting, judgement: Judgement) -> JudgementView:
    headline, text = page.runs(judgement.headline), page.prose(judgement.text)
    cites = (page.cite(judgement.claims),) if judgement.claims else ()
    level = page.edition.standing(judgement)
    graded = judgement.kind != "recommendation"
    return JudgementView(
        kind=judgement.kind.capitalize(),
        headline=headline,
        text=text,
        cites=cites,
        likelihood=page.likelihood(judgement.likelihood) if judgement.likelihood else "",
        confidence=level if graded else "",
        bars=LEVELS.index(level) + 1 if graded else 0,
    )


def _signal(page: Setting, signal: Signal) -> Change:
    return Change(signal.label, page.runs(signal.text))


def _facts(edition: Edition, page: Setting) -> tuple[Fact, ...]:
    """Count what this edition rests on; nothing here is typed."""
    rows = page.rows()
    named = {row.claim for row in rows}
    sources = [
        edition.sources[name]
        for name in edition.sources
        if any(name in edition.claims[claim].sources for claim in named)
    ]
    dates = [source.date for source in sources if source.date]
    forward = [row for row in rows if "forward" in row.marks]
    return (
        Fact("Rests on", counted(len(sources), "source")),
        Fact("Primary", str(sum(source.tier == "primary" for source in sources) or "none")),
        Fact("Newest date", page.date(max(dates, key=lambda day: day.last)) if dates else "none stated"),
        Fact("Undated", f"{len(sources) - len(dates)} of {counted(len(sources), 'source')}"),
        Fact("Evidence", counted(len(rows), "claim")),
        Fact("Look forward", str(len(forward))),
        Fact("Fallen due", str(sum("past-due" in row.marks for row in rows))),
        Fact("Contested", str(sum("contested" in row.marks for row in rows))),
        Fact("Grade D–F", str(sum(_weak(edition, row.claim) for row in rows))),
        Fact("Past review", str(sum("stale" in row.marks for row in rows))),
    )


def _news(edition: Edition) -> str:
    """Return how much is new in this edition; a draft that nothing came before has nothing to say of itself."""
    if edition.since:
        return counted(len(edition.since.changes), "change")
    return "the first" if edition.number else ""


def _weak(edition: Edition, claim: str) -> bool:
    """Tell whether every source of a claim, or of something it is computed from, is not usually reliable."""
    graded = ([edition.sources[name].reliability for name in one.sources] for one in edition.grounds([claim]))
    return any(grades and min(grades) >= "D" for grades in graded)
