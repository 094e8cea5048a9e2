"""JSON in the Example column, held against the docs' own types.

Authors write these cells by hand and one in fifteen is really wrong (evidence note, §7): each is a note, none fails a run.
"""

from __future__ import annotations

from collections.abc import Iterator

from mdgen.diagnostics import Code, Diagnostic, Position
from mdgen.ir.cells import CellForm, cell_value
from mdgen.ir.definitions import Model, Role
from mdgen.ir.graph import TypeGraph
from mdgen.ir.types import STRING, Nullable, Type
from mdgen.verify.instances import Instances
from mdgen.verify.verdicts import MAX_DEFECTS


def cell_notes(graph: TypeGraph) -> Iterator[Diagnostic]:
    """A note for each JSON cell that is no instance of its field's type."""
    instances = Instances(graph.definitions)
    for model in graph.definitions.values():
        if not isinstance(model, Model) or model.role in (Role.RESPONSE, Role.PARAMETERS):
            continue
        for item in model.fields:
            for cell in item.examples:
                if cell[:1] not in ("{", "[") or _is_text(item.type):
                    continue
                read = cell_value(cell)
                if read.form is not CellForm.JSON:
                    continue
                instance = instances.read(item.type, read.value, wire=True)
                if instance is not None and instance.defects:
                    shown = "; ".join(str(defect) for defect in instance.defects[:MAX_DEFECTS])
                    message = f"`{item.doc_name}`: its Example cell contradicts its type: {shown}"
                    at = Position(model.at.path, item.line)
                    yield Diagnostic(Code.EXAMPLE_DIFFERS, at, message)


def _is_text(type_: Type) -> bool:
    """Whether a field holds strings: what stands in its cell is one, even if that is JSON."""
    return (type_.inner if isinstance(type_, Nullable) else type_) == STRING
