"""Builds that are killed at any moment, in processes of their own."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

from mdgen.output.apply import write
from mdgen.output.files import OutFile, compare, intact
from mdgen.output.manifest import NAME, digest
from mdgen.output.staging import is_interrupted

ROUNDS = 6

CHILD = """
import sys
from pathlib import Path
from mdgen.output.apply import write
from mdgen.output.files import OutFile

def package(version):
    return {
        f"p{n % 7}/m{n}_{version if n % 3 == 0 else 'x'}.py": OutFile(f"n = {n if n % 2 else version}\\n" * 40)
        for n in range(120)
    }

if __name__ == "__main__":
    print("ready", flush=True)
    for version in range(10**9):
        write(Path(sys.argv[1]), package(version % 2))
"""


def package(version: int) -> dict[str, OutFile]:
    names: dict[str, object] = {"__name__": "child"}
    exec(CHILD, names)  # noqa: S102
    return names["package"](version)  # type: ignore[operator, no-any-return]


def test_a_killed_build_leaves_old_or_new_or_a_mark(tmp_path: Path) -> None:
    script = tmp_path / "child.py"
    script.write_text(CHILD)
    out = tmp_path / "out"
    moments = random.Random(5)
    marked = 0
    for _ in range(ROUNDS):
        child = subprocess.Popen(
            [sys.executable, str(script), str(out)], stdout=subprocess.PIPE, text=True
        )
        assert child.stdout
        child.stdout.readline()
        time.sleep(moments.uniform(0.02, 0.12))
        child.kill()
        child.wait()
        child.stdout.close()
        out.mkdir(exist_ok=True)
        (out / "mine.py").write_text("mine\n")
        if is_interrupted(out):
            marked += 1
        elif (out / NAME).exists():
            assert intact(out, digest((out / NAME).read_bytes()))
            assert compare(out, package(0)).in_step or compare(out, package(1)).in_step
        for version in (0, 1):
            write(out, package(version))
            assert compare(out, package(version)).in_step
        assert (out / "mine.py").read_text() == "mine\n"
    assert marked, "no build was killed while it wrote: the test says nothing"
