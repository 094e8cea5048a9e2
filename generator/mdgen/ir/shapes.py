"""Does a documented instance fit a type, and which variant of a union does it belong to?

Structure decides: the required keys are there, no key is unknown, literals and enum values match. An instance that fits several variants belongs to
none of them, for evidence must never be credited to the wrong variant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import assert_never

from mdgen.ir.definitions import Alias, Choice, Definition, Enum, Model
from mdgen.ir.graph import behind_aliases
from mdgen.ir.types import (
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
from mdgen.ir.values import DecimalText, EnumMember, Moment, Opaque, Value
from mdgen.record import record

MAX_DEPTH = 40
"""How deep instances and chains of references are followed."""

MAX_STEPS = 4_000
"""How long it is looked, for all examples of a page together, which variants their values fit. Recursive variants that look alike take
exponential time, many values of a large union quadratic time; what was not seen through is ambiguous. The pages of real docs take 400 steps."""

KEYS_A_STEP = 8
"""Keys of an object that are as much work as one step."""

MAPPED_EXTRA = "additionalProperties"
"""The key below which TypeScript's examples print a model's undocumented keys."""

_NOT_ALNUM = re.compile(r"[\W_]+")


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """A name without case, separators and signs: what all spellings of one property have in common."""
    return _NOT_ALNUM.sub("", name).lower()


@record
class Outline:
    """What an object has to look like to be an instance of a model. `folded` leads from folded to documented names."""

    fields: Mapping[str, Type]
    required: frozenset[str]
    fixed: Mapping[str, frozenset[tuple[str, object]]]
    extra: Type | None
    folded: Mapping[str, str]


_KINDS: Mapping[Kind, tuple[type, ...]] = {
    Kind.STRING: (str,),
    Kind.INTEGER: (int,),
    Kind.BIGINT: (int, str),
    Kind.NUMBER: (int, float),
    Kind.NUMERIC: (int, float),
    Kind.DECIMAL: (int, float, str, DecimalText),
    Kind.BOOLEAN: (bool,),
    Kind.BYTES: (str, Opaque),
    Kind.DATE: (str, Moment),
    Kind.DATETIME: (str, Moment),
    Kind.TEMPORAL: (str, Moment),
    Kind.NULL: (),
}


@dataclass(slots=True)
class Shapes:
    """Answers about the definitions of one graph; outlines are made once. `asked` are the definitions that values were held against."""

    definitions: Mapping[str, Definition]
    outlines: dict[str, Outline] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)
    _constants: dict[str, frozenset[tuple[str, object]]] = field(default_factory=dict)
    _members: dict[str, frozenset[tuple[str, object]]] = field(default_factory=dict)
    _page: str = ""
    _steps: int = 0

    def outline(self, model: Model) -> Outline:
        known = self.outlines.get(model.id)
        if known is None:
            known = self.outlines[model.id] = self._outlined(model)
        return known

    def _outlined(self, model: Model) -> Outline:
        folded: dict[str, str] = {}
        twice: set[str] = set()
        fixed: dict[str, frozenset[tuple[str, object]]] = {}
        for item in model.fields:
            key = fold(item.doc_name)
            if key in folded:
                twice.add(key)
            folded[key] = item.doc_name
            values = self.constants(item.type)
            if values:
                fixed[item.doc_name] = values
        for key in twice:
            del folded[key]
        return Outline(
            {item.doc_name: item.type for item in model.fields},
            frozenset(item.doc_name for item in model.fields if item.required),
            fixed,
            model.extra,
            folded,
        )

    def constants(self, type_: Type) -> frozenset[tuple[str, object]]:
        """The only values of a type, each with its kind (`True` is not `1`), none if it has others."""
        match type_:
            case Literal(value):
                return frozenset({constant(value)})
            case Ref(id_):
                known = self._constants.get(id_)
                if known is None:
                    known = self._constants[id_] = self._constants_behind(id_)
                return known
            case _:
                return frozenset()

    def _constants_behind(self, id_: str) -> frozenset[tuple[str, object]]:
        match behind_aliases(Ref(id_), self.definitions):
            case Literal(value):
                return frozenset({constant(value)})
            case Ref(behind):
                definition = self.definitions.get(behind)
                if isinstance(definition, Enum) and not definition.open:
                    return self.members(definition)
        return frozenset()

    def members(self, enum: Enum) -> frozenset[tuple[str, object]]:
        """The documented values of an enum, each with its kind."""
        known = self._members.get(enum.id)
        if known is None:
            known = frozenset(constant(member.value) for member in enum.members)
            self._members[enum.id] = known
        return known

    def choose(
        self, members: Sequence[Type], value: Value, json: bool = False, page: str = ""
    ) -> int | None:
        """The number of the only member that the value fits, None if there are none or several, or if that takes too long: together with the
        other values of the same page, if that is given. With `json` the keys are JSON names."""
        if not page or page != self._page:
            self._page, self._steps = page, 0
        if self._steps > MAX_STEPS:
            return None
        numbers: Iterator[int] = iter(range(len(members)))
        for shallow in (True, False):
            numbers = self._fitting(numbers, members, value, json, shallow)
            first, second = next(numbers, None), next(numbers, None)
            if first is None or second is None:
                return first if self._steps <= MAX_STEPS else None
            numbers = chain((first, second), numbers)
        return None

    def _fitting(
        self,
        numbers: Iterator[int],
        members: Sequence[Type],
        value: Value,
        json: bool,
        shallow: bool,
    ) -> Iterator[int]:
        return (n for n in numbers if self.fits(members[n], value, json, shallow))

    def fits(
        self, type_: Type, value: Value, json: bool = False, shallow: bool = False, depth: int = 0
    ) -> bool:
        """Whether the value could be an instance. A shallow look at an object stops at its keys and constants."""
        self._steps += 1
        if depth > MAX_DEPTH or self._steps > MAX_STEPS:
            return True
        deeper = depth + 1
        match type_:
            case Primitive(kind):
                return _fits_kind(kind, value)
            case Literal(expected):
                return isinstance(value, EnumMember) or (
                    isinstance(value, str | int | bool) and constant(value) == constant(expected)
                )
            case Array(item):
                return isinstance(value, list) and all(
                    self.fits(item, part, json, shallow, deeper) for part in value
                )
            case Map(item):
                return isinstance(value, dict) and all(
                    self.fits(item, part, json, shallow, deeper) for part in value.values()
                )
            case Nullable(inner):
                return value is None or self.fits(inner, value, json, shallow, deeper)
            case Union(members):
                return any(self.fits(member, value, json, shallow, deeper) for member in members)
            case Ref(id_):
                definition = self.definitions.get(id_)
                return definition is None or self._fits_definition(
                    definition, value, json, shallow, deeper
                )
            case Stream() | Foreign() | Unresolved():
                return True
            case _:
                assert_never(type_)

    def _fits_definition(
        self, definition: Definition, value: Value, json: bool, shallow: bool, depth: int
    ) -> bool:
        self.asked.add(definition.id)
        match definition:
            case Model():
                return isinstance(value, dict) and self._fits_model(
                    definition, value, json, shallow, depth
                )
            case Enum(open=is_open):
                if isinstance(value, EnumMember):
                    return True
                if not isinstance(value, str | int | bool):
                    return False
                return is_open or constant(value) in self.members(definition)
            case Choice(options=options, open=is_open):
                return (
                    is_open
                    or not options
                    or any(
                        self.fits(option.type, value, json, shallow, depth) for option in options
                    )
                )
            case Alias(type=type_):
                return self.fits(type_, value, json, shallow, depth)
            case _:
                assert_never(definition)

    def _fits_model(
        self, model: Model, value: dict[str, Value], json: bool, shallow: bool, depth: int
    ) -> bool:
        outline = self.outline(model)
        self._steps += len(value) // KEYS_A_STEP
        if json:
            value = {outline.folded.get(fold(key), key): part for key, part in value.items()}
        if not outline.required <= value.keys():
            return False
        if outline.extra is None and not value.keys() <= outline.fields.keys():
            return False
        # By the value's keys: there can be a few of them, and thousands of fields
        for name in value.keys() & outline.fixed.keys() if outline.fixed else ():
            part = value[name]
            if isinstance(part, str | int | bool) and constant(part) not in outline.fixed[name]:
                return False
        if shallow:
            return True
        return all(
            part is None
            or (type_ := outline.fields.get(name)) is None
            or self.fits(type_, part, json, False, depth)
            for name, part in value.items()
        )


def constant(value: str | int | bool) -> tuple[str, object]:
    """A value together with its kind, so that `True` and `1` are two."""
    return (type(value).__name__, value)


def _fits_kind(kind: Kind, value: Value) -> bool:
    if kind is Kind.ANY:
        return True
    if value is None:
        return kind is Kind.NULL
    if isinstance(value, bool):
        return kind is Kind.BOOLEAN
    return isinstance(value, _KINDS[kind])
