from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from mdgen import cache
from mdgen.cache import Store, cache_folder, clear, code_digest, digest, digest_files

ONE, TWO, THREE = (digest(name) for name in (b"one", b"two", b"three"))


def pack_of(folder: Path) -> Path:
    (pack,) = folder.glob("*.pack")
    return pack


def test_values_come_back_in_another_run(tmp_path: Path) -> None:
    Store(tmp_path, "page").put_many({ONE: {"a": [1, None, "é\ud800"]}, TWO: "two"})
    again = Store(tmp_path, "page")
    assert again.get_many([TWO, THREE, ONE]) == {ONE: {"a": [1, None, "é\ud800"]}, TWO: "two"}
    assert again.get(THREE) is None


def test_values_come_back_in_the_same_run(tmp_path: Path) -> None:
    store = Store(tmp_path, "page")
    assert store.get(ONE) is None
    store.put(ONE, 1)
    store.put(ONE, 2)
    assert store.get(ONE) == 2


def test_stores_are_kept_apart(tmp_path: Path) -> None:
    Store(tmp_path, "page").put(ONE, 1)
    assert Store(tmp_path, "build").get(ONE) is None


def test_without_a_folder_nothing_is_remembered() -> None:
    store = Store(None, "page")
    store.put(ONE, 1)
    assert store.get(ONE) is None


def test_runs_at_the_same_time_lose_nothing(tmp_path: Path) -> None:
    first, second = Store(tmp_path, "page"), Store(tmp_path, "page")
    assert first.get(ONE) is None
    assert second.get(ONE) is None
    first.put(ONE, 1)
    second.put(TWO, 2)
    assert Store(tmp_path, "page").get_many([ONE, TWO]) == {ONE: 1, TWO: 2}


def test_every_truncation_is_an_empty_or_whole_value(tmp_path: Path) -> None:
    Store(tmp_path, "page").put_many({ONE: "one" * 5, TWO: "two" * 5})
    pack = pack_of(tmp_path)
    data = pack.read_bytes()
    for length in range(len(data)):
        pack.write_bytes(data[:length])
        found = Store(tmp_path, "page").get_many([ONE, TWO])
        assert all(value == {ONE: "one" * 5, TWO: "two" * 5}[key] for key, value in found.items())
        assert len(found) < 2


def test_every_flipped_byte_is_noticed(tmp_path: Path) -> None:
    Store(tmp_path, "page").put(ONE, {"key": "value"})
    pack = pack_of(tmp_path)
    data = bytearray(pack.read_bytes())
    for place in range(len(data)):
        data[place] ^= 0x41
        pack.write_bytes(data)
        assert Store(tmp_path, "page").get(ONE) is None, place
        data[place] ^= 0x41


@pytest.mark.parametrize(
    "content", [b"", b"SQLite format 3\0", b"mdgen-pack-2\n\0\0\0" + b"\xff" * 64]
)
def test_foreign_and_later_packs_are_empty(tmp_path: Path, content: bytes) -> None:
    (tmp_path / f"page-{'0' * 16}.pack").write_bytes(content)
    store = Store(tmp_path, "page")
    assert store.get(ONE) is None
    store.put(ONE, 1)
    assert Store(tmp_path, "page").get(ONE) == 1


def test_a_pack_that_vanishes_is_a_miss(tmp_path: Path) -> None:
    store = Store(tmp_path, "page")
    store.put(ONE, 1)
    pack_of(tmp_path).unlink()
    assert store.get(ONE) is None


def test_unusable_folders_are_ignored(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        store = Store(folder, "page")
        store.put(ONE, 1)
        assert Store(folder, "page").get(ONE) is None


def test_links_are_not_packs(tmp_path: Path) -> None:
    Store(tmp_path / "a", "page").put(ONE, 1)
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / pack_of(tmp_path / "a").name).symlink_to(pack_of(tmp_path / "a"))
    assert Store(tmp_path / "b", "page").get(ONE) is None


def test_many_packs_are_merged_and_bounded(tmp_path: Path) -> None:
    keys = [digest(b"%d" % number) for number in range(60)]
    for number, key in enumerate(keys):
        store = Store(tmp_path, "page", max_bytes=2500)
        store.put(key, "x" * 98)
        stamp = 1_000_000_000 + number
        newest = max(tmp_path.glob("*.pack"), key=lambda path: path.stat().st_mtime_ns)
        os.utime(newest, (stamp, stamp))
        assert len(list(tmp_path.glob("*.pack"))) <= cache.MAX_PACKS
    assert sum(path.stat().st_size for path in tmp_path.glob("*.pack")) < 8000
    found = Store(tmp_path, "page").get_many(keys)
    assert keys[-1] in found
    assert keys[0] not in found


def test_huge_values_are_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "MAX_VALUE_BYTES", 10)
    Store(tmp_path, "page").put_many({ONE: "x" * 20, TWO: 2})
    assert Store(tmp_path, "page").get_many([ONE, TWO]) == {TWO: 2}


def test_a_failed_write_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    Store(tmp_path, "page").put(ONE, 1)
    assert list(tmp_path.iterdir()) == []


def test_clearing_removes_packs_only(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    Store(folder, "page").put(ONE, 1)
    Store(folder, "build").put(ONE, 1)
    (folder / "page-0123456789abcdef.pack.42.tmp").write_bytes(b"left")
    (folder / "notes.txt").write_text("mine")
    files, size = clear(folder)
    assert files == 3
    assert size > 4
    assert [path.name for path in folder.iterdir()] == ["notes.txt"]
    (folder / "notes.txt").unlink()
    assert clear(folder) == (0, 0)
    assert not folder.exists()
    assert clear(folder) == (0, 0)


@pytest.mark.parametrize(
    ("environment", "folder"),
    [
        ({"MDGEN_CACHE_DIR": "here", "HOME": "/h"}, "here"),
        ({"XDG_CACHE_HOME": "/x", "HOME": "/h"}, "/x/mdgen"),
        ({"XDG_CACHE_HOME": "relative", "HOME": "/h"}, "/h/.cache/mdgen"),
        ({}, None),
        ({"HOME": "nowhere"}, None),
    ],
)
def test_where_the_cache_is(environment: dict[str, str], folder: str | None) -> None:
    assert cache_folder(environment) == (None if folder is None else Path(folder))


def test_keys_depend_on_how_content_is_parted() -> None:
    assert digest(b"ab", b"c") != digest(b"a", b"bc")
    assert digest(b"ab") != digest(b"ab", b"")


def test_code_digest_follows_code_and_templates(tmp_path: Path) -> None:
    (tmp_path / "a.jinja").write_text("one")
    before = code_digest(tmp_path)
    assert code_digest(tmp_path) == before
    assert code_digest() != before
    (tmp_path / "a.jinja").write_text("two")
    changed = code_digest(tmp_path)
    assert changed != before
    (tmp_path / "a.jinja").rename(tmp_path / "b.jinja")
    assert code_digest(tmp_path) != changed


def test_code_digest_knows_the_version_of_black(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.path", [str(tmp_path)])
    digests = set()
    for version in ("24.10.0", "25.1.0"):
        (tmp_path / f"black-{version}.dist-info").mkdir()
        digests.add(code_digest())
        (tmp_path / f"black-{version}.dist-info").rmdir()
    assert len(digests) == 2


def test_files_are_digested_whole(tmp_path: Path) -> None:
    paths = []
    for number, size in enumerate((0, 1, 1 << 15, (1 << 15) + 1, 200_000)):
        path = tmp_path / f"{number}.md"
        path.write_bytes(os.urandom(size))
        paths.append(str(path))
    expected = [hashlib.sha256(Path(path).read_bytes()).digest() for path in paths]
    assert digest_files(paths) == expected


def test_files_that_cannot_be_read_have_a_digest_too(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "folder.md").mkdir()
    missing, folder, pipe = digest_files(
        [str(tmp_path / name) for name in ("missing.md", "folder.md", "pipe.md")]
    )
    assert missing != folder
    assert pipe == hashlib.sha256(b"").digest()
