# Written by mdgen. Do not edit.
"""Models of several SDKs: one sub-package each, imported when it is first asked for."""

from importlib import import_module


def __getattr__(name: str) -> object:
    packages: list[str] = import_module("._index", __name__).PACKAGES
    if name == "__all__":
        return packages
    if name in packages:
        return import_module(f".{name}", __name__)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *import_module("._index", __name__).PACKAGES})
