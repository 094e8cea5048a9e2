"""Building packages in tests: docs in, files out, nothing written unless asked."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mdgen.diagnostics import Diagnostic, sort_diagnostics
from mdgen.ir.graph import TypeGraph
from mdgen.ir.tally import Tally
from mdgen.markdown.scan import scan
from mdgen.options import ReadOptions, ResolveOptions, WriteOptions
from mdgen.output.files import OutFile
from mdgen.pipeline import finish_files, read_docs, resolve, write
from mdgen.writer.render import File

REPOSITORY = Path(__file__).parents[1]
TARGETS = ("pydantic", "dataclass")


@dataclass(frozen=True, slots=True)
class Resolved:
    """Docs after all passes."""

    graphs: tuple[TypeGraph, ...]
    tally: Tally
    diagnostics: tuple[Diagnostic, ...]


def resolve_docs(
    docs: Path, read: ReadOptions | None = None, options: ResolveOptions | None = None
) -> Resolved:
    """The graphs of docs, and all that was found on the way."""
    roots = read_docs(scan(docs), read or ReadOptions())
    resolved = [resolve(root.graph, options or ResolveOptions()) for root in roots.value]
    diagnostics = [*roots.diagnostics, *(d for checked in resolved for d in checked.diagnostics)]
    return Resolved(
        tuple(checked.value for checked in resolved),
        sum((root.tally for root in roots.value), Tally()),
        sort_diagnostics(diagnostics),
    )


def render_files(resolved: Resolved, options: WriteOptions) -> dict[str, File]:
    """The files of a package before the last step."""
    return write(resolved.graphs, options).value


def build_files(resolved: Resolved, options: WriteOptions) -> dict[str, OutFile]:
    """The files of a package as they are to be on disk."""
    return finish_files(render_files(resolved, options))


def write_files(files: Mapping[str, OutFile], out: Path) -> None:
    """The files on disk."""
    for path, file in files.items():
        (out / path).parent.mkdir(parents=True, exist_ok=True)
        (out / path).write_text(file.text, encoding="utf-8", newline="")


def rewrites() -> bool:
    """Whether goldens are to be rewritten instead of compared: on request only."""
    return os.environ.get("MDGEN_REWRITE") == "1"
