"""Faults while a real `mdgen build` runs: the old package or the new one is there, or `check` says that it is not; the next build repairs it.

No file that mdgen does not own is ever changed or removed.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pages import model, models, row
from privileges import unprivileged

PAGES = 60
KILLS = 40 if os.environ.get("MDGEN_FUZZ") == "long" else 4
FOREIGN = {"mine.py": "mine = 1\n", "pier/mine.txt": "mine\n", "notes.md": "# Mine\n"}


class Sandbox:
    """Docs in two versions, an output folder with files of somebody else, a cache of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.docs = folder / "docs"
        self.out = folder / "out"
        self.before: tuple[str, ...] = ()
        self.environment = {**os.environ, "MDGEN_CACHE_DIR": str(folder / "cache")}
        for path, text in FOREIGN.items():
            (self.out / path).parent.mkdir(parents=True, exist_ok=True)
            (self.out / path).write_text(text, encoding="utf-8")

    def version(self, number: int) -> None:
        pages = {
            f"pier/boat{n}": model(f"Boat{n}", row("name"), row(f"v{number}")) for n in range(PAGES)
        }
        pages |= {f"pier/only{number}{n}": model(f"Only{number}{n}", row("x")) for n in range(10)}
        for old in (self.docs / "models").rglob("only*.md"):
            old.unlink()
        for path, page in models(pages).items():
            file = self.folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(page, encoding="utf-8")

    def start(self, *arguments: str, **options: object) -> subprocess.Popen[str]:
        command = [
            *self.before,
            sys.executable,
            "-m",
            "mdgen",
            *arguments,
            str(self.docs),
            "-o",
            str(self.out),
            "--dialect",
            "typescript",
        ]
        return subprocess.Popen(  # type: ignore[call-overload, no-any-return]
            command,
            env=self.environment,
            text=True,
            **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options},
        )

    def run(self, *arguments: str, **options: object) -> tuple[int, str]:
        process = self.start(*arguments, **options)
        out, err = process.communicate(timeout=120)
        assert "Traceback" not in (err or ""), err
        return process.returncode, f"{out}{err}"

    def repaired(self) -> None:
        """The next build brings all in step and leaves foreign files alone."""
        code, shown = self.run("build")
        assert code == 0, shown
        assert self.run("check")[0] == 0
        self.foreign()
        assert not [path for path in self.out.rglob("*") if "tmp" in path.name]

    def foreign(self) -> None:
        for path, text in FOREIGN.items():
            assert (self.out / path).read_text(encoding="utf-8") == text

    def is_whole(self) -> bool:
        """Whether all modules can be imported and are of one version."""
        code = "import sys, pkgutil, importlib; sys.path.insert(0, sys.argv[1]); import out\n"
        code += (
            "[importlib.import_module(m.name) for m in pkgutil.walk_packages(out.__path__, 'out.')]"
        )
        run = subprocess.run(
            [sys.executable, "-B", "-c", code, str(self.folder)], capture_output=True, check=False
        )
        versions = {
            found
            for file in self.out.rglob("boat*.py")
            for found in ("v1:", "v2:")
            if found in file.read_text()
        }
        return run.returncode == 0 and len(versions) == 1


@pytest.fixture
def sandbox(tmp_path: Path) -> Sandbox:
    made = Sandbox(tmp_path)
    made.version(1)
    assert made.run("build")[0] == 0
    return made


def test_killed(sandbox: Sandbox) -> None:
    moments = random.Random(7)
    start = time.monotonic()
    sandbox.version(2)
    sandbox.repaired()
    longest = (time.monotonic() - start) / 2
    for number in range(KILLS):
        sandbox.version(number % 2 + 1)
        build = sandbox.start("build", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(moments.uniform(0.3, 1) * longest)
        build.kill()
        build.wait()
        sandbox.foreign()
        in_step = sandbox.run("check")[0] == 0
        if in_step:
            assert sandbox.is_whole()
        sandbox.repaired()


def test_interrupted(sandbox: Sandbox) -> None:
    """Ctrl-C: exit code 130, no traceback."""
    codes = set()
    for number in range(4):
        sandbox.version(number % 2 + 1)
        build = sandbox.start("build")
        time.sleep(0.25 + number * 0.1)
        build.send_signal(signal.SIGINT)
        _, err = build.communicate(timeout=60)
        assert "Traceback" not in err, err
        codes.add(build.returncode)
        sandbox.foreign()
    assert codes <= {0, 130, -signal.SIGINT}
    sandbox.repaired()


def test_two_builds_at_once(sandbox: Sandbox) -> None:
    sandbox.version(2)
    builds = [sandbox.start("build") for _ in range(3)]
    shown = [build.communicate(timeout=120)[1] for build in builds]
    assert not any("Traceback" in text for text in shown), shown
    assert all(build.returncode in (0, 1) for build in builds)
    assert any(build.returncode == 0 for build in builds)
    sandbox.repaired()
    assert sandbox.is_whole()


@contextmanager
def small_disk(folder: Path, kilobytes: int) -> Iterator[None]:
    mount = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder)]
    try:
        mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except OSError:
        mounted = False
    if not mounted:
        pytest.skip("no file system can be mounted here")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_disk_full(sandbox: Sandbox) -> None:
    """One sentence, no traceback; what was there is still there."""
    sandbox.out = sandbox.folder / "full" / "out"
    (sandbox.folder / "full").mkdir()
    with small_disk(sandbox.folder / "full", 160):
        code, shown = sandbox.run("build")
        assert code == 1
        assert "space" in shown.lower() or "can't" in shown
        assert sandbox.run("check")[0] == 1


def test_cache_on_a_full_disk(sandbox: Sandbox) -> None:
    (sandbox.folder / "small").mkdir()
    with small_disk(sandbox.folder / "small", 8):
        sandbox.environment["MDGEN_CACHE_DIR"] = str(sandbox.folder / "small" / "cache")
        sandbox.version(2)
        sandbox.repaired()


def test_read_only_folder(sandbox: Sandbox) -> None:
    sandbox.before = unprivileged()
    sandbox.version(2)
    folder = sandbox.out / "pier"
    folder.chmod(0o500)
    try:
        code, shown = sandbox.run("build")
    finally:
        folder.chmod(0o700)
    assert code == 1
    assert "pier" in shown
    sandbox.repaired()


@pytest.mark.parametrize("name", ["closed", "pipe", "full"])
def test_stdout_that_takes_nothing(sandbox: Sandbox, name: str) -> None:
    sandbox.version(2)
    command = f'"{sys.executable}" -m mdgen build "{sandbox.docs}" -o "{sandbox.out}" --dialect typescript -v'
    redirected = {"closed": ">&-", "pipe": "| true", "full": ">/dev/full"}[name]
    run = subprocess.run(
        ["sh", "-c", f"{command} {redirected}"],
        capture_output=True,
        text=True,
        env=sandbox.environment,
        check=False,
    )
    assert "Traceback" not in run.stderr, run.stderr
    assert "Exception ignored" not in run.stderr, run.stderr
    sandbox.repaired()


def test_bad_caches_and_manifests(sandbox: Sandbox) -> None:
    """Truncated, foreign or of the future: as good as none."""
    randomly = random.Random(3)
    manifest = next(sandbox.out.glob(".mdgen*"))
    good = manifest.read_bytes()
    contents = [
        b"",
        good[: len(good) // 2],
        b"[]",
        b"null",
        b"\xff\xfe",
        b"[" * 20_000,
        b'{"version": 99999}',
        b'{"files": {"../x": ["", []]}}',
    ]
    for number, content in enumerate(contents):
        for file in (sandbox.folder / "cache").rglob("*"):
            if file.is_file():
                data = bytearray(file.read_bytes())
                for _ in range(randomly.choice((1, 40))):
                    data[randomly.randrange(len(data))] = randomly.randrange(256)
                file.write_bytes(bytes(data) if number % 3 else content)
        sandbox.version(number % 2 + 1)
        assert sandbox.run("build")[0] == 0
        assert sandbox.run("check")[0] == 0
        manifest.write_bytes(content)
        code, shown = sandbox.run("check")
        assert code == 1, shown
        code, shown = sandbox.run("build")
        assert code in (0, 1), shown
        sandbox.foreign()
        if code:
            assert sandbox.run("build", "--force")[0] == 0, shown
        assert sandbox.run("check")[0] == 0
        good = manifest.read_bytes()


@pytest.mark.parametrize("where", ["docs/generated", "."])
def test_out_and_docs_in_each_other(sandbox: Sandbox, where: str) -> None:
    sandbox.out = sandbox.folder / where
    before = {path: path.read_bytes() for path in sandbox.docs.rglob("*.md")}
    for _ in range(2):
        assert sandbox.run("build")[0] == 0
    assert sandbox.run("check")[0] == 0
    assert {path: path.read_bytes() for path in sandbox.docs.rglob("*.md")} == before


def test_strict_writes_nothing(sandbox: Sandbox) -> None:
    sandbox.version(2)
    (sandbox.docs / "models" / "broken.md").write_text(
        model("Broken", row("x", "*Nope*")), encoding="utf-8"
    )
    before = {path: path.read_bytes() for path in sandbox.out.rglob("*") if path.is_file()}
    assert sandbox.run("build", "--strict")[0] == 1
    assert {path: path.read_bytes() for path in sandbox.out.rglob("*") if path.is_file()} == before


def test_out_that_is_a_file_or_has_links(sandbox: Sandbox) -> None:
    outside = sandbox.folder / "outside"
    outside.mkdir()
    (outside / "boat1.py").write_text("theirs", encoding="utf-8")
    sandbox.out = sandbox.folder / "linked"
    sandbox.out.mkdir()
    os.symlink(outside, sandbox.out / "pier", target_is_directory=True)
    assert sandbox.run("build")[0] == 1
    assert (outside / "boat1.py").read_text(encoding="utf-8") == "theirs"
    assert len(list(outside.iterdir())) == 1
    sandbox.out = sandbox.folder / "file"
    sandbox.out.write_text("theirs", encoding="utf-8")
    assert sandbox.run("build")[0] == 1
    assert sandbox.out.read_text(encoding="utf-8") == "theirs"
