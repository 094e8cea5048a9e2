"""The templates of a target, in an environment that runs untrusted templates and prints nothing but Python.

A template is looked for in the user's folder, then in the target's, then in `shared`.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from pathlib import Path
from typing import NoReturn, cast

from jinja2 import (
    ChoiceLoader,
    FileSystemLoader,
    StrictUndefined,
    Template,
    TemplateNotFound,
    TemplateSyntaxError,
    Undefined,
)
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment

from mdgen.assets import template_folder
from mdgen.writer.text import Printable

MAX_PRINTED = 1_000_000
"""Characters that a template of the user's may print at once, besides ten times what it is given."""


def _only_python(value: object) -> object:
    if isinstance(value, Printable):
        return value
    if isinstance(value, Undefined):
        str(value)  # raises, and says what is undefined
    raise TypeError(f"a template may print only Printable text, not {type(value).__name__}")


class _Environment(SandboxedEnvironment):
    """Refuses, besides what the sandbox refuses, the arithmetic that can fill a machine in one step, and that no interrupt stops."""

    intercepted_binops = frozenset({"*", "**"})

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> NoReturn:
        raise SecurityError(f"a template may not calculate with {operator}")


class TemplateFaultError(Exception):
    """A template of the user's can't be read or run; the message says where and why. Nothing may be written."""


class Templates:
    """The templates of one target; `folder` overrides single ones by name. Faults of those are `TemplateFaultError`."""

    def __init__(self, target: str, folder: Path | None = None) -> None:
        self._folder = folder
        folders = [folder] if folder is not None else []
        folders += [template_folder() / target, template_folder() / "shared"]
        self._environment = _Environment(
            loader=ChoiceLoader([FileSystemLoader(path) for path in folders]),
            autoescape=False,
            undefined=StrictUndefined,
            finalize=_only_python,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=False,
        )
        self._loaded: dict[str, tuple[Template, Context]] = {}

    def text(self, name: str, /, **values: object) -> Printable:
        """What a template prints, without empty lines at its end."""
        if self._folder is None:
            return self._text(name, values)
        try:
            return self._text(name, values)
        except Exception as error:
            place = _place(error, name, self._folder)
            if place is None:
                raise
            reason = str(error).partition("\n")[0] or type(error).__name__
            if isinstance(error, TemplateNotFound):
                reason = f"there is no template {error.name!r}"
            raise TemplateFaultError(f"{place}: {reason}") from error

    def _text(self, name: str, values: dict[str, object]) -> Printable:
        loaded = self._loaded.get(name)
        if loaded is None:
            template = self._environment.get_template(f"{name}.jinja")
            loaded = template, Context(self._environment, {}, name, template.blocks)
            self._loaded[name] = loaded
        template, context = loaded
        # What `template.render` does, without making a context, and copying Jinja's globals into it, some ten thousand times
        context.parent = values
        context.vars.clear()
        context.exported_vars.clear()
        printed = template.root_render_func(context)
        if self._folder is not None:
            printed = _bounded(printed, values)
        return Printable("".join(printed).rstrip("\n"))


def _bounded(printed: Iterator[str], values: Mapping[str, object]) -> Iterator[str]:
    """What a template prints; an error at the line that prints too much."""
    most = MAX_PRINTED + 10 * sum(map(_length, values.values()))
    length = 0
    for part in printed:
        length += len(part)
        if length > most:
            # Raised inside the template, so that its place is known.
            cast(Generator[str], printed).throw(
                OverflowError(f"prints more than {most:,} characters")
            )
        yield part


def _length(value: object) -> int:
    if isinstance(value, tuple):
        return sum(map(_length, value))
    return len(value) if isinstance(value, str) else 0


def _place(error: Exception, name: str, folder: Path) -> str | None:
    """`path:line` of the user's template that an error comes from; None if it comes from none."""
    if isinstance(error, TemplateSyntaxError):
        return f"{error.filename}:{error.lineno}" if _is_in(error.filename, folder) else None
    place = None
    frame = error.__traceback__
    while frame is not None:
        template = frame.tb_frame.f_globals.get("__jinja_template__")
        if isinstance(template, Template) and _is_in(template.filename, folder):
            place = f"{template.filename}:{template.get_corresponding_lineno(frame.tb_lineno)}"
        frame = frame.tb_next
    own = folder / f"{name}.jinja"
    if place is None and own.exists():
        # It could not be loaded: no text, or nested deeper than Python can be
        place = str(own)
    return place


def _is_in(file: str | None, folder: Path) -> bool:
    return file is not None and Path(file).is_relative_to(folder)


def runtime_text(target: str, file: str) -> str:
    """A runtime module, byte for byte."""
    return (template_folder() / target / file).read_text(encoding="utf-8")
