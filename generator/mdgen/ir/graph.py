"""The definitions of one SDK root, by id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from typing import assert_never

from mdgen.ir.definitions import Alias, Choice, Definition, Enum, Model
from mdgen.ir.evidence import SPEAKING, Evidence, Label, NullSilence, Snippet, WireDecision
from mdgen.ir.names import Names
from mdgen.ir.types import Ref, Type
from mdgen.record import record


@record
class TypeGraph:
    """`definitions` is ordered by id. `root` is the SDK root's path below the named folder ("" for that folder itself); `dialect`
    the name of the docs' language, `names` how it spells properties. `snippets` are the operations that the docs name, `labels` what
    their pages say about unions, `silence` is where the docs never show null; all are given with the definitions. `evidence` and `wire` are what the passes of these names found.
    """

    definitions: Mapping[str, Definition]
    dialect: str
    root: str = ""
    names: Names = field(default_factory=Names)
    snippets: tuple[Snippet, ...] = ()
    labels: tuple[Label, ...] = ()
    silence: NullSilence = SPEAKING
    evidence: Evidence | None = None
    wire: WireDecision | None = None

    def replaced(self, changes: Mapping[str, Definition]) -> TypeGraph:
        """The same graph with some definitions exchanged or added."""
        if not changes:
            return self
        merged = {**self.definitions, **changes}
        return replace(self, definitions=dict(sorted(merged.items())))


MAX_ALIASES = 40
"""How many aliases in a row are followed."""


def behind_aliases(type_: Type, definitions: Mapping[str, Definition]) -> Type:
    """What a type is once references to aliases are looked through; of aliases in a circle, one of them."""
    for _ in range(MAX_ALIASES):
        definition = definitions.get(type_.id) if isinstance(type_, Ref) else None
        if not isinstance(definition, Alias):
            break
        type_ = definition.type
    return type_


def types_of(definition: Definition) -> Iterator[Type]:
    """Every type that a definition states itself, in documented order."""
    match definition:
        case Model(fields=fields, extra=extra):
            for field in fields:
                yield field.type
            if extra is not None:
                yield extra
        case Choice(options=options):
            for option in options:
                yield option.type
        case Alias(type=type_):
            yield type_
        case Enum():
            return
        case _:
            assert_never(definition)
