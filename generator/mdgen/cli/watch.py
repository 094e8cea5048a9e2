"""`mdgen build --watch`: builds again whenever a page was saved, until it is interrupted."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

import click

from mdgen.cli import EXIT_INTERRUPTED
from mdgen.cli.messages import show_error
from mdgen.diagnostics import printable
from mdgen.markdown.scan import scan

INTERVAL = 0.5
"""Seconds between two looks at the docs."""

Signature: TypeAlias = dict[str, tuple[int, int, int]]


def signature(folders: Sequence[Path]) -> Signature:
    """What the files of docs look like from outside: size, time of change and inode by path. What it can't show, the next build's digests do."""
    found: Signature = {}
    for folder in folders:
        for root in scan(folder).value:
            for file in (*root.pages, *root.operations):
                try:
                    status = os.stat(file.file)
                except OSError:
                    continue
                seen = status.st_size, status.st_mtime_ns, status.st_ino
                found[file.file] = seen
    return found


def watch(folders: Sequence[Path], build: Callable[[], int], interval: float = INTERVAL) -> int:
    """Builds, and again after each change; a build that fails does not stop it. Returns the exit code once it is interrupted."""
    try:
        known = signature(folders)
        _build(build)
        click.echo("watching; Ctrl-C stops", err=True)
        while True:
            time.sleep(interval)
            seen = signature(folders)
            if seen != known:
                changed = sorted({path for path, _ in known.items() ^ seen.items()})
                known = seen
                click.echo(printable(_announced(changed)), err=True)
                _build(build)
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED


def _announced(paths: Sequence[str]) -> str:
    first = paths[0]
    more = f" and {len(paths) - 1:,} more" if len(paths) > 1 else ""
    return f"{first}{more} changed"


def _build(build: Callable[[], int]) -> None:
    """One build; what stops a single one is shown and waits for the next change."""
    try:
        build()
    except click.ClickException as error:
        show_error(error)
    except OSError as error:
        # A report's file that can't be written, for one
        show_error(click.ClickException(f"{error.filename or ''}: {error.strerror}"))
    # A build collects nothing, because most end with the process.
    gc.collect()
