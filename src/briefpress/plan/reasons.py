"""Why an artifact would be made again: the named things that differ from what it was made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefpress.plan.fingerprint import Made


def reasons(before: Made | None, now: Made, *, intact: bool) -> tuple[str, ...]:
    """Return what differs, one thing to a line; nothing where the artifact stands as it would be made."""
    if before is None:
        return ("not made yet",)
    if before.fingerprint == now.fingerprint:
        return () if intact else ("the file on disk is missing or altered",)
    found = (
        *_differing("prints", before.parts, now.parts),
        *_differing("templates", before.templates, now.templates),
        *_versions(before.used, now.used),
    )
    return found or ("made by a briefpress that kept no record of its parts",)


def _differing(what: str, before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    for name in sorted(before.keys() | now.keys() if before else ()):
        if before.get(name) != now.get(name):
            how = "is new" if name not in before else "is gone" if name not in now else "differs"
            yield f"{what}: {name} {how}"


def _versions(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    for name in sorted((before.keys() | now.keys()) - {"templates"} if before else ()):
        if before.get(name) != now.get(name):
            yield f"tools: {name} {before.get(name, 'none')} → {now.get(name, 'none')}"
