"""Documented examples as JSON: what an API would send if it sent the example.

An example is written with the names of an SDK's language; the types that it is an instance of lead to the JSON names. On the way the example is
held against the docs' own tables, and only against what is documented: what mdgen inferred is never the docs' defect. Null is not
questioned either: where an example has null, null is legal.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, assert_never

from mdgen.ir.definitions import Alias, Aspect, Choice, Definition, Enum, Field, Model
from mdgen.ir.shapes import MAPPED_EXTRA, MAX_DEPTH, Shapes, constant, fold
from mdgen.ir.types import (
    ANY,
    Array,
    Foreign,
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
from mdgen.ir.values import EnumMember, Value
from mdgen.record import record
from mdgen.verify.defects import Contradiction, Defect
from mdgen.verify.scalars import NotShownError, ScalarError, anything, kind_of, scalar

MAX_LAYERS = 4 * MAX_DEPTH
"""How many types lie inside each other in one example; what is deeper is not looked at."""

MAX_TRIALS = 60
"""How many further variants are tried for one example where its structure does not tell which one it is; then the first is taken."""

_SHOWN_VALUES = 6


@record
class Instance:
    """`json` as `json.loads` would return it."""

    json: Any
    defects: tuple[Defect, ...] = ()


@dataclass(slots=True)
class _Names:
    """The fields of a model by documented name, and by all names that they can have in JSON."""

    documented: Mapping[str, Field]
    wire: Mapping[str, Field]


class Instances:
    """Reads examples of one graph, whose JSON names are decided."""

    def __init__(self, definitions: Mapping[str, Definition]) -> None:
        self._definitions = definitions
        self._shapes = Shapes(definitions)
        self._names: dict[str, _Names] = {}
        self._wire = False
        self._trials = 0

    def read(self, type_: Type, value: Value, wire: bool = False) -> Instance | None:
        """The value as JSON, None if it holds data that the docs don't show. With `wire` its keys are JSON names already."""
        self._wire, self._trials = wire, 0
        found: list[Defect] = []
        try:
            json = self._value(type_, value, "", 0, found)
        except NotShownError:
            return None
        return Instance(json, tuple(found))

    def _value(self, type_: Type, value: Value, path: str, depth: int, found: list[Defect]) -> Any:
        if depth > MAX_LAYERS:
            raise NotShownError
        deeper = depth + 1
        if value is None:
            return None
        match type_:
            case Primitive(kind):
                return self._scalar(lambda: scalar(kind, value), path, found)
            case Literal(expected):
                return self._among((expected,), value, path, found)
            case Nullable(inner):
                return self._value(inner, value, path, deeper, found)
            case Array(item):
                if isinstance(value, list):
                    return [
                        self._value(item, part, f"{path}[{number}]", deeper, found)
                        for number, part in enumerate(value)
                    ]
                return self._clash("an array", value, path, found)
            case Map(item):
                if isinstance(value, dict):
                    return {
                        key: self._value(item, part, _below(path, key), deeper, found)
                        for key, part in value.items()
                    }
                return self._clash("an object", value, path, found)
            case Union(members):
                return self._variant(members, value, path, deeper, found)
            case Ref(id_):
                definition = self._definitions.get(id_)
                if definition is not None:
                    return self._defined(definition, value, path, deeper, found)
                return self._scalar(lambda: anything(value), path, found)
            case Stream() | Foreign() | Unresolved():
                return self._scalar(lambda: anything(value), path, found)
            case _:
                assert_never(type_)

    def _defined(
        self, definition: Definition, value: Value, path: str, depth: int, found: list[Defect]
    ) -> Any:
        match definition:
            case Model():
                if isinstance(value, dict):
                    return self._model(definition, value, path, depth, found)
                return self._clash(f"an object ({definition.name})", value, path, found)
            case Enum():
                return self._member(definition, value, path, found)
            case Choice(options=options, open=is_open):
                types = tuple(option.type for option in options)
                trial: list[Defect] = []
                if types:
                    json = self._variant(types, value, path, depth, trial)
                if not types or (is_open and trial):
                    return self._scalar(lambda: anything(value), path, found)
                found += trial
                return json
            case Alias(type=type_):
                return self._inferable(definition.claims, type_, value, path, depth, found)
            case _:
                assert_never(definition)

    def _inferable(
        self,
        claims: Sequence[Any],
        type_: Type,
        value: Value,
        path: str,
        depth: int,
        found: list[Defect],
    ) -> Any:
        """A value whose type may be mdgen's own inference, in which case a clash is not the docs' defect."""
        if not any(claim.aspect is Aspect.TYPE for claim in claims):
            return self._value(type_, value, path, depth, found)
        trial: list[Defect] = []
        json = self._value(type_, value, path, depth, trial)
        found += (defect for defect in trial if defect.kind is not Contradiction.TYPE_CLASH)
        return json

    def _model(
        self, model: Model, value: dict[str, Value], path: str, depth: int, found: list[Defect]
    ) -> dict[str, Any]:
        names = self._names_of(model)
        known = names.wire if self._wire else names.documented
        json: dict[str, Any] = {}
        given: set[str] = set()
        for key, part in value.items():
            item = known.get(key) or (known.get(fold(key)) if self._wire else None)
            if item is None:
                self._extra(model, key, part, path, depth, found, json)
                continue
            given.add(item.doc_name)
            try:
                json[item.wire_name or item.doc_name] = self._inferable(
                    item.claims, item.type, part, _below(path, key), depth, found
                )
            except NotShownError:
                if item.required:
                    raise
        for item in model.fields:
            if item.required and item.doc_name not in given and not item.claim(Aspect.PRESENCE):
                problem = f"{model.name} requires `{item.doc_name}`, which is missing"
                found.append(Defect(Contradiction.MISSING_KEY, path, problem))
        return json

    def _extra(
        self,
        model: Model,
        key: str,
        value: Value,
        path: str,
        depth: int,
        found: list[Defect],
        json: dict[str, Any],
    ) -> None:
        """An undocumented key, or all of them: TypeScript prints them below a key of their own."""
        if model.extra is not None:
            parts = value if key == MAPPED_EXTRA and isinstance(value, dict) else {key: value}
            for name, part in parts.items():
                json[name] = self._value(model.extra, part, _below(path, name), depth, found)
            return
        problem = f"{model.name} has no field `{key}`"
        found.append(Defect(Contradiction.UNKNOWN_KEY, path, problem))
        json[key] = self._value(ANY, value, _below(path, key), depth, found)

    def _variant(
        self, members: Sequence[Type], value: Value, path: str, depth: int, found: list[Defect]
    ) -> Any:
        """The value as the variant that its structure tells, else as the one that it contradicts least, the first of several."""
        if self._trials > MAX_TRIALS:
            return self._value(members[0], value, path, depth, found)
        number = self._shapes.choose(members, value, self._wire)
        if number is not None:
            return self._value(members[number], value, path, depth, found)
        best: tuple[list[Defect], Any] | None = None
        for member in members:
            if best is not None:
                self._trials += 1
            trial: list[Defect] = []
            json = self._value(member, value, path, depth, trial)
            if best is None or len(trial) < len(best[0]):
                best = (trial, json)
            if not best[0] or self._trials > MAX_TRIALS:
                break
        assert best is not None
        found += best[0]
        return best[1]

    def _member(self, enum: Enum, value: Value, path: str, found: list[Defect]) -> Any:
        if isinstance(value, EnumMember):
            for member in enum.members:
                if value.member == member.doc_name:
                    return member.value
            folded = fold(value.member)
            for member in enum.members:
                if folded in (fold(member.doc_name), fold(str(member.value))):
                    return member.value
            problem = f"{enum.name} has no member `{value.member}`"
            found.append(Defect(Contradiction.UNKNOWN_VALUE, path, problem))
            return value.member
        if enum.open or not enum.members:
            return self._scalar(lambda: anything(value), path, found)
        values = tuple(member.value for member in enum.members)
        return self._among(values, value, path, found, f"{enum.name} has no value")

    def _among(
        self,
        values: Sequence[str | int | bool],
        value: Value,
        path: str,
        found: list[Defect],
        problem: str = "the value can't be",
    ) -> Any:
        if isinstance(value, EnumMember):
            return values[0]
        json = self._scalar(lambda: anything(value), path, found)
        if isinstance(value, str | int | bool):
            if all(constant(value) != constant(known) for known in values):
                shown = ", ".join(repr(known) for known in values[:_SHOWN_VALUES])
                more = ", …" if len(values) > _SHOWN_VALUES else ""
                message = f"{problem} {value!r}; the page says {shown}{more}"
                found.append(Defect(Contradiction.UNKNOWN_VALUE, path, message))
            return json
        return self._clash(f"one of {len(values)} values", value, path, found)

    def _scalar(self, make: Callable[[], Any], path: str, found: list[Defect]) -> Any:
        try:
            return make()
        except ScalarError as error:
            found.append(Defect(error.kind, path, str(error)))
            return error.json

    def _clash(self, expected: str, value: Value, path: str, found: list[Defect]) -> Any:
        message = f"the page says {expected}, the example has {kind_of(value)}"
        found.append(Defect(Contradiction.TYPE_CLASH, path, message))
        return self._scalar(lambda: anything(value), path, found)

    def _names_of(self, model: Model) -> _Names:
        names = self._names.get(model.id)
        if names is None:
            documented = {item.doc_name: item for item in model.fields}
            wire = {item.wire_name: item for item in model.fields}
            for item in model.fields:
                for key in (item.doc_name, fold(item.doc_name)):
                    wire.setdefault(key, item)
            names = self._names[model.id] = _Names(documented, wire)
        return names


def _below(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key
