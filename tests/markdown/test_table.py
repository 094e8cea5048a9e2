"""Tables as written: padding goes, broken rows stay."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from mdgen.markdown.page import Paragraph, Row, Table
from mdgen.markdown.parser import parse_page, parse_page_whole
from mdgen.markdown.table import count_columns, split_row, squeeze_table

HEADER = "| Field | Type |\n| --- | --- |\n"


def table_of(body: str) -> Table | None:
    page = parse_page("kite.md", "## Fields\n\n" + body)
    assert page == parse_page_whole("kite.md", "## Fields\n\n" + body)
    block = page.sections[0].blocks[0]
    return block if isinstance(block, Table) else None


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("| a | b |", ["a", "b"]),
        ("|a|b|", ["a", "b"]),
        ("a | b", ["a", "b"]),
        ("| a \\| b | c |", ["a \\| b", "c"]),
        ("| a | b \\|", ["a", "b \\|"]),
        ("|  |  |", ["", ""]),
        ("|", []),
        ("||", [""]),
        ("| `a | b` |", ["`a", "b`"]),
        ("| \xa0a\u2003 |", ["\xa0a\u2003"]),
        ("| a\\\\| b |", ["a\\\\| b"]),
    ],
)
def test_split_row(line: str, cells: list[str]) -> None:
    assert split_row(line) == cells


@pytest.mark.parametrize(
    ("line", "columns"),
    [
        ("| --- | --- |", 2),
        ("|-|", 1),
        (":-: | -: | :-", 3),
        ("---", 1),
        ("- | -", 0),
        ("| --- || --- |", 0),
        ("| -- - |", 0),
        ("| : |", 0),
        ("|", 0),
        ("", 0),
        ("| --- | x |", 0),
    ],
)
def test_count_columns(line: str, columns: int) -> None:
    assert count_columns(line) == columns


@pytest.mark.parametrize(
    ("body", "rows"),
    [
        # header only
        (HEADER, ()),
        (HEADER.rstrip("\n"), ()),
        # rows keep the cells they have
        (HEADER + "| a |\n| a | b | c |\n", (Row(("a",), 5), Row(("a", "b", "c"), 6))),
        (HEADER + "|\n", (Row((), 5),)),
        # a line without pipes belongs to the table until a blank line
        (HEADER + "| a | b |\nmore\n\ntext\n", (Row(("a", "b"), 5), Row(("more",), 6))),
        (HEADER + "| a | b |\n- item\n", (Row(("a", "b"), 5),)),
        (HEADER + "| a | b |\n    code\n", (Row(("a", "b"), 5),)),
        (HEADER + " | a | b |  \n", (Row(("a", "b"), 5),)),
        (HEADER + "| a \\| x | `b \\| y` |\n\n\n", (Row(("a | x", "`b | y`"), 5),)),
        ("Field | Type\n--- | ---\na | b\n", (Row(("a", "b"), 5),)),
    ],
)
def test_rows(body: str, rows: tuple[Row, ...]) -> None:
    table = table_of(body)
    assert table == Table(("Field", "Type"), rows, 3)


@pytest.mark.parametrize(
    "body",
    [
        "| a | b |\n| --- |\n",
        "| a |\n| --- | --- |\n",
        "| a | b |\n",
        "| a |\n\n| --- |\n",
        "||\n||\n",
    ],
)
def test_what_is_no_table_stays_as_text(body: str) -> None:
    page = parse_page("kite.md", "## Fields\n\n" + body)
    assert page == parse_page_whole("kite.md", "## Fields\n\n" + body)
    assert all(isinstance(block, Paragraph) for block in page.sections[0].blocks)


def test_tables_in_lists_and_quotes_are_not_tables_of_the_section() -> None:
    assert table_of("- | a |\n  | - |\n  | b |\n") is None
    assert table_of("> | a |\n> | - |\n") is None


@pytest.mark.parametrize(
    ("lines", "squeezed"),
    [
        (["| a    | b   |", "| ---- | --- |"], ["| a | b |", "| --- | --- |"]),
        (["| a  c | b"], ["| a  c | b"]),
        (["|a|", "|:-------:|"], ["| a |", "| :-------: |"]),
        (["| a \\|   b    |"], ["| a \\|   b |"]),
        (["| a |", "| - |", "| ----- |"], ["| a |", "| - |", "| ----- |"]),
        (["  a    | b"], ["  a    | b"]),
    ],
)
def test_squeezing_keeps_content(lines: list[str], squeezed: list[str]) -> None:
    assert squeeze_table(lines) == squeezed


LINES = st.sampled_from(
    ["| a | b |", "|a|b|", "a|b", "|-|-|", "| --- | --- |", "--|--", "|-|", "| a |", "|a|b|c|", "|", "", "- x", "> | a | b |", "    |a|b|",
     " |a|b|", "| a \\| b | c |", "text", ":-|-:", "- |a|b|", "  |-|-|", "\t|-|-|", "```", "## x", "|\\|a|b|", "<div>", "|-|-", "\\|-|-|"]
)  # fmt: skip


@given(st.lists(LINES, max_size=14).map("\n".join))
def test_same_tables_as_the_stock_rule(text: str) -> None:
    """Cells of all top-level tables, rows padded and cut as GFM wants them."""
    stock = MarkdownIt("commonmark").enable("table").disable(["lheading", "reference"])
    tokens = stock.parse("## A\n" + text)
    opened = [token.level for token in tokens if token.type == "table_open"]
    expected, inside = [], False
    for before, token in pairwise(tokens):
        if token.type in ("table_open", "table_close"):
            inside = token.level == 0 and token.nesting > 0
        if inside and before.type in ("td_open", "th_open"):
            expected.append(token.content)
    found: list[str] = []
    for section in parse_page_whole("kite.md", "## A\n" + text).sections:
        for block in section.blocks:
            if isinstance(block, Table):
                width = len(block.header)
                found += block.header
                for row in block.rows:
                    found += [*row.cells, *[""] * width][:width]
    assert found == expected, opened
