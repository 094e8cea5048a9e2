"""Escapes of MDX: taken off where they are escapes, kept where they are code."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdgen.markdown.files import SourceFile
from mdgen.markdown.mdx import without_escapes
from mdgen.markdown.source import read_source


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"Returns \{ text, usage }", "Returns { text, usage }"),
        (r"\{a\} or \<b\>", "{a} or <b>"),
        (r'| \{<br/>"a": 1<br/>} | \{} |', '| {<br/>"a": 1<br/>} | {} |'),
        (r"| Record\<string, *any*> |", "| Record<string, *any*> |"),
        # Escapes of Markdown itself and escaped backslashes are left to those who read Markdown.
        (r"a \| b \* \_ \[", r"a \| b \* \_ \["),
        (r"List\\<A> \\\{ \\{", r"List\\<A> \\{ \\{"),
        # Code is no place for escapes.
        (r"`\{` \{ `\}`", r"`\{` { `\}`"),
        (r"``a \{`` \{ ` \{", r"``a \{`` { ` {"),
        (r"| ` \{ | ` \{ | `a \| \{` |", r"| ` { | ` { | `a \| \{` |"),
        ("```json\n\\{\n```\n\\{", "```json\n\\{\n```\n{"),
        ("~~~\n\\{\n```\n\\{\n~~~~\n\\{", "~~~\n\\{\n```\n\\{\n~~~~\n{"),
        ("> ````\n> \\{\n> ```\n> \\{\n> ````\n> \\{", "> ````\n> \\{\n> ```\n> \\{\n> ````\n> {"),
        ("``` a `b` \\{\n\\{", "``` a `b` {\n{"),
        ("```\n\\{", "```\n\\{"),
        # What would begin a block of HTML stays text.
        ("\\<script>\n\\{", "\\<script>\n{"),
        ("- \\<!-- \\<", "- \\<!-- <"),
    ],
)
def test_escapes(text: str, expected: str) -> None:
    assert without_escapes(text) == expected


@given(st.lists(st.sampled_from(["\\", "{", "<", "`", "```", "~~~", "|", "\n", "a", "> "])))
def test_lines_stay(parts: list[str]) -> None:
    text = "".join(parts)
    assert without_escapes(text).count("\n") == text.count("\n")
    assert without_escapes(text).replace("\\", "") == text.replace("\\", "")


@pytest.mark.parametrize("unit", ["`", "\\", "`|", "` `` ", "\\{`", "> ", "~~~\n", "|\\|`"])
def test_time_grows_with_length_only(unit: str) -> None:
    begin = time.process_time()
    without_escapes(unit * 200_000 + "\\")
    without_escapes("|" + unit * 200_000 + "\\")
    assert time.process_time() - begin < 2


@pytest.mark.parametrize(("suffix", "text"), [(".mdx", "{"), (".MDX", "{"), (".md", "\\{")])
def test_only_pages_of_mdx_have_them(suffix: str, text: str, tmp_path: Path) -> None:
    file = tmp_path / f"kite{suffix}"
    file.write_text("\\{")
    source = read_source(SourceFile(f"models/kite{suffix}", "models/kite", str(file))).value
    assert source is not None
    assert (source.text, source.data) == (text, b"\\{")
