"""The import block of a generated module, in the order that isort and ruff would give it."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from functools import lru_cache

from mdgen.writer.code import RUNTIME, WIDTH, Import
from mdgen.writer.layout import ModulePath
from mdgen.writer.text import Printable

_RENAMED = {"datetime": "dt"}
_RUNTIME_MODULE = "_model"


def relative(module: ModulePath, target: ModulePath) -> str:
    """How one module of the package names another: `..components.address`."""
    package = module[:-1]
    shared = 0
    for ours, theirs in zip(package, target[:-1], strict=False):
        if ours != theirs:
            break
        shared += 1
    return "." * (len(package) - shared + 1) + ".".join(target[shared:])


_DIGITS = re.compile(r"[0-9]+")


@lru_cache(maxsize=65536)
def _natural(text: str) -> str:
    """A key that sorts numbers by their value: `page2` before `page10`."""
    return _DIGITS.sub(lambda match: f"0{chr(256 + len(match[0]))}{match[0]}", text.lower())


def module_key(module: str) -> tuple[int, str]:
    """Modules far away first, then by name."""
    dots = len(module) - len(module.lstrip("."))
    return (-dots, _natural(module[dots:]))


def name_key(name: str) -> tuple[int, str, str]:
    """Constants, then classes, then the rest, each by name."""
    kind = 0 if name.isupper() and len(name) > 1 else 1 if name[:1].isupper() else 2
    return (kind, _natural(name), name)


@lru_cache(maxsize=4096)
def _line(module: str, names: frozenset[str]) -> str:
    renamed = sorted((name for name in names if " as " in name), key=name_key)
    listed = sorted(names.difference(renamed), key=name_key)
    lines = [_from(module, listed)] if listed else []
    return "\n".join([*lines, *(_from(module, [name]) for name in renamed)])


def _from(module: str, listed: list[str]) -> str:
    line = f"from {module} import {', '.join(listed)}"
    if len(line) <= WIDTH:
        return line
    return f"from {module} import (\n" + "".join([f"    {name},\n" for name in listed]) + ")"


def import_block(
    module: ModulePath, imports: Iterable[Import], own: Mapping[ModulePath, Iterable[str]]
) -> Printable:
    """All imports of a module: `imports` of other packages and the runtime, `own` names of the package's modules (`A`, `A as B`)."""
    plain: set[str] = set()
    sections: tuple[dict[str, set[str]], ...] = ({}, {}, {})
    for source, name in imports:
        if not name or source in _RENAMED:
            plain.add(source)
        elif source.startswith(RUNTIME):
            path = source[len(RUNTIME) :] or _RUNTIME_MODULE
            sections[2].setdefault(relative(module, (path,)), set()).add(name)
        else:
            place = 0 if source.partition(".")[0] in sys.stdlib_module_names else 1
            sections[place].setdefault(source, set()).add(name)
    for target, names in own.items():
        sections[2].setdefault(relative(module, target), set()).update(names)
    blocks = []
    for number, section in enumerate(sections):
        lines = [
            _line(source, frozenset(section[source])) for source in sorted(section, key=module_key)
        ]
        if number == 0:
            lines[:0] = [
                (
                    f"import {source} as {_RENAMED[source]}"
                    if source in _RENAMED
                    else f"import {source}"
                )
                for source in sorted(plain)
            ]
        if lines:
            blocks.append("\n".join(lines))
    return Printable("\n\n".join(blocks))
