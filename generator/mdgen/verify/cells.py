"""The Example column, held against the docs' own types: JSON, and single values of closed enums.

Authors write these cells by hand and one in fifteen is really wrong (evidence note, §7): each is a note, none fails a run.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from mdgen.diagnostics import Code, Diagnostic, Position
from mdgen.ir.cells import CellForm, cell_value
from mdgen.ir.definitions import Alias, Definition, Enum, Model, Role
from mdgen.ir.graph import TypeGraph
from mdgen.ir.shapes import MAX_DEPTH
from mdgen.ir.types import STRING, Nullable, Ref, Type
from mdgen.ir.values import Value
from mdgen.verify.instances import Instances
from mdgen.verify.verdicts import MAX_DEFECTS


def cell_notes(graph: TypeGraph) -> Iterator[Diagnostic]:
    """A note for each cell that is no instance of its field's type."""
    instances = Instances(graph.definitions)
    for model in graph.definitions.values():
        if not isinstance(model, Model) or model.role is Role.RESPONSE:
            continue
        for item in model.fields:
            for cell in item.examples:
                value = _value(item.type, cell, graph.definitions)
                # Whole objects and lists are not sent as JSON in paths and queries
                if model.role is Role.PARAMETERS and isinstance(value, dict | list):
                    continue
                instance = instances.read(item.type, value, wire=True)
                if instance is not None and instance.defects:
                    shown = "; ".join(str(defect) for defect in instance.defects[:MAX_DEFECTS])
                    message = f"`{item.doc_name}`: its Example cell contradicts its type: {shown}"
                    at = Position(model.at.path, item.line)
                    yield Diagnostic(Code.EXAMPLE_DIFFERS, at, message)


def _value(type_: Type, cell: str, definitions: Mapping[str, Definition]) -> Value:
    """What a cell holds, None if it tells nothing."""
    if _is_text(type_):
        return None
    read = cell_value(cell)
    if read.form is CellForm.JSON:
        return read.value
    enum = _enum(type_, definitions) if read.form is CellForm.TEXT else None
    if enum is None:
        return None
    spelled = {
        value if isinstance(value, str) else json.dumps(value): value
        for value in (member.value for member in enum.members)
    }
    return spelled.get(str(read.value), read.value)


def _enum(type_: Type, definitions: Mapping[str, Definition]) -> Enum | None:
    """The enum that a type stands for."""
    for _ in range(MAX_DEPTH):
        match type_:
            case Nullable(inner):
                type_ = inner
            case Ref(id_):
                definition = definitions.get(id_)
                if not isinstance(definition, Alias):
                    return definition if isinstance(definition, Enum) else None
                type_ = definition.type
            case _:
                return None
    return None


def _is_text(type_: Type) -> bool:
    """Whether a field holds strings: what stands in its cell is one, even if that is JSON."""
    return (type_.inner if isinstance(type_, Nullable) else type_) == STRING
