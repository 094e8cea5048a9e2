"""Statements are broken exactly as black breaks them."""

from __future__ import annotations

from random import Random

import black
import pytest

from mdgen.writer.annotation import literal_type, with_null
from mdgen.writer.code import (
    Code,
    Import,
    alias_statement,
    bracketed,
    class_head,
    keyword,
    name,
    quoted,
    statement,
    union,
)
from mdgen.writer.text import literal

NAME = "StreetAddressOfSomebody"


def word(random: Random, longest: int) -> str:
    length = random.choice([random.randint(3, 20), random.randint(3, longest)])
    return "N" + "".join(random.choice("abcdefgh") for _ in range(length))


def annotation(random: Random, longest: int, depth: int = 0) -> Code:
    choice = random.randint(0, 7 if depth < 3 else 1)
    if choice <= 1:
        return Code(word(random, longest))
    if choice == 2:
        return bracketed("list[", (annotation(random, longest, depth + 1),), "]")
    if choice == 3:
        return bracketed("dict[", (Code("str"), annotation(random, longest, depth + 1)), "]")
    if choice == 4:
        return literal_type(tuple(word(random, longest) for _ in range(random.randint(1, 3))))
    if choice == 5:
        return with_null(annotation(random, longest, depth + 1))
    if choice == 6:
        return union(tuple(annotation(random, longest, depth + 1) for _ in range(3)))
    return quoted(Code(word(random, 50)))


def with_field(random: Random, type_: Code) -> Code:
    arguments = [keyword("alias", Code(literal(word(random, 60))))]
    if random.random() < 0.4:
        text = " ".join(word(random, 30) for _ in range(random.randint(1, 4)))
        arguments.append(keyword("deprecated", Code(literal(text))))
    return bracketed("Annotated[", (type_, bracketed("Field(", tuple(arguments), ")")), "]")


def some_statement(random: Random) -> str:
    longest = random.choice([30, 60, 110])
    type_ = annotation(random, longest)
    if random.random() < 0.5:
        type_ = with_field(random, type_)
    if random.random() < 0.3:
        return alias_statement(word(random, 110), type_)
    if random.random() < 0.1:
        text = statement(f"{word(random, 40)} = ", Code(literal(word(random, 110))), "", 4)
        return f"class A:\n    {text}"
    default = random.choice(["", " = None", f" = {literal(word(random, 60))}"])
    return f"class A:\n    {statement(f'{word(random, 50).lower()}: ', type_, default, 4)}"


def test_black_changes_no_statement() -> None:
    random = Random(2024)
    for _ in range(400):
        text = some_statement(random) + "\n"
        assert black.format_str(text, mode=black.Mode()) == text


@pytest.mark.parametrize(
    ("items", "text"),
    [
        ([Code("A"), Code("B")], "A | B"),
        ([Code("A"), Code("A")], "A"),
        ([union((Code("A"), Code("B"))), Code("B"), Code("C")], "A | B | C"),
        ([quoted(Code("A")), Code("None")], '"A | None"'),
        ([bracketed("list[", (quoted(Code("A")),), "]"), Code("None")], 'list["A"] | None'),
        ([quoted(Code("A")), literal_type(("x",))], "'A | Literal[\"x\"]'"),
        (
            [quoted(Code(NAME)), Code(NAME + "1"), Code("None")],
            f'Union["{NAME}", {NAME}1, None]',
        ),
    ],
)
def test_union(items: list[Code], text: str) -> None:
    assert union(tuple(items)).text == text


def test_code_collects_imports_and_references() -> None:
    inner = Code("A", refs=frozenset({"a"}))
    code = bracketed("list[", (union((inner, name("Any", "typing"))),), "]")
    assert code.text == "list[A | Any]"
    assert code.imports == {Import("typing", "Any")}
    assert code.refs == {"a"}


def test_a_long_class_head_is_broken() -> None:
    long = "N" * 80
    source = f"class {long}({class_head(long, 'Model')}):\n    pass\n"
    assert black.format_str(source, mode=black.Mode()) == source
    assert class_head("A", "Model") == "Model"
