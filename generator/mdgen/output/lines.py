"""What each line of a generated module is, if it stands there as black would leave it and holds nothing but what is allowed.

Verdicts are remembered by line, and by line without its strings, because the modules of a package repeat each other.
"""

from __future__ import annotations

import re
from enum import IntEnum
from typing import NamedTuple

from mdgen.output.allowed import CALLS, MODULES, READS, STATEMENT_CALLS, TARGETS, is_plain
from mdgen.output.expressions import (
    is_annotation,
    is_base_list,
    is_decorator,
    is_value,
    masked,
)

WIDTH = 88
"""black's line length, in columns."""

MAX_REMEMBERED = 20_000
"""Lines whose verdict is kept, some 8 MB; a package repeats few of its lines, but these often."""


class Kind(IntEnum):
    """What the first line of a statement is."""

    UNKNOWN = 0
    COMMENT = 1
    IMPORT = 2
    CLASS = 3
    DECORATOR = 4
    SIMPLE = 5
    STRING = 6


class Line(NamedTuple):
    """`depth` counts indentation in units of four, `level` the dots of a relative import. `opens`: the bracket that is left open, if more
    lines belong to the statement: `c` a call's, `s` a subscript's, `t` that of an annotation (whose end a default may follow), `i` an
    import's, `k` a class's, `[` a list's; `=` and `:` are parentheses around a value and an annotation. `least`: the least number of columns.
    """

    kind: Kind
    depth: int = 0
    level: int = 0
    opens: str = ""
    least: int = 0


UNKNOWN = Line(Kind.UNKNOWN)
_NAME = r"[A-Za-z_][A-Za-z0-9_]*"
_TARGET = re.compile(rf"({_NAME})(: | = )")
_IMPORTED = rf"{_NAME}(?: as {_NAME})?"
_IMPORT = re.compile(
    rf"(?:import (?P<whole>[a-z_.]+)(?: as {_NAME})?|from (?P<dots>\.*)(?P<module>(?:{_NAME}(?:\.{_NAME})*)?) import (?P<names>{_IMPORTED}(?:, {_IMPORTED})*|\())"
)
_CLASS = re.compile(rf"class ({_NAME})(?:(?:\((.*)\))?:|(\())")
_OPENER = re.compile(rf"((?:{_NAME})?)([\[({{])")
_WORD = re.compile(_NAME)
_PRAGMA = re.compile(r"fmt:|yapf:|type:|coding[:=]")

_statements: dict[str, Line] = {}


def statement_line(line: str) -> Line:
    """What a line is where a statement begins."""
    known = _statements.get(line)
    if known is None:
        if len(_statements) >= MAX_REMEMBERED:
            _statements.clear()
        known = _statements[line] = _statement(line)
    return known


def width_bounds(text: str) -> tuple[int, int]:
    """The least and the greatest number of columns; characters beyond ASCII take none, one or two."""
    length = len(text)
    if text.isascii():
        return length, length
    wide = sum(not character.isascii() for character in text)
    return length - wide, length + wide


def edges(line: str) -> tuple[int, str] | None:
    """Depth and content; None if black would not leave the line's edges alone."""
    content = line.lstrip(" ")
    depth, odd = divmod(len(line) - len(content), 4)
    if odd or not content or content[-1] == " " or not line.isprintable():
        return None
    return depth, content


def _statement(line: str) -> Line:
    split = edges(line)
    if split is None:
        return UNKNOWN
    depth, content = split
    if content[0] == "#":
        fits = content[:2] == "# " and content[2:3] != " " and not _PRAGMA.search(content)
        return Line(Kind.COMMENT, depth) if fits and len(content) > 2 else UNKNOWN
    if content.startswith(("from ", "import ")):
        return _import(line, depth, content)
    least, most = width_bounds(line)
    if most > WIDTH:
        return _long(depth, content, least)
    if content[0] == "@":
        return _decorator(depth, content[1:])
    if content.startswith("class "):
        return _class(depth, content, least)
    if content == "pass":
        return Line(Kind.SIMPLE, depth)
    return _assignment(depth, content, least)


def _long(depth: int, content: str, least: int) -> Line:
    """A line that is too long, where black can do nothing about it: `class Name(`, or `name = "string"` with a string that fits on no line."""
    if content.startswith("class "):
        return _class(depth, content, least)
    name, separator, value = content.partition(" = ")
    if not separator or masked(value) != '""' or not _WORD.fullmatch(name) or not is_plain(name):
        return UNKNOWN
    alone = width_bounds(value)[0] + 4 * (depth + 1)
    return Line(Kind.SIMPLE, depth) if alone > WIDTH else UNKNOWN


def _decorator(depth: int, content: str) -> Line:
    text = masked(content)
    if is_decorator(text):
        return Line(Kind.DECORATOR, depth)
    if text[-1:] == "(" and text[:-1] in CALLS:
        return Line(Kind.DECORATOR, depth, opens="c")
    return UNKNOWN


def _import(line: str, depth: int, content: str) -> Line:
    match = _IMPORT.fullmatch(content)
    if match is None:
        return UNKNOWN
    if match["whole"]:
        return Line(Kind.IMPORT, depth) if match["whole"] in MODULES else UNKNOWN
    dots, module, names = match["dots"], match["module"], match["names"]
    if not dots and module not in MODULES:
        return UNKNOWN
    # `import` and `as` are the only keywords such a line has
    words = _WORD.findall(module) + [word for word in _WORD.findall(names) if word != "as"]
    if not all(map(is_plain, words)):
        return UNKNOWN
    if names == "(":
        return Line(Kind.IMPORT, depth, len(dots), "i")
    return Line(Kind.IMPORT, depth, len(dots)) if len(line) <= WIDTH else UNKNOWN


def _class(depth: int, content: str, least: int) -> Line:
    match = _CLASS.fullmatch(content)
    if match is None or not is_plain(match[1]):
        return UNKNOWN
    if match[3]:
        return Line(Kind.CLASS, depth, 0, "k", least)
    if least > WIDTH:
        return UNKNOWN
    if match[2] is not None and not is_base_list(masked(match[2])):
        return UNKNOWN
    return Line(Kind.CLASS, depth)


def _assignment(depth: int, content: str, least: int) -> Line:
    target = _TARGET.match(content)
    if target is None:
        return _call(depth, content)
    if not is_plain(target[1]) and target[1] not in TARGETS:
        return UNKNOWN
    text = masked(content[target.end() :])
    is_typed = target[2] == ": "
    if is_annotation(text) if is_typed else is_value(text):
        return Line(Kind.SIMPLE, depth)
    opens = _statement_opening(text) if is_typed else _value_opening(text)
    return Line(Kind.SIMPLE, depth, 0, opens, least) if opens else UNKNOWN


def _call(depth: int, content: str) -> Line:
    """A call that is a statement: all on the line, or its arguments on the next ones."""
    called, bracket, rest = content.partition("(")
    if depth or not bracket or called not in STATEMENT_CALLS:
        return UNKNOWN
    if rest and (rest[-1] != ")" or rest[:-1] not in READS):
        return UNKNOWN
    return Line(Kind.SIMPLE, depth, opens="" if rest else "c")


def _statement_opening(text: str) -> str:
    """What `name: …` leaves open."""
    if text == "(":
        return ":"
    annotation, equals, value = text.rpartition(" = ")
    if equals:
        return _value_opening(value) if is_annotation(annotation) else ""
    return "t" if opening(text) == "s" else ""


def _value_opening(text: str) -> str:
    """What `… = …` leaves open."""
    if text == "(":
        return "="
    opens = opening(text)
    return opens if opens in ("c", "s", "[", "{") else ""


def opening(text: str) -> str:
    """Which bracket a text opens at its end: a call's `c`, a subscript's `s`, or a display's own; "" if it is no opener."""
    match = _OPENER.fullmatch(text)
    if match is None:
        return ""
    name, bracket = match[1], match[2]
    if not name:
        return bracket
    if bracket == "(":
        return "c" if name in CALLS else ""
    return "s" if bracket == "[" and is_plain(name) else ""
