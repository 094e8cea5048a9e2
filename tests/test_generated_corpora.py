"""What real docs make: every package imports completely and is as black, ruff, mypy and pyright want it.

The two type checkers see all packages with one module for each namespace, which checks the same statements in a tenth of the files; of the
largest corpus, by far, they see some modules and what these import.
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

SAMPLE = 40
TYPED_SAMPLE = 8
MOST_MODULES = 10_000
# Pyright takes seven times as long as mypy: it sees every package in one of the targets.
PYRIGHT_SHARES = {target: slice(start, None, len(TARGETS)) for start, target in enumerate(TARGETS)}


def identifier(corpus: str) -> str:
    return corpus.replace("-", "_")


def sample(files: Mapping[str, OutFile], size: int) -> list[str]:
    """Modules spread over a package, and the longest ones, where lines break in the rarest ways."""
    paths = [path for path in files if path.endswith((".py", ".pyi"))]
    longest = sorted(paths, key=lambda path: (len(files[path].text), path))[-5:]
    return [*paths[:: -(-len(paths) // size)], *longest]


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_packages_import_and_are_black(name: str, tmp_path: Path) -> None:
    resolved = resolved_corpus(name)
    seen: set[str] = set()
    for target in TARGETS:
        folder = tmp_path / target
        files = build_files(resolved, WriteOptions(target=target))
        write_files(files, folder / identifier(name))
        counts = import_everything(folder, [identifier(name)])
        assert counts["models"] >= resolved.tally.models
        texts = {files[path].text: path for path in sample(files, SAMPLE)}
        assert (
            changed_by_black((path, text) for text, path in texts.items() if text not in seen) == []
        )
        seen |= texts.keys()
        assert run(folder, "ruff", "check", "--isolated", "--no-cache", "-q", ".") == ""
        if resolved.tally.pages > MOST_MODULES and target == TARGETS[0]:
            chosen = [path for path in sample(files, TYPED_SAMPLE) if path.endswith(".py")]
            modules = [f"{identifier(name)}/{path}" for path in chosen]
            cache = ("--cache-dir", str(tmp_path / "cache"))
            assert run(folder, "mypy", "--strict", *cache, *modules) == ""
            assert pyright_faults(folder, *modules) == ""


@pytest.mark.slow
@pytest.mark.parametrize("target", TARGETS)
def test_type_checkers_have_nothing_to_say(target: str, tmp_path: Path) -> None:
    packages = []
    for name in NAMES:
        resolved = resolved_corpus(name)
        if resolved.tally.pages <= MOST_MODULES:
            options = WriteOptions(target=target, layout=Layout.NAMESPACE)
            write_files(build_files(resolved, options), tmp_path / identifier(name))
            packages.append(identifier(name))
    assert type_faults(tmp_path, tmp_path / "cache") == ""
    assert pyright_faults(tmp_path, *packages[PYRIGHT_SHARES[target]]) == ""
