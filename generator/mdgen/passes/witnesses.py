"""What docs of the same API in a second language settle about the first.

Languages are silent about different things: TypeScript about whole numbers and null, PHP about dates, Python about null of lists, maps and
dates. For the definitions that align, what the other docs say fills what these leave open. Where both speak and disagree, both stay as they are and
the conflict is reported. JSON names are not in any language's names; only the case that the other docs decided, keys that they prove, and
what a spelling keeps of the original are taken over: underscores at digits in Python (`part_1`), capitals in TypeScript (`partID`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from mdgen.diagnostics import Checked, Code, Diagnostic, Position
from mdgen.ir.definitions import (
    Alias,
    Aspect,
    Choice,
    Claim,
    Definition,
    Field,
    Model,
    Role,
    Source,
)
from mdgen.ir.graph import TypeGraph
from mdgen.ir.names import Style
from mdgen.ir.types import (
    ANY,
    NULL,
    Array,
    Kind,
    Map,
    Nullable,
    Primitive,
    Type,
    Union,
    nullable,
    union_of,
)
from mdgen.options import ResolveOptions, WireCase
from mdgen.passes import discriminators, wire_names
from mdgen.passes.alignment import LEAST_SHARE, Alignment, align, matched_fields
from mdgen.passes.slots import with_claims
from mdgen.record import record

_WHOLE_OR_NOT = frozenset({Kind.INTEGER, Kind.NUMBER})
_DAY_OR_TIME = frozenset({Kind.DATE, Kind.DATETIME})
_CLOSED: Mapping[Kind, frozenset[Kind]] = {
    Kind.NUMERIC: _WHOLE_OR_NOT,
    Kind.TEMPORAL: _DAY_OR_TIME,
}
_ENVELOPES = frozenset({Role.PARAMETERS, Role.RESPONSE})
_BEFORE_DIGIT = re.compile(r"_(?=\d)")


def settle_by(
    graph: TypeGraph, other: TypeGraph, options: ResolveOptions | None = None
) -> Checked[TypeGraph]:
    """The first graph with its open questions answered by the other; both have been through all passes. Docs of which less than 90 % align
    are refused: an error, and the graph as it was."""
    options = options or ResolveOptions()
    alignment = align(graph, other)
    if not alignment.is_trusted:
        return Checked(graph, (_refusal(graph, other, alignment),))
    graph, renamed = _by_case(graph, other, options)
    witness = _Witness(graph, other, f"docs in {other.dialect}")
    changes: dict[str, Definition] = {}
    for id_, second in alignment.pairs.items():
        first = graph.definitions[id_]
        settled = witness.settle(first, other.definitions[second])
        if settled is not first:
            changes[id_] = settled
    settled_graph = graph.replaced(changes)
    if renamed or witness.renamed:
        settled_graph = discriminators.run(_untagged(settled_graph), options).value
    return Checked(settled_graph, tuple(witness.diagnostics))


def _refusal(graph: TypeGraph, other: TypeGraph, alignment: Alignment) -> Diagnostic:
    message = (
        f"the docs in {other.root or other.dialect} have only {alignment.found} of {alignment.counted} models"
        f" ({alignment.share:.0%}, at least {LEAST_SHARE:.0%} are needed): they are of another version or API"
        " and were not used; name docs of the same version"
    )
    return Diagnostic(Code.WITNESS_REFUSED, Position(graph.root or ".", 0), message)


def _by_case(graph: TypeGraph, other: TypeGraph, options: ResolveOptions) -> tuple[TypeGraph, bool]:
    """The graph named by the other docs' case, if its own is undecided and theirs is not."""
    if graph.wire is None or graph.wire.case or other.wire is None or not other.wire.case:
        return graph, False
    case = other.wire.case
    if case == "same":
        snaky = other.names.style is Style.SNAKE
        case = "snake" if snaky else "camel"
    bare: dict[str, Definition] = {
        definition.id: replace(
            definition,
            fields=tuple(
                replace(item, claims=_without(item.claims, Aspect.NAME))
                for item in definition.fields
            ),
        )
        for definition in graph.definitions.values()
        if isinstance(definition, Model)
    }
    wanted = replace(options, wire_case=WireCase(case))
    named = wire_names.run(graph.replaced(bare), wanted).value
    decision = named.wire and replace(named.wire, given=False)
    return replace(named, wire=decision), True


def _without(claims: tuple[Claim, ...], aspect: Aspect) -> tuple[Claim, ...]:
    return tuple(claim for claim in claims if claim.aspect is not aspect)


def _untagged(graph: TypeGraph) -> TypeGraph:
    """The graph without tags, which are JSON names, for them to be found anew."""
    return graph.replaced(
        {
            definition.id: replace(
                definition, tag=None, claims=_without(definition.claims, Aspect.TAG)
            )
            for definition in graph.definitions.values()
            if isinstance(definition, Choice) and definition.tag is not None
        }
    )


@dataclass(slots=True)
class _Witness:
    """The other docs, called to speak about one definition after another."""

    graph: TypeGraph
    other: TypeGraph
    name: str
    diagnostics: list[Diagnostic] = field(default_factory=list)
    renamed: bool = False

    def settle(self, first: Definition, second: Definition) -> Definition:
        match first, second:
            case Model(), Model():
                return self.model(first, second)
            case Choice(options=options), Choice(options=others):
                if len(options) != len(others):
                    return first
                merges = [
                    _merge(one.type, two.type) for one, two in zip(options, others, strict=True)
                ]
                if not any(merge.filled for merge in merges):
                    return first
                settled = tuple(
                    replace(one, type=merge.type)
                    for one, merge in zip(options, merges, strict=True)
                )
                claims = _without(first.claims, Aspect.TYPE)
                return replace(first, options=settled, claims=(*claims, self.says(Aspect.TYPE)))
            case Alias(type=one), Alias(type=two):
                merge = _merge(one, two)
                if not merge.filled:
                    return first
                claims = _without(first.claims, Aspect.TYPE)
                return replace(first, type=merge.type, claims=(*claims, self.says(Aspect.TYPE)))
            case _:
                return first

    def says(self, aspect: Aspect) -> Claim:
        return Claim(aspect, Source.INFERRED, self.name, 1)

    def model(self, first: Model, second: Model) -> Model:
        if first.role in _ENVELOPES or second.role in _ENVELOPES:
            return first
        partners = {one.doc_name: two for one, two in matched_fields(first, second)}
        fields = []
        for item in first.fields:
            partner = partners.get(item.doc_name)
            if partner is not None:
                item = self.typed(first, item, partner)
                item = self.null(first, item, partner)
                item = self.named(item, partner)
            fields.append(item)
        if all(new is old for new, old in zip(fields, first.fields, strict=True)):
            return first
        if len({item.wire_name for item in fields}) < len(fields):
            return first
        return replace(first, fields=tuple(fields))

    def typed(self, model: Model, item: Field, partner: Field) -> Field:
        """The field with what its type leaves open filled in."""
        merge = _merge(item.type, partner.type)
        if merge.conflict:
            ours, theirs = merge.conflict
            message = (
                f"`{item.doc_name}` is {ours.value} here and {theirs.value} in the {self.name}:"
                " kept as it is here"
            )
            self.report(model, item, message)
        if not merge.filled:
            return item
        claims = (*_without(item.claims, Aspect.TYPE), self.says(Aspect.TYPE))
        return replace(item, type=merge.type, claims=claims)

    def null(self, model: Model, item: Field, partner: Field) -> Field:
        """The field with the question of null settled: theirs is nullable, or they would show it if it were."""
        claim = item.claim(Aspect.NULL)
        theirs = isinstance(partner.type, Nullable)
        if partner.type in (ANY, NULL) or item.type in (ANY, NULL):
            return item
        speaks = not self.other.silence.covers(partner.type, partner.required)
        if isinstance(item.type, Nullable):
            if claim is not None and claim.source is Source.INFERRED and speaks and not theirs:
                message = f"`{item.doc_name}` was seen null here and is never null in the {self.name}: kept nullable"
                self.report(model, item, message)
            return item
        if claim is None or claim.source is not Source.ASSUMED:
            return item
        rest = _without(item.claims, Aspect.NULL)
        if theirs:
            return replace(item, type=nullable(item.type), claims=(*rest, self.says(Aspect.NULL)))
        if speaks:
            return replace(item, claims=(*rest, self.says(Aspect.NULL)))
        return item

    def named(self, item: Field, partner: Field) -> Field:
        """The field under the JSON name that the other docs prove, or whose spelling they keep better."""
        ours, theirs = item.claim(Aspect.NAME), partner.claim(Aspect.NAME)
        if not partner.wire_name or partner.wire_name == item.wire_name:
            return item
        if ours is not None and ours.evidence == wire_names.PROVEN:
            return item
        is_proven = theirs is not None and theirs.evidence == wire_names.PROVEN
        if not is_proven and (
            ours is None or not self.is_better(item.wire_name, partner.wire_name)
        ):
            return item
        self.renamed = True
        claims = with_claims(_without(item.claims, Aspect.NAME), (self.says(Aspect.NAME),))
        return replace(item, wire_name=partner.wire_name, claims=claims)

    def is_better(self, ours: str, theirs: str) -> bool:
        """Whether their spelling of a name in the same case has more of the original: underscores at digits in snake_case docs, the
        capitals of initialisms in docs whose names are the JSON names."""
        style = self.other.names.style
        if style is Style.SNAKE:
            return _BEFORE_DIGIT.sub("", theirs) == ours
        verbatim = self.other.wire is not None and self.other.wire.case == "same"
        return (
            style is Style.CAMEL
            and verbatim
            and self.graph.names.style is not Style.CAMEL
            and theirs.lower() == ours.lower()
        )

    def report(self, model: Model, item: Field, message: str) -> None:
        at = Position(model.at.path, item.line)
        self.diagnostics.append(Diagnostic(Code.WITNESS_CONFLICT, at, message))


@record
class _Merge:
    """A type with its open parts filled by another; `conflict` are two kinds that exclude each other."""

    type: Type
    filled: bool = False
    conflict: tuple[Kind, Kind] | None = None


def _merge(ours: Type, theirs: Type) -> _Merge:
    if isinstance(theirs, Nullable):
        theirs = theirs.inner
    match ours, theirs:
        case Primitive(kind), Primitive(other):
            if other in _CLOSED.get(kind, ()):
                return _Merge(theirs, True)
            pairs = (_WHOLE_OR_NOT, _DAY_OR_TIME)
            clash = kind is not other and any(kind in pair and other in pair for pair in pairs)
            return _Merge(ours, conflict=(kind, other) if clash else None)
        case Nullable(inner), _:
            merge = _merge(inner, theirs)
            return replace(merge, type=nullable(merge.type)) if merge.filled else _kept(ours, merge)
        case Array(item), Array(other_item):
            merge = _merge(item, other_item)
            return replace(merge, type=Array(merge.type)) if merge.filled else _kept(ours, merge)
        case Map(value), Map(other_value):
            merge = _merge(value, other_value)
            return replace(merge, type=Map(merge.type)) if merge.filled else _kept(ours, merge)
        case Union(members), Union(others) if len(members) == len(others):
            merges = [_merge(one, two) for one, two in zip(members, others, strict=True)]
            if any(merge.filled for merge in merges):
                return _Merge(union_of(merge.type for merge in merges), True)
            return _Merge(ours)
        case _:
            return _Merge(ours)


def _kept(ours: Type, merge: _Merge) -> _Merge:
    return replace(merge, type=ours)
