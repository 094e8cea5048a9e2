# Written by mdgen. Do not edit.
"""How each type is loaded: from annotations to closures.

A value that fits several variants of a union becomes the one whose fields explain most
of it, then the one that fits most exactly, then the first.
"""

import datetime as dt
import sys
from dataclasses import is_dataclass
from enum import Enum
from types import UnionType
from typing import (
    Annotated,
    Any,
    ForwardRef,
    Literal,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

from .._spelling import Spellings
from .errors import MismatchError, quoted, refused
from .marks import AnythingElse, Discriminator, TypeAliasType, Unchecked
from .plans import PLANS, Plan
from .scalars import (
    ANY_MEMBER,
    ANYTHING,
    EXACT,
    PRIMITIVES,
    READERS,
    STREAM,
    STRICT,
    TEMPORAL,
    Fit,
    Load,
    Reader,
    constants,
    enumeration,
)

_ABSENT: Any = object()
_MOST_VARIANTS = 4


def plan_of(cls: type) -> Plan:
    """The plan of a class."""
    plan = PLANS.get(cls)
    if plan is None:
        plan = PLANS.setdefault(cls, Plan(cls, reader))
    return plan


_NAMED: dict[TypeAliasType, Reader] = {}


def reader(form: Any, module: str) -> Reader:
    """The reader of an annotation whose quoted names are found in a module."""
    if isinstance(form, ForwardRef):
        form = form.__forward_arg__
    if isinstance(form, str):
        return reader(_evaluated(form, module), module)
    if type(form) is TypeAliasType:
        return _named(form)
    origin, arguments = get_origin(form), get_args(form)
    if origin is Annotated:
        return _annotated(arguments[0], arguments[1:], module)
    if origin is Union or origin is UnionType:
        return _union(arguments, module)
    if origin is Literal:
        return constants(arguments, arguments, EXACT)
    if origin is list:
        return _array(reader(arguments[0], module))
    if origin is dict:
        return _map(reader(arguments[1], module))
    if form in READERS:
        return READERS[form]
    if isinstance(form, type) and issubclass(form, Enum):
        return enumeration(form)
    if isinstance(form, type) and is_dataclass(form):
        plan = plan_of(form)
        return Reader(form.__name__, plan.load, dict, plan=plan)
    raise TypeError(f"{form!r} has no JSON form")


def _named(alias: TypeAliasType) -> Reader:
    """The reader of an alias, which may be needed inside itself."""
    if alias not in _NAMED:
        name, module = alias.__name__, str(alias.__module__)
        _NAMED[alias] = Reader(name, lambda value, fit: _NAMED[alias].load(value, fit))
        _NAMED[alias] = reader(alias.__value__, module)
    return _NAMED[alias]


def _evaluated(text: str, module: str) -> Any:
    """What a quoted annotation stands for."""

    def holder() -> None: ...

    holder.__annotations__ = {"it": text}
    names = vars(sys.modules[module])
    return get_type_hints(holder, names, include_extras=True)["it"]


def _annotated(form: Any, marks: tuple[Any, ...], module: str) -> Reader:
    if Unchecked in marks:
        return STREAM
    tag = next((mark.key for mark in marks if isinstance(mark, Discriminator)), None)
    if tag is None:
        made = reader(form, module)
    else:
        made = _tagged([reader(member, module) for member in get_args(form)], tag)
    return _open(made) if AnythingElse in marks else made


def _open(inner: Reader) -> Reader:
    def load(value: Any, fit: Fit) -> Any:
        exactness, given = fit.exactness, fit.given
        try:
            return inner.load(value, fit)
        except MismatchError:
            fit.exactness, fit.given = min(exactness, STRICT), given
            return value

    return Reader(inner.label, load)


def _array(item: Reader) -> Reader:
    load_item = item.load

    def load(value: Any, fit: Fit) -> Any:
        if type(value) is not list:
            raise refused("an array", value)
        made, wrong = [], None
        for index, part in enumerate(value):
            try:
                made.append(load_item(part, fit))
            except MismatchError as mismatch:
                wrong = (wrong or MismatchError()).add(index, mismatch)
        if wrong:
            raise wrong
        return made

    return Reader("an array", load, list)


def _map(item: Reader) -> Reader:
    load_item = item.load

    def load(value: Any, fit: Fit) -> Any:
        if type(value) is not dict:
            raise refused("an object", value)
        if item is ANYTHING:
            fit.given = max(fit.given, 0)
            return dict(value)
        made, wrong = {}, None
        for key, part in value.items():
            try:
                made[key] = load_item(part, fit)
            except MismatchError as mismatch:
                wrong = (wrong or MismatchError()).add(key, mismatch)
        if wrong:
            raise wrong
        # an object without known keys: any model that knows some fits better
        fit.given = max(fit.given, 0)
        return made

    return Reader("an object", load, dict)


# Unions


def _union(arguments: tuple[Any, ...], module: str) -> Reader:
    has_null = type(None) in arguments
    forms = [form for form in arguments if form is not type(None)]
    if dt.date in forms and dt.datetime in forms:
        # each text stays what it is
        readers = [reader(f, module) for f in forms if f not in (dt.date, dt.datetime)]
        readers.append(TEMPORAL)
    else:
        readers = [reader(form, module) for form in forms]
    made = readers[0] if len(readers) == 1 else _variants(readers)
    return _nullable(made) if has_null else made


def _nullable(inner: Reader) -> Reader:
    def load(value: Any, fit: Fit) -> Any:
        return None if value is None else inner.load(value, fit)

    kinds = () if inner.kinds is None else (*inner.kinds, type(None))
    return Reader(f"{inner.label} or null", load, *kinds, inner=inner)


def _variants(readers: list[Reader]) -> Reader:
    readers = [ANY_MEMBER if one is ANYTHING else one for one in readers]
    kinds: list[type] = []
    for one in readers:
        kinds.extend(one.kinds or ())
    is_any = any(one.kinds is None for one in readers)
    label = _label(readers)
    by_kind: dict[type, list[Reader]] = {}
    # an enum's value is its member, though a primitive fits more exactly
    enums = [r for r in readers if r.claims and not PRIMITIVES.isdisjoint(readers)]

    def load(value: Any, fit: Fit) -> Any:
        kind = type(value)
        if enums and kind in (str, int):
            for one in enums:
                if one.claims and one.claims((kind, value)):
                    return one.load(value, Fit())
        fitting = by_kind.get(kind)
        if fitting is None:
            fitting = [r for r in readers if r.kinds is None or kind in r.kinds]
            by_kind[kind] = fitting
        if len(fitting) == 1:
            return fitting[0].load(value, fit)
        if not fitting:
            raise refused(label, value)
        return _best(fitting, value, fit)

    return Reader(label, load, *(() if is_any else kinds))


def _best(readers: list[Reader], value: Any, fit: Fit) -> Any:
    """What the variant that fits best makes of a value."""
    outer = fit.exactness, fit.given
    key = id(readers), id(value)
    # unions in unions would be tried again for each variant of the outer one
    known = fit.known.get(key) if fit.trials else None
    if known is None:
        fit.trials += 1
        known = _tried(readers, value, fit)
        fit.trials -= 1
        if fit.trials:
            fit.known[key] = known
        else:
            fit.known.clear()
    made, exactness, given = known
    fit.exactness, fit.given = outer
    if exactness < 0:
        raise MismatchError(made)
    fit.floor(exactness)
    if given >= 0:
        fit.given = max(fit.given, 0) + given
    return made


def _tried(readers: list[Reader], value: Any, fit: Fit) -> tuple[Any, int, int]:
    """Value, exactness and fields of the best variant; else what is wrong, and -1."""
    made, best, most = None, -1, -1
    wrong = []
    for one in readers:
        fit.exactness, fit.given = EXACT, -1
        try:
            found = one.load(value, fit)
        except MismatchError as mismatch:
            wrong.append(f"{one.label} ({mismatch.lines()[0]})")
            continue
        exactness, given = fit.exactness, fit.given
        if exactness == EXACT and given < 0:
            return found, exactness, given
        by_fields = most >= 0 and given >= 0 and most != given
        if given > most if by_fields else exactness > best:
            made, best, most = found, exactness, given
    if best < 0:
        left = ["…"] * (len(wrong) > _MOST_VARIANTS)
        reasons = "; ".join([*wrong[:_MOST_VARIANTS], *left])
        return f"no variant fits: {reasons}", -1, -1
    return made, best, most


def _tagged(readers: list[Reader], key: str) -> Reader:
    table: dict[tuple[type, Any], Load] = {}
    spellings = Spellings([(key, key, True)])

    def load(value: Any, fit: Fit) -> Any:
        nonlocal table
        if type(value) is not dict:
            raise refused("an object", value)
        # the variants' own fields are known now, and were not when this was made
        table = table or {
            (type(tag), tag): one.load
            for one in reversed(readers)
            for tag in (one.plan.tags(key) if one.plan else ())
        }
        tag = value.get(key, _ABSENT)
        if tag is _ABSENT and (found := spellings.found(value)):
            tag = value[found[key]]
        try:
            variant = table[type(tag), tag]
        except (KeyError, TypeError):
            known = _known_tags(readers, key)
            wrong = MismatchError(f"missing; expected {known}")
            if tag is not _ABSENT:
                wrong = MismatchError(f"unknown {quoted(tag)}; expected {known}")
            raise MismatchError().add(key, wrong) from None
        return variant(value, fit)

    return Reader(_label(readers), load, dict)


def _known_tags(readers: list[Reader], key: str) -> str:
    tags = [tag for one in readers if one.plan for tag in one.plan.tags(key)]
    return constants(tuple(tags), tuple(tags), EXACT).label


def _label(readers: list[Reader]) -> str:
    """What is expected, in short."""
    labels = list(dict.fromkeys([one.label for one in readers]))
    left = [f"{len(labels) - _MOST_VARIANTS} others"] * (len(labels) > _MOST_VARIANTS)
    return " or ".join([*labels[:_MOST_VARIANTS], *left])
