"""The templates of a target, in an environment that runs untrusted templates and prints nothing but Python.

A template is looked for in the user's folder, then in the target's, then in `shared`.
"""

from __future__ import annotations

from pathlib import Path

from jinja2 import (
    ChoiceLoader,
    FileSystemLoader,
    StrictUndefined,
    Template,
    TemplateNotFound,
    TemplateSyntaxError,
    Undefined,
)
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment

from mdgen.assets import template_folder
from mdgen.writer.text import Printable


def _only_python(value: object) -> object:
    if isinstance(value, Printable):
        return value
    if isinstance(value, Undefined):
        str(value)  # raises, and says what is undefined
    raise TypeError(f"a template may print only Printable text, not {type(value).__name__}")


class TemplateFaultError(Exception):
    """A template of the user's can't be read or run; the message says where and why. Nothing may be written."""


class Templates:
    """The templates of one target; `folder` overrides single ones by name. Faults of those are `TemplateFaultError`."""

    def __init__(self, target: str, folder: Path | None = None) -> None:
        self._folder = folder
        folders = [folder] if folder is not None else []
        folders += [template_folder() / target, template_folder() / "shared"]
        self._environment = SandboxedEnvironment(
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
        return Printable("".join(template.root_render_func(context)).rstrip("\n"))


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
    if place is None and isinstance(error, OSError | UnicodeDecodeError):
        own = folder / f"{name}.jinja"
        place = str(own) if own.exists() else None
    return place


def _is_in(file: str | None, folder: Path) -> bool:
    return file is not None and Path(file).is_relative_to(folder)


def runtime_text(target: str, file: str) -> str:
    """A runtime module, byte for byte."""
    return (template_folder() / target / file).read_text(encoding="utf-8")
