# Written by mdgen. Do not edit.
"""What models do with JSON keys that the docs don't mention: keep them."""

from typing import Final

KEEP_EXTRA: Final[bool] = True
