"""Generated text as black leaves it, without paying for black where that is certain already."""

from __future__ import annotations

from mdgen.output.formatter import black_format
from mdgen.output.stable import is_stable


def format_module(text: str, stub: bool = False) -> str:
    """What `black --target-version py311` makes of a module's text; `stub`: the text of a `.pyi` file.

    Raises `ValueError` (black's `InvalidInput`) for text that is no Python.
    """
    return text if is_stable(text, stub) else black_format(text, stub)
