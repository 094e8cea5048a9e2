"""A package of dataclasses written by hand, around the codec that generated packages contain."""

from __future__ import annotations

import importlib
import itertools
import sys
import tempfile
from pathlib import Path
from types import ModuleType

from mdgen.options import Extra
from mdgen.writer.render import runtime_files
from mdgen.writer.targets.dataclass import TARGET

_NUMBERS = itertools.count()
_FOLDER = tempfile.TemporaryDirectory(prefix="mdgen-codec-")
sys.path.append(_FOLDER.name)


def write_runtime(folder: Path, extra: Extra = Extra.KEEP) -> None:
    """The runtime modules of a package, as a build writes them."""
    for path, text in runtime_files(TARGET, extra).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")


def package(modules: dict[str, str], extra: Extra = Extra.KEEP) -> ModuleType:
    """The first of some modules (text by name), in a package of their own."""
    name = f"codec_{next(_NUMBERS)}"
    folder = Path(_FOLDER.name) / name
    folder.mkdir()
    (folder / "__init__.py").touch()
    write_runtime(folder, extra)
    for module, text in modules.items():
        (folder / f"{module}.py").write_text(HEAD + text, encoding="utf-8")
    importlib.invalidate_caches()
    return importlib.import_module(f"{name}.{next(iter(modules))}")


HEAD = """
import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from enum import IntEnum, StrEnum
from typing import Annotated, Any, Literal, TypeAlias, Union

from ._model import (
    DecodeError, Discriminator, JsonKey, JsonModel, NotNull, OneOf, OpenIntEnum, OpenStrEnum, Rest, JsonStream, TypeAliasType, deprecated,
)

model = dataclass(slots=True, kw_only=True, eq=False, repr=False)
"""
