"""TypeScript example blocks, read word by word.

Grammar (what documented examples use, and what a person would write in their place): imports are skipped, then statements
`let|const|var name[: type] = value;`. Nothing is evaluated: a call stands for data that is not there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import assert_never

from mdgen.ir.values import DecimalText, EnumMember, Moment, Opaque, Value
from mdgen.reader.tokens import (
    LiteralError,
    Token,
    TokenKind,
    decode_string,
    error_at,
    shown,
    tokenize,
)
from mdgen.record import record

MAX_DEPTH = 100
MAX_DIGITS = 1_000
"""How long an integer can be: Python refuses to print one of more than 4,300 decimal digits."""

_MOMENTS = frozenset({"Date", "RFCDate"})
_DECIMALS = frozenset({"Decimal", "Decimal$", "BigNumber", "Big"})
_DECLARATIONS = frozenset({"let", "const", "var"})
_TEXTS = frozenset({TokenKind.STRING, TokenKind.TEMPLATE})
_SUFFIXES = frozenset({"as", "satisfies"})
_OPENING = {"{": "}", "[": "]", "(": ")"}
_PLAIN_NAMES: dict[str, Value] = {
    "null": None,
    "true": True,
    "false": False,
    "NaN": float("nan"),
    "Infinity": float("inf"),
}
_RESERVED = frozenset({"function", "async", "class", "typeof", "yield", "return", "delete"})


@record
class Statement:
    """One value of a block. `name` is the variable, `line` counts from 1 in the block."""

    name: str
    value: Value
    line: int


@record
class Block:
    """What a block shows. `repeated` are keys that stand twice in one object; the last value counts."""

    statements: tuple[Statement, ...]
    repeated: tuple[str, ...] = ()


class _Absent:
    """`undefined`: a key that is not there."""


_ABSENT = _Absent()


def parse_block(text: str) -> Block:
    """The values of an example block; none if it has comments only. Raises LiteralError."""
    try:
        return _Parser(text).block()
    except RecursionError:
        # The depth limit is lower than the interpreter's, unless the caller is deep already.
        raise LiteralError("nested too deep", 1, 1) from None


class _Parser:
    """Recursive descent over the words of one block; its depth is limited."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens: Sequence[Token] = tokenize(text)
        self._index = 0
        self._depth = 0
        self._line = 1
        self._counted = 0
        self._repeated: dict[str, None] = {}

    def block(self) -> Block:
        statements = []
        while self._peek().kind is not TokenKind.END:
            if self._takes(";"):
                continue
            if self._peek().text == "import":
                self._skip_import()
            else:
                statements.append(self._statement())
        return Block(tuple(statements), tuple(self._repeated))

    def _statement(self) -> Statement:
        first = self._peek()
        for words in ({"export"}, _DECLARATIONS):
            if self._peek().text in words:
                self._next()
        start = self._peek()
        name = ""
        if start.kind is TokenKind.NAME and self._peek(1).text in (":", "="):
            name = self._next().text
            if self._takes(":"):
                self._skip_type("=", ";")
            self._expect("=")
        value = self._value()
        if self._peek().kind is not TokenKind.END and self._peek().text != ";":
            next_ = self._peek()
            if "\n" not in self._text[self._tokens[self._index - 1].at : next_.at]:
                raise self._error(next_, f"expected ';', found {shown(next_.text)}")
        self._line += self._text.count("\n", self._counted, first.at)
        self._counted = first.at
        return Statement(name, None if isinstance(value, _Absent) else value, self._line)

    def _skip_import(self) -> None:
        """Up to the module's name, which ends an import with or without a semicolon."""
        while True:
            token = self._next()
            if token.kind is TokenKind.STRING or token.text == ";":
                return
            if token.kind is TokenKind.END:
                raise self._error(token, "the import has no end")

    def _value(self) -> Value | _Absent:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise self._error(self._peek(), "nested too deep")
        value = self._primary()
        if type(value) is str and self._peek().text == "+":
            value = self._concatenated(value)
        while self._peek().text in _SUFFIXES or self._peek().text == "!":
            if self._next().text != "!":
                self._skip_type(",", "}", "]", ")", ";", *_SUFFIXES)
        self._depth -= 1
        return value

    def _concatenated(self, first: str) -> str:
        """Formatters of code break long texts: `"a" + "b"`."""
        parts = [first]
        while self._peek(1).kind in _TEXTS and self._takes("+"):
            parts.append(decode_string(self._next().text))
        return "".join(parts)

    def _primary(self) -> Value | _Absent:
        token = self._next()
        match token.kind:
            case TokenKind.STRING | TokenKind.TEMPLATE:
                return self._called(token, decode_string(token.text))
            case TokenKind.NUMBER:
                return self._number(token, 1)
            case TokenKind.NAME:
                return self._name(token)
            case TokenKind.SIGN:
                return self._sign(token)
            case TokenKind.END:
                raise self._error(token, "expected a value, found the end")
            case _:
                assert_never(token.kind)

    def _sign(self, token: Token) -> Value | _Absent:
        match token.text:
            case "{":
                return self._object()
            case "[":
                return self._array()
            case "(":
                value = self._value()
                self._expect(")")
                return value
            case "-" | "+":
                sign = -1 if token.text == "-" else 1
                operand = self._next()
                if operand.kind is TokenKind.NUMBER:
                    return self._number(operand, sign)
                if operand.text == "Infinity":
                    return sign * float("inf")
                raise self._error(operand, f"expected a number, found {shown(operand.text)}")
            case _:
                raise self._error(token, f"expected a value, found {shown(token.text)}")

    def _object(self) -> Value:
        members: dict[str, Value] = {}
        while not self._takes("}"):
            key, value = self._member()
            if key in members:
                self._repeated[key] = None
            if isinstance(value, _Absent):
                members.pop(key, None)
            else:
                members[key] = value
            if not self._takes(","):
                self._expect("}")
                break
        return members

    def _member(self) -> tuple[str, Value | _Absent]:
        token = self._next()
        match token.kind:
            case TokenKind.NAME:
                key = token.text
                if self._peek().text in (",", "}"):
                    return key, Opaque(key)
            case TokenKind.STRING:
                key = decode_string(token.text)
            case TokenKind.NUMBER:
                key = str(self._number(token, 1))
            case _:
                raise self._error(token, f"expected a key, found {shown(token.text)}")
        self._expect(":")
        return key, self._value()

    def _array(self) -> Value:
        items: list[Value] = []
        while not self._takes("]"):
            item = self._value()
            items.append(None if isinstance(item, _Absent) else item)
            if not self._takes(","):
                self._expect("]")
                break
        return items

    def _name(self, token: Token) -> Value | _Absent:
        if token.text in _PLAIN_NAMES:
            return _PLAIN_NAMES[token.text]
        if token.text == "undefined":
            return _ABSENT
        if token.text == "void":
            self._value()
            return _ABSENT
        if token.text == "new":
            return self._new(token)
        if token.text == "await":
            self._value()
            return Opaque(self._source(token))
        if token.text in _RESERVED:
            raise self._error(token, f"not data: {shown(token.text)}")
        return self._path(token)

    def _path(self, token: Token) -> Value:
        """`Color.Red`, `shared.Color.Red`, `Color["Red"]`; with a call it stands for something else."""
        parts = [token.text]
        while True:
            if self._takes("."):
                parts.append(self._name_part())
            elif (
                self._peek().text == "["
                and self._peek(1).kind is TokenKind.STRING
                and self._peek(2).text == "]"
            ):
                parts.append(decode_string(self._peek(1).text))
                self._index += 3
            else:
                break
        if parts == ["BigInt"] and self._peek().text == "(":
            return self._big_int()
        whole = self._called(token, None)
        if isinstance(whole, Opaque) or len(parts) == 1:
            return Opaque(self._source(token))
        return EnumMember(parts[-2], parts[-1])

    def _name_part(self) -> str:
        part = self._next()
        if part.kind is not TokenKind.NAME:
            raise self._error(part, f"expected a name, found {shown(part.text)}")
        return part.text

    def _big_int(self) -> Value:
        self._expect("(")
        argument = self._next()
        text = decode_string(argument.text) if argument.kind is TokenKind.STRING else argument.text
        self._expect(")")
        if not re.fullmatch(r"-?[0-9]+n?", text):
            raise self._error(argument, f"not an integer: {shown(text)}")
        return self._integer(argument, text.removesuffix("n"), 10)

    def _new(self, token: Token) -> Value:
        name = self._name_part()
        while self._takes("."):
            name = self._name_part()
        argument = self._peek(1)
        if self._peek().text == "(" and self._peek(2).text == ")":
            known = self._constructed(name, argument)
            if known is not None:
                self._index += 3
                return known
        self._skip_arguments()
        self._called(token, None)
        return Opaque(self._source(token))

    def _constructed(self, name: str, argument: Token) -> Value:
        if argument.kind is TokenKind.STRING:
            text = decode_string(argument.text)
            if name in _MOMENTS:
                return Moment(text)
            return DecimalText(text) if name in _DECIMALS else None
        is_decimal = argument.kind is TokenKind.NUMBER and name in _DECIMALS
        return DecimalText(argument.text) if is_decimal else None

    def _called(self, token: Token, value: Value) -> Value:
        """The value, or its source if something is called on it or asked of it."""
        called = False
        while self._peek().text in ("(", ".", "["):
            called = True
            if self._takes("."):
                self._next()
            else:
                self._skip_balanced()
        return Opaque(self._source(token)) if called else value

    def _number(self, token: Token, sign: int) -> int | float:
        text = token.text.replace("_", "")
        is_big = text.endswith("n")
        digits = text.removesuffix("n")
        base = {"0x": 16, "0o": 8, "0b": 2}.get(digits[:2].lower(), 10)
        if base != 10:
            return sign * self._integer(token, digits[2:], base)
        if digits.isdecimal():
            return sign * self._integer(token, digits, 10)
        if is_big:
            raise self._error(token, f"not an integer: {shown(token.text)}")
        try:
            return sign * float(digits)
        except ValueError:
            raise self._error(token, f"not a number: {shown(token.text)}") from None

    def _integer(self, token: Token, digits: str, base: int) -> int:
        try:
            if len(digits) > MAX_DIGITS:
                raise ValueError("too long")
            return int(digits, base)
        except ValueError:  # no digits, or too many
            raise self._error(token, f"not an integer: {shown(token.text)}") from None

    def _skip_type(self, *ends: str) -> None:
        """Up to one of `ends` that stands outside of brackets."""
        depth = 0
        while True:
            token = self._peek()
            if token.kind is TokenKind.END or (depth == 0 and token.text in ends):
                return
            if token.kind is TokenKind.SIGN:
                depth += (token.text in "{[(<") - (token.text in "}])>")
            self._next()

    def _skip_arguments(self) -> None:
        if self._peek().text == "<":
            self._skip_type("(", ",", ";")
        if self._peek().text == "(":
            self._skip_balanced()

    def _skip_balanced(self) -> None:
        open_: list[str] = []
        while True:
            token = self._next()
            if token.kind is TokenKind.END:
                raise self._error(token, "a bracket is not closed")
            if token.kind is not TokenKind.SIGN:
                continue
            if token.text in _OPENING:
                open_.append(_OPENING[token.text])
            elif open_ and token.text == open_[-1]:
                open_.pop()
                if not open_:
                    return

    def _source(self, token: Token) -> str:
        """The text from a word up to the last one that was taken, on one line."""
        last = self._tokens[self._index - 1]
        return " ".join(self._text[token.at : last.at + len(last.text)].split())

    def _peek(self, ahead: int = 0) -> Token:
        return self._tokens[min(self._index + ahead, len(self._tokens) - 1)]

    def _next(self) -> Token:
        token = self._peek()
        self._index = min(self._index + 1, len(self._tokens) - 1)
        return token

    def _takes(self, text: str) -> bool:
        token = self._peek()
        if token.kind is not TokenKind.SIGN or token.text != text:
            return False
        self._next()
        return True

    def _expect(self, text: str) -> None:
        if not self._takes(text):
            found = self._peek()
            what = "the end" if found.kind is TokenKind.END else shown(found.text)
            raise self._error(found, f"expected '{text}', found {what}")

    def _error(self, token: Token, message: str) -> LiteralError:
        return error_at(self._text, token.at, message)
