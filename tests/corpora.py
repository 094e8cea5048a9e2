"""The packed documentation corpora beside the project: real docs, to measure on. Tests that need them skip where they are absent."""

from __future__ import annotations

import functools
import subprocess
import tempfile
from pathlib import Path

import pytest

from building import REPOSITORY, Resolved, resolve_docs

PACKED = REPOSITORY.parent / "shared" / "corpus"
NAMES = sorted(path.name.removesuffix(".tar.xz") for path in PACKED.glob("*.tar.xz"))

needs_corpora = pytest.mark.skipif(not NAMES, reason=f"no packed corpora at {PACKED}")


@functools.cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="mdgen-corpora-")


@functools.cache
def corpus(name: str) -> Path:
    """The folder of a corpus, unpacked once a test process."""
    subprocess.run([str(PACKED / "unpack"), _folder().name, name], check=True, capture_output=True)
    return Path(_folder().name) / name


@functools.lru_cache(maxsize=2)
def resolved_corpus(name: str) -> Resolved:
    """A corpus after all passes; the last two are kept."""
    return resolve_docs(corpus(name))
