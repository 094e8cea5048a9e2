"""Text of documents in generated code: always a literal, a name, a comment or prose, never anything else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hostile_text import STRINGS, docs_with
from laws import check_docs, check_imports, resolved, write_docs

from building import TARGETS, build_files
from mdgen.options import WriteOptions


@pytest.mark.parametrize("name", STRINGS)
def test_generated_code_is_safe(name: str, tmp_path: Path) -> None:
    check_docs(write_docs(docs_with(STRINGS[name]), tmp_path))


def test_nothing_runs_when_imported(tmp_path: Path) -> None:
    packages = {}
    for number, text in enumerate(STRINGS.values()):
        read = resolved(write_docs(docs_with(text), tmp_path / str(number)))
        for target in TARGETS:
            packages[f"{target}_{number}"] = build_files(read, WriteOptions(target=target))
    check_imports(packages, tmp_path)
