"""Laws over whole docs trees, sound and bent: never a traceback, always the same, code that compiles, passes the gate and can be imported.

`MDGEN_FUZZ=long` looks at a hundred times as many.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from laws import built, check_docs, check_imports, resolved, write_docs
from trees import LANGUAGES, tree

from building import REPOSITORY, TARGETS, build_files
from mdgen.options import Layout, WriteOptions
from mdgen.output.apply import write

LONG = os.environ.get("MDGEN_FUZZ") == "long"
FACTOR = 100 if LONG else 1
SEEDS = st.integers(0, 2**32 - 1)


def profile(examples: int) -> settings:
    return settings(
        max_examples=examples * FACTOR,
        deadline=None,
        database=None,
        derandomize=not LONG,
        suppress_health_check=list(HealthCheck),
    )


@profile(50)
@given(SEEDS, st.integers(0, 12), st.booleans())
def test_laws(seed: int, bends: int, detected: bool) -> None:
    made = tree(seed, bends)
    with tempfile.TemporaryDirectory() as folder:
        docs = write_docs(made.pages, Path(folder))
        check_docs(docs, None if detected else made.language)


@profile(10)
@given(SEEDS, st.sampled_from(LANGUAGES), st.sampled_from(Layout))
def test_any_language_is_read_as_any(seed: int, dialect: str, layout: Layout) -> None:
    made = tree(seed, 2)
    with tempfile.TemporaryDirectory() as folder:
        read = resolved(write_docs(made.pages, Path(folder)), dialect)
        for target in TARGETS:
            built(read, target, layout)


@profile(15)
@given(SEEDS, st.integers(0, 3))
def test_building_twice_is_building_once(seed: int, bends: int) -> None:
    made = tree(seed, bends)
    with tempfile.TemporaryDirectory() as folder:
        docs, out = write_docs(made.pages, Path(folder, "in")), Path(folder, "out")
        out.mkdir()
        (out / "foreign.txt").write_text("mine", encoding="utf-8")
        files = build_files(resolved(docs, made.language), WriteOptions())
        write(out, files)
        before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
        changes = write(out, build_files(resolved(docs, made.language), WriteOptions()))
        assert changes.in_step
        assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before
        write(out, {})
        assert (out / "foreign.txt").read_text(encoding="utf-8") == "mine"
        assert not list(out.rglob("*.py"))


@pytest.mark.parametrize("start", range(FACTOR))
def test_packages_can_be_imported(start: int, tmp_path: Path) -> None:
    packages = {}
    for seed in range(start * 25, start * 25 + 25):
        made = tree(seed, seed % 4, most=12)
        read = resolved(write_docs(made.pages, tmp_path / str(seed)), made.language)
        for target in TARGETS:
            packages[f"{target}_{seed}"] = build_files(read, WriteOptions(target=target))
    check_imports(packages, tmp_path)


_DIGEST = """
import hashlib, sys
from pathlib import Path
sys.path[:0] = sys.argv[1:4]
from building import build_files
from laws import resolved, write_docs
from mdgen.ir.json import graph_json
from mdgen.options import WriteOptions
from trees import tree
total = hashlib.sha256()
for seed in range(12):
    made = tree(seed, seed % 5)
    read = resolved(write_docs(made.pages, Path(sys.argv[4], str(seed))), made.language)
    total.update(repr((read.diagnostics, [graph_json(graph) for graph in read.graphs])).encode())
    for target in ("pydantic", "dataclass"):
        total.update(repr(build_files(read, WriteOptions(target=target))).encode())
print(total.hexdigest())
"""


def test_hash_seeds_change_nothing(tmp_path: Path) -> None:
    paths = [str(REPOSITORY / part) for part in ("generator", "tests", "tests/hostile")]
    found = set()
    for seed in ("0", "4242"):
        run = subprocess.run(
            [sys.executable, "-c", _DIGEST, *paths, str(tmp_path)],
            capture_output=True, text=True, check=False, env={**os.environ, "PYTHONHASHSEED": seed},
        )  # fmt: skip
        assert run.returncode == 0, run.stderr[-2000:]
        found.add(run.stdout)
    assert len(found) == 1
