"""Unions whose variants a key tells apart, and unions that are none.

The key is required in every variant, under one JSON name, and its constants (a literal, or the values of a closed enum) are disjoint. An optional
key, an open enum, or a nullable one proves nothing. A union with one variant, or with the same variant again and again, is an alias.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from mdgen.diagnostics import Checked
from mdgen.ir.definitions import (
    Alias,
    Aspect,
    Choice,
    Claim,
    Definition,
    Field,
    Model,
    Option,
    Source,
    Tag,
)
from mdgen.ir.graph import TypeGraph
from mdgen.ir.shapes import Shapes, fold
from mdgen.ir.types import Ref, Type
from mdgen.options import ResolveOptions

MAX_NESTING = 20
"""How many unions deep the variants of a union are looked for."""

PREFERRED = ("type", "object", "kind", "event", "event_type", "eventType", "role", "op", "status")
"""Keys that are meant to tell variants apart, best first; the rest follow in alphabetical order."""

Values = frozenset[tuple[str, object]]


def run(graph: TypeGraph, options: ResolveOptions) -> Checked[TypeGraph]:
    """Choices get their tag, or become aliases; fields that serve as a tag lose their assumption about null."""
    graph = graph.replaced(_collapsed(graph))
    finder = _Finder(graph)
    changes: dict[str, Definition] = {}
    for definition in graph.definitions.values():
        if isinstance(definition, Choice):
            tagged = finder.tag(definition)
            if tagged is not definition:
                changes[definition.id] = tagged
    for id_, keys in finder.tagging.items():
        model = graph.definitions[id_]
        if isinstance(model, Model):
            changes[id_] = _without_null(model, keys)
    return Checked(graph.replaced(changes))


def settle_parts(graph: TypeGraph, tagging: Mapping[str, frozenset[str]]) -> TypeGraph:
    """What `run` makes of those definitions of a larger graph that `tagging` lists, each with the keys by which it is told apart in any union.

    `graph` needs to hold, besides them, all that they lead to through unions and aliases, and the enums of the models there.
    """
    graph = graph.replaced(_collapsed(graph))
    finder = _Finder(graph)
    changes: dict[str, Definition] = {}
    for id_, keys in tagging.items():
        definition = graph.definitions[id_]
        if isinstance(definition, Choice):
            changes[id_] = finder.tag(definition)
        elif isinstance(definition, Model) and keys:
            changes[id_] = _without_null(definition, keys)
    return graph.replaced(changes)


def tagging_of(graph: TypeGraph) -> dict[str, frozenset[str]]:
    """The keys by which models are told apart in unions, in a graph after `run`."""
    finder = _Finder(graph)
    tagging: dict[str, frozenset[str]] = {}
    for definition in graph.definitions.values():
        if isinstance(definition, Choice) and definition.tag is not None:
            key = frozenset({definition.tag.wire_name})
            for option in definition.options:
                for model in finder.leaves(option.type):
                    tagging[model.id] = tagging.get(model.id, key) | key
    return tagging


def variants_of(graph: TypeGraph) -> dict[str, Model]:
    """The models that are variants of any union, directly or through unions and aliases."""
    finder = _Finder(graph)
    return {
        model.id: model
        for definition in graph.definitions.values()
        if isinstance(definition, Choice)
        for option in definition.options
        for model in finder.leaves(option.type)
    }


def _collapsed(graph: TypeGraph) -> dict[str, Definition]:
    """Unions that are aliases, and unions without their repeated variants."""
    changes: dict[str, Definition] = {}
    for definition in graph.definitions.values():
        if not isinstance(definition, Choice) or not definition.options:
            continue
        distinct = _distinct(definition.options)
        if len(distinct) == 1 and not definition.open and not _leads_back(graph, definition):
            changes[definition.id] = _alias(definition, distinct[0])
        elif len(distinct) < len(definition.options):
            changes[definition.id] = replace(definition, options=distinct)
    return changes


def _distinct(options: Sequence[Option]) -> tuple[Option, ...]:
    """Each variant once, at its first place, with the examples of all its places."""
    merged: dict[Type, Option] = {}
    for option in options:
        first = merged.get(option.type)
        merged[option.type] = (
            option if first is None else replace(first, examples=first.examples + option.examples)
        )
    return tuple(merged.values())


def _leads_back(graph: TypeGraph, choice: Choice) -> bool:
    """Whether a union's only variant is, through unions and aliases, the union itself."""
    type_: Type = choice.options[0].type
    for _ in range(MAX_NESTING):
        definition = graph.definitions.get(type_.id) if isinstance(type_, Ref) else None
        if definition is choice:
            return True
        if isinstance(definition, Alias):
            type_ = definition.type
        elif isinstance(definition, Choice) and len(definition.options) == 1:
            type_ = definition.options[0].type
        else:
            return False
    return True


def _alias(choice: Choice, only: Option) -> Alias:
    return Alias(
        id=choice.id,
        name=choice.name,
        at=choice.at,
        type=only.type,
        description=choice.description,
        deprecated=choice.deprecated,
        examples=only.examples,
        claims=choice.claims,
    )


def _without_null(model: Model, keys: frozenset[str]) -> Model:
    """The model whose tags make no assumption about null: a variant without its tag is none."""
    fields = tuple(
        (
            replace(item, claims=tuple(claim for claim in item.claims if not _assumes_null(claim)))
            if item.wire_name in keys
            else item
        )
        for item in model.fields
    )
    return replace(model, fields=fields)


def _assumes_null(claim: Claim) -> bool:
    return claim.aspect is Aspect.NULL and claim.source is Source.ASSUMED


@dataclass(slots=True)
class _Finder:
    """Finds tags in one graph; `tagging` collects, by model, the keys that serve as one."""

    graph: TypeGraph
    tagging: dict[str, frozenset[str]] = field(default_factory=dict)
    constants: dict[str, Mapping[str, Values]] = field(default_factory=dict)
    known_leaves: dict[tuple[Type, int], tuple[Model, ...]] = field(default_factory=dict)
    shapes: Shapes = field(init=False)

    def __post_init__(self) -> None:
        self.shapes = Shapes(self.graph.definitions)

    def tag(self, choice: Choice) -> Choice:
        """The choice with the best of the keys that tell all its variants apart, itself if there is none."""
        variants: list[tuple[Model, ...]] = []
        for option in choice.options:
            leaves = self.leaves(option.type)
            if not leaves:
                return choice
            variants.append(leaves)
        if len(variants) < 2:
            return choice
        found = {
            key: values
            for key in self.shared_keys(variants)
            if (values := self.disjoint(variants, key)) is not None
        }
        if not found:
            return choice
        key = min(found, key=lambda key: _rank(key, found[key]))
        values = found[key]
        for model in (model for models in variants for model in models):
            self.tagging[model.id] = self.tagging.get(model.id, frozenset()) | {key}
        tag = Tag(key, tuple(tuple(sorted(part, key=repr)) for part in values))
        evidence = f"disjoint constants of required `{key}` in {len(values)} variants"
        claim = Claim(Aspect.TAG, Source.INFERRED, evidence, len(values))
        proven = choice.presumed and self.is_named_by(choice, values)
        return replace(
            choice,
            tag=tag,
            open=choice.open and not proven,
            presumed=choice.presumed and not proven,
            claims=(*choice.claims, claim),
        )

    def is_named_by(self, choice: Choice, values: Sequence[tuple[str | int | bool, ...]]) -> bool:
        """Whether each variant's title holds its tag (`Adyen` or `AdyenConfig`, required constant "ADYEN"): pages that are variants by no
        more than their titles would not be told apart so."""
        return all(
            isinstance(option.type, Ref)
            and any(
                isinstance(value, str) and fold(value) in fold(self.title(option.type.id))
                for value in own
                if value
            )
            for option, own in zip(choice.options, values, strict=True)
        )

    def title(self, id_: str) -> str:
        return self.graph.definitions[id_].name

    def leaves(self, type_: Type, depth: int = 0) -> tuple[Model, ...]:
        """The models that a variant stands for, through aliases and unions; none if one of them is no model."""
        definition = self.graph.definitions.get(type_.id) if isinstance(type_, Ref) else None
        if isinstance(definition, Model):
            return (definition,)
        if depth >= MAX_NESTING:
            return ()
        # Each is asked once for each depth: unions of the same unions have exponentially many ways through them.
        key = (type_, depth)
        known = self.known_leaves.get(key)
        if known is None:
            known = self.known_leaves[key] = self.leaves_below(definition, depth)
        return known

    def leaves_below(self, definition: Definition | None, depth: int) -> tuple[Model, ...]:
        if isinstance(definition, Alias):
            return self.leaves(definition.type, depth + 1)
        if isinstance(definition, Choice) and definition.options and not definition.open:
            parts = [self.leaves(option.type, depth + 1) for option in definition.options]
            if all(parts):
                return tuple({model.id: model for part in parts for model in part}.values())
        return ()

    def shared_keys(self, variants: Sequence[tuple[Model, ...]]) -> set[str]:
        keys: set[str] | None = None
        for models in variants:
            for model in models:
                own = self.fixed(model).keys()
                keys = set(own) if keys is None else keys & own
                if not keys:
                    return set()
        return keys or set()

    def fixed(self, model: Model) -> Mapping[str, Values]:
        """The required fields of a model that have only constants, by JSON name."""
        known = self.constants.get(model.id)
        if known is None:
            known = self.constants[model.id] = {
                item.wire_name: values
                for item in model.fields
                if item.required and (values := self.values(item))
            }
        return known

    def values(self, item: Field) -> Values:
        return self.shapes.constants(item.type)

    def disjoint(
        self, variants: Sequence[tuple[Model, ...]], key: str
    ) -> tuple[tuple[str | int | bool, ...], ...] | None:
        """The values of the key for each variant, None if two variants share one or they are of several kinds."""
        seen: set[tuple[str, object]] = set()
        parts: list[tuple[str | int | bool, ...]] = []
        for models in variants:
            own: set[tuple[str, object]] = set()
            for model in models:
                own |= self.fixed(model)[key]
            if own & seen:
                return None
            seen |= own
            parts.append(tuple(value for _, value in own if isinstance(value, str | int)))
        if len({kind for kind, _ in seen}) != 1:
            return None
        return tuple(parts)


def _rank(
    key: str, values: tuple[tuple[str | int | bool, ...], ...]
) -> tuple[bool, int, bool, bool, str]:
    """Sorts keys that all tell the variants apart: strings first, then the usual names, then one value a variant, then the alphabet."""
    texts = all(isinstance(value, str) for part in values for value in part)
    usual = PREFERRED.index(key) if key in PREFERRED else len(PREFERRED)
    single = all(len(part) == 1 for part in values)
    return (not texts, usual, not single, "type" not in key.lower(), key)
