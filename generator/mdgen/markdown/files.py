"""A page that lies on the disk."""

from __future__ import annotations

from mdgen.record import record


@record
class SourceFile:
    """A page that wasn't opened yet. `path` is posix and relative to the named folder; `id` is the path below the `docs` folder without
    suffix (`models/components/address`), which is what links point at; `file` is where it lies on the disk.
    """

    path: str
    id: str
    file: str
