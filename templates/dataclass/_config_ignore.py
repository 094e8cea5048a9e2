# Written by mdgen. Do not edit.
"""What models do with JSON keys that the docs don't mention: ignore them."""

from typing import Final

KEEP_EXTRA: Final[bool] = False
