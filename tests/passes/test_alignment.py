from __future__ import annotations

import pytest

from mdgen.diagnostics import Position
from mdgen.ir.definitions import Definition, Field, Model, Role
from mdgen.ir.graph import TypeGraph
from mdgen.ir.types import STRING, Array, Ref, Type
from mdgen.passes.alignment import align, matched_fields, space_of
from passes.made_up import alias, choice, enum, field, graph, model


def page(path: str, name: str, *keys: str, role: Role = Role.DATA, **types: Type) -> Model:
    fields = [Field(key, STRING, True) for key in keys]
    fields += [Field(key, type_, True) for key, type_ in types.items()]
    return Model(path, name, Position(f"{path}.md"), tuple(fields), role=role)


def docs(*definitions: Definition, dialect: str = "typescript") -> TypeGraph:
    return TypeGraph({definition.id: definition for definition in definitions}, dialect)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (
            page("docs/models/shared/box", "Box", "boxId"),
            page("docs/models/components/box", "Box", "box_id"),
        ),
        (
            page("docs/models/operations/box", "BoxBody", "a"),
            page("docs/models/requests/boxbody", "Boxbody", "a"),
        ),
        (page("docs/models/errors/e", "E", "a"), page("docs/models/sdkerrors/e", "E", "a")),
        (page("docs/models/components/box", "Box", "a"), page("docs/models/box", "Box", "z")),
        (
            page("docs/models/components/filet", "FileT", "a", "b"),
            page("docs/models/file", "File", "a", "b"),
        ),
        (
            page("docs/models/components/file", "File", "a", "b"),
            page("docs/models/filet", "FileT", "a", "b"),
        ),
    ],
)
def test_same_by_name(ours: Model, theirs: Model) -> None:
    assert align(docs(ours), docs(theirs)).pairs == {ours.id: theirs.id}


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        # one name in two namespaces, nothing in common
        (
            page("docs/models/operations/box", "Box", "a"),
            page("docs/models/components/box", "Box", "z"),
        ),
        # names that differ, and nothing refers to them
        (
            page("docs/models/shared/box", "Box", "a"),
            page("docs/models/shared/crate", "Crate", "a"),
        ),
        (
            page("docs/models/shared/plant", "Plant", "a"),
            page("docs/models/shared/plan", "Plan", "z"),
        ),
        (page("docs/models/shared/box", "Box", "a"), enum("Box", "a")),
    ],
)
def test_not_the_same(ours: Definition, theirs: Definition) -> None:
    assert align(docs(ours), docs(theirs)).pairs == {}


def test_the_right_one_of_a_name_in_two_namespaces() -> None:
    ours = docs(page("m/components/box", "Box", "a"), page("m/operations/box", "Box", "b"))
    theirs = docs(page("m/operations/box", "Box", "b"), page("m/shared/box", "Box", "a"))
    assert align(ours, theirs).pairs == {
        "m/components/box": "m/shared/box",
        "m/operations/box": "m/operations/box",
    }


def test_a_bare_body_is_the_body_of_an_envelope() -> None:
    ours = docs(page("m/operations/a", "BoxResponse", "mass", "width"))
    theirs = docs(
        page("m/operations/a", "BoxResponse", "object", role=Role.RESPONSE),
        page("m/operations/b", "BoxResponseBody", "mass", "width"),
    )
    assert align(ours, theirs).pairs == {"m/operations/a": "m/operations/b"}


def test_a_body_that_is_an_envelope_elsewhere_does_not_count() -> None:
    ours = docs(page("models/a", "Box", "x"), page("models/b", "ListBoxesResponse", "result"))
    theirs = docs(
        page("m/shared/a", "Box", "x"),
        page("m/operations/b", "ListBoxesResponse", "result", role=Role.RESPONSE),
    )
    assert (align(ours, theirs).counted, align(ours, theirs).share) == (1, 1.0)


def test_bags_of_parameters_in_a_flat_folder_do_not_count() -> None:
    ours = docs(page("models/a", "Box", "x"), page("models/b", "GetBoxRequest", "x"))
    assert align(ours, docs(page("models/a", "Box", "x"))).share == 1.0


def test_alignment_spreads_along_references() -> None:
    ours = docs(
        page("m/shared/box", "Box", content=Array(Ref("m/shared/data"))),
        page("m/shared/data", "Datum", "mass", "width"),
    )
    theirs = docs(
        page("m/shared/box", "Box", content=Array(Ref("m/shared/contents"))),
        page("m/shared/contents", "Contents", "mass", "width"),
    )
    assert align(ours, theirs).pairs["m/shared/data"] == "m/shared/contents"


def test_it_does_not_spread_to_what_has_another_structure() -> None:
    ours = docs(
        page("m/shared/box", "Box", inner=Ref("m/shared/a")), page("m/shared/a", "A", "x", "y")
    )
    theirs = docs(
        page("m/shared/box", "Box", inner=Ref("m/shared/b")), page("m/shared/b", "B", "p", "q")
    )
    assert "m/shared/a" not in align(ours, theirs).pairs


def test_share_counts_neither_envelopes_nor_globals() -> None:
    ours = docs(
        page("m/operations/a", "AResponse", "x", role=Role.RESPONSE),
        page("m/operations/b", "BRequest", "x", role=Role.PARAMETERS),
        page("m/operations/c", "CGlobals", "x"),
        *(page(f"m/shared/p{number}", f"P{number}", "x") for number in range(10)),
    )
    some = [page(f"m/shared/p{number}", f"P{number}", "x") for number in range(10)]
    assert align(ours, docs(*some)).share == 1.0
    assert align(ours, docs(*some[:9])).is_trusted
    assert not align(ours, docs(*some[:8])).is_trusted
    assert not align(ours, docs()).is_trusted
    assert not align(docs(), docs()).is_trusted


def test_each_has_one_counterpart() -> None:
    ours = docs(page("m/a/box", "Box", "x"), page("m/b/box", "Box", "x"))
    theirs = docs(page("models/box", "Box", "x"))
    assert align(ours, theirs).pairs == {"m/a/box": "models/box"}


def test_matched_fields_ignore_case_and_signs() -> None:
    ours = model("Box", field("userID", STRING), field("note", STRING))
    theirs = model("Box", field("format_", STRING), field("user_id", STRING))
    assert [(one.doc_name, two.doc_name) for one, two in matched_fields(ours, theirs)] == [
        ("userID", "user_id")
    ]


def test_unions_and_aliases_align_too() -> None:
    ours = graph(choice("Item", STRING), enum("Color", "red"), alias("Name", STRING))
    assert len(align(ours, ours).pairs) == 3


@pytest.mark.parametrize(
    ("id_", "space"),
    [
        ("docs/models/shared/a", "components"),
        ("docs/Models/Requests/A", "operations"),
        ("docs/models/a", "*"),
        ("a", ""),
    ],
)
def test_space_of(id_: str, space: str) -> None:
    assert space_of(id_) == space
