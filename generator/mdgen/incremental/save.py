"""The state that a full build leaves, from what it had in its hands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from mdgen.diagnostics import Checked, Code
from mdgen.incremental.state import (
    Record,
    State,
    Texts,
    encode_record,
    pack_values,
    packet_key,
    packets_of,
)
from mdgen.ir.definitions import Alias, Definition, Enum
from mdgen.ir.evidence import Evidence, Shape, WireDecision
from mdgen.ir.graph import MAX_ALIASES, TypeGraph, types_of
from mdgen.ir.tally import Tally
from mdgen.ir.types import Ref, references
from mdgen.passes.discriminators import tagging_of, variants_of
from mdgen.writer.layout import Place, Plan

# Passes with these findings exchanged definitions for others than their pages say.
_MADE_UP = frozenset({Code.CIRCULAR_UNION, Code.REBUILT_PAGE, Code.TAG_IN_HEADING})


def can_be_saved(graph: TypeGraph, found: frozenset[Code], ids: frozenset[str]) -> bool:
    """Whether every definition is what its page says: none was made up for a missing page, no union was cut. `ids` are those of the pages."""
    return graph.definitions.keys() <= ids and found.isdisjoint(_MADE_UP)


def make_state(
    build: bytes,
    digests: bytes,
    ids: tuple[str, ...],
    texts: Texts,
    graph: TypeGraph,
    laid_out: Checked[Plan],
    tally: Tally,
    fidelity: tuple[int, int, int, int],
) -> tuple[State, dict[bytes, Any]]:
    """The state and its packets. `ids` are those of the pages, `texts` theirs in the same order."""
    packets: dict[bytes, Any] = {}
    text_keys, record_keys = [], []
    for packet in texts.done():
        text_keys.append(packet_key(packet))
        packets[text_keys[-1]] = packet
    maker = _Records(graph, laid_out.value)
    for some in packets_of(ids):
        records = pack_values([maker.encoded(id_) for id_ in some])
        record_keys.append(packet_key(records))
        packets[record_keys[-1]] = records
    known = graph.definitions
    names = pack_values([known[id_].name if id_ in known else 0 for id_ in ids])
    names_key = packet_key(names)
    packets[names_key] = names
    numbers = {id_: number for number, id_ in enumerate(ids)}
    modules = {
        "/".join(module): tuple(numbers[id_] for id_ in members)
        for module, members in laid_out.value.modules.items()
        if len(members) > 1
    }
    state = State(
        build,
        digests,
        tuple(text_keys),
        tuple(record_keys),
        names_key,
        graph.dialect,
        len(graph.silence.required) < len(Shape),
        graph.wire or WireDecision(""),
        tally,
        fidelity,
        modules,
    )
    return state, packets


class _Records:
    """What there is to record about each definition of a graph."""

    def __init__(self, graph: TypeGraph, plan: Plan) -> None:
        self.places = plan.places
        self.recursive = plan.recursive
        evidence = graph.evidence or Evidence()
        self.evidence = _by_id(evidence)
        self.tagging = tagging_of(graph)
        reach = evidence.reach
        known = graph.definitions
        fitted = [known[id_] for id_ in reach.fitted if id_ in known]
        self.fitted = {*reach.fitted, *_values_behind(fitted, known)}
        self.visited = reach.visited
        self.strange: dict[str, set[str]] = defaultdict(set)
        for id_, key in reach.strange:
            self.strange[id_].add(key)
        self.variants = variants_of(graph)
        self.tags = set(_values_behind(self.variants.values(), known))
        self.special = (
            {
                *self.evidence,
                *self.tagging,
                *self.variants,
                *self.fitted,
                *self.visited,
                *self.strange,
            }
            | self.tags
            | self.recursive
        )

    def encoded(self, id_: str) -> list[Any] | int:
        place = self.places.get(id_)
        if place is None:
            return 0
        if id_ not in self.special:
            return encode_record(Record(place.public, place.local, place.home, place.module))
        return encode_record(self.record(id_, place))

    def record(self, id_: str, place: Place) -> Record:
        return Record(
            place.public,
            place.local,
            place.home,
            place.module,
            id_ in self.recursive,
            self.tagging.get(id_, frozenset()),
            id_ in self.fitted,
            id_ in self.visited,
            frozenset(self.strange.get(id_, ())),
            id_ in self.tags,
            id_ in self.variants,
            self.evidence.get(id_, Evidence()),
        )


def _values_behind(definitions: Any, known: Mapping[str, Definition]) -> Iterator[str]:
    """The enums and aliases that the types of some definitions lead to: where their constants come from."""
    for definition in definitions:
        for type_ in types_of(definition):
            for id_ in references(type_):
                for _ in range(MAX_ALIASES):
                    target = known.get(id_)
                    if not isinstance(target, Alias | Enum):
                        break
                    yield id_
                    if isinstance(target, Enum) or not isinstance(target.type, Ref):
                        break
                    id_ = target.type.id


def _by_id(evidence: Evidence) -> dict[str, Evidence]:
    """The evidence about each definition."""
    ids = {
        slot[0] for slots in (evidence.numbers, evidence.nulls, evidence.moments) for slot in slots
    }
    ids |= {id_ for id_, _ in evidence.json_keys}
    parts: dict[str, Any] = {id_: ({}, {}, {}, {}) for id_ in ids}
    kinds: tuple[Mapping[Any, Any], ...] = (
        evidence.numbers, evidence.nulls, evidence.moments, evidence.json_keys,
    )  # fmt: skip
    for kind, values in enumerate(kinds):
        for slot, value in values.items():
            parts[slot[0]][kind][slot] = value
    return {id_: Evidence(*part) for id_, part in parts.items()}
