"""What changed between two editions for the same readers, computed from claims and never from text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.diagnostics import Diagnostic, error
from briefpress.model.imprint import Change

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from briefpress.diagnostics import Place
    from briefpress.model.imprint import ChangeKind, Imprint, PrintedClaim, PrintedJudgement, Since
    from briefpress.model.view import View

EVIDENCE = "What it rests on has changed."
"""Why confidence moved where nobody moved it."""

_UNSAID = "A claim that is no longer printed for these readers."


def changes(before: Imprint, now: Imprint, hidden: Collection[str] = ()) -> tuple[Change, ...]:
    """Return what changed, judgements first; of `hidden` claims no word is repeated."""
    return (*_judged(before, now), *_stated(before, now, hidden))


def unexplained(since: Since, place: Place, judgements: tuple[str, ...]) -> Iterator[Diagnostic]:
    """Yield a finding for every judgement of an angle that moved for no reason given."""
    for change in since.changes:
        if change.kind == "moved" and not change.why:
            yield error(
                "BP601",
                f"judgement '{change.id}' is not what edition {since.number} printed, and nothing says why",
                place.at("judgements", judgements.index(change.id), "id"),
                note=f"'{change.before}' then, '{change.after}' now",
                help="say what moved it: changed: {from: …, why: …}",
            )


def dropped(before: Imprint, view: View, held: Collection[str]) -> tuple[str, ...]:
    """Return the claims that some edition before printed and this one does not, although they are still `held`."""
    printed = {row.claim for row in view.rows}
    known = [*before.dropped, *(claim.id for claim in before.claims)]
    return tuple(sorted({name for name in known if name in held and name not in printed}))


def _judged(before: Imprint, now: Imprint) -> Iterator[Change]:
    old = {judgement.id: judgement for judgement in before.judgements}
    for judgement in now.judgements:
        was = old.pop(judgement.id, None)
        if was is None:
            yield _of_judgement("new", judgement, after=_held(judgement))
        elif _position(was) != _position(judgement):
            said, says = _told(was, judgement)
            yield _of_judgement("moved", judgement, before=said, after=says, why=_why(was, judgement))
    for judgement in old.values():
        yield _of_judgement("withdrawn", judgement)


def _position(judgement: PrintedJudgement) -> tuple[str, ...]:
    return judgement.kind, judgement.words, judgement.likelihood, judgement.confidence


def _held(judgement: PrintedJudgement) -> str:
    """Return likelihood and confidence in words, each where there is one."""
    level = f"{judgement.confidence} confidence" if judgement.confidence else ""
    return "; ".join(part for part in (judgement.likelihood, level) if part)


def _told(was: PrintedJudgement, judgement: PrintedJudgement) -> tuple[str, str]:
    """Return what moved, as it was and as it is; the headline only where that moved too."""
    if (was.kind, was.words) == (judgement.kind, judgement.words):
        return _held(was), _held(judgement)
    said, says = (
        (_held(was), _held(judgement)) if was.kind == judgement.kind and _held(was) != _held(judgement) else ("", "")
    )
    return "; ".join(filter(None, (was.headline, said))), "; ".join(filter(None, (judgement.headline, says)))


def _why(was: PrintedJudgement, judgement: PrintedJudgement) -> str:
    if judgement.why and (judgement.why, judgement.was) != (was.why, was.was):
        return judgement.why
    if (was.kind, was.words, was.likelihood) != (judgement.kind, judgement.words, judgement.likelihood):
        return ""
    if was.lowered == judgement.lowered:
        return EVIDENCE
    return judgement.lowered


def _of_judgement(
    kind: ChangeKind, judgement: PrintedJudgement, *, before: str = "", after: str = "", why: str = ""
) -> Change:
    return Change(
        kind=kind,
        subject="judgement",
        id=judgement.id,
        text=judgement.headline,
        before=before,
        after=after,
        why=why,
    )


def _stated(before: Imprint, now: Imprint, hidden: Collection[str]) -> Iterator[Change]:
    old = {claim.id: claim for claim in before.claims}
    stated = {claim.id for claim in now.claims}
    replaced: set[str] = set()
    for claim in now.claims:
        was = old.get(claim.id)
        if was is None:
            gone = [old[name] for name in claim.supersedes if name in old and name not in stated]
            replaced |= {one.id for one in gone}
            yield _revised(gone[0], claim) if gone else _of_claim("new", claim)
        else:
            yield from _between(was, claim)
    for claim in before.claims:
        if claim.id not in stated and claim.id not in replaced:
            said = claim.model_copy(update={"statement": _UNSAID}) if claim.id in hidden else claim
            yield _of_claim("dropped" if claim.id in now.dropped else "withdrawn", said)


def _between(was: PrintedClaim, claim: PrintedClaim) -> Iterator[Change]:
    if _substance(was) != _substance(claim):
        yield _revised(was, claim)
    if claim.outcome and not was.outcome:
        yield _of_claim("resolved", claim, after=claim.outcome)
    if was.contested and not claim.contested:
        yield _of_claim("resolved", claim, after="no longer contested")
    if claim.contested and not was.contested:
        yield _of_claim("contested", claim)
    if claim.stale and not was.stale:
        yield _of_claim("stale", claim)
    if claim.overdue and not was.overdue:
        yield _of_claim("past-due", claim, after=claim.due)


def _substance(claim: PrintedClaim) -> tuple[str, ...]:
    """Return what a claim says. One without a value has nothing but its words."""
    return claim.kind, claim.exact or claim.statement, claim.holder, claim.dated


def _revised(was: PrintedClaim, claim: PrintedClaim) -> Change:
    before, after = next(
        (
            (said, says)
            for said, says in (
                (was.value, claim.value) if was.exact != claim.exact else ("", ""),
                (was.statement, claim.statement) if not claim.exact else ("", ""),
                (was.due, claim.due),
                (was.as_of, claim.as_of),
                (was.holder, claim.holder),
                (was.kind, claim.kind),
            )
            if said != says
        ),
        (was.statement, claim.statement),
    )
    return _of_claim("revised", claim, before=before or "none", after=after or "none")


def _of_claim(kind: ChangeKind, claim: PrintedClaim, *, before: str = "", after: str = "") -> Change:
    return Change(
        kind=kind, subject="claim", id=claim.id, text=claim.statement, before=before, after=after, as_of=claim.as_of
    )
