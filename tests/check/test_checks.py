"""The registry of checks."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

import build
from briefpress import check as floor
from briefpress.check import CHECKS, check

HELPERS = {"text"}
"""Modules of the floor that hold no check of their own."""


def test_every_check_is_registered() -> None:
    """Each module of the floor holds the check of its name, and the tuple has all of them, once."""
    modules = sorted({module.name for module in iter_modules(floor.__path__)} - HELPERS)
    found = [getattr(import_module(f"briefpress.check.{name}"), name) for name in modules]

    assert sorted(CHECKS, key=lambda one: one.__name__) == found


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
