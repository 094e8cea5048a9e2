"""Supported Types sections in the notations of all languages."""

from __future__ import annotations

import pytest

from mdgen.diagnostics import Code
from mdgen.ir.definitions import Choice
from mdgen.ir.types import (
    ANY,
    BIGINT,
    BOOLEAN,
    NUMBER,
    NUMERIC,
    STRING,
    Array,
    Map,
    Nullable,
    Type,
    Unresolved,
)
from mdgen.ir.values import Example
from reader.pages import codes, read


def page(*variants: str) -> str:
    return "# Load\n\nWhat it carries.\n\n\n## Supported Types\n\n" + "\n\n".join(variants) + "\n"


def variant(heading: str, language: str, code: str) -> str:
    return f"### {heading}\n\n```{language}\n{code}\n```"


def choice(text: str, dialect: str) -> Choice:
    checked = read(text, dialect, "models/components/load")
    assert checked.diagnostics == ()
    assert isinstance(checked.value, Choice)
    return checked.value


BOX = Unresolved("components.Box")
VALUES = "/* values here */"


@pytest.mark.parametrize(
    ("dialect", "heading", "code", "expected"),
    [
        ("typescript", "`components.Box`", "const value: components.Box = {};", BOX),
        ("typescript", "`components.Box[]`", "const value: components.Box[] = [];", Array(BOX)),
        (
            "typescript",
            "`{ [k: string]: any }`",
            "const value: { [k: string]: any } = {};",
            Map(ANY),
        ),
        ("typescript", "`string[][]`", "const value: string[][] = [];", Array(Array(STRING))),
        ("python", "`models.Box`", f"value: models.Box = {VALUES}", Unresolved("models.Box")),
        ("python", "Box", f"load: shared.Box = {VALUES}", Unresolved("shared.Box")),
        ("python", "", f"load: List[Nullable[str]] = {VALUES}", Array(Nullable(STRING))),
        ("go", "Box", f"load := components.CreateLoadBox(components.Box{{{VALUES}}})", BOX),
        ("go", "", f"load := shared.CreateLoadStr(string{{{VALUES}}})", STRING),
        (
            "go",
            "",
            f"load := shared.CreateLoadArrayOfBox([]components.Box{{{VALUES}}})",
            Array(BOX),
        ),
        ("go", "", f"load := shared.CreateLoadAny(any{{{VALUES}}})", ANY),
        ("csharp", "Box", f"Load.CreateBox({VALUES});", Unresolved("Box")),
        ("csharp", "Str", f"Load.CreateStr({VALUES});", STRING),
        ("csharp", "Number", f"Load.CreateNumber({VALUES});", NUMBER),
        ("csharp", "Boolean", f"Load.CreateBoolean({VALUES});", BOOLEAN),
        ("csharp", "Bigint", f"Load.CreateBigint({VALUES});", BIGINT),
        ("csharp", "ArrayOfStr", f"Load.CreateArrayOfStr({VALUES});", Array(STRING)),
        ("csharp", "ArrayOfBox", f"Load.CreateArrayOfBox({VALUES});", Array(Unresolved("Box"))),
        ("csharp", "MapOfBox", f"Load.CreateMapOfBox({VALUES});", Map(Unresolved("Box"))),
        (
            "php",
            r"`Components\Box`",
            f"/**\n* @var \\Harbour\\Models\\Components\\Box\n*/\nComponents\\Box $value = {VALUES}",
            Unresolved("Components.Box"),
        ),
        (
            "php",
            "`array`",
            f"/**\n* @var array<string>\n*/\narray $value = {VALUES}",
            Array(STRING),
        ),
    ],
)
def test_type_of_a_variant(dialect: str, heading: str, code: str, expected: Type) -> None:
    read_choice = choice(page(variant(heading, dialect, code)), dialect)
    assert [option.type for option in read_choice.options] == [expected]
    assert read_choice.description == "What it carries."
    # A C# heading can be the name of a tag, if it is not beside a variant that is no object.
    is_presumed = dialect == "csharp" and heading == "Box"
    assert (read_choice.open, read_choice.presumed) == (is_presumed, is_presumed)


def test_variants_of_one_type_are_kept_apart_with_their_examples() -> None:
    read_choice = choice(
        page(
            variant("`number`", "typescript", "const value: number = 128403;"),
            variant("`number`", "typescript", "const value: number = 1284.03;"),
        ),
        "typescript",
    )
    assert [(it.type, it.line, it.examples) for it in read_choice.options] == [
        (NUMERIC, 8, (Example(128403, 11),)),
        (NUMERIC, 14, (Example(1284.03, 17),)),
    ]


def test_placeholders_are_no_examples() -> None:
    read_choice = choice(page(variant("`str`", "python", f"value: str = {VALUES}")), "python")
    assert read_choice.options[0].examples == ()


def test_a_heading_without_code_is_a_variant() -> None:
    read_choice = choice(page("### `string`", "### `boolean`"), "typescript")
    assert [option.type for option in read_choice.options] == [STRING, BOOLEAN]


@pytest.mark.parametrize(
    ("dialect", "heading", "code"),
    [
        ("python", "`models.UnrecognizedStr`", f"value: models.UnrecognizedStr = {VALUES}"),
        ("typescript", "`Unrecognized<string>`", 'const value: Unrecognized<string> = "a";'),
    ],
)
def test_unrecognized_values_make_a_union_open(dialect: str, heading: str, code: str) -> None:
    known = f"### `{'str' if dialect == 'python' else 'string'}`"
    read_choice = choice(page(known, variant(heading, dialect, code)), dialect)
    assert read_choice.open
    assert [option.type for option in read_choice.options] == [STRING]


@pytest.mark.parametrize(
    ("case", "is_open"),
    [
        ("\tdefault:\n\t\t// Unknown type - use load.GetUnknownRaw() for raw JSON\n", True),
        ("default: // Unrecognized: see load.Raw\n", True),
        ("\tdefault:\n\t\t// load.Box is populated\n", False),
        ("\tcase components.LoadTypeUnknown:\n\t\t// load.Unknown is populated\n", False),
        ("", False),
    ],
)
def test_a_case_for_unknown_types_makes_a_union_open(case: str, is_open: bool) -> None:
    text = page(
        variant("Box", "go", f"load := components.CreateLoadBox(components.Box{{{VALUES}}})")
    )
    text += (
        f"\n## Union Discrimination\n\nUse it so:\n\n```go\nswitch load.Type {{\n{case}}}\n```\n"
    )
    read_choice = choice(text, "go")
    assert [option.type for option in read_choice.options] == [BOX]
    assert read_choice.open is is_open


def test_discrimination_is_ignored() -> None:
    text = page(
        variant("Box", "go", f"load := components.CreateLoadBox(components.Box{{{VALUES}}})")
    )
    text += "\n## Union Discrimination\n\nUse it so:\n\n```go\nswitch load.Type {\n}\n```\n"
    assert [option.type for option in choice(text, "go").options] == [BOX]


def test_unread_variant_and_example() -> None:
    checked = read(
        page(
            variant("`Steps<`", "typescript", "const value: Steps< = 1;"),
            variant("`string`", "typescript", "const value: string = ;"),
            variant("`" + "string" + "[]" * 500 + "`", "typescript", "const value = 1;"),
        )
    )
    assert isinstance(checked.value, Choice)
    assert [option.type for option in checked.value.options] == [ANY, STRING, ANY]
    assert codes(checked) == [Code.UNREAD_TYPE, Code.UNREAD_EXAMPLE, Code.NESTED_TOO_DEEP]
    assert checked.diagnostics[1].at.line == 17


@pytest.mark.parametrize("dialect", ["java", "ruby"])
def test_union_without_a_section(dialect: str) -> None:
    read_choice = choice("# Load\n\nWhat it carries.\n\n## Details\n\nMuch.\n", dialect)
    assert read_choice.options == ()
    assert read_choice.description == "What it carries.\n\n## Details\n\nMuch."


def test_a_page_without_a_section_is_nothing_elsewhere() -> None:
    checked = read("# Load\n\nWhat it carries.\n", "typescript")
    assert checked.value is None
    assert codes(checked) == [Code.NO_SECTION]
