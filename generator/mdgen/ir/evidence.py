"""What documented examples show about the types that the docs leave open, and how JSON names were decided.

A *slot* is the place of a type inside a definition: the definition's id, the key within it (a field's documented name, an option's
number, or one of the constants below), and the path through containers (`""`, `"[]"` an array's items, `"{}"` a map's values).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field, replace
from enum import Enum
from typing import TypeAlias, assert_never

from mdgen.ir.types import (
    ANY,
    DATETIME,
    STRING,
    Array,
    Foreign,
    Kind,
    Literal,
    Map,
    Nullable,
    Primitive,
    Ref,
    Stream,
    Type,
    Union,
    Unresolved,
)
from mdgen.record import record

Slot: TypeAlias = tuple[str, str, str]

EXTRA_KEY = "*"
"""The key of a slot that is the value type of a model's undocumented keys."""
WHOLE_KEY = "="
"""The key of a slot that is an alias's own type."""


@record
class Numbers:
    """Numbers seen in one slot. `generated` counts samples that the docs' generator made up, `copied` those that stand in an Example
    cell, or below a field that has one; `fractions` counts the values of both kinds that are not whole, `largest` is the greatest
    magnitude among the generated whole ones."""

    generated: int = 0
    copied: int = 0
    fractions: int = 0
    largest: int = 0


@record
class Reach:
    """Which definitions the examples say something about from afar: `fitted` were asked whether a value fits them; `visited` had instances in
    another page's examples, in which `strange` (id, key) were keys that the model has no field for.
    """

    fitted: frozenset[str] = frozenset()
    visited: frozenset[str] = frozenset()
    strange: frozenset[tuple[str, str]] = frozenset()


@record
class Evidence:
    """All that the examples of a graph show. `nulls` counts nulls, `moments` holds the texts of dates, `json_keys` the JSON keys (with
    counts) that raw JSON shows for a field, by definition id and documented name; `reach` tells how far single pages' examples reach.
    """

    numbers: Mapping[Slot, Numbers] = field(default_factory=dict)
    nulls: Mapping[Slot, int] = field(default_factory=dict)
    moments: Mapping[Slot, tuple[str, ...]] = field(default_factory=dict)
    json_keys: Mapping[tuple[str, str], Mapping[str, int]] = field(default_factory=dict)
    reach: Reach = field(default_factory=Reach)


class Shape(Enum):
    """Kinds of types as far as a language's notation for null depends on them."""

    # Looked up for every field; hashing a name takes several times as long.
    __hash__ = object.__hash__

    PLAIN = "plain"
    REFERENCE = "reference"
    ARRAY = "array"
    MAP = "map"
    TIME = "time"


def shape_of(type_: Type) -> Shape:
    """The shape of a type, looking through null."""
    match type_:
        case Nullable(inner):
            return shape_of(inner)
        case Array() | Stream():
            return Shape.ARRAY
        case Map():
            return Shape.MAP
        case Ref() | Unresolved():
            return Shape.REFERENCE
        case Primitive(kind):
            times = (Kind.DATE, Kind.DATETIME, Kind.TEMPORAL)
            return Shape.TIME if kind in times else Shape.PLAIN
        case Literal() | Foreign() | Union():
            return Shape.PLAIN
        case _:
            assert_never(type_)


_SPECIMENS: Mapping[Shape, Type] = {
    Shape.PLAIN: STRING,
    Shape.REFERENCE: Ref("a"),
    Shape.ARRAY: Array(ANY),
    Shape.MAP: Map(ANY),
    Shape.TIME: DATETIME,
}


@record
class NullSilence:
    """Where docs never show null, so that its absence proves nothing: shapes of required and of optional fields; `members`: the items of lists and
    the values of maps."""

    required: frozenset[Shape] = frozenset()
    optional: frozenset[Shape] = frozenset()
    members: bool = False

    @classmethod
    def probed(cls, is_silent: Callable[[Type, bool], bool], members: bool = False) -> NullSilence:
        """The table behind a function of (type, required), found by asking it for one type of each shape."""
        return cls(
            frozenset(shape for shape, type_ in _SPECIMENS.items() if is_silent(type_, True)),
            frozenset(shape for shape, type_ in _SPECIMENS.items() if is_silent(type_, False)),
            members,
        )

    def mute_where_required(self) -> NullSilence:
        """The same of docs that show it on no required field at all."""
        return replace(self, required=frozenset(Shape))

    def covers(self, type_: Type, required: bool) -> bool:
        """Whether a field of this type says nothing about null."""
        return shape_of(type_) in (self.required if required else self.optional)


SPEAKING = NullSilence()
"""Docs that show null wherever it is legal."""


@record
class Snippet:
    """An operation as its page's usage comment names it; `path` has parameters by JSON name (`/v1/links/{linkId}`)."""

    operation_id: str
    method: str
    path: str


@record
class Label:
    """A link on an operation's page, in `folder`, whose label spells what the page that it leads to holds."""

    folder: str
    link: Unresolved


@record
class Votes:
    """How many names spell one case: `keys` in raw JSON of Example cells, `paths` in operations' paths, `mentions` in descriptions."""

    keys: int = 0
    paths: int = 0
    mentions: int = 0

    @property
    def total(self) -> int:
        return self.keys + self.paths + self.mentions


@record
class WireDecision:
    """How JSON names follow from documented names. `case` is "same", "snake", "camel" or (if `given`) "pascal", "" when it
    could not be decided; `given` tells that a setting decided. `snake`, `camel` and `other` are the votes. `capitals` says by how many camelCase names more (or fewer) an
    initialism is written in capitals (`userID`) than like a word (`userId`). `proven` counts fields whose own key was seen in JSON.
    """

    case: str
    given: bool = False
    snake: Votes = Votes()
    camel: Votes = Votes()
    other: Votes = Votes()
    capitals: Mapping[str, int] = field(default_factory=dict)
    proven: int = 0

    @property
    def votes(self) -> int:
        return self.snake.total + self.camel.total + self.other.total

    @property
    def leaning(self) -> str:
        """The case that all votes are for, if there are any, however few."""
        if self.other.total or bool(self.snake.total) is bool(self.camel.total):
            return ""
        return "snake" if self.snake.total else "camel"

    @property
    def in_capitals(self) -> frozenset[str]:
        """The initialisms that JSON names have in capitals."""
        return frozenset(word for word, more in self.capitals.items() if more > 0)
