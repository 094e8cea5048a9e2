# Written by mdgen. Do not edit.
"""Packages that import a model when it is first asked for."""

import re
import sys
from collections.abc import Iterator
from importlib import import_module

_HUMP = re.compile(r"(?<=[A-Z])(?=[A-Z][a-z])|(?<=[a-z0-9])(?=[A-Z])")


def lazy(package: str) -> None:
    """Makes a package offer what its `_index` lists, which is read at the first name.

    `NAMES` are in modules called like them (`HTTPError` in `http_error`), `ELSEWHERE`
    are lists of names by module. The names of its sub-packages, `PACKAGES`, are offered,
    too, except `AMBIGUOUS` ones, which several of them have.
    """
    namespace = sys.modules[package].__dict__

    def find(name: str) -> object:
        value: object
        if name == "__all__":
            value = sorted(_names(package))
        else:
            value = _find(package, name)
        namespace[name] = value
        return value

    namespace["__getattr__"] = find
    namespace["__dir__"] = lambda: sorted({*namespace, *_names(package)})


def _find(package: str, name: str) -> object:
    index = import_module("._index", package)
    if name in index.PACKAGES:
        return import_module(f".{name}", package)
    if places := index.AMBIGUOUS.get(name):
        raise AttributeError(
            f"{package!r} has several {name!r}; import it from one of: {', '.join(places)}"
        )
    module = _module(package, name)
    if module is None:
        raise AttributeError(f"module {package!r} has no attribute {name!r}")
    return getattr(import_module(module), name)


def _module(package: str, name: str) -> str | None:
    """The module that has a name, in the package or below it."""
    index = import_module("._index", package)
    if name in index.NAMES:
        return f"{package}.{_HUMP.sub('_', name).lower()}"
    for module, names in index.ELSEWHERE.items():
        if name in names:
            return f"{package}.{module}"
    found = (_module(f"{package}.{below}", name) for below in index.PACKAGES)
    return next((module for module in found if module is not None), None)


def _names(package: str) -> Iterator[str]:
    yield from import_module("._index", package).PACKAGES
    yield from _models(package)


def _models(package: str) -> Iterator[str]:
    index = import_module("._index", package)
    yield from index.NAMES
    for names in index.ELSEWHERE.values():
        yield from names
    for below in index.PACKAGES:
        deeper = _models(f"{package}.{below}")
        yield from (name for name in deeper if name not in index.AMBIGUOUS)
