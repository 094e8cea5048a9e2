"""Can the docs themselves tell which variant an example is?

Made-up examples of variants with many optional fields often show none that only one variant has (`{}` is an instance of them all). Such an
example that comes back as another variant is nobody's fault.
"""

from __future__ import annotations

from mdgen.ir.definitions import Alias, Choice, Definition, Enum, Model
from mdgen.ir.graph import TypeGraph
from mdgen.ir.shapes import MAX_DEPTH
from mdgen.ir.types import Array, Map, Nullable, Ref, Type
from mdgen.verify.instances import Instances
from mdgen.verify.tasks import Task


class Rivals:
    """Answers for one graph."""

    def __init__(self, graph: TypeGraph) -> None:
        self._definitions = graph.definitions
        self._instances = Instances(graph.definitions)

    def any(self, task: Task) -> bool:
        """Whether the example of a variant is an instance of another variant of the same kind, too."""
        choice = self._definitions[task.id]
        if not isinstance(choice, Choice) or task.variant is None:
            return False
        own = self._kind(choice.options[task.variant].type)
        for number, option in enumerate(choice.options):
            if number != task.variant and self._kind(option.type) in (own, Choice):
                instance = self._instances.read(option.type, task.json, wire=True)
                if instance is not None and not instance.defects:
                    return True
        return False

    def _kind(self, type_: Type) -> type[Definition] | None:
        """Which kind of definition a type leads to: a string that an enum has a member for is the enum's."""
        for _ in range(MAX_DEPTH):
            match type_:
                case Nullable(inner) | Array(inner) | Map(inner):
                    type_ = inner
                case Ref(id_):
                    definition = self._definitions.get(id_)
                    match definition:
                        case Alias(type=inner):
                            type_ = inner
                        case Model() | Enum() | Choice():
                            return type(definition)
                        case _:
                            return None
                case _:
                    return None
        return None
