"""A run without changes, without reading a page: the outcome of the last build of the same docs, options and code, by content.

The key is a digest of every page's path and content, of the options, and of mdgen's own code and templates; the value is what the build
said, and the digest of the manifest it wrote. If the output folder holds that manifest, and every file that the manifest lists as it lists it, then
a build would say the same and write nothing.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from mdgen.assets import template_folder
from mdgen.cache import Store, cache_folder, code_digest, digest, digest_files
from mdgen.cli.settings import Settings
from mdgen.diagnostics import Checked, Code, Diagnostic, Position
from mdgen.markdown.files import SourceFile
from mdgen.markdown.scan import Root, scan
from mdgen.output.files import intact
from mdgen.output.manifest import NAME
from mdgen.record import record

STORE = "builds"


@record
class Outcome:
    """What a build said: the digest of its manifest, how many files that lists, the findings and the closing lines."""

    manifest: str
    files: int
    diagnostics: tuple[Diagnostic, ...]
    closing: str


@record
class Listing:
    """The files of a docs folder as the key of a build has them: `pages` come first, `digests` are in the order of `files`; `base` is the key without
    the digests."""

    files: tuple[SourceFile, ...]
    pages: int
    digests: Sequence[bytes]
    base: bytes


class Memo:
    """The outcomes of earlier builds; with `--no-cache` it knows and remembers nothing. `scanned` are the files of the docs."""

    def __init__(self, settings: Settings, out: Path) -> None:
        self._store = Store(cache_folder() if settings.cache else None, STORE)
        self._parts: tuple[bytes, ...] = ()
        self._files: tuple[SourceFile, ...] = ()
        self._read: dict[str, bytes] = {}
        self._caches = settings.cache
        self.scanned = scan(settings.docs)
        self.is_single = settings.cache and settings.also is None and len(self.scanned.value) == 1
        self.key = b""
        self.listing: Listing | None = None
        if settings.cache:
            self._look(settings)
            # Where there is no package there is nothing to recall, and the pages are read anyway.
            if os.path.lexists(out / NAME):
                self._decide(_digests(self._files))

    def _look(self, settings: Settings) -> None:
        """Finds what the outcome depends on besides the pages' content."""
        templates = [template_folder()]
        if settings.write.template_dir is not None:
            templates.append(settings.write.template_dir)
        options = repr((settings.read, settings.resolve, settings.write))
        parts = [code_digest(*templates), options.encode()]
        if settings.also is not None:
            also = scan(settings.also)
            files = _files(also)
            parts += [*_names(also, files), b"".join(_digests(files))]
        self._files = _files(self.scanned)
        self._parts = (*parts, *_names(self.scanned, self._files))

    def _decide(self, digests: Sequence[bytes]) -> None:
        """Finds the key, from the digests of all files."""
        self.key = digest(*self._parts, b"".join(digests))
        if self.is_single:
            pages = len(self.scanned.value[0].pages)
            self.listing = Listing(self._files, pages, digests, digest(*self._parts))

    def read(self, file: SourceFile, data: bytes) -> None:
        """Is told what a build read."""
        if self._caches:
            self._read[file.path] = sha256(data).digest()

    def seal(self) -> None:
        """The key is that of the files as they were read; one that was not is looked at now."""
        if self._caches:
            known = self._read
            self._decide([known.get(file.path) or _digests([file])[0] for file in self._files])
            self._read = {}

    def known(self, key: bytes) -> Outcome | None:
        """The outcome of the build with another key, whatever the output folder holds."""
        return _decode(self._store.get(key))

    def recall(self, out: Path) -> Outcome | None:
        """The outcome of building these docs, if the output folder is as that build left it."""
        value = self._store.get(self.key) if self.key else None
        outcome = _decode(value)
        return outcome if outcome is not None and intact(out, outcome.manifest) else None

    def remember(self, outcome: Outcome) -> None:
        """Keeps the outcome of a build for runs to come."""
        if self.key:
            self._store.put(self.key, _encode(outcome))


def _files(scanned: Checked[tuple[Root, ...]]) -> tuple[SourceFile, ...]:
    return tuple(file for root in scanned.value for file in (*root.pages, *root.operations))


def _names(scanned: Checked[tuple[Root, ...]], files: Sequence[SourceFile]) -> tuple[bytes, bytes]:
    """What is where."""
    paths = "\n".join(file.path for file in files)
    found = "\n".join(map(repr, scanned.diagnostics))
    return paths.encode("utf-8", "surrogatepass"), found.encode("utf-8", "surrogatepass")


def _digests(files: Sequence[SourceFile]) -> list[bytes]:
    return digest_files([file.file for file in files])


def _encode(outcome: Outcome) -> dict[str, Any]:
    found = [
        [finding.code.name, finding.at.path, finding.at.line, finding.message, finding.in_also]
        for finding in outcome.diagnostics
    ]
    return {
        "manifest": outcome.manifest,
        "files": outcome.files,
        "found": found,
        "closing": outcome.closing,
    }


def _decode(value: Any) -> Outcome | None:
    """None for whatever is no outcome: a cache may hold anything."""
    try:
        found = tuple(
            Diagnostic(Code[code], Position(str(path), int(line)), str(message), bool(in_also))
            for code, path, line, message, in_also in value["found"]
        )
        return Outcome(str(value["manifest"]), int(value["files"]), found, str(value["closing"]))
    except (KeyError, TypeError, ValueError):
        return None
