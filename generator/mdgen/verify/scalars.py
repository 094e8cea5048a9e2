"""Single values of examples as JSON."""

from __future__ import annotations

import datetime as dt
import math
import re
from typing import Any

from mdgen.ir.types import Kind
from mdgen.ir.values import DecimalText, EnumMember, Moment, Opaque, Value
from mdgen.verify.defects import Contradiction

_DATE_LENGTH = len("2001-01-01")
_MIDNIGHT = "T00:00:00Z"
_EXPECTED = {
    Kind.STRING: "a string",
    Kind.INTEGER: "an integer",
    Kind.BIGINT: "an integer",
    Kind.NUMBER: "a number",
    Kind.NUMERIC: "a number",
    Kind.DECIMAL: "a decimal number",
    Kind.BOOLEAN: "true or false",
    Kind.BYTES: "bytes",
    Kind.DATE: "a date",
    Kind.DATETIME: "a date-time",
    Kind.TEMPORAL: "a date or a date-time",
    Kind.NULL: "null",
}


class NotShownError(Exception):
    """The example stands for data that the docs don't show."""


class ScalarError(Exception):
    """A value that is not of its type; `json` is the value all the same."""

    def __init__(self, kind: Contradiction, problem: str, json: Any) -> None:
        super().__init__(problem)
        self.kind = kind
        self.json = json


_DIGITS = re.compile(r"0|-?[1-9][0-9]{0,4000}")
_DECIMAL = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")


def scalar(kind: Kind, value: Value) -> Any:
    """A value other than null as JSON of a primitive type; ScalarError if it is of another type, NotShownError if there is no value."""
    match kind:
        case Kind.ANY:
            return anything(value)
        case Kind.DATE | Kind.DATETIME | Kind.TEMPORAL if isinstance(value, str | Moment):
            return _moment(kind, value)
        case Kind.STRING if isinstance(value, DecimalText):
            return value.text
        case Kind.STRING if isinstance(value, EnumMember):
            return value.member
    json = anything(value)
    if not _fits(kind, json) and not (kind is Kind.DECIMAL and _is_decimal(json)):
        message = f"the page says {_EXPECTED[kind]}, the example has {kind_of(value)}"
        raise ScalarError(Contradiction.TYPE_CLASH, message, json)
    return json


def _fits(kind: Kind, json: Any) -> bool:
    if isinstance(json, bool):
        return kind is Kind.BOOLEAN
    match kind:
        case Kind.STRING | Kind.BYTES:
            return isinstance(json, str)
        case Kind.BIGINT if isinstance(json, str):
            return _DIGITS.fullmatch(json) is not None
        case Kind.INTEGER | Kind.BIGINT:
            return isinstance(json, int) or (isinstance(json, float) and json.is_integer())
        case Kind.NUMBER | Kind.NUMERIC | Kind.DECIMAL:
            return isinstance(json, int | float)
        case _:
            return False


def _is_decimal(json: Any) -> bool:
    return isinstance(json, str) and _DECIMAL.fullmatch(json) is not None


def _moment(kind: Kind, value: str | Moment) -> str:
    """A date or date-time as JSON has it. The docs print both as JavaScript's `Date`, so the type decides which it is."""
    text = value.text if isinstance(value, Moment) else value
    try:
        dt.datetime.fromisoformat(text)
    except ValueError:
        message = f"the page says {_EXPECTED[kind]}, the example has {text!r}"
        raise ScalarError(Contradiction.TYPE_CLASH, message, text) from None
    if kind is Kind.DATE:
        return text[:_DATE_LENGTH]
    if kind is Kind.DATETIME and len(text) == _DATE_LENGTH:
        return text + _MIDNIGHT
    return text


def anything(value: Value) -> Any:
    """A value of any kind as JSON, with the keys that it has."""
    match value:
        case None | bool() | int():
            return value
        case float():
            if math.isfinite(value):
                return value
            message = f"{value} is not a number in JSON"
            raise ScalarError(Contradiction.NOT_JSON, message, None)
        case str():
            return _text(value)
        case Moment(text):
            return _text(text)
        case DecimalText(text):
            return _number(text)
        case list():
            return [anything(part) for part in value]
        case dict():
            return {key: anything(part) for key, part in value.items()}
        case EnumMember() | Opaque():
            raise NotShownError


def _text(text: str) -> str:
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        message = "half a character (a lone surrogate) is no text"
        raise ScalarError(Contradiction.NOT_JSON, message, "\ufffd") from None
    return text


def _number(text: str) -> int | float | str:
    """Digits as a JSON number, as a string if a number would not hold them."""
    try:
        number = float(text)
    except ValueError:
        return text
    return number if repr(number) == text else text


def kind_of(value: Value) -> str:
    """What a value is, for messages."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int() | float() | DecimalText():
            return "a number"
        case str():
            return "a string"
        case Moment():
            return "a date"
        case list():
            return "an array"
        case dict():
            return "an object"
        case EnumMember():
            return f"a member of {value.enum}"
        case Opaque():
            return "an expression"
