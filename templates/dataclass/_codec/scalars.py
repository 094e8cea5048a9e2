# Written by mdgen. Do not edit.
"""Values that are not made of others: from JSON and back."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any, NoReturn

from .._decimals import TextDecimal, decimal_of
from .._enums import OpenIntEnum, OpenStrEnum
from .errors import quoted, refused

if TYPE_CHECKING:
    from .plans import Plan

RESPELLED, LAX, STRICT, EXACT = range(4)

# RFC 3339, or a part of it: a date, then at least hours and minutes
_MOMENT = re.compile(
    r"\d{4}-\d\d-\d\d"
    r"(?:[Tt _]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?:[Zz]|[+-]\d\d:?\d\d)?)?",
    re.ASCII,
)
_DATE_LENGTH = len("2001-01-01")


class Fit:
    """How well a value fits a variant of a union, found while it is loaded.

    `exactness` is the least exact step, `given` the number of fields that JSON gave, -1
    without any model. `trials` is the number of unions around the value whose variants
    are being tried, `known` what became of the unions in them.
    """

    __slots__ = ("exactness", "given", "known", "trials")

    def __init__(self) -> None:
        self.exactness, self.given, self.trials = EXACT, -1, 0
        self.known: dict[tuple[int, int], Any] = {}

    def floor(self, exactness: int) -> None:
        self.exactness = min(self.exactness, exactness)


Load = Callable[[Any, Fit], Any]


class Reader:
    """Loads one type.

    `kinds` are the JSON classes that it reads, None if any. A reader of null or a value
    has the value's reader as `inner`; one of constants has them as `values`; one of a
    model its `plan`; one of an enum says which values it `claims`. Values of the class
    `exact` are loaded as they are.
    """

    __slots__ = ("claims", "exact", "inner", "kinds", "label", "load", "plan", "values")

    def __init__(
        self,
        label: str,
        load: Load,
        *kinds: type,
        exact: type | None = None,
        inner: "Reader | None" = None,
        plan: "Plan | None" = None,
        values: tuple[Any, ...] = (),
        claims: Callable[[tuple[type, Any]], bool] | None = None,
    ) -> None:
        self.label, self.load, self.kinds = label, load, frozenset(kinds) or None
        self.exact, self.inner, self.plan, self.values = exact, inner, plan, values
        self.claims = claims


class NumberDecimal(Decimal):
    """A decimal that was a JSON number, not a string."""

    __slots__ = ()


class TextInteger(int):
    """An integer that was a JSON string, not a number."""


def _plain(label: str, kind: type) -> Reader:
    def load(value: Any, fit: Fit) -> Any:
        if type(value) is kind:
            return value
        raise refused(label, value)

    return Reader(label, load, kind, exact=kind)


def _integer(value: Any, fit: Fit) -> int:
    if type(value) is int:
        return value
    if type(value) is float and value.is_integer():
        fit.floor(LAX)
        return int(value)
    raise refused("an integer", value)


def _big_integer(value: Any, fit: Fit) -> int:
    # another spelling of a number would not be dumped as it was read
    if type(value) is str and re.fullmatch(r"0|-?[1-9][0-9]{0,4000}", value):
        fit.floor(STRICT)
        return TextInteger(value)
    return _integer(value, fit)


def _number(value: Any, fit: Fit) -> float:
    if type(value) is float:
        return value
    if type(value) is int:
        # What is whole stays whole: an `int` is a `float` to type checkers, and may be too large to be one.
        fit.floor(STRICT)
        return value
    raise refused("a number", value)


def _decimal(value: Any, fit: Fit) -> Decimal:
    fit.floor(STRICT)
    if type(value) is int or type(value) is float:
        return NumberDecimal(value if type(value) is int else repr(value))
    if type(value) is str:
        try:
            return decimal_of(value)
        except ValueError:
            pass
    raise refused("a decimal number", value)


def _bytes(value: Any, fit: Fit) -> bytes:
    fit.floor(LAX)
    try:
        if type(value) is str:
            return value.encode()
    except UnicodeEncodeError:
        pass
    raise refused("a string", value)


def moment(text: str) -> dt.datetime:
    """A date-time, or the start of a date; ValueError if it is neither."""
    if _MOMENT.fullmatch(text) is None:
        raise ValueError(text)
    return dt.datetime.fromisoformat(text.upper())


def _date(value: Any, fit: Fit) -> dt.date:
    fit.floor(LAX)
    try:
        start = moment(value) if type(value) is str else None
    except ValueError:
        start = None
    if start is None or start.time() != dt.time():
        raise refused("a date", value)
    return start.date()


def _datetime(value: Any, fit: Fit) -> dt.datetime:
    fit.floor(LAX)
    try:
        if type(value) is str:
            return moment(value)
    except ValueError:
        pass
    raise refused("a date-time", value)


def _temporal(value: Any, fit: Fit) -> dt.date:
    is_date = type(value) is str and len(value) == _DATE_LENGTH
    return _date(value, fit) if is_date else _datetime(value, fit)


def _anything(value: Any, fit: Fit) -> Any:
    fit.floor(STRICT)
    return value


def _any_member(value: Any, fit: Fit) -> Any:
    # an object without known keys: any model that knows some fits better
    if type(value) is dict:
        fit.given = max(fit.given, 0)
        return value
    return _anything(value, fit)


def _stream(value: Any, fit: Fit) -> Any:
    if isinstance(value, Iterable) and not isinstance(value, Mapping | str | bytes):
        fit.floor(LAX)
        return value
    raise refused("a stream of items", value)


def _nothing(value: Any, fit: Fit) -> None:
    if value is not None:
        raise refused("null", value)


ANYTHING = Reader("anything", _anything)
ANY_MEMBER = Reader("anything", _any_member)
STREAM = Reader("a stream of items", _stream)
TEMPORAL = Reader("a date or date-time", _temporal, str)
BIG_INTEGER = Reader("an integer", _big_integer, int, float, str, exact=int)
NOTHING = Reader("null", _nothing, type(None))
READERS: dict[Any, Reader] = {
    str: _plain("a string", str),
    bool: _plain("true or false", bool),
    int: Reader("an integer", _integer, int, float, exact=int),
    float: Reader("a number", _number, int, float, exact=float),
    bytes: Reader("a string", _bytes, str),
    Decimal: Reader("a decimal number", _decimal, int, float, str),
    dt.date: Reader("a date", _date, str),
    dt.datetime: Reader("a date-time", _datetime, str),
    Any: ANYTHING,
    object: ANYTHING,
    None: NOTHING,
    type(None): NOTHING,
}
PRIMITIVES = frozenset(
    {*READERS.values(), TEMPORAL, BIG_INTEGER} - {ANYTHING, NOTHING, READERS[bytes]}
)


def constants(values: tuple[Any, ...], made: tuple[Any, ...], exactness: int) -> Reader:
    """One of some JSON values; `made` is what they become."""
    table = dict(zip([(type(v), v) for v in values], made, strict=True))
    shown = [quoted(value) for value in values[:20]] + ["…"] * (len(values) > 20)
    label = f"one of {', '.join(shown)}" if len(values) > 1 else "".join(shown)

    def load(value: Any, fit: Fit) -> Any:
        try:
            found = table[type(value), value]
        except (KeyError, TypeError):
            raise refused(label, value) from None
        fit.floor(exactness)
        return found

    claims = table.__contains__ if exactness < EXACT else None
    return Reader(label, load, *map(type, values), values=values, claims=claims)


def enumeration(cls: type[Enum]) -> Reader:
    """A member of an enum; an open enum makes members of other values."""
    values = tuple(member.value for member in cls)
    closed = constants(values, tuple(cls), LAX)
    if not issubclass(cls, OpenStrEnum | OpenIntEnum):
        return closed
    kind: type = str if issubclass(cls, str) else int
    label = "a string" if kind is str else "an integer"
    make: Callable[[Any], Any] = cls

    def load(value: Any, fit: Fit) -> Any:
        if type(value) is not kind:
            raise refused(label, value)
        fit.floor(LAX)
        return make(value)

    return Reader(label, load, kind, claims=lambda pair: pair[0] is kind)


# Back to JSON


def _dump_datetime(value: dt.datetime) -> str:
    text = value.isoformat()
    return f"{text[:-6]}Z" if text.endswith("+00:00") else text


def _dump_number(value: NumberDecimal) -> int | float:
    return int(value) if value.as_tuple().exponent == 0 else float(value)


def _no_json(value: object) -> NoReturn:
    raise TypeError(f"{type(value).__qualname__} has no JSON form")


_DUMPS: tuple[tuple[type, Callable[[Any], Any]], ...] = (
    (Enum, lambda value: value.value),
    (dt.datetime, _dump_datetime),
    (dt.date, dt.date.isoformat),
    (NumberDecimal, _dump_number),
    (TextDecimal, lambda value: value.text),
    (Decimal, str),
    (bytes, bytes.decode),
    (str, str),
    (TextInteger, lambda value: str(int(value))),
    (int, int),
    (float, float),
)


def dumper(kind: type) -> Callable[[Any], Any]:
    """What writes the values of a class as JSON."""
    return next((dump for base, dump in _DUMPS if issubclass(kind, base)), _no_json)
