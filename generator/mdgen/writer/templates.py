"""The templates of a target, in an environment that runs untrusted templates and prints nothing but Python.

A template is looked for in the user's folder, then in the target's, then in `shared`.
"""

from __future__ import annotations

from pathlib import Path

from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined, Template
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment

from mdgen.assets import template_folder
from mdgen.writer.text import Printable


def _only_python(value: object) -> object:
    if isinstance(value, Printable):
        return value
    raise TypeError(f"a template may print only Printable text, not {type(value).__name__}")


class Templates:
    """The templates of one target; `folder` overrides single ones by name."""

    def __init__(self, target: str, folder: Path | None = None) -> None:
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


def runtime_text(target: str, file: str) -> str:
    """A runtime module, byte for byte."""
    return (template_folder() / target / file).read_text(encoding="utf-8")
