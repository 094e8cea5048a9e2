"""The last step of a module's text: formatted as black formats it, and through the gate. One proof serves both where it succeeds."""

from __future__ import annotations

from typing import NamedTuple

from mdgen.output.formatter import black_format
from mdgen.output.gate import refusals
from mdgen.output.stable import prove


class Finished(NamedTuple):
    """`text` is black's; with `refusals` (`line 3: …`) it must not be written."""

    text: str
    refusals: tuple[str, ...] = ()


def finish(text: str, depth: int, stub: bool = False) -> Finished:
    """A module ready to be written. `depth` is the number of packages it is in, 1 for modules directly in the output folder; `stub` says
    that it is a `.pyi`. Never fails: text that is no Python is refused."""
    proof = prove(text, stub)
    if proof.proved and proof.level <= depth:
        return Finished(text)
    refused = refusals(text, depth)
    return Finished(text, refused) if refused else Finished(black_format(text, stub))
