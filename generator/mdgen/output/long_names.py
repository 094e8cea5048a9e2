"""Statements whose names leave no room: black breaks them in places of their own.

    VeryLongName: (
        TypeAlias
    ) = Literal[
        "a", "b"
    ]

    VeryLongName: TypeAlias = (
        Literal["a", "b"]
    )

    field: VeryLongName = ("default")

They are proved for ASCII text only, where a character is a column.
"""

from __future__ import annotations

import re

from mdgen.output.allowed import is_plain
from mdgen.output.brackets import read_brackets, read_items, read_union
from mdgen.output.elements import Part, element_line
from mdgen.output.expressions import is_value, masked, operands
from mdgen.output.lines import WIDTH, Kind, statement_line

_NAME = r"[A-Za-z_][A-Za-z0-9_]*"
_HEAD = re.compile(rf"({_NAME}): \(")
_TYPE_ALIAS = "    TypeAlias"
_VALUE = ") = "
# As wide as `) = `, and a statement.
_STAND_IN = "_ = "
_DEFAULT = re.compile(rf"({_NAME}): ({_NAME}) = \((.*)\)")
_ASSIGNED = re.compile(rf"({_NAME}): TypeAlias = \(")
_SUBSCRIPT = re.compile(rf"{_NAME}\[")
_WHOLE_SUBSCRIPT = re.compile(rf"    ({_NAME}\[).*\]")


def read_long_name(lines: list[str], at: int) -> int:
    """The number of the line after the statement that begins at line `at`; -1 if it isn't proved."""
    line = lines[at]
    if not line.isascii() or not line.isprintable():
        return -1
    if line[-15:] == ": TypeAlias = (":
        return _unopened(lines, at)
    if line[-3:] == ": (":
        return _alias(lines, at)
    return at + 1 if _is_default_apart(line) else -1


def _is_default_apart(line: str) -> bool:
    """`name: VeryLongName = ("text")`: neither the opening parenthesis nor the name fits, but the text would."""
    content = line.lstrip(" ")
    indent = len(line) - len(content)
    match = _DEFAULT.fullmatch(content)
    if indent not in (0, 4) or match is None or not all(map(is_plain, match.group(1, 2))):
        return False
    # One that just fills a line of its own gets one.
    if masked(match[3]) != '""' or indent + 4 + len(match[3]) >= WIDTH:
        return False
    opens = indent + match.start(3)
    return opens > WIDTH and indent + 4 + len(match[2]) > WIDTH


def _unopened(lines: list[str], at: int) -> int:
    """An alias whose line has no room for the subscript's bracket: that goes to the next line as a whole."""
    head = _ASSIGNED.fullmatch(lines[at])
    if head is None or not is_plain(head[1]) or len(lines[at]) > WIDTH or at + 1 >= len(lines):
        return -1
    value = _WHOLE_SUBSCRIPT.fullmatch(lines[at + 1])
    if value is None or not lines[at + 1].isascii():
        return -1
    element = element_line(lines[at + 1])
    is_one = element.part is Part.VALUE and element.operands == 1 and not element.comma
    has_no_room = len(lines[at]) - 1 + len(value[1]) > WIDTH
    return _closed(lines, at + 2, ")") if is_one and has_no_room else -1


def _alias(lines: list[str], at: int) -> int:
    """An alias, if even `name: TypeAlias =` fills the line."""
    head = _HEAD.fullmatch(lines[at])
    if head is None or not is_plain(head[1]) or lines[at + 1 : at + 2] != [_TYPE_ALIAS]:
        return -1
    if len(f"{head[1]}: TypeAlias = ") < WIDTH or at + 2 >= len(lines):
        return -1
    value = lines[at + 2]
    if not value.startswith(_VALUE) or not value.isascii() or not value.isprintable():
        return -1
    rest = value[len(_VALUE) :]
    if len(lines[at]) <= WIDTH:
        return _roomy(lines, at + 2, rest)
    return _crowded(lines, at + 2, rest)


def _roomy(lines: list[str], at: int, rest: str) -> int:
    """The value where `name: (` fits: broken like any other, except a union, which keeps its parentheses."""
    if rest[-1:] == ")" and rest[0] == "(":
        fits = len(lines[at]) <= WIDTH and operands(masked(rest[1:-1])) > 1
        return at + 1 if fits else -1
    if rest == "(":
        union = read_union(lines, at + 1, 1)
        is_broken = union is not None and len(_VALUE) + 2 + union.flat > WIDTH
        return _closed(lines, union.end, ")") if union is not None and is_broken else -1
    found = statement_line(_STAND_IN + rest)
    if found.kind is not Kind.SIMPLE or operands(masked(rest)) > 1:
        return -1
    if not found.opens:
        return at + 1
    return read_brackets(lines, at, found) if found.opens == "s" else -1


def _crowded(lines: list[str], at: int, rest: str) -> int:
    """The value where not even `name: (` fits: its brackets are open, whatever is in them."""
    if rest == "(":
        union = read_union(lines, at + 1, 1)
        return _closed(lines, union.end, ")") if union is not None else -1
    if _SUBSCRIPT.fullmatch(rest) and is_plain(rest[:-1]):
        end = read_items(lines, at + 1)
        return _closed(lines, end, "]") if end > 0 else -1
    atom = masked(rest)
    is_atom = is_value(atom) and operands(atom) == 1 and not set("[(.") & set(atom)
    return at + 1 if is_atom else -1


def _closed(lines: list[str], at: int, bracket: str) -> int:
    return at + 1 if lines[at : at + 1] == [bracket] else -1
