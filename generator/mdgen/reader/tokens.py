"""The words of a TypeScript example: strings, numbers, names and signs, with their places."""

from __future__ import annotations

import re
from enum import Enum

from mdgen.record import record

MAX_SHOWN = 30


class LiteralError(ValueError):
    """An example that is not data. `line` and `column` count from 1 in the block; the message is one short line."""

    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(f"{message} (line {line}, column {column} of the example)")
        self.line = line
        self.column = column


class TokenKind(Enum):
    STRING = "string"
    TEMPLATE = "template"
    NUMBER = "number"
    NAME = "name"
    SIGN = "sign"
    END = "end"


@record
class Token:
    """`text` is as written, with quotes; `at` counts characters from 0."""

    kind: TokenKind
    text: str
    at: int


# Each alternative can start at one character only, so that no input is looked at twice.
_TOKEN = re.compile(
    r"""
      (?P<SKIP>\s+|//[^\n]*|/\*(?:[^*]|\*(?!/))*\*/)
    | (?P<STRING>"(?:[^"\\\n]|\\[\s\S])*"|'(?:[^'\\\n]|\\[\s\S])*')
    | (?P<TEMPLATE>`(?:[^`\\$]|\\[\s\S]|\$(?!\{))*`)
    | (?P<NUMBER>0[xX][0-9a-fA-F_]+n?|0[oO][0-7_]+n?|0[bB][01_]+n?|(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9][0-9_]*)(?:[eE][+-]?[0-9_]+)?n?)
    | (?P<NAME>[^\W\d][\w$]*|\$[\w$]*)
    | (?P<SIGN>=>|\.\.\.|\?\?|[{}\[\]():;,.=<>|&?+\-*!@])
    """,
    re.VERBOSE,
)

_ESCAPE = re.compile(
    r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(\r\n|[\s\S]))"
)
_CONTROLS = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0"}
_LINE_ENDS = frozenset({"\n", "\r\n", "\r", "\u2028", "\u2029"})
_SURROGATE_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def tokenize(text: str) -> list[Token]:
    """The words of a block in order, the last one of kind END. Raises LiteralError."""
    tokens = []
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise error_at(text, at, f"unexpected {shown(text[at : at + MAX_SHOWN])}")
        group = match.lastgroup or ""
        if group != "SKIP":
            tokens.append(Token(TokenKind[group], match.group(), at))
        at = match.end()
    tokens.append(Token(TokenKind.END, "", len(text)))
    return tokens


def decode_string(text: str) -> str:
    """What a string literal stands for. A lone surrogate, which no file can hold, becomes U+FFFD."""
    body = text[1:-1]
    if "\\" not in body:
        return body
    decoded = _ESCAPE.sub(_decode_escape, body)
    if _SURROGATE.search(decoded) is None:
        return decoded
    paired = _SURROGATE_PAIR.sub(_join_surrogates, decoded)
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", paired)


def error_at(text: str, at: int, message: str) -> LiteralError:
    """The error for a place in a block."""
    line_start = text.rfind("\n", 0, at) + 1
    return LiteralError(message, text.count("\n", 0, at) + 1, at - line_start + 1)


def shown(text: str) -> str:
    """Source text as it can stand in a message: one line, not long."""
    return repr(text.split("\n", 1)[0][:MAX_SHOWN])


def _decode_escape(match: re.Match[str]) -> str:
    braced, four, two, plain = match.groups()
    digits = braced or four or two
    if digits is not None:
        code = int(digits, 16)
        return chr(code) if code <= 0x10FFFF else "\N{REPLACEMENT CHARACTER}"
    if plain in _LINE_ENDS:
        return ""
    return _CONTROLS.get(plain, plain)


def _join_surrogates(match: re.Match[str]) -> str:
    high, low = match.group()[0], match.group()[1]
    return chr(0x10000 + ((ord(high) - 0xD800) << 10) + (ord(low) - 0xDC00))
