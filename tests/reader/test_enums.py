"""Values sections in their three notations."""

from __future__ import annotations

from time import process_time

import pytest

from mdgen.diagnostics import Code
from mdgen.ir.definitions import Alias, Aspect, Enum, Member, Source
from mdgen.ir.types import ANY, NUMBER, Type
from mdgen.ir.values import EnumMember, Example
from mdgen.reader.enums import LOOKS_LIKE_BOOLEANS, LOOKS_LIKE_INTEGERS
from reader.pages import codes, read

OPEN_TS = "// Open enum: unrecognized values are captured as Unrecognized<string>"
OPEN_PY = "# Open enum: unrecognized values are captured as UnrecognizedStr"
OPEN_CS = "// Open enum: use .Of() to create instances from custom string values"
OPEN_TABLE = "This is an open enum. Unrecognized values will be captured as the `Unrecognized<{}>` branded type."
OPEN_BULLETS = "This is an open enum. Unrecognized values will not fail type checks."


def usage(language: str, code: str) -> str:
    return f"## Example Usage\n\n```{language}\n{code}\n```\n\n"


def table(*rows: str) -> str:
    return "| Name | Value |\n| --- | --- |\n" + "".join(f"| {row} |\n" for row in rows)


def page(values: str, before: str = "") -> str:
    return f"# Color\n\n{before}## Values\n\n{values}\n"


def enum(text: str, dialect: str = "typescript") -> Enum:
    checked = read(text, dialect)
    assert checked.diagnostics == ()
    assert isinstance(checked.value, Enum)
    return checked.value


@pytest.mark.parametrize(
    ("values", "members"),
    [
        ('```typescript\n"red" | "dark blue" | ""\n```', ("red", "dark blue", "")),
        ('```typescript\n"red"\n```', ("red",)),
        ("```typescript\n301 | 302\n```", (301, 302)),
        ("```typescript\ntrue | false\n```", (True, False)),
        ('```typescript\n"a|b" | "c"\n```', ("a|b", "c")),
        ('```typescript\n"red"\n| "blue"\n```', ("red", "blue")),
        ('```typescript\n"red";\n```', ("red",)),
        ("```typescript\n1 | 2;\n```", (1, 2)),
        ("```typescript\ntrue | false ;\n```", (True, False)),
        ("```typescript\n| 'red'\n  | 'it\\'s';\n```", ("red", "it's")),
        ('```typescript\n"red" |\n  "dark blue";\n```', ("red", "dark blue")),
        ('```typescript\n"red" | ("blue") |\n```', ("red", "blue")),
        ('- `"red"`\n- `"dark blue"`', ("red", "dark blue")),
        ("- `301`\n- `302`", (301, 302)),
        ("- `'red'`", ("red",)),
        ("- `True`\n- `False`", (True, False)),
    ],
)
def test_literals(values: str, members: tuple[object, ...]) -> None:
    read_enum = enum(page(values))
    assert tuple(member.value for member in read_enum.members) == members
    assert [type(member.value) for member in read_enum.members] == [type(it) for it in members]
    assert not read_enum.open
    assert read_enum.claims == ()


@pytest.mark.parametrize(
    "mark", ["Unrecognized<string>;", "(Unrecognized<string>);", "( Unrecognized<string> )"]
)
def test_the_mark_of_an_open_enum_can_be_formatted(mark: str) -> None:
    read_enum = enum(page(f"```typescript\n  | 'red'\n  | 'blue'\n  | {mark}\n```"))
    assert [(member.value, member.line) for member in read_enum.members] == [
        ("red", 6),
        ("blue", 7),
    ]
    assert read_enum.open


def test_members_have_names_and_lines() -> None:
    assert enum(page(table("`Red` | red", "`Empty` | ", "`Any` | *"))).members == (
        Member("red", "Red", 7),
        Member("", "Empty", 8),
        Member("*", "Any", 9),
    )
    assert enum(page('```typescript\n"red" |\n"blue"\n```')).members == (
        Member("red", "", 6),
        Member("blue", "", 7),
    )
    assert [m.line for m in enum(page('- `"red"`\n- `"blue"`'), "python").members] == [5, 6]


@pytest.mark.parametrize(
    ("dialect", "text"),
    [
        ("typescript", page('```typescript\n"red" | Unrecognized<string>\n```')),
        ("typescript", page('```typescript\n"red"\n```', usage("typescript", OPEN_TS))),
        ("typescript", page(OPEN_TABLE.format("string") + "\n\n" + table("`Red` | red"))),
        ("typescript", page(table("`Red` | red", "- | `Unrecognized<string>`"))),
        ("python", page(OPEN_BULLETS + '\n\n- `"red"`')),
        ("python", page(table("`RED` | red"), usage("python", OPEN_PY))),
        ("csharp", page(table("`Red` | red"), usage("csharp", OPEN_CS))),
    ],
)
def test_marks_of_open_enums(dialect: str, text: str) -> None:
    read_enum = enum(text, dialect)
    assert read_enum.open
    assert [member.value for member in read_enum.members] == ["red"]


INTEGERS = table("`One` | 1", "`Minus` | -20", "`Zero` | 0")


@pytest.mark.parametrize(
    ("text", "dialect", "type_", "claim"),
    [
        (page(INTEGERS), "go", int, LOOKS_LIKE_INTEGERS),
        (page(INTEGERS, usage("typescript", "let value: Color = 1;")), "typescript", int, None),
        (page(INTEGERS, usage("typescript", 'let value: Color = "1";')), "typescript", str, None),
        (
            page(INTEGERS, usage("typescript", "let value: Color = Color.One;")),
            "typescript",
            int,
            LOOKS_LIKE_INTEGERS,
        ),
        (page(OPEN_TABLE.format("number") + "\n\n" + INTEGERS), "typescript", int, None),
        (page(OPEN_TABLE.format("string") + "\n\n" + INTEGERS), "typescript", str, None),
        (page(INTEGERS, usage("python", OPEN_PY.replace("Str", "Int"))), "python", int, None),
        (page(INTEGERS, usage("python", OPEN_PY)), "python", str, None),
        (page(INTEGERS, usage("csharp", OPEN_CS)), "csharp", str, None),
        (page(table("`V1` | 1.0", "`V2` | 2.0")), "python", str, None),
        (page(table("`V1` | 01", "`V2` | 2")), "python", str, None),
        (page(table("`V1` | 1", "`Last` | last")), "python", str, None),
        (page(table("`Yes` | true", "`No` | false")), "python", str, LOOKS_LIKE_BOOLEANS),
        (
            page(table("`Yes` | true"), usage("typescript", "let value: Color = true;")),
            "typescript",
            bool,
            None,
        ),
    ],
)
def test_values_of_a_table_are_typed_by_evidence(
    text: str, dialect: str, type_: type, claim: str | None
) -> None:
    read_enum = enum(text, dialect)
    assert {type(member.value) for member in read_enum.members} == {type_}
    assert [(it.aspect, it.evidence) for it in read_enum.claims] == (
        [] if claim is None else [(Aspect.TYPE, claim)]
    )


@pytest.mark.parametrize(
    ("language", "code", "value", "line"),
    [
        ("typescript", 'import { Color } from "x";\n\nlet value: Color = "red";', "red", 8),
        ("typescript", "let value: Color = Color.Red;", EnumMember("Color", "Red"), 6),
        ("python", "from x import Color\n\nvalue = Color.RED", EnumMember("Color", "RED"), 8),
        ("python", f'from x import Color\n{OPEN_PY}\nvalue: Color = "red"', "red", 8),
        (
            "go",
            'import (\n\t"x"\n)\n\nvalue := components.ColorRed',
            EnumMember("components", "ColorRed"),
            10,
        ),
        ("java", "import x.Color;\n\nColor value = Color.RED;", EnumMember("Color", "RED"), 8),
        ("csharp", "using X.Models;\n\nvar value = Color.Red;", EnumMember("Color", "Red"), 8),
        ("ruby", 'require "x"\n\nvalue = Models::Color::RED', EnumMember("Color", "RED"), 8),
    ],
)
def test_examples_of_all_languages(language: str, code: str, value: object, line: int) -> None:
    read_enum = enum(page(table("`Red` | red"), usage(language, code)), language)
    assert read_enum.examples == (Example(value, line),)  # type: ignore[arg-type]


def test_a_made_up_member_is_no_example() -> None:
    code = f'{OPEN_CS}\nvar value = Color.Red;\nvar custom = Color.Of("pink");'
    read_enum = enum(page(table("`Red` | red"), usage("csharp", code)), "csharp")
    assert read_enum.examples == (Example(EnumMember("Color", "Red"), 7),)


@pytest.mark.parametrize(
    ("values", "found", "members"),
    [
        ('```typescript\n"red" | "red" | "blue"\n```', [Code.DUPLICATE_VALUE], ["red", "blue"]),
        ('```typescript\n"red" | blue\n```', [Code.BAD_VALUE], ["red"]),
        ('```typescript\n"red" "blue"\n```', [Code.BAD_VALUE], None),
        ('```typescript\n"red" | 1\n```', [Code.BAD_VALUE], ["red", "1"]),
        (table("Red | red", "`Blue` | blue"), [Code.BROKEN_ROW], ["blue"]),
        (table(), [], None),
        ("| A | B |\n| --- | --- |\n| `Red` | red |", [Code.BROKEN_TABLE], None),
        ("Nothing.", [], None),
    ],
)
def test_bad_values(values: str, found: list[Code], members: list[object] | None) -> None:
    checked = read(page(values))
    if members is None:
        assert isinstance(checked.value, Alias)
        assert checked.value.type == ANY
        assert codes(checked) == [*found, Code.BROKEN_TABLE]
    else:
        assert isinstance(checked.value, Enum)
        assert [member.value for member in checked.value.members] == members
        assert codes(checked) == found


@pytest.mark.parametrize(
    "values",
    [
        '```typescript\n"red" | blue\n```',
        '```typescript\n"red" | "blue" "green"\n```',
        table("`Red` | red", "Blue | blue"),
        table("`One` | 1", "Two | 2"),
    ],
)
def test_an_enum_that_loses_a_value_is_open(values: str) -> None:
    checked = read(page(values))
    assert isinstance(checked.value, Enum)
    assert checked.value.open
    assert "values that are not listed are accepted" in checked.diagnostics[0].message


@pytest.mark.parametrize(
    ("values", "type_"),
    [
        ("```typescript\n0.5 | 1 | 2\n```", NUMBER),
        ("- `1.5`\n- `2`", NUMBER),
        ("```typescript\n1 | 1e3\n```", NUMBER),
        ("```typescript\n1 | foo\n```", ANY),
        ("```typescript\ntrue | 0.5\n```", ANY),
    ],
)
def test_values_that_no_open_enum_takes_make_it_a_wider_type(values: str, type_: Type) -> None:
    checked = read(page(values))
    assert isinstance(checked.value, Alias)
    assert checked.value.type == type_
    assert codes(checked) == [Code.BAD_VALUE]
    assert checked.value.claims[0].source is Source.ASSUMED


@pytest.mark.parametrize(
    "values", ['"a" | ' * 20_000 + '"b"', " " * 40_000, "a " * 30_000, '"' * 29_999]
)
def test_fences_take_linear_time(values: str) -> None:
    start = process_time()
    read(page(f"```typescript\n{values}\n```"))
    assert process_time() - start < 2
