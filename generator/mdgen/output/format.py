"""Generated text as black leaves it, without paying for black where that is certain already."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from mdgen.output.stable import is_stable

if TYPE_CHECKING:
    from black import Mode


def format_module(text: str, stub: bool = False) -> str:
    """What `black --target-version py311` makes of a module's text; `stub`: the text of a `.pyi` file.

    Raises `ValueError` (black's `InvalidInput`) for text that is no Python. black is imported only if it is needed.
    """
    return text if is_stable(text, stub) else black_format(text, stub)


@lru_cache(maxsize=4096)
def black_format(text: str, stub: bool = False) -> str:
    """What black makes of the text, whatever it is."""
    # black takes 0.15 s to import
    from black import format_str

    return format_str(text, mode=_mode(stub))


@lru_cache(maxsize=2)
def _mode(stub: bool) -> Mode:
    from black import Mode
    from black.mode import TargetVersion

    return Mode(target_versions={TargetVersion.PY311}, is_pyi=stub)
