"""`python -m mdgen`, and the command `mdgen`."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from typing import NoReturn


def launch() -> NoReturn:
    """The command line as all that a process does: what a build has made is left to the system, for freeing it piece by piece takes the
    interpreter a tenth of the build's time."""
    # Importing makes many objects and no garbage; collecting while click and the stages are imported takes longer than hashing the docs.
    gc.disable()
    from mdgen.cli import main

    code: object = 0
    try:
        main()
    except SystemExit as leaving:
        code = leaving.code
    # A traceback takes the usual way out. What is echoed is flushed, but not what a library prints.
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, OSError, ValueError):
            stream.flush()
    os._exit(code if isinstance(code, int) else 0)


if __name__ == "__main__":
    launch()
