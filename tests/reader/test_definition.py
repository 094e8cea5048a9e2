"""Whole pages: what each defines, and what is said of one that defines nothing."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdgen.diagnostics import Code, Position
from mdgen.ir.definitions import Alias, Choice, Enum, Model, Role
from mdgen.ir.types import ANY, STRING
from mdgen.ir.values import Example, Moment
from mdgen.markdown.page import (
    Block,
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
from mdgen.markdown.parser import parse_page
from mdgen.markdown.source import decode
from mdgen.reader.definition import read_page
from mdgen.reader.dialect import dialects
from reader.pages import codes, fields_page, read

OK = ":heavy_check_mark:"
NAME_ROW = f"`name` | *string* | {OK} | N/A"
TABLE = f"| Field | Type | Required | Description |\n| --- | --- | --- | --- |\n| {NAME_ROW} |\n"
USAGE = '## Example Usage\n\n```typescript\nlet value: Boat = {\n  name: "<value>",\n};\n```\n\n'


def test_model_with_all_its_parts() -> None:
    text = f"# Boat\n\nIt floats.\n\n{USAGE}## Fields\n\n{TABLE}"
    checked = read(text)
    assert checked.diagnostics == ()
    model = checked.value
    assert isinstance(model, Model)
    assert model.id == "models/components/boat"
    assert model.name == "Boat"
    assert model.at == Position("docs/models/components/boat.md", 1)
    assert model.description == "It floats."
    assert model.deprecated is None
    assert model.extra is None
    assert model.role is Role.DATA
    assert model.examples == (Example({"name": "<value>"}, 8),)
    assert [(field.doc_name, field.type, field.line) for field in model.fields] == [
        ("name", STRING, 17)
    ]


@pytest.mark.parametrize(
    ("section", "kind"),
    [
        (f"## Fields\n\n{TABLE}", Model),
        ('## Values\n\n- `"a"`', Enum),
        ("## Supported Types\n\n### `string`", Choice),
    ],
)
def test_kind_follows_from_the_section(section: str, kind: type) -> None:
    checked = read(f"# Boat\n\n\n{section}\n")
    assert isinstance(checked.value, kind)
    assert checked.diagnostics == ()


def test_headings_of_a_description_do_not_decide() -> None:
    text = (
        "# Boat\n\nIntro.\n\n## Overview\n\nSome `code`.\n\n## Values\n\nWe value honesty.\n\n"
        f'## Example Usage\n\nSail it.\n\n## Values\n\n- `"a"`\n\n{USAGE}## Fields\n\n{TABLE}'
    )
    model = read(text).value
    assert isinstance(model, Model)
    assert model.examples == (Example({"name": "<value>"}, 24),)
    assert model.description == (
        "Intro.\n\n## Overview\n\nSome `code`.\n\n## Values\n\nWe value honesty.\n\n"
        '## Example Usage\n\nSail it.\n\n## Values\n\n- `"a"`'
    )


BANNER = "> :warning: **DEPRECATED**: This will be removed, please migrate away from it."


@pytest.mark.parametrize(
    ("title", "intro", "description", "deprecated"),
    [
        ("Boat", "", "", None),
        ("~~Boat~~", "", "", ""),
        ("~~Boat~~", BANNER, "", BANNER.partition(": T")[2].join(["T", ""])),
        (
            "~~Boat~~",
            f"It floats.\n\n{BANNER}",
            "It floats.",
            "This will be removed, please migrate away from it.",
        ),
        (
            "Boat",
            f"{BANNER}\n> Soon.",
            "",
            "This will be removed, please migrate away from it. Soon.",
        ),
        ("Boat", "> :warning: Beware.", "> :warning: Beware.", None),
        ("Boat", "DEPRECATED things.", "DEPRECATED things.", None),
    ],
)
def test_deprecation_of_a_page(
    title: str, intro: str, description: str, deprecated: str | None
) -> None:
    model = read(f"# {title}\n\n{intro}\n\n\n## Fields\n\n{TABLE}").value
    assert isinstance(model, Model)
    assert (model.name, model.description, model.deprecated) == ("Boat", description, deprecated)


def test_front_matter_is_the_title() -> None:
    text = f'---\ntitle: "~~Boat~~"\n---\n\n## Fields\n\n{TABLE}'
    page = parse_page("docs/models/boat.mdx", decode(text.encode()))
    model = read_page(page, "models/boat", dialects()["typescript"]).value
    assert isinstance(model, Model)
    assert (model.name, model.deprecated) == ("Boat", "")


def test_page_without_a_title_is_called_like_its_file() -> None:
    checked = read(f"## Fields\n\n{TABLE}")
    assert isinstance(checked.value, Model)
    assert checked.value.name == "boat"
    assert codes(checked) == [Code.NO_TITLE]


GO_OPTIONS = (
    "## Options\n\n### WithServer\n\n```go\nboats.WithServer()\n```\n\n## WithPort\n\nMore.\n"
)
RETRIES = (
    "# RetryConfig\n\nHow to retry.\n\n## Fields\n\n| Name | Type | Description | Example |\n"
    '| --- | --- | --- | --- |\n| `strategy` | `"backoff" | "none"` | How. | `"backoff"` |\n\n'
    "### Fields\n\n| Name | Type | Description | Example |\n| --- | --- | --- | --- |\n| `wait` | `int` | How long. | `5` |\n"
)


@pytest.mark.parametrize(
    ("text", "id_", "dialect"),
    [
        (GO_OPTIONS, "models/operations/option", "go"),
        ("# Options\n\nNothing.\n", "models/operations/option", "go"),
        (RETRIES, "models/utils/retryconfig", "typescript"),
        (RETRIES, "models/retryconfig", "java"),
        ("# Date\n\nA date.\n", "types/date", "go"),
        ("# Blob\n\nBytes.\n", "utils/Blob", "java"),
    ],
)
def test_pages_of_the_sdk_itself_are_left_out(text: str, id_: str, dialect: str) -> None:
    checked = read(text, dialect, id_)
    assert checked.value is None
    assert codes(checked) == [Code.LEFT_OUT]


@pytest.mark.parametrize(
    ("title", "id_"), [("Options", "models/components/options"), ("Date", "models/types/date")]
)
def test_models_that_are_called_so_are_kept(title: str, id_: str) -> None:
    assert isinstance(read(fields_page(NAME_ROW, title=title), "go", id_).value, Model)


def test_fields_without_a_table() -> None:
    checked = read("# Boat\n\n## Fields\n\nSee there.\n")
    assert isinstance(checked.value, Alias)
    assert checked.value.type == ANY
    assert codes(checked) == [Code.BROKEN_TABLE]


def test_example_that_is_no_data() -> None:
    checked = read(f"# Boat\n\n{USAGE.replace('{', '{{', 1)}## Fields\n\n{TABLE}")
    assert isinstance(checked.value, Model)
    assert checked.value.examples == ()
    assert codes(checked) == [Code.UNREAD_EXAMPLE]
    assert checked.diagnostics[0].at.line == 6


def test_several_values_of_a_block() -> None:
    code = 'let a: Boat = {\n  name: "x",\n};\n\nlet b: Boat = {\n  at: new Date("2024-01-02"),\n};'
    model = read(
        f"# Boat\n\n## Example Usage\n\n```typescript\n{code}\n```\n\n## Fields\n\n{TABLE}"
    ).value
    assert isinstance(model, Model)
    assert model.examples == (
        Example({"name": "x"}, 6),
        Example({"at": Moment("2024-01-02")}, 10),
    )


@pytest.mark.parametrize("dialect", ["java", "ruby"])
@pytest.mark.parametrize(
    ("id_", "is_union"),
    [
        ("models/Boat", True),
        ("Models/Components/Boat", True),
        ("pkg/models/shared/boat", True),
        ("errors/boat", True),
        ("boat", True),
        ("boats", False),
        ("guides/boat", False),
        ("sdks/models/boat", False),
    ],
)
def test_prose_is_a_union_only_among_models(dialect: str, id_: str, is_union: bool) -> None:
    checked = read("# Boat\n\nBig or small.\n", dialect, id_)
    assert codes(checked) == ([] if is_union else [Code.NO_SECTION])
    assert isinstance(checked.value, Choice) is is_union


@pytest.mark.parametrize("dialect", ["java", "ruby", "typescript"])
@pytest.mark.parametrize("title", ["Data models", "~~Data models~~", "Boat-like", "2024"])
def test_prose_without_the_name_of_a_type_is_none(dialect: str, title: str) -> None:
    for text, code in (("", Code.LEFT_OUT), ("## Overview\n\nAll.\n", Code.NO_SECTION)):
        checked = read(f"# {title}\n\nHere are all boats.\n\n{text}", dialect, "models/Readme")
        assert checked.value is None
        assert codes(checked) == [code]


@pytest.mark.parametrize("title", ["~~Boat~~", "`Boat`"])
def test_a_union_without_sections_has_its_name_in_any_style(title: str) -> None:
    checked = read(f"# {title}\n", "ruby", "models/boat")
    assert isinstance(checked.value, Choice)
    assert checked.value.name == "Boat"


_LINES = st.sampled_from(
    [
        "# Boat",
        "# ~~Boat~~",
        "## Fields",
        "## Values",
        "## Supported Types",
        "## Example Usage",
        "## Options",
        "### `string`",
        "### ",
        "",
        "text",
        "> :warning: **DEPRECATED**: x",
        "```typescript",
        "```python",
        "```",
        "let value: Boat = {",
        "};",
        "value = X.Y",
        '"a" | 1',
        "| Field | Type | Required | Description |",
        "| Field | Type | Required |",
        "| Name | Value |",
        "| --- | --- | --- | --- |",
        "| --- | --- | --- |",
        "| --- | --- |",
        f"| {NAME_ROW} |",
        "| `a` | b |",
        "| | | | |",
        '- `"a"`',
        "- `",
    ]
)


@given(st.lists(_LINES | st.text(max_size=20), max_size=25), st.sampled_from(sorted(dialects())))
def test_every_text_is_a_definition_or_a_diagnostic(lines: list[str], dialect: str) -> None:
    checked = read("\n".join(lines), dialect)
    assert (checked.value is not None) or checked.diagnostics


_TEXT = st.text(max_size=12) | st.sampled_from(
    ["Field", "Type", "Required", "Name", "Value", "`a`", "*string*", OK, "`string`", '"a"', ""]
)
_ROWS = st.builds(Row, st.lists(_TEXT, max_size=6).map(tuple), st.integers(1, 99))
_BLOCKS: st.SearchStrategy[Block] = st.one_of(
    st.builds(Heading, st.integers(3, 6), _TEXT, st.just(1)),
    st.builds(Paragraph, _TEXT, st.just(1)),
    st.builds(Fence, st.sampled_from(["", " ", "typescript", "go"]), _TEXT, st.just(1)),
    st.builds(
        Table, st.lists(_TEXT, max_size=6).map(tuple), st.lists(_ROWS).map(tuple), st.just(1)
    ),
    st.builds(Bullets, st.lists(st.builds(Bullet, _TEXT, st.just(1))).map(tuple), st.just(1)),
)
_SECTIONS = st.builds(
    Section,
    st.sampled_from(["Fields", "Values", "Supported Types", "Example Usage", "Options", "x"]),
    st.just(1),
    _TEXT,
    st.lists(_BLOCKS, max_size=3).map(tuple),
)
_PAGES = st.builds(
    Page, st.just("docs/a.md"), _TEXT, st.just(1), _TEXT, st.lists(_SECTIONS, max_size=3).map(tuple)
)


@given(_PAGES, st.sampled_from(sorted(dialects())), st.sampled_from(["", "a", "models/x/a", "/"]))
def test_no_page_raises(page: Page, dialect: str, id_: str) -> None:
    checked = read_page(page, id_, dialects()[dialect])
    assert (checked.value is not None) or checked.diagnostics
    assert checked.value is None or checked.value.name


@pytest.mark.parametrize(
    "text",
    [
        "# Boat\n\n" + "> :warning: **DEPRECATED**: x\n\n" * 20_000 + f"## Fields\n\n{TABLE}",
        f"# Boat\n\n## Fields\n\n{TABLE}" + "| `a` | b | c | " + "<br/>" * 20_000 + " |\n",
        "# Boat\n\n## Example Usage\n\n```python\n"
        + "a = "
        + " " * 30_000
        + ";;\n```\n\n## Values\n\nx",
        "# " + "~" * 30_000 + f"\n\n## Fields\n\n{TABLE}",
    ],
)
def test_time_is_linear(text: str) -> None:
    start = process_time()
    read(text)
    assert process_time() - start < 2
