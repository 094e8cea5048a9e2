# Written by mdgen. Do not edit.
"""Enums that let other values pass than those that the docs list."""

from enum import EnumType, IntEnum, StrEnum
from typing import Any, Self


class _OpenEnumType(EnumType):
    def __contains__(cls, value: object) -> bool:
        # as from Python 3.12 on: members, whether known or not, and known values
        return isinstance(value, cls) or value in cls._value2member_map_


def _open_json_schema(schema: Any, handler: Any) -> Any:
    """What pydantic is to say: one of the known values, or another of their type."""
    made = handler.resolve_ref_schema(handler(schema))
    known = {key: made.pop(key) for key in ("const", "enum", "type") if key in made}
    made["anyOf"] = [known, {"type": known["type"]}]
    return made


class OpenStrEnum(StrEnum, metaclass=_OpenEnumType):
    """Strings, of which some are known; others pass, too."""

    @property
    def is_known(self) -> bool:
        """Whether the docs list this value."""
        return self._value_ in type(self)._value2member_map_

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_ = member._value_ = value
        return member

    def __reduce_ex__(self, proto: object) -> tuple[Any, ...]:
        # The first releases of Python 3.11 look a member up by its name
        return type(self), (self.value,)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> Any:
        return _open_json_schema(schema, handler)


class OpenIntEnum(IntEnum, metaclass=_OpenEnumType):
    """Integers, of which some are known; others pass, too."""

    @property
    def is_known(self) -> bool:
        """Whether the docs list this value."""
        return self._value_ in type(self)._value2member_map_

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, int) or isinstance(value, bool):
            return None
        member = int.__new__(cls, value)
        member._name_, member._value_ = str(value), value
        return member

    def __reduce_ex__(self, proto: object) -> tuple[Any, ...]:
        # The first releases of Python 3.11 look a member up by its name
        return type(self), (self.value,)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> Any:
        return _open_json_schema(schema, handler)
