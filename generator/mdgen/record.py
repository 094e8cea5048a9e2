"""Frozen dataclasses that cost little to define.

`@record` gives what `@dataclass(frozen=True, slots=True)` gives. The standard decorator compiles six methods for each class, which takes 0.35 ms on
Python 3.11; the stages define some 130 classes, and that was a third of the time of a build that looks at one changed page. Here a method is
compiled when it is called for the first time, and those that are never called again (an error, a representation) are not compiled at all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields
from typing import Any, NoReturn, TypeAlias, TypeVar, dataclass_transform

T = TypeVar("T")
Namespace: TypeAlias = dict[str, Any]
Source: TypeAlias = Callable[[type[Any], Namespace], str]


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: type[T]) -> type[T]:
    """A dataclass with slots whose instances can't be changed, and are equal and hashed by their fields."""
    # Without a docstring the standard decorator makes one of the class's signature, and starts `inspect` and the tokenizer for that: 4 ms.
    cls.__doc__ = cls.__doc__ or cls.__qualname__
    own = {name for name, value in cls.__dict__.items() if value is not None}
    made: Any = dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    for name, source in _COMPILED.items():
        if name not in own:
            setattr(made, name, _compiled_at_first(made, name, source))
    for name, method in _SHARED.items():
        if name not in own:
            setattr(made, name, method)
    return made  # type: ignore[no-any-return]


def _compiled_at_first(cls: type[Any], name: str, source: Source) -> Callable[..., Any]:
    """A method that puts the compiled one in its place when it is called."""

    def first(self: object, /, *given: object, **named: object) -> Any:
        names: Namespace = {}
        exec(source(cls, names), names)  # noqa: S102 - made of the names of the class's fields
        method = names[name]
        method.__qualname__ = f"{cls.__qualname__}.{name}"
        setattr(cls, name, method)
        return method(self, *given, **named)

    return first


def _init(cls: type[Any], names: Namespace) -> str:
    names["MISSING"] = MISSING
    parameters, lines = ["self"], []
    for number, one in enumerate(fields(cls)):
        parameter = value = one.name
        if one.default_factory is not MISSING:
            names[f"make_{number}"] = one.default_factory
            parameter += "=MISSING"
            value = f"make_{number}() if {value} is MISSING else {value}"
        elif one.default is not MISSING:
            names[f"default_{number}"] = one.default
            parameter += f"=default_{number}"
        # Past `__setattr__`, which refuses
        names[f"set_{number}"] = getattr(cls, one.name).__set__
        parameters.append(parameter)
        lines.append(f"set_{number}(self, {value})")
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    return f"def __init__({', '.join(parameters)}):\n " + "\n ".join(lines or ["pass"])


def _eq(cls: type[Any], names: Namespace) -> str:
    compared = [one.name for one in fields(cls) if one.compare]
    same = f"{_tuple('self', compared)} == {_tuple('other', compared)}"
    return (
        "def __eq__(self, other):\n"
        f" return {same} if other.__class__ is self.__class__ else NotImplemented"
    )


def _hash(cls: type[Any], names: Namespace) -> str:
    hashed = [one.name for one in fields(cls) if (one.compare if one.hash is None else one.hash)]
    return f"def __hash__(self):\n return hash({_tuple('self', hashed)})"


def _tuple(instance: str, names: list[str]) -> str:
    return f"({''.join(f'{instance}.{name},' for name in names)})"


def _repr(self: Any) -> str:
    shown = (f"{one.name}={getattr(self, one.name)!r}" for one in fields(self) if one.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _refuse_to_set(self: object, name: str, value: object) -> NoReturn:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(self: object, name: str) -> NoReturn:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


_COMPILED: dict[str, Source] = {"__init__": _init, "__eq__": _eq, "__hash__": _hash}
_SHARED = {
    "__repr__": _repr,
    "__setattr__": _refuse_to_set,
    "__delattr__": _refuse_to_delete,
}
