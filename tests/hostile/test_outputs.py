"""What the commands print and what reports say: text of the docs is shown, never obeyed."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hostile_text import STRINGS, docs_with
from laws import SELECTOR, resolved, write_docs
from pages import model, models, row

from mdgen.options import ResolveOptions
from mdgen.passes.alignment import align
from mdgen.pipeline import resolve

SHOWN = ("escape-sequence", "bidi", "html", "annotation", "line-separator")


@pytest.mark.parametrize("name", SHOWN)
def test_no_output_holds_what_is_not_seen(name: str, tmp_path: Path) -> None:
    docs = write_docs(docs_with(STRINGS[name]), tmp_path)
    environment = {**os.environ, "MDGEN_CACHE_DIR": str(tmp_path / "cache")}
    reports = [f"report.{suffix}" for suffix in ("html", "md", "json")]

    def run(command: str, *options: str) -> str:
        line = [sys.executable, "-m", "mdgen", command, "docs", "--dialect", "typescript", *options]
        ran = subprocess.run(line, cwd=docs, env=environment, capture_output=True, check=False)
        return (ran.stdout + ran.stderr).decode()

    shown = run(
        "build", "-o", "out", "-v", *(part for report in reports for part in ("--report", report))
    )
    shown += run("show") + run("verify", "-o", "out")
    (tmp_path / "out" / "plain.py").write_text("", encoding="utf-8")
    shown += run("check", "-o", "out", "--diff")
    assert "Traceback" not in shown
    assert not [line for line in shown.split("\n") if line.startswith("::")]
    said = shown + "".join((tmp_path / report).read_text(encoding="utf-8") for report in reports)
    assert {c for c in said if not c.isprintable()} - {"\n", "\t", SELECTOR} == set()
    assert "<script>canary" not in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_namesakes_are_aligned_in_linear_time(tmp_path: Path) -> None:
    pages = models({f"d{n}/a": model("A", *(row(f"f{k}") for k in range(3))) for n in range(1_000)})
    read = resolved(write_docs(pages, tmp_path))
    graph = resolve(read.graphs[0], ResolveOptions()).value
    start = time.process_time()
    assert align(graph, graph).share == 1
    assert time.process_time() - start < 3
