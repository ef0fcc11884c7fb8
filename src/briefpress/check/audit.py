"""What the checks of evidence read: a Library, and the texts of its sources as filed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from briefpress.model.lock import Lock, LockedAnchor, LockedClaim, digest, shortened
from briefpress.model.passage import hits, normalised, shows
from briefpress.model.record import Id, Line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefpress.diagnostics import Place
    from briefpress.model.claim import Anchor, Claim
    from briefpress.model.dates import PartialDate
    from briefpress.model.edition import Library
    from briefpress.model.lock import Shown
    from briefpress.model.passage import FiledText, Hit


@dataclass(frozen=True)
class Searched:
    """An anchor whose source is on file, where it is typed, and every place at which its words were found."""

    claim: Claim
    anchor: Anchor
    place: Place
    hits: tuple[Hit, ...]


@dataclass(frozen=True)
class Audit:
    """A Library, and the filed texts that were found for its sources."""

    library: Library
    texts: Mapping[str, FiledText]

    @cached_property
    def searched(self) -> Mapping[str, tuple[Searched, ...]]:
        """Every anchor that could be looked for, by claim."""
        return {name: tuple(self._searched(claim)) for name, claim in self.library.claims.items()}

    @property
    def anchors(self) -> Iterator[Searched]:
        """Every anchor that could be looked for."""
        for found in self.searched.values():
            yield from found

    def lock(self, verified: PartialDate) -> Lock:
        """Return the lock of an audit without errors."""
        return Lock(
            version=1,
            sources={Id(name): text.sha256 for name, text in sorted(self.texts.items())},
            claims={
                Id(name): LockedClaim(
                    verified=verified,
                    digest=digest(self.library.claims[name]),
                    anchors=tuple(self.found(one) for one in found),
                )
                for name, found in sorted(self.searched.items())
            },
        )

    def found(self, one: Searched) -> LockedAnchor:
        """Return where an anchor was found, for one that was found once."""
        passage = one.hits[0].passage
        # The title of the document says nothing of the place in it.
        titled = normalised(passage.heading) == normalised(self.library.sources[one.anchor.source].title)
        return LockedAnchor(
            source=Id(one.anchor.source),
            paragraph=passage.number,
            heading=Line(shortened(passage.heading)) if passage.heading and not titled else None,
            value=seen(one) if one.claim.value else None,
        )

    def _searched(self, claim: Claim) -> Iterator[Searched]:
        for index, anchor in enumerate(claim.evidence):
            if text := self.texts.get(anchor.source):
                place = self.library.place("claims", claim.id).at("evidence", index)
                yield Searched(claim, anchor, place, hits(anchor, text.passages))


def seen(one: Searched) -> Shown:
    """Tell where the claim's value stands as seen from an anchor."""
    value = one.claim.value
    if value is None:
        return "elsewhere"
    if any(shows(value, hit.words) for hit in one.hits):
        return "inside"
    return "beside" if any(shows(value, hit.around) for hit in one.hits) else "elsewhere"
