# Written by mdgen. Do not edit.
"""What models do with JSON keys that the docs don't mention: keep them."""

from typing import Final, Literal

EXTRA: Final[Literal["allow", "ignore"]] = "allow"
