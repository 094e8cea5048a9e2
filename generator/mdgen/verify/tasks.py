"""What a generated package is asked: every documented example of every definition, as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum as PythonEnum
from typing import Any, TypeAlias, assert_never

from mdgen.diagnostics import Position
from mdgen.ir.definitions import Alias, Choice, Definition, Enum, Model, Option, Role
from mdgen.ir.graph import TypeGraph
from mdgen.ir.shapes import MAX_DEPTH
from mdgen.ir.types import Array, Map, Nullable, Ref, Type
from mdgen.ir.values import Example
from mdgen.record import record
from mdgen.verify.defects import Defect
from mdgen.verify.instances import Instances


@record
class Location:
    """Where a definition stands in the generated package: `package` is its SDK root's sub-package ("" for the whole package), `module` is
    dotted and below that, `name` is the class or alias in it."""

    package: str
    module: str
    name: str


Locations: TypeAlias = Mapping[str, Location]
"""By definition id."""

Expected: TypeAlias = "Location | tuple[str, Expected] | None"
"""The class that a loaded value must have; ("items", …) of an array's items, ("values", …) of a map's values; None: not to be told."""


class LeftOut(PythonEnum):
    """Why an example is not fed to the models."""

    ENVELOPE = "in response wrappers"
    NOT_SHOWN = "with data that the docs don't show"


@record
class Task:
    """One example: load `json` as what stands at `location`. `defects` is what the docs' own tables say against it.

    `expected` is asked of a variant's example, which is loaded as the whole union; `variant` is its number. Without `has_value` the
    definition has no example and only has to be importable.
    """

    id: str
    name: str
    at: Position
    location: Location
    json: Any = None
    has_value: bool = True
    defects: tuple[Defect, ...] = ()
    expected: Expected = None
    variant: int | None = None


def tasks_of(graph: TypeGraph, locations: Locations) -> Iterator[Task | LeftOut]:
    """All examples in the order of definitions; response wrappers carry no JSON and are left out."""
    instances = Instances(graph.definitions)
    for definition in graph.definitions.values():
        location = locations[definition.id]
        if isinstance(definition, Model) and definition.role is Role.RESPONSE:
            yield _importable(definition, location)
            yield from (LeftOut.ENVELOPE for _ in definition.examples)
            continue
        has_example = False
        for task in _of_definition(definition, graph, locations, instances):
            has_example = has_example or isinstance(task, Task)
            yield task
        if not has_example:
            yield _importable(definition, location)


def _importable(definition: Definition, location: Location) -> Task:
    return Task(definition.id, definition.name, definition.at, location, has_value=False)


def _of_definition(
    definition: Definition, graph: TypeGraph, locations: Locations, instances: Instances
) -> Iterator[Task | LeftOut]:
    location = locations[definition.id]
    match definition:
        case Model() | Enum() | Alias():
            for example in definition.examples:
                yield _task(definition, location, Ref(definition.id), example, instances)
        case Choice(options=options):
            for number, option in enumerate(options):
                expected = _expected(option.type, graph.definitions, locations)
                for example in option.examples:
                    yield _task(
                        definition, location, option.type, example, instances, expected, number
                    )
        case _:
            assert_never(definition)


def _task(
    definition: Definition,
    location: Location,
    type_: Type,
    example: Example,
    instances: Instances,
    expected: Expected = None,
    variant: int | None = None,
) -> Task | LeftOut:
    instance = instances.read(type_, example.value, example.wire)
    if instance is None:
        return LeftOut.NOT_SHOWN
    at = Position(definition.at.path, example.line)
    return Task(
        definition.id, definition.name, at, location, instance.json,
        defects=instance.defects, expected=expected, variant=variant,
    )  # fmt: skip


def _expected(type_: Type, definitions: Mapping[str, Definition], locations: Locations) -> Expected:
    """The class of a variant's instances, if it has one of its own."""
    for _ in range(MAX_DEPTH):
        match type_:
            case Ref(id_):
                definition = definitions.get(id_)
                match definition:
                    case Model() | Enum():
                        return locations[id_]
                    case Alias(type=inner):
                        type_ = inner
                    case Choice(options=(Option(type=inner),), open=False):
                        type_ = inner
                    case _:
                        return None
            case Nullable(inner):
                type_ = inner
            case Array(item):
                below = _expected(item, definitions, locations)
                return ("items", below) if below is not None else None
            case Map(item):
                below = _expected(item, definitions, locations)
                return ("values", below) if below is not None else None
            case _:
                return None
    return None
