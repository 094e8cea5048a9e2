"""Bytes to text: what is refused, and that every line keeps its number."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdgen.diagnostics import Code
from mdgen.markdown import source
from mdgen.markdown.files import SourceFile
from mdgen.markdown.parser import parse_page
from mdgen.markdown.source import NotTextError, Source, decode, read_source


def file_at(path: Path) -> SourceFile:
    return SourceFile("models/kite.md", "models/kite", str(path))


def refusal(path: Path) -> tuple[Code, int]:
    checked = read_source(file_at(path))
    assert checked.value is None
    (diagnostic,) = checked.diagnostics
    assert diagnostic.at.path == "models/kite.md"
    return diagnostic.code, diagnostic.at.line


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        (b"# Kite", "# Kite"),
        (b"\xef\xbb\xbf# Kite\n", "# Kite\n"),
        ("a\ufeffb é\u2028c\u0085d\n".encode(), "a\ufeffb é\u2028c\u0085d\n"),
        (b"a\r\nb\r\n", "a\nb\n"),
        (b"| a\r<br/>b |\n", "| a<br/>b |\n"),
        (b"a\rb\r\rc", "a\nb\n\nc"),
        (b"a\x0bb\x0c\n", "a\x0bb\x0c\n"),
        # front matter
        (b'---\ntitle: "Kite"\n---\n\nText\n', "\n# Kite\n\n\nText\n"),
        (b'---\r\ntitle: "~~Kite~~"\r\n---\r\nText', "\n# ~~Kite~~\n\nText"),
        (b'\xef\xbb\xbf---\nicon: kite\ntitle: "A \\"B\\""\n...\nText', '\n\n# A "B"\n\nText'),
        (b"---\ntitle: 'It''s'\n---", "\n# It's\n"),
        (b"---\ntitle: Kite\n---\n\n# Kite\n", "\n\n\n\n# Kite\n"),
        (b"---\ntitle: Kite\n---\n\n# Other\n", "\n# Kite\n\n\n# Other\n"),
        (b"---\ntitle:\n---\n# Kite\n", "\n\n\n# Kite\n"),
        (b"---\nicon: kite\n---\n# Kite\n", "\n\n\n# Kite\n"),
        (b"---\n# note\ntitle: Kite\n---\n", "\n\n# Kite\n\n"),
        # three dashes that are no front matter
        (b"---\ntitle: Kite\n", "---\ntitle: Kite\n"),
        (b"---\n# Kite\n\n---\n", "---\n# Kite\n\n---\n"),
        (b"----\ntitle: Kite\n---\n", "----\ntitle: Kite\n---\n"),
        (b"\n---\ntitle: Kite\n---\n", "\n---\ntitle: Kite\n---\n"),
    ],
)
def test_decode(data: bytes, text: str) -> None:
    assert decode(data) == text


@pytest.mark.parametrize(
    ("data", "line"),
    [
        ("# Kite".encode("utf-16"), 1),
        ("# Kite".encode("utf-16-be"), 1),
        ("# K\n\nDrachenhöhe".encode("latin-1"), 3),
        (b"# K\n\x00", 2),
        (b"\x89PNG\r\n\x1a\n\x00", 3),
        (b"# K\xff", 1),
        (b"\xed\xa0\x80", 1),
    ],
)
def test_what_is_not_text(data: bytes, line: int, tmp_path: Path) -> None:
    with pytest.raises(NotTextError) as caught:
        decode(data)
    assert caught.value.line == line
    (tmp_path / "kite.md").write_bytes(data)
    assert refusal(tmp_path / "kite.md") == (Code.NOT_TEXT, line)


@given(st.binary())
def test_decode_refuses_or_keeps_lines(data: bytes) -> None:
    try:
        text = decode(data)
    except NotTextError:
        return
    assert "\r" not in text
    if b"\r" not in data:
        assert text.count("\n") == data.count(b"\n")


@given(
    st.lists(
        st.sampled_from(["---\n", "title: A\n", "# A\n", "\n", "...\n", "x: y\n", "#c\n", "b"])
    )
)
def test_front_matter_keeps_lines(parts: list[str]) -> None:
    text = "---\n" + "".join(parts)
    assert decode(text.encode()).count("\n") == text.count("\n")


def test_a_return_in_a_cell_does_not_end_the_row() -> None:
    data = b"# K\n\n## Fields\n\n| a | b |\n| - | - |\n| x\r<br/>y | z |\n| u | v |\n"
    (section,) = parse_page("kite.md", decode(data)).sections
    (table,) = section.blocks
    assert [(row.cells, row.line) for row in table.rows] == [  # type: ignore[union-attr]
        (("x<br/>y", "z"), 7),
        (("u", "v"), 8),
    ]


def test_front_matter_is_the_title_and_no_section() -> None:
    page = parse_page("kite.mdx", decode(b'---\ntitle: "Kite"\n---\n\n# Data model\n\n## Values\n'))
    assert (page.title, page.line) == ("Kite", 2)
    assert [(section.heading, section.line) for section in page.sections] == [("Values", 7)]


def test_read_source(tmp_path: Path) -> None:
    (tmp_path / "kite.md").write_bytes(b"# Kite\r\n")
    checked = read_source(file_at(tmp_path / "kite.md"))
    assert checked.value == Source("models/kite.md", "models/kite", "# Kite\n", b"# Kite\r\n")
    assert checked.diagnostics == ()


def test_unreadable(tmp_path: Path) -> None:
    assert refusal(tmp_path / "kite.md") == (Code.UNREADABLE, 1)
    assert refusal(tmp_path) == (Code.UNREADABLE, 1)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs FIFOs")
def test_a_fifo_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "kite.md")
    assert refusal(tmp_path / "kite.md") == (Code.UNREADABLE, 1)


@pytest.mark.skipif(not hasattr(os, "O_NOFOLLOW"), reason="needs O_NOFOLLOW")
def test_a_link_put_there_after_the_scan_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("# Secret")
    (tmp_path / "kite.md").symlink_to(tmp_path / "secret")
    assert refusal(tmp_path / "kite.md") == (Code.UNREADABLE, 1)


def test_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "kite.md"
    monkeypatch.setattr(source, "MAX_BYTES", 10)
    monkeypatch.setattr(source, "MAX_LINES", 4)
    path.write_bytes(b"x" * 10)
    assert read_source(file_at(path)).value is not None
    path.write_bytes(b"x" * 11)
    assert refusal(path) == (Code.TOO_LARGE, 1)
    path.write_bytes(b"\n" * 3)
    assert read_source(file_at(path)).value is not None
    path.write_bytes(b"\n" * 4)
    assert refusal(path) == (Code.TOO_LARGE, 1)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs /proc")
def test_a_file_that_says_it_is_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    checked = read_source(file_at(Path("/proc/version")))
    assert checked.value is not None
    assert checked.value.text
    monkeypatch.setattr(source, "MAX_BYTES", 10)
    assert refusal(Path("/proc/version")) == (Code.TOO_LARGE, 1)
