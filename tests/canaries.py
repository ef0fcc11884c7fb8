"""Canaries: words put into content that is meant for some audiences only, to see whether they get out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar, cast

from pydantic import BaseModel

from briefpress.model.audience import Audience
from briefpress.model.brief import Brief
from briefpress.model.claim import Claim
from briefpress.model.dates import PartialDate
from briefpress.model.record import AudienceRef, ClaimRef, EventRef, Line, Record, Restricted, SeriesRef, SourceRef
from briefpress.model.source import Source
from briefpress.model.view import parts
from briefpress.model.waiver import Waiver

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from briefpress.model.edition import Library

FOLDERS = ("sources", "claims", "series", "events", "terms", "conflicts", "themes")
FAR = "2999"
"""A year in which nothing here is printed."""
P = TypeVar("P", bound=BaseModel)


def kinds() -> set[type[Restricted]]:
    """Return every kind of content that may carry `only` and is printed, but for what one asks for by name."""
    found: set[type[Restricted]] = set()
    waiting: list[type[Restricted]] = [Restricted]
    while waiting:
        below = waiting.pop().__subclasses__()
        waiting += below
        found.update(kind for kind in below if not kind.__subclasses__())
    return found - {Audience, Brief, Waiver}


def _changed(part: P, change: Callable[[Any], Any]) -> P:
    return part.model_copy(update={name: change(getattr(part, name)) for name in type(part).model_fields})


def strings(value: object) -> Iterator[str]:
    """Yield every string inside content, a View or an Edition, keys included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from strings((*value, *value.values()))
    elif isinstance(value, tuple | frozenset | list):
        for item in value:
            yield from strings(item)
    else:
        for name in _names(value):
            yield from strings(getattr(value, name))


def _names(value: object) -> Iterable[str]:
    if isinstance(value, BaseModel):
        return type(value).model_fields
    return [one.name for one in fields(value)] if is_dataclass(value) else parts(value)


@dataclass
class Marker:
    """Marks each piece of a library for readers chosen at random, and its words with a code of its own.

    The choice is who may see a piece, or None for all, and the date until which nobody may.
    """

    choose: Callable[[], tuple[tuple[str, ...] | None, str | None]]
    readers: frozenset[str]
    seen_by: dict[str, frozenset[str]] = field(default_factory=dict)
    """The readers who may see each code."""
    later: set[str] = field(default_factory=set)
    """Sources and claims under embargo."""

    def library(self, held: Library) -> Library:
        """Return the library with all its pieces marked."""
        self.later = self._resting({name for name in (*held.sources, *held.claims) if self.choose()[1]}, held)
        marked = {folder: self._records(held.folder(folder)) for folder in (*FOLDERS, "audiences", "briefs")}
        return replace(held, **cast("dict[str, Any]", marked))

    def _resting(self, later: set[str], held: Library) -> set[str]:
        """Return what must be under embargo because something that it rests on is: a check demands that."""
        rests = {
            name: {*claim.sources, *(claim.derived.terms if claim.derived else ())}
            for name, claim in held.claims.items()
        }
        while more := {name for name, under in rests.items() if under & later} - later:
            later = later | more
        return later

    def _records(self, records: Mapping[str, Record]) -> dict[str, Record]:
        return {name: self._marked(record, self.readers) for name, record in records.items()}

    def _marked(self, part: P, seen_by: frozenset[str], code: str = "") -> P:
        if isinstance(part, Restricted):
            only, until = (None, None) if isinstance(part, Audience | Brief) else self.choose()
            if isinstance(part, Source | Claim):
                until = FAR if part.id in self.later else None
            update = {"only": only and tuple(map(AudienceRef, only)), "not_before": until and PartialDate.parse(until)}
            part = part.model_copy(update=update)
            seen_by &= frozenset() if until else self.readers if only is None else frozenset(only)
            code = self._code(seen_by)
        return _changed(part, lambda value: self._value(value, seen_by, code))

    def _value(self, value: object, seen_by: frozenset[str], code: str) -> object:
        if isinstance(value, BaseModel):
            return self._marked(value, seen_by, code)
        if isinstance(value, Line):
            return type(value)(f"{value} {code}")
        if isinstance(value, tuple):
            return tuple(self._value(item, seen_by, code) for item in value)
        if isinstance(value, dict):
            return {key: self._entry(key, item, seen_by, code) for key, item in value.items()}
        return value

    def _entry(self, key: object, item: object, seen_by: frozenset[str], code: str) -> object:
        if isinstance(key, AudienceRef):
            seen_by &= {str(key)}
            code = self._code(seen_by)
        return self._value(item, seen_by, code)

    def _code(self, seen_by: frozenset[str]) -> str:
        code = f"qz{len(self.seen_by)}zq"
        self.seen_by[code] = seen_by
        return code


@dataclass
class Twins:
    """Puts a twin for one reader beside every piece of a library: the same, with a word that gives it away."""

    reader: str
    made: set[type[Restricted]] = field(default_factory=set)
    """The kinds of content that have twins."""

    def library(self, held: Library) -> Library:
        """Return the library with twins of all records, and of the pieces in audiences and briefs."""
        found: dict[str, Any] = {
            folder: {name: self._with_twins(record) for name, record in held.folder(folder).items()}
            for folder in (*FOLDERS, "audiences", "briefs")
        }
        for folder in FOLDERS:
            twins = [self._twin(record) for record in held.folder(folder).values()]
            found[folder] |= {record.id: record for record in twins}
        return replace(held, **found)

    @staticmethod
    def word(kind: type[Restricted]) -> str:
        """Return the word that gives a twin of a kind away."""
        return f"canary-{kind.__name__}"

    def _with_twins(self, value: Any) -> Any:  # noqa: ANN401 - content of any type
        if isinstance(value, BaseModel):
            return _changed(value, self._with_twins)
        if isinstance(value, dict):
            return {key: self._with_twins(item) for key, item in value.items()}
        if isinstance(value, tuple):
            twins = [self._twin(item) for item in value if isinstance(item, Restricted)]
            return (*(self._with_twins(item) for item in value), *twins)
        return value

    def _twin(self, part: P) -> P:
        twin = self._hidden(part, "")
        return twin.model_copy(update={"id": type(part.id)(f"{part.id}-twin")}) if isinstance(part, Record) else twin

    def _hidden(self, part: P, word: str) -> P:
        if isinstance(part, Restricted):
            self.made.add(type(part))
            word = self.word(type(part))
            part = part.model_copy(update={"only": (AudienceRef(self.reader),)})
        return _changed(part, lambda value: self._word(value, word))

    def _word(self, value: object, word: str) -> object:
        if isinstance(value, BaseModel):
            return self._hidden(value, word)
        if isinstance(value, SourceRef | ClaimRef | SeriesRef | EventRef):
            # What only this reader sees may rest on what only this reader sees.
            return type(value)(f"{value}-twin")
        if isinstance(value, Line):
            return type(value)(f"{value} {word}")
        if isinstance(value, tuple):
            return tuple(self._word(item, word) for item in value)
        if isinstance(value, dict):
            return {key: self._word(item, word) for key, item in value.items()}
        return value
