"""Imports every module of generated packages and makes every model work: run by path in a process of its own.

    import_everything.py FOLDER PACKAGE…

Writes what is wrong, one line each, and at the end a line of JSON: how many modules, models and other names there were.
"""

from __future__ import annotations

import dataclasses
import gc
import importlib
import json
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import ModuleType
from typing import Any

COUNTS: Counter[str] = Counter()


def modules_of(folder: Path, package: str) -> Iterator[str]:
    for file in sorted((folder / package).rglob("*.py")):
        parts = file.relative_to(folder).with_suffix("").parts
        yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def use(module: ModuleType, base: type | None) -> None:
    """Every model that a module defines is made ready to load; every other public name is asked for, as the index files give them on demand."""
    for name in dir(module):
        if name.startswith("__"):
            continue
        found = getattr(module, name)
        if isinstance(found, type) and found.__module__ == module.__name__:
            if base is not None and issubclass(found, base) and found is not base:
                make_ready(found)
                COUNTS["models"] += 1
        elif name.isidentifier() and name[0].isupper():
            COUNTS["names"] += 1


def make_ready(model: Any) -> None:
    if hasattr(model, "model_rebuild"):
        model.model_rebuild(raise_errors=True)
        assert model.__pydantic_complete__
        return
    dataclasses.fields(model)
    with suppress(ValueError):  # fields are missing
        model.from_dict({})


def main() -> None:
    gc.disable()
    folder = Path(sys.argv[1])
    sys.path.insert(0, str(folder))
    for package in sys.argv[2:]:
        bases = {name for name in modules_of(folder, package) if name.endswith("._model")}
        models = {
            name.rpartition(".")[0]: importlib.import_module(name).JsonModel for name in bases
        }
        for name in modules_of(folder, package):
            COUNTS["modules"] += 1
            try:
                module = importlib.import_module(name)
                above = [
                    made for owner, made in models.items() if f"{name}.".startswith(f"{owner}.")
                ]
                use(module, above[0] if above else None)
            except Exception as error:
                print(f"{name}: {type(error).__name__}: {error}"[:500])
    print(json.dumps(COUNTS))


if __name__ == "__main__":
    main()
