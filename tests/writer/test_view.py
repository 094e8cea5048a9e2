"""Names, null and defaults of fields."""

from __future__ import annotations

import itertools

import pytest

from mdgen.ir.definitions import Aspect, Claim, Field, Source
from mdgen.ir.types import ANY, STRING, Literal, Unresolved, nullable
from mdgen.writer.annotation import Annotator
from mdgen.writer.code import Code
from mdgen.writer.targets.pydantic import TARGET
from mdgen.writer.view import field_facts, field_names, field_view, member_statements, prose
from writer.builders import enum, field, spelling

ASSUMED = (Claim(Aspect.NULL, Source.ASSUMED, "silence"),)
INFERRED = (Claim(Aspect.NULL, Source.INFERRED, "example"),)


def statement(made: Field, strict: bool = False) -> str:
    annotator = Annotator(spelling(TARGET), Code)
    (name,) = field_names((made,), TARGET.reserved_fields)
    facts = field_facts(made, name, annotator.annotate(made.type), {}, strict)
    return field_view(made, facts, TARGET).statement


@pytest.mark.parametrize(
    ("made", "text"),
    [
        (field("street", STRING), "street: str"),
        (field("street", STRING, False), "street: str | None = None"),
        (field("street", nullable(STRING)), "street: str | None"),
        (field("street", nullable(STRING), claims=INFERRED), "street: str | None"),
        (field("street", STRING, claims=ASSUMED), "street: str | None"),
        (field("street", ANY), "street: Any"),
        (field("street", ANY, False), "street: Any = None"),
        (field("streetLine", STRING), 'street_line: Annotated[str, Field(alias="streetLine")]'),
        (field("class", STRING), 'class_: Annotated[str, Field(alias="class")]'),
        (field("schema", STRING), 'schema_: Annotated[str, Field(alias="schema")]'),
        (field("kind", Literal("a")), 'kind: Literal["a"] = "a"'),
        (field("kind", Literal("a"), claims=ASSUMED), 'kind: Literal["a"] = "a"'),
        (field("kind", Literal("a"), False), 'kind: Literal["a"] | None = None'),
        (field("kind", nullable(Literal("a"))), 'kind: Literal["a"] | None'),
        (
            field("old", STRING, deprecated="Use new."),
            'old: Annotated[str, Field(deprecated="Use new.")]',
        ),
        (field("old", STRING, deprecated=""), "old: Annotated[str, Field(deprecated=True)]"),
    ],
)
def test_statement(made: Field, text: str) -> None:
    assert statement(made) == text


@pytest.mark.parametrize(
    ("made", "text"),
    [
        (field("street", STRING, False), "street: Annotated[str | None, NotNull] = None"),
        (field("street", STRING, False, claims=ASSUMED), "street: str | None = None"),
        (field("street", nullable(STRING), False), "street: str | None = None"),
        (field("street", STRING), "street: str"),
    ],
)
def test_strict_optional(made: Field, text: str) -> None:
    assert statement(made, strict=True) == text


@pytest.mark.parametrize(
    ("fields", "names"),
    [
        ([("userId", "userId"), ("name", "name")], ["user_id", "name"]),
        ([("id", "id"), ("ID", "ID")], ["id", "id_"]),
        ([("user", "userId"), ("userId", "x")], ["user", "user_id"]),
        ([("label", "x"), ("other", "label")], ["label_", "other"]),
    ],
)
def test_field_names(fields: list[tuple[str, str]], names: list[str]) -> None:
    made = {doc: field(doc, STRING, wire=wire) for doc, wire in fields}
    expected = dict(zip(made, names, strict=True))
    for order in itertools.permutations(made):
        found = field_names(tuple(made[doc] for doc in order), frozenset())
        assert dict(zip(order, found, strict=True)) == expected


def test_a_page_that_is_gone_is_remarked() -> None:
    made = field("x", Unresolved("Gone\n# noqa"))
    facts = field_facts(made, "x", Code("Any"), {}, False)
    remark = field_view(made, facts, TARGET).remark
    assert remark == r"# The docs name Gone\n\x23 noqa here, which has no page."


def test_prose_closes_with_the_deprecation() -> None:
    assert prose("Text.", 4, "Use y.") == '"""Text.\n\n    Deprecated: Use y.\n    """'
    assert prose("", 0, "") == '"""Deprecated."""'


def test_members_are_distinct_and_long_values_get_parentheses() -> None:
    long = "x" * 75
    (statement_,) = member_statements(enum("E", long))
    assert statement_ == f'{"X" * 75} = (\n        "{long}"\n    )'
    assert member_statements(enum("E", "a", "a")) == ('A = "a"',)
