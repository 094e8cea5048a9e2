"""The pieces of the quick proof, one line at a time; that they agree with black and the gate is test_stable's."""

from __future__ import annotations

import pytest

from mdgen.output.brackets import read_brackets
from mdgen.output.elements import Part, element_line
from mdgen.output.expressions import (
    is_annotation,
    is_base_list,
    is_decorator,
    is_value,
    masked,
    operands,
)
from mdgen.output.formatter import black_format
from mdgen.output.lines import Kind, statement_line, width_bounds
from mdgen.output.shapes import (
    is_odd_but_right,
    shape_of,
    statement_end,
)


@pytest.mark.parametrize(
    ("line", "kind", "opens"),
    [
        ("# Generated.", Kind.COMMENT, ""),
        ("#Generated.", Kind.UNKNOWN, ""),
        ("# fmt: off", Kind.UNKNOWN, ""),
        ("import datetime as dt", Kind.IMPORT, ""),
        ("import os", Kind.UNKNOWN, ""),
        ("from ..a.b import C, d as E", Kind.IMPORT, ""),
        ("from .a import (", Kind.IMPORT, "i"),
        ("from .class import A", Kind.UNKNOWN, ""),
        ("class A(B):", Kind.CLASS, ""),
        ("class A(b()):", Kind.UNKNOWN, ""),
        ("class A(", Kind.CLASS, "k"),
        ("@dataclass(slots=True)", Kind.DECORATOR, ""),
        ("@evil()", Kind.UNKNOWN, ""),
        ("    x: int | None = None", Kind.SIMPLE, ""),
        ("   x: int", Kind.UNKNOWN, ""),
        ("x: int ", Kind.UNKNOWN, ""),
        ("x: Annotated[", Kind.SIMPLE, "t"),
        ("x: A = Field(", Kind.SIMPLE, "c"),
        ("x: TypeAlias = Union[", Kind.SIMPLE, "s"),
        ("x: (", Kind.SIMPLE, ":"),
        ("x = (", Kind.SIMPLE, "="),
        ("lazy(", Kind.SIMPLE, "c"),
        ("lazy()", Kind.UNKNOWN, ""),
        ("lazy", Kind.UNKNOWN, ""),
        ("lazy(__name__)", Kind.SIMPLE, ""),
        ("    lazy(", Kind.UNKNOWN, ""),
        ("lazy(name)", Kind.UNKNOWN, ""),
        ("X: dict[str, list[str]] = {", Kind.SIMPLE, "{"),
        ("class: int", Kind.UNKNOWN, ""),
        ("__class__: int", Kind.UNKNOWN, ""),
        ("x = '\\'", Kind.UNKNOWN, ""),
    ],
)
def test_statement_lines(line: str, kind: Kind, opens: str) -> None:
    found = statement_line(line)
    assert (found.kind, found.opens) == (kind, opens)
    assert statement_line(line) is found


@pytest.mark.parametrize(
    ("line", "part", "comma"),
    [
        ("    Name,", Part.NAME, True),
        ("    None,", Part.VALUE, True),
        ('    alias="x",', Part.KEYWORD, True),
        ('    "a": "b",', Part.PAIR, True),
        ("    A as B,", Part.RENAMED, True),
        ("    | A", Part.OR, False),
        ("    | A | B", Part.UNKNOWN, False),
        ("    ],", Part.CLOSE, True),
        (") = None", Part.CLOSE, False),
        ("] = f(x)", Part.UNKNOWN, False),
        ("    f(x),", Part.UNKNOWN, False),
        ("    " + "A" * 90 + ",", Part.NAME, True),
        ("    " + "A" * 60 + " | " + "B" * 60 + ",", Part.UNKNOWN, False),
    ],
)
def test_element_lines(line: str, part: Part, comma: bool) -> None:
    found = element_line(line)
    assert (found.part, found.comma) == (part, comma)


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("x: A[\n    B,\n    C,\n] = None", 4),
        ("x: A[\n    B,\n]", -1),
        ("x = Field(\n    alias='x',\n)", -1),
        ('x = Field(\n    alias="x",\n)', 3),
        ('x = Field(\n    alias="x",\n    "y",\n)', -1),
        ("x = [\n    1,\n] = None", -1),
        ("x: A[\n    B,\n    C,", -1),
        ("x: A[\n    B,\n    C[\n        D,\n        E,\n    ],\n]", 7),
        ("x: (\n    A\n) = None", -1),
    ],
)
def test_brackets(text: str, end: int) -> None:
    lines = text.split("\n")
    assert read_brackets(lines, 0, statement_line(lines[0])) == end


@pytest.mark.parametrize(
    ("text", "value", "annotation"),
    [
        ("A", True, True),
        ("A | B[C, ...]", True, True),
        ("A = None", False, True),
        ("Field(a=1, b=[])", True, False),
        ("Field(a=1, 2)", False, False),
        ("Field(a=1, a=2)", False, False),
        ('("",)', True, False),
        ("(A)", False, False),
        ('{"": A}', True, False),
        ('"" ""', False, False),
        ("A.__class__", False, False),
        ("A[" * 60 + "B" + "]" * 60, False, False),
    ],
)
def test_expressions(text: str, value: bool, annotation: bool) -> None:
    assert is_value(text) is value
    assert is_annotation(text) is annotation


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('f("a", b="c")', 'f("", b="")'),
        (r'"a\\" + "\n\x41\u65e5\U0001f415"', '"" + ""'),
        ("'say \"so\"'", '""'),
        ("'so'", "'so'"),
        ("", ""),
    ],
)
def test_masked(content: str, expected: str) -> None:
    assert masked(content) == expected


@pytest.mark.parametrize("escape", [r"\q", r"\"", r"\x4", r"\u12", r"\u200B", r"\U0001", "\\"])
@pytest.mark.parametrize("quotes", ['"a{}"', "'\"{}'", '"a\\n{}"', '"{} n"'])
def test_other_escapes_are_never_masked(quotes: str, escape: str) -> None:
    """They are left, and no expression has a backslash or what stands for one."""
    text = masked(quotes.format(escape))
    assert text != '""'
    assert not is_value(text)


def test_escapes_outside_of_strings_prove_nothing() -> None:
    assert not is_value(masked(r'f\n("a")'))
    assert not is_value(masked(r'"a"\n'))


def test_other_expressions() -> None:
    assert operands("A | B[C | D] | None") == 3
    assert operands("A |B") == 0
    assert is_base_list("A, B[C]")
    assert not is_base_list("A,")
    assert is_decorator("dataclass")
    assert not is_decorator("property")


def test_widths_are_bounds() -> None:
    assert width_bounds("abc") == (3, 3)
    assert width_bounds("日a") == (1, 3)


def test_shapes_forget_what_does_not_matter() -> None:
    long = "A" * 30
    assert shape_of(f'abc: {long} = "abc"') == f'NNN: {"N" * 30} = "sss"'
    assert shape_of(f"class: {long}") == f'class: {"N" * 30}'
    assert shape_of("A" * 300) == shape_of("B" * 200)
    assert statement_end(["x = (", "    1", ")", "y = 2"], 0, 0) == 3
    assert statement_end(["    x: (", "        A", "    ) = 1", "y"], 0, 1) == 3


def test_odd_statements_are_asked_about_once(monkeypatch: pytest.MonkeyPatch) -> None:
    name = "A" * 90
    good = black_format(f'{name}: TypeAlias = Literal["some_value"]').split("\n")[:-1]
    assert len(good) > 1
    assert is_odd_but_right(good, 0)
    assert not is_odd_but_right(["x = os.system('x')"], 0)
    assert not is_odd_but_right(["x=1"], 0)
    assert not is_odd_but_right(["import typing"], 0)
    assert not is_odd_but_right(["x = 1", "y = 2"], 0)
    assert is_odd_but_right(["    x = 1"], 1)
    monkeypatch.setattr("mdgen.output.shapes.black_format", lambda text: "")
    assert is_odd_but_right(good, 0)
    assert not is_odd_but_right(["never = 1"], 0)
