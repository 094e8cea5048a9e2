"""What is written, apart from what it means."""

from __future__ import annotations

import pytest

from mdgen.reader.dialect import dialects
from mdgen.reader.grammar import (
    Alternatives,
    Constant,
    Dictionary,
    Link,
    Marked,
    Name,
    Sequence,
    Term,
    parse,
)
from mdgen.reader.vocabulary import Mark


@pytest.mark.parametrize(
    ("dialect", "text", "expected"),
    [
        ("typescript", "*a.B*[]", Sequence(Name("a.B", 2))),
        ("typescript", "[B[]](<b c.md>)", Link(Sequence(Name("B", 2)), "b c.md")),
        ("typescript", '[B](b.md "title")', Link(Name("B", 2), "b.md")),
        ("typescript", "*'x' | 1e3*", Alternatives((Constant("x"), Constant(1000.0)))),
        ("typescript", r'*"\u00e9\ud800\q"*', Constant(r"é\ud800\q")),
        ("python", "A[*b*, c]", Name("A", 1, (Name("b", 4), Name("c", 8)))),
        ("go", "map[string]**b*", Dictionary(Marked(Mark.EITHER, Name("b", 14)))),
        ("java", r"Map\<A, List\\<*B*>>", Name("Map", 1, (Name("A", 6), Name("List", 9, (Name("B", 17),))))),
        ("csharp", "*a?*", Marked(Mark.EITHER, Name("a", 2))),
        ("php", r"*?\A\B*", Marked(Mark.EITHER, Name(r"\A\B", 3))),
        ("ruby", "*T.any(A, ::B)*", Name("T.any", 2, (Name("A", 8), Name("::B", 11)))),
    ],
)  # fmt: skip
def test_parses(dialect: str, text: str, expected: Term) -> None:
    assert parse(text, dialects()[dialect], decorated=True) == expected


def test_an_asterisk_is_a_pointer_only_where_nothing_is_decorated() -> None:
    go = dialects()["go"]
    assert parse("*a*", go, decorated=True) == Name("a", 2)
    assert parse("*a", go, decorated=False) == Marked(Mark.EITHER, Name("a", 2))
