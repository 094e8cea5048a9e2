"""Integer or number, where the docs only say "number".

Two rules, both without a counterexample in the evidence note (§1): a fraction anywhere is a number; whole samples of the generator's own
making, one of them at least 10,000, are an integer, because made-up numbers of type `number` lie below 10,000 and mostly have a fraction. A value in
an Example cell, or below a field that has one, proves no integer. The status of a response, which the generator describes in one text or
names in an envelope, is an integer by its nature. What neither rule decides stays open and loses nothing. Never by: a count of
samples, a cell's whole value, the field's name, a page of the same structure.
"""

from __future__ import annotations

from mdgen.diagnostics import Checked
from mdgen.ir.definitions import Aspect, Claim, Definition, Field, Model, Role, Source
from mdgen.ir.evidence import Evidence, Numbers, Slot
from mdgen.ir.graph import TypeGraph
from mdgen.ir.types import INTEGER, NUMBER, NUMERIC, Ref, Type, walk
from mdgen.options import ResolveOptions
from mdgen.passes.slots import Settled, at_slots, settle

WHOLE_FROM = 10_000
"""A made-up whole number of at least this magnitude was made for an integer."""

_UNDECIDED = Claim(Aspect.TYPE, Source.ASSUMED, "the docs say number; no example decides")
_STATUS_TEXT = "HTTP response status code for this operation"
_STATUS_NAMES = frozenset({"statusCode", "StatusCode", "status_code"})
_STATUS = Claim(Aspect.TYPE, Source.INFERRED, "a status code of HTTP")
_NOTHING = Numbers()


def run(graph: TypeGraph, options: ResolveOptions) -> Checked[TypeGraph]:
    """NUMERIC becomes NUMBER or INTEGER where the evidence decides; every NUMERIC leaves a claim."""
    rule = _Rule(graph.evidence or Evidence())
    changes: dict[str, Definition] = {}
    for definition in graph.definitions.values():
        is_envelope = isinstance(definition, Model) and definition.role is Role.RESPONSE
        settled = settle(definition, rule.settle_envelope if is_envelope else rule.settle)
        if settled is not definition:
            changes[definition.id] = settled
    return Checked(graph.replaced(changes))


class _Rule:
    """Decides one slot; remembers which types have nothing to decide."""

    def __init__(self, evidence: Evidence) -> None:
        self.evidence = evidence
        self.open: dict[Type, bool] = {}

    def settle_envelope(self, slot: Slot, type_: Type, item: Field | None) -> Settled:
        if type_ == NUMERIC and item is not None and item.doc_name in _STATUS_NAMES:
            return INTEGER, (_STATUS,)
        return self.settle(slot, type_, item)

    def settle(self, slot: Slot, type_: Type, item: Field | None) -> Settled:
        if type_.__class__ is Ref:
            return type_, ()
        is_open = self.open.get(type_)
        if is_open is None:
            is_open = self.open[type_] = any(part == NUMERIC for part in walk(type_))
        if not is_open:
            return type_, ()
        if type_ == NUMERIC and item is not None and item.description == _STATUS_TEXT:
            return INTEGER, (_STATUS,)
        claims: list[Claim] = []
        has_cell = item is not None and bool(item.examples)

        def decide(place: Slot, part: Type) -> Type:
            if part != NUMERIC:
                return part
            seen = self.evidence.numbers.get(place, _NOTHING)
            decided, claim = decide_number(seen, has_cell)
            claims.append(claim)
            return decided

        settled = at_slots(type_, slot, decide)
        # One claim for a slot: it is only as good as its weakest part.
        return settled, (min(claims, key=lambda claim: claim.source is not Source.ASSUMED),)


def decide_number(seen: Numbers, has_cell: bool) -> tuple[Type, Claim]:
    """The kind that the numbers of a slot prove, and the claim. `has_cell`: its own field has an Example cell."""
    if seen.fractions:
        evidence = "a fraction in an example"
        return NUMBER, Claim(Aspect.TYPE, Source.INFERRED, evidence, seen.fractions)
    if seen.largest >= WHOLE_FROM and not has_cell:
        evidence = "a generated whole number of 10,000 or more"
        return INTEGER, Claim(Aspect.TYPE, Source.INFERRED, evidence, seen.generated)
    return NUMERIC, _UNDECIDED
