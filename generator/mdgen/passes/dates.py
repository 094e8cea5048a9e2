"""Date or date-time, where the docs' language has one word for both (PHP's `\\DateTime`).

A value with a time of day is a date-time; only values without one make a date; midnight in the generator's own notation is either. Never by: the field's name or description.
"""

from __future__ import annotations

import re

from mdgen.diagnostics import Checked
from mdgen.ir.definitions import Aspect, Claim, Definition, Field, Source
from mdgen.ir.evidence import Evidence, Slot
from mdgen.ir.graph import TypeGraph
from mdgen.ir.types import DATE, DATETIME, TEMPORAL, Ref, Type, walk
from mdgen.options import ResolveOptions
from mdgen.passes.slots import Settled, at_slots, settle

# How the docs' generator prints an unquoted date of the specification, and just as well a date-time at midnight.
_MIDNIGHT = " 00:00:00 +0000 UTC"
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_UNDECIDED = Claim(
    Aspect.TYPE, Source.ASSUMED, "the docs do not tell date from date-time; no example decides"
)


def run(graph: TypeGraph, options: ResolveOptions) -> Checked[TypeGraph]:
    """TEMPORAL becomes DATE or DATETIME where an example decides; every TEMPORAL leaves a claim."""
    moments = (graph.evidence or Evidence()).moments
    known: dict[Type, bool] = {}

    def decide_slot(slot: Slot, type_: Type, item: Field | None) -> Settled:
        if type_.__class__ is Ref:
            return type_, ()
        is_open = known.get(type_)
        if is_open is None:
            is_open = known[type_] = any(part == TEMPORAL for part in walk(type_))
        if not is_open:
            return type_, ()
        claims: list[Claim] = []

        def decide(place: Slot, part: Type) -> Type:
            if part != TEMPORAL:
                return part
            decided, claim = decide_moment(moments.get(place, ()))
            claims.append(claim)
            return decided

        return at_slots(type_, slot, decide), tuple(claims[:1])

    changes: dict[str, Definition] = {}
    for definition in graph.definitions.values():
        settled = settle(definition, decide_slot)
        if settled is not definition:
            changes[definition.id] = settled
    return Checked(graph.replaced(changes))


def decide_moment(texts: tuple[str, ...]) -> tuple[Type, Claim]:
    """What the texts of a slot's values prove, and the claim."""
    dates = [text for text in texts if _DATE.match(text) and not text.endswith(_MIDNIGHT)]
    timed = sum(1 for text in dates if not _DATE.fullmatch(text))
    if timed:
        evidence = "an example with a time of day"
        return DATETIME, Claim(Aspect.TYPE, Source.INFERRED, evidence, timed)
    if dates:
        evidence = "examples without a time of day"
        return DATE, Claim(Aspect.TYPE, Source.INFERRED, evidence, len(dates))
    return TEMPORAL, _UNDECIDED
