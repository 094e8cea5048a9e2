# Written by mdgen. Do not edit.
"""Packages that import a model when it is first asked for."""

import sys
from importlib import import_module


def lazy(package: str) -> None:
    """Makes a package offer the names in its `_index`, which is read at the first one.

    `MODULES` has a line `Name: module` for each name, `PACKAGES` are the sub-packages,
    `AMBIGUOUS` has a line `Name: packages` for names that several of these have.
    """
    namespace = sys.modules[package].__dict__

    def names() -> list[str]:
        index = import_module("._index", package)
        lines = [line.strip() for line in index.MODULES.split("\n")]
        return [line.partition(":")[0] for line in lines if line]

    def packages() -> list[str]:
        found: list[str] = import_module("._index", package).PACKAGES.split()
        return found

    def find(name: str) -> object:
        index = import_module("._index", package)
        value: object
        if name == "__all__":
            value = [*names(), *packages()]
        elif module := _entry(index.MODULES, name):
            value = getattr(import_module(f".{module}", package), name)
        elif name in packages():
            value = import_module(f".{name}", package)
        elif places := _entry(index.AMBIGUOUS, name):
            raise AttributeError(
                f"{package!r} has several {name!r}; import it from one of: {places}"
            )
        else:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        namespace[name] = value
        return value

    namespace["__getattr__"] = find
    namespace["__dir__"] = lambda: sorted({*namespace, *names(), *packages()})


def _entry(table: str, name: str) -> str:
    """What stands behind `name: ` in a table, "" if there is no such line."""
    key = f"\n{name}: "
    start = table.find(key)
    if start < 0:
        return ""
    start += len(key)
    return table[start : table.index("\n", start)]
