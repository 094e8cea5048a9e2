"""What is wrong with a document, where, and what to do about it.

A bad document is never an exception: a stage returns `Checked`, a value together with what was found on the way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum, IntEnum
from typing import Generic, TypeVar

from mdgen.record import record

T = TypeVar("T")


class Severity(IntEnum):
    """How bad a finding is; warnings and errors fail a `--strict` run, errors fail every run."""

    NOTE = 1
    WARNING = 2
    ERROR = 3


@record
class Position:
    """A line of a document: `path` is posix and relative to the folder that was named on the command line, `line` counts from 1; 0 means
    all of it, as of a folder."""

    path: str
    line: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path


class Code(Enum):
    """Every kind of finding: its stable code and its severity. A code is never reused for something else."""

    # MD0xx: the page as text
    UNREADABLE = ("MD001", Severity.ERROR)
    NOT_TEXT = ("MD002", Severity.ERROR)
    TOO_LARGE = ("MD003", Severity.ERROR)
    NO_TITLE = ("MD004", Severity.WARNING)
    NO_SECTION = ("MD005", Severity.WARNING)
    LEFT_OUT = ("MD006", Severity.NOTE)
    OUTSIDE_DOCS = ("MD007", Severity.WARNING)
    NO_PAGES = ("MD008", Severity.ERROR)
    SEVERAL_SECTIONS = ("MD009", Severity.WARNING)
    # MD01x: tables and rows
    BROKEN_TABLE = ("MD010", Severity.WARNING)
    BROKEN_ROW = ("MD011", Severity.WARNING)
    DUPLICATE_FIELD = ("MD012", Severity.WARNING)
    UNKNOWN_REQUIRED = ("MD013", Severity.WARNING)
    OPEN_FENCE = ("MD014", Severity.WARNING)
    # MD02x: type notation
    UNREAD_TYPE = ("MD020", Severity.WARNING)
    NESTED_TOO_DEEP = ("MD021", Severity.WARNING)
    # MD03x: language
    MIXED_LANGUAGE = ("MD030", Severity.WARNING)
    UNKNOWN_LANGUAGE = ("MD031", Severity.ERROR)
    # MD04x: references
    REPAIRED_LINK = ("MD040", Severity.NOTE)
    MISSING_PAGE = ("MD041", Severity.WARNING)
    AMBIGUOUS_NAME = ("MD042", Severity.WARNING)
    NO_VARIANTS = ("MD043", Severity.NOTE)
    REBUILT_PAGE = ("MD044", Severity.WARNING)
    TAG_IN_HEADING = ("MD045", Severity.NOTE)
    # MD05x: enums and unions
    DUPLICATE_VALUE = ("MD050", Severity.WARNING)
    BAD_VALUE = ("MD051", Severity.WARNING)
    CIRCULAR_UNION = ("MD052", Severity.WARNING)
    # MD06x: examples and evidence
    UNREAD_EXAMPLE = ("MD060", Severity.NOTE)
    EXAMPLE_DIFFERS = ("MD061", Severity.NOTE)
    WIRE_CASE_UNDECIDED = ("MD062", Severity.WARNING)
    WITNESS_CONFLICT = ("MD063", Severity.WARNING)
    WITNESS_REFUSED = ("MD064", Severity.ERROR)
    UNUSED_OVERRIDE = ("MD065", Severity.WARNING)
    DOC_DEFECT = ("MD066", Severity.WARNING)
    MODEL_FAULT = ("MD067", Severity.ERROR)
    AMBIGUOUS_EXAMPLE = ("MD068", Severity.NOTE)
    # MD07x: names in the generated package
    RENAMED = ("MD070", Severity.NOTE)
    CLASHING_NAMES = ("MD071", Severity.WARNING)

    @property
    def id(self) -> str:
        return self.value[0]

    @property
    def severity(self) -> Severity:
        return self.value[1]


@record
class Diagnostic:
    """One finding; `message` says what and what to do, in one line and without control characters when printed. `in_also`: its path is
    relative to the folder of the second docs (`--also`)."""

    code: Code
    at: Position
    message: str
    in_also: bool = False

    @property
    def sort_key(self) -> tuple[bool, str, int, str, str]:
        return (self.in_also, self.at.path, self.at.line, self.code.id, self.message)


@record
class Checked(Generic[T]):
    """A stage's value and what was found while making it."""

    value: T
    diagnostics: tuple[Diagnostic, ...] = ()


def sort_diagnostics(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The same findings once each, by path, line, code and message."""
    return tuple(sorted(set(diagnostics), key=lambda diagnostic: diagnostic.sort_key))


# What `str.isprintable` calls printable although nothing is seen: fillers, joiners and variation selectors.
_BLANK = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
_SHORT_ESCAPES = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def escaped(character: str) -> str:
    """The escape sequence of one character, in the lower case that black keeps."""
    short = _SHORT_ESCAPES.get(character)
    if short is not None:
        return short
    point = ord(character)
    if point < 0x100:
        return f"\\x{point:02x}"
    return f"\\u{point:04x}" if point < 0x10000 else f"\\U{point:08x}"


def is_visible(character: str) -> bool:
    """Whether a character can be seen, or is the blank."""
    return character.isprintable() and not _BLANK.match(character)


def printable(text: str) -> str:
    """One line that shows what it hides: control, invisible and bidirectional characters as escapes, so that a document can't forge what mdgen prints
    or writes. Backslashes are left to the caller."""
    if text.isascii() and text.isprintable():
        return text
    if text.isprintable() and not _BLANK.search(text):
        return text
    return "".join(c if is_visible(c) else escaped(c) for c in text)
