# Written by mdgen. Do not edit.
"""JSON to models and back, as the annotations of their fields say."""

from collections.abc import Mapping
from typing import Any, TypeVar

from .errors import DecodeError, MismatchError
from .readers import plan_of
from .scalars import Fit

M = TypeVar("M")


def load(cls: type[M], data: object) -> M:
    """The model of a class that a JSON object describes, or DecodeError."""
    value = dict(data) if isinstance(data, Mapping) else data
    try:
        made: M = plan_of(cls).load(value, Fit())
    except MismatchError as mismatch:
        raise DecodeError(cls.__name__, mismatch.lines()) from None
    except RecursionError:
        raise DecodeError(cls.__name__, ("the JSON is nested too deeply",)) from None
    return made


def load_text(cls: type[M], text: str | bytes) -> M:
    """The model of a class that a JSON text describes, or DecodeError."""
    from json import loads

    try:
        data = loads(text)
    except RecursionError:
        raise DecodeError(cls.__name__, ("the JSON is nested too deeply",)) from None
    except ValueError as error:
        raise DecodeError(cls.__name__, (f"this is not JSON: {error}",)) from None
    return load(cls, data)


def dump(model: object) -> dict[str, Any]:
    """The JSON object of a model."""
    return plan_of(type(model)).dump(model)
