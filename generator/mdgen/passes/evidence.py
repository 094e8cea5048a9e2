"""What the documented examples show: one walk over all of them, through the types that they are instances of.

Provenance counts more than number. The docs' generator makes values up, and those follow the schema's type; a value in an Example
cell, or below a field that has one, was written by a person and says little about it (evidence note, §1).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import assert_never

from mdgen.diagnostics import Checked
from mdgen.ir.cells import CellForm, cell_value
from mdgen.ir.definitions import Alias, Choice, Definition, Enum, Field, Model, Role
from mdgen.ir.evidence import EXTRA_KEY, WHOLE_KEY, Evidence, Numbers, Reach, Slot
from mdgen.ir.graph import TypeGraph
from mdgen.ir.shapes import MAPPED_EXTRA, MAX_DEPTH, Outline, Shapes, constant, fold
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
    walk,
)
from mdgen.ir.values import Moment, Value
from mdgen.options import ResolveOptions

REBUILT = "rebuilt from examples"
"""The evidence of all that was made up for a missing page."""

_LONGEST_NULL = 6
_LONGEST_NUMBER = 40
_BODIES = frozenset({Role.DATA, Role.ERROR})
_SILENT = frozenset(Kind) - {Kind.NUMERIC, Kind.TEMPORAL}


def run(graph: TypeGraph, options: ResolveOptions) -> Checked[TypeGraph]:
    """The graph with `evidence`."""
    collector = Collector(graph)
    collector.collect()
    return Checked(replace(graph, evidence=collector.evidence()))


@dataclass(slots=True)
class Gap:
    """What stands in examples where a page is missing: the values, those with JSON names apart, and the first page and line that show one."""

    path: str
    line: int
    values: list[Value] = field(default_factory=list)
    json_values: list[Value] = field(default_factory=list)


@dataclass(slots=True)
class _Tally:
    """The instances and numbers seen at one slot."""

    generated: int = 0
    copied: int = 0
    fractions: int = 0
    largest: int = 0


class Collector:
    """Walks instances and remembers what they show about each slot. `gaps` are the values at unresolved references, by the id of the
    definition that holds the reference and the reference."""

    def __init__(self, graph: TypeGraph) -> None:
        self.definitions: Mapping[str, Definition] = graph.definitions
        self.shapes = Shapes(graph.definitions)
        self.gaps: dict[tuple[str, Unresolved], Gap] = {}
        self._numbers: dict[Slot, _Tally] = {}
        self._nulls: dict[Slot, int] = {}
        self._moments: dict[Slot, list[str]] = {}
        self._json_keys: dict[tuple[str, str], dict[str, int]] = {}
        self._quiet: dict[int, tuple[Type, bool]] = {}
        self._celled: dict[str, frozenset[str]] = {}
        self._options: dict[str, tuple[Type, ...]] = {}
        self._visited: set[str] = set()
        self._strange: set[tuple[str, str]] = set()
        self._start = ""
        self._path = ""
        self._line = 0
        self._json = False

    def collect(self) -> None:
        """Walks every example of every definition, then every Example cell."""
        for definition in self.definitions.values():
            self.collect_from(definition)

    def collect_from(self, definition: Definition) -> None:
        """Walks the examples and Example cells of one definition."""
        self._start, self._path = definition.id, definition.at.path
        self._definition(definition)

    def evidence(self) -> Evidence:
        return Evidence(
            {
                slot: Numbers(tally.generated, tally.copied, tally.fractions, tally.largest)
                for slot, tally in self._numbers.items()
            },
            self._nulls,
            {slot: tuple(texts) for slot, texts in self._moments.items()},
            self._json_keys,
            Reach(frozenset(self.shapes.asked), frozenset(self._visited), frozenset(self._strange)),
        )

    def _definition(self, definition: Definition) -> None:
        rebuilt = is_rebuilt(definition)
        match definition:
            case Model(id=id_):
                for example in definition.examples:
                    self._line, self._json = example.line, example.wire
                    if isinstance(example.value, dict):
                        self._model(definition, example.value, rebuilt or example.wire, 0)
                for item in definition.fields:
                    if item.examples:
                        self._cells(definition, item)
            case Choice(id=id_):
                for number, option in enumerate(definition.options):
                    for example in option.examples:
                        self._line, self._json = example.line, example.wire
                        if example.value is not None:
                            place = (id_, str(number), "")
                            self._value(option.type, example.value, place, rebuilt, 0)
            case Alias(id=id_):
                for example in definition.examples:
                    self._line, self._json = example.line, example.wire
                    place = (id_, WHOLE_KEY, "")
                    self._value(definition.type, example.value, place, rebuilt, 0)
            case Enum():
                pass
            case _:
                assert_never(definition)

    def _cells(self, model: Model, item: Field) -> None:
        """The cells of the Example column: scalars are read for what the type leaves open, JSON is walked by JSON names."""
        place = (model.id, item.doc_name, "")
        self._line = item.line
        for cell in item.examples:
            if cell[:1] in ("{", "["):
                read = cell_value(cell)
                if read.form is CellForm.JSON:
                    self._json = True
                    self._value(item.type, read.value, place, True, 0)
                    self._json = False
            elif len(cell) <= _LONGEST_NULL and cell_value(cell).form is CellForm.NULL:
                if not self._has_value(item.type, cell.strip()):
                    self._nulls[place] = self._nulls.get(place, 0) + 1
            elif not self.is_quiet(item.type):
                self._value(item.type, _scalar(cell), place, True, 0)

    def _model(self, model: Model, value: dict[str, Value], copied: bool, depth: int) -> None:
        outline = self.shapes.outline(model)
        celled = self._cells_of(model)
        id_ = model.id
        for key, part in value.items():
            name = key
            if self._json:
                name = outline.folded.get(fold(key), key)
                self._spelling(model, outline, name, key)
            type_ = outline.fields.get(name)
            if type_ is None:
                if id_ != self._start:
                    self._strange.add((id_, key))
                self._extra(model, key, part, copied, depth)
            elif part is None:
                if type_.__class__ is not Primitive or type_.kind not in (Kind.NULL, Kind.ANY):
                    place = (id_, name, "")
                    self._nulls[place] = self._nulls.get(place, 0) + 1
            elif not self.is_quiet(type_):
                self._value(type_, part, (id_, name, ""), copied or name in celled, depth)

    def _spelling(self, model: Model, outline: Outline, name: str, key: str) -> None:
        if name in outline.fields and model.role in _BODIES:
            spellings = self._json_keys.setdefault((model.id, name), {})
            spellings[key] = spellings.get(key, 0) + 1

    def _extra(self, model: Model, key: str, value: Value, copied: bool, depth: int) -> None:
        if model.extra is None:
            return
        place = (model.id, EXTRA_KEY, "")
        if key == MAPPED_EXTRA and isinstance(value, dict):
            for part in value.values():
                self._value(model.extra, part, place, copied, depth)
        else:
            self._value(model.extra, value, place, copied, depth)

    def _value(self, type_: Type, value: Value, place: Slot, copied: bool, depth: int) -> None:
        if depth > MAX_DEPTH:
            return
        deeper = depth + 1
        match type_:
            case Nullable(inner):
                if value is not None:
                    self._value(inner, value, place, copied, deeper)
            case Primitive(kind):
                self._primitive(kind, value, place, copied)
            case _ if value is None:
                self._nulls[place] = self._nulls.get(place, 0) + 1
            case Array(item):
                if isinstance(value, list):
                    below = (place[0], place[1], place[2] + "[]")
                    for part in value:
                        self._value(item, part, below, copied, deeper)
            case Map(item):
                if isinstance(value, dict):
                    below = (place[0], place[1], place[2] + "{}")
                    for part in value.values():
                        self._value(item, part, below, copied, deeper)
            case Ref(id_):
                self._reference(id_, value, copied, deeper)
            case Union(members):
                number = self.shapes.choose(members, value, self._json, self._start)
                if number is not None:
                    self._value(members[number], value, place, copied, deeper)
            case Unresolved():
                self._gap(place[0], type_, value)
            case Literal() | Stream() | Foreign():
                pass
            case _:
                assert_never(type_)

    def _primitive(self, kind: Kind, value: Value, place: Slot, copied: bool) -> None:
        if value is None:
            if kind not in (Kind.NULL, Kind.ANY):
                self._nulls[place] = self._nulls.get(place, 0) + 1
        elif kind is Kind.NUMERIC:
            if value.__class__ is int or value.__class__ is float:
                self._number(value, place, copied)
        elif kind is Kind.TEMPORAL:
            text = value.text if isinstance(value, Moment) else value
            if isinstance(text, str):
                self._moments.setdefault(place, []).append(text)

    def _number(self, value: float, place: Slot, copied: bool) -> None:
        if value.__class__ is float and not math.isfinite(value):
            return
        tally = self._numbers.get(place)
        if tally is None:
            tally = self._numbers[place] = _Tally()
        if copied:
            tally.copied += 1
        else:
            tally.generated += 1
        if value != int(value):
            tally.fractions += 1
        elif not copied and abs(value) > tally.largest:
            tally.largest = abs(int(value))

    def _reference(self, id_: str, value: Value, copied: bool, depth: int) -> None:
        definition = self.definitions.get(id_)
        match definition:
            case Model():
                if id_ != self._start:
                    self._visited.add(id_)
                if isinstance(value, dict):
                    self._model(definition, value, copied or is_rebuilt(definition), depth)
            case Choice(options=options):
                types = self._options.get(id_)
                if types is None:
                    types = self._options[id_] = tuple(option.type for option in options)
                number = self.shapes.choose(types, value, self._json, self._start)
                if number is not None:
                    self._value(types[number], value, (id_, str(number), ""), copied, depth)
            case Alias(type=type_):
                copied = copied or is_rebuilt(definition)
                self._value(type_, value, (id_, WHOLE_KEY, ""), copied, depth)
            case Enum() | None:
                pass
            case _:
                assert_never(definition)

    def _gap(self, holder: str, reference: Unresolved, value: Value) -> None:
        gap = self.gaps.get((holder, reference))
        if gap is None:
            gap = self.gaps[holder, reference] = Gap(self._path, self._line)
        (gap.json_values if self._json else gap.values).append(value)

    def _has_value(self, type_: Type, text: str) -> bool:
        """Whether a literal or an enum member of the type is spelled like the cell."""
        for part in walk(type_):
            if isinstance(part, Literal) and part.value == text:
                return True
            definition = self.definitions.get(part.id) if isinstance(part, Ref) else None
            if isinstance(definition, Enum) and constant(text) in self.shapes.members(definition):
                return True
        return False

    def is_quiet(self, type_: Type) -> bool:
        """Whether an instance of the type can tell nothing but that it is null."""
        # By identity: a union of thousands of literals would be hashed for each of its values. The type is kept, so that its identity is.
        known = self._quiet.get(id(type_))
        if known is None:
            quiet = all(self._is_quiet_part(part) for part in walk(type_))
            known = self._quiet[id(type_)] = type_, quiet
        return known[1]

    def _is_quiet_part(self, part: Type) -> bool:
        match part:
            case Primitive(kind):
                return kind in _SILENT
            case Ref(id_):
                return isinstance(self.definitions.get(id_), Enum)
            case Literal() | Nullable() | Foreign() | Stream():
                return True
            case _:
                return False

    def _cells_of(self, model: Model) -> frozenset[str]:
        celled = self._celled.get(model.id)
        if celled is None:
            celled = frozenset(item.doc_name for item in model.fields if item.examples)
            self._celled[model.id] = celled
        return celled


def is_rebuilt(definition: Definition) -> bool:
    """Whether the definition stands in for a missing page, whose Example cells nobody has seen."""
    return any(claim.evidence == REBUILT for claim in definition.claims)


def _scalar(text: str) -> Value:
    """An unquoted cell: the number that it spells, else its text."""
    try:
        value = float(text) if len(text) <= _LONGEST_NUMBER else math.nan
    except ValueError:
        return text
    if not math.isfinite(value):
        return text
    return int(value) if value.is_integer() else value
