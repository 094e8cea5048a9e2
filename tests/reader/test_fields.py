"""Rows of Fields tables."""

from __future__ import annotations

import pytest

from mdgen.diagnostics import Code, Position
from mdgen.ir.definitions import Aspect, Field, Model
from mdgen.ir.types import ANY, BOOLEAN, NUMERIC, STRING, Array, Map, Nullable, Unresolved
from reader.pages import codes, fields_page, read

OK = ":heavy_check_mark:"
MAY = ":heavy_minus_sign:"


def model(text: str, dialect: str = "typescript") -> Model:
    checked = read(text, dialect)
    assert checked.diagnostics == ()
    assert isinstance(checked.value, Model)
    return checked.value


def test_fields_keep_their_order_and_lines() -> None:
    page = fields_page(
        f"`name` | *string* | {OK} | The name. | ",
        f"`crew` | [components.Sailor](../../models/components/sailor.md)[] | {MAY} | N/A |",
        f"`length` | *number* | {MAY} | In m. | 12.5 ",
        example=True,
    )
    sailor = Unresolved("components.Sailor", "../../models/components/sailor.md")
    assert model(page).fields == (
        Field("name", STRING, True, "The name.", line=9),
        Field("crew", Array(sailor), False, line=10),
        Field("length", NUMERIC, False, "In m.", examples=("12.5",), line=11),
    )


def test_names_of_pages_without_a_link_are_references() -> None:
    """Pages of unions are named, not linked, in TypeScript."""
    page = fields_page(
        f"`load` | *components.Load*[] | {OK} | N/A",
        f"`loads` | Record<string, *components.Load*> | {OK} | N/A",
    )
    load = Unresolved("components.Load")
    assert [field.type for field in model(page).fields] == [Array(load), Map(load)]


def test_rows_that_repeat_keep_their_own_lines() -> None:
    row = f"`name` | *string* | {OK} | The name."
    first, second = model(fields_page(row)), model(fields_page(f"`a` | *any* | {OK} | N/A", row))
    assert first.fields[0].line == 9
    assert second.fields[1].line == 10


@pytest.mark.parametrize(
    ("dialect", "type_", "required", "expected"),
    [
        ("typescript", "*string*", MAY, STRING),
        ("python", "*Optional[str]*", MAY, STRING),
        ("python", "*Nullable[str]*", OK, Nullable(STRING)),
        ("python", "*OptionalNullable[str]*", MAY, Nullable(STRING)),
        ("go", "**string*", MAY, STRING),
        ("go", "**string*", OK, Nullable(STRING)),
        ("java", r"*Optional\<String>*", OK, Nullable(STRING)),
        ("java", r"*Optional\<String>*", MAY, STRING),
        ("java", r"*JsonNullable\<String>*", MAY, Nullable(STRING)),
        ("php", "*?string*", MAY, STRING),
        ("ruby", "*T.nilable(::String)*", OK, Nullable(STRING)),
        ("csharp", "*string*", MAY, STRING),
    ],
)
def test_required_column_explains_absence(
    dialect: str, type_: str, required: str, expected: object
) -> None:
    (field,) = model(fields_page(f"`name` | {type_} | {required} | N/A"), dialect).fields
    assert field.type == expected
    assert field.required is (required == OK)


@pytest.mark.parametrize(
    ("name", "description", "text", "deprecated"),
    [
        ("`a`", "N/A", "", None),
        ("`a`", "one<br/>two<br />three<br>four", "one\ntwo\nthree\nfour", None),
        ("`a`", r"x \| y", "x | y", None),
        ("`a`", "`N/A` means nothing", "`N/A` means nothing", None),
        ("~~`a`~~", "Old.", "Old.", ""),
        ("~~`a`~~", ": warning: ** DEPRECATED **: Use b.", "", "Use b."),
        ("~~`a`~~", ": warning: ** DEPRECATED **: Use b.<br/><br/>An a.", "An a.", "Use b."),
        ("~~`a`~~", ": warning: ** DEPRECATED **: Use<br/>b.<br/><br/>N/A", "", "Use\nb."),
        ("~~`a`~~", "> :warning: **DEPRECATED**: Use b.<br/><br/>An a.", "An a.", "Use b."),
        (
            "`a`",
            "Says : warning: ** DEPRECATED **: no.",
            "Says : warning: ** DEPRECATED **: no.",
            None,
        ),
    ],
)
def test_description_and_deprecation(
    name: str, description: str, text: str, deprecated: str | None
) -> None:
    (field,) = model(fields_page(f"{name} | *string* | {MAY} | {description}")).fields
    assert (field.doc_name, field.description, field.deprecated) == ("a", text, deprecated)


def test_an_example_cell_can_hold_several() -> None:
    page = fields_page(
        f"`a` | *string* | {MAY} | N/A | **Example 1:** oak<br/>**Example 2:** elm", example=True
    )
    assert model(page).fields[0].examples == ("oak", "elm")


@pytest.mark.parametrize(
    ("dialect", "name", "type_", "extra"),
    [
        ("typescript", "additionalProperties", "Record<string, *any*>", ANY),
        ("python", "__pydantic_extra__", "Dict[str, *Any*]", ANY),
        ("python", "__pydantic_extra__", "Dict[str, *str*]", STRING),
        ("go", "AdditionalProperties", "map[string]*string*", STRING),
        ("csharp", "AdditionalProperties", "Dictionary<String, *object*>", ANY),
        ("java", "additionalProperties", "Map<String, *Boolean*>", BOOLEAN),
        ("php", "additionalProperties", "array<string, *string*>", STRING),
    ],
)
def test_row_of_undocumented_keys(dialect: str, name: str, type_: str, extra: object) -> None:
    page = fields_page(f"`a` | *any* | {MAY} | N/A", f"`{name}` | {type_} | {MAY} | N/A")
    read_model = read(page, dialect).value
    assert isinstance(read_model, Model)
    assert read_model.extra == extra
    assert [field.doc_name for field in read_model.fields] == ["a"]


def test_a_property_of_that_name_that_is_no_map() -> None:
    read_model = model(fields_page(f"`additionalProperties` | *boolean* | {MAY} | N/A"))
    assert read_model.extra is None
    assert read_model.fields[0].type == BOOLEAN


def test_header_only_table_is_a_model_without_fields() -> None:
    assert model(fields_page()).fields == ()


def test_name_that_stands_twice() -> None:
    checked = read(fields_page(f"`a` | *string* | {OK} | N/A", f"`a` | *number* | {OK} | N/A"))
    assert isinstance(checked.value, Model)
    assert [field.type for field in checked.value.fields] == [STRING]
    assert codes(checked) == [Code.DUPLICATE_FIELD]
    assert checked.diagnostics[0].at == Position("docs/models/components/boat.md", 10)


@pytest.mark.parametrize("yes", ["\u2705", "\u2714", "\u2714\ufe0f", ":white_check_mark:"])
@pytest.mark.parametrize("no", ["\u2796", "\u2796\ufe0f"])
def test_required_column_can_be_rendered(yes: str, no: str) -> None:
    rows = f"`a` | *string* | {yes} | N/A", f"`b` | *string* | {no} | N/A"
    assert [field.required for field in model(fields_page(*rows)).fields] == [True, False]


def test_a_stray_pipe_stands_before_a_rendered_required_cell() -> None:
    checked = read(fields_page("`a` | *string* | *number* | \u2705 | N/A"))
    assert isinstance(checked.value, Model)
    assert checked.value.fields[0].required
    assert codes(checked) == [Code.BROKEN_ROW]


def test_unknown_required_cells_of_one_spelling_are_one_finding() -> None:
    rows = [
        f"`a{index}` | *string* | {cell} | N/A" for index, cell in enumerate(("yes", "no", "yes"))
    ]
    found = read(fields_page(*rows)).diagnostics
    assert [(one.code, one.at.line) for one in found] == [
        (Code.UNKNOWN_REQUIRED, 9),
        (Code.UNKNOWN_REQUIRED, 10),
    ]
    assert found[0].message.endswith("found 'yes'; taken as optional, in 2 rows of the table")
    assert found[1].message.endswith("found 'no'; taken as optional")


@pytest.mark.parametrize(
    ("cell", "required"), [(OK, True), (MAY, False), (":white_check_mark:", True)]
)
def test_underscores_of_required_marks_can_be_escaped(cell: str, required: bool) -> None:
    escaped = cell.replace("_", "\\_")
    assert model(fields_page(f"`a` | *string* | {escaped} | N/A")).fields[0].required is required
    broken = read(fields_page(f"`a` | *string* | {escaped} | this | that")).value
    assert isinstance(broken, Model)
    assert broken.fields[0].required is required


def test_unknown_required_cell() -> None:
    checked = read(fields_page("`a` | *string* | yes | N/A"))
    assert isinstance(checked.value, Model)
    assert checked.value.fields[0].required is False
    assert checked.value.fields[0].claim(Aspect.PRESENCE) is not None
    assert codes(checked) == [Code.UNKNOWN_REQUIRED]


@pytest.mark.parametrize(
    ("type_", "code"),
    [("Record<string", Code.UNREAD_TYPE), ("*a*" + "[]" * 500, Code.NESTED_TOO_DEEP)],
)
def test_unread_type_is_any(type_: str, code: Code) -> None:
    checked = read(fields_page(f"`a` | {type_} | {OK} | N/A"))
    assert isinstance(checked.value, Model)
    assert checked.value.fields[0].type == ANY
    assert checked.value.fields[0].claim(Aspect.TYPE) is not None
    assert codes(checked) == [code]
    assert checked.diagnostics[0].at.line == 9


@pytest.mark.parametrize(
    ("row", "names", "types"),
    [
        ("name | *string* | :heavy_check_mark: | N/A", ["name"], [STRING]),
        (" | *string* | :heavy_check_mark: | N/A", [], []),
        ("`a` | *string*", ["a"], [STRING]),
        ("`a` | *string* | :heavy_check_mark: | this | that", ["a"], [STRING]),
        ("`a` | Record<string, *any*> | :heavy_check_mark: | this | that", ["a"], [Map(ANY)]),
    ],
)
def test_broken_rows_are_told_and_mended(row: str, names: list[str], types: list[object]) -> None:
    checked = read(fields_page(row))
    assert isinstance(checked.value, Model)
    assert [field.doc_name for field in checked.value.fields] == names
    assert [field.type for field in checked.value.fields] == types
    assert Code.BROKEN_ROW in codes(checked)


def test_a_stray_pipe_in_a_description_is_kept() -> None:
    checked = read(fields_page("`a` | *string* | :heavy_check_mark: | this | that"))
    assert isinstance(checked.value, Model)
    assert checked.value.fields[0].description == "this | that"
    assert checked.value.fields[0].required
