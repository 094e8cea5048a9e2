"""Supported Types sections: one heading of level 3 for each variant of a union, with a code fence below it.

Where the type stands depends on the notation: in the code's declaration (Python, PHP, Go), else in the heading (TypeScript, C#).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mdgen.diagnostics import Code, Diagnostic, Position
from mdgen.ir.definitions import Option
from mdgen.ir.types import ANY, Array, Map, Type, Unresolved
from mdgen.ir.values import Example
from mdgen.markdown.page import Fence, Heading, Section
from mdgen.reader.dialect import Dialect
from mdgen.reader.examples import read_fence
from mdgen.reader.grammar import Fault
from mdgen.reader.notation import NotationError, Reading, read_plain, settle

# `@var T`; `x := ns.CreateUnionVariant(T{/* values here */})`; `name: T = /* values here */`; the placeholder stands for no example.
_PLACEHOLDER = "/* values here */"
_DECLARATIONS = (
    re.compile(r"^[ \t]*+(?:\*[ \t]*+)?@var[ \t]++(\S[^\n]*)", re.MULTILINE),
    re.compile(
        r"^(?:[^:\n]|:(?!=))*+:=[ \t]*+[\w.]++\(([^\n]*)\{/\* values here \*/\}\)", re.MULTILINE
    ),
    re.compile(r"^[^\W\d]\w*+:[ \t]*+(\S[^\n]*)=[ \t]*+/\* values here \*/", re.MULTILINE),
)
_UNRECOGNIZED = re.compile(r"(?:\w+\.)?Unrecognized(?:Str|Int|<\w+>)?")
# How C# names a variant that has no page: `ArrayOfBoat` is a list of the page `Boat`, as `ArrayOfStr` is one of strings.
_CONTAINER = re.compile(r"(ArrayOf|MapOf)(\w+)")
_CONTAINER_DIALECTS = frozenset({"csharp"})
_MAX_CONTAINERS = 8


@dataclass(frozen=True, slots=True)
class UnionOptions:
    """What a Supported Types section says."""

    options: tuple[Option, ...]
    open: bool = False
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class _Variant:
    heading: Heading
    fences: tuple[Fence, ...]


def read_options(section: Section, path: str, dialect: Dialect) -> UnionOptions:
    """The variants of a union in documented order; variants of one type are kept apart."""
    options: list[Option] = []
    diagnostics: list[Diagnostic] = []
    is_open = False
    for variant in _variants(section):
        line = variant.heading.line
        text = _type_text(variant)
        if _UNRECOGNIZED.fullmatch(text):
            is_open = True
            continue
        try:
            reading = _read_variant(text, dialect, 0)
            type_ = settle(reading, True, dialect)
            is_open = is_open or reading.open
        except NotationError as error:
            type_ = ANY
            code = Code.NESTED_TOO_DEEP if error.fault is Fault.TOO_DEEP else Code.UNREAD_TYPE
            message = f"this variant is taken as any: {error}"
            diagnostics.append(Diagnostic(code, Position(path, line), message))
        examples: tuple[Example, ...] = ()
        for fence in variant.fences:
            if _PLACEHOLDER not in fence.text:
                found = read_fence(fence, path, dialect)
                examples += found.value
                diagnostics += found.diagnostics
        options.append(Option(type_, line, examples))
    return UnionOptions(tuple(options), is_open, tuple(diagnostics))


def _variants(section: Section) -> Iterator[_Variant]:
    heading: Heading | None = None
    fences: list[Fence] = []
    for block in section.blocks:
        if isinstance(block, Heading) and block.level == 3:
            if heading is not None:
                yield _Variant(heading, tuple(fences))
            heading, fences = block, []
        elif isinstance(block, Fence):
            fences.append(block)
    if heading is not None:
        yield _Variant(heading, tuple(fences))


def _type_text(variant: _Variant) -> str:
    for fence in variant.fences:
        for declaration in _DECLARATIONS:
            match = declaration.search(fence.text)
            if match is not None:
                return match[1].strip()
    return variant.heading.text.strip().strip("`").strip()


def _read_variant(text: str, dialect: Dialect, depth: int) -> Reading:
    reading = read_plain(text, dialect)
    if dialect.name not in _CONTAINER_DIALECTS or not isinstance(reading.type, Unresolved):
        return reading
    container = _CONTAINER.fullmatch(text)
    if container is None or depth >= _MAX_CONTAINERS:
        return reading
    inner: Type = settle(_read_variant(container[2], dialect, depth + 1), True, dialect)
    return Reading(Array(inner) if container[1] == "ArrayOf" else Map(inner))
