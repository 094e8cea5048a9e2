"""Import blocks in isort's order."""

from __future__ import annotations

import pytest

from mdgen.writer.code import RUNTIME, Import
from mdgen.writer.imports import import_block, module_key, relative


@pytest.mark.parametrize(
    ("module", "target", "text"),
    [
        (("a",), ("b",), ".b"),
        (("components", "a"), ("components", "b"), ".b"),
        (("components", "a"), ("operations", "b"), "..operations.b"),
        (("components", "a"), ("b",), "..b"),
        (("a",), ("components", "b"), ".components.b"),
        (("x", "y", "a"), ("x", "z", "b"), "..z.b"),
    ],
)
def test_relative(module: tuple[str, ...], target: tuple[str, ...], text: str) -> None:
    assert relative(module, target) == text


def test_numbers_sort_by_value() -> None:
    names = [".page10", ".page2", ".page", "..zoo", ".pagel"]
    assert sorted(names, key=module_key) == ["..zoo", ".page", ".page2", ".page10", ".pagel"]


def test_import_block() -> None:
    block = import_block(
        ("components", "person"),
        [
            Import("typing", "Any"),
            Import("typing", "Annotated"),
            Import("datetime", "dt"),
            Import("pydantic", "Field"),
            Import(RUNTIME, "Model"),
            Import(RUNTIME + "_codec", "load"),
        ],
        {("components", "address"): ["Address", "Other as Another"], ("x",): ["X"]},
    )
    assert block == (
        "import datetime as dt\n"
        "from typing import Annotated, Any\n"
        "\n"
        "from pydantic import Field\n"
        "\n"
        "from .._codec import load\n"
        "from .._model import Model\n"
        "from ..x import X\n"
        "from .address import Address\n"
        "from .address import Other as Another"
    )


def test_a_long_import_is_broken() -> None:
    name = "N" * 80
    assert import_block(("a",), [], {("b",): [name]}) == f"from .b import (\n    {name},\n)"
