"""A wheel built from a clean checkout does the main job in an empty environment: templates and runtime modules are in it."""

from __future__ import annotations

import subprocess
import sys
import venv
import zipfile
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


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of what git tracks."""
    if not (REPOSITORY / ".git").exists():
        pytest.skip("not a git checkout: what a clean checkout holds is not known")
    folder = tmp_path_factory.mktemp("wheel")
    checkout = folder / "checkout"
    call("git", "-c", "advice.detachedHead=false", "clone", "-q", REPOSITORY, checkout, cwd=folder)
    call(
        sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", folder, checkout, cwd=folder
    )
    return next(folder.glob("*.whl"))


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
