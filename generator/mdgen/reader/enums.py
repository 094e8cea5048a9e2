"""Values sections: a table, a code fence or a list of an enum's values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TypeAlias, assert_never

from mdgen.diagnostics import Code, Diagnostic, Position
from mdgen.ir.definitions import Aspect, Claim, Member, Source
from mdgen.ir.types import ANY, NUMBER, Type
from mdgen.ir.values import Example
from mdgen.markdown.page import Bullets, Fence, Heading, Paragraph, Section, Table
from mdgen.reader.tokens import decode_string
from mdgen.record import record

Scalar: TypeAlias = str | int | bool

_OPEN_SENTENCE = "This is an open enum."
_OPEN_COMMENT = re.compile(
    r"(?://|#)[ ]?Open enum: (?:unrecognized values are captured as Unrecognized(?:<(?P<ts>\w+)>|(?P<py>\w+))"
    r"|use \.Of\(\) to create instances from custom (?P<cs>\w+) values)?"
)
_UNRECOGNIZED = re.compile(r"`?Unrecognized(?:<(\w+)>|(Str|Int))`?")
_INTEGER_WORDS = frozenset({"number", "Int", "int", "integer", "long"})

_NAME = re.compile(r"(?:~~)?`([^`]+)`(?:~~)?")
# A value of a fence: a literal, or the mark of an open enum, up to the next `|`. Formatters of code put a `|` before the first one, parentheses
# around the mark and a semicolon behind the last one.
_ALTERNATIVE = re.compile(
    r"""\s*+(?:\|\s*+)?(?P<open>\(\s*+)?(?:(?P<string>"[^"\\\n]*+(?:\\.[^"\\\n]*+)*"|'[^'\\\n]*+(?:\\.[^'\\\n]*+)*')|(?P<other>[^\s|"';()]++))\s*+(?(open)\)\s*+)(?=\||;?+\s*+\Z)"""
)
_REST_IS_BLANK = re.compile(r"\s*+[|;]?\s*+\Z")
_CANONICAL_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,17}")
_NUMBER = re.compile(r"-?[0-9]{1,300}(?:\.[0-9]{1,300})?(?:[eE][+-]?[0-9]{1,3})?")
_WORDS: dict[str, Scalar] = {"true": True, "false": False, "True": True, "False": False}
_MAX_SHOWN = 40

LOOKS_LIKE_INTEGERS = "every value of the table is spelled like an integer"
LOOKS_LIKE_BOOLEANS = "every value of the table is spelled like a boolean"


@record
class EnumValues:
    """What a Values section says. A value stands once among the members. `wider` is the type that also has the values that no member can hold,
    None if there are none."""

    members: tuple[Member, ...]
    open: bool = False
    wider: Type | None = None
    claims: tuple[Claim, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def read_values(
    section: Section, usage: Sequence[Fence], examples: Iterable[Example], path: str
) -> EnumValues:
    """The members of an enum. `usage` are the page's example fences: a table tells only there that its enum is open."""
    reader = _ValuesReader(path)
    for fence in usage:
        mark = _OPEN_COMMENT.search(fence.text)
        if mark is not None:
            reader.opened(mark["ts"] or mark["py"] or mark["cs"])
    for block in section.blocks:
        match block:
            case Paragraph(text=text):
                if _OPEN_SENTENCE in text:
                    kind = _UNRECOGNIZED.search(text)
                    reader.opened(kind[1] or kind[2] if kind else None)
            case Table():
                reader.table(block)
            case Fence():
                reader.fence(block)
            case Bullets():
                reader.bullets(block)
            case Heading():
                pass
            case _:
                assert_never(block)
    return reader.finish(tuple(examples))


class _ValuesReader:
    """Collects members; what a table's values are is known when all is read."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._members: list[Member] = []
        self._from_table = False
        self._open = False
        self._open_kind: str | None = None
        self._lost: list[str] = []
        self._diagnostics: list[Diagnostic] = []

    def opened(self, kind: str | None) -> None:
        self._open = True
        self._open_kind = self._open_kind or kind

    def table(self, table: Table) -> None:
        if table.header[:2] != ("Name", "Value"):
            message = f"expected the columns Name and Value, found {', '.join(table.header)!r}"
            self._report(Code.BROKEN_TABLE, table.line, message)
            return
        self._from_table = True
        for row in table.rows:
            name, value = (*row.cells[:2], "", "")[:2]
            if len(row.cells) > 2:  # a value can hold a bare `|`
                value = " | ".join(row.cells[1:])
            match = _NAME.fullmatch(name)
            unrecognized = _UNRECOGNIZED.fullmatch(value)
            if match is not None:
                self._add(value, match[1].strip(), row.line)
            elif unrecognized is not None:
                self.opened(unrecognized[1] or unrecognized[2])
            else:
                message = f"expected a name in backticks, found {_shown(name)}"
                self._lose(value, Code.BROKEN_ROW, row.line, message)

    def fence(self, fence: Fence) -> None:
        text = fence.text
        at, line = 0, fence.line + 1
        while _REST_IS_BLANK.match(text, at) is None:
            match = _ALTERNATIVE.match(text, at)
            if match is None:
                found = text[at : at + _MAX_SHOWN].lstrip()
                message = f"expected literals between '|', found {found!r}"
                self._lose(found, Code.BAD_VALUE, line, message)
                return
            if match["string"] is not None:
                value_line = line + text.count("\n", at, match.start("string"))
                self._add(decode_string(match["string"]), "", value_line)
            else:
                value_line = line + text.count("\n", at, match.start("other"))
                self._add_word(match["other"], value_line)
            line += text.count("\n", at, match.end())
            at = match.end()

    def bullets(self, bullets: Bullets) -> None:
        for item in bullets.items:
            code = item.text.strip()
            if len(code) > 1 and code[0] == code[-1] == "`":
                code = code.strip("`").strip()
            if len(code) > 1 and code[0] == code[-1] and code[0] in "\"'":
                self._add(decode_string(code), "", item.line)
            else:
                self._add_word(code, item.line)

    def _add_word(self, word: str, line: int) -> None:
        unrecognized = _UNRECOGNIZED.fullmatch(word)
        if unrecognized is not None:
            self.opened(unrecognized[1] or unrecognized[2])
        elif word in _WORDS:
            self._add(_WORDS[word], "", line)
        elif _CANONICAL_INTEGER.fullmatch(word):
            self._add(int(word), "", line)
        else:
            message = f"not a string, an integer or a boolean: {_shown(word)}"
            self._lose(word, Code.BAD_VALUE, line, message)

    def _lose(self, text: str, code: Code, line: int, message: str) -> None:
        """A value that is no member. What the docs list must be accepted, so the enum can't stay closed."""
        self._lost.append(text)
        self._report(
            code, line, f"{message}; it is no member, but values that are not listed are accepted"
        )

    def _add(self, value: Scalar, name: str, line: int) -> None:
        self._members.append(Member(value, name, line))

    def finish(self, examples: tuple[Example, ...]) -> EnumValues:
        claims: tuple[Claim, ...] = ()
        if self._from_table:
            claims = self._type_table(examples)
        self._settle_on_one_type()
        self._drop_repeated()
        is_open = self._open or bool(self._lost)
        members, found = tuple(self._members), tuple(self._diagnostics)
        return EnumValues(members, is_open, self._wider(), claims, found)

    def _wider(self) -> Type | None:
        """An open enum takes all strings, or all integers; for what else was lost it is not enough."""
        texts = any(isinstance(member.value, str) for member in self._members)
        if texts or all(map(_CANONICAL_INTEGER.fullmatch, self._lost)):
            return None
        booleans = any(isinstance(member.value, bool) for member in self._members)
        return ANY if booleans or not all(map(_NUMBER.fullmatch, self._lost)) else NUMBER

    def _type_table(self, examples: tuple[Example, ...]) -> tuple[Claim, ...]:
        """Gives the values of a table, which are unquoted, their type: by what is documented, else by how all are spelled."""
        texts = [str(member.value) for member in self._members]
        if not texts:
            return ()
        integers = all(_CANONICAL_INTEGER.fullmatch(text) for text in texts)
        if not integers and not all(text in ("true", "false") for text in texts):
            return ()
        documented = self._documented_type(examples)
        if documented is str:
            return ()
        if not integers and documented is not bool:
            # The docs' generator has no class for a boolean enum; what has one holds strings.
            return (Claim(Aspect.TYPE, Source.ASSUMED, LOOKS_LIKE_BOOLEANS),)
        self._members = [
            Member(int(text) if integers else text == "true", member.doc_name, member.line)
            for text, member in zip(texts, self._members, strict=True)
        ]
        if documented is not None:
            return ()
        return (Claim(Aspect.TYPE, Source.ASSUMED, LOOKS_LIKE_INTEGERS),)

    def _documented_type(self, examples: tuple[Example, ...]) -> type | None:
        if self._open_kind is not None:
            return int if self._open_kind in _INTEGER_WORDS else str
        for example in examples:
            if isinstance(example.value, str | int):
                return type(example.value)
        return None

    def _drop_repeated(self) -> None:
        seen: dict[tuple[type, Scalar], Member] = {}
        for member in self._members:
            first = seen.setdefault((type(member.value), member.value), member)
            if first is not member:
                message = f"value {_shown(str(member.value))} stands in line {first.line} already; this one is ignored"
                self._report(Code.DUPLICATE_VALUE, member.line, message)
        if len(seen) != len(self._members):
            self._members = list(seen.values())

    def _settle_on_one_type(self) -> None:
        if len({type(member.value) for member in self._members}) < 2:
            return
        message = "values of several types; all are taken as strings"
        self._report(Code.BAD_VALUE, self._members[0].line, message)
        self._members = [
            Member(_text(member.value), member.doc_name, member.line) for member in self._members
        ]

    def _report(self, code: Code, line: int, message: str) -> None:
        self._diagnostics.append(Diagnostic(code, Position(self._path, line), message))


def _text(value: Scalar) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _shown(text: str) -> str:
    return repr(text if len(text) <= _MAX_SHOWN else text[: _MAX_SHOWN - 1] + "…")
