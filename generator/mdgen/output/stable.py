"""A quick proof that black would leave a generated module as it is, and that the module holds only what is allowed.

black needs milliseconds a module, parsing it some hundred microseconds; this takes some ten. It reads the shapes that generated modules
have, line by line (`lines`), and the empty lines, strings and brackets between (here). What it can't prove may still be stable and safe:
that is for black (`formatter`) and the gate (`gate`) to say.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from mdgen.output.allowed import has_cookie
from mdgen.output.brackets import read_brackets
from mdgen.output.lines import WIDTH, Kind, Line, statement_line, width_bounds
from mdgen.output.long_names import read_long_name
from mdgen.output.shapes import is_odd_but_right, statement_end


class Proof(NamedTuple):
    """`proved`: stable and safe. `level` is the greatest number of leading dots of its relative imports."""

    proved: bool
    level: int = 0


UNPROVED = Proof(False)


def prove(text: str, stub: bool = False) -> Proof:
    """The proof for one module, or that there is none, which says nothing. `stub`: the text of a `.pyi` file."""
    lines = text.split("\n")
    if lines.pop():
        return UNPROVED
    reader = _Reader(lines, _STUB_GAPS if stub else _GAPS)
    if not reader.read() or (text.startswith("#") and has_cookie(text)):
        return UNPROVED
    return Proof(True, reader.level)


# Roles of statements, as far as empty lines depend on them; a state is a role and a depth (0 or 1): role * 2 + depth.
_START, _COMMENT, _IMPORT, _CLASS, _DECORATOR, _SIMPLE, _DOCSTRING = range(7)
_ROLES = {
    Kind.COMMENT: _COMMENT,
    Kind.IMPORT: _IMPORT,
    Kind.CLASS: _CLASS,
    Kind.DECORATOR: _DECORATOR,
    Kind.SIMPLE: _SIMPLE,
}


def _gap(before: int, depth_before: int, role: int, depth: int) -> tuple[int, int]:
    """How many empty lines black leaves between two statements: at least, at most; (1, 0) if they may not follow each other.

    Where versions of black differ, or the rule is long, this is narrower than black.
    """
    if depth == 1:
        if role not in (_SIMPLE, _COMMENT, _DOCSTRING):
            return 1, 0
        if depth_before == 0:
            return (0, 0) if before == _CLASS else (1, 0)
        if before == _COMMENT:
            return (0, 1) if role == _SIMPLE else (1, 0)
        return (1, 1) if before == _DOCSTRING else (0, 1)
    if depth_before == 1:
        return (2, 2) if before != _COMMENT else (1, 0)
    return _module_gap(before, role)


def _module_gap(before: int, role: int) -> tuple[int, int]:
    if before == _START:
        return 0, 0
    if before == _CLASS:
        return 1, 0
    if before == _DECORATOR:
        return (0, 0) if role in (_DECORATOR, _CLASS) else (1, 0)
    if role in (_CLASS, _DECORATOR):
        return 2, 2
    if before == _IMPORT:
        return (0, 1) if role == _IMPORT else (1, 1)
    if before == _DOCSTRING:
        return 1, 1
    if role == _DOCSTRING:
        return 0, 0
    return (0, 1) if before == _COMMENT else (0, 2)


def _stub_gap(before: int, depth_before: int, role: int, depth: int) -> tuple[int, int]:
    """The same for stubs, which hold comments and imports only."""
    if depth or depth_before or role not in (_COMMENT, _IMPORT):
        return 1, 0
    if before == _IMPORT and role == _COMMENT:
        return 1, 0
    return (0, 0) if before == _START else (0, 1)


_STATES = [(role, depth) for role in range(7) for depth in (0, 1)]
_GAPS = [[_gap(*before, *after) for after in _STATES] for before in _STATES]
_STUB_GAPS = [[_stub_gap(*before, *after) for after in _STATES] for before in _STATES]

# What may be in a multi-line string with a backslash: escapes as black leaves them.
_ESCAPE = re.compile(r"""\\(?:[\\"'ntr]|x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8})""")
_QUOTES = '"""'


class _Reader:
    """Reads the lines of one module. Its methods return the number of the line after what they read, -1 if it isn't proved."""

    __slots__ = ("gaps", "level", "lines")

    def __init__(self, lines: list[str], gaps: list[list[tuple[int, int]]]) -> None:
        self.lines = lines
        self.gaps = gaps
        self.level = 0

    def read(self) -> bool:
        lines, gaps = self.lines, self.gaps
        end = len(lines)
        state = _START * 2
        at = empty = 0
        only_comments = True
        while at < end:
            line = lines[at]
            if not line:
                empty += 1
                at += 1
                continue
            found = statement_line(line) if _QUOTES not in line else _string_line(line)
            kind = found.kind
            if kind is Kind.STRING:
                documents = state == _CLASS * 2 or (only_comments and found.depth == 0)
                role = _DOCSTRING if documents else _SIMPLE
                following = self.string(at, found.depth, documents)
            else:
                role = _ROLES.get(kind, -1)
                following = read_brackets(lines, at, found) if found.opens else at + 1
                if found.level > self.level:
                    self.level = found.level
            depth = found.depth
            if (role < 0 or following < 0) and kind is not Kind.STRING:
                role, depth, following = self.odd(at)
            if following < 0 or depth > 1:
                return False
            after = role * 2 + depth
            least, most = gaps[state][after]
            if not least <= empty <= most:
                return False
            state, at, empty = after, following, 0
            only_comments = only_comments and role == _COMMENT
        return not empty and state not in (_CLASS * 2, _DECORATOR * 2, _COMMENT * 2 + 1)

    def odd(self, at: int) -> tuple[int, int, int]:
        """Role, depth and end of an assignment for which there is no rule."""
        line = self.lines[at]
        depth = 1 if line.startswith("    ") else 0
        end = read_long_name(self.lines, at)
        if end > 0:
            return _SIMPLE, depth, end
        end = statement_end(self.lines, at, depth)
        if is_odd_but_right(self.lines[at:end], depth):
            return _SIMPLE, depth, end
        return _SIMPLE, depth, -1

    def string(self, at: int, depth: int, documents: bool) -> int:
        """A string in three double quotes. black changes only those that `documents` a class or module: it trims and indents them."""
        margin = 4 * depth
        first = self.lines[at][margin + 3 :]
        closed = len(first) > 3 and first.endswith(_QUOTES)
        inner = first[:-3] if closed else first
        if not inner or not _is_inside(inner, closed) or inner[0] == '"':
            return -1
        if documents and inner[0] == " " and inner[1:2] != '"':
            return -1
        if closed:
            return at + 1
        return self.rest_of_string(at + 1, margin, documents)

    def rest_of_string(self, at: int, margin: int, documents: bool) -> int:
        lines = self.lines
        least = WIDTH
        while at < len(lines):
            line = lines[at]
            at += 1
            if not line:
                continue
            content = line.lstrip(" ")
            if content == _QUOTES:
                exact = len(line) == margin + 3 and least == margin
                return at if exact or not documents else -1
            closed = line.endswith(_QUOTES)
            inner = line[:-3] if closed else line
            if not _is_inside(inner, closed):
                return -1
            least = min(least, len(line) - len(content))
            if closed:
                right = least == margin and width_bounds(line)[1] <= WIDTH
                return at if right or not documents else -1
        return -1


def _string_line(line: str) -> Line:
    """A statement line that holds three quotes somewhere: a string if it begins with them."""
    content = line.lstrip(" ")
    depth, odd = divmod(len(line) - len(content), 4)
    if odd or not content.startswith(_QUOTES):
        return Line(Kind.UNKNOWN)
    return Line(Kind.STRING, depth)


def _is_inside(text: str, last: bool) -> bool:
    """Whether a line (not empty) of a string in three quotes stays as it is and doesn't end the string; `last`: the quotes follow."""
    if not text.isprintable() or _QUOTES in text:
        return False
    if text[-1] == " ":
        # black parts a quote at the end from the closing ones
        if not last or text[-2:] != '" ' or text[-3:] == '\\" ':
            return False
    elif last and text[-1] in '"\\':
        return False
    return "\\" not in text or "\\" not in _ESCAPE.sub("", text)
