# Written by mdgen. Do not edit.
"""What all models of this package have in common."""

import datetime as dt
import warnings
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from functools import wraps
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    ClassVar,
    Literal,
    Self,
    TypeAlias,
    TypeVar,
    get_args,
    get_origin,
)

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
)
from pydantic_core import CoreSchema, PydanticUndefined, core_schema

from ._config import EXTRA
from ._enums import OpenIntEnum, OpenStrEnum
from ._keys import dump, load, load_json, note_extra_keys
from ._numbers import JsonDecimal, JsonFloat, JsonInteger

__all__ = [
    "AnyKeys",
    "DateOrDateTime",
    "JsonDecimal",
    "JsonFloat",
    "JsonInteger",
    "JsonModel",
    "JsonStream",
    "MembersFirst",
    "NotNull",
    "OneOf",
    "OpenIntEnum",
    "OpenStrEnum",
    "TaggedModel",
    "deprecated",
]

if TYPE_CHECKING:
    from typing_extensions import deprecated
else:

    def deprecated(message):
        """Marks a class as deprecated: who builds one is warned, loading JSON is silent."""

        def mark(cls):
            build = cls.__init__

            def warned(self, /, **data):
                if type(self) is cls:
                    warnings.warn(message, category=DeprecationWarning, stacklevel=2)
                build(self, **data)

            warned.__pydantic_base_init__ = True
            cls.__init__ = warned
            cls.__deprecated__ = message
            return cls

        return mark


T = TypeVar("T")


class JsonModel(BaseModel):
    """A JSON object: built by Python names, loaded and dumped by JSON names."""

    model_config = ConfigDict(
        extra=EXTRA,
        validate_by_name=True,
        validate_by_alias=True,
        serialize_by_alias=True,
        defer_build=True,
        protected_namespaces=(),
    )

    if TYPE_CHECKING:
        # A model with documented extra values declares their type
        __pydantic_extra__: Any = Field(init=False)

    else:
        # JSON keys may be spelled otherwise, and are dumped as they were read

        @classmethod
        @wraps(BaseModel.model_validate.__func__)
        def model_validate(cls, obj, **options):
            return load(cls, obj, "validate_python", options)

        @classmethod
        @wraps(BaseModel.model_validate_json.__func__)
        def model_validate_json(cls, json_data, **options):
            return load_json(cls, json_data, "validate_json", options)

        @wraps(BaseModel.model_dump)
        def model_dump(self, **options):
            return dump(self, "to_python", options)

        @wraps(BaseModel.model_dump_json)
        def model_dump_json(self, **options):
            return dump(self, "to_json", options).decode()

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        schema = handler(source)
        note_extra_keys(cls, handler.resolve_ref_schema(schema))
        return schema

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """The model that a JSON object (as `json.loads` returns it) describes."""
        made: Self = load_json(cls, data, "validate_python", {})
        return made

    def to_dict(self) -> dict[str, Any]:
        """The JSON object, ready for `json.dumps`; what was never set is left out."""
        return self.model_dump(mode="json", exclude_unset=True)


_NOTHING = (None, PydanticUndefined)


class TaggedModel(JsonModel):
    """A model with constants: they need not be passed, but JSON must have them."""

    _constants: ClassVar[dict[str, Any]] = {}

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        """Makes the constants' keys required in JSON; `__init__` supplies them."""
        super().__pydantic_init_subclass__(**kwargs)
        cls._constants = dict(cls._constants)
        for name, field in cls.__pydantic_fields__.items():
            if (
                get_origin(field.annotation) is Literal
                and field.default not in _NOTHING
            ):
                cls._constants[name] = field.default
                field.default = PydanticUndefined

    def __init__(self, /, **data: Any) -> None:
        """Builds a model by Python or JSON names."""
        fields = type(self).__pydantic_fields__
        for name, value in self._constants.items():
            if name not in data and fields[name].alias not in data:
                data[name] = value
        super().__init__(**data)

    # Nested models are validated without a detour through `__init__`
    __init__.__pydantic_base_init__ = True  # type: ignore[attr-defined]

    if not TYPE_CHECKING:
        # pydantic's plugin for mypy gives each class one of its own

        @classmethod
        def model_construct(cls, _fields_set=None, **values):
            """A model without validation; the constants are set."""
            return super().model_construct(_fields_set, **{**cls._constants, **values})


def _refuse_null(value: object) -> object:
    if value is None:
        raise ValueError("null is not allowed here; leave the key out instead")
    return value


NotNull = BeforeValidator(_refuse_null)
"""For a field that may be absent, but not null."""


class _TemporalSchema:
    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        choices: dict[Any, CoreSchema] = {
            "date": core_schema.date_schema(),
            "datetime": core_schema.datetime_schema(),
        }
        return core_schema.tagged_union_schema(choices, _temporal_kind)


def _temporal_kind(value: object) -> str:
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return "date"
    is_date = isinstance(value, str) and len(value) == len("2001-01-01")
    return "date" if is_date else "datetime"


DateOrDateTime: TypeAlias = Annotated[dt.datetime | dt.date, _TemporalSchema()]
"""A date where JSON has a date, else a date-time."""


def _iterable(value: object) -> object:
    if isinstance(value, Iterable) and not isinstance(value, Mapping | str | bytes):
        return value
    raise ValueError("not a stream of items")


def _stream_json_schema(schema: Any, handler: GetJsonSchemaHandler) -> Any:
    return handler(schema["json_schema_input_schema"])


class _StreamSchema:
    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        (item,) = get_args(source)
        shown: CoreSchema = core_schema.bytes_schema()
        if item is not bytes:
            shown = core_schema.list_schema(handler.generate_schema(item))
        return core_schema.no_info_plain_validator_function(
            _iterable,
            json_schema_input_schema=shown,
            metadata={"pydantic_js_functions": [_stream_json_schema]},
        )


JsonStream: TypeAlias = Annotated[Iterable[T], _StreamSchema()]
"""Items that arrive one after another; not a part of JSON, so the items are not checked."""


class _OrAnything:
    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.union_schema(
            [handler(source), core_schema.any_schema()], mode="left_to_right"
        )


OneOf: TypeAlias = Annotated[T, _OrAnything()]
"""An open union: what fits none of its variants is kept as it is."""


class _AnyKeysSchema:
    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        schema = handler(source)
        if schema["type"] == "any":
            objects = core_schema.typed_dict_schema({}, extra_behavior="allow")
            return core_schema.union_schema([objects, schema], mode="left_to_right")
        if schema["type"] != "dict":
            return schema
        values = schema.get("values_schema")
        if values is not None and values["type"] == "any":
            values = None
        return core_schema.typed_dict_schema(
            {}, extra_behavior="allow", extras_schema=values
        )


AnyKeys = _AnyKeysSchema()
"""For a variant that takes objects whatever their keys: an object without known keys.

pydantic prefers the variant with the most known keys, and so any model to this.
"""


def _enums_in(form: Any) -> Iterator[type[Enum]]:
    form = getattr(form, "__value__", form)
    if isinstance(form, type) and issubclass(form, Enum):
        yield form
    elif get_origin(form) not in (list, dict):
        for part in get_args(form):
            yield from _enums_in(part)


class _MembersFirstSchema:
    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        enums = tuple(_enums_in(source))

        def member(value: Any) -> Any:
            if type(value) not in (str, int):
                return value
            for enum in enums:
                found = enum._value2member_map_.get(value)
                if found is None and issubclass(enum, OpenStrEnum | OpenIntEnum):
                    found = enum._missing_(value)
                if found is not None:
                    return found
            return value

        return core_schema.no_info_before_validator_function(member, handler(source))


MembersFirst = _MembersFirstSchema()
"""For enums beside the primitive that their values are: a known value is a member."""
