# Written by mdgen. Do not edit.
"""What is known of one field before any JSON is seen."""

from collections.abc import Callable
from dataclasses import MISSING, Field
from typing import Any

from .marks import JsonKey, NotNull
from .scalars import Load, Reader

Read = Callable[[Any, str], Reader]
"""Makes the reader of an annotation whose quoted names are found in a module."""

Step = tuple[str, str, type | None, Load, bool, bool]
"""Name, JSON key, the class of values that stay as they are, what loads others, and
whether the field may be null, and absent."""


class Slot:
    """One field; `key` is its JSON name."""

    __slots__ = ("key", "name", "nullable", "optional", "reader")

    def __init__(self, field: "Field[Any]", module: str, read: Read) -> None:
        marks = marks_of(field)
        named = next(
            (mark for mark in marks if isinstance(mark, JsonKey)), JsonKey(field.name)
        )
        made = read(field.type, module)
        self.name = field.name
        self.key = named.name
        self.nullable = made.inner is not None and NotNull not in marks
        self.reader = made.inner or made
        # a constant has a default, too, but JSON must have it
        is_constant = field.default is not None and bool(self.reader.values)
        has_default = (field.default, field.default_factory) != (MISSING, MISSING)
        self.optional = has_default and not is_constant

    @property
    def step(self) -> Step:
        exact, load = self.reader.exact, self.reader.load
        return self.name, self.key, exact, load, self.nullable, self.optional


def marks_of(field: "Field[Any]") -> tuple[Any, ...]:
    return getattr(field.type, "__metadata__", ())
