"""Whose fault it is that an example fails: the docs', whose own table says otherwise, or the models'."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from enum import Enum
from typing import assert_never

from mdgen.diagnostics import Code, Diagnostic
from mdgen.record import record
from mdgen.verify.process import Answer, Stage
from mdgen.verify.tasks import LeftOut, Task

MAX_DEFECTS = 3
"""Defects that one message spells out."""

_STAGES: Mapping[Stage, str] = {
    Stage.IMPORT: "the module can't be imported",
    Stage.LOAD: "the example is refused",
    Stage.VARIANT: "the union swallows the example",
    Stage.DUMP: "the loaded example can't be dumped",
    Stage.LOST: "the example does not come back as it was",
    Stage.LOAD_AGAIN: "the dumped example is refused",
    Stage.DUMP_AGAIN: "the dumped example does not come back as it was",
}

_ENDS: Mapping[Stage, str] = {
    Stage.LOAD: "the models refuse it",
    Stage.VARIANT: "it comes back as another variant",
}


class Outcome(Enum):
    """What became of a task. The docs are at fault where an example is `DEFECTIVE` (it came back equal all the same) or `REFUSED`, the models
    where it is a `FAULT`, or `BROKEN` (a definition without example that can't be imported)."""

    IMPORTED = "imported"
    PASSED = "passed"
    AMBIGUOUS = "ambiguous"
    DEFECTIVE = "defective"
    REFUSED = "refused"
    FAULT = "fault"
    BROKEN = "broken"


@record
class Judged:
    """A task with its answer. `is_ambiguous`: it comes back as a variant that it is an instance of as well."""

    task: Task
    answer: Answer
    is_ambiguous: bool = False

    @property
    def outcome(self) -> Outcome:
        failed = self.answer.stage is not Stage.PASSED
        if not self.task.has_value:
            return Outcome.BROKEN if failed else Outcome.IMPORTED
        if self.answer.stage is Stage.IMPORT:
            return Outcome.FAULT
        if self.task.defects:
            return Outcome.REFUSED if failed else Outcome.DEFECTIVE
        if self.is_ambiguous:
            return Outcome.AMBIGUOUS
        return Outcome.FAULT if failed else Outcome.PASSED


@record
class Account:
    """What became of everything of one target."""

    outcomes: Mapping[Outcome, int]
    left_out: Mapping[LeftOut, int]

    def count(self, *outcomes: Outcome) -> int:
        return sum(self.outcomes.get(outcome, 0) for outcome in outcomes)

    @property
    def examples(self) -> int:
        """How many were fed to the models."""
        without = self.count(Outcome.IMPORTED, Outcome.BROKEN)
        return sum(self.outcomes.values()) - without

    @property
    def equal(self) -> int:
        """How many came back equal."""
        return self.count(Outcome.PASSED, Outcome.AMBIGUOUS, Outcome.DEFECTIVE)


def account_of(judged: Iterable[Judged], left_out: Iterable[LeftOut]) -> Account:
    """The counts of one target."""
    return Account(Counter(case.outcome for case in judged), Counter(left_out))


def verdict(target: str, case: Judged) -> Diagnostic | None:
    """What is wrong with an example or with its model, None if nothing is."""
    task, answer = case.task, case.answer
    match case.outcome:
        case Outcome.PASSED | Outcome.IMPORTED:
            return None
        case Outcome.AMBIGUOUS:
            message = f"the example of {_which(case)}, which it fits as well"
            return Diagnostic(Code.AMBIGUOUS_EXAMPLE, task.at, message)
        case Outcome.DEFECTIVE | Outcome.REFUSED as outcome:
            shown = [str(defect) for defect in task.defects[:MAX_DEFECTS]]
            hidden = len(task.defects) - len(shown)
            more = f"; and {hidden:,} more" if hidden else ""
            end = "the models take it all the same"
            if outcome is Outcome.REFUSED:
                end = _ENDS.get(answer.stage, "it does not come back as it was")
            message = f"the example contradicts the docs: {'; '.join(shown)}{more}; {end}"
            return Diagnostic(Code.DOC_DEFECT, task.at, message)
        case Outcome.FAULT | Outcome.BROKEN:
            what = _which(case) if answer.stage is Stage.VARIANT else answer.message
            message = f"{task.name} ({target}): {_STAGES[answer.stage]}: {what}"
            return Diagnostic(Code.MODEL_FAULT, task.at, message)
        case outcome:
            assert_never(outcome)


def _which(case: Judged) -> str:
    assert case.task.variant is not None
    return f"variant {case.task.variant + 1} comes back as {case.answer.message}"
