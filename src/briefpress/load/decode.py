"""Nodes to records: pydantic finds every fault at once, and each is put back to where it stands in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, Union, get_args, get_origin

from pydantic import ValidationError

from briefpress.diagnostics import Diagnostic, closest, error, suggest
from briefpress.load.nodes import Mapping, Node, Scalar, Sequence, locate, plain
from briefpress.model.record import Part

if TYPE_CHECKING:
    from types import UnionType

    from pydantic_core import ErrorDetails

    from briefpress.diagnostics import Path
    from briefpress.load.nodes import Plain

M = TypeVar("M", bound=Part)

_CODES = {
    "bad_date": "BP105",
    "bad_id": "BP106",
    "bad_number": "BP107",
    "long_number": "BP107",
    "bad_quantity": "BP107",
    "bad_currency": "BP107",
    "bad_formula": "BP107",
    "bad_point": "BP107",
    "bad_text": "BP108",
    "long_text": "BP108",
    "blank_text": "BP108",
    "needs": "BP109",
    "unfit": "BP109",
    "bad_published": "BP109",
    "bad_cron": "BP113",
    "bad_words": "BP113",
    "bad_zone": "BP113",
    "bad_moment": "BP113",
    "bad_length": "BP113",
    "uneven": "BP111",
    "too_short": "BP111",
    "too_long": "BP111",
}
_HELP = {
    "bad_date": "write 2025-04-29, 2025-04, 2024-Q4 or 2025",
    "bad_id": "for example capex-plan-2025",
    "bad_number": "write digits alone: no quotes, no commas, no unit",
    "long_number": "use 'scale': k, m, bn or tn",
    "bad_currency": "for example USD",
    "bad_language": "for example en-GB",
    "bad_cron": "minute, hour, day of month, month and day of week, for example '0 7 * * 1-5'",
    "bad_words": "for example 'every: weekday at 07:00', 'every: 2 hours', 'on: the first Monday at 07:00'",
    "bad_zone": "write the IANA name, for example Europe/London",
    "bad_moment": "write 2026-12-01 07:00; 'zone' says whose clock is meant",
    "bad_length": "write 30 minutes, 24 hours, 3 days or 2 weeks",
    "bad_store": "write s3://bucket/folder, gs://bucket/folder or az://container/folder, without keys",
    "bad_text": "remove it: it cannot be seen, and often comes with text pasted from elsewhere",
    "long_text": "split it into several",
    "blank_text": "write it, or remove the key",
    "uneven": "write null for a cell that no source fills",
}
_EXPECTED = {
    "string_type": "text",
    "tuple_type": "a list",
    "dict_type": "keys with values",
    "model_type": "keys with values",
    "model_attributes_type": "keys with values",
    "int_type": "a whole number",
    "bool_type": "true or false",
}


def decode(model: type[M], node: Node, data: Plain = None) -> tuple[M | None, list[Diagnostic]]:
    """Return the record that a node holds, or everything that is wrong with it; `data` is the node as plain data."""
    try:
        return model.model_validate(plain(node) if data is None else data), []
    except ValidationError as why:
        details = [(_yaml_path(model, node, detail["loc"]), detail) for detail in why.errors(include_url=False)]
        # One cause gives one error: a fault further down explains those around it, a misspelt key the missing one.
        paths = [path for path, _ in details]
        meant = {_meant(model, node, path) for path, detail in details if detail["type"] == "extra_forbidden"}
        return None, [
            _finding(model, node, path, detail)
            for path, detail in details
            if not _shadowed(path, paths) and not (detail["type"] == "missing" and path in meant)
        ]


def _shadowed(path: Path, paths: list[Path]) -> bool:
    return any(len(other) > len(path) and other[: len(path)] == path for other in paths)


def _meant(model: type[Part], node: Node, path: Path) -> Path:
    """Return the path of the key that an unknown one was meant to be."""
    return (*path[:-1], closest(str(path[-1]), _fields(model, node, path[:-1])))


def _yaml_path(model: type[Part], node: Node, loc: Path) -> Path:
    """Return the path without the names of union members, which pydantic adds and YAML does not have."""
    path: list[str | int] = []
    kinds: list[Any] = [model]
    tagged = False
    for step in loc:
        named = node.items.get("block") if isinstance(node, Mapping) and not tagged else None
        tagged = isinstance(named, Scalar) and named.value == step and any(_is_block(kind, step) for kind in kinds)
        if tagged:
            kinds = [kind for kind in kinds if _is_block(kind, step)]
            continue
        path.append(step)
        kinds = [inner for kind in kinds for inner in _step(kind, step)]
        if isinstance(node, Mapping) and step in node.items:
            node = node.items[str(step)]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
    return tuple(path)


def _finding(model: type[Part], node: Node, path: Path, detail: ErrorDetails) -> Diagnostic:
    kind = detail["type"]
    name = str(path[-1]) if path else ""
    match kind:
        case "union_tag_not_found":
            return error("BP101", "missing key 'block'", locate(node, path))
        case "missing" if isinstance(path[-1], str):
            return error("BP101", f"missing key '{name}'", locate(node, path[:-1]))
        case "extra_forbidden":
            known = _fields(model, node, path[:-1])
            if " " in name and detail["input"] is None:
                hint = "in {…} a comma begins a new key: put a text that holds one in quotes"
            else:
                hint = suggest(name, known) or f"the keys here are {', '.join(known)}"
            return error("BP102", f"unknown key '{name}'", locate(node, path, key=True), help=hint)
        case "literal_error" | "union_tag_invalid":
            return _not_one_of(node, path, detail)
        case _ if kind in _EXPECTED:
            found = _found(detail["input"])
            return error(
                "BP103", f"expected {_EXPECTED[kind]}, found {found}", locate(node, path), help=_way_out(kind, found)
            )
        case _:
            return _refused(node, path, detail)


def _refused(node: Node, path: Path, detail: ErrorDetails) -> Diagnostic:
    """Return the finding for a value of the right type that will not do."""
    kind, context = detail["type"], detail.get("ctx", {})
    key = kind == "unfit"
    if path[-1:] == ("[key]",):
        path, key = path[:-1], True
    # A rule about a whole record says at which of its keys it fails.
    where = locate(node, (*path, *context.get("at", ())), key=key)
    message = detail["msg"].replace("Input should", "value should")
    if kind in ("too_short", "too_long"):
        limit, words = (context["min_length"], "least") if kind == "too_short" else (context["max_length"], "most")
        message = (
            f"expected at {words} {limit} {'entry' if limit == 1 else 'entries'}, found {context['actual_length']}"
        )
    elif kind == "missing":
        kind, message = "too_short", "expected one more entry"
    return error(_CODES.get(kind, "BP112"), message[0].lower() + message[1:], where, help=_HELP.get(kind, ""))


def _way_out(kind: str, found: str) -> str:
    match found:
        case "nothing" if kind in ("model_type", "dict_type", "model_attributes_type"):
            return "indent what belongs to it"
        case "nothing":
            return "write it, or remove the key; what follows '#' is a comment"
        case "text" if kind == "tuple_type":
            return "put it in [ ], or one entry to a line after '- '"
        case "a list" | "keys with values" if kind == "string_type":
            return "quote text that begins with [ or {"
        case "text" | "nothing" | "a list" | "keys with values":
            return ""
        case _:
            return "quote it" if kind == "string_type" else ""


def _not_one_of(node: Node, path: Path, detail: ErrorDetails) -> Diagnostic:
    context = detail.get("ctx", {})
    known = (
        str(context.get("expected") or context.get("expected_tags", ""))
        .replace(" or ", ", ")
        .replace("'", "")
        .split(", ")
    )
    tag = detail["type"] == "union_tag_invalid"
    given = context.get("tag") if tag else detail["input"]
    where = locate(node, (*path, "block") if tag else path)
    some = f"one of {', '.join(known)}"
    if not isinstance(given, str):
        return error("BP103", f"expected text, found {_found(given)}", where, help=some)
    return error("BP104", f"'{given}' is not known here", where, help=suggest(given, known) or some)


def _found(value: object) -> str:
    match value:
        case None:
            return "nothing"
        case bool():
            return "true or false"
        case str():
            return "text"
        case tuple():
            return "a list"
        case dict():
            return "keys with values"
        case int():
            return "a number"
        case _:
            return "a number with decimals"


def _fields(model: type[Part], node: Node, path: Path) -> list[str]:
    """Return the keys that a model has at the end of a path: of a block, those of its kind alone."""
    kinds: list[Any] = [model]
    for step in path:
        kinds = [inner for kind in kinds for inner in _step(kind, step)]
        if isinstance(node, Mapping):
            node = node.items.get(str(step), node)
        elif isinstance(node, Sequence) and isinstance(step, int):
            node = node.items[step]
    block = node.items.get("block") if isinstance(node, Mapping) else None
    if isinstance(block, Scalar):
        kinds = [kind for kind in kinds if _is_block(kind, block.value)] or kinds
    return sorted({key for kind in kinds if _is_part(kind) for key in kind.model_fields})


def _is_block(kind: Any, name: object) -> bool:  # noqa: ANN401 - annotations are of any type
    field = kind.model_fields.get("block") if _is_part(kind) else None
    return field is not None and name in get_args(field.annotation)


def _step(kind: Any, step: str | int) -> list[Any]:  # noqa: ANN401 - annotations are of any type
    if _is_part(kind):
        field = kind.model_fields.get(str(step))
        return _members(field.annotation) if field else []
    arguments = get_args(kind)
    if get_origin(kind) is tuple:
        return _members(arguments[0])
    return _members(arguments[1]) if get_origin(kind) is dict else []


def _members(kind: type | UnionType | None) -> list[Any]:
    """Return the members of a union, or the type itself, without Annotated around it."""
    origin = get_origin(kind)
    if hasattr(kind, "__metadata__"):
        return _members(get_args(kind)[0])
    if origin is Union or str(origin) == "<class 'types.UnionType'>":
        return [member for part in get_args(kind) for member in _members(part)]
    return [kind]


def _is_part(kind: Any) -> bool:  # noqa: ANN401 - annotations are of any type
    return isinstance(kind, type) and issubclass(kind, Part)
