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
from mdgen.diagnostics import Code, Diagnostic, Position
from mdgen.markdown.scan import scan
from mdgen.output.files import intact

STORE = "builds"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build said: the digest of its manifest, how many files that lists, the findings and the closing lines."""

    manifest: str
    files: int
    diagnostics: tuple[Diagnostic, ...]
    closing: str


class Memo:
    """The outcomes of earlier builds; with `--no-cache` it knows and remembers nothing."""

    def __init__(self, settings: Settings) -> None:
        self._store = Store(cache_folder() if settings.cache else None, STORE)
        self._key = _key(settings) if settings.cache else b""

    def recall(self, out: Path) -> Outcome | None:
        """The outcome of building these docs, if the output folder is as that build left it."""
        value = self._store.get(self._key) if self._key else None
        outcome = _decode(value)
        return outcome if outcome is not None and intact(out, outcome.manifest) else None

    def remember(self, outcome: Outcome) -> None:
        """Keeps the outcome of a build for runs to come."""
        if self._key:
            self._store.put(self._key, _encode(outcome))


def _key(settings: Settings) -> bytes:
    """Everything that the outcome depends on."""
    templates = [template_folder()]
    if settings.write.template_dir is not None:
        templates.append(settings.write.template_dir)
    options = repr((settings.read, settings.resolve, settings.write))
    docs = [folder for folder in (settings.docs, settings.also) if folder is not None]
    parts = [code_digest(*templates), options.encode()]
    for folder in docs:
        parts += _docs_parts(folder)
    return digest(*parts)


def _docs_parts(docs: Path) -> Sequence[bytes]:
    scanned = scan(docs)
    files = [file for root in scanned.value for file in (*root.pages, *root.operations)]
    paths = "\n".join(file.path for file in files)
    found = "\n".join(map(repr, scanned.diagnostics))
    digests = b"".join(digest_files([str(file.file) for file in files]))
    return (paths.encode("utf-8", "surrogatepass"), found.encode("utf-8", "surrogatepass"), digests)


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
