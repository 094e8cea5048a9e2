"""Writes changes to the output folder: staged first, then renamed into place, the manifest last.

At every moment the folder is the old package or the new one, or has a staging folder that says that it may be neither; the next build then
finishes the work. Nothing is forced to the disk's platters: what a power cut leaves behind is found out by the hashes.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from mdgen.output.errors import OutputError
from mdgen.output.files import Changes, OutFile, compare, look, read_manifest_data
from mdgen.output.manifest import NAME, digest, replaced_entry
from mdgen.output.staging import Staging, journal_of

_SHOWN = 5


def write(out: Path, files: Mapping[str, OutFile], force: bool = False) -> Changes:
    """Makes the folder hold these files, and returns what had to be changed. Without changes nothing is touched.

    `force` overwrites generated files that somebody edited, and gives up (leaves alone, and no longer lists) edited ones without a page.
    Raises `OutputError`.
    """
    changes = compare(out, files)
    if not changes.in_step:
        apply(out, files, changes, force)
    return changes


def apply(out: Path, files: Mapping[str, OutFile], changes: Changes, force: bool = False) -> None:
    """Carries out the changes that `compare` found. Raises `OutputError`, before anything is changed if that can be known before."""
    refuse(changes, force)
    created = _make_folder(out)
    inherited = bool(journal_of(out))
    with Staging(out) as staging:
        if look(out) != changes.seen:
            changes = compare(out, files)
            refuse(changes, force)
        pending = [*changes.create, *changes.update, *changes.edited]
        try:
            _check_writable(out, [*pending, *changes.delete])
            is_new = _is_new(out, changes)
            staged = _stage(staging, files, pending, changes.digests, is_new)
        except BaseException as error:
            if not inherited:
                staging.discard()
            _remove_folders(created)
            if isinstance(error, OSError):
                raise _failed(error, out) from error
            raise
        try:
            _place(out, staged, changes)
            if changes.manifest is not None:
                os.replace(staging.put(len(staged), changes.manifest), out / NAME)
        except OSError as error:
            raise _failed(error, out, "; the folder is half written, build again") from error
        staging.discard()


def rewrite(out: Path, files: Mapping[str, OutFile], expected: str) -> bytes | None:
    """Replaces some files of a folder that is known to be as its manifest says (`intact`), and their entries in the manifest.

    `expected` is the digest of that manifest. Returns the new manifest, which is what `wanted_manifest` would make of all files; None, and
    nothing is changed, if the folder isn't what was expected: then `write` has to look at all of it. Raises `OutputError`.
    """
    data = read_manifest_data(out, expected)
    wanted = data
    for path, file in files.items():
        wanted = wanted and replaced_entry(wanted, path, digest(file.data(path)), file.sources)
    if data is None or wanted is None:
        return None
    if wanted == data:
        return data
    with Staging(out) as staging:
        if journal_of(out):
            return None
        if read_manifest_data(out, expected) is None:
            staging.discard()
            return None
        paths = list(files)
        try:
            _check_writable(out, paths)
            digests = {path: digest(file.data(path)) for path, file in files.items()}
            staged = _stage(staging, files, paths, digests)
        except BaseException as error:
            staging.discard()
            if isinstance(error, OSError):
                raise _failed(error, out) from error
            raise
        try:
            _place(out, staged, Changes(update=tuple(paths)))
            os.replace(staging.put(len(staged), wanted), out / NAME)
        except OSError as error:
            raise _failed(error, out, "; the folder is half written, build again") from error
        staging.discard()
    return wanted


def refuse(changes: Changes, force: bool = False) -> None:
    """Raises `OutputError` if the changes must not be carried out: files of the user are in the way, or were edited."""
    if changes.foreign:
        raise OutputError(
            f"{_named(changes.foreign)} in the way, and not written by mdgen",
            "move or delete what is in the way",
            changes.foreign,
        )
    if force:
        return
    if changes.newer:
        raise OutputError(
            f"{NAME} was written by a later version of mdgen", "update mdgen, or use --force"
        )
    if changes.edited:
        raise OutputError(
            f"{_named(changes.edited)} edited since mdgen wrote it",
            "undo the edit, or use --force to overwrite it",
            changes.edited,
        )
    if changes.abandoned:
        raise OutputError(
            f"{_named(changes.abandoned)} edited since mdgen wrote it, and has no page any more",
            "delete it, or use --force to keep it as your own",
            changes.abandoned,
        )


def _named(paths: tuple[str, ...]) -> str:
    shown = ", ".join(paths[:_SHOWN])
    more = len(paths) - _SHOWN
    return (f"{shown} and {more} more" if more > 0 else shown) + (
        " is" if len(paths) == 1 else " are"
    )


def _failed(error: OSError, out: Path, state: str = "") -> OutputError:
    reason = error.strerror or str(error)
    where = error.filename2 or error.filename or out
    return OutputError(f"{where} can't be written: {reason}{state}")


def _make_folder(out: Path) -> list[Path]:
    """Creates the folder and those above; returns the new ones, innermost first."""
    missing = []
    folder = out
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _failed(error, out) from error
    return missing


def _remove_folders(folders: Iterable[Path]) -> None:
    for folder in folders:
        with suppress(OSError):
            folder.rmdir()


def _check_writable(out: Path, paths: Iterable[str]) -> None:
    """Finds folders that can't be written to before the first file is changed."""
    for folder in sorted({path.rpartition("/")[0] for path in paths}):
        place = out / folder
        if place.exists() and not os.access(place, os.W_OK | os.X_OK):
            raise OutputError(f"{place} can't be written to", "check the folder's permissions")


def _is_new(out: Path, changes: Changes) -> bool:
    """Whether there is nothing yet where the package's files and folders will stand."""
    if changes.update or changes.edited or changes.delete:
        return False
    tops = {path.partition("/")[0] for path in changes.create}
    return not any(os.path.lexists(out / top) for top in tops)


def _stage(
    staging: Staging,
    files: Mapping[str, OutFile],
    pending: list[str],
    digests: Mapping[str, str],
    is_new: bool = False,
) -> list[tuple[str, str]]:
    """Writes journal and contents beside; returns (staged path, path) of each, or of each file and folder at the top if all `is_new`."""
    paths = [path for path in pending if path in files]
    contents = ((path, files[path].data(path)) for path in paths)
    staging.plan((path, digests[path]) for path in paths)
    if is_new:
        return staging.put_tree(contents)
    return [(staging.put(number, data), path) for number, (path, data) in enumerate(contents)]


def _place(out: Path, staged: list[tuple[str, str]], changes: Changes) -> None:
    """Renames and removes."""
    prefix = f"{out}{os.sep}"
    replaced = {*changes.update, *changes.edited}
    for folder in sorted({path.rpartition("/")[0] for _, path in staged} - {""}):
        os.makedirs(prefix + folder, exist_ok=True)
    for source, path in staged:
        if path in replaced:
            os.replace(source, prefix + path)
        elif os.path.isdir(source):
            # Fails if there is something in a folder of that name by now
            os.rename(source, prefix + path)
        else:
            _place_new(source, prefix + path)
    folders = set()
    for path in changes.delete:
        os.unlink(prefix + path)
        _forget_bytecode(prefix + path)
        folders.add(path.rpartition("/")[0])
    for folder in sorted(folders, reverse=True):
        while folder:
            try:
                os.rmdir(prefix + folder)
            except OSError:
                break
            folder = folder.rpartition("/")[0]


def _place_new(source: str, target: str) -> None:
    """Renames to a name that must still be free: what appeared there since the comparison is not ours."""
    try:
        os.link(source, target, follow_symlinks=False)
    except FileExistsError as error:
        raise OSError(error.errno, "something else appeared there", target) from error
    except OSError:
        # A file system without hard links
        if os.path.lexists(target):
            raise
        os.rename(source, target)
    else:
        os.unlink(source)


def _forget_bytecode(module: str) -> None:
    """Python's cached byte code of a removed module would keep its folder alive."""
    folder, name = os.path.split(module)
    stem = name.removesuffix(".py")
    cache = os.path.join(folder, "__pycache__")
    if stem == name or os.path.islink(cache):
        return
    with suppress(OSError), os.scandir(cache) as entries:
        for entry in entries:
            if entry.name.startswith(f"{stem}.cpython-") and entry.name.endswith(".pyc"):
                os.unlink(entry.path)
    with suppress(OSError):
        os.rmdir(cache)
