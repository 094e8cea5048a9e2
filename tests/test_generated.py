"""What the project's own docs make, in every target and layout: packages that their owners can use, and that are the same every time."""

from __future__ import annotations

import ast
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from building import REPOSITORY, TARGETS, write_files
from whole_packages import (
    changed_by_black,
    import_everything,
    packages,
    pyright_faults,
    run,
    type_faults,
    variants,
)

VARIANTS = [name for name, _ in variants()]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all packages side by side."""
    folder = tmp_path_factory.mktemp("site")
    for name, files in packages():
        write_files(files, folder / name)
    return folder


def texts(site: Path, variant: str) -> dict[str, str]:
    """The files of a variant's packages; a text that several of them share stands once."""
    found: dict[str, str] = {}
    for file in sorted(site.glob(f"{variant}_*/**/*.py*")):
        if file.suffix == ".pyc":  # of another test, which imported the packages
            continue
        found.setdefault(file.read_text(encoding="utf-8"), str(file.relative_to(site)))
    return {path: text for text, path in found.items()}


def test_there_are_many(site: Path) -> None:
    assert len(list(site.iterdir())) > 100


@pytest.mark.filterwarnings("error")
def test_everything_compiles(site: Path) -> None:
    for file in site.rglob("*.py*"):
        if file.suffix == ".pyi":
            ast.parse(file.read_bytes())
        elif file.suffix == ".py":
            compile(file.read_bytes(), str(file), "exec", dont_inherit=True)


@pytest.mark.parametrize("target", TARGETS)
def test_everything_imports_without_a_warning(site: Path, target: str) -> None:
    names = sorted(path.name for path in site.glob(f"{target}_*"))
    counts = import_everything(site, names)
    assert counts["models"] > 600
    assert counts["modules"] > 800


def test_every_model_of_the_sample_docs_has_a_json_schema() -> None:
    """In a process of its own, which knows the checked-in package by its name."""
    program = (
        "from generated import go, python, typescript\n"
        "from pydantic import BaseModel\n"
        "models = {getattr(api, name) for api in (go, python, typescript) for name in api.__all__}\n"
        "models = {m for m in models if isinstance(m, type) and issubclass(m, BaseModel)}\n"
        "shown = [m.model_json_schema(mode=how) for m in models for how in ('validation', 'serialization')]\n"
        "print(len(shown))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(done.stdout) > 150


@pytest.mark.parametrize("variant", VARIANTS)
def test_black_changes_nothing(site: Path, variant: str) -> None:
    found = texts(site, variant)
    assert len(found) > 20
    assert changed_by_black(found.items()) == []


def test_ruff_has_nothing_to_say(site: Path) -> None:
    assert run(site, "ruff", "check", "--isolated", "--no-cache", "-q", ".") == ""


@pytest.mark.slow
def test_mypy_strict_has_nothing_to_say(site: Path, tmp_path: Path) -> None:
    assert type_faults(site, tmp_path) == ""


@pytest.mark.slow
def test_mypy_with_the_plugin_of_pydantic_has_nothing_to_say(site: Path, tmp_path: Path) -> None:
    config = tmp_path / "mypy.ini"
    config.write_text("[mypy]\nplugins = pydantic.mypy\n", encoding="utf-8")
    options = ("--strict", "--config-file", str(config), "--cache-dir", str(tmp_path / "cache"))
    assert run(site, "mypy", *options, "pydantic_page_sample_typescript") == ""


@pytest.mark.slow
def test_pyright_has_nothing_to_say(site: Path) -> None:
    assert pyright_faults(site) == ""


def digests() -> dict[str, str]:
    """The content of each package."""
    return {
        name: hashlib.sha256(
            json.dumps([(path, file.text) for path, file in files.items()]).encode()
        ).hexdigest()
        for name, files in packages()
    }


@pytest.mark.parametrize("seed", ["0", "1"])
def test_another_process_builds_the_same_bytes(seed: str) -> None:
    program = "import json, test_generated; print(json.dumps(test_generated.digests()))"
    places = (REPOSITORY / "tests", REPOSITORY / "generator")
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env={
            **os.environ,
            "PYTHONHASHSEED": seed,
            "PYTHONPATH": os.pathsep.join(map(str, places)),
        },
    )
    assert json.loads(done.stdout) == digests()
