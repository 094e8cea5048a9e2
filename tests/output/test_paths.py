from __future__ import annotations

import pytest

from mdgen.output.errors import OutputError
from mdgen.output.paths import (
    MAX_PART_BYTES,
    MAX_PATH_BYTES,
    check_paths,
    fault,
    folded,
    is_generated,
)


@pytest.mark.parametrize(
    "path",
    ["a.py", "models/address.py", "py.typed", "a/b/c/d/e/f/g/h.py", "Ünïcode/x.py", "console.py"],
)
def test_ordinary_paths_are_fine(path: str) -> None:
    assert fault(path) == ""
    check_paths([path])


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a.py", True),
        ("models/_codec/address2.pyi", True),
        ("go/py.typed", True),
        (".git/HEAD", False),
        (".git/hooks.py", False),
        ("a/.b/c.py", False),
        ("notes.txt", False),
        ("con.py", False),
        ("Makefile", False),
        ("A.py", False),
        ("../a.py", False),
        ("a.py\n", False),
    ],
)
def test_only_modules_can_have_been_generated(path: str, expected: bool) -> None:
    assert is_generated(path) is expected


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/etc/passwd",
        "../x.py",
        "a/../x.py",
        "a/./x.py",
        "a//x.py",
        "a/",
        "C:/x.py",
        "a\\x.py",
        "con.py",
        "a/NUL",
        "aux/x.py",
        "lpt1.py",
        "COM9.tar.py",
        "x.py.",
        "x.py ",
        " x.py",
        "a /x.py",
        "a\n.py",
        "a\0.py",
        "a\x7f.py",
        "a\u200b.py",
        "a\u202e.py",
        "a\ud800.py",
        "what?.py",
        ".mdgen.json",
        ".mdgen-build/journal",
        "x" * (MAX_PART_BYTES + 1),
        "é" * (MAX_PART_BYTES // 2 + 1),
        "/".join(["x" * 100] * 11),
        "a/" * (MAX_PATH_BYTES // 2) + "x",
    ],
)
def test_unsafe_paths_are_refused(path: str) -> None:
    assert fault(path)
    with pytest.raises(OutputError) as caught:
        check_paths(["fine.py", path])
    assert str(caught.value).isprintable()


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("a/User.py", "a/user.py"),
        ("straße.py", "strasse.py"),
        ("ﬁle.py", "file.py"),
        ("é.py", "e\u0301.py"),
        ("A/x.py", "a/y.py"),
        ("a", "a/b.py"),
        ("A", "a/b.py"),
    ],
)
def test_paths_that_are_one_file_somewhere_are_refused(one: str, two: str) -> None:
    check_paths([one])
    with pytest.raises(OutputError):
        check_paths([one, two])
    with pytest.raises(OutputError):
        check_paths([two, one])


def test_folding_is_stable() -> None:
    for text in ("ǰ", "ΐ", "ﬃ", "İ", "K", "ẞ"):
        assert folded(folded(text)) == folded(text)
