"""What the values of a type can hold: members of enums, models, and in how many arrays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from mdgen.ir.definitions import Alias, Choice, Definition, Enum, Model
from mdgen.ir.types import Array, Kind, Nullable, Ref, Type, Union
from mdgen.record import record
from mdgen.writer.constants import literal_values

MAX_ARRAYS = 8
"""How many arrays are followed to find a model."""


@record
class Contents:
    """`kinds` are the primitives (STRING, INTEGER) that the values of enums are: of an enum itself, or of a union's variants. `depths` are the
    numbers of arrays around models: 0 for a model itself, or a union of models."""

    kinds: frozenset[Kind] = frozenset()
    depths: frozenset[int] = frozenset()

    def within(self, arrays: int) -> Contents:
        """The same in so many arrays more. The enums there are no alternative to what stands beside those arrays."""
        if not arrays:
            return self
        return Contents(
            depths=frozenset(d + arrays for d in self.depths if d + arrays <= MAX_ARRAYS)
        )

    def __or__(self, other: Contents) -> Contents:
        return Contents(self.kinds | other.kinds, self.depths | other.depths)


NOTHING = Contents()
_MODEL = Contents(depths=frozenset({0}))


@dataclass(slots=True)
class Holdings:
    """The contents of types, found once for each definition: unions can name each other."""

    definitions: Mapping[str, Definition]
    known: dict[str, Contents] = field(default_factory=dict)

    def of(self, type_: Type) -> Contents:
        """What a type can hold."""
        found = NOTHING
        for id_, arrays in _alternatives(type_):
            if id_ not in self.known:
                self._settle(id_)
            found |= self.known[id_].within(arrays)
        return found

    def _settle(self, start: str) -> None:
        """Finds the contents of a definition, and of all that it leads to: each hands what it holds on to those that lead to it."""
        holders: dict[str, list[tuple[str, int]]] = defaultdict(list)
        waiting, found = [start], dict[str, Contents]()
        while waiting:
            id_ = waiting.pop()
            if id_ in found:
                continue
            if id_ in self.known:
                found[id_] = self.known[id_]
                continue
            definition = self.definitions.get(id_)
            found[id_] = _own(definition)
            for target, arrays in _targets(definition):
                holders[target].append((id_, arrays))
                waiting.append(target)
        changed = [id_ for id_, contents in found.items() if contents != NOTHING]
        while changed:
            id_ = changed.pop()
            for holder, arrays in holders[id_]:
                more = found[holder] | found[id_].within(arrays)
                if more != found[holder]:
                    found[holder] = more
                    changed.append(holder)
        self.known.update(found)


def _own(definition: Definition | None) -> Contents:
    match definition:
        case Model():
            return _MODEL
        case Enum(members=(first, *_)) if not literal_values(definition):
            kind = Kind.STRING if isinstance(first.value, str) else Kind.INTEGER
            return Contents(kinds=frozenset({kind}))
        case _:
            return NOTHING


def _targets(definition: Definition | None) -> Iterator[tuple[str, int]]:
    match definition:
        case Alias(type=target):
            yield from _alternatives(target)
        case Choice(options=options):
            for option in options:
                yield from _alternatives(option.type)
        case _:
            return


def _alternatives(type_: Type) -> Iterator[tuple[str, int]]:
    """The definitions whose values a value of the type can be, and in how many arrays."""
    waiting = [(type_, 0)]
    while waiting:
        match waiting.pop():
            case Nullable(inner), arrays:
                waiting.append((inner, arrays))
            case Array(item), arrays if arrays < MAX_ARRAYS:
                waiting.append((item, arrays + 1))
            case Union(members), arrays:
                waiting.extend((member, arrays) for member in members)
            case Ref(id_), arrays:
                yield id_, arrays
            case _:
                pass
