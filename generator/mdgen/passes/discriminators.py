"""Unions whose variants a key tells apart, and unions that are none.

The key is required in every variant, under one JSON name, and its constants (a literal, or the values of a closed enum) are disjoint. An optional
key, an open enum, or a nullable one proves nothing. A union with one variant, or with the same variant again and again, is an alias.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

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
Variant: TypeAlias = str | int
"""A variant by what it stands for: the id of its only model, or the identity of the tuple of its models."""


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
    for definition in graph.definitions.values():
        if isinstance(definition, Choice) and definition.tag is not None:
            finder.serve(map(finder.leaves, _types(definition)), definition.tag.wire_name)
    return finder.tagging


def variants_of(graph: TypeGraph) -> dict[str, Model]:
    """The models that are variants of any union, directly or through unions and aliases."""
    finder = _Finder(graph)
    types = {
        type_: None
        for definition in graph.definitions.values()
        if isinstance(definition, Choice)
        for type_ in _types(definition)
    }
    return {model.id: model for type_ in types for model in finder.leaves(type_)}


def _types(choice: Choice) -> Iterator[Type]:
    return (option.type for option in choice.options)


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
    served: set[tuple[Variant, str]] = field(default_factory=set)
    constants: dict[Variant, Mapping[str, Values]] = field(default_factory=dict)
    tags: dict[tuple[Variant, ...], Tag | None] = field(default_factory=dict)
    named: dict[tuple[str, int], bool] = field(default_factory=dict)
    sorted_values: dict[Values, tuple[str | int | bool, ...]] = field(default_factory=dict)
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
        # Thousands of unions can be of the same variants
        names = tuple(_variant(leaves) for leaves in variants)
        if names not in self.tags:
            self.tags[names] = self.best_tag([self.fixed(leaves) for leaves in variants])
        tag = self.tags[names]
        if tag is None:
            return choice
        self.serve(variants, tag.wire_name)
        values = tag.values
        evidence = f"disjoint constants of required `{tag.wire_name}` in {len(values)} variants"
        claim = Claim(Aspect.TAG, Source.INFERRED, evidence, len(values))
        proven = choice.presumed and self.is_named_by(choice, values)
        return replace(
            choice,
            tag=tag,
            open=choice.open and not proven,
            presumed=choice.presumed and not proven,
            claims=(*choice.claims, claim),
        )

    def best_tag(self, variants: Sequence[Mapping[str, Values]]) -> Tag | None:
        """The best of the keys whose values tell all variants apart."""
        fewest = min(variants, key=len)
        found = {
            key: values
            for key in fewest
            if all(key in fixed for fixed in variants)
            and (values := self.disjoint([fixed[key] for fixed in variants])) is not None
        }
        if not found:
            return None
        key = min(found, key=lambda key: _rank(key, found[key]))
        return Tag(key, found[key])

    def serve(self, variants: Iterable[tuple[Model, ...]], key: str) -> None:
        """Notes that a key tells the models of some variants apart."""
        for leaves in variants:
            variant = (_variant(leaves), key)
            if variant not in self.served:
                self.served.add(variant)
                for model in leaves:
                    self.tagging[model.id] = self.tagging.get(model.id, frozenset()) | {key}

    def is_named_by(self, choice: Choice, values: Sequence[tuple[str | int | bool, ...]]) -> bool:
        """Whether each variant's title holds its tag (`Adyen` or `AdyenConfig`, required constant "ADYEN"): pages that are variants by no
        more than their titles would not be told apart so."""
        return all(
            isinstance(option.type, Ref) and self.is_named(option.type.id, own)
            for option, own in zip(choice.options, values, strict=True)
        )

    def is_named(self, id_: str, values: tuple[str | int | bool, ...]) -> bool:
        key = (id_, id(values))
        known = self.named.get(key)
        if known is None:
            title = fold(self.graph.definitions[id_].name)
            known = any(
                isinstance(value, str) and fold(value) in title for value in values if value
            )
            self.named[key] = known
        return known

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

    def fixed(self, leaves: tuple[Model, ...]) -> Mapping[str, Values]:
        """The required fields that have only constants in all models of a variant, by JSON name, with the values of all."""
        variant = _variant(leaves)
        known = self.constants.get(variant)
        if known is None:
            known = self.fixed_in(leaves[0])
            if len(leaves) > 1:
                known = self.merged([self.fixed((model,)) for model in leaves])
            self.constants[variant] = known
        return known

    def fixed_in(self, model: Model) -> Mapping[str, Values]:
        return {
            item.wire_name: values
            for item in model.fields
            if item.required and (values := self.values(item))
        }

    def merged(self, models: Sequence[Mapping[str, Values]]) -> Mapping[str, Values]:
        shared = [key for key in min(models, key=len) if all(key in fixed for fixed in models)]
        return {key: frozenset().union(*(fixed[key] for fixed in models)) for key in shared}

    def values(self, item: Field) -> Values:
        return self.shapes.constants(item.type)

    def disjoint(
        self, variants: Sequence[Values]
    ) -> tuple[tuple[str | int | bool, ...], ...] | None:
        """The values of a key for each variant, sorted, None if two variants share one or they are of several kinds."""
        *fewer, most = sorted(variants, key=len)
        seen: set[tuple[str, object]] = set()
        for values in fewer:
            if not seen.isdisjoint(values):
                return None
            seen |= values
        if not most.isdisjoint(seen):
            return None
        parts = tuple(map(self.listed, variants))
        kinds = {type(value) for part in parts for value in (part[0], part[-1])}
        return parts if len(kinds) == 1 else None

    def listed(self, values: Values) -> tuple[str | int | bool, ...]:
        """The values in order, those of one kind together."""
        known = self.sorted_values.get(values)
        if known is None:
            listed = (value for _, value in values if isinstance(value, str | int))
            known = tuple(sorted(listed, key=repr))
            self.sorted_values[values] = known
        return known


def _variant(leaves: tuple[Model, ...]) -> Variant:
    return leaves[0].id if len(leaves) == 1 else id(leaves)


def _rank(
    key: str, values: tuple[tuple[str | int | bool, ...], ...]
) -> tuple[bool, int, bool, bool, str]:
    """Sorts keys that all tell the variants apart: strings first, then the usual names, then one value a variant, then the alphabet."""
    texts = all(isinstance(value, str) for part in values for value in part)
    usual = PREFERRED.index(key) if key in PREFERRED else len(PREFERRED)
    single = all(len(part) == 1 for part in values)
    return (not texts, usual, not single, "type" not in key.lower(), key)
