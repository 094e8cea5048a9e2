"""Compares generated files with the output folder, and makes the folder equal to them.

The folder can be somebody's source tree. mdgen owns what its manifest lists with the content that the manifest says, and what the journal of
an interrupted build says; everything else is the user's and is neither changed nor removed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path

from mdgen.output.disk import Disk, Entry, read_bytes
from mdgen.output.errors import OutputError
from mdgen.output.manifest import (
    NAME,
    Manifest,
    digest,
    parse_manifest,
    render_manifest,
)
from mdgen.output.paths import check_paths
from mdgen.output.staging import is_interrupted, journal_of
from mdgen.record import record


@record
class OutFile:
    """A generated file: its text, and the pages it comes from (posix, as the manifest is to name them)."""

    text: str
    sources: tuple[str, ...] = ()

    def data(self, path: str) -> bytes:
        """The bytes on disk. OutputError if the text has lone surrogates."""
        try:
            return self.text.encode()
        except UnicodeEncodeError as error:
            raise OutputError(f"{path} can't be written as UTF-8", paths=[path]) from error


@record
class Changes:
    """How a folder differs from what it should hold; paths are posix, relative, sorted.

    `create`: missing. `update`: mdgen's own, but not what it would write now. `delete`: mdgen's own, and no page any more. `same`: as it
    should be. `edited`: mdgen's own, and changed by somebody since. `abandoned`: the same, and no page any more. `foreign`: not mdgen's, and
    in the way. `manifest`: what the manifest is to be, None if it is that already. `interrupted`: a build has not finished. `newer`: the manifest is
    a later mdgen's. `seen` identifies what was compared, `digests` those of the files as they should be, by path, and `wanted` that of
    their manifest.
    """

    create: tuple[str, ...] = ()
    update: tuple[str, ...] = ()
    delete: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    edited: tuple[str, ...] = ()
    abandoned: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()
    manifest: bytes | None = field(default=None, repr=False)
    interrupted: bool = False
    newer: bool = False
    seen: str = ""
    digests: Mapping[str, str] = field(default_factory=dict, repr=False)
    wanted: str = ""

    @property
    def in_step(self) -> bool:
        """Whether nothing is to be done."""
        return not (
            self.create
            or self.update
            or self.delete
            or self.edited
            or self.abandoned
            or self.foreign
            or self.manifest is not None
            or self.interrupted
        )


def _manifest_data(out: Path) -> bytes | None:
    try:
        return read_bytes(str(out / NAME))
    except FileNotFoundError:
        return None
    except NotADirectoryError as error:
        raise OutputError(f"{out} is not a folder", "choose another output folder") from error
    except PermissionError as error:
        raise OutputError(f"{out / NAME} can't be read: {error.strerror}") from error
    except OSError:
        # A folder or a link in its place: a manifest that says nothing
        return b""


def read_manifest_data(out: Path, expected: str) -> bytes | None:
    """The manifest as it is on the disk, None if its digest is another one."""
    data = _manifest_data(out)
    return data if data is not None and digest(data) == expected else None


def wanted_manifest(files: Mapping[str, OutFile]) -> bytes:
    """The manifest that belongs to these files."""
    return _manifest(files, _digests(files))


def _digests(files: Mapping[str, OutFile]) -> dict[str, str]:
    return {path: digest(file.data(path)) for path, file in files.items()}


def _manifest(files: Mapping[str, OutFile], digests: Mapping[str, str]) -> bytes:
    entries = {path: (digests[path], file.sources) for path, file in files.items()}
    return render_manifest(entries).encode()


def compare(out: Path, files: Mapping[str, OutFile]) -> Changes:
    """How the folder differs from the files that it should hold. Reads every file; writes nothing.

    Raises `OutputError` for paths that must not be written and for a folder that can't be read.
    """
    check_paths(files)
    if os.path.lexists(out) and not out.is_dir():
        raise OutputError(f"{out} is not a folder", "choose another output folder")
    data = _manifest_data(out)
    manifest = Manifest() if data is None else parse_manifest(data)
    planned = journal_of(out)
    digests = _digests(files)
    wanted = _manifest(files, digests)
    try:
        found = _Comparison(Disk(out), manifest, planned).run(files)
    except OSError as error:
        raise OutputError(f"{error.filename or out} can't be read: {error.strerror}") from error
    return Changes(
        **{kind: tuple(sorted(paths)) for kind, paths in found.items()},
        manifest=wanted if data != wanted else None,
        interrupted=is_interrupted(out),
        newer=manifest.newer,
        seen=_seen(data, planned),
        digests=digests,
        wanted=digest(wanted),
    )


def look(out: Path) -> str:
    """What `Changes.seen` would be now: whether a comparison still holds as far as other builds are concerned."""
    return _seen(_manifest_data(out), journal_of(out))


def _seen(data: bytes | None, planned: Mapping[str, tuple[str, ...]]) -> str:
    return f"{digest(data or b'')} {digest(repr(sorted(planned.items())).encode())}"


class _Comparison:
    """One run over all files."""

    def __init__(
        self, disk: Disk, manifest: Manifest, planned: Mapping[str, tuple[str, ...]]
    ) -> None:
        self.disk = disk
        self.manifest = manifest
        self.planned = planned

    def run(self, files: Mapping[str, OutFile]) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {
            kind: []
            for kind in ("create", "update", "delete", "same", "edited", "abandoned", "foreign")
        }
        disk = self.disk
        for path, file in files.items():
            entry = disk.entry(path)
            if entry is Entry.MISSING:
                found["create"].append(path)
            elif entry is not Entry.FILE:
                found["foreign"].append(path)
            else:
                data = disk.read(path)
                kind = "same" if data == file.data(path) else self.differing(path, data)
                found[kind].append(path)
        for path in {*self.manifest.entries, *self.planned} - files.keys():
            # What is no file of its own any more was replaced by somebody, and is theirs
            if disk.entry(path) is Entry.FILE:
                data = disk.read(path)
                if self.owns(path, data):
                    found["delete"].append(path)
                elif path in self.manifest.entries:
                    found["abandoned"].append(path)
        return found

    def owns(self, path: str, data: bytes) -> bool:
        known = self.manifest.entries.get(path)
        digests = (*(known.digests if known else ()), *self.planned.get(path, ()))
        return bool(digests) and digest(data) in digests

    def differing(self, path: str, data: bytes) -> str:
        if self.owns(path, data):
            return "update"
        return "edited" if path in self.manifest.entries else "foreign"


_ENTRY = re.compile(r'^    "([^"\\]+)": \["([0-9a-f]{32})"', re.MULTILINE)


def intact(out: Path, expected: str) -> bool:
    """Whether the folder's manifest has the digest `expected`, every file is as it says, and no build was interrupted.

    That is all that a run without changes needs: which manifest belongs to given docs and options is known from the last build.
    """
    try:
        data = read_bytes(str(out / NAME))
        if digest(data) != expected or is_interrupted(out):
            return False
        # A manifest of ours has one line a file, which is found faster than JSON is read
        text = data.decode()
        entries = _ENTRY.findall(text)
        if len(entries) != text.count('": ["'):
            # The name of a page can hold anything
            manifest = parse_manifest(data)
            entries = [(path, entry.digests[0]) for path, entry in manifest.entries.items()]
        return _all_match(f"{out}{os.sep}", entries)
    except (OSError, UnicodeDecodeError):
        return False


def _all_match(prefix: str, entries: list[tuple[str, str]]) -> bool:
    for folder in {path.rpartition("/")[0] for path, _ in entries}:
        while folder:
            if os.path.islink(prefix + folder):
                return False
            folder = folder.rpartition("/")[0]
    return all(digest(read_bytes(prefix + path)) == known for path, known in entries)
