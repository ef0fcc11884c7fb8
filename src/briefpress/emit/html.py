"""A View to HTML, by templates that are sandboxed, escaped, and may not use what does not exist."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from jinja2 import BytecodeCache, FunctionLoader, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup
from typing_extensions import override

from briefpress.diagnostics import Diagnostic, Span, error
from briefpress.emit.accessible import faults, headed, traced
from briefpress.emit.embed import embed
from briefpress.emit.night import night
from briefpress.emit.templates import Outside, Templates
from briefpress.plan.identity import identity

if TYPE_CHECKING:
    from types import CodeType

    from jinja2.bccache import Bucket

    from briefpress.model.view import View

Medium = Literal["print", "large", "screen"]
"""`large` is print for readers with low vision."""


def paper(
    view: View, template: str, templates: Templates, medium: Literal["print", "large"] = "print"
) -> tuple[str, list[Diagnostic]]:
    """Return the page for print, or what is wrong with the templates, also for those who cannot see it."""
    page, found = html(view, template, templates, medium)
    if found or not faults(page):
        return page, found
    # Made again with every tag telling where it comes from, so that each fault has its line.
    told, _ = html(view, template, templates, medium, traceable=True)
    return "", faults(told)


def html(
    view: View, template: str, templates: Templates, medium: Medium, *, traceable: bool = False
) -> tuple[str, list[Diagnostic]]:
    """Return the page, or what is wrong with the templates."""
    name, large = ("screen" if medium == "screen" else "print"), medium == "large"
    page, found = written(template, templates, traceable=traceable, view=view, medium=name, large=large)
    # A screen reads one file; the engine fetches what a page names by itself.
    return embed(page, templates) if medium == "screen" and not found else (page, found)


def written(
    template: str, templates: Templates, *, traceable: bool = False, **given: object
) -> tuple[str, list[Diagnostic]]:
    """Return what a template makes of what it is given, or what is wrong with it."""
    environment = _environment(templates, traceable=traceable)
    try:
        return environment.get_template(template).render(**given), []
    except TemplateNotFound as why:
        file = f"templates/{why.name}"
        return "", [
            error(
                "BP401",
                f"no template '{why.name}'",
                _raised_at(why, Span(file)),
                help="it is looked for in the desk's templates/ and among those that come with briefpress",
            )
        ]
    except TemplateSyntaxError as why:
        where = _line(why.filename or why.name or template, why.lineno)
        return "", [error("BP402", f"template: {_said(why)}", where)]
    except SecurityError as why:
        return "", [
            error("BP404", f"template may not do this: {_said(why)}", _raised_at(why, Span(f"templates/{template}")))
        ]
    except UndefinedError as why:
        return "", [error("BP403", f"template: {_said(why)}", _raised_at(why, Span(f"templates/{template}")))]
    except RecursionError as why:
        # In which of the lines that call each other it ends depends on who asked: where it begins does not.
        place = _raised_at(why, Span(f"templates/{template}"), first=True)
        return "", [error("BP403", "template fails: it includes or calls itself without end", place)]
    except (
        TemplateError,
        TypeError,
        ValueError,
        ArithmeticError,
        LookupError,
        AttributeError,
        MemoryError,
    ) as why:
        return "", [error("BP403", f"template fails: {_said(why)}", _raised_at(why, Span(f"templates/{template}")))]


def compiled() -> None:
    """Compile the templates that come with briefpress; what a desk's own ask for is bounded when they are used."""
    shipped = Templates((Templates.shipped(),))
    environment = _environment(shipped, traceable=False)
    for path in sorted(Templates.shipped().rglob("*.j2")):
        environment.get_template(path.relative_to(Templates.shipped()).as_posix())


class _Compiled(BytecodeCache):
    """Templates that this process compiled before, by their names and text; no state of one page reaches another."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, str], CodeType] = {}

    @override
    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.known.get((bucket.key, bucket.checksum))

    @override
    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code:
            self.known[bucket.key, bucket.checksum] = bucket.code


_COMPILED = _Compiled()


class _Sandbox(ImmutableSandboxedEnvironment):
    """A sandbox that does not ask of every field of a View anew whether it is one."""

    @override
    def getattr(self, obj: Any, attribute: str) -> Any:
        kind = type(obj)
        known = _FIELDS.get(kind)
        if known is None:
            known = _FIELDS[kind] = _fields(kind)
        if attribute in known:
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)


_FIELDS: dict[type, frozenset[str]] = {}


def _fields(kind: type) -> frozenset[str]:
    """Return what any template may read of a kind of thing: public fields of records, methods of text but `format`."""
    if kind is str or kind is LoopContext:
        return frozenset(name for name in dir(kind) if not name.startswith(("_", "format")))
    # Records of a View keep their fields in one way, and those beside it in another.
    names = (*getattr(kind, "__struct_fields__", ()), *getattr(kind, "__dataclass_fields__", ()))
    own = kind.__module__.startswith("briefpress.")
    return frozenset(name for name in names if own and not name.startswith("_"))


def _environment(templates: Templates, *, traceable: bool) -> ImmutableSandboxedEnvironment:
    environment = _Sandbox(
        loader=FunctionLoader(lambda name: _template(templates, name, traceable=traceable)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=_COMPILED,
    )
    environment.globals["identity"] = identity
    environment.globals["sheet"] = lambda name: _sheet(templates, name, traceable=traceable)
    environment.globals["night"] = night
    return environment


def _template(templates: Templates, name: str, *, traceable: bool) -> tuple[str, str, None] | None:
    try:
        text = _text(templates, name)
        return traced(text, name) if traceable else text, str(templates.find(name)), None
    except Outside:
        return None


def _text(templates: Templates, name: str) -> str:
    data = b""
    try:
        data = templates.read(name)
        return data.decode("utf-8")
    except OSError as why:
        raise TemplateSyntaxError(f"cannot be read: {why.strerror}", 1, name) from None
    except UnicodeDecodeError as why:
        line = data.count(b"\n", 0, why.start) + 1
        raise TemplateSyntaxError("file is not text in UTF-8", line, name, str(templates.find(name))) from None


def _sheet(templates: Templates, name: str, *, traceable: bool) -> Markup:
    """Return a style sheet as it is: it is the templates' own text, never content."""
    try:
        text = _text(templates, name)
        return Markup(headed(text, name) if traceable else text)  # noqa: S704 - files of templates/, no content
    except Outside:
        raise TemplateNotFound(name) from None


def _said(why: BaseException) -> str:
    """Return what a fault says of itself in the form of our own messages; some say nothing."""
    said = (str(why.message) if isinstance(why, TemplateSyntaxError) else str(why)) or "it needs too much memory"
    return (said[0].lower() + said[1:]).removesuffix(".")


def _raised_at(why: BaseException, otherwise: Span, *, first: bool = False) -> Span:
    """Return the template line in which something was raised: the last frame that is a template's, or the first."""
    trace, found = why.__traceback__, otherwise
    while trace and not (first and found is not otherwise):
        file = trace.tb_frame.f_code.co_filename
        if file.endswith((".j2", ".css")):
            found = _line(file, trace.tb_lineno)
        trace = trace.tb_next
    return found


def _line(file: str, line: int) -> Span:
    path = Path(file)
    parts = path.parts
    # The last folder of that name: a desk may itself lie below another one.
    last = max((at for at, part in enumerate(parts) if part == "templates"), default=None)
    short = f"templates/{path.name}" if last is None else "/".join(parts[last:])
    return Span(short, line, 1, line, 1)
