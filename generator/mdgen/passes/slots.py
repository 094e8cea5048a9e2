"""Changing types at the slots that evidence speaks about, and only there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias, assert_never

from mdgen.ir import copying
from mdgen.ir.definitions import Alias, Choice, Claim, Definition, Enum, Field, Model
from mdgen.ir.evidence import EXTRA_KEY, WHOLE_KEY, Slot
from mdgen.ir.types import (
    Array,
    Foreign,
    Literal,
    Map,
    Nullable,
    Primitive,
    Ref,
    Stream,
    Type,
    Union,
    Unresolved,
    nullable,
    union_of,
)

Settled: TypeAlias = tuple[Type, tuple[Claim, ...]]
"""A slot's type after a pass, and what the pass claims about it. An unchanged type with no claims is left alone."""

Settle: TypeAlias = Callable[[Slot, Type, Field | None], Settled]
"""Settles the type of one slot (path ""); the field is given where the slot is one."""


def settle(definition: Definition, change: Settle) -> Definition:
    """The definition with every type that it states settled, itself if nothing changed. Claims about options and undocumented keys become
    the definition's own."""
    match definition:
        case Model():
            return _settle_model(definition, change)
        case Choice(id=id_, options=options):
            changed = False
            settled = []
            claims: list[Claim] = []
            for number, option in enumerate(options):
                type_, news = change((id_, str(number), ""), option.type, None)
                if type_ is not option.type or news:
                    changed = True
                    claims.extend(news)
                    option = copying.changed(option, type=type_)
                settled.append(option)
            if not changed:
                return definition
            return copying.changed(
                definition, options=tuple(settled), claims=with_claims(definition.claims, claims)
            )
        case Alias(id=id_):
            type_, news = change((id_, WHOLE_KEY, ""), definition.type, None)
            if type_ is definition.type and not news:
                return definition
            return copying.changed(
                definition, type=type_, claims=with_claims(definition.claims, news)
            )
        case Enum():
            return definition
        case _:
            assert_never(definition)


def _settle_model(model: Model, change: Settle) -> Model:
    changed = False
    fields = []
    for item in model.fields:
        type_, news = change((model.id, item.doc_name, ""), item.type, item)
        if type_ is not item.type or news:
            changed = True
            item = copying.changed(item, type=type_, claims=with_claims(item.claims, news))
        fields.append(item)
    extra, claims = model.extra, model.claims
    if extra is not None:
        extra, news = change((model.id, EXTRA_KEY, ""), extra, None)
        if extra is not model.extra or news:
            changed = True
            claims = with_claims(claims, news)
    return (
        copying.changed(model, fields=tuple(fields), extra=extra, claims=claims)
        if changed
        else model
    )


def with_claims(old: tuple[Claim, ...], new: Iterable[Claim]) -> tuple[Claim, ...]:
    """Both, once each."""
    if not old:
        return tuple(new)
    return tuple(dict.fromkeys((*old, *new)))


def at_slots(type_: Type, slot: Slot, change: Callable[[Slot, Type], Type]) -> Type:
    """The type with `change` applied to every part under the part's own slot, innermost first; itself if nothing changed."""
    match type_:
        case Array(item):
            inner = at_slots(item, (slot[0], slot[1], slot[2] + "[]"), change)
            return change(slot, type_ if inner is item else Array(inner))
        case Map(item):
            inner = at_slots(item, (slot[0], slot[1], slot[2] + "{}"), change)
            return change(slot, type_ if inner is item else Map(inner))
        case Nullable(item):
            inner = at_slots(item, slot, change)
            return type_ if inner is item else nullable(inner)
        case Union(members):
            inners = [at_slots(member, slot, change) for member in members]
            same = all(new is old for new, old in zip(inners, members, strict=True))
            return type_ if same else union_of(inners)
        case Primitive() | Literal() | Ref() | Foreign() | Unresolved() | Stream():
            return change(slot, type_)
        case _:
            assert_never(type_)
