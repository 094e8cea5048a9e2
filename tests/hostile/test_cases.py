"""Docs that once broke mdgen, named for the fault; each keeps the laws, in time, and can be imported."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from laws import check_docs, check_imports, resolved

from mdgen.diagnostics import Code

CASES = Path(__file__).parent / "cases"
NAMES = sorted(path.name for path in CASES.iterdir())
LONGEST = 5.0


@pytest.mark.parametrize("name", NAMES)
def test_case(name: str, tmp_path: Path) -> None:
    start = time.process_time()
    packages = check_docs(CASES / name)
    assert time.process_time() - start < LONGEST
    check_imports({f"{target}_package": files for target, files in packages.items()}, tmp_path)


def test_roots_have_a_package_each() -> None:
    for files in check_docs(CASES / "roots-of-one-folded-name").values():
        assert sum(path.endswith("/boat8.py") for path in files) == 2


def test_each_broken_page_has_a_finding_with_its_line() -> None:
    read = resolved(CASES / "broken-pages")
    found = {
        (found.at.path.rpartition("/")[2].removesuffix(".md"), found.at.line, found.code)
        for found in read.diagnostics
    }
    assert found >= {
        ("delimiter-missing", 3, Code.BROKEN_TABLE),
        ("cells-missing", 7, Code.BROKEN_ROW),
        ("cells-missing", 8, Code.BROKEN_ROW),
        ("cells-missing", 9, Code.BROKEN_ROW),
        ("cells-missing", 10, Code.BROKEN_ROW),
        ("rows-twice", 8, Code.DUPLICATE_FIELD),
        ("rows-twice", 8, Code.UNKNOWN_REQUIRED),
        ("rows-twice", 9, Code.UNREAD_TYPE),
        ("fence-open", 5, Code.OPEN_FENCE),
        ("both", 3, Code.SEVERAL_SECTIONS),
        ("empty", 1, Code.NO_TITLE),
        ("empty", 1, Code.NO_SECTION),
        ("untitled", 1, Code.NO_TITLE),
    }
    reported = {name for name, _, _ in found}
    assert "sound" not in reported
    names = {definition.name for graph in read.graphs for definition in graph.definitions.values()}
    assert {"Sound", "RowsTwice", "CellsMissing", "FenceOpen"} <= names
