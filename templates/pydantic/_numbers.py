# Written by mdgen. Do not edit.
"""Numbers as JSON has them: what was a text stays a text, what was whole stays whole."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Annotated, Any, TypeAlias

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, WrapSerializer
from pydantic_core import CoreSchema, PydanticKnownError, core_schema

from ._decimals import TextDecimal, decimal_of

__all__ = ["JsonDecimal", "JsonFloat", "JsonInteger"]


class _NumberDecimal(Decimal):
    """A decimal that was a JSON number, not a string."""


class _TextInteger(int):
    """An integer that was a JSON string, not a number."""


def _load_decimal(value: object) -> object:
    if isinstance(value, float | int) and not isinstance(value, bool):
        return _NumberDecimal(repr(value))
    if isinstance(value, str):
        try:
            return decimal_of(value)
        except ValueError:
            raise PydanticKnownError("decimal_parsing") from None
    return value


def _dump_decimal(value: Decimal, handler: Any, info: Any) -> object:
    if info.mode == "json":
        if isinstance(value, _NumberDecimal):
            return int(value) if value.as_tuple().exponent == 0 else float(value)
        if isinstance(value, TextDecimal):
            return value.text
    return handler(value)


_DIGITS = re.compile(r"0|-?[1-9][0-9]{0,4000}")


def _load_integer(value: object) -> object:
    if isinstance(value, str):
        # another spelling of a number would not be dumped as it was read
        if _DIGITS.fullmatch(value) is None:
            raise PydanticKnownError("int_parsing")
        return _TextInteger(value)
    return value


def _dump_integer(value: int, handler: Any, info: Any) -> object:
    if isinstance(value, _TextInteger) and info.mode == "json":
        return str(int(value))
    return handler(value)


class _TextOrNumber:
    """Both are loaded; `kinds` are the classes of what pydantic must leave as it is."""

    def __init__(self, load: Callable[[object], object], *kinds: type) -> None:
        self.load, self.kinds = load, kinds

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        made = core_schema.no_info_before_validator_function(
            self.load,
            core_schema.union_schema(
                [core_schema.is_instance_schema(self.kinds), handler(source)],
                mode="left_to_right",
            ),
        )
        # less exact than a text or a number, more than a number made of a text
        shown = {"pydantic_js_functions": [lambda _, handler: handler(made)]}
        return core_schema.chain_schema([core_schema.any_schema(metadata=shown), made])


JsonDecimal: TypeAlias = Annotated[
    Decimal,
    _TextOrNumber(_load_decimal, _NumberDecimal, TextDecimal),
    WrapSerializer(_dump_decimal),
]
"""A decimal; JSON numbers stay numbers, JSON strings stay strings."""

JsonInteger: TypeAlias = Annotated[
    int,
    _TextOrNumber(_load_integer, _TextInteger),
    WrapSerializer(_dump_integer),
]
"""An integer of any size; JSON numbers stay numbers, JSON strings stay strings."""


class _FloatSchema:
    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.union_schema(
            [core_schema.int_schema(strict=True), handler(source)]
        )

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"type": "number"}


JsonFloat: TypeAlias = Annotated[float, _FloatSchema()]
"""A number; what is whole in JSON stays whole, however large."""
