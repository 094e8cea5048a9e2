"""Which definitions of two docs of one API mean the same thing?

Names are compared without case, separators and the `T` that a generator appends to avoid a clash; namespaces that languages name
differently count as one; a flat `models` folder stands for any (evidence note, §6). Then alignment spreads along the references of fields that match, which finds
the definitions whose names differ. Structure is compared, never a class name across languages.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from posixpath import basename, dirname

from mdgen.ir.definitions import Alias, Choice, Definition, Enum, Field, Model, Role
from mdgen.ir.graph import TypeGraph
from mdgen.ir.shapes import fold
from mdgen.ir.types import Array, Map, Nullable, Ref, Stream, Type, Union
from mdgen.record import record

LEAST_SHARE = 0.9
"""Docs of which less aligns are of different versions, or of different APIs: they prove nothing about each other."""

LEAST_OVERLAP = 0.5
"""The share of common fields from which two models of different names can be the same."""

LAST_RESORT = 0.1
"""How well an envelope and a body of one name go together: only if there is nothing better."""

MAX_NAMESAKES = 100
"""Of more definitions that share one name, only those of the same namespace are compared: all of them with all would take quadratic time."""

ANYWHERE = "*"
_SPACES: Mapping[str, str] = {
    "shared": "components",
    "requests": "operations",
    "api": "operations",
    "sdkerrors": "errors",
    "apierrors": "errors",
    "errorors": "errors",
    "models": ANYWHERE,
}


@record
class Alignment:
    """`pairs` leads from ids of the first docs to ids of the second. `counted` models of the first should have a counterpart, `found` do:
    response envelopes and globals do not count, languages differ in them."""

    pairs: Mapping[str, str]
    counted: int
    found: int

    @property
    def share(self) -> float:
        """The part of the models that has a counterpart, 0 to 1."""
        return self.found / self.counted if self.counted else 0.0

    @property
    def is_trusted(self) -> bool:
        """Whether the docs are of the same version of one API."""
        return self.share >= LEAST_SHARE


def align(a: TypeGraph, b: TypeGraph) -> Alignment:
    """Pairs definitions one to one, first by name, then along references."""
    work = _Work(a.definitions, b.definitions)
    work.by_name()
    work.along_references()
    counted = [
        definition.id
        for definition in a.definitions.values()
        if isinstance(definition, Model) and is_counted(definition)
    ]
    partners = {id_: b.definitions.get(work.pairs.get(id_, "")) for id_ in counted}
    # A name can be a body in one language and an envelope in the other; then neither side counts.
    counted = [id_ for id_ in counted if not _is_left_out(a.definitions[id_], partners[id_])]
    found = sum(1 for id_ in counted if partners[id_] is not None)
    return Alignment(dict(sorted(work.pairs.items())), len(counted), found)


def is_counted(model: Model) -> bool:
    """Whether every language documents the model in the same way: it is data, no error class and no page of global parameters."""
    return model.role is Role.DATA and not model.name.lower().endswith("globals")


def _is_left_out(definition: Definition, partner: Definition | None) -> bool:
    """Whether a missing counterpart proves nothing: the partner is an envelope, or the model may be a bag of parameters, which a flat folder
    does not tell from a body and not all languages document."""
    if partner is None:
        return space_of(definition.id) == ANYWHERE and definition.name.endswith("Request")
    return isinstance(partner, Model) and not is_counted(partner)


def _name_spellings(name: str) -> tuple[str, ...]:
    """How another language may call a definition: with or without the `T` against clashes, or the `Body` of a response that one language
    returns bare and another in an envelope."""
    return (name, f"{name}t", name.removesuffix("t"), f"{name}body", name.removesuffix("body"))


def matched_fields(a: Model, b: Model) -> Iterator[tuple[Field, Field]]:
    """The fields that two models share, in the first one's order."""
    named = {fold(item.doc_name): item for item in b.fields}
    for item in a.fields:
        other = named.get(fold(item.doc_name))
        if other is not None:
            yield item, other


def space_of(id_: str) -> str:
    """The namespace of an id in one spelling for all languages."""
    space = basename(dirname(id_)).lower()
    return _SPACES.get(space, space)


@dataclass(slots=True)
class _Work:
    """The pairs found so far, of definitions of `a` and `b` by id."""

    a: Mapping[str, Definition]
    b: Mapping[str, Definition]
    pairs: dict[str, str] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    unlike: set[tuple[str, str]] = field(default_factory=set)
    known_parts: dict[int, frozenset[str]] = field(default_factory=dict)

    def by_name(self) -> None:
        named: dict[str, list[Definition]] = defaultdict(list)
        beside: dict[tuple[str, str], list[Definition]] = defaultdict(list)
        for definition in self.b.values():
            name = fold(definition.name)
            named[name].append(definition)
            beside[space_of(definition.id), name].append(definition)
        scored: list[tuple[float, str, str]] = []
        for definition in self.a.values():
            name = fold(definition.name)
            for spelling in dict.fromkeys(_name_spellings(name)):
                others: Sequence[Definition] = named.get(spelling, ())
                if len(others) > MAX_NAMESAKES:
                    others = beside.get((space_of(definition.id), spelling), ())[:MAX_NAMESAKES]
                for other in others:
                    overlap = self.overlap(definition, other)
                    score = _score(definition, other, overlap, spelling == name)
                    if score > 0:
                        scored.append((-score, definition.id, other.id))
        for _, first, second in sorted(set(scored)):
            if self.is_free(first, second):
                self.pair(first, second)

    def along_references(self) -> None:
        waiting = deque(self.pairs.items())
        while waiting:
            first, second = waiting.popleft()
            for one, other in _counterparts(self.a[first], self.b[second]):
                for left, right in _parallel_references(one, other):
                    if left not in self.a or right not in self.b:
                        continue
                    if self.is_free(left, right) and self.is_alike(left, right):
                        self.pair(left, right)
                        waiting.append((left, right))

    def is_free(self, first: str, second: str) -> bool:
        """Whether two definitions have no counterpart yet."""
        return first not in self.pairs and second not in self.taken

    def is_alike(self, first: str, second: str) -> bool:
        """Whether two definitions can be the same by their structure. Thousands of fields can be of one type: each pair is compared once."""
        if (first, second) in self.unlike:
            return False
        is_alike = self.overlap(self.a[first], self.b[second]) >= LEAST_OVERLAP
        if not is_alike:
            self.unlike.add((first, second))
        return is_alike

    def pair(self, first: str, second: str) -> None:
        self.pairs[first] = second
        self.taken.add(second)

    def overlap(self, a: Definition, b: Definition) -> float:
        """The common part of two structures, 0 to 1; less than 0 for definitions of different nature."""
        match a, b:
            case (Model() as one, Model() as other) | (Enum() as one, Enum() as other):
                return _jaccard(self.parts(one), self.parts(other))
            case (Choice() | Alias()), (Choice() | Alias()):
                return 1.0
            case (Enum() | Alias()), (Enum() | Alias()):
                return LEAST_OVERLAP
            case _:
                return -1.0

    def parts(self, definition: Model | Enum) -> frozenset[str]:
        """What the structure of a definition consists of: the names of fields, or values."""
        known = self.known_parts.get(id(definition))
        if known is None:
            if isinstance(definition, Model):
                known = frozenset(fold(item.doc_name) for item in definition.fields)
            else:
                known = frozenset(str(member.value) for member in definition.members)
            self.known_parts[id(definition)] = known
        return known


def _score(a: Definition, b: Definition, overlap: float, same_name: bool) -> float:
    """How well two definitions of one name go together, 0 for not at all: the namespace first, then the structure."""
    if overlap < 0:
        return 0.0
    if _is_envelope(a) != _is_envelope(b):
        return LAST_RESORT if same_name else 0.0
    one, other = space_of(a.id), space_of(b.id)
    if one == other:
        near = 2.0
    elif ANYWHERE in (one, other):
        near = 1.0
    else:
        near = 0.0
    if not same_name or near == 0.0:
        return near + overlap if overlap >= LEAST_OVERLAP else 0.0
    return 1.0 + near + overlap


def _is_envelope(definition: Definition) -> bool:
    return isinstance(definition, Model) and definition.role is Role.RESPONSE


def _jaccard(a: frozenset[str], b: frozenset[str]) -> float:
    common = len(a & b)
    return common / (len(a) + len(b) - common) if a or b else 1.0


def _counterparts(a: Definition, b: Definition) -> Iterator[tuple[Type, Type]]:
    """The types that two definitions state in the same place."""
    match a, b:
        case Model(), Model():
            for one, other in matched_fields(a, b):
                yield one.type, other.type
            if a.extra is not None and b.extra is not None:
                yield a.extra, b.extra
        case Choice(options=options), Choice(options=others):
            if len(options) == len(others):
                for left, right in zip(options, others, strict=True):
                    yield left.type, right.type
        case Alias(type=left), Alias(type=right):
            yield left, right
        case _:
            return


def _parallel_references(a: Type, b: Type) -> Iterator[tuple[str, str]]:
    """The references that stand in the same place of two types."""
    a = a.inner if isinstance(a, Nullable) else a
    b = b.inner if isinstance(b, Nullable) else b
    match a, b:
        case Ref(left), Ref(right):
            yield left, right
        case (Array(one), Array(other)) | (Map(one), Map(other)) | (Stream(one), Stream(other)):
            yield from _parallel_references(one, other)
        case Union(members), Union(others):
            if len(members) == len(others):
                for one, other in zip(members, others, strict=True):
                    yield from _parallel_references(one, other)
        case _:
            return
