# Written by mdgen. Do not edit.
"""Validators and serializers of changed schemas: models as they are, but for one thing."""

from collections.abc import Callable, Iterator
from threading import RLock
from typing import Any, TypeAlias, TypeVar

from pydantic import BaseModel

T = TypeVar("T")
Change: TypeAlias = Callable[[Any], Any]

_LOCK = RLock()


def built(cls: type[BaseModel], change: Change, build: Callable[[Any], T]) -> T:
    """What is built of the changed schema of a class."""
    models: set[type[BaseModel]] = set()

    def noted(node: Any) -> Any:
        if node["type"] == "model":
            models.add(node["cls"])
        return change(node)

    with _LOCK:
        cls.model_rebuild()
        schema = changed(cls.__pydantic_core_schema__, noted)
        models = {model for model in models if model.__pydantic_complete__}
        try:
            # what a complete class has would be taken instead of what its schema says
            for model in models:
                model.__pydantic_complete__ = False
            return build(schema)
        finally:
            for model in models:
                model.__pydantic_complete__ = True


def changed(node: Any, change: Change) -> Any:
    """A copy of a schema in which `change` was applied to every part."""
    if isinstance(node, list | tuple):
        return type(node)([changed(part, change) for part in node])
    if not isinstance(node, dict):
        return node
    made = dict(node)
    for key in _PARTS & node.keys():
        part = node[key]
        is_tagged = key == "choices" and node["type"] == "tagged-union"
        if is_tagged or (key == "fields" and isinstance(part, dict)):
            made[key] = {name: changed(each, change) for name, each in part.items()}
        else:
            made[key] = changed(part, change)
    return change(made)


def parts(node: Any) -> Iterator[Any]:
    """A schema and all schemas in it."""
    if isinstance(node, list | tuple):
        for part in node:
            yield from parts(part)
    elif isinstance(node, dict):
        if isinstance(node.get("type"), str):
            yield node
        for key, part in node.items():
            is_table = key in ("choices", "fields") and isinstance(part, dict)
            if is_table or key in _PARTS:
                yield from parts([*part.values()] if is_table else part)


# Where schemas hold other schemas, or tables of them
_PARTS = frozenset(
    {
        "choices", "definitions", "extras_schema", "fields", "items_schema",
        "json_schema", "keys_schema", "lax_schema", "python_schema", "schema", "steps",
        "strict_schema", "values_schema",
    }
)  # fmt: skip
