"""Looks at the output folder without following symbolic links."""

from __future__ import annotations

import os
from enum import IntEnum
from pathlib import Path

CHUNK = 1 << 15
"""Bytes of one read; most files need one, and larger buffers cost more than a second read."""

_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


class Entry(IntEnum):
    """What a name in a folder is. Links and devices are `OTHER`."""

    MISSING = 0
    FILE = 1
    FOLDER = 2
    OTHER = 3


def read_bytes(path: str) -> bytes:
    """A file's content. OSError if it can't be read, or is a symbolic link."""
    file = os.open(path, _FLAGS)
    try:
        data = os.read(file, CHUNK)
        if len(data) < CHUNK:
            return data
        parts = [data]
        while data := os.read(file, CHUNK):
            parts.append(data)
        return b"".join(parts)
    finally:
        os.close(file)


class Disk:
    """Remembers listings of folders below `out`; paths are posix and relative to it, "" is the folder itself."""

    def __init__(self, out: Path) -> None:
        self.prefix = f"{out}{os.sep}"
        self._folders: dict[str, dict[str, Entry] | None] = {}

    def entry(self, path: str) -> Entry:
        """What is at a path. Below something that is no folder of its own everything is `OTHER`, below nothing `MISSING`."""
        folder, _, name = path.rpartition("/")
        names = self._folders.get(folder)
        if names is None:
            if folder not in self._folders:
                names = self._folders[folder] = self._list(folder)
            if names is None:
                above = self.entry(folder) if folder else Entry.MISSING
                return Entry.MISSING if above is Entry.MISSING else Entry.OTHER
        return names.get(name, Entry.MISSING)

    def read(self, path: str) -> bytes:
        return read_bytes(self.prefix + path)

    def _list(self, folder: str) -> dict[str, Entry] | None:
        if folder and self.entry(folder) is not Entry.FOLDER:
            return None
        names = {}
        try:
            with os.scandir(self.prefix + folder) as entries:
                for entry in entries:
                    if entry.is_file(follow_symlinks=False):
                        names[entry.name] = Entry.FILE
                    elif entry.is_dir(follow_symlinks=False):
                        names[entry.name] = Entry.FOLDER
                    else:
                        names[entry.name] = Entry.OTHER
        except FileNotFoundError:
            return None
        return names
