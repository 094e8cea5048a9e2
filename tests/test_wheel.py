"""A wheel built from a clean checkout does the main job in an empty environment: templates and runtime modules are in it."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from building import REPOSITORY

pytestmark = pytest.mark.slow


def call(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def release(folder: Path, umask: int = 0o022, time: int | None = None) -> Path:
    """Clones what git tracks into a new folder and makes the files of a release of it; returns the folder that they are in. `time` is when the
    files of the clone were changed, in seconds since 1970; now, if None."""
    if not (REPOSITORY / ".git").exists():
        pytest.skip("not a git checkout: what a clean checkout holds is not known")
    folder.mkdir(parents=True)
    before = os.umask(umask)
    try:
        call("git", "clone", "-q", REPOSITORY, folder / "checkout", cwd=folder)
        if time is not None:
            for path in (folder / "checkout").rglob("*"):
                os.utime(path, (time, time))
        files = ("-d", folder / "dist", "-t", "sdist", "-t", "wheel")
        call(sys.executable, "-m", "hatchling", "build", *files, cwd=folder / "checkout")
    finally:
        os.umask(before)
    return folder / "dist"


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of a release of what git tracks."""
    return release(tmp_path_factory.mktemp("release") / "first")


@pytest.fixture(scope="module")
def wheel(dist: Path) -> Path:
    return next(dist.glob("*.whl"))


def test_a_release_can_be_made_again_byte_for_byte(dist: Path, tmp_path: Path) -> None:
    """From another clone at another place and time, made by somebody with another umask."""
    again = release(tmp_path / "a longer" / "way", umask=0o077, time=1_500_000_000)

    def digests(folder: Path) -> dict[str, str]:
        return {file.name: sha256(file.read_bytes()).hexdigest() for file in folder.iterdir()}

    assert len(digests(dist)) == 2
    assert digests(again) == digests(dist)


def test_wheel_holds_templates_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "mdgen/templates/shared/module.jinja" in names
    assert "mdgen/templates/pydantic/_model.py" in names
    assert "mdgen/templates/dataclass/_model.py" in names
    assert not [name for name in names if name.startswith(("tests", "input_docs", "generated"))]


def test_wheel_does_the_main_job(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "env", with_pip=True)
    binaries = tmp_path / "env" / "bin"
    call(binaries / "pip", "install", "-q", "--disable-pip-version-check", wheel, cwd=tmp_path)
    docs = REPOSITORY / "input_docs" / "typescript" / "docs"
    shown = call(
        binaries / "mdgen", "build", docs, "-o", "models", "--target", "dataclass", cwd=tmp_path
    )
    assert "74 pages" in shown
    code = "import models; print(models.Money.from_dict({'amount': '1.50', 'currency': 'EUR'}).to_dict())"
    assert (
        call(binaries / "python", "-c", code, cwd=tmp_path)
        == "{'amount': '1.50', 'currency': 'EUR'}\n"
    )
    call(binaries / "mdgen", "build", docs, "-o", "pydantic_models", cwd=tmp_path)
    call(binaries / "mdgen", "build", docs, "-o", "r", "--report", "report.html", cwd=tmp_path)
