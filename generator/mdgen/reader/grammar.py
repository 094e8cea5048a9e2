"""The one grammar behind the type notations of all languages: text -> term.

A term is what is written, before anybody asks what its words mean. Every character is looked at a bounded number of times, nothing is
tried twice, and nesting is limited, so that a hostile cell costs no more than its length.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import TypeAlias

from mdgen.reader.dialect import Dialect
from mdgen.reader.emphasis import with_asterisks
from mdgen.reader.vocabulary import Mark
from mdgen.record import record

MAX_DEPTH = 64
"""How deeply a type can be nested; the deepest that was ever seen is 5."""

MAX_SHOWN = 24
"""How many characters of a notation an error shows."""

_MAX_DIGITS = 300


class Fault(Enum):
    """Why a notation was not read."""

    UNREAD = "unread"
    TOO_DEEP = "too deep"


class NotationError(ValueError):
    """A notation that was not read. The message says what and at which column, in one short line."""

    def __init__(self, message: str, fault: Fault = Fault.UNREAD) -> None:
        super().__init__(message)
        self.fault = fault


@record
class Name:
    """A name as written, with its arguments; `arguments` is None where there are no brackets. `column` counts from 1."""

    text: str
    column: int
    arguments: tuple[Term, ...] | None = None


@record
class Constant:
    """A literal value; a float has no value of its own."""

    value: str | int | float


@record
class Marked:
    """A term with a sign that says something about absence or null."""

    mark: Mark
    inner: Term


@record
class Sequence:
    """`[]T` or `T[]`."""

    item: Term


@record
class Dictionary:
    """`map[string]T` or `{ [k: string]: T }`."""

    value: Term


@record
class Alternatives:
    """One of several: `a | b`."""

    members: tuple[Term, ...]


@record
class Link:
    """A link in a cell, its label read."""

    label: Term
    href: str


Term: TypeAlias = Name | Constant | Marked | Sequence | Dictionary | Alternatives | Link

# Generators escape brackets once for each level of nesting (`\<`, `\\<`), and not at all in other languages.
_TOKEN = re.compile(
    r"""
    [ \t\r\n]*+ (?:
      (?P<name> (?:\\|::)? (?:[^\W\d]|\$) [\w$]*+ (?: (?:\.|::|\\) (?:[^\W\d]|\$) [\w$]*+ )* (?:[ ]?\{\})? )
    | (?P<string> "[^"\\]*+(?:\\.[^"\\]*+)*" | '[^'\\]*+(?:\\.[^'\\]*+)*' )
    | (?P<number> [-+]?\d++ (?:\.\d++)? (?:[eE][-+]?\d++)? n? )
    | (?P<sign> \\*+[<>\[\]{}*] | &lt; | &gt; | \.\.\. | `++ | [()|,:;?&] )
    | (?P<end> \Z )
    )""",
    re.VERBOSE | re.DOTALL,
)
_HREF = re.compile(r"""\([ ]*+(?:<([^<>\n]*+)>|([^()\s]*+))(?:[ ]++"[^"]*+")?[ ]*+\)""")
_EMPTY_BRACKETS = re.compile(r"\\*+\[[ ]*+\d*+[ ]*+\\*+\]")
_CLOSING_BRACKET = re.compile(r"[ ]*+\\*+\]")
_MAP_HEAD = re.compile(r"map\[[\w. ]*+\]")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "'": "'", "\\": "\\", "<": "<", ">": ">"}
_BOUNDS = frozenset({"extends", "super"})
_PARTNERS = {"<": ">", "[": "]", "(": ")"}


def parse(text: str, dialect: Dialect, decorated: bool) -> Term:
    """The term that a text spells. `decorated`: references are links and atoms are emphasised, as in tables. Raises NotationError."""
    if decorated and "_" in text:
        text = with_asterisks(text)
        if dialect.separator != "\\":
            text = text.replace("\\_", "_")
    parser = _Parser(text, dialect)
    term, _ = parser.alternatives(plain=not decorated)
    if parser.kind != "end":
        raise parser.error("something follows the type")
    return term


# What the methods pass around: a term and how deeply it is nested.
_Built: TypeAlias = tuple[Term, int]


class _Parser:
    """Recursive descent with one token of look-ahead."""

    __slots__ = ("_depth", "_dialect", "_end", "_start", "_text", "kind", "token")

    def __init__(self, text: str, dialect: Dialect) -> None:
        self._text = text
        self._dialect = dialect
        self._depth = 0
        self._end = 0
        self._move_to(0)

    def alternatives(self, plain: bool) -> _Built:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise self._too_deep()
        members = [self._signed(plain)]
        while self.token == "|":
            self._advance()
            members.append(self._signed(plain))
        self._depth -= 1
        if len(members) == 1:
            return members[0]
        height = max(height for _, height in members)
        return self._built(Alternatives(tuple(term for term, _ in members)), height)

    def error(self, problem: str) -> NotationError:
        shown = self._text[self._start : self._start + MAX_SHOWN]
        where = f"column {self._start + 1}"
        return NotationError(
            f"{problem} at {where}: {shown!r}" if shown else f"{problem} at {where}"
        )

    def _too_deep(self) -> NotationError:
        return NotationError(
            f"nested more than {MAX_DEPTH} deep at column {self._start + 1}", Fault.TOO_DEEP
        )

    def _built(self, term: Term, inner_height: int) -> _Built:
        if inner_height >= MAX_DEPTH:
            raise self._too_deep()
        return term, inner_height + 1

    def _signed(self, plain: bool) -> _Built:
        """Signs before, an atom, signs after."""
        before: list[Mark | type[Sequence] | type[Dictionary]] = []
        while (sign := self._prefix(plain)) is not None:
            before.append(sign)
            if len(before) > MAX_DEPTH:
                raise self._too_deep()
        built = self._suffixed(self._atom(plain))
        for sign in reversed(before):
            term, height = built
            built = self._built(
                Marked(sign, term) if isinstance(sign, Mark) else sign(term), height
            )
        return built

    def _prefix(self, plain: bool) -> Mark | type[Sequence] | type[Dictionary] | None:
        dialect, found = self._dialect, None
        if self.kind == "sign":
            # Outside of decoration an asterisk opens emphasis; `**string*` is an emphasised pointer.
            if self.token in dialect.prefixes and (plain or self.token != "*"):
                mark = dialect.prefixes[self.token]
                self._advance()
                return mark
            container: type[Sequence] | type[Dictionary] = Sequence
            if self.token == "[" and dialect.leading_containers:
                found = _EMPTY_BRACKETS.match(self._text, self._start)
        elif self.token == "map" and dialect.leading_containers:
            container, found = Dictionary, _MAP_HEAD.match(self._text, self._start)
        if found is None:
            return None
        self._move_to(found.end())
        return container

    def _suffixed(self, built: _Built) -> _Built:
        while True:
            if self.token in self._dialect.suffixes:
                built = self._built(Marked(self._dialect.suffixes[self.token], built[0]), built[1])
            elif self.token == "[" and (found := _CLOSING_BRACKET.match(self._text, self._end)):
                self._end = found.end()
                built = self._built(Sequence(built[0]), built[1])
            else:
                return built
            self._advance()

    def _atom(self, plain: bool) -> _Built:
        token = self.token
        if self.kind == "name":
            return self._name(plain)
        if self.kind == "string":
            self._advance()
            return Constant(_unquote(token)), 1
        if self.kind == "number":
            return self._number(), 1
        if token == "*":
            return self._emphasis()
        if token.startswith("`"):
            self._advance()
            built = self.alternatives(plain=True)
            self._expect(token)
            return built
        if token == "[":
            return self._link()
        if token == "{":
            return self._object(plain)
        if token == "(":
            self._advance()
            built = self.alternatives(plain)
            self._expect(")")
            return built
        if token == "?":
            column = self._start + 1
            self._advance()
            if self.token in _BOUNDS:
                self._advance()
                return self.alternatives(plain)
            return Name("?", column), 1
        raise self.error("no type" if self.kind != "end" else "the type is missing")

    def _name(self, plain: bool) -> _Built:
        text, column = self.token, self._start + 1
        self._advance()
        opening = self.token
        if opening not in self._dialect.brackets or opening not in _PARTNERS:
            return Name(text, column), 1
        arguments, height = self._arguments(_PARTNERS[opening], plain)
        return self._built(Name(text, column, arguments), height)

    def _arguments(self, closing: str, plain: bool) -> tuple[tuple[Term, ...], int]:
        """The arguments up to and with the closing bracket, the opening one being the current token."""
        self._advance()
        arguments: list[Term] = []
        highest = 0
        while self.token != closing:
            if self.token == "...":
                self._advance()
            else:
                term, height = self.alternatives(plain)
                arguments.append(term)
                highest = max(highest, height)
            if self.token == ",":
                self._advance()
            elif self.token != closing:
                raise self.error(f"expected ',' or {closing!r}")
        self._advance()
        return tuple(arguments), highest

    def _emphasis(self) -> _Built:
        self._advance()
        built = self.alternatives(plain=True)
        if self.token == "*":
            self._advance()
            return built
        # Not closed, so it was a sign before a link: `*[ns.Name](target)`.
        if "*" in self._dialect.prefixes:
            return self._built(Marked(self._dialect.prefixes["*"], built[0]), built[1])
        raise self.error("expected '*'")

    def _link(self) -> _Built:
        self._advance()
        built = self.alternatives(plain=True)
        if self.token == ">" and self._text.startswith("](", self._end):
            # One that nothing opened: `[AxiosResponse>](…)` in TypeScript docs of 2023
            self._advance()
        if self.token != "]":
            raise self.error("expected ']'")
        found = _HREF.match(self._text, self._end)
        if not found:
            raise self.error("a label without a link target")
        self._move_to(found.end())
        return self._built(Link(built[0], found[1] or found[2] or ""), built[1])

    def _object(self, plain: bool) -> _Built:
        """`{ [k: string]: T }`, or `{}`, which is a name."""
        column = self._start + 1
        self._advance()
        if self.token == "}":
            self._advance()
            return Name("{}", column), 1
        self._expect("[")
        self._advance()
        self._expect(":")
        self._advance()
        self._expect("]")
        if self.token == "?":
            self._advance()
        self._expect(":")
        built = self.alternatives(plain)
        if self.token == ";":
            self._advance()
        self._expect("}")
        return self._built(Dictionary(built[0]), built[1])

    def _number(self) -> Constant:
        token = self.token.removesuffix("n")
        if len(token) > _MAX_DIGITS:
            raise self.error("the number is too long")
        self._advance()
        is_integer = token.lstrip("+-").isdigit()
        return Constant(int(token) if is_integer else float(token))

    def _expect(self, sign: str) -> None:
        if self.token != sign:
            raise self.error(f"expected {sign!r}")
        self._advance()

    def _advance(self) -> None:
        self._move_to(self._end)

    def _move_to(self, position: int) -> None:
        found = _TOKEN.match(self._text, position)
        if not found:
            self._start = position
            raise self.error("unreadable")
        self.kind = found.lastgroup or ""
        token = found[self.kind]
        self._start, self._end = found.start(self.kind), found.end()
        if self.kind == "sign":
            token = {"&lt;": "<", "&gt;": ">"}.get(token, token.lstrip("\\"))
        self.token = token


def _unquote(token: str) -> str:
    """The text between the quotes; a backslash that escapes nothing known is part of it."""
    inner = token[1:-1]
    if "\\" not in inner:
        return inner

    def plain(found: re.Match[str]) -> str:
        if found[1]:
            character = chr(int(found[1], 16))
            return found[0] if "\ud800" <= character <= "\udfff" else character
        return _ESCAPED.get(found[2], found[0])

    return _ESCAPE.sub(plain, inner)
