"""The gate: whatever a document says, it is one literal, one name, one comment line or one docstring."""

from __future__ import annotations

import ast
import io
import tokenize
import unicodedata

import black
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdgen.writer.text import Printable, comment, docstring, identifier, literal

HOSTILE = (
    "",
    "plain",
    'say "hi"',
    "it's",
    "both ' and \"",
    'many """ quotes """',
    "ends with a backslash \\",
    'ends with a quote "',
    "\\",
    "\\\\",
    '\\"',
    '"""',
    '""""',
    "'''",
    'x"""\nimport os\n"""',
    "line\nbreak",
    "carriage\rreturn",
    "both\r\n",
    "form\x0cfeed\x0bvertical",
    "nul\x00",
    "next\x85line\u2028separator\u2029paragraph",
    "bidi \u202e override \u2066 isolate",
    "zero\u200bwidth\u200d \ufeffbom",
    "soft\u00adhyphen",
    "filler \u3164 \u2800 \uffa0",
    "lone \ud800 surrogate",
    "tag \U000e0041",
    "emoji 😀 ⚠\ufe0f",
    "ümläut 日本",
    "# noqa: F401",
    "{{ braces }} {% raw %}",
    "%s {0} $x",
    "\x1b[31mred",
    "trailing   ",
    "\t tabs \t",
    "x" * 300,
    "word " * 60,
    "# fmt: off",
    "type: ignore",
)
INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def shows_all(text: str) -> bool:
    return all(unicodedata.category(c) not in INVISIBLE or c == "\n" for c in text)


@pytest.mark.parametrize("value", HOSTILE)
def test_literal_is_the_value(value: str) -> None:
    text = literal(value)
    assert isinstance(text, Printable)
    assert ast.literal_eval(text) == value
    assert shows_all(text)
    assert "\n" not in text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a", '"a"'),
        ('say "hi"', "'say \"hi\"'"),
        ("it's", '"it\'s"'),
        ("\u200b", r'"\u200b"'),
        ("\x00", r'"\x00"'),
        ("\U000e0041", r'"\U000e0041"'),
        ("\n\r\t", r'"\n\r\t"'),
        (3, "3"),
        (-3, "-3"),
        (True, "True"),
        (None, "None"),
    ],
)
def test_literal_is_spelled_so(value: str | int | bool | None, text: str) -> None:
    assert literal(value) == text


@given(st.text())
def test_literal_is_the_value_and_black_keeps_it(value: str) -> None:
    text = literal(value)
    assert ast.literal_eval(text) == value
    assert black.format_str(f"x = {text}\n", mode=black.Mode(line_length=10_000)) == f"x = {text}\n"


@pytest.mark.parametrize("value", HOSTILE)
def test_comment_is_one_line_and_nothing_else(value: str) -> None:
    text = comment(value)
    tokens = list(tokenize.generate_tokens(io.StringIO(f"{text}\n").readline))
    assert [t.type for t in tokens if t.type not in {tokenize.NL, tokenize.ENDMARKER}] == [
        tokenize.COMMENT
    ]
    assert text.count("#") == 1
    assert shows_all(text)


def test_comment_cannot_speak_to_tools() -> None:
    assert comment("page # noqa") == r"# page \x23 noqa"


def module_with(text: str) -> str:
    return f"class A:\n    {text}\n\n    x: int = 1\n"


@pytest.mark.parametrize("value", [value for value in HOSTILE if value.strip()])
def test_docstring_is_one_expression_that_black_keeps(value: str) -> None:
    text = docstring(tuple(value.split("\n")))
    source = module_with(text)
    (node,) = ast.parse(source).body
    assert isinstance(node, ast.ClassDef)
    assert len(node.body) == 2
    assert ast.get_docstring(node)
    assert shows_all(text)
    assert black.format_str(source, mode=black.Mode()) == source


@given(st.lists(st.text(max_size=30), min_size=1, max_size=5))
def test_docstring_never_ends_early(lines: list[str]) -> None:
    text = docstring(tuple(lines))
    if text:
        source = module_with(text)
        (node,) = ast.parse(source).body
        assert isinstance(node, ast.ClassDef)
        assert len(node.body) == 2
        assert black.format_str(source, mode=black.Mode()) == source


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("A street.",), '"""A street."""'),
        (("One.", "", "Two."), '"""One.\n\n    Two.\n    """'),
        (('Say "hi"',), '"""Say "hi" """'),
        (('"Hi"!',), '""" "Hi"!"""'),
        (("- a", "  - b", "    c"), '"""- a\n    - b\n      c\n    """'),
        (("a\\d",), '"""a\\\\d"""'),
        (("a\u200bb",), '"""a\\u200bb"""'),
        ((), ""),
        (("", " "), ""),
    ],
)
def test_docstring_is_spelled_so(lines: tuple[str, ...], text: str) -> None:
    assert docstring(lines) == text


@pytest.mark.parametrize("name", ["class", "a b", "", "1a", "ﬁ", "x;y", "None"])
def test_identifier_refuses(name: str) -> None:
    with pytest.raises(ValueError, match="not an identifier"):
        identifier(name)
