"""Remembers results of pure functions by content, across runs. It knows no stage.

A key is a digest of everything a result depends on: the content, the options, and the code that computes it (`code_digest`). Values are JSON.
Nothing depends on names or times, so a cache can be shared, copied or thrown away; a result that can't be read is computed again.

A store is a few immutable pack files: a header, an index (key, offset, length, checksum), the values. Each run that learns something
adds one; when there are many, they are merged, newest first, up to `MAX_BYTES`. Packs appear by renaming, so runs at the same time don't
disturb each other. What is unreadable, truncated, foreign or of a later version counts as empty.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from struct import Struct
from typing import Any, NamedTuple

VARIABLE = "MDGEN_CACHE_DIR"
MAX_BYTES = 256 << 20
"""Of one store, after merging."""
MAX_PACKS = 12
"""Packs of one store, before they are merged."""
MAX_VALUE_BYTES = 16 << 20
KEY_BYTES = 16

_MAGIC = b"mdgen-pack-1\n\0\0\0"
_HEADER = Struct("<16sQ16s")
_RECORD = Struct(f"<{KEY_BYTES}sQI8s")
_NAME = re.compile(r"([a-z]+)-[0-9a-f]{16}\.pack")
_PARTIAL = re.compile(r"[a-z]+-[0-9a-f]{16}\.pack\.[0-9]+\.tmp")
_DEPENDENCIES = ("black", "jinja2", "markdown_it_py")
_READ = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def cache_folder(environment: Mapping[str, str] = os.environ) -> Path | None:
    """Where the cache is: `$MDGEN_CACHE_DIR`, else `mdgen` in the user's cache folder; None if there is no such place."""
    chosen = environment.get(VARIABLE)
    if chosen:
        return Path(chosen)
    for variable in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        base = environment.get(variable)
        if base and os.path.isabs(base):
            return Path(base) / "mdgen"
    home = environment.get("HOME") or environment.get("USERPROFILE")
    return Path(home) / ".cache" / "mdgen" if home and os.path.isabs(home) else None


def digest(*parts: bytes) -> bytes:
    """A key of some parts; no two lists of parts have the same."""
    state = hashlib.blake2b(digest_size=KEY_BYTES)
    for part in parts:
        state.update(len(part).to_bytes(8, "little"))
        state.update(part)
    return state.digest()


class _Place(NamedTuple):
    pack: str
    offset: int
    length: int
    checksum: bytes


class Store:
    """Values of one kind. `folder` None: remembers nothing. `name` is a word in lower case."""

    def __init__(self, folder: Path | None, name: str, max_bytes: int = MAX_BYTES) -> None:
        self._folder = folder
        self._name = name
        self._max_bytes = max_bytes
        self._places: dict[bytes, _Place] | None = None
        self._packs = 0

    def get(self, key: bytes) -> Any:
        """The value of one key, None if it is not known."""
        return self.get_many([key]).get(key)

    def put(self, key: bytes, value: Any) -> None:
        self.put_many({key: value})

    def get_many(self, keys: Iterable[bytes]) -> dict[bytes, Any]:
        """The values of those keys that are known."""
        places = self._index()
        wanted: dict[str, list[tuple[bytes, _Place]]] = {}
        for key in keys:
            place = places.get(key)
            if place is not None:
                wanted.setdefault(place.pack, []).append((key, place))
        found = {}
        for pack, entries in wanted.items():
            for key, data in _values(pack, entries):
                with suppress(ValueError, RecursionError):
                    found[key] = json.loads(data)
        return found

    def put_many(self, values: Mapping[bytes, Any]) -> None:
        """Remembers values; fails silently, because a cache may."""
        if self._folder is None or not values:
            return
        places = self._index()
        encoded = {}
        for key, value in values.items():
            data = json.dumps(value, separators=(",", ":")).encode()
            if len(data) <= MAX_VALUE_BYTES:
                encoded[key] = data
        with suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if self._packs >= MAX_PACKS:
                self._merge(encoded)
            else:
                pack = _write_pack(self._folder, self._name, encoded)
                places.update(_entries(pack))
                self._packs += 1

    def _index(self) -> dict[bytes, _Place]:
        if self._places is None:
            self._places = {}
            packs = _packs(self._folder, self._name) if self._folder else []
            self._packs = len(packs)
            for pack in packs:
                self._places.update(_entries(pack))
        return self._places

    def _merge(self, newest: dict[bytes, bytes]) -> None:
        """One pack of all: the new values, then those of the newest packs, as many as there is room for."""
        assert self._folder is not None
        packs = _packs(self._folder, self._name)
        kept = dict(newest)
        room = self._max_bytes - sum(map(len, kept.values()))
        for pack in reversed(packs):
            entries = [entry for entry in _entries(pack).items() if entry[0] not in kept]
            for key, data in _values(pack, entries):
                room -= len(data)
                if room < 0:
                    break
                kept[key] = data
        merged = _write_pack(self._folder, self._name, kept)
        for pack in packs:
            if pack != merged:
                with suppress(OSError):
                    os.unlink(pack)
        self._places = None


def _packs(folder: Path, name: str) -> list[str]:
    """The packs of a store, oldest first."""
    found = []
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            match = _NAME.fullmatch(entry.name)
            if match and match[1] == name and entry.is_file(follow_symlinks=False):
                found.append((entry.stat(follow_symlinks=False).st_mtime_ns, entry.path))
    return [path for _, path in sorted(found)]


def _entries(pack: str) -> dict[bytes, _Place]:
    """The index of a pack; empty if anything about it is not as it should be."""
    try:
        with open(pack, "rb") as file:
            size = os.fstat(file.fileno()).st_size
            header = file.read(_HEADER.size)
            if len(header) != _HEADER.size:
                return {}
            magic, count, checksum = _HEADER.unpack(header)
            start = _HEADER.size + count * _RECORD.size
            if magic != _MAGIC or start > size:
                return {}
            index = file.read(count * _RECORD.size)
    except OSError:
        return {}
    if digest(index) != checksum:
        return {}
    return {
        key: _Place(pack, start + offset, length, check)
        for key, offset, length, check in _RECORD.iter_unpack(index)
    }


def _values(pack: str, entries: Iterable[tuple[bytes, _Place]]) -> Iterator[tuple[bytes, bytes]]:
    """The bytes of some values of a pack; those that are damaged are left out."""
    with suppress(OSError), open(pack, "rb") as file:
        for key, place in sorted(entries, key=lambda entry: entry[1].offset):
            file.seek(place.offset)
            data = file.read(place.length)
            if len(data) == place.length and _check(data) == place.checksum:
                yield key, data


def _check(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=8).digest()


def _write_pack(folder: Path, name: str, values: Mapping[bytes, bytes]) -> str:
    records, offset = [], 0
    for key, data in values.items():
        records.append(_RECORD.pack(key, offset, len(data), _check(data)))
        offset += len(data)
    index = b"".join(records)
    checksum = digest(index)
    path = f"{folder}{os.sep}{name}-{checksum.hex()[:16]}.pack"
    partial = f"{path}.{os.getpid()}.tmp"
    try:
        with open(partial, "wb") as file:
            file.write(_HEADER.pack(_MAGIC, len(records), checksum))
            file.write(index)
            file.writelines(values.values())
        os.replace(partial, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(partial)
        raise
    return path


def size_of(folder: Path) -> tuple[int, int]:
    """How many files and bytes the cache has."""
    files = size = 0
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _NAME.fullmatch(entry.name):
                files, size = files + 1, size + entry.stat(follow_symlinks=False).st_size
    return files, size


def clear(folder: Path) -> tuple[int, int]:
    """Removes all packs, and the folder if nothing else is in it. Returns how many files and bytes that were."""
    files = size = 0
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _NAME.fullmatch(entry.name) or _PARTIAL.fullmatch(entry.name):
                with suppress(OSError):
                    length = entry.stat(follow_symlinks=False).st_size
                    os.unlink(entry.path)
                    files, size = files + 1, size + length
    with suppress(OSError):
        os.rmdir(folder)
    return files, size


def code_digest(*folders: Path) -> bytes:
    """What computes the results: the Python version, mdgen's own files and those of other `folders` (templates), and the versions of the
    libraries that have a say."""
    package = Path(__file__).parent
    paths = [path for folder in (package, *folders) for path in sorted(_source_files(str(folder)))]
    versions = (f"{name} {version}" for name, version in sorted(_versions().items()))
    parts = [sys.version, *versions, *(os.path.basename(path) for path in paths)]
    return digest(*(part.encode() for part in parts), *digest_files(paths))


def _source_files(folder: str) -> Iterator[str]:
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _source_files(entry.path)
            elif entry.name.endswith((".py", ".jinja", ".toml")):
                yield entry.path


def _versions() -> dict[str, str]:
    """Versions of the libraries, by the names of their metadata folders: reading the metadata takes longer than a whole run should."""
    found: dict[str, str] = {}
    for folder in sys.path:
        with suppress(OSError):
            for name in os.listdir(folder or "."):
                if name.endswith(".dist-info"):
                    library, _, version = name.removesuffix(".dist-info").partition("-")
                    if library.lower() in _DEPENDENCIES:
                        found.setdefault(library.lower(), version)
    return found


def digest_files(paths: Iterable[str]) -> list[bytes]:
    """The SHA-256 of each file's content; of a file that can't be read, the error's number instead, so that a change shows."""
    digests = []
    sha256, opened, read, close = hashlib.sha256, os.open, os.read, os.close
    flags = _READ | getattr(os, "O_NONBLOCK", 0)
    chunk = 1 << 15
    for path in paths:
        try:
            file = opened(path, flags)
        except OSError as error:
            digests.append(b"%d" % (error.errno or 0))
            continue
        try:
            data = read(file, chunk)
            state = sha256(data)
            # a short read is the end of a file, but not of a pipe, which is no document anyway
            while len(data) == chunk:
                data = read(file, chunk)
                state.update(data)
            digests.append(state.digest())
        except OSError as error:
            digests.append(b"%d" % (error.errno or 0))
        finally:
            close(file)
    return digests
