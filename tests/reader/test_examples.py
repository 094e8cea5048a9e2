"""Example blocks by the language of their fence."""

from __future__ import annotations

from time import process_time

import pytest

from mdgen.diagnostics import Code, Position
from mdgen.ir.values import EnumMember, Example
from mdgen.markdown.page import Fence
from mdgen.reader.dialect import dialects
from mdgen.reader.examples import MAX_LENGTH, read_fence


@pytest.mark.parametrize(
    ("info", "text", "value"),
    [
        ("typescript", 'let value: Boat = { a: "b" };', {"a": "b"}),
        ("typescript boat.ts", "let value: Boat = 1;", 1),
        ("TS", "let value: Boat = 1;", 1),
        ("", "let value: Boat = 1;", 1),
        ("python", "value = Boat.OLD", EnumMember("Boat", "OLD")),
        ("python", 'value: Boat = "old"', "old"),
        ("python", "value: Boat = 5", 5),
        ("java", "Boat value =\n    Boat.OLD;", EnumMember("Boat", "OLD")),
        ("php", "$value = Models\\Boat::OLD;", EnumMember("Boat", "OLD")),
    ],
)
def test_value(info: str, text: str, value: object) -> None:
    read = read_fence(Fence(info, text, 10), "docs/a.md", dialects()["typescript"])
    assert read.value == (Example(value, 11),)  # type: ignore[arg-type]
    assert read.diagnostics == ()


@pytest.mark.parametrize(
    "text",
    ["", "# value = X.Y", "import a = b", "value = f(1)", "value = x", "value = [", "a == b"],
)
def test_what_is_no_value(text: str) -> None:
    assert read_fence(Fence("python", text, 10), "a.md", dialects()["python"]).value == ()


def test_broken_block_is_a_note_with_its_place() -> None:
    fence = Fence("typescript", "let value: Boat = {\n  a: ,\n};", 10)
    (diagnostic,) = read_fence(fence, "docs/a.md", dialects()["typescript"]).diagnostics
    assert diagnostic.code is Code.UNREAD_EXAMPLE
    assert diagnostic.at == Position("docs/a.md", 12)


def test_key_that_stands_twice_is_a_note() -> None:
    fence = Fence("typescript", "let value: Boat = { a: 1, a: 2 };", 10)
    read = read_fence(fence, "docs/a.md", dialects()["typescript"])
    assert read.value == (Example({"a": 2}, 11),)
    assert [diagnostic.code for diagnostic in read.diagnostics] == [Code.UNREAD_EXAMPLE]


@pytest.mark.parametrize(
    "text", ["a = " + " " * 30_000 + ";;", "a " * 30_000, "a:" * 30_000, "a=\n" * 40_000]
)
def test_time_is_linear(text: str) -> None:
    start = process_time()
    read_fence(Fence("python", text, 1), "a.md", dialects()["python"])
    assert process_time() - start < 2


def test_length_is_limited() -> None:
    text = f'let value: Boat = {{ a: "{"b" * MAX_LENGTH}" }};'
    read = read_fence(Fence("typescript", text, 10), "a.md", dialects()["typescript"])
    assert read.value == ()
    assert [found.code for found in read.diagnostics] == [Code.UNREAD_EXAMPLE]
    assert "longer than 500,000 characters" in read.diagnostics[0].message
