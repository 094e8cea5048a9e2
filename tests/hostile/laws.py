"""What must hold for a package, whatever its docs are."""

from __future__ import annotations

import ast
import io
import subprocess
import sys
import tokenize
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path

from hostile_text import CANARY

from building import REPOSITORY, TARGETS, Resolved, render_files, resolve_docs
from mdgen.cli.messages import show_diagnostics
from mdgen.diagnostics import Code, printable
from mdgen.options import Layout, ReadOptions, WriteOptions
from mdgen.output.files import OutFile
from mdgen.output.formatter import black_format
from mdgen.output.gate import refusals
from mdgen.output.paths import check_paths
from mdgen.pipeline import finish_files

# Written out once more: a test that takes the list from the gate would believe whatever the gate does.
CALLS = frozenset(
    [
        "ConfigDict",
        "Discriminator",
        "Field",
        "JsonKey",
        "TypeAliasType",
        "dataclass",
        "deprecated",
        "field",
        "lazy",
    ]
)
FILE_BROKEN = frozenset(
    {Code.UNREADABLE, Code.NOT_TEXT, Code.TOO_LARGE, Code.NO_PAGES, Code.UNKNOWN_LANGUAGE}
)

# An emoji's presentation selector is the one invisible character that prose may keep.
SELECTOR = "\ufe0f"


def write_docs(pages: Mapping[str, str | bytes], folder: Path) -> Path:
    """The pages on disk; lone surrogates become bytes that are no UTF-8."""
    for path, page in pages.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(page if isinstance(page, bytes) else page.encode("utf-8", "surrogatepass"))
    return folder


_ABOUT_ALL = (Code.WIRE_CASE_UNDECIDED, Code.UNUSED_OVERRIDE, Code.WITNESS_REFUSED)


def resolved(docs: Path, dialect: str | None = "typescript") -> Resolved:
    """Docs after all passes; findings are such that they can be shown."""
    read = resolve_docs(docs, ReadOptions(dialect))
    for found in read.diagnostics:
        line = printable(found.message)
        assert line.isprintable(), line
        assert found.at.path.isprintable(), f"a path that can forge output: {found.at.path!r}"
        # What is about the docs as a whole has no line.
        assert found.at.line >= 1 or found.code in _ABOUT_ALL
    show_diagnostics(read.diagnostics, docs, verbose=True)
    return read


def built(read: Resolved, target: str, layout: Layout = Layout.PAGE) -> dict[str, OutFile]:
    """The package, every module of which keeps the laws."""
    rendered = render_files(read, WriteOptions(target=target, layout=layout))
    files = finish_files(rendered)
    check_paths(files)
    for path, file in files.items():
        if not rendered[path].raw:
            check_module(path, file.text)
            assert file.text == black_format(rendered[path].text, path.endswith(".pyi")), path
    return files


def check_docs(docs: Path, dialect: str | None = "typescript") -> dict[str, dict[str, OutFile]]:
    """The packages of docs by target: lawful, and the same when made again."""
    read = resolved(docs, dialect)
    packages = {target: built(read, target) for target in TARGETS}
    again = resolved(docs, dialect)
    assert again == read
    for target, files in packages.items():
        rendered = render_files(again, WriteOptions(target=target))
        assert finish_files(rendered) == files
    return packages


def check_module(path: str, text: str) -> None:
    """A module compiles, passes the gate, calls nothing that it may not call, and hides nothing."""
    compile(text, path, "exec", dont_inherit=True)
    assert refusals(text, path.count("/") + 1) == (), path
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call):
            assert isinstance(node.func, ast.Name), f"{path}: {ast.unparse(node)}"
            assert node.func.id in CALLS, f"{path}: {ast.unparse(node)}"
    for number, line in enumerate(text.split("\n"), 1):
        hidden = [c for c in line if not c.isprintable() and c != SELECTOR]
        assert not hidden, f"{path}:{number}: {hidden}"
    check_names(path, text)


def check_names(path: str, text: str) -> None:
    """Names are plain ASCII, so that none looks like another or means another after normalisation."""
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.NAME:
            assert token.string.isascii(), f"{path}: {token.string}"
        elif token.type == tokenize.COMMENT:
            first = token.start[0] <= 2
            assert not (first and any(f"coding{sign}" in token.string for sign in ":=")), path
    folded = [unicodedata.normalize("NFKC", part).casefold() for part in path.split("/")]
    assert folded == path.split("/"), path


_IMPORT_ALL = """
import builtins, importlib, pkgutil, sys
from pathlib import Path
mark = Path(sys.argv[2])
builtins.canary = lambda *a: mark.write_text("ran")
sys.path.insert(0, sys.argv[1])
failed = []
for top in sys.argv[3:]:
    try:
        package = importlib.import_module(top)
        for module in pkgutil.walk_packages(package.__path__, top + "."):
            imported = importlib.import_module(module.name)
            for name in dir(imported):
                getattr(imported, name)
    except BaseException as error:
        failed.append(f"{top}: {type(error).__name__}: {str(error)[:300]}")
print("\\n".join(failed))
"""


def check_imports(packages: Mapping[str, Mapping[str, OutFile]], folder: Path) -> None:
    """All modules of all packages can be imported, in another process, and run nothing that their docs brought."""
    out, mark = folder / "out", folder / "mark"
    for name, files in packages.items():
        for path, file in files.items():
            (out / name / path).parent.mkdir(parents=True, exist_ok=True)
            (out / name / path).write_bytes(file.text.encode())
    before = set(_files(folder))
    run = subprocess.run(
        [sys.executable, "-B", "-I", "-c", _IMPORT_ALL, str(out), str(mark), *packages],
        capture_output=True, text=True, cwd=folder, timeout=300, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert not run.stdout.strip(), run.stdout
    assert not mark.exists(), "text of the docs was run"
    assert set(_files(folder)) == before


def _files(folder: Path) -> Iterable[Path]:
    return (path for path in folder.rglob("*") if "__pycache__" not in path.parts)


__all__ = [
    "CANARY", "REPOSITORY", "built", "check_docs", "check_imports", "check_module", "resolved", "write_docs",
]  # fmt: skip
