"""Expressions of generated modules on one line: are they spelled as black spells them, and made of what is allowed only?

The text is *masked*: every string literal stands as `""`. So one verdict serves all lines that differ in their strings only.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from mdgen.output.allowed import CALLS, CONSTANTS, KEYWORDS, MAX_DEPTH, READS, is_plain

_ESCAPE = re.compile(r"\\(?:[\\ntr]|x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8})")
# Single quotes are black's choice too where the text has double quotes and no quote needs an escape.
_STRING = re.compile(r"""(?:"[^"\\]*+"|'[^'"\\]*+"[^'\\]*+')""")
_TOKEN = re.compile(
    r'(?P<name>[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*)|(?P<text>"")|(?P<number>-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?)'
)


def masked(content: str) -> str:
    """The content with every string literal as `""`."""
    if '"' not in content:
        return content
    if "\\" in content:
        # escapes go first: a string of two million of them costs no memory. What is none of ours keeps its backslash and is in no string
        content = _ESCAPE.sub("\0", content)
    return _STRING.sub('""', content)


class _UnprovedError(Exception):
    """Not provable."""


class _Parser:
    """Reads one masked line from the left; `at` is where it stands."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.depth = 0

    def take(self, piece: str) -> bool:
        if self.text.startswith(piece, self.at):
            self.at += len(piece)
            return True
        return False

    def expect(self, piece: str) -> None:
        if not self.take(piece):
            raise _UnprovedError

    def type(self) -> None:
        """`A | B[C, D] | None`: no calls but inside brackets of a subscript."""
        self.operand()
        while self.take(" | "):
            self.operand()

    def value(self) -> None:
        """What may stand right of `=` or as an argument: a call, a display, or a type."""
        match = _TOKEN.match(self.text, self.at)
        if match is None:
            self.display()
        elif match["name"] in CALLS and self.text.startswith("(", match.end()):
            self.at = match.end() + 1
            self.arguments()
        else:
            self.type()

    def operand(self) -> None:
        match = _TOKEN.match(self.text, self.at)
        if match is None:
            raise _UnprovedError
        self.at = match.end()
        name = match["name"]
        if name is None or name in CONSTANTS or name in READS:
            return
        if not all(map(is_plain, name.split("."))):
            raise _UnprovedError
        if self.take("["):
            self.items("]")

    def items(self, close: str) -> None:
        """At least one item, with `, ` between, up to the closing bracket."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise _UnprovedError
        self.element(close)
        while self.take(", "):
            self.element(close)
        self.expect(close)
        self.depth -= 1

    def element(self, close: str) -> None:
        if close == "]" and self.take("..."):
            return
        self.value()

    def arguments(self) -> None:
        """Positional, then keyword arguments, each keyword once; the opening bracket has been read."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise _UnprovedError
        if not self.take(")"):
            self.argument_list()
        self.depth -= 1

    def argument_list(self) -> None:
        keywords: set[str] = set()
        while True:
            key = keyword_of(self.text, self.at)
            if key:
                if key in keywords or not is_plain(key):
                    raise _UnprovedError
                keywords.add(key)
                self.at += len(key) + 1
            elif keywords:
                raise _UnprovedError
            self.value()
            if self.take(")"):
                return
            self.expect(", ")

    def display(self) -> None:
        """A list, a tuple or a dictionary."""
        if self.take("[]") or self.take("()") or self.take("{}"):
            return
        if self.take("["):
            self.items("]")
        elif self.take("{"):
            self.pairs()
        elif self.take("("):
            self.tuple()
        else:
            raise _UnprovedError

    def tuple(self) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise _UnprovedError
        self.value()
        if not self.take(",)"):
            self.expect(", ")
            self.items(")")
        self.depth -= 1

    def pairs(self) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise _UnprovedError
        while True:
            self.type()
            self.expect(": ")
            self.value()
            if self.take("}"):
                break
            self.expect(", ")
        self.depth -= 1


_KEYWORD = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)=")


def keyword_of(text: str, at: int = 0) -> str:
    """The name of the keyword argument that starts there, "" if none does."""
    match = _KEYWORD.match(text, at)
    return match[1] if match and match[1] not in KEYWORDS else ""


def _whole(masked: str, read: Callable[[_Parser], None]) -> bool:
    parser = _Parser(masked)
    try:
        read(parser)
    except _UnprovedError:
        return False
    return parser.at == len(masked)


def _annotation(parser: _Parser) -> None:
    parser.type()
    if parser.take(" = "):
        parser.value()


def _bases(parser: _Parser) -> None:
    parser.type()
    while parser.take(", "):
        parser.type()


@lru_cache(maxsize=8192)
def is_annotation(masked: str) -> bool:
    """`type` or `type = value`, as what follows `name: `."""
    return _whole(masked, _annotation)


@lru_cache(maxsize=8192)
def is_value(masked: str) -> bool:
    """What may follow `name = `, or be an element of brackets that are spread over lines."""
    return _whole(masked, _Parser.value)


@lru_cache(maxsize=8192)
def is_base_list(masked: str) -> bool:
    """`A` or `A, B[C]`: the bases of a class."""
    return _whole(masked, _bases)


@lru_cache(maxsize=8192)
def is_decorator(masked: str) -> bool:
    """`name` or `name(…)` of the calls that are allowed."""
    return masked in CALLS or (masked.partition("(")[0] in CALLS and is_value(masked))


@lru_cache(maxsize=8192)
def operands(masked: str) -> int:
    """How many types `A | B | C` joins; 0 if it is not of that form."""
    parser = _Parser(masked)
    count = 1
    try:
        parser.operand()
        while parser.take(" | "):
            parser.operand()
            count += 1
    except _UnprovedError:
        return 0
    return count if parser.at == len(masked) else 0
