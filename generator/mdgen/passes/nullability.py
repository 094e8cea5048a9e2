"""Null, where it is not documented.

Null in an example or in an Example cell proves that null is legal. Its absence proves nothing (86 % of the required nullable fields never show
one, evidence note §2), so where a language's docs never show null the field says so in a claim and its type stays as documented: what is
made of that is the writer's decision. Never by: the words of a description, the absence of null.

The items of lists and the values of maps have no claims of their own. Where they are unions, 26 of 211 are nullable in the Python docs of four
APIs; where they are anything else, none of 1,180 is. So those of unions become nullable where a language never shows it.
"""

from __future__ import annotations

from collections.abc import Mapping

from mdgen.diagnostics import Checked
from mdgen.ir import copying
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
from mdgen.ir.evidence import Evidence, Slot
from mdgen.ir.graph import MAX_ALIASES, TypeGraph
from mdgen.ir.shapes import Shapes
from mdgen.ir.types import (
    Array,
    Foreign,
    Kind,
    Map,
    Nullable,
    Primitive,
    Ref,
    Stream,
    Type,
    Union,
    nullable,
    union_of,
)
from mdgen.options import ResolveOptions
from mdgen.passes.evidence import is_rebuilt
from mdgen.passes.slots import Settled, at_slots, settle, with_claims

_UNSHOWN = Claim(Aspect.NULL, Source.ASSUMED, "docs of this language never show null here")
_UNSHOWN_MEMBER = Claim(
    Aspect.NULL, Source.ASSUMED, "docs of this language never show null in lists and maps"
)
_REBUILT = Claim(Aspect.NULL, Source.ASSUMED, "an example can't show that null is illegal")
_ENVELOPES = frozenset({Role.PARAMETERS, Role.RESPONSE})


def run(graph: TypeGraph, options: ResolveOptions) -> Checked[TypeGraph]:
    """Types that were seen null become Nullable; what the language cannot show is claimed as assumed."""
    evidence = graph.evidence or Evidence()
    seen = _Seen(evidence)
    shapes = Shapes(graph.definitions)
    members = _Members(graph.definitions)
    changes: dict[str, Definition] = {}
    for id_, definition in graph.definitions.items():
        settled = settle(definition, seen.settle) if id_ in seen.ids else definition
        if options.assume_null and not (isinstance(settled, Model) and settled.role in _ENVELOPES):
            if isinstance(settled, Model):
                settled = _assume(settled, graph, shapes)
            if graph.silence.members:
                settled = settle(settled, members.settle)
        if settled is not definition:
            changes[id_] = settled
    return Checked(graph.replaced(changes))


class _Seen:
    """Makes the slots nullable that were seen null; `ids` are the definitions that have such slots."""

    def __init__(self, evidence: Evidence) -> None:
        self.nulls = evidence.nulls
        self.ids = frozenset(slot[0] for slot in evidence.nulls)
        self.keys = frozenset(slot[:2] for slot in evidence.nulls)

    def settle(self, slot: Slot, type_: Type, item: Field | None) -> Settled:
        if slot[:2] not in self.keys:
            return type_, ()
        claims: list[Claim] = []

        def decide(place: Slot, part: Type) -> Type:
            votes = self.nulls.get(place, 0)
            if not votes or _is_null_already(part):
                return part
            claims.append(Claim(Aspect.NULL, Source.INFERRED, "null in an example", votes))
            return nullable(part)

        # A slot's own null is decided on the whole: `at_slots` would put it on the members of a union.
        votes = self.nulls.get(slot, 0)
        inner = type_.inner if isinstance(type_, Nullable) else type_
        settled = at_slots(
            inner, slot, lambda place, part: part if place == slot else decide(place, part)
        )
        if isinstance(type_, Nullable):
            return (type_ if settled is inner else nullable(settled)), tuple(claims[:1])
        return (decide(slot, settled) if votes else settled), tuple(claims[-1:])


def _is_null_already(type_: Type) -> bool:
    return isinstance(type_, Primitive) and type_.kind in (Kind.ANY, Kind.NULL)


class _Members:
    """Makes the items of lists and the values of maps nullable where they are unions."""

    def __init__(self, definitions: Mapping[str, Definition]) -> None:
        self._definitions = definitions

    def settle(self, slot: Slot, type_: Type, item: Field | None) -> Settled:
        changed = self._nullable(type_)
        return changed, (() if changed is type_ else (_UNSHOWN_MEMBER,))

    def _nullable(self, type_: Type) -> Type:
        match type_:
            case Array(item) | Map(item):
                inner = nullable(item) if self._is_union(item) else self._nullable(item)
                return type_ if inner is item else type_.__class__(inner)
            case Nullable(item):
                inner = self._nullable(item)
                return type_ if inner is item else nullable(inner)
            case Union(members):
                inners = [self._nullable(member) for member in members]
                same = all(new is old for new, old in zip(inners, members, strict=True))
                return type_ if same else union_of(inners)
            case _:
                return type_

    def _is_union(self, type_: Type) -> bool:
        for _ in range(MAX_ALIASES):
            definition = self._definitions.get(type_.id) if isinstance(type_, Ref) else None
            match definition:
                case Alias(type=inner):
                    type_ = inner
                case Choice(options=(only,)):
                    type_ = only.type
                case Choice(options=options):
                    return bool(options)
                case _:
                    return isinstance(type_, Union)
        return False


def _assume(model: Model, graph: TypeGraph, shapes: Shapes) -> Model:
    changed = False
    fields = []
    rebuilt = is_rebuilt(model)
    for item in model.fields:
        if (
            (rebuilt or graph.silence.covers(item.type, item.required))
            and not isinstance(item.type, Nullable | Foreign | Stream)
            and not _is_null_already(item.type)
            and len(shapes.constants(item.type)) != 1
        ):
            changed = True
            claim = _REBUILT if rebuilt else _UNSHOWN
            item = copying.changed(item, claims=with_claims(item.claims, (claim,)))
        fields.append(item)
    return copying.changed(model, fields=tuple(fields)) if changed else model
