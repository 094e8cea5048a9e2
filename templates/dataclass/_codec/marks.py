# Written by mdgen. Do not edit.
"""What annotations say beside the type."""

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias, TypeVar, Union

T = TypeVar("T")


class JsonKey:
    """The JSON name of a field."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return f"JsonKey({self.name!r})"


class Discriminator:
    """The JSON key that tells the variants of a union apart."""

    __slots__ = ("key",)

    def __init__(self, key: str) -> None:
        self.key = key

    def __repr__(self) -> str:
        return f"Discriminator({self.key!r})"


class Mark:
    """Something that is said by its name alone."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return self.name


NotNull = Mark("NotNull")
"""For a field that may be absent, but not null."""

Rest = Mark("Rest")
"""For the field that holds the keys that are no field's."""

AnythingElse = Mark("AnythingElse")
"""For an open union: what fits none of its variants is kept as it is."""

Unchecked = Mark("Unchecked")
"""For what is not a part of JSON: nothing is converted."""

Textual = Mark("Textual")
"""For a number that JSON can have as a text."""

JsonInteger: TypeAlias = Annotated[int, Textual]
"""An integer of any size; JSON numbers stay numbers, JSON strings stay strings."""

OneOf: TypeAlias = Annotated[T, AnythingElse]
"""An open union: what fits none of its variants is kept as it is."""

JsonStream: TypeAlias = Annotated[Iterable[T], Unchecked]
"""Items that arrive one after another; not a part of JSON."""


if sys.version_info >= (3, 13):
    from warnings import deprecated
elif TYPE_CHECKING:
    from typing_extensions import deprecated
else:

    class _Deprecated:
        """What Python 3.13 has: a class that should not be used any more.

        Building it by hand warns, loading it from JSON doesn't. Among the annotations
        of a field, it says so to people and tools.
        """

        def __init__(self, message: str) -> None:
            self.message = message

        def __call__(self, cls: type) -> type:
            message = cls.__deprecated__ = self.message

            def new(made: type, /, *arguments: Any, **named: Any) -> object:
                if made is cls:
                    from warnings import warn

                    warn(message, DeprecationWarning, stacklevel=2)
                return object.__new__(made)

            cls.__new__ = new
            return cls

    deprecated = _Deprecated


if sys.version_info >= (3, 12):
    from typing import TypeAliasType
elif TYPE_CHECKING:
    from typing_extensions import TypeAliasType
else:

    class TypeAliasType:
        """What Python 3.12 has: a name for a type, which may be needed inside it."""

        def __init__(self, name: str, value: Any) -> None:
            self.__name__, self.__value__ = name, value
            self.__module__ = sys._getframe(1).f_globals["__name__"]

        def __or__(self, other: Any) -> Any:
            return Union.__getitem__((self, other))

        def __ror__(self, other: Any) -> Any:
            return Union.__getitem__((other, self))

        def __repr__(self) -> str:
            return self.__name__


__all__ = [
    "AnythingElse",
    "Discriminator",
    "JsonInteger",
    "JsonKey",
    "JsonStream",
    "Mark",
    "NotNull",
    "OneOf",
    "Rest",
    "Textual",
    "TypeAliasType",
    "Unchecked",
    "deprecated",
]
