"""Supported Types sections: one heading of level 3 for each variant of a union, with a code fence below it.

Where the type stands depends on the language: in the code's declaration, else in the heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from mdgen.diagnostics import Code, Diagnostic, Position
from mdgen.ir.definitions import Option
from mdgen.ir.types import ANY, Array, Map, Type, Unresolved
from mdgen.ir.values import Example
from mdgen.markdown.page import Fence, Heading, Section
from mdgen.reader.dialect import Dialect
from mdgen.reader.examples import read_fence
from mdgen.reader.grammar import Fault
from mdgen.reader.notation import NotationError, Reading, read_plain, settle
from mdgen.reader.vocabulary import Shape
from mdgen.record import record

# Code that stands for no example.
_PLACEHOLDER = "/* values here */"
_UNRECOGNIZED = re.compile(r"(?:\w+\.)?Unrecognized(?:Str|Int|<\w+>)?")
# Go shows how variants are told apart, with a case for a type that no variant has if the union is open.
_DISCRIMINATION = "Union Discrimination"
_UNKNOWN_CASE = re.compile(
    r"^[ \t]*+default:\s*+//[^\n]*?\b(?:unknown|unrecognized|getunknownraw)\b", re.MULTILINE | re.I
)
_WORD = re.compile(r"\w+")
# A page that is called by a number has it as a word in its title: `ArrayOf5` is a list of `Five`.
_NUMERALS = {
    str(number): word
    for number, word in enumerate(
        [
            "Zero",
            "One",
            "Two",
            "Three",
            "Four",
            "Five",
            "Six",
            "Seven",
            "Eight",
            "Nine",
            "Ten",
            "Eleven",
            "Twelve",
            "Thirteen",
            "Fourteen",
            "Fifteen",
            "Sixteen",
            "Seventeen",
            "Eighteen",
            "Nineteen",
            "Twenty",
        ]
    )
}
_MAX_CONTAINERS = 8


@record
class UnionOptions:
    """What a Supported Types section says."""

    options: tuple[Option, ...]
    open: bool = False
    presumed: bool = False
    diagnostics: tuple[Diagnostic, ...] = ()


@record
class _Variant:
    """A heading of a union page with the fences under it."""

    heading: Heading
    fences: tuple[Fence, ...]


def read_options(
    section: Section, following: Iterable[Section], path: str, dialect: Dialect
) -> UnionOptions:
    """The variants of a union in documented order; variants of one type are kept apart. The sections `following` can tell that the union is
    open."""
    options: list[Option] = []
    diagnostics: list[Diagnostic] = []
    is_open = any(map(_expects_unknown, following))
    for variant in _variants(section):
        line = variant.heading.line
        text = _type_text(variant, dialect)
        if _UNRECOGNIZED.fullmatch(text):
            is_open = True
            continue
        try:
            reading = _read_variant(text, dialect, 0)
            type_ = settle(reading, True)
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
    # Only objects have a tag: beside any other variant a heading is a title.
    is_presumed = (
        dialect.tags_in_headings
        and bool(options)
        and all(isinstance(option.type, Unresolved) for option in options)
    )
    return UnionOptions(tuple(options), is_open or is_presumed, is_presumed, tuple(diagnostics))


def _expects_unknown(section: Section) -> bool:
    return section.heading == _DISCRIMINATION and any(
        isinstance(block, Fence) and _UNKNOWN_CASE.search(block.text) for block in section.blocks
    )


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


def _type_text(variant: _Variant, dialect: Dialect) -> str:
    if dialect.declaration is not None:
        for fence in variant.fences:
            match = dialect.declaration.search(fence.text)
            if match is not None:
                return match[1].strip()
    return variant.heading.text.strip().strip("`").strip()


def _read_variant(text: str, dialect: Dialect, depth: int) -> Reading:
    reading = read_plain(text, dialect)
    if not isinstance(reading.type, Unresolved) or depth >= _MAX_CONTAINERS:
        return reading
    for prefix, shape in dialect.named_containers.items():
        item = text.removeprefix(prefix)
        if item != text and _WORD.fullmatch(item):
            named = _NUMERALS.get(item, item)
            inner: Type = settle(_read_variant(named, dialect, depth + 1), True)
            return Reading(Array(inner) if shape is Shape.ARRAY else Map(inner))
    return reading
