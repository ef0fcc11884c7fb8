"""What shaped the bytes of an edition beside what it says, and what of that is another by now."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_ELSEWHERE = {"library.html.j2", "feed.xml.j2", "css/library.css"}
"""Templates of what stands around editions."""


def otherwise(
    tools: tuple[Mapping[str, str], Mapping[str, str]],
    templates: tuple[Mapping[str, str], Mapping[str, str]],
    foreign: Collection[str],
) -> list[str]:
    """Return what differs between then and now, in words; `foreign` are the templates of other audiences."""
    was, now = templates
    names = {name for name in was.keys() | now.keys() if was.get(name) != now.get(name)}
    names -= {*_ELSEWHERE, *foreign, *(name for name in names if name.endswith(".md"))}
    fonts = {name for name in names if name.startswith("fonts/")}
    found = [word for word, some in (("templates", names - fonts), ("fonts", fonts)) if some]
    before, after = tools
    # Of a tool that had no part in it then nothing is known.
    return [
        *found,
        *(
            f"{name} {before[name]} to {after[name]}"
            for name in sorted(before.keys() & after.keys())
            if before[name] != after[name]
        ),
    ]
