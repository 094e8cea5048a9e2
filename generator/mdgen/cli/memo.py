"""A run without changes, without reading a page: the outcome of the last build of the same docs, options and code, by content.

The key is a digest of every page's path and content, of the options, and of mdgen's own code and templates; the value is what the build
said, and the digest of the manifest it wrote. If the output folder holds that manifest, and every file that the manifest lists as it lists it, then
a build would say the same and write nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mdgen.assets import template_folder
from mdgen.cache import Store, cache_folder, code_digest, digest, digest_files
from mdgen.cli.settings import Settings
from mdgen.diagnostics import Checked, Code, Diagnostic, Position
from mdgen.markdown.scan import Root, SourceFile, scan
from mdgen.output.files import intact

STORE = "builds"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build said: the digest of its manifest, how many files that lists, the findings and the closing lines."""

    manifest: str
    files: int
    diagnostics: tuple[Diagnostic, ...]
    closing: str


@dataclass(frozen=True, slots=True)
class Listing:
    """The files of a docs folder as the key of a build has them: `pages` come first, `digests` are in the order of `files`; `base` is the key without
    the digests."""

    files: tuple[SourceFile, ...]
    pages: int
    digests: Sequence[bytes]
    base: bytes


class Memo:
    """The outcomes of earlier builds; with `--no-cache` it knows and remembers nothing."""

    def __init__(self, settings: Settings) -> None:
        self._store = Store(cache_folder() if settings.cache else None, STORE)
        self.key = b""
        self.listing: Listing | None = None
        if settings.cache:
            self._look(settings)

    def _look(self, settings: Settings) -> None:
        """Finds the key: everything that the outcome depends on."""
        templates = [template_folder()]
        if settings.write.template_dir is not None:
            templates.append(settings.write.template_dir)
        options = repr((settings.read, settings.resolve, settings.write))
        parts = [code_digest(*templates), options.encode()]
        scanned = scan(settings.docs)
        names, digests, files = _look_at(scanned)
        base = digest(*parts, *names)
        if settings.also is not None:
            names_also, digests_also, _ = _look_at(scan(settings.also))
            parts += [*names_also, b"".join(digests_also)]
        elif len(scanned.value) == 1:
            self.listing = Listing(files, len(scanned.value[0].pages), digests, base)
        self.key = digest(*parts, *names, b"".join(digests))

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


def _look_at(
    scanned: Checked[tuple[Root, ...]],
) -> tuple[tuple[bytes, ...], list[bytes], tuple[SourceFile, ...]]:
    """What is where, and the digests of the files' contents."""
    files = tuple(file for root in scanned.value for file in (*root.pages, *root.operations))
    paths = "\n".join(file.path for file in files)
    found = "\n".join(map(repr, scanned.diagnostics))
    names = (paths.encode("utf-8", "surrogatepass"), found.encode("utf-8", "surrogatepass"))
    return names, digest_files([str(file.file) for file in files]), files


def _encode(outcome: Outcome) -> dict[str, Any]:
    found = [
        [finding.code.name, finding.at.path, finding.at.line, finding.message]
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
            Diagnostic(Code[code], Position(str(path), int(line)), str(message))
            for code, path, line, message in value["found"]
        )
        return Outcome(str(value["manifest"]), int(value["files"]), found, str(value["closing"]))
    except (KeyError, TypeError, ValueError):
        return None
