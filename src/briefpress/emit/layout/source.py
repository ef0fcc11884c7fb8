"""The page as it was written: its elements in order, what each should print, and whose piece it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from briefpress.diagnostics import Place

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefpress.diagnostics import Span
    from briefpress.emit.layout.expected import Expected

PICTURES = frozenset(("svg", "img", "object", "embed", "video", "audio", "iframe", "canvas"))
_GIST, _FEWEST = 4, 3
"""Words that are looked for in a file, and the letters they have at least."""


@dataclass
class Source:
    """The elements of a page. They are told apart by identity: the engine keeps them in its boxes."""

    expected: Expected
    texts: dict[Any, str] = field(default_factory=dict)
    """What is written in each element that is shown, without what is in elements inside it."""
    pictures: list[Any] = field(default_factory=list)
    owners: dict[Any, str] = field(default_factory=dict)
    """The id of the piece that an element belongs to."""
    ids: dict[str, list[Any]] = field(default_factory=dict)
    links: list[tuple[str, Any]] = field(default_factory=list)

    def place(self, element: Any, text: str = "") -> Place | Span:  # noqa: ANN401 - an element of any tree
        """Return where an element was written, at some words of it if they stand there as they are printed."""
        found = self.expected.places.get(self.owners.get(element, ""), self.expected.otherwise)
        return found.at(words=text if len(text) == 1 else gist(text)) if isinstance(found, Place) and text else found


def gist(text: str) -> str:
    """Return the first words of a text, by which its file is searched; a mark or a number is found anywhere."""
    words = " ".join(text.replace("\N{WORD JOINER}", "").split()[:_GIST])
    return words if sum(map(str.isalpha, words)) >= _FEWEST else ""


def source(root: Any, style: Callable[[Any], Any], expected: Expected) -> Source:  # noqa: ANN401
    """Read a page as it was written; what its style sheets do not show is left out."""
    found = Source(expected)
    waiting: list[tuple[Any, str, bool]] = [(root, "", True)]
    while waiting:
        element, owner, shown = waiting.pop()
        name = element.get("id")
        if name:
            found.ids.setdefault(name, []).append(element)
            owner = name if name in expected.places else owner
        found.owners[element] = owner
        if element.tag == "a" and (element.get("href") or "").startswith("#"):
            found.links.append((element.get("href")[1:], element))
        shown = shown and style(element)["display"] != ("none",)
        if shown and style(element)["visibility"] == "visible":
            _read(element, found)
        if _local(element) == "svg":
            for inner in element.iterfind(".//*[@id]"):
                found.ids.setdefault(inner.get("id"), []).append(inner)
                found.owners[inner] = owner
        else:
            # From the back, so that they come off in the order in which they are read.
            waiting += [(child, owner, shown) for child in reversed(element) if isinstance(child.tag, str)]
    return found


def asker(root: Any, name: str, expected: Expected) -> Place | None:  # noqa: ANN401
    """Return the place of the piece that asks for a file, if one does: templates and style sheets ask for files too."""
    waiting: list[tuple[Any, Place | None]] = [(root, None)]
    while waiting:
        element, where = waiting.pop()
        where = expected.places.get(element.get("id") or "", where)
        if any(element.get(key) == name for key in ("src", "href", "data")):
            return where
        waiting += [(child, where) for child in reversed(element) if isinstance(child.tag, str)]
    return None


def _read(element: Any, found: Source) -> None:  # noqa: ANN401
    if _local(element) in PICTURES:
        found.pictures.append(element)
        return
    text = (element.text or "") + "".join(child.tail or "" for child in element)
    if text and not text.isspace():
        found.texts[element] = text


def _local(element: Any) -> str:  # noqa: ANN401
    return str(element.tag).rpartition("}")[2]
