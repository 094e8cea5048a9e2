"""Large, deep and crooked docs: time grows linearly, and nothing ends in a traceback."""

from __future__ import annotations

import gc
import os
import time
from pathlib import Path

import pytest
from laws import check_imports, resolved, write_docs
from pages import enum, model, models, row, union
from shapes import SHAPES

from building import build_files
from mdgen.options import WriteOptions

# `MDGEN_FUZZ=long`: the sizes as they stand there, instead of a fifth.
SHARE = 1 if os.environ.get("MDGEN_FUZZ") == "long" else 5
GROWTH = 4
# Linear is 4; the rest is for a machine with other things to do.
LIMIT = 9
LEAST = 0.4


def seconds(docs: Path, attempts: int = 1) -> float:
    best = float("inf")
    for _ in range(attempts):
        gc.collect()
        start = time.process_time()
        build_files(resolved(docs), WriteOptions())
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize("name", SHAPES)
def test_time_is_linear(name: str, tmp_path: Path) -> None:
    size, shape = SHAPES[name]
    size = max(size // SHARE, 4)
    small = write_docs(models(shape(size)), tmp_path / "small")
    large = write_docs(models(shape(GROWTH * size)), tmp_path / "large")
    spent = seconds(large)
    if spent < LEAST:
        return
    assert spent < 10
    assert spent <= LIMIT * seconds(small, 3) or seconds(large) <= LIMIT * seconds(small, 3)


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
