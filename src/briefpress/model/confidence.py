"""Confidence in a claim, derived from what it rests on; a hand may only lower it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefpress.model.claim import Level
    from briefpress.model.source import Source

LEVELS: tuple[Level, ...] = ("low", "moderate", "high")

_DOUBTFUL = 4
"""Credibility from which information is doubtful (Admiralty scale: 4 doubtful, 5 improbable, 6 cannot be judged)."""


def derive(sources: Iterable[Source], *, contested: bool, credibility: int | None = None) -> Level:
    """Return the confidence that these sources can carry.

    High needs two independent origins, one of them primary and all grade A or B, and no contest.
    Moderate needs a primary source of grade C or better, or two independent origins of grade C or better.
    Sources of one origin count once, so repetition never corroborates.
    """
    if credibility is not None and credibility >= _DOUBTFUL:
        return "low"
    sound = [source for source in sources if source.reliability <= "C"]
    best = [source for source in sound if source.reliability <= "B"]
    primary = [source for source in sound if source.tier == "primary"]
    if not contested and len(_origins(best)) > 1 and any(source in best for source in primary):
        return "high"
    return "moderate" if primary or len(_origins(sound)) > 1 else "low"


def lowest(*levels: Level) -> Level:
    """Return the lowest of several levels."""
    return min(levels, key=LEVELS.index)


def _origins(sources: list[Source]) -> set[str]:
    return {source.origin for source in sources}
