"""The registry of checks."""

from __future__ import annotations

from pkgutil import iter_modules

import build
from briefpress import check as floor
from briefpress.check import AUDITS, CHECKS, PROOFS, check, verify

SHARED = {"audit", "charts", "finished", "front", "pieces", "proof", "reading", "sentences", "spans", "text", "voice"}
"""Modules of the floor that hold what several checks read with."""
APART = {"embargo", "waivers"}
"""Modules whose function wants more than a Library, a Proof or an Audit, and is called by name."""


def test_every_check_is_registered() -> None:
    """Each module of the floor has a check in one of the three tuples, and each check is there once."""
    registered = [one.__module__.rpartition(".")[2] for one in (*CHECKS, *PROOFS, *AUDITS)]

    assert set(registered) == {module.name for module in iter_modules(floor.__path__)} - SHARED - APART
    assert len({*CHECKS, *PROOFS, *AUDITS}) == len(registered)


def test_a_sound_library_has_no_findings() -> None:
    """What is whole is not complained about."""
    assert check(build.small()) == []


def test_every_check_is_run() -> None:
    """Faults of different kinds are reported together."""
    held = build.small(
        build.claim("a", value=build.boats(), evidence=()),
        build.claim("b", supersedes=("nowhere",), statement="Two hold."),
        build.claim("c", supersedes=("c",), statement="All 3 hold."),
    )

    assert {finding.code for finding in check(held)} == {"BP201", "BP202", "BP205", "BP304"}


def test_every_check_of_the_evidence_is_run() -> None:
    """Words that no filed text has, and a text that is not the one filed, are reported together."""
    changed = build.filed("Nothing of the kind.", sha256="f" * 64)

    assert {finding.code for finding in verify(build.audit(build.claim("a"), s=changed))} == {"BP211", "BP214"}
