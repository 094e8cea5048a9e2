"""What a person sees of a long run: one line on standard error that is written over, on terminals only."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

import click

T = TypeVar("T")

AFTER = 1.0
"""Seconds before counting is shown."""
EVERY = 0.2
"""Seconds between two counts."""

_CLEAR = "\r\x1b[K"


def say(what: str) -> None:
    """Shows what is being done; "" clears the line."""
    if sys.stderr.isatty():
        click.echo(f"{_CLEAR}{what}", err=True, nl=False)


def count(items: Iterable[T], total: int, what: str) -> Iterator[T]:
    """The same items, with how many there were, once it takes longer than a moment."""
    shown = started = time.monotonic()
    for number, item in enumerate(items, 1):
        now = time.monotonic()
        if now - started > AFTER and now - shown > EVERY:
            shown = now
            say(f"{what}: {number:,} of {total:,}")
        yield item
