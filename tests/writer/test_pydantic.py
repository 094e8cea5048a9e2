"""What pydantic's target does: loading, dumping, building; three layouts alike."""

from __future__ import annotations

import copy
import datetime as dt
import json
import pickle
import warnings
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from building import TARGETS
from mdgen.ir.definitions import Tag
from mdgen.ir.types import BYTES, STRING, Array, Literal, Stream, nullable
from mdgen.options import Extra, Layout
from writer.builders import alias, choice, enum, field, load, model, package, ref
from writer.made_up_api import API

PERSON = {
    "addresses": [{"streetLine": "Main", "countryCode": None, "planet": "Earth"}],
    "methods": [
        {"type": "bank", "iban": "X", "owner": None},
        {"type": "card", "number": "1"},
    ],
    "n": 1,
}


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    return load(package(*API), tmp_path_factory.mktemp("api"), "pydantic_made_up")


@pytest.mark.parametrize("layout", Layout)
def test_all_layouts_load_and_dump(tmp_path: Path, layout: Layout) -> None:
    made = load(package(*API, layout=layout), tmp_path, f"made_up_{layout.value}")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert made.Person.from_dict(PERSON).to_dict() == PERSON
        assert made.Any_.from_dict({"model": {"any": 1}}).to_dict() == {"model": {"any": 1}}
        for name in made.__all__:
            assert hasattr(made, name)


@pytest.mark.parametrize(
    "change",
    [
        {"n": 1.0},
        {"n": 1.5},
        {"methods": None},
        {"zip": None},
        {"amount": "1.50"},
        {"amount": 1.5},
        {"amount": 3},
        {"amount": 1e22},
        {"when": "2024-02-03"},
        {"when": "2024-02-03T04:05:06Z"},
        {"since": "2024-02-03T04:05:06.500000Z"},
        {"photo": "ünicode"},
        {"color": "red"},
        {"color": "mauve"},
        {"color": ""},
        {"level": 7},
        {"anything": {"a": [None]}},
        {"nothing": None},
        {"json": {"a": ["b", {"c": []}]}},
        {"friends": {"Bob": PERSON}},
        {"score": 1.25, "age": 3, "active": False},
        {"aFieldWithAVeryLongNameToBeBroken": {"streetLine": "x", "countryCode": "y"}},
        {"Spelled": "x"},
    ],
)
def test_json_survives(api: ModuleType, change: dict[str, Any]) -> None:
    data = {**PERSON, **change}
    made = api.Person.from_dict(data)
    dumped = made.to_dict()
    # As text, so that 1 and 1.0 differ
    assert json.dumps(dumped, sort_keys=True) == json.dumps(data, sort_keys=True)
    assert api.Person.model_validate_json(made.model_dump_json(exclude_unset=True)) == made
    assert pickle.loads(pickle.dumps(made)) == made  # noqa: S301
    assert copy.deepcopy(made).to_dict() == data


def test_values_have_their_types(api: ModuleType) -> None:
    made = api.Person.from_dict(
        {**PERSON, "amount": "1.50", "when": "2024-02-03", "color": "red", "level": 1, "photo": "x"}
    )
    assert made.amount == Decimal("1.50")
    assert type(made.when) is dt.date
    assert made.color is api.Color.RED
    assert made.level is api.Level.VALUE_1
    assert made.photo == b"x"
    assert type(made.methods[0]) is api.Bank
    assert type(made.addresses[0]) is api.components.Address
    since = api.Person.from_dict({**PERSON, "since": "2024-02-03T04:05:06Z"}).since
    assert since == dt.datetime(2024, 2, 3, 4, 5, 6, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    "bad",
    [
        {"addresses": []},
        {**PERSON, "addresses": None},
        {**PERSON, "n": None},
        {**PERSON, "n": "x"},
        {**PERSON, "methods": [{"iban": "X"}]},
        {**PERSON, "methods": [{"type": "cash"}]},
        {**PERSON, "level": "x"},
        {**PERSON, "when": "soon"},
    ],
)
def test_what_is_wrong_is_refused(api: ModuleType, bad: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        api.Person.from_dict(bad)


def test_an_unknown_tag_is_named_with_the_known_ones(api: ModuleType) -> None:
    with pytest.raises(ValidationError, match=r"'cash'.*'card', 'bank'"):
        TypeAdapter(api.Method).validate_python({"type": "cash"})


def test_an_open_union_keeps_what_it_does_not_know(api: ModuleType) -> None:
    adapter = TypeAdapter(api.OpenMethod)
    assert adapter.validate_python({"type": "cash", "x": 1}) == {"type": "cash", "x": 1}
    assert type(adapter.validate_python({"type": "card", "number": "1"})) is api.Card


def test_constants_need_not_be_passed_but_must_be_in_json(api: ModuleType) -> None:
    assert api.Card(number="1").to_dict() == {"type": "card", "number": "1"}
    assert api.Bank(iban="1").to_dict() == {"type": "bank", "iban": "1"}
    assert api.Card.model_construct(number="1").to_dict() == {"type": "card", "number": "1"}
    with pytest.raises(ValidationError, match="Field required"):
        api.Card.from_dict({"number": "1"})
    with pytest.raises(ValidationError):
        api.Card(number="1", type="bank")
    assert api.Card.model_json_schema()["required"] == ["type", "number"]


def test_models_are_built_by_python_and_by_json_names(api: ModuleType) -> None:
    address = api.components.Address
    by_python = address(street_line="x", country_code="y", class_="z")
    assert by_python == address(streetLine="x", countryCode="y", **{"class": "z"})
    assert by_python.to_dict() == {"streetLine": "x", "countryCode": "y", "class": "z"}
    assert address(street_line="x", country_code=None).to_dict() == {
        "streetLine": "x",
        "countryCode": None,
    }


def test_a_second_spelling_is_not_lost(api: ModuleType) -> None:
    data = {"streetLine": "x", "countryCode": "y", "street_line": "undocumented"}
    assert api.components.Address.from_dict(data).to_dict() == data


def test_variants_that_a_tag_cannot_tell_apart_are_a_plain_union(tmp_path: Path) -> None:
    made = package(
        model("A", field("type", Literal("a"))),
        model("B", field("type", Literal("a")), field("x", STRING)),
        alias("C", ref("A")),
        choice("Same", ref("A"), ref("B"), tag=Tag("type", (("a",), ("a",)))),
        choice("Twice", ref("A"), ref("C"), tag=Tag("type", (("a",), ("a",)))),
        choice("Gone", ref("A"), STRING, tag=Tag("type", (("a",), ("b",)))),
    )
    loaded = load(made, tmp_path, "made_up_tags")
    for name in ("Same", "Twice", "Gone"):
        assert "discriminator" not in made.files[f"{name.lower()}.py"].text
        data = {"type": "a"}
        assert type(TypeAdapter(getattr(loaded, name)).validate_python(data)) is loaded.A


def test_extra_values_are_typed(api: ModuleType) -> None:
    assert api.Bag.from_dict({"a": "x", "n": 3}).to_dict() == {"a": "x", "n": 3}
    with pytest.raises(ValidationError):
        api.Bag.from_dict({"a": "x", "n": "y"})


def test_unknown_keys_are_dropped_on_request_but_typed_ones_stay(tmp_path: Path) -> None:
    made = load(package(*API, extra=Extra.IGNORE), tmp_path, "made_up_ignore")
    assert made.Card.from_dict({"type": "card", "number": "1", "x": 1}).to_dict() == {
        "type": "card",
        "number": "1",
    }
    assert made.Bag.from_dict({"a": "x", "n": 3}).to_dict() == {"a": "x", "n": 3}


def test_strict_optional_refuses_null_only_where_nothing_speaks_for_it(tmp_path: Path) -> None:
    page = model("Thing", field("a", STRING, False), field("b", nullable(STRING), False))
    thing = load(package(page, strict_optional=True), tmp_path, "made_up_strict").Thing
    assert thing.from_dict({"b": None}).to_dict() == {"b": None}
    assert thing.from_dict({}).to_dict() == {}
    assert thing().a is None
    with pytest.raises(ValidationError, match="null is not allowed here"):
        thing.from_dict({"a": None})


def test_unknown_members_of_open_enums_behave(api: ModuleType) -> None:
    mauve, seven = api.Color("mauve"), api.Level(7)
    assert mauve == "mauve" == api.Color("mauve")
    assert seven == 7 == api.Level(7)
    assert {mauve: 1}[api.Color("mauve")] == 1
    for member in (mauve, seven):
        assert pickle.loads(pickle.dumps(member)) == member  # noqa: S301
        assert copy.deepcopy(member) == copy.copy(member) == member
        assert type(member)(member) == member
    assert repr(mauve) == "<Color.mauve: 'mauve'>"
    assert "mauve" not in [color.value for color in api.Color]
    for wrong in (None, 3, b"x"):
        with pytest.raises(ValueError, match="not a valid"):
            api.Color(wrong)
    for wrong in (None, "3", 1.5):
        with pytest.raises(ValueError, match="not a valid"):
            api.Level(wrong)


@pytest.mark.parametrize("target", TARGETS)
def test_open_enums_tell_what_is_known(tmp_path: Path, target: str) -> None:
    made = load(package(*API, target=target), tmp_path, f"made_up_enums_{target}")
    for cls, known, unknown in ((made.Color, "red", "mauve"), (made.Level, 1, 7)):
        assert (cls(known).is_known, cls(unknown).is_known) == (True, False)
        assert all(value in cls for value in (cls(known), cls(unknown), known))
        assert unknown not in cls
        assert cls(unknown) not in list(cls)


def test_schemas_let_other_values_pass_where_models_do(api: ModuleType) -> None:
    for name, known in (("Color", "red"), ("Level", 1)):
        schema = TypeAdapter(getattr(api, name)).json_schema()
        listed, other = schema["anyOf"]
        assert known in listed["enum"]
        assert other == {"type": listed["type"]}
        assert schema.keys() == {"anyOf", "title"}
    assert "$ref" in str(api.Person.model_json_schema()["$defs"]["Person"]["properties"]["color"])


def test_deprecated_classes_warn_who_builds_them_only(api: ModuleType) -> None:
    data = {"old": {"home": {"streetLine": "x", "countryCode": "y"}}}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        loaded = api.HasOld.from_dict(data)
        assert loaded.to_dict() == data
    with pytest.warns(DeprecationWarning, match="Old"):
        api.operations.Address(home=loaded.old.home)


def test_a_union_picks_the_variant_that_the_data_is(tmp_path: Path) -> None:
    made = load(
        package(
            model("Small", field("id", STRING)),
            model("Large", field("id", STRING), field("size", STRING)),
            model("Other", field("key", Literal("k")), field("id", STRING, False)),
            enum("Word", "a", "b"),
            choice(
                "Any1", STRING, ref("Small"), ref("Large"), ref("Other"), ref("Word"), Array(STRING)
            ),
        ),
        tmp_path,
        "made_up_smart",
    )
    adapter = TypeAdapter(made.Any1)
    for data, kind in (
        ({"id": "x"}, made.Small),
        ({"id": "x", "size": "y"}, made.Large),
        ({"key": "k", "id": "x"}, made.Other),
        ("a", made.Word),
        ("z", str),
        (["a"], list),
    ):
        assert type(adapter.validate_python(data)) is kind


def test_a_stream_takes_iterables_only(tmp_path: Path) -> None:
    made = load(
        package(
            model("Answer", field("id", STRING)),
            choice("Result", ref("Answer"), Stream(STRING)),
            model(
                "Reply",
                field("result", ref("Result")),
                field("items", Stream(ref("Answer"))),
                field("file", Stream(BYTES), False),
            ),
        ),
        tmp_path,
        "made_up_stream",
    )
    items = iter([1, "x"])
    reply = made.Reply.from_dict({"result": {"id": "x"}, "items": items})
    assert type(reply.result) is made.Answer
    assert reply.items is items
    with pytest.raises(ValidationError, match="not a stream"):
        made.Reply(result=made.Answer(id="x"), items="text")
    for mode in ("validation", "serialization"):
        shown = made.Reply.model_json_schema(mode=mode)["properties"]
        answers = {"$ref": "#/$defs/Answer"}
        assert shown["items"] == {"type": "array", "items": answers, "title": "Items"}
        assert shown["file"]["anyOf"][0] == {"type": "string", "format": "binary"}


def test_subclasses_of_users_keep_their_own_defaults(api: ModuleType) -> None:
    class Note(api.Card):  # type: ignore[misc, name-defined]
        note: str = "none"

    assert Note.from_dict({"type": "card", "number": "1"}).note == "none"


def test_recursion_over_modules_from_any_end(tmp_path: Path) -> None:
    pages = (
        model("a/A", field("b", ref("b/B"), False)),
        model("b/B", field("c", Array(ref("c/C")), False)),
        model("c/C", field("a", ref("a/A"), False), field("any", ref("c/Any1"), False)),
        choice("c/Any1", ref("a/A"), STRING),
        model("d/User", field("c", ref("c/C"))),
    )
    data = {"c": [{"a": {"b": {}}, "any": "x"}]}
    for number, path in enumerate(("a.a", "b.b", "c.c", "d.user", "c.any1")):
        name = f"made_up_ring{number}"
        made = load(package(*pages), tmp_path, name)
        __import__(f"{name}.{path}")
        assert made.B.from_dict(data).to_dict() == data
        assert made.User.from_dict({"c": data["c"][0]}).to_dict() == {"c": data["c"][0]}
