# Written by mdgen. Do not edit.
"""Packages that import a model when it is first asked for."""

import sys
from importlib import import_module


def lazy(package: str, modules: str, packages: str = "", ambiguous: str = "") -> None:
    """Makes a package offer names.

    `modules` has a line `Name: module` for each name, `packages` are the sub-packages,
    and `ambiguous` has a line `Name: packages` for names that several of these have.
    Text is read only when a name is looked up, so a package of any size loads at once.
    """
    namespace = sys.modules[package].__dict__

    def names() -> list[str]:
        lines = modules.split("\n")
        return [line.strip().partition(":")[0] for line in lines if ":" in line]

    def find(name: str) -> object:
        value: object
        if name == "__all__":
            value = [*names(), *packages.split()]
        elif module := _entry(modules, name):
            value = getattr(import_module(f".{module}", package), name)
        elif name in packages.split():
            value = import_module(f".{name}", package)
        elif places := _entry(ambiguous, name):
            raise AttributeError(
                f"{package!r} has several {name!r}; import it from one of: {places}"
            )
        else:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        namespace[name] = value
        return value

    namespace["__getattr__"] = find
    namespace["__dir__"] = lambda: sorted({*namespace, *names(), *packages.split()})


def _entry(table: str, name: str) -> str:
    """What stands behind `name: ` in a table, "" if there is no such line."""
    key = f" {name}: "
    start = table.find(key)
    if start < 0:
        return ""
    start += len(key)
    return table[start : table.index("\n", start)]
