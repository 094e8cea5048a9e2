"""The shape of the house: who imports whom, how large a file and a function may be, diagnostic codes."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from mdgen.diagnostics import Code

PACKAGE = Path(__file__).parents[1] / "generator" / "mdgen"
FILES = sorted(PACKAGE.rglob("*.py"))
TEMPLATES = Path(__file__).parents[1] / "templates"
MAX_FILE_LINES = 400
MAX_FUNCTION_LINES = 50

# What a room may import besides the standard library, other packages and itself.
ROOMS = {
    "ir": {"diagnostics"},
    "markdown": {"ir", "diagnostics"},
    "reader": {"ir", "diagnostics", "markdown"},
    "passes": {"ir", "diagnostics", "options"},
    "writer": {"ir", "diagnostics", "options"},
    "output": {"ir", "diagnostics"},
    "verify": {"ir", "diagnostics"},
    "report": {"ir", "diagnostics"},
    "diagnostics": set(),
    "options": set(),
    "assets": set(),
    "record": set(),
    "cache": {"diagnostics"},
}
# These know the stages; everything else is a stage.
KNOW_ALL = {"cli", "pipeline", "incremental", "__init__", "__main__"}
# The package's own name and version, which no room depends on by accident, where its templates lie, and what its types are made with.
EVERYONE = {"__init__", "assets", "record"}


def room_of(file: Path) -> str:
    relative = file.relative_to(PACKAGE)
    return relative.parts[0] if len(relative.parts) > 1 else relative.stem


def imported_rooms(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}:{node.lineno}: relative import"
            module = node.module or ""
            names = (
                [f"mdgen.{alias.name}" for alias in node.names] if module == "mdgen" else [module]
            )
        for name in names:
            if name == "mdgen":
                yield "__init__"
            elif name.startswith("mdgen."):
                yield name.split(".")[1]


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_room_imports_only_what_it_may(file: Path) -> None:
    room = room_of(file)
    if room in KNOW_ALL or room.startswith("pipeline"):
        return
    assert room in ROOMS, f"{room} is not in the plan"
    assert set(imported_rooms(file)) <= ROOMS[room] | {room} | EVERYONE


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_file_and_functions_keep_their_size(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count("\n") <= MAX_FILE_LINES
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= MAX_FUNCTION_LINES, f"{file}:{node.lineno} {node.name}"


def test_every_module_of_a_room_is_tested_or_declared_only() -> None:
    tests = {path.stem.removeprefix("test_") for path in Path(__file__).parent.rglob("test_*.py")}
    text = "\n".join(
        path.read_text(encoding="utf-8") for path in Path(__file__).parent.rglob("test_*.py")
    )
    untested = [
        str(file.relative_to(PACKAGE))
        for file in FILES
        if file.stem not in {"__init__", "__main__"}
        and file.stem not in tests
        and f".{file.stem} import" not in text
        and f"import {file.stem}" not in text
        and file.parent.name not in {"cli", "dialects", "targets"}
    ]
    assert untested == []


def test_codes_are_unique() -> None:
    assert [
        id_ for id_, count in Counter(code.value[0] for code in Code).items() if count > 1
    ] == []


def test_every_code_is_used_and_tested() -> None:
    source = "\n".join(
        file.read_text(encoding="utf-8") for file in FILES if file.name != "diagnostics.py"
    )
    tests = "\n".join(
        path.read_text(encoding="utf-8")
        for path in Path(__file__).parent.rglob("test_*.py")
        if path != Path(__file__)
    )
    assert [code.name for code in Code if f"Code.{code.name}" not in source] == []
    assert [code.name for code in Code if code.name not in tests and code.id not in tests] == []


@pytest.mark.parametrize(
    "file", [*FILES, *sorted(TEMPLATES.rglob("*.py"))], ids=lambda file: file.name
)
def test_no_pattern_repeats_a_group_possessively(file: Path) -> None:
    """Before Python 3.11.5, what a failed repetition of `(…)*+` or `(?>…)` had read stayed read; of single characters, `\\w*+` is right."""
    wrong = re.compile(r"\)\s*(?:[*+?]|\{[0-9,]*\})\+|\(\?>")
    texts = [
        node.value
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    assert [text for text in texts if wrong.search(text)] == []
