"""Whole packages on disk, and the tools that their owners would run over them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import black

from building import REPOSITORY, TARGETS, Resolved, build_files, resolve_docs, write_files
from mdgen.options import Layout, WriteOptions
from mdgen.output.files import OutFile

IMPORT_EVERYTHING = Path(__file__).with_name("import_everything.py")
GOLDEN = REPOSITORY / "tests" / "golden"
SAMPLES = REPOSITORY / "input_docs"


def documented() -> dict[str, Path]:
    """The folders of docs that the project has itself: golden cases and sample docs, by a name that a package can have."""
    found: dict[str, Path] = {}
    for case in sorted(path for path in GOLDEN.iterdir() if path.is_dir()):
        inputs = [path for path in case.iterdir() if path.name != "expected"]
        found[case.name.replace("-", "_")] = inputs[0] if len(inputs) == 1 else case
    for folder in sorted(path for path in SAMPLES.iterdir() if path.is_dir()):
        found[f"sample_{folder.name}"] = folder / "docs"
    return found


def variants() -> Iterator[tuple[str, WriteOptions]]:
    """Every target in every layout, by a name that a package can have."""
    for target in TARGETS:
        for layout in Layout:
            yield f"{target}_{layout.value}", WriteOptions(target=target, layout=layout)


def packages() -> Iterator[tuple[str, Mapping[str, OutFile]]]:
    """All packages that the project's own docs make; docs without models make none."""
    for name, docs in documented().items():
        resolved = resolve_docs(docs)
        if resolved.graphs:
            for variant, options in variants():
                yield f"{variant}_{name}", build_files(resolved, options)


def write_package(resolved: Resolved, options: WriteOptions, folder: Path) -> dict[str, OutFile]:
    """A package on disk, and what is in it."""
    files = build_files(resolved, options)
    write_files(files, folder)
    return files


def run(folder: Path, *command: str, **environment: str) -> str:
    """What a program of this environment says in a folder; "" if it has nothing to complain about."""
    program = Path(sys.executable).with_name(command[0])
    done = subprocess.run(
        [str(program), *command[1:]],
        cwd=folder,
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
    )
    return "" if done.returncode == 0 else f"{done.stdout}{done.stderr}"


def import_everything(folder: Path, names: Iterable[str]) -> dict[str, int]:
    """Imports packages completely in a fresh process where every warning is an error; counts what was found there."""
    done = subprocess.run(
        [sys.executable, "-W", "error", str(IMPORT_EVERYTHING), str(folder), *names],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-4_000:]
    *faults, counts = done.stdout.splitlines()
    assert faults == []
    found: dict[str, int] = json.loads(counts)
    return found


def changed_by_black(texts: Iterable[tuple[str, str]]) -> list[str]:
    """The paths whose text black, as it comes, would change."""
    changed = []
    for path, text in texts:
        mode = black.Mode(is_pyi=path.endswith(".pyi"))
        try:
            black.format_file_contents(text, fast=True, mode=mode)
        except black.NothingChanged:
            continue
        changed.append(path)
    return changed


def type_faults(folder: Path, cache: Path) -> str:
    """What mypy in its strictest mode says about everything in a folder."""
    return run(folder, "mypy", "--strict", "--cache-dir", str(cache), ".")


def pyright_faults(folder: Path, *paths: str) -> str:
    """What pyright with its own settings (`standard`) says about some paths in a folder, or everything."""
    return run(folder, "pyright", "--pythonpath", sys.executable, *(paths or (".",)))
