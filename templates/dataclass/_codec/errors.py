# Written by mdgen. Do not edit.
"""What is wrong with a JSON value, and where."""

from typing import Any, Self

MOST_PROBLEMS = 20
LONGEST_PATH = 200
LONGEST_VALUE = 60


class DecodeError(ValueError):
    """JSON that does not fit a model; `problems` are lines `path: what`."""

    def __init__(self, model: str, problems: tuple[str, ...]) -> None:
        super().__init__(model, problems)
        self.model = model
        self.problems = problems

    def __str__(self) -> str:
        if len(self.problems) == 1:
            return f"{self.model}: {self.problems[0]}"
        lines = "".join([f"\n  {problem}" for problem in self.problems])
        return f"{self.model}: {len(self.problems)} problems{lines}"


class MismatchError(Exception):
    """What is wrong with a value, while it is looked at from inside out."""

    def __init__(self, message: str = "") -> None:
        # a path has its innermost step first
        self.found: list[tuple[list[str | int], str]] = [([], message)] * bool(message)
        self.left_out = 0

    def add(self, step: str | int, inner: "MismatchError") -> Self:
        """Includes what is wrong with a part."""
        self.left_out += inner.left_out
        for path, message in inner.found:
            if len(self.found) < MOST_PROBLEMS:
                path.append(step)
                self.found.append((path, message))
            else:
                self.left_out += 1
        return self

    def lines(self) -> tuple[str, ...]:
        """The problems as people read them."""
        lines = [
            f"{where}: {message}" if (where := _path(path)) else message
            for path, message in self.found
        ]
        return (*lines, f"and {self.left_out} more") if self.left_out else tuple(lines)


def _path(steps: list[str | int]) -> str:
    text = ""
    for step in reversed(steps):
        if isinstance(step, int):
            text += f"[{step}]"
        elif step.isidentifier():
            text += f".{step}" if text else step
        else:
            text += f"[{quoted(step)}]"
        if len(text) > LONGEST_PATH:
            return f"{text[:LONGEST_PATH]}…"
    return text


def quoted(value: Any) -> str:
    """A JSON value, short and without control characters."""
    if isinstance(value, str):
        cut = value[:LONGEST_VALUE]
        shown = "".join([c if c.isprintable() else ascii(c)[1:-1] for c in cut])
        return f'"{shown}"' if cut == value else f'"{shown}…"'
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return "an array"
    if isinstance(value, int) and value.bit_length() > 200:
        return "a very large number"
    return repr(value)[:LONGEST_VALUE]


def refused(expected: str, value: Any) -> MismatchError:
    """A value that is not what is expected."""
    return MismatchError(f"expected {expected}, got {quoted(value)}")
