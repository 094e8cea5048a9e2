"""Definitions of a made-up API, and packages made of them."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from mdgen.diagnostics import Position
from mdgen.ir.definitions import Alias, Choice, Definition, Enum, Field, Member, Model, Option, Tag
from mdgen.ir.graph import TypeGraph
from mdgen.ir.types import Ref, Type
from mdgen.options import Extra, Layout, WriteOptions
from mdgen.writer.annotation import Spelling
from mdgen.writer.render import Package, render
from mdgen.writer.target import Target


def id_of(path: str) -> str:
    return f"docs/models/{path}"


def ref(path: str) -> Ref:
    return Ref(id_of(path))


def field(name: str, type_: Type, required: bool = True, wire: str = "", **more: Any) -> Field:
    return Field(name, type_, required, wire_name=wire or name, **more)


def _head(path: str, name: str) -> tuple[str, str, Position]:
    return id_of(path), name or path.rpartition("/")[2], Position(f"{id_of(path)}.md")


def model(path: str, *fields: Field, name: str = "", **more: Any) -> Model:
    return Model(*_head(path, name), fields, **more)


def enum(path: str, *values: str | int | bool, name: str = "", **more: Any) -> Enum:
    return Enum(*_head(path, name), tuple(Member(value) for value in values), **more)


def choice(path: str, *types: Type, name: str = "", tag: Tag | None = None, **more: Any) -> Choice:
    return Choice(*_head(path, name), tuple(Option(type_) for type_ in types), tag=tag, **more)


def alias(path: str, type_: Type, name: str = "", **more: Any) -> Alias:
    return Alias(*_head(path, name), type_, **more)


def graph(*definitions: Definition) -> TypeGraph:
    return TypeGraph({d.id: d for d in sorted(definitions, key=lambda d: d.id)}, "typescript")


def spelling(target: Target) -> Spelling:
    """A target's spelling in a graph without enums."""
    return Spelling(
        target.primitives,
        target.stream,
        target.beside,
        target.fallback,
        lambda type_: frozenset(),
        lambda type_: type_,
        lambda type_: frozenset(),
    )


def package(
    *definitions: Definition,
    layout: Layout = Layout.PAGE,
    extra: Extra = Extra.KEEP,
    strict_optional: bool = False,
    target: str = "pydantic",
) -> Package:
    options = WriteOptions(
        target=target, layout=layout, extra=extra, strict_optional=strict_optional
    )
    return render(graph(*definitions), options).value


def write(made: Package, folder: Path) -> None:
    for path, file in made.files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(file.text, encoding="utf-8")


def load(made: Package, folder: Path, name: str) -> ModuleType:
    """The package, imported under a name of its own."""
    write(made, folder / name)
    sys.path.insert(0, str(folder))
    try:
        importlib.invalidate_caches()
        return importlib.import_module(name)
    finally:
        sys.path.remove(str(folder))
