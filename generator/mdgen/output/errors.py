"""What stops a build while text becomes files."""

from __future__ import annotations

from collections.abc import Iterable


class OutputError(Exception):
    """The output folder can't be written, or must not be. `message` says what and where, `advice` what to do, both in one line.

    `paths` are the files it is about, posix and relative to the output folder. Unless the message says otherwise, nothing was changed.
    """

    def __init__(self, message: str, advice: str = "", paths: Iterable[str] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice
        self.paths = tuple(paths)

    def __str__(self) -> str:
        return f"{self.message}; {self.advice}" if self.advice else self.message
