# Written by mdgen. Do not edit.
"""How each type is loaded: from annotations to closures."""

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

from .errors import MismatchError, refused
from .marks import AnythingElse, Discriminator, Textual, TypeAliasType, Unchecked
from .plans import PLANS, Plan
from .scalars import (
    ANYTHING,
    BIG_INTEGER,
    EXACT,
    READERS,
    STREAM,
    STRICT,
    TEMPORAL,
    Fit,
    Reader,
    constants,
    enumeration,
)
from .variants import tagged, variants


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
    if Textual in marks:
        return BIG_INTEGER
    tag = next((mark.key for mark in marks if isinstance(mark, Discriminator)), None)
    if tag is None:
        made = reader(form, module)
    else:
        made = tagged([reader(member, module) for member in get_args(form)], tag)
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
    made = readers[0] if len(readers) == 1 else variants(readers)
    return _nullable(made) if has_null else made


def _nullable(inner: Reader) -> Reader:
    def load(value: Any, fit: Fit) -> Any:
        return None if value is None else inner.load(value, fit)

    kinds = () if inner.kinds is None else (*inner.kinds, type(None))
    return Reader(f"{inner.label} or null", load, *kinds, inner=inner)
