from __future__ import annotations

import json

import pytest

from mdgen.output.manifest import Entry, digest, parse_manifest, render_manifest

ONE = digest(b"one")
TWO = digest(b"two")
TEXT = render_manifest({"b.py": (TWO, ()), "a/u.py": (ONE, ("a/ü.md", 'q".md'))})


def test_rendering_and_parsing_are_inverse() -> None:
    manifest = parse_manifest(TEXT.encode())
    assert manifest.entries == {
        "a/u.py": Entry((ONE,), ("a/ü.md", 'q".md')),
        "b.py": Entry((TWO,), ()),
    }
    assert not manifest.damaged
    assert not manifest.newer


def test_one_sorted_line_for_each_file() -> None:
    lines = [line for line in TEXT.splitlines() if ONE in line or TWO in line]
    assert len(lines) == 2
    assert lines == sorted(lines)
    assert TEXT.isascii()
    assert json.loads(TEXT)["schema"] == 1


def test_an_empty_manifest_is_json() -> None:
    assert parse_manifest(render_manifest({}).encode()).entries == {}


@pytest.mark.parametrize("length", range(0, len(TEXT) - 3, 7))
def test_a_truncated_manifest_keeps_its_whole_lines(length: int) -> None:
    data = TEXT.encode()[:length]
    manifest = parse_manifest(data)
    assert manifest.damaged
    whole = {path for path in ("a/u.py", "b.py") if json.dumps(path)[1:-1] + '"' in data.decode()}
    assert set(manifest.entries) <= whole
    for line in data.decode().split("\n")[:-1]:
        if ONE in line:
            assert manifest.entries["a/u.py"].digests == (ONE,)


def test_a_merge_conflict_keeps_both_sides() -> None:
    theirs = TEXT.replace(ONE, TWO)
    merged = f"<<<<<<< ours\n{TEXT}=======\n{theirs}>>>>>>> theirs\n"
    manifest = parse_manifest(merged.encode())
    assert manifest.damaged
    assert manifest.entries["a/u.py"].digests == (ONE, TWO)


def test_a_later_schema_is_told_apart() -> None:
    manifest = parse_manifest(TEXT.replace('"schema": 1', '"schema": 2').encode())
    assert manifest.newer
    assert "b.py" in manifest.entries


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"{}",
        b"null",
        b'{"schema": 1, "files": []}',
        b'{"schema": 1, "files": {"x.py": 3}}',
        b'{"schema": 1, "files": {"x.py": []}}',
        b'{"schema": 1, "files": {"x.py": ["short"]}}',
        b"[" * 100_000,
    ],
)
def test_nonsense_is_an_empty_damaged_manifest(data: bytes) -> None:
    manifest = parse_manifest(data)
    assert manifest.damaged
    assert manifest.entries == {}


@pytest.mark.parametrize(
    "path",
    [
        "../x.py",
        "/etc/passwd",
        "a/../../x",
        ".mdgen.json",
        "a\\..\\b",
        ".git/HEAD",
        "notes.txt",
        ".git/x.py",
    ],
)
def test_entries_that_lead_elsewhere_are_dropped(path: str) -> None:
    text = json.dumps({"schema": 1, "files": {path: [ONE], "x.py": [TWO]}})
    manifest = parse_manifest(text.encode())
    assert set(manifest.entries) == {"x.py"}
    assert manifest.damaged
