"""The Imprint of an edition: what its View prints, as facts to compare the next one with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.model.imprint import Imprint, PrintedClaim, PrintedJudgement, PrintedSource
from briefpress.view import write

if TYPE_CHECKING:
    from decimal import Decimal

    from briefpress.model.brief import Judgement
    from briefpress.model.dates import PartialDate
    from briefpress.model.edition import Edition
    from briefpress.model.quantity import Quantity
    from briefpress.model.view import JudgementView, RowView, Runs, View


def imprint(edition: Edition, view: View) -> Imprint:
    """Return what an edition states, as its View prints it."""
    claims = tuple(_claim(edition, row) for row in view.rows)
    under = {name for claim in claims for name in claim.sources}
    pairs = zip(edition.angle.judgements, view.front.judgements, strict=True)
    return Imprint(
        claims=claims,
        judgements=tuple(_judgement(judgement, shown) for judgement, shown in pairs),
        sources=tuple(
            PrintedSource(id=name, title=source.title, grade=source.reliability, sha256=source.filed.sha256)
            for name, source in edition.sources.items()
            if name in under
        ),
        dropped=edition.dropped,
    )


def _claim(edition: Edition, row: RowView) -> PrintedClaim:
    claim, value = edition.claims[row.claim], edition.values.get(row.claim)
    language = edition.desk.language
    said = write.quantity(value, edition.audience.numbers, language) if value else ""
    when = write.date(claim.when, language) if claim.when else ""
    return PrintedClaim(
        id=claim.id,
        kind=claim.kind,
        statement=_text(row.statement),
        holder=row.holder,
        exact=_exact(value) if value else str(claim.when or ""),
        value=said or when,
        as_of=write.date(claim.as_of, language) if claim.as_of else "undated",
        dated=f"{'' if claim.derived else claim.as_of or 'undated'}/{claim.due or ''}",
        due=write.date(claim.due, language) if claim.due else "",
        outcome=claim.outcome.state if claim.outcome and claim.settled else "",
        confidence=row.confidence,
        contested=claim.id in edition.contested,
        # A computed claim shares the marks of its terms, which are printed themselves and say it once.
        stale=not claim.derived and edition.stale(claim),
        overdue=edition.overdue(claim),
        supersedes=claim.supersedes,
        sources=claim.sources,
        row=row.row,
    )


def _judgement(judgement: Judgement, shown: JudgementView) -> PrintedJudgement:
    changed, lowered = judgement.changed, judgement.lowered
    return PrintedJudgement(
        id=judgement.id,
        kind=judgement.kind,
        headline=_text(shown.headline),
        words=" ".join(judgement.headline.split()),
        likelihood=shown.likelihood,
        confidence=shown.confidence,
        lowered=lowered.reason if lowered else "",
        was=changed.before if changed else "",
        why=changed.why if changed else "",
        claims=tuple(dict.fromkeys(judgement.named)),
    )


def _text(runs: Runs) -> str:
    return "".join(run.text for run in runs)


def _exact(value: Quantity) -> str:
    """Write a value in plain units, so that 1.50 bn and 1500 m are one."""
    span = value.span
    ends = dict.fromkeys(_plain(end) for end in span) if span else {str(value.words): None}
    period: PartialDate | None = value.period
    parts = (value.bound, "..".join(ends), value.currency or value.unit, str(period) if period else None, value.basis)
    return " ".join(part for part in parts if part)


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
