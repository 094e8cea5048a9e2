"""Pages as data: every shape that generated pages take, and the ones that break simpler readers."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdgen.markdown.page import (
    Bullet,
    Bullets,
    Fence,
    Heading,
    Page,
    Paragraph,
    Row,
    Section,
    Table,
)
from mdgen.markdown.parser import parse_page, parse_page_whole
from mdgen.markdown.source import decode
from mdgen.markdown.table import squeezed_source

OBJECT = """# Kite

A kite that flies.

## Example Usage

```typescript
let value: Kite = {
  tail: 3,
};
```

## Fields

| Field              | Type               | Required           |
| ------------------ | ------------------ | ------------------ |
| `tail`             | *number*           | :heavy_check_mark: |
| `owner`            | *string* \\| null  | :heavy_minus_sign: |"""


def parse(text: str) -> Page:
    """The page, read both ways."""
    page = parse_page("kite.md", text)
    assert page == parse_page_whole("kite.md", text)
    return page


def headings(text: str) -> list[tuple[str, int]]:
    return [(section.heading, section.line) for section in parse(text).sections]


def test_a_whole_object_page() -> None:
    example, fields = parse(OBJECT).sections
    assert parse(OBJECT).title == "Kite"
    assert parse(OBJECT).intro == "\nA kite that flies.\n"
    assert example == Section(
        "Example Usage",
        5,
        "\n```typescript\nlet value: Kite = {\n  tail: 3,\n};\n```\n",
        (Fence("typescript", "let value: Kite = {\n  tail: 3,\n};", 7),),
    )
    assert fields.line == 13
    assert fields.blocks == (
        Table(
            ("Field", "Type", "Required"),
            (
                Row(("`tail`", "*number*", ":heavy_check_mark:"), 17),
                Row(("`owner`", "*string* | null", ":heavy_minus_sign:"), 18),
            ),
            15,
        ),
    )
    assert OBJECT.endswith(fields.source)
    assert squeezed_source(fields) == (
        "\n| Field | Type | Required |\n| --- | --- | --- |\n"
        "| `tail` | *number* | :heavy_check_mark: |\n"
        "| `owner` | *string* \\| null | :heavy_minus_sign: |"
    )


@pytest.mark.parametrize(
    ("text", "title", "line", "intro"),
    [
        ("# Kite\n\n## Fields\n", "Kite", 1, ""),
        ("# Kite", "Kite", 1, ""),
        ("# Kite\n", "Kite", 1, ""),
        ("\n\n# Kite\n\nText", "Kite", 3, "\nText"),
        ("# ~~Kite~~\n\n> :warning: **DEPRECATED**: gone.\n", "~~Kite~~", 1, None),
        ("# A  b #\n\nText\n\n## Fields\n", "A  b", 1, "\nText\n"),
        ("<!-- note -->\n\n# Kite\n\nText\n", "Kite", 3, "\nText\n"),
        ("## Options\n\n### More\n", "", 1, ""),
        ("Text only", "", 1, "Text only"),
        ("", "", 1, ""),
        ("# Kite\n\n# Data model\n\nMore\n\n## Fields\n", "Kite", 1, "\n# Data model\n\nMore\n"),
        ("# Kite\n\nline\n---\nmore\n\n## Fields\n", "Kite", 1, "\nline\n---\nmore\n"),
        (
            "# Kite\n\na  | b\n---|--\n\n| c    |\n|------|\n",
            "Kite",
            1,
            "\na  | b\n---|--\n\n| c |\n| --- |\n",
        ),
        ("> # Quoted\n\n# Kite\n", "Kite", 3, ""),
        ("## Fields\n\n# Late\n", "", 1, ""),
    ],
)
def test_title_and_intro(text: str, title: str, line: int, intro: str | None) -> None:
    page = parse(text)
    assert (page.title, page.line) == (title, line)
    if intro is not None:
        assert page.intro == intro


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a heading in a fence is no section, whether the fence is closed or not
        ("# K\n\n```md\n\n## Fields\n\n```\n\n## Values\n", [("Values", 9)]),
        ("# K\n\n~~~\n\n## Fields\n\n```\n\n## Values\n\n~~~\n\n## Real\n", [("Real", 13)]),
        ("# K\n\n## A\n\n```\n\n## Fields\n\n## Values\n", [("A", 3)]),
        ("# K\n\n## A\n\n````\n```\n\n## Fields\n\n````\n\n## B\n", [("A", 3), ("B", 12)]),
        ("# K\n\n## A\n\n```\nx\n    ```\n\n## B\n", [("A", 3)]),
        ("# K\n\n## A\n\n```x`\n\n## B\n", [("A", 3), ("B", 7)]),
        # nor in a comment, a quote, a list or indented code
        ("# K\n\n<!--\n\n## Fields\n\n-->\n\n## Values\n", [("Values", 9)]),
        ("# K\n\n> ## Fields\n\n- ## Values\n\n      ## Code\n\n## A\n", [("A", 9)]),
        # an unclosed fence in a list ends with the list
        ("# K\n\n- ```\n\n## Fields\n", [("Fields", 5)]),
        # headings that need no blank line, and such as are no headings
        ("# K\ntext\n## A\n## B\n##C\n", [("A", 3), ("B", 4)]),
        ("# K\n\n   ## A ##\n\n    ## B\n", [("A", 3)]),
        ("# K\n\nSetext\n------\n\n## A\n", [("A", 6)]),
        ("# K\n\n## Overview\n\ntext\n\n## Fields\n", [("Overview", 3), ("Fields", 7)]),
        ("# K\n\n<details>\n\n## A\n\n</details>\n\n## B\n", [("A", 5), ("B", 9)]),
        # only a line feed ends a line
        ("# K\n\na\u2028## A\x0b## B\x0c## C\u0085## D\n\n## E\n", [("E", 5)]),
    ],
)
def test_sections(text: str, expected: list[tuple[str, int]]) -> None:
    assert headings(text) == expected


def test_source_of_sections_is_what_stands_between_headings() -> None:
    page = parse("# K\n\n## A\n\ntext  \n* * *\n\n\n## B\n\nmore")
    assert [section.source for section in page.sections] == ["\ntext  \n* * *\n\n", "\nmore"]


@pytest.mark.parametrize(
    ("body", "blocks"),
    [
        ("### `x`\n\n```go\n\n```\n", (Heading(3, "`x`", 3), Fence("go", "", 5))),
        ("```\na\n", (Fence("", "a", 3),)),
        ("```ts a b  \na\n\n\n```\n", (Fence("ts a b", "a\n\n", 3),)),
        ("```\na\n```\ntext\n", (Fence("", "a", 3), Paragraph("text", 6))),
        ("  ```\n  a\n    b\n  ```\n", (Fence("", "a\n  b", 3),)),
        ("- `a`\n- `b`\n", (Bullets((Bullet("`a`", 3), Bullet("`b`", 4)), 3),)),
        (
            "* a\n  more\n\n  other\n  - nested\n* b\n",
            (Bullets((Bullet("a\nmore", 3), Bullet("b", 8)), 3),),
        ),
        ("-\n- b\n", (Bullets((Bullet("", 3), Bullet("b", 4)), 3),)),
        ("1. a\n2. b\n", (Paragraph("1. a\n2. b", 3),)),
        ("> a\n> b\n", (Paragraph("> a\n> b", 3),)),
        ("<b>\nx\n</b>\n", (Paragraph("<b>\nx\n</b>", 3),)),
        ("    code\n", (Paragraph("code", 3),)),
        ("a\n***\nb\n", (Paragraph("a", 3), Paragraph("b", 5))),
        ("# Again\n", (Heading(1, "Again", 3),)),
        ("[a]: b\n", (Paragraph("[a]: b", 3),)),
    ],
)
def test_blocks(body: str, blocks: tuple[object, ...]) -> None:
    (section,) = parse(f"## A\n\n{body}").sections
    assert section.blocks == blocks


def test_a_second_title_belongs_to_the_section_it_stands_in() -> None:
    page = parse("# K\n\n## A\n\n# Data model\n\n## B\n")
    assert page.title == "K"
    assert page.sections[0].blocks == (Heading(1, "Data model", 5),)


def test_a_nested_list_does_not_break_the_outer_one() -> None:
    deep = "".join("  " * depth + "- x\n" for depth in range(60))
    (section,) = parse("## A\n\n" + deep).sections
    assert section.blocks == (Bullets((Bullet("x", 3),), 3),)


FRAGMENTS = st.sampled_from(
    [
        "## Fields", "## A b", "# T", "### x", "\n", "\n\n", "\n\n## ", "```", "````", "~~~", "```ts", "|", "| a | b |",
        "| --- | --- |", "|-|-|", "## a | b", "-|-", "| a \\| c |   x |", "||", "| --- |", "|", "<!--", "-->", "<div>", "<pre>", "</pre>", "<a b>",
        "> ", "- ", "  - ", "1. ", "    ", "\t", "text", "`a`", "[x]: y", "===", "---", "\\", "\r", "\x0b", "\u2028", "\ufeff",
        "  ", "\xa0", "\x00", " |", "| ", "+", "***",
    ]
)  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "\n\n## |||||\n-|-|-|-|-",
        "# T\n\nintro\n\n## a | b\n-|-\n1 | 2\n\n## Fields\n\ntext",
        "# T\n\n## A\n\ntext\n\n## a | b\n-|-\n\n## B",
        "# T\n\n## A\n\n```\nopen\n\n## a | b\n-|-",
        "## A\n\n```ts | b\n-|-\n```\n",
        "## A\n\n### `x`\n\n```ts | b\n-|-\n```\n",
    ],
)
def test_the_header_of_a_table_is_nothing_else(text: str) -> None:
    parse(text)


@given(st.lists(FRAGMENTS, max_size=40).map("".join))
def test_shortcuts_change_nothing(text: str) -> None:
    parse(text)


@given(st.lists(FRAGMENTS, max_size=25).map("\n".join))
def test_shortcuts_change_nothing_line_by_line(text: str) -> None:
    parse(text)


OPTIONS = st.sampled_from(
    [
        "### `a.B`\n\n", "### `x`\n", "### y\n\n", "### y #\n\n", "###  z\n\n", "```ts\n", "```\n", "```\n\n", "```a | b\n", "-|-\n", "value\n", "\n", "```",
        "~~~\n", "````\n", " ```\n", "text `a`\n", "| a |\n", "\t", "### \n\n", "```ts\nlet x = 1;\n```\n\n",
    ]
)  # fmt: skip


@given(st.lists(OPTIONS, max_size=12).map("".join))
def test_shortcuts_change_nothing_in_lists_of_options(text: str) -> None:
    parse("# T\n\n\n## Supported Types\n\n" + text)
    parse("## A\n\n" + text + "\n\n## B\n\n" + text)


@given(st.one_of(st.text(), st.lists(FRAGMENTS, max_size=40).map("".join)))
def test_lines_are_lines_of_the_text(text: str) -> None:
    page = parse_page("kite.md", text)
    last = text.count("\n") + 1
    lines = [page.line]
    for section in page.sections:
        lines.append(section.line)
        for block in section.blocks:
            lines.append(block.line)
            if isinstance(block, Table):
                lines += [row.line for row in block.rows]
            elif isinstance(block, Bullets):
                lines += [item.line for item in block.items]
        assert section.source.count("\n") <= last - section.line
    assert all(1 <= line <= last for line in lines)


HOSTILE = {
    "quotes in one line": ">" * 100_000,
    "quoted lines": "> a\n" * 10_000,
    "quotes within quotes": (">" * 40 + " a\n") * 2_000,
    "lists in one line": "- " * 50_000,
    "lists within lists": "".join("  " * depth + "- a\n" for depth in range(400)),
    "items": "- a\n" * 10_000,
    "lists and quotes": "> - a\n" * 10_000,
    "rules": "* " * 50_000,
    "setext headings": "a\n-\n" * 10_000,
    "reference definitions": "[a]:\n" * 10_000,
    "unclosed reference": '[a]: b "' + "x\n" * 20_000,
    "brackets": "[" * 200_000,
    "cuts in an open fence": "```\n" + "\n\n## a" * 20_000,
    "fences that don't close": "```\n\n## a\n\n" * 5_000,
    "comments that don't close": "<!--\n\n## a\n\n" * 5_000,
    "backticks": ("`" * 50 + "x\n") * 5_000,
    "tag": "<a" + ' b="c"' * 50_000,
    "spaces in a tag": "<a" + " " * 200_000,
    "almost a table": "a|b|c\n-|-\n" * 10_000,
    "delimiter": "|a|b|\n|" + "-" * 500_000 + "|-|\n",
    "spaces in a cell": "|a|\n|-|\n|" + "  x" * 500_000 + "|\n",
    "escaped pipes": "|a|\n|-|\n|" + "\\|" * 200_000 + "|\n",
    "columns": "|a|\n|-|\n" + "|" * 500_000,
    "wide and short": "|a" * 2_000 + "|\n" + "|-" * 2_000 + "|\n" + "|x|\n" * 5_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_time_is_linear(text: str) -> None:
    start = time.process_time()
    parse_page("kite.md", decode(("# T\n\n## A\n\n" + text).encode()))
    # The slowest takes a fifth of a second; what is quadratic takes minutes.
    assert time.process_time() - start < 5


def test_one_large_cell_and_many_rows() -> None:
    cell = "x " * 5_000_000
    page = parse_page("kite.md", f"# T\n\n## A\n\n|a|b|\n|-|-|\n| {cell} | y |\n")
    assert page.sections[0].blocks == (Table(("a", "b"), (Row((cell.rstrip(), "y"), 7),), 5),)
    page = parse_page("kite.md", "# T\n\n## A\n\n|a|b|\n|-|-|\n" + "| x | y |\n" * 50_000)
    (table,) = page.sections[0].blocks
    assert isinstance(table, Table)
    assert len(table.rows) == 50_000
    assert table.rows[-1] == Row(("x", "y"), 50_006)
