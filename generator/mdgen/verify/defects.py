"""What is wrong with a documented example, by the docs' own tables."""

from __future__ import annotations

from enum import Enum

from mdgen.record import record


class Contradiction(Enum):
    """How an example contradicts the page that it is an instance of."""

    UNKNOWN_KEY = "unknown key"
    MISSING_KEY = "missing key"
    UNKNOWN_VALUE = "unknown value"
    TYPE_CLASH = "type clash"
    NOT_JSON = "not JSON"


@record
class Defect:
    """`path` leads from the example's top to the place (`owner.tags[2]`, "" for the top itself); `problem` is what is wrong there."""

    kind: Contradiction
    path: str
    problem: str

    def __str__(self) -> str:
        return f"`{self.path}`: {self.problem}" if self.path else self.problem
