"""The hooks, run by the real pre-commit in a repository of a user."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from building import REPOSITORY

pytestmark = pytest.mark.slow

PAGE = """# Kite

{text}


## Fields

| Field              | Type               | Required           | Description        |
| ------------------ | ------------------ | ------------------ | ------------------ |
| `name`             | *string*           | :heavy_check_mark: | N/A                |
"""


class Project:
    """A user's repository with docs and a hook."""

    def __init__(self, folder: Path, hook: str, home: Path) -> None:
        self.folder = folder
        self.home = home
        self.write("docs/models/kite.md", PAGE.format(text="Flies."))
        self.write("pyproject.toml", '[tool.mdgen]\ndocs = "docs"\nout = "models"\n')
        revision = self.git("rev-parse", "HEAD", cwd=REPOSITORY).strip()
        config = f"repos:\n- repo: {REPOSITORY}\n  rev: {revision}\n  hooks:\n  - id: {hook}\n"
        self.write(".pre-commit-config.yaml", config)
        self.git("init", "-q")
        self.git("add", "-A")

    def write(self, path: str, text: str) -> None:
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_text(text, encoding="utf-8")

    def git(self, *arguments: str, cwd: Path | None = None) -> str:
        command = ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", *arguments]
        return subprocess.run(
            command, cwd=cwd or self.folder, capture_output=True, text=True, check=True
        ).stdout

    def hooks(self) -> subprocess.CompletedProcess[str]:
        """Runs the hooks on what is staged."""
        self.git("add", "-A")
        environment = {**os.environ, "PRE_COMMIT_HOME": str(self.home)}
        command = [sys.executable, "-m", "pre_commit", "run"]
        return subprocess.run(
            command, cwd=self.folder, env=environment, capture_output=True, text=True, check=False
        )


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """pre-commit's own folder: it installs mdgen there, once for all tests."""
    if not (REPOSITORY / ".git").exists():
        pytest.skip("not a git checkout: pre-commit clones one")
    return tmp_path_factory.mktemp("pre-commit")


def test_build_hook_keeps_models_in_step(tmp_path: Path, home: Path) -> None:
    project = Project(tmp_path, "mdgen", home)
    first = project.hooks()
    assert first.returncode == 1, first.stdout + first.stderr
    assert (tmp_path / "models" / "kite.py").is_file()
    assert project.hooks().returncode == 0
    project.write("docs/models/kite.md", PAGE.format(text="Flies high."))
    changed = project.hooks()
    assert changed.returncode == 1
    assert "models: 1 updated" in changed.stdout
    assert "Flies high." in (tmp_path / "models" / "kite.py").read_text(encoding="utf-8")
    assert project.hooks().returncode == 0


def test_check_hook_tells_and_writes_nothing(tmp_path: Path, home: Path) -> None:
    project = Project(tmp_path, "mdgen-check", home)
    outcome = project.hooks()
    assert outcome.returncode == 1
    assert "missing: kite.py" in outcome.stdout
    assert not (tmp_path / "models").exists()
