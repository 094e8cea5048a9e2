"""The child process: tasks in, answers out. Generated code never runs in mdgen's own process."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from enum import Enum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

from mdgen.record import record
from mdgen.verify.tasks import Expected, Location, Task

CHILD = Path(__file__).with_name("child.py")

_LONGEST_ERROR = 2_000


class Stage(Enum):
    """How far an example came."""

    PASSED = ""
    IMPORT = "import"
    LOAD = "load"
    VARIANT = "variant"
    DUMP = "dump"
    LOST = "lost"
    LOAD_AGAIN = "load again"
    DUMP_AGAIN = "dump again"


@record
class Answer:
    """What became of a task: all went well, or the stage that failed and why."""

    stage: Stage
    message: str = ""


class ChildError(Exception):
    """The package can't be verified at all: it can't be imported, or takes the whole process down."""


class MissingLibraryError(Exception):
    """The package imports a library that is not installed; the message is its name."""


def ask(package: Path, tasks: Sequence[Task]) -> Iterator[Answer]:
    """One answer for each task, in order, as they come. ChildError if the package can't be imported or ends the process, MissingLibraryError if
    it needs a library that is not installed."""
    with (
        TemporaryDirectory(prefix="mdgen-") as folder,
        open(Path(folder, "errors"), "w+b") as errors,
    ):
        questions = Path(folder, "tasks")
        with questions.open("w", encoding="ascii") as file:
            file.writelines(json.dumps(_question(task)) + "\n" for task in tasks)
        command = [sys.executable, "-I", "-B", str(CHILD), str(package.resolve()), str(questions)]
        with subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
            encoding="ascii",
        ) as child:
            try:
                assert child.stdout is not None
                yield from _answers(child.stdout, tasks, child, errors)
            finally:
                child.kill()


def _answers(
    lines: IO[str], tasks: Sequence[Task], child: subprocess.Popen[str], errors: IO[bytes]
) -> Iterator[Answer]:
    answered = 0
    for line in lines:
        stage, *message = json.loads(line)
        if stage == "missing":
            raise MissingLibraryError(message[0])
        if stage == "fatal":
            raise ChildError(f"the package can't be imported: {message[0]}")
        answered += 1
        yield Answer(Stage(stage), *message)
    if answered < len(tasks):
        errors.seek(0)
        said = errors.read(_LONGEST_ERROR).decode(errors="replace").strip()
        reason = f"; it says: {said}" if said else ""
        raise ChildError(
            f"the process that imports the package ended with code {child.wait()}"
            f" after {answered:,} of {len(tasks):,} questions{reason}"
        )


def _question(task: Task) -> dict[str, Any]:
    location = task.location
    question: dict[str, Any] = {
        "package": location.package,
        "module": location.module,
        "name": location.name,
    }
    if task.has_value:
        question["json"] = task.json
        if task.expected is not None:
            question["expected"] = _spelled(task.expected)
    return question


def _spelled(expected: Expected) -> list[Any]:
    if isinstance(expected, Location):
        return ["class", [expected.package, expected.module, expected.name]]
    assert expected is not None
    return [expected[0], _spelled(expected[1])]
