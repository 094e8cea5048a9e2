from __future__ import annotations

from dataclasses import replace

import pytest

from mdgen.diagnostics import Checked, Code, Severity
from mdgen.ir.definitions import Aspect, Choice, Definition, Source
from mdgen.ir.evidence import NullSilence, Shape, Snippet
from mdgen.ir.graph import TypeGraph
from mdgen.ir.types import (
    BOOLEAN,
    DATE,
    DATETIME,
    INTEGER,
    NUMBER,
    NUMERIC,
    STRING,
    TEMPORAL,
    Array,
    Literal,
    Map,
    Nullable,
    Ref,
    Type,
)
from mdgen.ir.values import Value
from mdgen.passes import dates, discriminators, evidence, nullability, numbers, wire_names
from mdgen.passes.witnesses import settle_by
from passes.made_up import OPTIONS, choice, claim_of, field, field_of, graph, id_of, model

MUTE = NullSilence(frozenset(Shape), frozenset(Shape))
SPEAKING = NullSilence(frozenset({Shape.ARRAY}), frozenset({Shape.ARRAY}))
SNAKY = tuple(Snippet(f"op{number}", "get", "/v1/{box_id}") for number in range(5))
HUMPED = tuple(Snippet(f"op{number}", "get", "/v1/{boxId}") for number in range(5))


def resolved(
    *definitions: Definition,
    dialect: str = "typescript",
    silence: NullSilence = MUTE,
    snippets: tuple[Snippet, ...] = (),
) -> TypeGraph:
    made = replace(graph(*definitions, dialect=dialect), silence=silence, snippets=snippets)
    for step in (evidence, numbers, dates, nullability, wire_names, discriminators):
        made = step.run(made, OPTIONS).value
    return made


def settled(ours: Type, theirs: Type, *samples: Value) -> Checked[TypeGraph]:
    return settle_by(
        resolved(
            model("Box", field("size", ours), samples=tuple({"size": value} for value in samples))
        ),
        resolved(model("Box", field("size", theirs)), dialect="python", silence=SPEAKING),
    )


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        (NUMERIC, INTEGER, INTEGER),
        (NUMERIC, NUMBER, NUMBER),
        (NUMERIC, NUMERIC, NUMERIC),
        (NUMERIC, STRING, NUMERIC),
        (Array(NUMERIC), Array(INTEGER), Array(INTEGER)),
        (Map(Array(NUMERIC)), Map(Array(NUMBER)), Map(Array(NUMBER))),
        (TEMPORAL, DATE, DATE),
        (TEMPORAL, DATETIME, DATETIME),
        (NUMERIC, Nullable(INTEGER), Nullable(INTEGER)),
        (STRING, Nullable(STRING), Nullable(STRING)),
        (STRING, STRING, STRING),
        (INTEGER, NUMBER, INTEGER),
        (STRING, INTEGER, STRING),
    ],
)
def test_types(ours: Type, theirs: Type, expected: Type) -> None:
    made = settled(ours, theirs).value
    assert field_of(made, "Box", "size").type == expected


def test_what_was_settled_says_by_whom() -> None:
    size = field_of(settled(NUMERIC, INTEGER).value, "Box", "size")
    claim = claim_of(size, Aspect.TYPE)
    assert claim.source is Source.INFERRED
    assert "python" in claim.evidence
    assert sum(1 for claim in size.claims if claim.aspect is Aspect.TYPE) == 1


@pytest.mark.parametrize(
    ("theirs", "source"),
    [
        # They would show null, and don't: settled. They never show it for lists: still open.
        (STRING, Source.INFERRED),
        (Array(STRING), Source.ASSUMED),
    ],
)
def test_absent_null_settles_only_where_they_would_show_it(theirs: Type, source: Source) -> None:
    size = field_of(settled(theirs, theirs).value, "Box", "size")
    assert size.type == theirs
    assert claim_of(size, Aspect.NULL).source is source


@pytest.mark.parametrize(
    ("ours", "theirs", "samples"),
    [
        (NUMERIC, INTEGER, (1.5,)),
        (NUMERIC, NUMBER, (20_000,)),
        (INTEGER, NUMBER, ()),
        (DATETIME, DATE, ()),
        (STRING, STRING, (None,)),
    ],
)
def test_conflicts_are_reported_and_change_nothing(
    ours: Type, theirs: Type, samples: tuple[Value, ...]
) -> None:
    before = resolved(
        model("Box", field("size", ours), samples=tuple({"size": value} for value in samples))
    )
    made = settled(ours, theirs, *samples)
    assert [finding.code for finding in made.diagnostics] == [Code.WITNESS_CONFLICT]
    assert field_of(made.value, "Box", "size").type == field_of(before, "Box", "size").type


def test_docs_of_another_version_are_refused() -> None:
    ours = resolved(*(model(f"P{number}", field("a", NUMERIC)) for number in range(10)))
    theirs = resolved(
        *(model(f"P{number}", field("a", INTEGER)) for number in range(8)), dialect="go"
    )
    made = settle_by(ours, theirs)
    assert made.value is ours
    assert [finding.code for finding in made.diagnostics] == [Code.WITNESS_REFUSED]
    assert made.diagnostics[0].code.severity is Severity.ERROR
    assert "8 of 10" in made.diagnostics[0].message


def test_variants_of_unions() -> None:
    ours = resolved(model("Box"), choice("Size", NUMERIC, STRING, Array(NUMERIC)))
    theirs = resolved(
        model("Box"), choice("Size", INTEGER, STRING, Array(NUMBER)), dialect="python"
    )
    size = settle_by(ours, theirs).value.definitions[id_of("Size")]
    assert isinstance(size, Choice)
    assert [option.type for option in size.options] == [INTEGER, STRING, Array(NUMBER)]


def test_their_case_decides_if_ours_is_open_and_tags_follow() -> None:
    cat = model("Cat", field("petType", Literal("cat")))
    dog = model("Dog", field("petType", Literal("dog")))
    pet = choice("Pet", Ref(id_of("Cat")), Ref(id_of("Dog")))
    theirs = (
        model("Cat", field("pet_type", Literal("cat"))),
        model("Dog", field("pet_type", Literal("dog"))),
        pet,
    )
    ours = resolved(cat, dog, pet)
    assert claim_of(field_of(ours, "Cat", "petType"), Aspect.NAME).source is Source.ASSUMED
    made = settle_by(ours, resolved(*theirs, dialect="python", snippets=SNAKY)).value
    name = field_of(made, "Cat", "petType")
    assert name.wire_name == "pet_type"
    union = made.definitions[id_of("Pet")]
    assert isinstance(union, Choice)
    assert union.tag is not None
    assert union.tag.wire_name == "pet_type"
    assert sum(1 for claim in union.claims if claim.aspect is Aspect.TAG) == 1


def test_names_of_another_language_are_no_evidence() -> None:
    """Python's names are always snake_case, whatever the JSON."""
    ours = resolved(model("Box", field("userId", STRING)))
    made = settle_by(ours, resolved(model("Box", field("user_id", STRING)), dialect="python")).value
    assert field_of(made, "Box", "userId").wire_name == "userId"


def test_python_keeps_underscores_at_digits() -> None:
    ours = resolved(model("Box", field("partNo1", STRING)), snippets=SNAKY)
    theirs = resolved(model("Box", field("part_no_1", STRING)), dialect="python", snippets=SNAKY)
    assert field_of(ours, "Box", "partNo1").wire_name == "part_no1"
    assert field_of(settle_by(ours, theirs).value, "Box", "partNo1").wire_name == "part_no_1"


def test_typescript_keeps_capitals_of_initialisms() -> None:
    ours = resolved(model("Box", field("part_id", STRING)), dialect="python", snippets=HUMPED)
    theirs = resolved(model("Box", field("partID", STRING)), snippets=HUMPED)
    assert field_of(ours, "Box", "part_id").wire_name == "partId"
    assert field_of(settle_by(ours, theirs).value, "Box", "part_id").wire_name == "partID"
    assert field_of(settle_by(theirs, ours).value, "Box", "partID").wire_name == "partID"


def test_keys_that_they_prove_are_taken_over() -> None:
    van = field("van", Ref(id_of("Box")), True, '{"_id": "x"}')
    ours = resolved(
        model("Box", field("id", STRING)), model("Van", field("van", Ref(id_of("Box"))))
    )
    theirs = resolved(model("Box", field("id", STRING)), model("Van", van), dialect="go")
    assert field_of(settle_by(ours, theirs).value, "Box", "id").wire_name == "_id"


def test_nothing_to_settle_leaves_the_graph_alone() -> None:
    ours = resolved(model("Box", field("flag", Nullable(BOOLEAN))))
    assert settle_by(ours, ours).value == ours
