"""Content sampled from the models themselves: every field filled, and beside every visible piece a hidden one.

Hidden pieces carry canaries in all their texts and ids, so a new field or a new block is covered without a word here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from itertools import count
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

from briefpress.diagnostics import Place
from briefpress.model.audience import Audience
from briefpress.model.blocks.assertion import Assertion, Timing
from briefpress.model.blocks.chart import ChartBlock, StripBlock
from briefpress.model.blocks.matrix import MatrixBlock
from briefpress.model.brief import Brief, Judgement
from briefpress.model.claim import Claim, ClaimKind, Formula
from briefpress.model.dates import PartialDate
from briefpress.model.desk import Desk
from briefpress.model.edition import Library
from briefpress.model.entries import Conflict, Event, Point, Series, Term, Theme
from briefpress.model.quantity import Quantity
from briefpress.model.record import AudienceRef, Id, Line, Part, Ref, Restricted
from briefpress.model.source import Published, Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

READER, OTHER = "seen", "other"
CANARY = "canary"

BASE = {"sources": "s", "claims": "a", "series": "n", "events": "e", "themes": "t", "audiences": READER}
"""What references of visible pieces lead to."""
KINDS = {"sources": "Source", "claims": "Claim", "series": "Series", "events": "Event"}
"""What references of hidden pieces lead to: hidden records of these kinds."""
_SIMPLE: dict[object, object] = {int: 5, bool: True, Decimal: Decimal(5), PartialDate: "2025-01-02"}
_STRINGS = {
    "url": "https://{}.example/",
    "currency": "USD",
    "sha256": "0" * 64,
    "language": "de",
    "template": "brief.html.j2",
    "absent": "{}",
    **dict.fromkeys(("accent", "second", "fill", "tint"), "#112233"),
}
"""Plain strings that must have a shape, by field."""


def _claim(given: dict[str, Any]) -> dict[str, Any]:
    kind = given["kind"]
    wrong = {"derived": "derived", "absent": "gap", "when": "event"}
    kept = {key: value for key, value in given.items() if key not in wrong or wrong[key] == kind}
    if kind not in {"plan", "forecast"}:
        kept = {key: value for key, value in kept.items() if key not in {"due", "outcome"}}
    if kind in {"derived", "gap"}:
        kept = {key: value for key, value in kept.items() if key not in {"value", "evidence"}}
    return {**kept, "supersedes": (), "lowered": None}


def _matrix(given: dict[str, Any]) -> dict[str, Any]:
    rows = tuple({**row, "cells": row["cells"][:1]} for row in given["rows"])
    return {**given, "columns": given["columns"][:1], "rows": rows}


def _audience(given: dict[str, Any]) -> dict[str, Any]:
    # One section, as the angle fills one; evidence and sources stand in a brief once, for their links lead there.
    section = given["sections"][0]
    once = [
        one
        for one in section["blocks"]
        if one["block"] not in {"evidence", "sources"} or one.keys() & {"only", "not_before"}
    ]
    return {**given, "sections": ({**section, "blocks": tuple(once)},)}


def _only(*keys: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """Return what keeps just these keys and those of Restricted."""
    return lambda given: {key: value for key, value in given.items() if key in {*keys, "only", "not_before"}}


_FITTED: dict[type[Part], Callable[[dict[str, Any]], dict[str, Any]]] = {
    Audience: _audience,
    Claim: _claim,
    MatrixBlock: _matrix,
    Quantity: _only("words", "period", "basis"),
    Published: _only("not_before", "reason"),
    Point: _only("label", "at", "claim", "against"),
    Formula: lambda given: {"sum": given["sum"]},
    Assertion: lambda given: {"largest": given["largest"]},
    **dict.fromkeys((ChartBlock, StripBlock), lambda given: {**given, "asserts": ()}),
    Timing: lambda given: {"past": given["past"]},
    Judgement: lambda given: {**given, "kind": "prediction", "likelihood": "likely"},
    Term: lambda given: {**given, "forms": (*given["forms"], "Visible"), "known_by": ()},
    Conflict: lambda given: {**given, "sides": (given["sides"][0], {**given["sides"][0], "claims": ("b",)})},
}
"""What the rules between the fields of one piece ask for."""


@dataclass
class Sampler:
    """Makes content; hidden pieces are kept away from READER by these fields, such as `only` or `not_before`."""

    hiding: dict[str, object]
    met: set[str] = field(default_factory=set)
    """The classes of which hidden pieces were made."""
    _numbers: Iterator[int] = field(default_factory=count)

    def library(self) -> Library:
        """Return a library in which a hidden twin stands beside every visible record and piece."""
        base = {
            "sources": self.both(Source, "s"),
            "claims": self._claims(),
            "series": self.both(Series, "n"),
            "events": self.both(Event, "e", claims=()),
            "terms": self.both(Term, "w"),
            "conflicts": self.both(Conflict, "c", kind="contradiction"),
            "themes": self.both(Theme, "t"),
            "audiences": {name: self.visible(Audience, name) for name in (READER, OTHER)},
            "briefs": {"b": self.visible(Brief, "b")},
        }
        kinds: dict[str, Any] = base
        places = {(folder, name): Place(f"{folder}/{name}") for folder, found in kinds.items() for name in found}
        return Library(desk=Desk.model_validate({"publication": "A desk"}), places=places, **kinds)

    def _claims(self) -> dict[str, Claim]:
        quantity = {"number": 4, "unit": "boats"}
        told = dict.fromkeys((READER, OTHER), "It floats.")
        claims = {name: self.visible(Claim, name, kind="reported", value=quantity, means=told) for name in ("a", "b")}
        for kind in get_args(ClaimKind):
            name = hidden_id("Claim") if kind == "reported" else f"{marked('Claim')}-{kind}"
            claims[name] = self.hidden(Claim, kind=kind, id=name)
        return claims

    def both(self, model: type[Any], name: str, **given: object) -> dict[str, Any]:
        """Return a visible record and a hidden one."""
        made = (self.visible(model, name, **given), self.hidden(model, **given))
        return {one.id: one for one in made}

    def visible(self, model: type[Any], name: str, **given: object) -> Any:  # noqa: ANN401 - a record of that model
        """Return a record that everybody may see."""
        return model.model_validate({**self._part(model, "", {"kind": given.get("kind")}), "id": name, **given})

    def hidden(self, model: type[Any], **given: object) -> Any:  # noqa: ANN401 - a record of that model
        """Return a record that READER may not see."""
        return model.model_validate(
            {**self._part(model, CANARY, {"kind": given.get("kind")}), "id": hidden_id(model.__name__), **given}
        )

    def _part(self, model: type[Part], mark: str, fixed: dict[str, object] | None = None) -> dict[str, Any]:
        if mark:
            self.met.add(model.__name__)
            mark = marked(model.__name__)
        given: dict[str, Any] = {key: value for key, value in (fixed or {}).items() if value is not None}
        for name, info in model.model_fields.items():
            if name not in given and name not in Restricted.model_fields:
                given[info.alias or name] = self._value(info.annotation, mark, name)
        given = _FITTED[model](given) if model in _FITTED else given
        return {**given, **self.hiding} if mark and issubclass(model, Restricted) else given

    def _value(self, kind: Any, mark: str, name: str) -> Any:  # noqa: ANN401 - any annotation
        origin, arguments = get_origin(kind), get_args(kind)
        if origin is Annotated:
            return self._value(arguments[0], mark, name)
        if origin in (Union, UnionType):
            members = [member for member in arguments if member is not NoneType]
            return self._value(members[0], mark, name)
        if origin is Literal:
            return arguments[0]
        if origin is tuple:
            return self._tuple(arguments, mark, name)
        if origin is dict:
            readers = (READER, OTHER) if arguments[0] is AudienceRef else ("body",)
            return {key: self._value(arguments[1], mark, name) for key in readers}
        if kind in _SIMPLE:
            return _SIMPLE[kind]
        if issubclass(kind, Part):
            return self._part(kind, mark)
        return self._text(kind, mark, name)

    def _tuple(self, arguments: tuple[Any, ...], mark: str, name: str) -> tuple[Any, ...]:
        if arguments[-1] is not Ellipsis:
            return tuple(
                "ab"[index] if _is_ref(one) else self._value(one, mark, name) for index, one in enumerate(arguments)
            )
        kinds = _members(arguments[0])
        if get_origin(kinds[0]) is Literal:
            return get_args(kinds[0])
        found: list[Any] = []
        for kind in kinds:
            if isinstance(kind, type) and issubclass(kind, Restricted) and not mark:
                # A piece that may be hidden by itself has a hidden twin.
                found += [self._part(kind, ""), self._part(kind, CANARY)]
            else:
                found += [self._value(kind, mark, name)] * (1 if _is_ref(kind) else 2)
        return tuple(found)

    def _text(self, kind: type[Any], mark: str, name: str) -> str:
        if issubclass(kind, Ref):
            return hidden_id(KINDS[kind.folder]) if mark and kind.folder in KINDS else BASE[kind.folder]
        number = next(self._numbers)
        letters = "".join(chr(ord("a") + int(digit)) for digit in str(number))
        if issubclass(kind, Id):
            return f"{mark}-{letters}" if mark else "body" if name == "id" else f"x-{letters}"
        if issubclass(kind, Line):
            return f"{mark}{letters} stands here" if mark else f"Visible {name}"
        return _STRINGS[name].format(f"{mark}{letters}")


def marked(kind: str) -> str:
    """Return the word that a hidden piece of a kind has in all its texts."""
    return f"{CANARY}{kind.lower()}"


def hidden_id(kind: str) -> str:
    """Return the id of the hidden record of a kind."""
    return f"{marked(kind)}-x"


def _is_ref(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, Ref)


def _members(kind: Any) -> list[Any]:  # noqa: ANN401 - any annotation
    if get_origin(kind) is Annotated:
        return _members(get_args(kind)[0])
    if get_origin(kind) in (Union, UnionType):
        return [member for member in get_args(kind) if member is not NoneType]
    return [kind]


def restricted() -> set[str]:
    """Return the names of all kinds of content that may be kept from somebody."""
    found: set[str] = set()
    waiting: list[type[Restricted]] = [Restricted]
    while waiting:
        below = waiting.pop().__subclasses__()
        waiting += below
        found |= {kind.__name__ for kind in below if not kind.__subclasses__()}
    return found
