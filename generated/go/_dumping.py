# Written by mdgen. Do not edit.
"""Writes keys as they were read: the serializers once any key was spelled otherwise."""

from collections.abc import Callable
from functools import cache, partial
from typing import Any

from pydantic import BaseModel
from pydantic_core import (
    PydanticSerializationUnexpectedValue,
    SchemaSerializer,
    core_schema,
)

from ._schemas import built


@cache
def serializer(cls: type[BaseModel]) -> SchemaSerializer:
    """Writes the models of a class."""
    return built(cls, _dumping, SchemaSerializer)


def _dumping(node: Any) -> Any:
    if node["type"] in _WRITERS and "serialization" not in node:
        write = _WRITERS[node["type"]]
        node["serialization"] = core_schema.wrap_serializer_function_ser_schema(
            partial(write, node.get("cls")), info_arg=True
        )
    return node


def _dumped(cls: type[BaseModel], model: Any, handler: Any, info: Any) -> Any:
    if not isinstance(model, cls):
        raise PydanticSerializationUnexpectedValue(cls.__name__)
    made = handler(model)
    keys = getattr(model.__pydantic_fields_set__, "keys", None)
    if keys and info.by_alias and isinstance(made, dict):
        return {keys.get(key, key): part for key, part in made.items()}
    return made


def _dumped_as_any(_: None, value: Any, handler: Any, info: Any) -> Any:
    """Models stand in place of anything if another variant of a union read them."""
    if isinstance(value, list):
        return [_dumped_as_any(None, part, handler, info) for part in value]
    if isinstance(value, BaseModel):
        options = {name: getattr(info, name) for name in _OPTIONS}
        return serializer(type(value)).to_python(value, **options)
    return handler(value)


_WRITERS: dict[str, Callable[..., Any]] = {"model": _dumped, "any": _dumped_as_any}
_OPTIONS = (
    "mode", "by_alias", "exclude_unset", "exclude_defaults", "exclude_none", "context",
)  # fmt: skip
