"""Computed styles that elements share: those that match the same rules under parents that do."""

from __future__ import annotations

import re
from math import inf
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from weasyprint.css import ComputedStyle, InitialStyle, StyleFor, declaration_precedence, find_style_attributes
from weasyprint.css.validation import preprocess_declarations
from webencodings import ascii_lower

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_PLAIN = re.compile(r"[\w.-]+", re.ASCII)
"""An id or language that a style sheet would spell as the page does."""
_HINT = (0, 0, 0)
_SVG = "{http://www.w3.org/2000/svg}svg"
_CHANGED = frozenset(("note-call", "note-marker", "note-callback"))
"""Parts of an element whose style the engine changes for one alone."""

Rules = list[tuple[int, Any, Any]]
"""What an element matched: number of the sheet, specificity and payload."""


class Twin(ComputedStyle):  # type: ignore[misc]  # the engine has no types
    """The style of an element that differs from another one in its name alone, and asks that one for the rest."""

    def __init__(self, like: Any, *given: Any) -> None:  # noqa: ANN401 - the engine has no types
        super().__init__(*given)
        self.like = like
        self.specified = like.specified

    @property
    def anonymous_style(self) -> Any:  # noqa: ANN401
        """The style of boxes in it that have no element: a name is not handed down."""
        return self.like.anonymous_style

    def __missing__(self, key: str) -> Any:  # noqa: ANN401
        value = self[key] = super().__missing__(key) if key == "anchor" else self.like[key]
        return value


class SharedStyles(StyleFor):  # type: ignore[misc]
    """The styles of a page, each computed once for all elements that have it, and of their parts once asked for."""

    def __init__(self, html: Any, sheets: Any, hints: Any, font_config: Any, targets: Any) -> None:  # noqa: ANN401
        self._cascaded_styles: dict[Any, Any] = {}
        self._computed_styles: dict[Any, Any] = {}
        self.initial_page_sizes = {"box": None, "area": None}
        self._sheets = sheets
        self.font_config = font_config
        self._html = html
        self._targets = targets
        self._hints = hints
        self._first: dict[Any, Any] = {}
        self._nameless: dict[Any, Any] = {}
        self._kin: dict[Any, Any] = {}
        self._parts: dict[Any, dict[str, Rules]] = {}
        self._of_parts: dict[Any, Any] = {}
        self._naming: dict[int, bool] = {}
        self._choices: dict[Any, list[Any]] = {}
        self._ids = {name for sheet, _, _ in sheets for name in sheet.matcher.id_selectors}
        named: list[tuple[Any, str]] = []
        for wrapper in html.wrapper_element.iter_subtree():
            named += self._read(wrapper)
        for element, part in named:
            self._collect(self._part(element, part))

    def __call__(self, element: Any, pseudo_type: str | None = None) -> Any:  # noqa: ANN401
        """Return the style of an element or a part of it, or nothing."""
        if pseudo_type and (parts := self._parts.get(element)) is not None:
            if pseudo_type not in parts:
                return None
            self._part(element, pseudo_type)
        return super().__call__(element, pseudo_type)

    def _read(self, wrapper: Any) -> Iterable[tuple[Any, str]]:  # noqa: ANN401
        """Give an element its style; return those of its parts that have names."""
        element, matched, named = wrapper.etree_element, Rules(), []
        parts: dict[str, Rules] = {}
        for test, rule, part in self._choice(wrapper):
            if not test(wrapper):
                continue
            if part is None:
                matched.append(rule)
                continue
            parts.setdefault(part, []).append(rule)
            if self._names(rule[2]):
                named.append((element, part))
        self._parts[element] = parts
        self._style(element, wrapper.parent.etree_element if wrapper.parent else None, matched)
        return dict.fromkeys(named)

    def _choice(self, wrapper: Any) -> list[Any]:  # noqa: ANN401
        """Return the rules that may match an element by its tag, classes and id, in the order in which they count."""
        element = wrapper.etree_element
        given = element.attrib
        name = given.get("id")
        key = (element.tag, given.get("class"), name if name in self._ids else None, "lang" in given)
        found = self._choices.get(key)
        if found is None:
            found = self._choices[key] = []
            for number, (sheet, _, _) in enumerate(self._sheets):
                entries = sorted(_relevant(sheet.matcher, wrapper), key=_WEIGHT)
                found += [
                    (test, (number, specificity, payload), part) for test, specificity, _, part, payload in entries
                ]
        return found

    def _style(self, element: Any, parent: Any, matched: Rules) -> None:  # noqa: ANN401
        own, marks = self._written(element)
        key = (self._kin.get(parent), marks, tuple([(rule[0], rule[1], id(rule[2])) for rule in matched]))
        style = None if own and "anchor" in own else self._nameless.get(key)
        if style is None:
            style = self._new(element, parent, own, matched, self._first.get(key))
            self._first.setdefault(key, style)
            if not own or "anchor" not in own:
                self._nameless[key] = style
            self._collect(style)
        self._computed_styles[element, None] = style
        self._kin[element] = id(self._first[key])

    def _new(self, element: Any, parent: Any, own: dict[str, Any], matched: Rules, like: Any) -> Any:  # noqa: ANN401
        cascaded = self._cascaded(own, matched)
        root = self._html.etree_element
        if element is root:
            return ComputedStyle(
                None,
                cascaded,
                None,
                InitialStyle(self.font_config),
                self._html.base_url,
                self.font_config,
                self.initial_page_sizes,
            )
        given = (
            self._computed_styles[parent, None],
            cascaded,
            None,
            self._computed_styles[root, None],
            self._html.base_url,
            self.font_config,
            self.initial_page_sizes,
        )
        return ComputedStyle(*given) if like is None else Twin(like, *given)

    def _part(self, element: Any, part: str) -> Any:  # noqa: ANN401
        """Return the style of a part of an element, such as what comes before it."""
        style = self._computed_styles.get((element, part))
        if style is not None:
            return style
        matched = self._parts[element][part]
        key = (self._kin[element], part, tuple([(rule[0], rule[1], id(rule[2])) for rule in matched]))
        style = None if part in _CHANGED else self._of_parts.get(key)
        if style is None:
            style = self._of_parts[key] = ComputedStyle(
                self._computed_styles[element, None],
                self._cascaded({}, matched),
                part,
                self._computed_styles[self._html.etree_element, None],
                self._html.base_url,
                self.font_config,
                self.initial_page_sizes,
            )
        self._computed_styles[element, part] = style
        return style

    def _cascaded(self, own: dict[str, Any], matched: Rules) -> dict[str, Any]:
        """Return the declarations that win."""
        style = dict(own)
        for number, specificity, (declarations, layer) in matched:
            sheet, origin, at = self._sheets[number]
            order = inf if layer is None else sheet.layers.index(layer)
            for name, values, important in declarations:
                weight = (declaration_precedence(origin, important), order, at or specificity)
                if name not in style or style[name][1] <= weight:
                    style[name] = values, weight
        return style

    def _written(self, element: Any) -> tuple[dict[str, Any], Any]:  # noqa: ANN401
        """Return the declarations on an element itself, and what tells them from those of others but its name."""
        given = element.attrib
        if not given:
            return {}, None
        style, name, language = given.get("style"), given.get("id"), given.get("lang")
        own: dict[str, Any] = {}
        if self._hints or style or element.tag == _SVG or (element.tag == "a" and "name" in given):
            return self._parsed(element), id(element)
        for text, key in ((name, "anchor"), (language, "lang")):
            if text and not _PLAIN.fullmatch(text):
                return self._parsed(element), id(element)
            if text:
                value = text if key == "anchor" else ("string", text)
                own[key] = value, (declaration_precedence("author", importance=False), inf, _HINT)
        return own, language

    def _parsed(self, element: Any) -> dict[str, Any]:  # noqa: ANN401
        own: dict[str, Any] = {}
        for specificity, _, declarations, base in find_style_attributes(
            _Alone(element), self._hints, self._html.base_url
        ):
            for name, values, important in preprocess_declarations(base, declarations):
                weight = (declaration_precedence("author", important), inf, specificity)
                if name not in own or own[name][1] <= weight:
                    own[name] = values, weight
        return own

    def _names(self, payload: Any) -> bool:  # noqa: ANN401
        """Tell whether a rule gives names to what it matches."""
        found = self._naming.get(id(payload))
        if found is None:
            found = self._naming[id(payload)] = any(name == "anchor" for name, _, _ in payload[0])
        return found

    def _collect(self, style: Any) -> None:  # noqa: ANN401
        if self._targets and "anchor" in style.cascaded and style["anchor"]:
            self._targets.collect_anchor(style["anchor"])


_WEIGHT = itemgetter(1, 2)
"""Specificity, then order."""


def _relevant(matcher: Any, wrapper: Any) -> Iterator[Any]:  # noqa: ANN401
    """Yield the entries that may match an element."""
    yield from matcher.id_selectors.get(wrapper.id, ())
    for name in wrapper.classes:
        yield from matcher.class_selectors.get(name, ())
    yield from matcher.lower_local_name_selectors.get(ascii_lower(wrapper.local_name), ())
    yield from matcher.namespace_selectors.get(wrapper.namespace_url, ())
    if "lang" in wrapper.etree_element.attrib:
        yield from matcher.lang_attr_selectors
    yield from matcher.other_selectors


class _Alone:
    """A tree of one element, for the engine's way to read what is written on it."""

    def __init__(self, element: Any) -> None:  # noqa: ANN401
        self.element = element

    def iter(self) -> tuple[Any]:
        """Return the element."""
        return (self.element,)


FUNCTIONS = ((StyleFor, SharedStyles),)
