"""A proof read in parts, record by record, brief by brief and as a whole, says what it says at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefpress.app.desk import proofs
from briefpress.check import PROOFS, briefly, recorded, together
from briefpress.check.orphans import prints
from briefpress.check.proof import Proof, Trace
from briefpress.check.spellings import spelling
from briefpress.diagnostics import failed
from briefpress.load.desk import load
from test_check_pages import PAGES, laid_over

if TYPE_CHECKING:
    from briefpress.model.edition import Library

DAY = date(2026, 7, 1)
DESKS = Path(__file__).parents[1] / "desks"


def in_parts(proof: Proof) -> set[object]:
    """Return what is found in parts, each brief by itself and all of them as traces."""
    found = recorded(proof)
    for name in proof.library.briefs:
        printed = tuple(one for one in proof.printed if one.brief == name)
        found += briefly(Proof(proof.library, proof.as_of, printed))
    spelt = spelling(proof.library)
    briefs = {proof.library.place("briefs", name).file for name in proof.library.briefs}
    traces = [
        *(Trace(prints(one)) for one in proof.printed),
        *(Trace(spelt=spelt[file]) for file in spelt if file in briefs),
    ]
    return {*found, *together(Proof(_without(proof.library), proof.as_of, (), elsewhere=tuple(traces)))}


def _without(library: Library) -> Library:
    return replace(library, briefs={}, proved={name: tuple(one.audiences) for name, one in library.briefs.items()})


# The embargo ends a run before anything is composed.
@pytest.mark.parametrize("page", [page for page in PAGES if page.stem != "embargo"], ids=lambda page: page.stem)
def test_parts_say_what_the_whole_says(tmp_path: Path, page: Path) -> None:
    """Every manual page shows a desk with a finding of its own."""
    laid_over(page, "Example", tmp_path / "desk")
    library, findings = load(tmp_path / "desk")
    assert library
    assert not failed(findings)
    current = library.released(DAY)
    proof = Proof(current, DAY, tuple(proofs(current, DAY)))

    assert in_parts(proof) == {finding for one in PROOFS for finding in one(proof)}
