"""Type notation: what a type cell, a heading or a line of code says, as a type of the API.

The grammar says what is written, the dialect's tables say what its words mean; here the two meet. References are born `Unresolved`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TypeAlias, assert_never

from mdgen.ir.shapes import fold
from mdgen.ir.types import (
    ANY,
    BYTES,
    NULL,
    NUMBER,
    STRING,
    Array,
    Foreign,
    Literal,
    Map,
    Nullable,
    Stream,
    Type,
    Unresolved,
    nullable,
    union_of,
)
from mdgen.ir.types import Union as UnionType
from mdgen.reader.dialect import Dialect
from mdgen.reader.grammar import (
    MAX_DEPTH,
    MAX_SHOWN,
    Alternatives,
    Constant,
    Dictionary,
    Fault,
    Link,
    Marked,
    Name,
    NotationError,
    Sequence,
    Term,
    parse,
)
from mdgen.reader.vocabulary import Aside, Mark, Shape, Word
from mdgen.record import record

__all__ = [
    "MAX_DEPTH",
    "Fault",
    "NotationError",
    "Reading",
    "read_plain",
    "read_type",
    "settle",
]

# Cells repeat: half of all are `*string*` or its like. A longer text is read again rather than kept.
_CACHED_READINGS = 16_384
_CACHED_LENGTH = 1_000

MAX_LENGTH = 500_000
"""Characters of a notation; the longest that is known has some thousand."""

_OUTSIDE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


@record
class Reading:
    """A notation as read. `open`: values beyond those of the type are accepted."""

    type: Type
    mark: Mark = Mark.NONE
    open: bool = False


def read_type(cell: str, dialect: Dialect) -> Reading:
    r"""A type cell of a table, as Markdown source with `\|` already turned into `|`. Raises NotationError."""
    return (
        _cached(cell, dialect, True) if len(cell) <= _CACHED_LENGTH else _read(cell, dialect, True)
    )


def read_plain(text: str, dialect: Dialect) -> Reading:
    """A type in a heading or in code, without decoration. Raises NotationError."""
    if len(text) <= _CACHED_LENGTH:
        return _cached(text, dialect, False)
    return _read(text, dialect, False)


def settle(reading: Reading, required: bool) -> Type:
    """The type of a field: what the Required column already explains is not null; a mark that nothing else explains is."""
    match reading.mark:
        case Mark.NULL | Mark.BOTH:
            return nullable(reading.type)
        case Mark.ABSENT | Mark.EITHER:
            return nullable(reading.type) if required else reading.type
        case Mark.NONE:
            return reading.type
        case _:
            assert_never(reading.mark)


def _read(text: str, dialect: Dialect, decorated: bool) -> Reading:
    if len(text) > MAX_LENGTH:
        raise NotationError(f"longer than {MAX_LENGTH:,} characters")
    interpreter = _Interpreter(dialect, decorated)
    type_, mark = interpreter.read(parse(text, dialect, decorated), "")
    if isinstance(type_, Nullable):
        type_, mark = type_.inner, _both(mark, Mark.NULL)
    return Reading(type_, mark, interpreter.open)


_cached = lru_cache(_CACHED_READINGS)(_read)

_Read: TypeAlias = tuple[Type, Mark]


class _Interpreter:
    """Gives terms their meaning. `href` is the target of the link around a term, "" if there is none that leads anywhere."""

    __slots__ = ("_decorated", "_dialect", "open")

    def __init__(self, dialect: Dialect, decorated: bool) -> None:
        self._dialect = dialect
        self._decorated = decorated
        self.open = False

    def read(self, term: Term, href: str) -> _Read:
        match term:
            case Name(text, _, None):
                return self._word(text, href), Mark.NONE
            case Name():
                return self._constructed(term, term.arguments or (), href)
            case Constant(value):
                return (NUMBER if isinstance(value, float) else Literal(value)), Mark.NONE
            case Marked(mark, inner):
                return self._marked(mark, inner, href)
            case Sequence(Name(text, _, None)) if text in self._dialect.byte_items:
                return BYTES, Mark.NONE
            case Sequence(item):
                return Array(self._part(item, href)), Mark.NONE
            case Dictionary(value):
                return Map(self._part(value, href)), Mark.NONE
            case Alternatives(members):
                return self._alternatives(members, href)
            case Link(label, target):
                return self.read(label, target if _leads_somewhere(target) else "")
            case _:
                assert_never(term)

    def _part(self, term: Term, href: str) -> Type:
        """A term inside of a container, where nothing but null can explain a mark."""
        type_, mark = self.read(term, href)
        return type_ if mark is Mark.NONE else nullable(type_)

    def _marked(self, mark: Mark, inner: Term, href: str) -> _Read:
        type_, inner_mark = self.read(inner, href)
        name = inner.label if isinstance(inner, Link) else inner
        if isinstance(type_, Foreign | Stream) or (
            isinstance(name, Name) and name.text in self._dialect.always_pointers
        ):
            return type_, inner_mark
        return type_, _both(inner_mark, mark)

    def _word(self, text: str, href: str) -> Type:
        if not href:
            meaning = self._meaning(text)
            return self._noted(meaning) if meaning is not None else Unresolved(self._dotted(text))
        for ending, type_ in self._dialect.link_types:
            if href.endswith(ending):
                return type_
        meaning = self._meaning(text)
        if _OUTSIDE.match(href):
            if meaning is None or isinstance(meaning, Foreign):
                return Foreign(self._bare(text).replace(self._dialect.separator, "."), href)
            return self._noted(meaning)
        if "/utils/" in href:
            known = meaning is not None and not isinstance(meaning, Foreign)
            return self._noted(meaning) if known and meaning else Foreign(self._bare(text), href)
        dotted = self._dotted(text)
        # A word that is the page's own name is a reference like any other; else it is what the page's only member folds to.
        if meaning is None or fold(dotted.rpartition(".")[2]) == fold(_stem(href)):
            return Unresolved(dotted, href)
        return _spelled(self._noted(meaning), href)

    def _dotted(self, text: str) -> str:
        """The last two parts of a qualified name: namespace and title."""
        parts = text.replace(self._dialect.separator, ".").split(".")
        return ".".join([part for part in parts if part][-2:])

    def _meaning(self, text: str) -> Word | None:
        dialect, bare = self._dialect, self._bare(text)
        meaning = dialect.words.get(bare)
        if meaning is None and not self._decorated:
            return dialect.plain_words.get(bare)
        return meaning

    def _bare(self, text: str) -> str:
        """A name without what can be left out before it."""
        bare = text.replace(" {}", "{}").lstrip("\\:")
        for prefix in self._dialect.omitted_prefixes:
            if bare.startswith(prefix):
                return bare[len(prefix) :]
        return bare

    def _noted(self, meaning: Word) -> Type:
        if not isinstance(meaning, Aside):
            return meaning
        if meaning is Aside.OPEN:
            self.open = True
        return ANY

    def _constructed(self, name: Name, arguments: tuple[Term, ...], href: str) -> _Read:
        bare = self._bare(name.text)
        constructor = self._dialect.constructors.get(bare)
        if constructor is None:
            if _OUTSIDE.match(href):
                return Foreign(bare.replace(self._dialect.separator, "."), href), Mark.NONE
            raise _error("no known container or wrapper", name)
        if isinstance(constructor, Mark):
            return self._marked(constructor, _only(name), href)
        if isinstance(constructor, Shape):
            return self._shaped(constructor, name, arguments, href)
        if isinstance(constructor, Foreign):
            return Foreign(constructor.name, href), Mark.NONE
        return self._noted(constructor), Mark.NONE

    def _shaped(self, shape: Shape, name: Name, arguments: tuple[Term, ...], href: str) -> _Read:
        if not arguments:
            raise _error("arguments are missing", name)
        first, last = arguments[0], arguments[-1]
        match shape:
            case Shape.ARRAY:
                return Array(self._part(last, href)), Mark.NONE
            case Shape.MAP:
                return Map(self._part(last, href)), Mark.NONE
            case Shape.KEYED:
                is_list = len(arguments) == 1 or self.read(first, "")[0] != STRING
                part = self._part(last, href)
                return (Array(part) if is_list else Map(part)), Mark.NONE
            case Shape.STREAM:
                return Stream(self._part(first, href)), Mark.NONE
            case Shape.UNION:
                return self._alternatives(arguments, href)
            case Shape.UNION_LIST:
                return Array(union_of(self._part(member, href) for member in arguments)), Mark.NONE
            case Shape.LITERAL:
                return self._literals(name, arguments), Mark.NONE
            case Shape.INNER:
                return self.read(first, href)
            case _:
                assert_never(shape)

    def _literals(self, name: Name, arguments: tuple[Term, ...]) -> Type:
        values = [self.read(argument, "")[0] for argument in arguments]
        for value in values:
            if not (isinstance(value, Literal) or value in (NULL, NUMBER)):
                raise _error("an argument is not a constant", name)
        return union_of(values)

    def _alternatives(self, members: tuple[Term, ...], href: str) -> _Read:
        """A union. A label that spells one is not the union itself but what the linked page holds."""
        kept = [member for member in members if not self._is_aside(member)]
        parts = [member for member in kept if not self._is_null(member)]
        null = self._dialect.null_in_union if len(parts) < len(kept) else Mark.NONE
        if not parts:
            return (NULL if kept else ANY), Mark.NONE
        if len(parts) == 1:
            type_, mark = self.read(parts[0], href)
            return type_, _both(mark, null)
        if href and not _OUTSIDE.match(href):
            return _spelled(_joined(self._part(part, "") for part in parts), href), null
        type_ = _joined(self._part(part, href) for part in parts)
        if isinstance(type_, Nullable):
            return type_.inner, _both(null, Mark.NULL)
        return type_, null

    def _is_aside(self, term: Term) -> bool:
        if not isinstance(term, Name):
            return False
        table = self._dialect.words if term.arguments is None else self._dialect.constructors
        meaning = table.get(self._bare(term.text))
        if meaning is Aside.OPEN:
            self.open = True
        return isinstance(meaning, Aside)

    def _is_null(self, term: Term) -> bool:
        return (
            isinstance(term, Name)
            and term.arguments is None
            and self._dialect.words.get(self._bare(term.text)) == NULL
        )


def _spelled(type_: Type, href: str) -> Unresolved:
    """A reference whose label is not the page's name but what the page holds."""
    return Unresolved(_name_in(href), href, type_)


def _joined(members: Iterable[Type]) -> Type:
    """A union in which an upload's many spellings are one: what can be bytes is not also a stream of bytes."""
    joined = union_of(members)
    inner = joined.inner if isinstance(joined, Nullable) else joined
    if not isinstance(inner, UnionType) or BYTES not in inner.members:
        return joined
    kept = union_of(member for member in inner.members if member != Stream(BYTES))
    return nullable(kept) if inner is not joined else kept


def _only(name: Name) -> Term:
    if not name.arguments or len(name.arguments) != 1:
        raise _error("exactly one argument is expected", name)
    return name.arguments[0]


def _error(problem: str, name: Name) -> NotationError:
    return NotationError(f"{problem} at column {name.column}: {name.text[:MAX_SHOWN]!r}")


def _both(first: Mark, second: Mark) -> Mark:
    """What two marks around one type say together; EITHER adds nothing to a mark that is clear."""
    if first is second or second is Mark.NONE or (second is Mark.EITHER and first is not Mark.NONE):
        return first
    if first in (Mark.NONE, Mark.EITHER):
        return second
    return Mark.BOTH


def _leads_somewhere(href: str) -> bool:
    """False for a target without a file name (`../../models/.md`): its label is a type written in place."""
    return bool(href) and href.rpartition("/")[2] not in (".md", ".mdx")


def _stem(href: str) -> str:
    return href.partition("#")[0].rpartition("/")[2].partition(".")[0]


def _name_in(href: str) -> str:
    """The last folder and the file of a target, as a dotted name."""
    folder = href.partition("#")[0].rpartition("/")[0].rpartition("/")[2].strip(".")
    return f"{folder}.{_stem(href)}" if folder else _stem(href)
