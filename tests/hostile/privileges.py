"""A root that has to ask, too: to it, as to anybody, files and folders can be unreadable and read-only."""

from __future__ import annotations

import os
import subprocess
from functools import cache

import pytest

_DROP = ("setpriv", "--bounding-set=-dac_override,-dac_read_search")


@cache
def _drops() -> bool:
    try:
        return subprocess.run([*_DROP, "true"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def unprivileged() -> tuple[str, ...]:
    """What to put before a command so that permissions hold for it; skips the test where that can't be had."""
    if os.name != "posix":
        pytest.skip("permissions are POSIX's")
    if os.geteuid() != 0:
        return ()
    if not _drops():
        pytest.skip("run by root, and there is no setpriv to take its privileges away")
    return _DROP
