from __future__ import annotations

from pathlib import Path

from mdgen.output.apply import write
from mdgen.output.diff import MAX_DIFF_BYTES, diff
from mdgen.output.files import OutFile, compare

OLD = {"a.py": OutFile("one\ntwo\n"), "gone.py": OutFile("gone\n"), "same.py": OutFile("same\n")}
NEW = {"a.py": OutFile("one\nzwei\n"), "new.py": OutFile("new"), "same.py": OutFile("same\n")}


def test_a_diff_shows_what_a_build_would_do(tmp_path: Path) -> None:
    write(tmp_path, OLD)
    assert "".join(diff(tmp_path, NEW, compare(tmp_path, NEW))) == (
        "--- a/a.py\n+++ b/a.py\n@@ -1,2 +1,2 @@\n one\n-two\n+zwei\n"
        "--- a/gone.py\n+++ /dev/null\n@@ -1 +0,0 @@\n-gone\n"
        "--- /dev/null\n+++ b/new.py\n@@ -0,0 +1 @@\n+new\n\\ No newline at end of file\n"
    )


def test_nothing_differs(tmp_path: Path) -> None:
    write(tmp_path, OLD)
    assert list(diff(tmp_path, OLD, compare(tmp_path, OLD))) == []


def test_huge_and_unreadable_files_are_only_named(tmp_path: Path) -> None:
    (tmp_path / "a.py").mkdir()
    files = {"a.py": OutFile("x\n"), "big.py": OutFile("x" * (MAX_DIFF_BYTES + 1))}
    shown = list(diff(tmp_path, files, compare(tmp_path, files)))
    assert [text.splitlines()[-1] for text in shown] == ["(not shown)", "(not shown)"]
