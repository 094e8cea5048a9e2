"""All examples of all graphs through one package."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

from mdgen.diagnostics import Checked, Diagnostic
from mdgen.ir.graph import TypeGraph
from mdgen.verify.process import Answer, Stage, ask
from mdgen.verify.rivals import Rivals
from mdgen.verify.tasks import LeftOut, Locations, Task, tasks_of
from mdgen.verify.verdicts import Account, Judged, account_of, verdict

Progress: TypeAlias = Callable[[Iterator[Answer], int], Iterable[Answer]]
"""Passes the answers on, of which there will be so many, and shows them coming."""


def verify(
    package: Path,
    graphs: Sequence[TypeGraph],
    where: Sequence[Locations],
    target: str,
    progress: Progress,
) -> Checked[Account]:
    """What becomes of the examples. Raises ChildError or MissingLibraryError if the package can't be imported."""
    tasks: list[Task] = []
    owners: list[Rivals] = []
    left_out: list[LeftOut] = []
    for graph, places in zip(graphs, where, strict=True):
        rivals = Rivals(graph)
        for task in tasks_of(graph, places):
            if isinstance(task, Task):
                tasks.append(task)
                owners.append(rivals)
            else:
                left_out.append(task)
    judged: list[Judged] = []
    found: list[Diagnostic] = []
    answers = progress(ask(package, tasks), len(tasks))
    for task, owner, answer in zip(tasks, owners, answers, strict=True):
        is_ambiguous = answer.stage is Stage.VARIANT and owner.any(task)
        case = Judged(task, answer, is_ambiguous)
        judged.append(case)
        diagnostic = verdict(target, case)
        if diagnostic is not None:
            found.append(diagnostic)
    return Checked(account_of(judged, left_out), tuple(found))
