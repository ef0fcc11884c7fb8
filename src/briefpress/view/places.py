"""Where each printed piece of a brief was written: kept beside the View, for it changes nothing that is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.model.record import AudienceRef

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from briefpress.diagnostics import Place
    from briefpress.model.blocks import Block
    from briefpress.model.edition import Edition, Library
    from briefpress.model.record import Restricted
    from briefpress.model.view import View


def places(library: Library, edition: Edition, view: View) -> dict[str, Place]:
    """Return the place in the content of every element id that the templates set for a View.

    The Library is the one that was read, not what was released of it: its paths are those of the files.
    """
    return dict((*_front(library, edition, view), *_sections(library, edition, view), *_records(library, view)))


def angle(library: Library, edition: Edition) -> Place:
    """Return the place of a brief's angle for its audience, where everything stands that nothing else owns."""
    return library.place("briefs", edition.brief).at("audiences", edition.audience.id)


def _front(library: Library, edition: Edition, view: View) -> Iterator[tuple[str, Place]]:
    here = angle(library, edition)
    written = library.briefs[edition.brief].audiences[AudienceRef(edition.audience.id)]
    for key in ("kicker", "headline", "dek", "bottom_line"):
        yield f"front-{key.replace('_', '-')}", here.at(key)
    for number in range(len(view.front.figures)):
        yield f"front-figure-{number + 1}", here.at("key_figures", number)
    for number in range(len(view.front.means)):
        yield f"front-means-{number + 1}", here.at("means", number)
    lists: Mapping[str, tuple[str, Sequence[Restricted]]] = {
        "judgement": ("judgements", written.judgements),
        "change": ("change", written.change),
        "watch": ("watch", written.watch),
    }
    for name, (key, items) in lists.items():
        for number, index in enumerate(_kept(items, edition), 1):
            yield f"front-{name}-{number}", here.at(key, index)
    if view.front.exhibit:
        yield view.front.exhibit.anchor, here.at("exhibit")


def _sections(library: Library, edition: Edition, view: View) -> Iterator[tuple[str, Place]]:
    reader = edition.audience.id
    here, plans = angle(library, edition), library.place("audiences", reader)
    written = library.briefs[edition.brief].audiences[AudienceRef(reader)].sections
    printed = {section.id: section for section in view.sections}
    for index, plan in enumerate(library.audiences[reader].sections):
        if plan.id not in printed:
            continue
        yield f"section-{plan.id}", plans.at("sections", index)
        own: Sequence[Block] = written.get(plan.id, ())
        written_at = [
            *((own[number], here.at("sections", plan.id, number)) for number in _kept(own, edition)),
            *(
                (plan.blocks[number], plans.at("sections", index, "blocks", number))
                for number in _kept(plan.blocks, edition)
            ),
        ]
        # A kind of block may be left out as a whole: a first edition has no changes to tell.
        kinds = {block.block for block in printed[plan.id].blocks}
        kept = [place for block, place in written_at if getattr(block, "block", "") in kinds]
        for block, place in zip(printed[plan.id].blocks, kept, strict=False):
            yield block.anchor, place


def _records(library: Library, view: View) -> Iterator[tuple[str, Place]]:
    for row in view.rows:
        yield f"e{row.row}", library.place("claims", row.claim)
    for source in view.sources:
        yield source.anchor, library.place("sources", source.anchor.removeprefix("s-"))


def _kept(items: Sequence[Restricted], edition: Edition) -> list[int]:
    """Return the positions in the file of what this audience may see by now."""
    return [
        index
        for index, item in enumerate(items)
        if item.meant_for(edition.audience.id) and item.released(edition.as_of)
    ]
