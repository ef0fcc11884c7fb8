"""YAML to nodes by the YAML 1.2 core schema, each with its position; hostile input is refused, not expanded."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from briefpress.diagnostics import Diagnostic, Label, Span, error
from briefpress.load import syntax
from briefpress.model.files import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.diagnostics import Path

MAX_DEPTH = 40
MAX_LINE = 100_000
_LONGEST_INT = 40

Plain = None | bool | int | Decimal | str | tuple["Plain", ...] | dict[str, "Plain"]

_NULL = frozenset(("", "~", "null", "Null", "NULL"))
_BOOL = {
    text: value for value, word in ((True, "true"), (False, "false")) for text in (word, word.title(), word.upper())
}
_INT = re.compile(r"[-+]?[0-9]+\Z")
_OCTAL_OR_HEX = re.compile(r"0o[0-7]+\Z|0x[0-9a-fA-F]+\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")
_NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)\Z|\.(nan|NaN|NAN)\Z")


class Scalar(NamedTuple):
    """A single value."""

    span: Span
    value: bool | int | Decimal | str | None


class Sequence(NamedTuple):
    """A list."""

    span: Span
    items: tuple[Node, ...]


class Mapping(NamedTuple):
    """Keys and values in the order of the file."""

    span: Span
    keys: dict[str, Span]
    items: dict[str, Node]


Node = Scalar | Sequence | Mapping


class Refused(Exception):
    """Input that is not read further; carries its diagnostic."""

    def __init__(self, finding: Diagnostic) -> None:
        super().__init__(finding.message)
        self.finding = finding


def read(data: bytes, file: str) -> tuple[Node | None, list[Diagnostic]]:
    """Return the node of a YAML file and what is wrong with it. The node is None where nothing can be read."""
    try:
        text = _text(data, file)
        return _Reader(text, file).document()
    except Refused as refused:
        return None, [refused.finding]


def plain(node: Node) -> Plain:
    """Return a node as plain data: text, exact numbers, tuples and dicts."""
    match node:
        case Scalar():
            return node.value
        case Sequence():
            return tuple(plain(item) for item in node.items)
        case Mapping():
            return {key: plain(item) for key, item in node.items.items()}


def resolve(text: str) -> bool | int | Decimal | str | None:
    """Resolve a plain scalar by the core schema of YAML 1.2.2, section 10.3.2; decimals keep every place."""
    if text in _NULL:
        return None
    if text in _BOOL:
        return _BOOL[text]
    if _INT.match(text) and len(text) <= _LONGEST_INT:
        return int(text)
    if _OCTAL_OR_HEX.match(text):
        return int(text, 0) if len(text) <= _LONGEST_INT else Decimal("NaN")
    if _NOT_FINITE.match(text):
        return Decimal(text.replace(".", "").lower())
    if not _FLOAT.match(text):
        return text
    try:
        return Decimal(text)
    except InvalidOperation:  # an exponent of more than eighteen digits
        return Decimal("NaN")


def locate(node: Node, path: Path, *, key: bool = False) -> Span:
    """Return where a path leads, as far as it leads; `key` asks for the key of the last step."""
    span = node.span
    for step in path:
        match node:
            case Mapping() if step in node.items:
                name = str(step)
                span = node.keys[name]
                node = node.items[name]
            case Sequence() if isinstance(step, int) and 0 <= step < len(node.items):
                node = node.items[step]
                span = node.span
            case _:
                break
    if key or isinstance(node, Scalar):
        return span if key else node.span
    if isinstance(node, Mapping):
        # A whole mapping is too much to point at: its first key says where it begins.
        return next(iter(node.keys.values()), node.span)
    # So is a list of several lines: the key before it, or its first character.
    start = node.span
    if start.line == start.end_line:
        return start
    return span if span != start else Span(start.file, start.line, start.column, start.line, start.column + 1)


def _text(data: bytes, file: str) -> str:
    if len(data) > MAX_BYTES:
        raise Refused(
            error(
                "BP003",
                f"file is larger than {MAX_BYTES // 1024**2} MiB",
                Span(file),
                help="split it: records may stand in any number of files",
            )
        )
    data = data.removeprefix(BOM_UTF8)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as why:
        before = syntax.lines(data[: why.start].decode("utf-8", "replace"))
        line, column = len(before), len(before[-1]) + 1
        where = Span(file, line, column, line, column + 1)
        raise Refused(error("BP002", "file is not text in UTF-8", where, help="save it as UTF-8")) from None
    if hidden := syntax.unseen(text, file):
        raise Refused(hidden)
    for number, written in enumerate(syntax.lines(text), 1):
        if len(written) > MAX_LINE:
            where = Span(file, number, MAX_LINE + 1, number, MAX_LINE + 2)
            raise Refused(
                error(
                    "BP003",
                    f"line is longer than {MAX_LINE:,} characters",
                    where,
                    help="use a block scalar (>-) and break the text",
                )
            )
    return text


class _Reader:
    """Builds nodes from libyaml's events: a flat stream, so that depth and aliases can be refused before they cost."""

    def __init__(self, text: str, file: str) -> None:
        self._file = file
        self._found: list[Diagnostic] = []
        self._events = self._stream(text)

    def document(self) -> tuple[Node | None, list[Diagnostic]]:
        next(self._events)
        event = next(self._events)
        if isinstance(event, yaml.StreamEndEvent):
            empty = error("BP008", "file is empty", Span(self._file), help="write a record, or remove the file")
            return None, [empty]
        node = self._node(next(self._events), 1)
        next(self._events)
        event = next(self._events)
        if not isinstance(event, yaml.StreamEndEvent):
            raise Refused(
                error(
                    "BP009",
                    "file holds more than one document",
                    self._span(event),
                    help="remove the '---' line",
                )
            )
        return node, self._found

    def _stream(self, text: str) -> Iterator[Any]:
        loader = yaml.CSafeLoader(text)
        following = loader.get_event
        try:
            while True:
                yield following()
        except yaml.MarkedYAMLError as why:
            raise Refused(syntax.fault(why, text, self._file)) from None
        except yaml.reader.ReaderError as why:
            raise Refused(syntax.forbidden(why, text, self._file)) from None
        finally:
            loader.dispose()

    def _node(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent | yaml.AliasEvent, depth: int) -> Node:
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            raise Refused(
                error(
                    "BP006",
                    "anchors and aliases are not read",
                    self._span(event),
                    help="write a fact once as a claim and refer to its id; quote text that begins with * or &",
                )
            )
        if event.tag and event.tag != "!":
            hint = "quote text that begins with !"
            raise Refused(error("BP006", f"tags are not read: '{event.tag}'", self._span(event), help=hint))
        if depth > MAX_DEPTH:
            hint = "content is never nested this deep: close the brackets that are open"
            raise Refused(error("BP007", f"nested deeper than {MAX_DEPTH} levels", self._span(event), help=hint))
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(event, depth)
        return self._mapping(event, depth)

    def _sequence(self, start: yaml.Event, depth: int) -> Sequence:
        items = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._node(event, depth + 1))
        return Sequence(self._span(start, event), tuple(items))

    def _mapping(self, start: yaml.Event, depth: int) -> Mapping:
        keys: dict[str, Span] = {}
        items: dict[str, Node] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(next(self._events), depth + 1)
            if not isinstance(key, Scalar) or not isinstance(key.value, str):
                hint = "quote it" if isinstance(key, Scalar) and key.value is not None else "a key is a word"
                self._found.append(error("BP012", "key is not text", key.span, help=hint))
            elif key.value in items:
                first = Label(keys[key.value], "first written here")
                self._found.append(
                    error(
                        "BP005",
                        f"duplicate key '{key.value}'",
                        key.span,
                        others=[first],
                        help="keep one of them",
                    )
                )
            else:
                keys[key.value], items[key.value] = key.span, value
        return Mapping(self._span(start, event), keys, items)

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        # implicit[0] holds for plain scalars only: what is quoted is text.
        return Scalar(self._span(event), resolve(event.value) if event.implicit[0] else event.value)

    def _span(self, event: yaml.Event, end: yaml.Event | None = None) -> Span:
        # libyaml's events always have marks, which the type does not say.
        first: Any = event.start_mark
        last: Any = (end or event).end_mark
        return Span(self._file, first.line + 1, first.column + 1, last.line + 1, last.column + 1)
