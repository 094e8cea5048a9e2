"""The folder beside the generated files in which a build prepares its changes: lock, journal and staged files.

    OUT/.mdgen-build/journal    one line a file that is about to appear: its digest and path
    OUT/.mdgen-build/0, 1, …    the new contents, until they are renamed into place
    OUT/.mdgen-build/new/…      the same, where all of them are new: as they will stand, so that their folders are renamed as a whole

It exists while a build is writing. If it is there and nobody holds the lock on the journal, a build was interrupted; the journal then
tells which of the files in OUT may be its work. Nothing in it is a Python name, so no import sees it.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from mdgen.output.errors import OutputError
from mdgen.output.paths import is_generated

FOLDER = ".mdgen-build"
_JOURNAL = "journal"
_TREE = "new"
_DIGEST_LENGTH = 32
_FLAGS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _FLAGS

BUSY = "another build is writing to this folder"


def journal_of(out: Path) -> dict[str, tuple[str, ...]]:
    """`path: digests` of what interrupted builds (or one that runs now) were about to write; nothing if there are none."""
    journal = out / FOLDER / _JOURNAL
    try:
        if (out / FOLDER).is_symlink() or not journal.is_file() or journal.is_symlink():
            return {}
        text = journal.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return {}
    planned: dict[str, tuple[str, ...]] = {}
    for line in text.splitlines():
        digest, path = line[:_DIGEST_LENGTH], line[_DIGEST_LENGTH + 1 :]
        if is_generated(path):
            planned[path] = (*planned.get(path, ()), digest)
    return planned


def is_interrupted(out: Path) -> bool:
    """Whether a build began to write to the folder and has not finished (yet)."""
    try:
        if (out / FOLDER).is_symlink():
            return False
        names = os.listdir(out / FOLDER)
    except (FileNotFoundError, NotADirectoryError):
        return False
    # What else is in there is somebody else's
    return not names or any(name == _JOURNAL or name.isdecimal() for name in names)


class Staging:
    """The staging folder of one build, locked as long as it is open. `with Staging(out) as staging: …` releases the lock; the folder itself goes with
    `discard`, or stays as the mark of an interrupted build."""

    def __init__(self, out: Path) -> None:
        self.folder = out / FOLDER
        self._prefix = f"{self.folder}{os.sep}"
        self._journal = -1

    def __enter__(self) -> Staging:
        while self._journal < 0:
            self._open()
        return self

    def __exit__(self, *_: object) -> None:
        if self._journal >= 0:
            os.close(self._journal)
            self._journal = -1

    def _open(self) -> None:
        try:
            with suppress(FileExistsError):
                os.mkdir(self.folder)
            if self.folder.is_symlink():
                raise OutputError(f"{self.folder} is a symbolic link", "remove it")
            path = self._prefix + _JOURNAL
            journal = os.open(path, os.O_RDWR | os.O_CREAT | _FLAGS, 0o644)
        except FileNotFoundError:
            return  # a build that just ended took the folder with it: once more
        except OSError as error:
            raise _no_write(self.folder, error) from error
        if not _lock(journal):
            os.close(journal)
            raise OutputError(BUSY, "wait until it is done")
        if not _is_same(journal, path):
            os.close(journal)
            return
        self._journal = journal

    def plan(self, entries: Iterable[tuple[str, str]]) -> None:
        """Writes the journal: (path, digest) of everything that will appear. What an interrupted build planned stays in it."""
        text = "".join([f"{digest} {path}\n" for path, digest in entries])
        os.lseek(self._journal, 0, os.SEEK_END)
        _write_all(self._journal, text.encode())

    def put(self, number: int, data: bytes) -> str:
        """Writes one staged file; returns its path."""
        return self._put(str(number), data)

    def put_tree(self, contents: Iterable[tuple[str, bytes]]) -> list[tuple[str, str]]:
        """Writes (path, data) of a whole tree that is in the journal already; returns (staged path, name) of what is at its top."""
        tree = self._prefix + _TREE
        self._clear_tree(tree)
        # Made here, so nothing in it leads elsewhere.
        try:
            os.mkdir(tree)
        except FileExistsError as error:
            message = f"{tree} holds what no build wrote"
            raise OutputError(message, "remove it") from error
        made = {""}
        for path, data in contents:
            folder = path.rpartition("/")[0]
            if folder not in made:
                os.makedirs(f"{tree}{os.sep}{folder}", exist_ok=True)
                made.add(folder)
            self._put(f"{_TREE}{os.sep}{path}", data)
        return [(f"{tree}{os.sep}{name}", name) for name in sorted(os.listdir(tree))]

    def _clear_tree(self, tree: str) -> None:
        """Removes what builds can have left in the tree: files that the journal names, and empty folders. Nothing behind a link."""
        if os.path.islink(tree):
            raise OutputError(f"{tree} is a symbolic link", "remove it")
        if not os.path.isdir(tree):
            return
        planned = journal_of(self.folder.parent)
        real = _real_folders(tree, planned)
        for path in planned:
            if path.rpartition("/")[0] in real:
                with suppress(OSError):
                    os.unlink(f"{tree}{os.sep}{path}")
        for folder in reversed(real):
            with suppress(OSError):
                os.rmdir(f"{tree}{os.sep}{folder}" if folder else tree)

    def _put(self, name: str, data: bytes) -> str:
        path = self._prefix + name
        try:
            file = os.open(path, _NEW, 0o666)
        except FileExistsError:
            # What an interrupted build left can stand in its place already, under a second name: it was linked, and not yet unlinked.
            os.unlink(path)
            file = os.open(path, _NEW, 0o666)
        try:
            _write_all(file, data)
        finally:
            os.close(file)
        return path

    def discard(self) -> None:
        """Removes the folder with what is left in it; only what a build can have put there."""
        with suppress(OSError):
            self._clear_tree(self._prefix + _TREE)
            for entry in os.scandir(self.folder):
                if entry.name.isdecimal() and not entry.is_dir(follow_symlinks=False):
                    os.unlink(entry.path)
            # An open file can't be removed on Windows
            if sys.platform == "win32":
                self.__exit__()
            os.unlink(self._prefix + _JOURNAL)
            os.rmdir(self.folder)


def _real_folders(tree: str, paths: Iterable[str]) -> list[str]:
    """The folders of `paths` that are there with no link on the way to them, each behind those above it; "" is the tree itself."""
    parts = (path.split("/") for path in paths)
    folders = {"/".join(names[:end]) for names in parts for end in range(1, len(names))}
    real = {"": None}
    for folder in sorted(folders):
        is_real = folder.rpartition("/")[0] in real
        if is_real and stat.S_ISDIR(_mode(f"{tree}{os.sep}{folder}")):
            real[folder] = None
    return list(real)


def _mode(path: str) -> int:
    """What stands at the path itself, 0 if nothing does."""
    try:
        return os.lstat(path).st_mode
    except OSError:
        return 0


def _no_write(path: Path, error: OSError) -> OutputError:
    return OutputError(
        f"{path} can't be written: {error.strerror}", "check the folder's permissions"
    )


def _write_all(file: int, data: bytes) -> None:
    written = os.write(file, data)
    while written < len(data):
        written += os.write(file, data[written:])


def _is_same(file: int, path: str) -> bool:
    """Whether the open file is still the one at the path."""
    try:
        return os.path.samestat(os.fstat(file), os.stat(path, follow_symlinks=False))
    except OSError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> bool:
        try:
            # far beyond the journal's end, because others can't read a locked region
            os.lseek(file, 1 << 30, os.SEEK_SET)
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(file: int) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            # A file system without locks: one build at a time is up to the user
            return True
        return True
