"""What real docs make: every package imports completely and is as black, mypy and pyright want it.

The two type checkers see all packages with one module for each namespace, which checks the same statements in a tenth of the files; of the
largest corpus, by far, they and black see some modules and what these import.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from building import TARGETS, build_files, write_files
from corpora import NAMES, needs_corpora, resolved_corpus
from mdgen.options import Layout, WriteOptions
from mdgen.output.files import OutFile
from whole_packages import changed_by_black, import_everything, pyright_faults, run, type_faults

pytestmark = [needs_corpora, pytest.mark.corpus]

SAMPLE = 50
MOST_MODULES = 10_000


def identifier(corpus: str) -> str:
    return corpus.replace("-", "_")


def sample(files: Mapping[str, OutFile]) -> list[str]:
    """Modules spread over a package, and the longest ones, where lines break in the rarest ways."""
    paths = [path for path in files if path.endswith((".py", ".pyi"))]
    longest = sorted(paths, key=lambda path: (len(files[path].text), path))[-5:]
    return [*paths[:: -(-len(paths) // SAMPLE)], *longest]


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("name", NAMES)
def test_package_imports_and_is_black(name: str, target: str, tmp_path: Path) -> None:
    resolved = resolved_corpus(name)
    files = build_files(resolved, WriteOptions(target=target))
    write_files(files, tmp_path / identifier(name))
    counts = import_everything(tmp_path, [identifier(name)])
    assert counts["models"] >= resolved.tally.models
    assert changed_by_black((path, files[path].text) for path in sample(files)) == []
    assert run(tmp_path, "ruff", "check", "--isolated", "--no-cache", "-q", ".") == ""


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """For each target a folder with all packages but the largest, side by side."""
    found = {target: tmp_path_factory.mktemp(target) for target in TARGETS}
    for name in NAMES:
        resolved = resolved_corpus(name)
        if resolved.tally.pages > MOST_MODULES:
            continue
        for target, folder in found.items():
            options = WriteOptions(target=target, layout=Layout.NAMESPACE)
            write_files(build_files(resolved, options), folder / identifier(name))
    return found


@pytest.mark.slow
@pytest.mark.parametrize("target", TARGETS)
def test_mypy_strict_has_nothing_to_say(
    target: str, sites: dict[str, Path], tmp_path: Path
) -> None:
    assert type_faults(sites[target], tmp_path) == ""


@pytest.mark.slow
@pytest.mark.parametrize("target", TARGETS)
def test_pyright_has_nothing_to_say(target: str, sites: dict[str, Path]) -> None:
    assert pyright_faults(sites[target]) == ""


@pytest.mark.slow
@pytest.mark.parametrize("target", TARGETS)
def test_type_checkers_on_some_modules_of_the_largest(target: str, tmp_path: Path) -> None:
    for name in NAMES:
        resolved = resolved_corpus(name)
        if resolved.tally.pages <= MOST_MODULES:
            continue
        files = build_files(resolved, WriteOptions(target=target))
        write_files(files, tmp_path / identifier(name))
        modules = [f"{identifier(name)}/{path}" for path in sample(files) if path.endswith(".py")]
        cache = ("--cache-dir", str(tmp_path / "cache"))
        assert run(tmp_path, "mypy", "--strict", *cache, *modules) == ""
        assert run(tmp_path, "pyright", *modules) == ""
