"""black itself, which is imported only when it is needed: that takes 0.15 s."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from black import Mode


@lru_cache(maxsize=4096)
def black_format(text: str, stub: bool = False) -> str:
    """What black makes of the text, whatever it is."""
    from black import format_str

    return format_str(text, mode=_mode(stub))


@lru_cache(maxsize=2)
def _mode(stub: bool) -> Mode:
    from black import Mode
    from black.mode import TargetVersion

    return Mode(target_versions={TargetVersion.PY311}, is_pyi=stub)
