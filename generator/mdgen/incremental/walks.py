"""What the examples of one page show, before and after a change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any, TypeVar

from mdgen.incremental.pages import Pages, TooFarError
from mdgen.incremental.state import Record
from mdgen.ir.definitions import Definition, Model
from mdgen.ir.evidence import Evidence, Numbers, Slot
from mdgen.ir.graph import TypeGraph
from mdgen.passes.evidence import Collector

K = TypeVar("K")


def evidence_after(old: Definition, new: Definition, record: Record, pages: Pages) -> Evidence:
    """What all examples show about a definition whose page was changed. TooFarError if its own examples show something else about any other
    definition, or reach others than before."""
    before, after = _walk(old, pages), _walk(new, pages)
    if _about_others(before, old.id) != _about_others(after, old.id):
        raise TooFarError("examples show something else about another definition")
    reach, known = after.reach, before.reach
    if (
        not reach.fitted <= known.fitted
        or not reach.visited <= known.visited
        or not reach.strange <= known.strange
    ):
        raise TooFarError("examples reach other definitions")
    is_own = isinstance(new, Model) and not record.visited
    return _exchanged(record.evidence, _about(before, old.id), _about(after, old.id), is_own)


def _walk(definition: Definition, pages: Pages) -> Evidence:
    held = {definition.id: definition}
    collector = Collector(TypeGraph(_Held(held, pages), ""))
    collector.collect_from(definition)
    return collector.evidence()


class _Held(dict[str, Definition]):
    """Definitions, one of which is exchanged."""

    def __init__(self, own: Mapping[str, Definition], pages: Pages) -> None:
        super().__init__(own)
        self._pages = pages

    def get(self, key: str, default: Any = None) -> Any:
        return self[key] if key in self else self._pages.get(key, default)


def _kinds(evidence: Evidence) -> tuple[Mapping[Any, Any], ...]:
    return evidence.numbers, evidence.nulls, evidence.moments, evidence.json_keys


def _about_others(evidence: Evidence, id_: str) -> object:
    return [
        {slot: one for slot, one in kind.items() if slot[0] != id_} for kind in _kinds(evidence)
    ]


def _about(evidence: Evidence, id_: str) -> Evidence:
    numbers, nulls, moments, json_keys = (
        {slot: one for slot, one in kind.items() if slot[0] == id_} for kind in _kinds(evidence)
    )
    return Evidence(numbers, nulls, moments, json_keys)


def _exchanged(whole: Evidence, old: Evidence, new: Evidence, is_own: bool) -> Evidence:
    """The whole with one part of it exchanged. `is_own`: there is no other part."""
    if is_own:
        if _kinds(whole) != _kinds(old):
            raise TooFarError("examples of the last build were others")
        return new
    return Evidence(
        _numbers(whole.numbers, old.numbers, new.numbers),
        _counts(whole.nulls, old.nulls, new.nulls),
        _texts(whole.moments, old.moments, new.moments),
        {
            slot: keys
            for slot in {**whole.json_keys, **new.json_keys}
            if (keys := _counts(*(kind.json_keys.get(slot, {}) for kind in (whole, old, new))))
        },
    )


def _counts(whole: Mapping[K, int], old: Mapping[K, int], new: Mapping[K, int]) -> dict[K, int]:
    counts = {
        slot: whole.get(slot, 0) - old.get(slot, 0) + new.get(slot, 0) for slot in {**whole, **new}
    }
    return {slot: count for slot, count in counts.items() if count}


def _texts(
    whole: Mapping[Slot, tuple[str, ...]],
    old: Mapping[Slot, tuple[str, ...]],
    new: Mapping[Slot, tuple[str, ...]],
) -> dict[Slot, tuple[str, ...]]:
    found = {}
    for slot in {**whole, **new}:
        counted = Counter(whole.get(slot, ()))
        counted.subtract(old.get(slot, ()))
        counted.update(new.get(slot, ()))
        if texts := tuple(sorted(counted.elements())):
            found[slot] = texts
    return found


def _numbers(
    whole: Mapping[Slot, Numbers], old: Mapping[Slot, Numbers], new: Mapping[Slot, Numbers]
) -> dict[Slot, Numbers]:
    none = Numbers()
    found = {}
    for slot in {**whole, **new}:
        total, less, more = (kind.get(slot, none) for kind in (whole, old, new))
        if more.largest < less.largest == total.largest:
            raise TooFarError("the largest number of several examples is gone")
        counted = Numbers(
            total.generated - less.generated + more.generated,
            total.copied - less.copied + more.copied,
            total.fractions - less.fractions + more.fractions,
            max(total.largest, more.largest),
        )
        if counted.generated or counted.copied:
            found[slot] = counted
    return found
