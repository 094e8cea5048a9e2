# Written by mdgen. Do not edit.
"""What all models of this package have in common."""

from collections.abc import Mapping
from typing import Any, Self

from ._codec import dump, load, load_text
from ._codec.errors import DecodeError
from ._codec.marks import (
    Discriminator,
    JsonInteger,
    JsonKey,
    JsonStream,
    NotNull,
    OneOf,
    Rest,
    TypeAliasType,
    deprecated,
)
from ._enums import OpenIntEnum, OpenStrEnum

__all__ = [
    "DecodeError",
    "Discriminator",
    "JsonInteger",
    "JsonKey",
    "JsonModel",
    "JsonStream",
    "NotNull",
    "OneOf",
    "OpenIntEnum",
    "OpenStrEnum",
    "Rest",
    "TypeAliasType",
    "deprecated",
]


class JsonModel:
    """A JSON object: built by Python names, loaded and dumped by JSON names.

    Two models are equal if they are of one class and their fields and undocumented
    keys are. An optional field that is None is left out of the JSON object, unless
    JSON had it as null, or its name is added to `nulls`.
    """

    __slots__ = ("_extra", "_nulls")

    _extra: dict[str, Any]
    _nulls: set[str]

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """The model that a JSON object (as `json.loads` returns it) describes.

        Raises DecodeError, a ValueError that lists all that is wrong and where.
        """
        return load(cls, data)

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """The model that a JSON text describes; raises DecodeError like `from_dict`."""
        return load_text(cls, text)

    def to_dict(self) -> dict[str, Any]:
        """The JSON object, ready for `json.dumps`; what is absent is left out."""
        return dump(self)

    def to_json(self) -> str:
        """The JSON object as text."""
        from json import dumps

        return dumps(dump(self), ensure_ascii=False, separators=(",", ":"))

    @property
    def extra(self) -> dict[str, Any]:
        """The JSON keys that are no field's, with their values as JSON has them."""
        try:
            return self._extra
        except AttributeError:
            self._extra = {}
            return self._extra

    @property
    def nulls(self) -> set[str]:
        """The optional fields (Python names) that are null in JSON while None."""
        try:
            return self._nulls
        except AttributeError:
            self._nulls = set()
            return self._nulls

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        # the decorator would add one that keeps the fields alone
        cls.__replace__ = JsonModel.__replace__  # type: ignore[method-assign]

    def __copy__(self) -> Self:
        """Another model with the same values; `extra` and `nulls` are its own."""
        state: Any = object.__getstate__(self)
        attributes, slots = state if isinstance(state, tuple) else (state, None)
        twin = object.__new__(type(self))
        for name, value in {**(attributes or {}), **(slots or {})}.items():
            setattr(twin, name, value)
        return twin._with_extra_of(self)

    def __replace__(self, /, **changes: Any) -> Self:
        """A model with other values of some fields; `extra` and `nulls` are kept."""
        fields: dict[str, Any] = getattr(self, "__dataclass_fields__", {})
        values = {n: getattr(self, n) for n, field in fields.items() if field.init}
        return type(self)(**{**values, **changes})._with_extra_of(self)

    def _with_extra_of(self, other: Self) -> Self:
        if hasattr(other, "_extra"):
            self._extra = other._extra.copy()
        if hasattr(other, "_nulls"):
            self._nulls = other._nulls.copy()
        return self

    def _state(self) -> tuple[dict[str, Any], dict[str, Any]]:
        fields: dict[str, Any] = getattr(self, "__dataclass_fields__", {})
        return {n: getattr(self, n) for n in fields}, getattr(self, "_extra", {})

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        assert isinstance(other, JsonModel)
        return self._state() == other._state()

    def __repr__(self) -> str:
        values, extra = self._state()
        shown = [f"{n}={value!r}" for n, value in values.items() if value is not None]
        if extra:
            shown.append(f"extra={extra!r}")
        return f"{type(self).__qualname__}({', '.join(shown)})"
