"""Example blocks of TypeScript: both ways of reading them, which must agree."""

from __future__ import annotations

import json
import math
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdgen.ir.values import DecimalText, EnumMember, Moment, Opaque, Value
from mdgen.reader import literals
from mdgen.reader.expressions import MAX_DEPTH, Statement, parse_block
from mdgen.reader.literals import LiteralError, read_block

IMPORT = 'import { Boat } from "@harbour/sdk/models/components";\n\n'


def value_of(text: str) -> Value:
    (statement,) = parse_block(f"let value: Boat = {text};").statements
    return statement.value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("null", None),
        ("true", True),
        ("false", False),
        ("0", 0),
        ("-7", -7),
        ("+7", 7),
        ("1_000", 1000),
        ("1.50", 1.5),
        ("-.5", -0.5),
        ("2.", 2.0),
        ("1e3", 1000.0),
        ("1.7058958054919229e+09", 1.7058958054919229e09),
        ("0x1F", 31),
        ("0b101", 5),
        ("0o17", 15),
        ("123n", 123),
        ("-9007199254740993n", -9007199254740993),
        ('BigInt("12")', 12),
        ("BigInt(12)", 12),
        ("Infinity", math.inf),
        ("-Infinity", -math.inf),
        ('"oak"', "oak"),
        ("'oak \"tree\"'", 'oak "tree"'),
        ("`two\nlines`", "two\nlines"),
        ("`costs $5`", "costs $5"),
        (r'"a\"b\\c\/d\ne\tf"', 'a"b\\c/d\ne\tf'),
        (r'"\x41\u0042\u{43}\u{1F600}"', "ABC\U0001f600"),
        (r'"\ud83d\ude00"', "\U0001f600"),
        (r'"\ud83d"', "\ufffd"),
        (r'"\u{FFFFFF}"', "\ufffd"),
        ('"a\\\nb"', "ab"),
        (r'"\0\v\q"', "\0\vq"),
        ("[]", []),
        ("[1, [2], ]", [1, [2]]),
        ("[undefined, 1]", [None, 1]),
        ("{}", {}),
        (
            "{ a: 1, 'b-c': 2, \"d\": 3, 4: 5, new: 6 }",
            {"a": 1, "b-c": 2, "d": 3, "4": 5, "new": 6},
        ),
        ("{ a: undefined, b: void 0, c: null }", {"c": None}),
        ("({ a: (1) })", {"a": 1}),
        ("{ boat }", {"boat": Opaque("boat")}),
        ('new Date("2024-01-02T03:04:05Z")', Moment("2024-01-02T03:04:05Z")),
        ('new RFCDate("2024-01-02")', Moment("2024-01-02")),
        ("new Date()", Opaque("new Date()")),
        ('new Decimal("1.10")', DecimalText("1.10")),
        ("new Decimal(1.10)", DecimalText("1.10")),
        ('new Decimal$("1.10")', DecimalText("1.10")),
        ("Color.Red", EnumMember("Color", "Red")),
        ("shared.Color.Red", EnumMember("Color", "Red")),
        ('Color["dark red"]', EnumMember("Color", "dark red")),
        ('await openAsBlob("a.file")', Opaque('await openAsBlob("a.file")')),
        ('new TextEncoder().encode("ab")', Opaque('new TextEncoder().encode("ab")')),
        ('new Blob(["a", { b: 1 }])', Opaque('new Blob(["a", { b: 1 }])')),
        ("new Uint8Array([1, 2])", Opaque("new Uint8Array([1, 2])")),
        ("new Map<string, number>([])", Opaque("new Map<string, number>([])")),
        ('Buffer.from("ab")', Opaque('Buffer.from("ab")')),
        ('process.env["KEY"].trim()', Opaque('process.env["KEY"].trim()')),
        ('"oak" as const', "oak"),
        ("{ a: 1 as number, b: [] as Array<{ c: string; }> } satisfies Boat", {"a": 1, "b": []}),
        ("value!", Opaque("value")),
        ("{ /* none */ a: 1, // last\n }", {"a": 1}),
        ("{ a: 1, a: 2, b: 3 }", {"a": 2, "b": 3}),
    ],
)
def test_value(text: str, expected: Value) -> None:
    value = value_of(text)
    assert value == expected
    assert type(value) is type(expected)


def test_not_a_number_is_a_number() -> None:
    value = value_of("NaN")
    assert isinstance(value, float)
    assert math.isnan(value)


def test_keys_keep_their_order() -> None:
    value = value_of("{ b: 1, a: 2, c: 3 }")
    assert isinstance(value, dict)
    assert list(value) == ["b", "a", "c"]


def test_repeated_keys_are_told() -> None:
    assert read_block("let value: Boat = {\n  a: 1,\n  a: 2,\n};").repeated == ("a",)


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        ("", ()),
        (IMPORT + "// No examples available for this model\n", ()),
        (IMPORT + 'let value: Boat = "oak";\n', (Statement("value", "oak", 3),)),
        (
            'let value: Boat = "oak";\n\n// Open enum: unrecognized values are captured as Unrecognized<string>\n',
            (Statement("value", "oak", 1),),
        ),
        (
            'import {\n  Boat,\n} from "x";\nimport type { Oar } from "y";\nimport "z";\n\nlet value:\n  Boat =\n    "oak";',
            (Statement("value", "oak", 7),),
        ),
        (
            "const a: { [k: string]: number } = { b: 1 };\n\nconst c = 2;",
            (Statement("a", {"b": 1}, 1), Statement("c", 2, 3)),
        ),
        ("let f: (x: number) => void = null;", (Statement("f", None, 1),)),
        ("export const a = 1", (Statement("a", 1, 1),)),
        ("const a = 1\nconst b = 2", (Statement("a", 1, 1), Statement("b", 2, 2))),
        ('{ "a": 1 }', (Statement("", {"a": 1}, 1),)),
    ],
)
def test_statements(text: str, statements: tuple[Statement, ...]) -> None:
    assert read_block(text).statements == statements
    assert parse_block(text).statements == statements


QUICK = [
    IMPORT
    + 'let value: Boat = {\n  name: "<value>",\n  crew: [\n    {},\n  ],\n  "x-y": -1.5,\n};\n',
    'const value: Boat = {\n  at: new Date("2024-01-02"),\n  "on": new RFCDate("2024-01-02"),\n'
    '  price: new Decimal("1.5"),\n  dates: [\n    new Date("2024-01-02"),\n  ],\n};',
    'let value: Boat = {\n  text: "a: b, new Date(\\"x\\"),]",\n  url: "https://a.b/{c}; // d",\n};',
    "const value: number = 1284.03;",
    "const value: Boat[] = [];",
    "let value: Color = Color.Red;",
    'let value: Boat = {\n  long:\n    "text",\n};',
]


@pytest.mark.parametrize("text", QUICK)
def test_quick_way_is_taken_and_says_the_same(text: str) -> None:
    quick = literals._read_fast(text)
    assert quick is not None
    assert parse_block(text).statements == (quick,)


@pytest.mark.parametrize(
    "text",
    [
        r'let value: Boat = { "\u0000Date": "x" };',
        'let value: Boat = {\n  // text: "a",\n};',
        "let value: Boat = {\n  a: undefined,\n};",
        "let value: Boat = {\n  a: `\n b: 1`,\n};",
    ],
)
def test_quick_way_leaves_the_rest(text: str) -> None:
    assert literals._read_fast(text) is None
    assert len(read_block(text).statements) == 1


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("const value: Steps<Boat> = ;", 1, 28),
        ("let value = {\n  a: ,\n};", 2, 6),
        ('let value = "open', 1, 13),
        ("let value = {", 1, 14),
        ("let value = [1 2];", 1, 16),
        ("let value = { ...rest };", 1, 15),
        ("let value = { [key]: 1 };", 1, 15),
        ("let value = `a${b}`;", 1, 13),
        ("let value = function () {};", 1, 13),
        ("let value = 1.5n;", 1, 13),
        ("let value = " + "9" * 5000 + ";", 1, 13),
        ("let value = f(1;", 1, 17),
        ("let value = 1 2;", 1, 15),
        ("import { a", 1, 11),
        ("let value = #;", 1, 13),
        ("let value = {1: };", 1, 17),
        ("let value = -a;", 1, 14),
        ("let value = new 5;", 1, 17),
        ("let value = a.;", 1, 15),
    ],
)
def test_error_tells_the_place(text: str, line: int, column: int) -> None:
    with pytest.raises(LiteralError) as caught:
        read_block(text)
    assert (caught.value.line, caught.value.column) == (line, column)
    assert len(str(caught.value)) < 120


@pytest.mark.parametrize("brackets", [("[", "]"), ("{ a: ", "}"), ("(", ")"), ('{\n"a": ', "\n}")])
def test_depth_is_limited(brackets: tuple[str, str]) -> None:
    opening, closing = brackets
    half = MAX_DEPTH // 2
    read_block(f"let value = {opening * half}1{closing * half};")
    for depth in (MAX_DEPTH + 1, 20_000):
        with pytest.raises(LiteralError, match="deep"):
            read_block(f"let value = {opening * depth}1{closing * depth};")


@pytest.mark.parametrize(
    "text",
    [
        '"' * 30_001,
        "{" * 30_000,
        "/*" * 30_000,
        "let value = {\n" + ",\n" * 30_000,
        "let value = {\n" + "a:\n" * 30_000,
        "import { a } from " * 30_000,
        "let value = " + "- " * 30_000,
        "let a:" * 20_000,
        "f(" * 30_000,
        "let a = new " + "a." * 30_000,
        "\n" * 40_000 + "let",
    ],
)
def test_time_is_linear(text: str) -> None:
    start = process_time()
    with pytest.raises(LiteralError):
        read_block(text)
    assert process_time() - start < 2


_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(_JSON, st.sampled_from([None, 2]))
def test_json_reads_as_json(value: Value, indent: int | None) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=False)
    for read in (read_block, parse_block):
        (statement,) = read(f"let value: Boat = {text};").statements
        assert statement.value == value


@given(st.text() | st.text(alphabet="letvalu =:;{}[]()\"'`\\\n,.newDt123/*<>"))
def test_nothing_else_is_raised(text: str) -> None:
    try:
        read_block(text)
    except LiteralError as error:
        place = (error.line, error.column)
    else:
        place = (1, 1)
    assert min(place) >= 1
