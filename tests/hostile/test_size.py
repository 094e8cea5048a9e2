"""Large, deep and crooked docs: work grows linearly, and nothing ends in a traceback."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from laws import check_imports, resolved, write_docs
from pages import enum, model, models, row, union
from shapes import SHAPES

from building import build_files
from mdgen.options import WriteOptions

# `MDGEN_FUZZ=long`: the sizes as they stand there, instead of a fifth.
SHARE = 1 if os.environ.get("MDGEN_FUZZ") == "long" else 5
LONGEST = 10
"""Seconds for any shape; at these sizes, all take less than one."""

COUNTED = 4 * SHARE
"""Counting takes some twenty times as long, so it is done at a quarter of the size, half and all of it."""
LIMIT = 2.5
"""How much more is added from 2n to 4n than from n to 2n: 2 is linear, 4 quadratic. No shape is above 2.3."""


def build(docs: Path) -> None:
    build_files(resolved(docs), WriteOptions())


def lines_run(docs: Path) -> int:
    """How many lines of Python a build runs: a measure of its work that no other process changes."""
    count = 0

    def within(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        count += 1
        return within

    before = sys.gettrace()
    sys.settrace(within)
    try:
        build(docs)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("name", SHAPES)
def test_work_is_linear(name: str, tmp_path: Path) -> None:
    """What a document adds is compared, so that what every build costs does not hide it."""
    whole, shape = SHAPES[name]
    size = max(whole // COUNTED, min(whole, 100))
    # What is loaded and remembered once must not count for the first
    build(write_docs(models(shape(size)), tmp_path / "first"))
    small, middle, large = (
        lines_run(write_docs(models(shape(times * size)), tmp_path / str(times)))
        for times in (1, 2, 4)
    )
    assert large - middle <= LIMIT * max(middle - small, size), (small, middle, large)


@pytest.mark.parametrize("name", SHAPES)
def test_no_shape_takes_long(name: str, tmp_path: Path) -> None:
    """What runs inside one line of Python, as a search or a copy does, shows in seconds only."""
    whole, shape = SHAPES[name]
    docs = write_docs(models(shape(4 * max(whole // SHARE, 4))), tmp_path)
    start = time.process_time()
    build(docs)
    assert time.process_time() - start < LONGEST


def chained_lists(count: int) -> dict[str, str]:
    """Unions that are lists of the next or a text: to Python and pydantic one type."""
    pages = {f"m{i}": union(f"M{i}", f"models.M{i + 1}[]", "string") for i in range(count)}
    last = union(f"M{count}", "string")
    return {**pages, f"m{count}": last, "a": model("A", row("x", "[M](./m0.md)"))}


def test_large_packages_are_importable(tmp_path: Path) -> None:
    """Chains of imports, long unions and large enums are more than the interpreter takes if they are written down as they come."""
    shapes = {
        "chain": SHAPES["chain"][1](300),
        "aliases": SHAPES["chain-of-aliases"][1](300),
        "lists": chained_lists(400),
        "ring": SHAPES["ring"][1](200),
        "rings": SHAPES["ring-of-unions"][1](150),
        "variants": SHAPES["union-of-models"][1](250),
        "diamonds": SHAPES["unions-of-unions"][1](18),
        "names": {"a": model("A", row("x", " \\| ".join(f"[M](./m{i}.md)" for i in range(3_000))))},
        "literals": {"a": model("A", row("x", " \\| ".join(f'*"{i}"*' for i in range(3_000))))},
        "values": {"a": enum("A", " | ".join(f'"v{i}"' for i in range(3_000)))},
        "fields": {"a": model("A", *(row(f"f{i}") for i in range(500)))},
        "inside-itself": {"a": union("A", "A"), "b": union("B", "C"), "c": union("C", "B")},
    }
    packages = {}
    for name, pages in shapes.items():
        read = resolved(write_docs(models(pages), tmp_path / name))
        for target in ("pydantic", "dataclass"):
            packages[f"{target}_{name}"] = build_files(read, WriteOptions(target=target))
    check_imports(packages, tmp_path)
