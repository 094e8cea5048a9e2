"""`mdgen build --watch` as a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from mdgen.cli import EXIT_INTERRUPTED
from mdgen.cli.watch import signature, watch

PAGE = """# Lamp

## Fields

| Field | Type | Required | Description |
| --- | --- | --- | --- |
| `watts` | *string* | :heavy_check_mark: | {text} |
"""
PATIENCE = 60.0


def wait_for(what: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < end
        time.sleep(0.05)


def heed_interrupts() -> None:
    """What a shell starts in the background ignores Ctrl-C, and hands that down: to CI, to these tests, to what they start."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_a_report_that_cannot_be_written_does_not_stop_it(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    def build() -> int:
        if not (tmp_path / "page.md").exists():
            (tmp_path / "page.md").write_text("# A", encoding="utf-8")
            raise IsADirectoryError(21, "Is a directory", "r.md")
        raise KeyboardInterrupt

    (tmp_path / "docs").mkdir()
    assert watch([tmp_path], build, interval=0.01) == EXIT_INTERRUPTED
    assert "Error: r.md: Is a directory" in capfd.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is another thing there")
def test_a_saved_page_is_built_and_errors_do_not_stop_it(tmp_path: Path) -> None:
    page = tmp_path / "docs" / "models" / "components" / "lamp.md"
    page.parent.mkdir(parents=True)
    page.write_text(PAGE.format(text="Its power."), encoding="utf-8")
    log = tmp_path / "log"
    environment = {
        **os.environ,
        "MDGEN_CACHE_DIR": str(tmp_path / "cache"),
        "PYTHONUNBUFFERED": "1",
    }
    arguments = ["build", str(tmp_path / "docs"), "-o", str(tmp_path / "out"), "--watch"]
    module = tmp_path / "out" / "components" / "lamp.py"

    def written() -> str:
        return module.read_text(encoding="utf-8") if module.exists() else ""

    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "mdgen", *arguments, "--dialect", "typescript"],
            env=environment, stdout=output, stderr=output, preexec_fn=heed_interrupts,
        )  # fmt: skip
        try:
            wait_for(lambda: "watching" in log.read_text(encoding="utf-8"))
            assert "Its power." in written()
            page.write_text(PAGE.format(text="Power in watts."), encoding="utf-8")
            wait_for(lambda: "Power in watts." in written())
            wait_for(lambda: log.read_text(encoding="utf-8").count("updated") == 1)
            module.write_text("mine = 1\n", encoding="utf-8")
            page.write_text(PAGE.format(text="Something else."), encoding="utf-8")
            wait_for(lambda: "edited since mdgen wrote it" in log.read_text(encoding="utf-8"))
            assert process.poll() is None
            process.send_signal(signal.SIGINT)
            assert process.wait(PATIENCE) == EXIT_INTERRUPTED
        finally:
            process.kill()
    assert "Traceback" not in log.read_text(encoding="utf-8")


def test_signature_sees_what_is_added_changed_and_gone(tmp_path: Path) -> None:
    page = tmp_path / "docs" / "models" / "lamp.md"
    page.parent.mkdir(parents=True)
    page.write_text("# Lamp\n", encoding="utf-8")
    first = signature([tmp_path])
    page.write_text("# Lamps\n", encoding="utf-8")
    second = signature([tmp_path])
    other = page.with_name("other.md")
    other.write_text("# Other\n", encoding="utf-8")
    third = signature([tmp_path])
    other.unlink()
    assert len({repr(sorted(one.items())) for one in (first, second, third)}) == 3
    assert signature([tmp_path]) == second


def test_nothing_is_built_without_a_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "lamp.md").write_text("# Lamp\n", encoding="utf-8")
    builds: list[int] = []
    looks: list[float] = []

    def sleep(seconds: float) -> None:
        looks.append(seconds)
        if len(looks) == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr(time, "sleep", sleep)
    assert watch([tmp_path], lambda: builds.append(1) or 0) == EXIT_INTERRUPTED  # type: ignore[func-returns-value]
    assert builds == [1]
