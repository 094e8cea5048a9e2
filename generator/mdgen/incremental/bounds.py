"""How far a change of one page reaches: whatever other definitions, passes or modules can see of it must be the same.

Where they look, and what is compared here:

* **links** find a page by its id and name; the variants of a union without a list come from labels of links.
* **the layout** sees the class names, and which definition refers to which. In the layout of one page a module, a new reference changes nothing else
  as long as it closes no circle; a lost one, as long as there was none.
* **examples of other pages** pass through a model by its fields (`Record.visited`) and ask whether values fit (`Record.fitted`). A field whose key
  none of them has is not seen; of a field that can show nothing but null (`Collector.is_quiet`) only the null is seen.
* **examples of the page itself** tell about other definitions, too: both walks are made, and must say the same about everything else.
* **JSON names** are decided by votes of all pages: the sum of the votes must lead to the same case.
* **unions** look at the constants of required fields, at their names, and at enums (`Record.is_tag`).
* **modules** that refer to a definition see of it what kind it is, and the constants of enums and aliases.
* **the language** is told from a sample of pages: a page of the sample must speak for the same ones.
"""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from mdgen.incremental.pages import Pages, TooFarError, dangling
from mdgen.incremental.settle import Settled
from mdgen.incremental.state import Record, State
from mdgen.incremental.walks import evidence_after
from mdgen.ir.definitions import Alias, Choice, Definition, Enum, Field, Model
from mdgen.ir.graph import TypeGraph, types_of
from mdgen.ir.shapes import Shapes, fold
from mdgen.ir.types import ANY, NULL, Nullable, Type, references
from mdgen.options import Layout, WireCase
from mdgen.passes.evidence import Collector
from mdgen.passes.wire_names import decide_by_votes
from mdgen.writer.constants import literal_values
from mdgen.writer.view import field_names

MAX_FOLLOWED = 60
"""Definitions that are looked at to see whether a new reference leads back."""


def check_read(old: Definition, new: Definition) -> None:
    """What others find a page by. TooFarError if it is something else now."""
    if type(old) is not type(new) or old.name != new.name or old.at.path != new.at.path:
        raise TooFarError("the page defines something else")
    if [part for part in dangling(old) if part.spelled] != [
        part for part in dangling(new) if part.spelled
    ]:
        raise TooFarError("labels of links spell other types")


def record_after(old: Definition, new: Definition, record: Record, pages: Pages) -> Record:
    """The record of a definition after a change, both linked. TooFarError if examples show something else about any other definition."""
    if dangling(new) or dangling(old):
        raise TooFarError("a reference leads nowhere")
    match old, new:
        case Model(), Model():
            strange = _check_model(old, new, record, pages)
            record = replace(record, strange=record.strange | strange)
        case Enum(), Enum():
            _check_enum(old, new, record)
            return record
        case Choice(), Choice():
            kinds = [[option.type for option in one.options] for one in (old, new)]
            if kinds[0] != kinds[1] or old.open != new.open or not new.options:
                raise TooFarError("a union has other variants")
        case Alias(), Alias():
            if old.type != new.type:
                raise TooFarError("an alias has another type")
        case _:
            raise TooFarError("the page defines something else")
    if _shown(old) == _shown(new):
        return record
    return replace(record, evidence=evidence_after(old, new, record, pages))


def _shown(definition: Definition) -> object:
    """Everything that a walk from a definition starts with."""
    match definition:
        case Model(fields=fields):
            shape = [(item.doc_name, item.type, item.examples) for item in fields]
            return shape, [(example.value, example.wire) for example in definition.examples]
        case Choice(options=options):
            return [
                [(example.value, example.wire) for example in option.examples] for option in options
            ]
        case Alias(examples=examples):
            return [(example.value, example.wire) for example in examples]
        case Enum():
            return None
        case _:
            assert_never(definition)


def _check_enum(old: Enum, new: Enum, record: Record) -> None:
    values = [[(type(member.value), member.value) for member in one.members] for one in (old, new)]
    if values[0] == values[1] and old.open == new.open:
        return
    if record.fitted or record.is_tag:
        raise TooFarError("an enum whose values are compared with others")
    if (
        not old.members
        or not new.members
        or {type(m.value) for m in (*old.members, *new.members)} != {type(old.members[0].value)}
    ):
        raise TooFarError("an enum of other values")
    if literal_values(old) is not None or literal_values(new) is not None:
        raise TooFarError("an enum that is spelled as a literal")


def _check_model(old: Model, new: Model, record: Record, pages: Pages) -> frozenset[str]:
    """The keys that other pages' examples may hold and that the model has no field for any more."""
    if old.role is not new.role or old.extra != new.extra:
        raise TooFarError("the model has another role, or other undocumented keys")
    before = {item.doc_name: item for item in old.fields}
    after = {item.doc_name: item for item in new.fields}
    if len(before) < len(old.fields) or len(after) < len(new.fields):
        raise TooFarError("a field is there twice")
    if record.fitted and _outline(old) != _outline(new):
        raise TooFarError("a model whose fields are compared with values")
    changed = [
        name
        for name in {**before, **after}
        if name not in before or name not in after or _seen(before[name]) != _seen(after[name])
    ]
    if not changed or not record.visited:
        return frozenset()
    collector = Collector(TypeGraph(pages, ""))
    folds = [fold(name) for name in {**before, **after}]
    strange = {fold(key) for key in record.strange}
    lost = set()
    for name in changed:
        if folds.count(fold(name)) > 1 or fold(name) in strange:
            raise TooFarError("a field that other pages' examples know under another name")
        for item in (before.get(name), after.get(name)):
            is_known = name in before
            if item is not None and is_known and not collector.is_quiet(item.type):
                raise TooFarError("a field that other pages' examples tell something about")
        if name in before and name in after:
            if _hides_null(before[name].type) != _hides_null(after[name].type):
                raise TooFarError("a field whose null other pages' examples may show")
        elif name in before:
            _check_lost(old, name, record)
            lost.add(name)
    return frozenset(lost)


def _seen(item: Field) -> object:
    """What examples of other pages see of a field on their way."""
    return item.type, bool(item.examples)


def _outline(model: Model) -> object:
    """What they see when they are held against a model."""
    return {item.doc_name: (item.type, item.required) for item in model.fields}


def _hides_null(type_: Type) -> bool:
    return type_ in (NULL, ANY)


def _check_lost(model: Model, name: str, record: Record) -> None:
    evidence = record.evidence
    slots = {
        slot[1] for slots in (evidence.numbers, evidence.nulls, evidence.moments) for slot in slots
    }
    if model.extra is not None or name in slots or (model.id, name) in evidence.json_keys:
        raise TooFarError("a field that examples told something about")


def check_edges(
    old: Settled, new: Settled, shares_module: bool, layout: Layout, pages: Pages
) -> None:
    """The references that others' places depend on. `shares_module`: there are other definitions in its module."""
    if old.edges == new.edges:
        return
    id_ = new.linked.id
    if layout is not Layout.PAGE or shares_module or id_ in (*old.edges, *new.edges):
        raise TooFarError("the order of a module may change")
    _check_no_circle(id_, set(new.edges) - set(old.edges), pages)


def _check_no_circle(id_: str, targets: set[str], pages: Pages) -> None:
    seen: set[str] = set()
    waiting = sorted(targets)
    while waiting:
        target = waiting.pop()
        if target == id_:
            raise TooFarError("a new circle of references")
        if target not in seen:
            seen.add(target)
            if len(seen) > MAX_FOLLOWED:
                raise TooFarError("too many pages to follow a new reference")
            definition = pages.get(target)
            types = types_of(definition) if definition is not None else ()
            waiting += [id_ for type_ in types for id_ in references(type_)]


def check_resolved(old: Settled, new: Settled, is_variant: bool, reserved: frozenset[str]) -> None:
    """What unions and other modules see of a definition after all passes."""
    if type(old.resolved) is not type(new.resolved):
        raise TooFarError("the definition became another kind")
    match old.resolved, new.resolved:
        case Model() as before, Model() as after:
            if is_variant and _tags(before, old.graph, reserved) != _tags(
                after, new.graph, reserved
            ):
                raise TooFarError("a key that may tell the variants of a union apart")
        case Choice() as before, Choice() as after:
            if (before.tag, before.open) != (after.tag, after.open) or [
                o.type for o in before.options
            ] != [o.type for o in after.options]:
                raise TooFarError("a union is told apart otherwise")
        case Alias() as before, Alias() as after:
            if before.type != after.type:
                raise TooFarError("an alias has another type")
        case _:
            pass


def _tags(model: Model, graph: TypeGraph, reserved: frozenset[str]) -> object:
    """Every required field that has only constants, and whatever shares its JSON name."""
    shapes = Shapes(graph.definitions)
    names = field_names(model.fields, reserved)
    fixed = {
        item.wire_name: shapes.constants(_bare(item.type))
        for item in model.fields
        if item.required and shapes.constants(_bare(item.type))
    }
    return [
        (item.wire_name, item.type, item.required, name, fixed[item.wire_name])
        for item, name in zip(model.fields, names, strict=True)
        if item.wire_name in fixed
    ]


def _bare(type_: Type) -> Type:
    return type_.inner if isinstance(type_, Nullable) else type_


def check_votes(old: Settled, new: Settled, state: State, wanted: WireCase) -> State:
    """The state with the votes after the change, if they lead to the same JSON names everywhere."""
    if old.used != new.used:
        raise TooFarError("settings name other fields")
    wire = state.wire
    cases = {}
    for case in ("snake", "camel", "other"):
        total, before, after = (getattr(one, case) for one in (wire, old.votes, new.votes))
        cases[case] = replace(
            total,
            keys=total.keys - before.keys + after.keys,
            mentions=total.mentions - before.mentions + after.mentions,
        )
    words = {*wire.capitals, *old.votes.capitals, *new.votes.capitals}
    sums = {
        word: wire.capitals.get(word, 0)
        - old.votes.capitals.get(word, 0)
        + new.votes.capitals.get(word, 0)
        for word in words
    }
    changed = replace(wire, **cases, capitals={word: more for word, more in sums.items() if more})
    decided = decide_by_votes(changed, new.graph.names.style, wanted)
    is_same = changed == wire and old.guessed == new.guessed
    is_same = is_same or (bool(wire.case) and changed.in_capitals == wire.in_capitals)
    if decided.case != wire.case or not is_same:
        raise TooFarError("the case of JSON names")
    return replace(state, wire=changed)
