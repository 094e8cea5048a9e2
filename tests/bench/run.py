"""Prints how mdgen's costs compare with those of other programs on the same docs.

    python tests/bench/run.py [--quick] [--only WORD] [--runs N] [--generator PYTHON] [--work DIR]

It needs the packed corpora beside the project. `--quick` leaves the large one out; `--only` keeps the rows whose name holds a word.
`--generator` is a Python with datamodel-code-generator; without it one is installed into an environment that is thrown away.
`--work` is a folder for what is written, one in memory where there is one: programs are compared, not disks, and ext4 gives out slowly the
inodes that an earlier run has freed.
Every figure is the median of runs in turn with what it is held against. The machine should have nothing else to do.
"""

from __future__ import annotations

import argparse
import compileall
import itertools
import json
import os
import re
import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree, rmtree

from closure import median_response, module
from measure import Cost, Job, cost, medians
from schemas import schema

import mdgen

LARGE, SMALL = "orq-typescript", "polar-typescript"
BASELINES = Path(__file__).parent / "baselines.py"
MDGEN: tuple[str, ...] = (sys.executable, "-m", "mdgen")
MEGABYTE = 1 << 20
IMPORT_RUNS = 15
IN_MEMORY = Path("/dev/shm")
IMPORT_ALL = """\
import importlib, pathlib, sys
top = pathlib.Path(sys.argv[1])
for file in sorted(top.rglob("*.py")):
    parts = file.relative_to(top.parent).with_suffix("").parts
    importlib.import_module(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
"""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: what was measured, how it compares, and the limit it is to keep; `at_least` tells which side is good."""

    what: str
    ratio: float
    limit: float
    detail: str
    at_least: bool = False

    def __str__(self) -> str:
        kept = self.ratio >= self.limit if self.at_least else self.ratio <= self.limit
        sign = ">=" if self.at_least else "<="
        verdict = "" if kept else "  MISSED"
        return f"{self.what:58} {self.ratio:8.2f}  {sign} {self.limit:<6g}{verdict}  {self.detail}"


def unpacked(name: str) -> Path:
    """The folder of a packed corpus, as the tests find it."""
    sys.path.append(str(Path(__file__).parent.parent))
    from corpora import corpus

    return corpus(name)


class Bench:
    """The docs of one corpus and a folder for everything that is made of them."""

    def __init__(self, name: str, work: Path, runs: int) -> None:
        self.name = name
        self.docs = unpacked(name) / "docs"
        self.work = work / name
        self.runs = runs
        self.work.mkdir()
        self.out = self.work / "package"
        self.cache = self.work / "cache"

    def build(self, docs: Path, prepare: Callable[[], object] = lambda: None) -> Job:
        command = (*MDGEN, "build", docs, "-o", self.out)
        return Job(command, {"MDGEN_CACHE_DIR": self.cache}, prepare)

    def cold(self) -> Job:
        """A build without a cache into a folder that is not there."""
        return self.build(self.docs, self.clear)

    def clear(self) -> None:
        """Puts package and cache out of the way. Removing them would be paid for by the next run, on a disk."""
        aside = Path(tempfile.mkdtemp(dir=self.work))
        for folder in (self.out, self.cache):
            if folder.exists():
                folder.rename(aside / folder.name)

    def baseline(self, name: str, *folders: Path) -> Job:
        return Job((sys.executable, BASELINES, name, *folders), {})

    def graph(self) -> dict[str, object]:
        command = (*MDGEN, "show", str(self.docs), "--json")
        shown = subprocess.run(command, check=True, capture_output=True, text=True)
        graph = json.loads(shown.stdout)
        assert isinstance(graph, dict)
        return graph


def cold_rows(bench: Bench) -> Iterator[Row]:
    found = medians(
        {"cold": bench.cold(), "parse": bench.baseline("parse", bench.docs)}, bench.runs
    )
    cold, parse = found["cold"], found["parse"]
    seconds = f"{cold.wall:.1f} s against {parse.wall:.1f} s"
    yield Row(f"{bench.name}: cold build, wall, of parsing", cold.wall / parse.wall, 2.5, seconds)
    memory = cold.memory / MEGABYTE
    yield Row(f"{bench.name}: cold build, memory in MB", memory, 300, "all processes")


def plain_rows(bench: Bench) -> Iterator[Row]:
    found = medians(
        {"cold": bench.cold(), "plain": bench.baseline("plain", bench.docs)}, (bench.runs + 1) // 2
    )
    cold, plain = found["cold"].cpu, found["plain"].cpu
    detail = f"{cold:.1f} s against {plain:.1f} s"
    yield Row(f"{bench.name}: plain pipeline, CPU, of cold build", plain / cold, 10, detail, True)


def unchanged_rows(bench: Bench) -> Iterator[Row]:
    cost(bench.cold())
    check = Job((*MDGEN, "check", bench.docs, "-o", bench.out), {"MDGEN_CACHE_DIR": bench.cache})
    jobs = {
        "build": bench.build(bench.docs),
        "check": check,
        "hash": bench.baseline("hash", bench.docs, bench.out),
        "start": Job((*MDGEN, "--version"), {}),
    }
    found = medians(jobs, bench.runs * 2 + 1)
    hashing, start = found["hash"].wall, found["start"].wall
    for name in ("build", "check"):
        wall = found[name].wall
        detail = f"{wall:.2f} s, {start:.2f} s of it start-up, against {hashing:.2f} s"
        ratio = (wall - start) / hashing
        yield Row(f"{bench.name}: no-op {name}, wall, of hashing", ratio, 1.5, detail)


def changed_rows(bench: Bench) -> Iterator[Row]:
    docs = bench.work / "docs"
    copytree(bench.docs, docs)
    page = _page_to_edit(docs)
    text = page.read_text(encoding="utf-8")
    numbers = itertools.count()
    bench.clear()
    cost(bench.build(docs))

    def edit() -> None:
        title, _, rest = text.partition("\n")
        page.write_text(f"{title}\n\nEdited {next(numbers)} times.\n{rest}", encoding="utf-8")

    # the no-op comes second, so that it finds what the build before it made
    jobs = {"changed": bench.build(docs, edit), "same": bench.build(docs)}
    found = medians(jobs, bench.runs * 2 + 1)
    changed, same = found["changed"].wall, found["same"].wall
    detail = f"{changed:.2f} s against {same:.2f} s"
    yield Row(f"{bench.name}: one page changed, wall, of no-op", changed / same, 1.3, detail)
    rmtree(docs)


def _page_to_edit(docs: Path) -> Path:
    """A page of a model in the middle of all."""
    pages = sorted(path for path in docs.rglob("*.md") if "components" in path.parts)
    return pages[len(pages) // 2]


def generator_rows(bench: Bench, python: Path) -> Iterator[Row]:
    document = bench.work / "schema.json"
    document.write_text(json.dumps(schema(bench.graph())), encoding="utf-8")
    command = (
        *(python, "-m", "datamodel_code_generator", "--input", document, "--no-formatters"),
        *("--input-file-type", "jsonschema", "--output", bench.work / "generated.py"),
        *("--output-model-type", "pydantic_v2.BaseModel"),
    )
    found = medians({"cold": bench.cold(), "other": Job(command, {})}, (bench.runs + 1) // 2)
    cold, other = found["cold"], found["other"]
    detail = f"{cold.cpu:.1f} s against {other.cpu:.1f} s, {other.memory / MEGABYTE:.0f} MB"
    name = f"{bench.name}: datamodel-code-generator, CPU, of cold build"
    yield Row(name, other.cpu / cold.cpu, 4, detail, True)


def import_rows(bench: Bench) -> Iterator[Row]:
    if not bench.out.exists():
        cost(bench.cold())
    model, needed = median_response(bench.graph())
    (bench.work / "by_hand.py").write_text(module(needed), encoding="utf-8")
    environment = {"PYTHONPATH": bench.work}
    source, name = _place(bench.out, model["id"], model["name"])
    jobs = {
        "model": Job((sys.executable, "-c", f"from {source} import {name}"), environment),
        "by hand": Job((sys.executable, "-c", "import by_hand"), environment),
    }
    medians(jobs, 1)  # writes the byte code
    found = medians(jobs, IMPORT_RUNS)
    one, by_hand = found["model"].wall, found["by hand"].wall
    detail = f"{one * 1000:.0f} ms against {by_hand * 1000:.0f} ms; {len(needed)} definitions"
    yield Row(f"{bench.name}: importing a model, wall, of by hand", one / by_hand, 1.2, detail)
    whole = Job((sys.executable, "-c", IMPORT_ALL, bench.out), environment)
    cost(whole)
    every = cost(whole).wall
    detail = f"{every:.1f} s against {one * 1000:.0f} ms"
    what = f"{bench.name}: importing the package, wall, of a model"
    yield Row(what, every / one, 20, detail, True)


def _place(package: Path, id_: str, title: str) -> tuple[str, str]:
    """The module of a definition and what it is called there, from the manifest."""
    files = json.loads((package / ".mdgen.json").read_text(encoding="utf-8"))["files"]
    path = next(path for path, entry in files.items() if f"{id_}.md" in entry[1:])
    text = (package / path).read_text(encoding="utf-8")
    folded = re.sub(r"\W", "", title)
    match = re.search(rf"^class ({re.escape(folded)}\w*)", text, re.MULTILINE | re.IGNORECASE)
    match = match or re.search(rf"\b({re.escape(folded)})\b", text, re.IGNORECASE)
    assert match, path
    return ".".join([package.name, *path.removesuffix(".py").split("/")]), match[1]


def start_rows() -> Iterator[Row]:
    executable = Path(sys.executable).with_name("mdgen")
    jobs = {
        "version": Job((executable, "--version"), {}),
        "click": Job((sys.executable, "-c", "import click"), {}),
    }
    medians(jobs, 1)
    found = medians(jobs, IMPORT_RUNS)
    version, click = found["version"].wall, found["click"].wall
    detail = f"{version * 1000:.0f} ms against {click * 1000:.0f} ms"
    yield Row("mdgen --version, wall, of importing click", version / click, 1.5, detail)


def size_rows(large: Bench, small: Bench) -> Iterator[Row]:
    found = medians({"large": large.cold(), "small": small.cold()}, large.runs)

    def page(bench: Bench, found: Cost) -> float:
        return found.cpu / sum("models" in path.parts for path in bench.docs.rglob("*.md"))

    dear, cheap = page(large, found["large"]), page(small, found["small"])
    detail = f"{dear * 1000:.2f} ms against {cheap * 1000:.2f} ms"
    yield Row("a page of the large docs, CPU, of one of the small", dear / cheap, 1.15, detail)


def generator_python(work: Path) -> Path:
    """A Python with datamodel-code-generator, in an environment of its own."""
    folder = work / "generator"
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    command = (python, "-m", "pip", "install", "--quiet", "datamodel-code-generator")
    subprocess.run(command, check=True)
    return python


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", default="")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--generator", type=Path)
    in_memory = IN_MEMORY if os.access(IN_MEMORY, os.W_OK) else None
    parser.add_argument("--work", type=Path, default=in_memory)
    options = parser.parse_args()
    # As in an installed package, whatever the environment says
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    compileall.compile_dir(str(Path(mdgen.__file__).parent), quiet=1)
    with tempfile.TemporaryDirectory(prefix="mdgen-bench-", dir=options.work) as folder:
        work = Path(folder)
        names = [SMALL] if options.quick else [SMALL, LARGE]
        benches = [Bench(name, work, options.runs) for name in names]
        wanted: list[tuple[str, Callable[[], Iterator[Row]]]] = [("start", start_rows)]
        for bench in benches:
            wanted += [
                (f"cold {bench.name}", lambda bench=bench: cold_rows(bench)),
                (f"unchanged {bench.name}", lambda bench=bench: unchanged_rows(bench)),
                (f"changed {bench.name}", lambda bench=bench: changed_rows(bench)),
                (f"plain {bench.name}", lambda bench=bench: plain_rows(bench)),
                (
                    f"generator {bench.name}",
                    lambda bench=bench: generator_rows(
                        bench, options.generator or generator_python(bench.work)
                    ),
                ),
            ]
        if len(benches) > 1:
            wanted.append((f"import {LARGE}", lambda: import_rows(benches[1])))
            wanted.append(("size", lambda: size_rows(benches[1], benches[0])))
        for name, rows in wanted:
            if options.only in name:
                for row in rows():
                    print(row, flush=True)


if __name__ == "__main__":
    main()
