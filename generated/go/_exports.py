# Written by mdgen. Do not edit.
"""Packages that import a model when it is first asked for."""

import sys
from collections.abc import Mapping, Sequence
from importlib import import_module


def lazy(
    package: str,
    modules: Mapping[str, str],
    packages: Sequence[str] = (),
    ambiguous: Mapping[str, str] | None = None,
) -> None:
    """Makes a package offer names.

    `modules` are the modules that define them, relative to the package, `packages`
    its sub-packages, and `ambiguous` the names that several of these have.
    """
    namespace = sys.modules[package].__dict__

    def find(name: str) -> object:
        module = modules.get(name)
        if module is not None:
            value: object = getattr(import_module(f".{module}", package), name)
        elif name in packages:
            value = import_module(f".{name}", package)
        elif ambiguous and name in ambiguous:
            places = ambiguous[name]
            raise AttributeError(
                f"{package!r} has several {name!r}; import it from one of: {places}"
            )
        else:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        namespace[name] = value
        return value

    namespace["__getattr__"] = find
    namespace["__dir__"] = lambda: sorted({*namespace, *modules, *packages})
    namespace["__all__"] = [*modules, *packages]
