"""The manifest: which files of the output folder are mdgen's, what was in them, and the pages they come from.

It is JSON with one line a file, sorted by path, so that a review of a diff shows one line for each file that changed:

    "models/address.py": ["9f86d081884c7d659a2feaa0c55ad015", "models/address.md"],

the path, then the first half of the content's SHA-256 in hex, then the source pages. It holds nothing of the machine or the time.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from json.encoder import encode_basestring_ascii as quote
from typing import Any

from mdgen.output.paths import is_generated
from mdgen.record import record

NAME = ".mdgen.json"
SCHEMA = 1
_DIGEST_LENGTH = 32
_NOTE = "Which files mdgen wrote, their hashes and pages. Commit it; do not edit."
_DIGEST = re.compile(r"[0-9a-f]{32}")
_LINE = re.compile(r'\s*("(?:[^"\\]|\\.)*"): (\[.*\]),?\s*')


@record
class Entry:
    """One generated file: the digests its content may have (one, unless two manifests were merged) and its source pages."""

    digests: tuple[str, ...]
    sources: tuple[str, ...] = ()


@record
class Manifest:
    """`damaged`: it could not be read as a whole, and `entries` is what could be saved; `newer`: a later version wrote it."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    damaged: bool = False
    newer: bool = False


def digest(data: bytes) -> str:
    """The content digest that manifests hold: 32 hex digits."""
    return hashlib.sha256(data).hexdigest()[:32]


def render_manifest(entries: Mapping[str, tuple[str, tuple[str, ...]]]) -> str:
    """The manifest's text for `path: (digest, source pages)`."""
    lines = [_entry(path, *entries[path]) for path in sorted(entries)]
    body = ",\n".join(lines)
    files = f"{{\n{body}\n  }}" if body else "{}"
    return f'{{\n  "note": {quote(_NOTE)},\n  "schema": {SCHEMA},\n  "files": {files}\n}}\n'


def _entry(path: str, known: str, sources: tuple[str, ...]) -> str:
    return f"    {quote(path)}: [{', '.join([quote(known), *map(quote, sources)])}]"


def listed_digest(data: bytes, path: str) -> str:
    """The digest of a file in a manifest of ours, "" if it isn't listed: found faster than the whole is read."""
    start = f'\n    {quote(path)}: ["'.encode()
    begin = data.find(start)
    end = begin + len(start)
    return data[end : end + _DIGEST_LENGTH].decode("ascii", "replace") if begin >= 0 else ""


def replaced_entry(data: bytes, path: str, known: str, sources: tuple[str, ...]) -> bytes | None:
    """A manifest of ours with another digest for one path; None if it does not list the path with these sources, once."""
    start, end = _entry(path, "\0", sources).encode().split(b"\\u0000")
    begin = data.find(b"\n" + start) + 1
    last = begin + len(start) + _DIGEST_LENGTH
    if (
        not begin
        or data[last : last + len(end)] != end
        or data[last + len(end) :][:1] not in b",\n"
    ):
        return None
    return data[: begin + len(start)] + known.encode() + data[last:]


def parse_manifest(data: bytes) -> Manifest:
    """Reads a manifest; never fails. A truncated or merged one is read line by line, so that what survived stays known."""
    try:
        document = json.loads(data)
        schema = document["schema"]
        pairs = list(document["files"].items())
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Manifest(_collect(_lines(data)), damaged=True)
    newer = isinstance(schema, int) and schema > SCHEMA
    entries = _collect(iter(pairs))
    return Manifest(entries, damaged=schema != SCHEMA or len(entries) != len(pairs), newer=newer)


def _lines(data: bytes) -> Iterator[tuple[Any, Any]]:
    for line in data.decode("utf-8", "replace").splitlines():
        match = _LINE.fullmatch(line)
        if match:
            try:
                yield json.loads(match[1]), json.loads(match[2])
            except (ValueError, RecursionError):
                continue


def _collect(pairs: Iterator[tuple[Any, Any]]) -> dict[str, Entry]:
    entries: dict[str, Entry] = {}
    for path, value in pairs:
        if not _is_entry(path, value):
            continue
        known = entries.get(path)
        digests = (value[0],) if known is None else (*known.digests, value[0])
        entries[path] = Entry(digests, tuple(value[1:]))
    return entries


def _is_entry(path: Any, value: Any) -> bool:
    return (
        isinstance(path, str)
        and isinstance(value, list)
        and bool(value)
        and all(isinstance(part, str) for part in value)
        and _DIGEST.fullmatch(value[0]) is not None
        and is_generated(path)
    )
