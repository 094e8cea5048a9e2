"""One page without the rest of its docs is an ordinary input: it builds with warnings, imports, and its example loads."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from building import REPOSITORY, TARGETS, build_files, resolve_docs, write_files
from mdgen.diagnostics import Code
from mdgen.ir.definitions import Model
from mdgen.options import WriteOptions

SEED = REPOSITORY.parent / "shared" / "seed"
PAGES = [
    REPOSITORY / "tests" / "golden" / "loose-page" / "docs",
    *([SEED] if SEED.is_dir() else []),
]

SCRIPT = """
import json, sys
import models
data = json.loads(sys.argv[2])
value = getattr(models, sys.argv[1]).from_dict(data)
assert value.to_dict() == data, (value.to_dict(), data)
again = getattr(models, sys.argv[1]).from_dict(value.to_dict())
assert again == value
data.pop(next(iter(data)))
try:
    getattr(models, sys.argv[1]).from_dict(data)
except ValueError as error:
    print("refused")
"""


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("docs", PAGES, ids=lambda path: path.parent.name)
def test_loose_page_builds_imports_and_loads_its_example(
    docs: Path, target: str, tmp_path: Path
) -> None:
    resolved = resolve_docs(docs)
    missing = [d for d in resolved.diagnostics if d.code is Code.MISSING_PAGE]
    assert len(missing) == 2
    graph = resolved.graphs[0]
    page = next(
        d
        for d in graph.definitions.values()
        if isinstance(d, Model) and d.examples and not d.claims
    )
    assert len([d for d in graph.definitions.values() if isinstance(d, Model)]) > 2
    write_files(build_files(resolved, WriteOptions(target=target)), tmp_path / "models")
    example = json.dumps(page.examples[0].value)
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, page.name, example],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert done.stdout == "refused\n"
