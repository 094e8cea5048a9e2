"""Golden cases: folders that a user could have, and what becomes of them.

`golden/<case>/docs`, or the case's folder if there is more than that beside `expected`, is the input; `expected/` holds the graph, the findings and the files of both targets
that are made from documents. `MDGEN_REWRITE=1 pytest tests/test_golden.py` rewrites them; review the diff.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from building import REPOSITORY, TARGETS, render_files, resolve_docs, rewrites
from mdgen.ir.json import graph_json
from mdgen.options import WriteOptions
from mdgen.pipeline import finish_files

GOLDEN = REPOSITORY / "tests" / "golden"
CASES = sorted(path.name for path in GOLDEN.iterdir() if path.is_dir())


def outcome(case: Path) -> dict[str, str]:
    """Everything that a case gives, as text by path."""
    inputs = [path for path in case.iterdir() if path.name != "expected"]
    resolved = resolve_docs(inputs[0] if len(inputs) == 1 else case)
    graphs = [graph_json(graph) for graph in resolved.graphs]
    findings = [f"{d.at}: {d.code.id} {d.code.name} {d.message}" for d in resolved.diagnostics]
    texts = {
        "graph.json": json.dumps(graphs, indent=1) + "\n",
        "findings.txt": "".join(f"{line}\n" for line in findings),
    }
    for target in TARGETS:
        rendered = render_files(resolved, WriteOptions(target=target))
        for path, file in finish_files(rendered).items():
            if not rendered[path].raw:
                texts[f"{target}/{path}"] = file.text
    return texts


def recorded(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes().decode()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("name", CASES)
def test_golden(name: str) -> None:
    expected = GOLDEN / name / "expected"
    actual = outcome(GOLDEN / name)
    if rewrites():
        shutil.rmtree(expected, ignore_errors=True)
        for path, text in actual.items():
            (expected / path).parent.mkdir(parents=True, exist_ok=True)
            (expected / path).write_bytes(text.encode())
        return
    known = recorded(expected)
    assert sorted(actual) == sorted(known)
    for path, text in actual.items():
        assert text == known[path], f"{name}/{path}"
    assert outcome(GOLDEN / name) == actual


def test_there_are_cases() -> None:
    assert len(CASES) > 15
