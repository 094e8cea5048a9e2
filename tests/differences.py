"""What two docs of one API say differently, definition by definition.

A comparison of meaning, not of notation: `number` agrees with integer and with number, a constant with an enum of one value, a union written
inline with one on a page of its own, and a reference with one of another name. Openness of enums is left out: it is a setting of each generator.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum as PythonEnum

from mdgen.diagnostics import Position
from mdgen.ir.definitions import Alias, Choice, Definition, Enum, Field, Model
from mdgen.ir.graph import TypeGraph
from mdgen.ir.notation import spell
from mdgen.ir.shapes import MAX_DEPTH, constant, fold
from mdgen.ir.types import (
    BIGINT,
    INTEGER,
    NUMBER,
    NUMERIC,
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
from mdgen.passes.alignment import Alignment, align, is_counted, matched_fields
from mdgen.record import record

SPECIAL_FIELDS = frozenset(
    {
        "additionalproperties",
        "pydanticextra",
        "rawresponse",
        "contenttype",
        "headers",
        "result",
        "httpmeta",
        "statuscode",
    }
)
"""Fields, folded, that languages add of their own: one side may lack them."""

_NUMBERS = frozenset({Kind.NUMERIC, Kind.INTEGER, Kind.BIGINT, Kind.NUMBER})
_TIMES = frozenset({Kind.TEMPORAL, Kind.DATE, Kind.DATETIME})
_OPEN = frozenset({Kind.NUMERIC, Kind.TEMPORAL})


class Subject(PythonEnum):
    """What two docs can differ in."""

    FIELDS = "fields"
    REQUIRED = "required"
    TYPE = "type"
    VALUES = "values"
    VARIANTS = "variants"


@record
class Difference:
    """One place where the docs differ: `name` is the field or definition, `ours` and `theirs` what they say."""

    subject: Subject
    at: Position
    name: str
    ours: str
    theirs: str

    def __str__(self) -> str:
        return f"{self.at}: {self.name}: {self.subject.value}: {self.ours} / {self.theirs}"


@record
class Comparison:
    """Counts of what was compared and of what is equal. `fields` are those that both sides have."""

    alignment: Alignment
    differences: tuple[Difference, ...]
    models: int = 0
    fields: int = 0
    enums: int = 0
    unions: int = 0

    def equal(self, subject: Subject) -> float:
        """The share of what was compared that is equal, 0 to 1."""
        whole = {
            Subject.FIELDS: self.models,
            Subject.REQUIRED: self.fields,
            Subject.TYPE: self.fields,
            Subject.VALUES: self.enums,
            Subject.VARIANTS: self.unions,
        }[subject]
        different = sum(1 for difference in self.differences if difference.subject is subject)
        return 1 - different / whole if whole else 1.0


def differences(a: TypeGraph, b: TypeGraph) -> Comparison:
    """Compares the definitions that align; response envelopes and globals are left out."""
    alignment = align(a, b)
    judge = _Judge(a, b)
    found: list[Difference] = []
    models = fields = enums = unions = 0
    for id_, other_id in alignment.pairs.items():
        match a.definitions[id_], b.definitions[other_id]:
            case (Model() as first), (Model() as second) if is_counted(first) and is_counted(
                second
            ):
                models += 1
                fields += sum(1 for _ in matched_fields(first, second))
                found += judge.models(first, second)
            case (Enum() as one), (Enum() as two):
                enums += 1
                found += judge.enums(one, two)
            case (Choice() as one_union), (Choice() as two_union):
                unions += 1
                found += judge.unions(one_union, two_union)
    return Comparison(alignment, tuple(found), models, fields, enums, unions)


class _Judge:
    """Decides whether two types mean the same."""

    def __init__(self, a: TypeGraph, b: TypeGraph) -> None:
        self.a = a
        self.b = b

    def models(self, first: Model, second: Model) -> Iterator[Difference]:
        ours = {fold(item.doc_name): item.doc_name for item in first.fields}
        theirs = {fold(item.doc_name): item.doc_name for item in second.fields}
        only_ours = [
            name for key, name in ours.items() if key not in theirs.keys() | SPECIAL_FIELDS
        ]
        only_theirs = [
            name for key, name in theirs.items() if key not in ours.keys() | SPECIAL_FIELDS
        ]
        if only_ours or only_theirs:
            yield Difference(
                Subject.FIELDS,
                first.at,
                first.name,
                ", ".join(only_ours) or "-",
                ", ".join(only_theirs) or "-",
            )
        for item, other in matched_fields(first, second):
            at = Position(first.at.path, item.line)
            name = f"{first.name}.{item.doc_name}"
            if item.required != other.required:
                words = {True: "required", False: "optional"}
                yield Difference(
                    Subject.REQUIRED, at, name, words[item.required], words[other.required]
                )
            if not self.same(item.type, other.type):
                yield self.typed(at, name, item, other)

    def typed(self, at: Position, name: str, item: Field, other: Field) -> Difference:
        return Difference(Subject.TYPE, at, name, spell(item.type), spell(other.type))

    def enums(self, first: Enum, second: Enum) -> Iterator[Difference]:
        ours = {str(member.value) for member in first.members}
        theirs = {str(member.value) for member in second.members}
        if ours != theirs:
            yield Difference(
                Subject.VALUES,
                first.at,
                first.name,
                ", ".join(sorted(ours - theirs)) or "-",
                ", ".join(sorted(theirs - ours)) or "-",
            )

    def unions(self, first: Choice, second: Choice) -> Iterator[Difference]:
        if not first.options or not second.options:
            return
        ours = tuple(option.type for option in first.options)
        theirs = tuple(option.type for option in second.options)
        if not self.same_members(ours, theirs, 0):
            shown = [", ".join(spell(part) for part in parts) for parts in (ours, theirs)]
            yield Difference(Subject.VARIANTS, first.at, first.name, *shown)

    def same_members(self, ours: tuple[Type, ...], theirs: tuple[Type, ...], depth: int) -> bool:
        return len(ours) == len(theirs) and all(
            self.same(one, two, depth + 1) for one, two in zip(ours, theirs, strict=True)
        )

    def same(self, one: Type, two: Type, depth: int = 0) -> bool:
        """Whether two types mean the same; null is left out, for languages are silent about it in different places."""
        if depth > MAX_DEPTH:
            return True
        left, right = _plain(one, self.a), _plain(two, self.b)
        if isinstance(left, Union | Choice) or isinstance(right, Union | Choice):
            ours, theirs = _members(left), _members(right)
            # A page that lists no variants (Java, Ruby) says nothing.
            return ours is None or theirs is None or self.same_members(ours, theirs, depth + 1)
        match left, right:
            case Primitive(kind), Primitive(other):
                return kind is other or any(
                    {kind, other} <= group and {kind, other} & _OPEN for group in (_NUMBERS, _TIMES)
                )
            case (Array(item), Array(other_item)) | (Map(item), Map(other_item)):
                return self.same(item, other_item, depth + 1)
            case (Stream(), Stream()) | (Foreign(), Foreign()) | (Unresolved(), Unresolved()):
                return True
            case (Enum(), Enum()) | (Model(), Model()):
                return True
            case (Literal() | Enum()), (Literal() | Enum()):
                return _constants(left) == _constants(right)
            case _:
                return False


def _plain(type_: Type, graph: TypeGraph) -> Type | Definition:
    """What a type is once null, references and aliases are looked through."""
    for _ in range(MAX_DEPTH):
        if isinstance(type_, Nullable):
            type_ = type_.inner
            continue
        definition = graph.definitions.get(type_.id) if isinstance(type_, Ref) else None
        if definition is None:
            return type_
        if not isinstance(definition, Alias):
            return definition
        type_ = definition.type
    return type_


def _members(whole: Type | Definition) -> tuple[Type, ...] | None:
    """The variants of a union, numbers of all kinds once; None if its page lists none. What is no union is its own only variant."""
    match whole:
        case Choice(options=()):
            return None
        case Choice(options=options):
            members = tuple(option.type for option in options)
        case Union(members):
            pass
        case Model(id=id_) | Enum(id=id_) | Alias(id=id_):
            members = (Ref(id_),)
        case _:
            members = (whole,)
    numbers = (INTEGER, BIGINT, NUMBER)
    return tuple(dict.fromkeys(NUMERIC if member in numbers else member for member in members))


def _constants(whole: Literal | Enum) -> frozenset[tuple[str, object]]:
    if isinstance(whole, Literal):
        return frozenset({constant(whole.value)})
    return frozenset(constant(member.value) for member in whole.members)
