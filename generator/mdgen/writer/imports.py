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
    if target[:-1] == package:
        return f".{target[-1]}"
    shared = 0
    for ours, theirs in zip(package, target[:-1], strict=False):
        if ours != theirs:
            break
        shared += 1
    return "." * (len(package) - shared + 1) + ".".join(target[shared:])


# What is imported often; most names are sorted once or twice, and remembering them all takes more memory than the text they are in.
_REMEMBERED = 4096
_DIGITS = re.compile(r"[0-9]+")


def _natural(text: str) -> str:
    """A key that sorts numbers by their value: `page2` before `page10`."""
    lower = text.lower()
    if not _DIGITS.search(lower):
        return lower
    return _DIGITS.sub(lambda match: f"0{chr(256 + len(match[0]))}{match[0]}", lower)


_natural_part = lru_cache(maxsize=65_536)(_natural)


@lru_cache(maxsize=_REMEMBERED)
def module_key(module: str) -> tuple[int, str]:
    """Modules far away first, then by name."""
    name = module.lstrip(".")
    # A module is listed in the index of its package and of those above it, and the parts of its name don't touch each other's numbers.
    return (len(name) - len(module), ".".join([_natural_part(part) for part in name.split(".")]))


@lru_cache(maxsize=_REMEMBERED)
def name_key(name: str) -> tuple[int, str, str]:
    """Constants, then classes, then the rest, each by name."""
    kind = 0 if name.isupper() and len(name) > 1 else 1 if name[:1].isupper() else 2
    return (kind, _natural(name), name)


def _lines(module: str, names: Iterable[str]) -> str:
    """The statements that import some names; a name that is called otherwise has one of its own."""
    listed = list(names)
    # Most modules are asked for one name, and keys of names are dear.
    if len(listed) > 1:
        listed.sort(key=name_key)
    renamed = [name for name in listed if " as " in name]
    if not renamed:
        return _line(module, listed)
    plain = [name for name in listed if " as " not in name]
    lines = [_line(module, plain)] if plain else []
    return "\n".join([*lines, *(_line(module, [name]) for name in renamed)])


def _line(module: str, names: list[str]) -> str:
    line = f"from {module} import {', '.join(names)}"
    if len(line) <= WIDTH:
        return line
    return f"from {module} import (\n" + "".join([f"    {name},\n" for name in names]) + ")"


@lru_cache(maxsize=4096)
def _outside(imports: frozenset[Import]) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """The blocks of other packages, and the runtime's names as pairs of module and name."""
    plain: set[str] = set()
    sections: tuple[dict[str, set[str]], ...] = ({}, {})
    runtime = []
    for source, name in imports:
        if not name or source in _RENAMED:
            plain.add(source)
        elif source.startswith(RUNTIME):
            runtime.append((source[len(RUNTIME) :] or _RUNTIME_MODULE, name))
        else:
            place = 0 if source.partition(".")[0] in sys.stdlib_module_names else 1
            sections[place].setdefault(source, set()).add(name)
    first = [
        f"import {source} as {_RENAMED[source]}" if source in _RENAMED else f"import {source}"
        for source in sorted(plain)
    ]
    blocks = []
    for section in sections:
        first += [_lines(source, section[source]) for source in sorted(section, key=module_key)]
        if first:
            blocks.append("\n".join(first))
        first = []
    return tuple(blocks), tuple(runtime)


def import_block(
    module: ModulePath, imports: Iterable[Import], own: Mapping[ModulePath, Iterable[str]]
) -> Printable:
    """All imports of a module: `imports` of other packages and the runtime, `own` names of the package's modules (`A`, `A as B`)."""
    blocks, runtime = _outside(frozenset(imports))
    inside: dict[str, list[str]] = {}
    for path, name in runtime:
        inside.setdefault(relative(module, (path,)), []).append(name)
    for target, names in own.items():
        inside.setdefault(relative(module, target), []).extend(names)
    sources = sorted(inside, key=module_key) if len(inside) > 1 else inside
    lines = [_lines(source, inside[source]) for source in sources]
    return Printable("\n\n".join([*blocks, "\n".join(lines)] if lines else blocks))
