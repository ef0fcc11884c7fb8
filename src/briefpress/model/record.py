"""What all records share: strictness, ids, references to other records, and text."""

from __future__ import annotations

import re
from abc import abstractmethod
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar, cast, get_args

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import PydanticCustomError, core_schema
from typing_extensions import override

from briefpress.model.dates import When

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator
    from datetime import date

    from briefpress.diagnostics import Path

T = TypeVar("T")

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_LONGEST_ID = 100
"""Characters of an id: it names files, and most file systems stop at 255 bytes."""
_LINK = re.compile(r"(https?://[^\s/]+|mailto:[^\s@]+@[^\s@]+)\S*\Z")
_LONGEST_TEXT = 10_000
"""Characters of one piece of text: more than a page holds, few enough that no Markdown takes long to read."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


class Part(BaseModel):
    """A piece of content: immutable, and every key known."""

    # Most models are only read as pieces of others: to build what reads each alone would cost as much again.
    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)


class _Word(str):
    """A string that is checked once and keeps its meaning as a type."""

    __slots__ = ()

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_after_validator_function(cls.parse, core_schema.str_schema(strict=True))

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, object]:
        # The text before it is checked: what a schema can say of it is a pattern.
        return {"type": "string", **cls.told()}

    @classmethod
    @abstractmethod
    def told(cls) -> dict[str, object]:
        """Return what a JSON Schema says of the word."""

    @classmethod
    @abstractmethod
    def parse(cls, text: str) -> Self:
        """Return the checked word; raises PydanticCustomError."""


class Id(_Word):
    """Lower-case words joined by hyphens."""

    __slots__ = ()

    @override
    @classmethod
    def told(cls) -> dict[str, object]:
        """Return the pattern of an id."""
        return {"pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": _LONGEST_ID}

    @override
    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the id; raises PydanticCustomError."""
        if len(text) > _LONGEST_ID:
            raise PydanticCustomError("bad_id", "an id has at most {most} characters", {"most": _LONGEST_ID})
        if not _ID.match(text):
            raise PydanticCustomError(
                "bad_id", "'{text}' is not an id: lower-case words joined by hyphens", {"text": text}
            )
        return cls(text)


class Ref(Id):
    """The id of another record; `folder` says of which kind."""

    __slots__ = ()
    folder: ClassVar[str]


class SourceRef(Ref):
    """The id of a Source."""

    folder = "sources"


class ClaimRef(Ref):
    """The id of a Claim."""

    folder = "claims"


class SeriesRef(Ref):
    """The id of a Series."""

    folder = "series"


class EventRef(Ref):
    """The id of an Event."""

    folder = "events"


class ThemeRef(Ref):
    """The id of a Theme."""

    folder = "themes"


class AudienceRef(Ref):
    """The id of an Audience."""

    folder = "audiences"


class Line(_Word):
    """One line of plain text, not blank, white space folded."""

    __slots__ = ()

    @override
    @classmethod
    def told(cls) -> dict[str, object]:
        """Return the pattern of text that is not blank."""
        return {"pattern": r"\S"}

    @override
    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the text on one line; raises PydanticCustomError."""
        if len(text) > _LONGEST_TEXT:
            raise PydanticCustomError("long_text", "text has more than {most} characters", {"most": _LONGEST_TEXT})
        if control := _CONTROL.search(text):
            code = f"U+{ord(control[0]):04X}"
            raise PydanticCustomError("bad_text", "text holds the control character {code}", {"code": code})
        folded = " ".join(text.split())
        if not folded:
            raise PydanticCustomError("blank_text", "text is blank")
        return cls(folded)


class Restricted(Part):
    """Content that may be meant for some audiences only, or for nobody before a date."""

    only: tuple[AudienceRef, ...] | None = None
    not_before: When | None = None
    """Under embargo until this date begins: nobody sees it before."""

    def released(self, as_of: date) -> bool:
        """Tell whether its embargo, if it has one, is over on a day."""
        return self.not_before is None or self.not_before.first <= as_of

    def meant_for(self, audience: str) -> bool:
        """Tell whether this audience may see it."""
        return self.only is None or audience in self.only


class Record(Restricted):
    """A piece of content with an id of its own."""

    id: Id


def linkable(url: str) -> bool:
    """Tell whether an address may become a link in a reader's PDF: nothing but the web and mail."""
    return _LINK.match(url) is not None


def walk(value: object, path: Path = (), as_of: date | None = None) -> Iterator[tuple[Path, object]]:
    """Yield every piece inside a record with its path, in the order of the fields.

    With a date, pieces that are still under embargo are passed over.
    """
    if as_of is not None and isinstance(value, Restricted) and not value.released(as_of):
        return
    yield path, value
    if isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            yield from walk(getattr(value, name), (*path, field.alias or name), as_of)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from walk(item, (*path, index), as_of)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from walk(key, (*path, key), as_of)
            yield from walk(item, (*path, key), as_of)


def find(
    value: object, kind: type[T], reader: str | None = None, but: tuple[type, ...] = ()
) -> Iterator[tuple[Path, T]]:
    """Yield the pieces of one type inside a record with their paths, in the order of the fields.

    With a reader, pieces meant for other audiences are passed over; with `but`, what lies inside pieces of these types.
    """
    found: list[tuple[Path, Any]] = []
    _search(value, (), (kind, reader, but), found)
    return iter(found)


def _search(
    value: Any,  # noqa: ANN401 - whatever stands in a record
    path: Path,
    asked: tuple[type, str | None, tuple[type, ...]],
    found: list[tuple[Path, Any]],
) -> None:
    # Into a list, for a generator inside generators would hand every piece up level by level.
    one: type = type(value)
    kind, reader, but = asked
    restricted, sought, holds = _nature(one, kind, but)
    if restricted and reader is not None and not value.meant_for(reader):
        return
    if sought:
        found.append((path, value))
    if holds is tuple:
        for index, item in enumerate(value):
            _search(item, (*path, index), asked, found)
    elif holds is dict:
        for key, item in value.items():
            if reader is None or not isinstance(key, AudienceRef) or key == reader:
                _search(key, (*path, key), asked, found)
                _search(item, (*path, key), asked, found)
    elif holds:
        for name, key in ways(one, kind):
            _search(getattr(value, name), (*path, key), asked, found)


@cache
def _nature(one: type, kind: type, but: tuple[type, ...]) -> tuple[bool, bool, type | None]:
    """Return whether a type is restricted, whether it is sought, and what holds pieces in it; pydantic tells slowly."""
    holds = None if issubclass(one, but) else next((it for it in (BaseModel, tuple, dict) if issubclass(one, it)), None)
    return issubclass(one, Restricted), issubclass(one, kind), holds


@cache
def ways(model: type[BaseModel], kind: type) -> tuple[tuple[str, str], ...]:
    """Return the fields of a model, with their keys in YAML, below which a type may be found.

    A desk has few types and many records: without this a check would look at every word of every claim.
    """
    return tuple(
        (name, field.alias or name)
        for name, field in model.model_fields.items()
        if any(_leads(part, kind) for part in _named(cast("Hashable", field.annotation)))
    )


def _leads(part: type, kind: type) -> bool:
    return issubclass(part, kind) or issubclass(kind, part)


@cache
def _named(annotation: Hashable) -> frozenset[type]:
    """Return every type that an annotation names, those inside its models included."""
    found: set[type] = set()
    waiting: list[Any] = [annotation]
    while waiting:
        one = waiting.pop()
        waiting += get_args(one)
        if isinstance(one, type) and one not in found:
            found.add(one)
            if issubclass(one, BaseModel):
                waiting += [field.annotation for field in one.model_fields.values()]
    return frozenset(found)
