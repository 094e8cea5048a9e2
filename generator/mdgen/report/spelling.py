"""Types as a reader of the report sees them: definitions by name where the name is unique, by id where it is not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from mdgen.ir.definitions import Definition
from mdgen.ir.notation import spell
from mdgen.ir.types import Literal, Ref, Type, transform


class Spelling:
    """Spells the types of one graph; equal types are spelled once."""

    def __init__(self, definitions: Mapping[str, Definition]) -> None:
        counts = Counter(definition.name for definition in definitions.values())
        self._names = {
            id_: definition.name
            for id_, definition in definitions.items()
            if counts[definition.name] == 1
        }
        self._spelled: dict[Type, str] = {}

    def of(self, type_: Type) -> str:
        """The type in one line, as `mdgen.ir.notation` describes it."""
        text = self._spelled.get(type_)
        if text is None:
            text = self._spelled[type_] = spell(transform(type_, self._named))
        return text

    def value(self, value: str | int | bool) -> str:
        """A constant as its type is spelled."""
        return spell(Literal(value))

    def _named(self, part: Type) -> Type:
        return Ref(self._names.get(part.id, part.id)) if isinstance(part, Ref) else part
