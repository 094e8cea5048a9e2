"""What a build would change, as a unified diff."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from pathlib import Path

from mdgen.output.disk import read_bytes
from mdgen.output.files import Changes, OutFile

MAX_DIFF_BYTES = 1 << 20
"""Larger files are only named: a diff of them takes long and helps nobody."""


def diff(out: Path, files: Mapping[str, OutFile], changes: Changes) -> Iterator[str]:
    """The diff from the folder to what it should hold, a text for each file that differs, by path. Lines end with `\\n`."""
    differing = {
        *changes.create,
        *changes.update,
        *changes.delete,
        *changes.edited,
        *changes.foreign,
    }
    for path in sorted(differing):
        before = "" if path in changes.create else _read(out, path)
        after = files[path].text if path in files else ""
        if before is None or max(len(before), len(after)) > MAX_DIFF_BYTES:
            yield f"--- {path}\n+++ {path}\n(not shown)\n"
            continue
        yield "".join(
            line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
            for line in difflib.unified_diff(
                _lines(before),
                _lines(after),
                "/dev/null" if path in changes.create else f"a/{path}",
                f"b/{path}" if path in files else "/dev/null",
            )
        )


def _lines(text: str) -> list[str]:
    *whole, rest = text.split("\n")
    return [f"{line}\n" for line in whole] + ([rest] if rest else [])


def _read(out: Path, path: str) -> str | None:
    try:
        return read_bytes(str(out / path)).decode("utf-8", "replace")
    except OSError:
        return None
