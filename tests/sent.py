"""Desks that have issued something, and send it."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from briefpress.app.build import Unwatched, Wanted
from briefpress.app.publish import Order, publish

PLAIN = Path(__file__).parent / "desks/plain"


@pytest.fixture(scope="session")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish a small desk, once for all tests: they work on copies."""
    root = tmp_path_factory.mktemp("issued") / "desk"
    return published(Path(shutil.copytree(PLAIN, root)))


def published(root: Path, ships: int = 0) -> Path:
    """Issue an edition, after a change if one is named."""
    if ships:
        claims = root / "content/claims/claims.yaml"
        claims.write_text(
            re.sub(r"\d+, unit: ships", f"{ships}, unit: ships", claims.read_text("utf-8")), encoding="utf-8"
        )
    order = Order(Wanted(formats=("json",)), always=True)
    done = publish(root, order, root / "output", date(2026, 11, 22), Unwatched())
    assert done.issued
    return root


def sending(issued: Path, into: Path, *targets: str, more: str = "") -> Path:
    """Return a copy of a desk whose schedule sends what it issued to these targets."""
    root = into / "desk"
    if not root.exists():
        shutil.copytree(issued, root)
    lines = "".join(f"      - {target}\n" for target in targets)
    (root / "briefpress.yaml").write_text(
        "publication: Plain desk\nevidence: unlocked\nschedules:\n  - id: morning\n    every: day at 00:00\n"
        f"    formats: [json]\n    deliver:\n{lines}{more}",
        encoding="utf-8",
    )
    return root
