"""Statements that the quick proof has no rule for: black is asked once for each shape.

black and the gate look at kinds and widths, not at what a long name or a plain string says. So such parts are replaced by others of the
same width, and one verdict serves all statements that then look alike.
"""

from __future__ import annotations

import ast
import re

from mdgen.output.allowed import MAX_DEPTH, is_plain
from mdgen.output.formatter import black_format
from mdgen.output.gate import refusals
from mdgen.output.lines import WIDTH

MAX_LINES = 200
"""Longer statements are left to black as a part of their module."""

_TOO_LONG = WIDTH + 1
"""What is wider than a line is so in every place, so it does not matter by how much."""

_TARGET = re.compile(r"([a-z_][a-z0-9_]*)(?=: )")
_LONG_NAME = re.compile(r"\b[A-Za-z][A-Za-z0-9_]{24,}\b")
_PLAIN_STRING = re.compile(r'(?<![A-Za-z0-9_"\\])"[A-Za-z0-9_ .,;:/+-]+"(?!")')

_verdicts: dict[str, bool] = {}


def statement_end(lines: list[str], at: int, depth: int) -> int:
    """The number of the line after a statement, as far as indentation tells."""
    margin = 4 * depth
    end = at + 1
    while end < len(lines) and end - at <= MAX_LINES:
        line = lines[end]
        inside = line[margin : margin + 4] == "    " and not line[:margin].strip()
        closes = line[margin : margin + 1] in (")", "]", "}") and not line[:margin].strip()
        if not inside and not closes:
            break
        end += 1
    return end


def is_odd_but_right(lines: list[str], depth: int) -> bool:
    """Whether the lines are one assignment, in a class body if `depth` is 1, that black leaves alone and the gate lets pass."""
    shape = shape_of("\n".join(lines))
    key = f"{depth}{shape}"
    known = _verdicts.get(key)
    if known is None:
        known = _verdicts[key] = len(lines) <= MAX_LINES and _ask(shape, depth)
    return known


def shape_of(statement: str) -> str:
    """The statement with its target, long names and plain strings replaced by others of the same width."""
    content = statement.lstrip(" ")
    target = _TARGET.match(content)
    if target and is_plain(target[1]):
        margin = len(statement) - len(content)
        statement = statement[:margin] + _same_name(target) + content[target.end() :]
    return _PLAIN_STRING.sub(_same_string, _LONG_NAME.sub(_same_name, statement))


def _same_name(match: re.Match[str]) -> str:
    return "N" * min(len(match[0]), _TOO_LONG)


def _same_string(match: re.Match[str]) -> str:
    return f'"{"s" * min(len(match[0]) - 2, _TOO_LONG)}"'


def _ask(shape: str, depth: int) -> bool:
    text = f"class A:\n{shape}\n" if depth else f"{shape}\n"
    plain = text.isascii() and not any(odd in text for odd in ("#", "\\", '""', "''"))
    printable = all(line.isprintable() for line in text.split("\n"))
    if not plain or not printable or max(map(text.count, "[({")) > MAX_DEPTH or refusals(text, 0):
        return False
    body = ast.parse(text).body
    if depth and isinstance(body[0], ast.ClassDef):
        body = body[0].body
    is_one = len(body) == 1 and isinstance(body[0], ast.Assign | ast.AnnAssign)
    return is_one and black_format(text) == text
