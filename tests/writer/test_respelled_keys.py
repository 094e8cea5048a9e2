"""Keys that JSON spells otherwise than models expect: which are read as fields, and that they are dumped as they were read."""

from __future__ import annotations

import copy
import itertools
import json
import pickle
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from building import TARGETS
from mdgen.ir.definitions import Tag
from mdgen.ir.types import ANY, INTEGER, STRING, Array, Literal, Map
from mdgen.ir.types import Union as UnionType
from mdgen.options import Extra, Layout, WriteOptions
from mdgen.writer.render import render
from writer.builders import choice, field, graph, load, model, ref

API = (
    model("Self", field("href", STRING)),
    model(
        "Links",
        field("self", ref("Self"), False),
        field("berthOwners", Array(ref("Self")), False),
    ),
    model(
        "Boat",
        field("links", ref("Links")),
        field("v", INTEGER, False),
        field("berthNames", Map(STRING), False),
        field("tender", ref("Boat"), False),
        field("engine", ref("Engine"), False),
        field("owner", ref("Owner"), False),
        field("water", ref("Water"), False),
    ),
    choice("Water", ref("Sea"), ref("Lee")),
    model("Sea", field("waterKind", Literal("open sea"), False)),
    model("Lee", field("waterKind", Literal("lee shore"), False)),
    choice("Engine", ref("Sail"), ref("Motor"), tag=Tag("kindOf", (("sail",), ("motor",)))),
    model("Sail", field("kindOf", Literal("sail")), field("areaM2", INTEGER)),
    model("Motor", field("kindOf", Literal("motor")), field("powerKw", INTEGER)),
    choice("Owner", ref("Person"), ref("Firm"), ref("Club")),
    model("Person", field("fullName", STRING)),
    model("Firm", field("full_name", STRING)),
    model("Club", field("fullName", STRING), field("memberCount", INTEGER)),
    model("Twins", field("userId", STRING, False), field("user_id", STRING, False)),
    model("Depths", field("mustBe", INTEGER), field("mayBe", INTEGER, False), extra=INTEGER),
    model("Notes", field("mayBe", INTEGER, False), extra=ANY),
    model("Message", field("atType", STRING, False), field("plus1", INTEGER, False), extra=ANY),
    choice("AnythingFirst", ANY, ref("Message")),
    choice("AnythingLast", ref("Message"), ANY),
    model(
        "Anything",
        field("first", ref("AnythingFirst"), False),
        field("last", ref("AnythingLast"), False),
        field("many", UnionType((Array(ANY), Array(ref("Message")))), False),
        field("free", ANY, False),
    ),
    model("Schema", field("dollarSchema", STRING), field("id", STRING, False)),
    model(
        "Signs",
        field("dotTag", STRING, False),
        field("tag", STRING, False),
        field("x5tNumberS256", STRING, False),
        field("fileDotName", STRING, False),
    ),
    model(
        "Counts",
        field("displayName", STRING, False),
        field("totalCount", INTEGER),
        field("display", INTEGER, False),
        extra=INTEGER,
    ),
    model("Hops", field("links", ref("Links"), False), extra=ref("Self")),
)
_NUMBERS = itertools.count()


def package(tmp_path: Path, target: str, extra: Extra = Extra.KEEP) -> ModuleType:
    options = WriteOptions(target=target, layout=Layout.SINGLE, extra=extra)
    return load(render(graph(*API), options).value, tmp_path, f"respelled_{next(_NUMBERS)}")


@pytest.fixture(scope="module", params=TARGETS)
def api(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    return package(tmp_path_factory.mktemp("respelled"), request.param)


def dumps(made: Any) -> list[Any]:
    """Everything that a model is dumped as."""
    if hasattr(made, "to_json"):
        return [made.to_dict(), json.loads(made.to_json())]
    return [
        made.to_dict(),
        made.model_dump(by_alias=True, exclude_unset=True),
        json.loads(made.model_dump_json(exclude_unset=True)),
    ]


def loads(cls: Any, data: Any) -> list[Any]:
    """What each way of loading makes of JSON."""
    if hasattr(cls, "from_json"):
        return [cls.from_dict(data), cls.from_json(json.dumps(data))]
    return [
        cls.from_dict(data),
        cls.model_validate(data, by_name=False),
        cls.model_validate_json(json.dumps(data)),
    ]


def kept(cls: Any, data: dict[str, Any]) -> Any:
    """The model, having seen that no way of loading and dumping changes its JSON."""
    every = loads(cls, data)
    for made in every:
        for dumped in dumps(made):
            assert dumped == data
            assert list(dumped) == list(data)
    return every[0]


def extra_of(made: Any) -> dict[str, Any]:
    return made.extra if hasattr(made, "to_json") else made.model_extra


SPELLINGS = ["links", "_links", "Links", "LINKS", "@links", "$links", "li-nks", "l_i.n:k s"]


@pytest.mark.parametrize("key", SPELLINGS)
def test_a_required_key_is_read_however_it_is_spelled(api: ModuleType, key: str) -> None:
    made = kept(api.Boat, {key: {"self": {"href": "x"}}})
    assert made.links.self.href == "x"
    assert not extra_of(made)


@pytest.mark.parametrize("key", ["v", "__v", "V"])
def test_an_optional_key_is_no_unknown_key(api: ModuleType, key: str) -> None:
    made = kept(api.Boat, {"links": {}, key: 3})
    assert (made.v, not extra_of(made)) == (3, True)
    assert kept(api.Boat, {"links": {}, key: None}).v is None


def test_keys_of_nested_models_are_read(api: ModuleType) -> None:
    made = kept(
        api.Boat,
        {
            "_links": {"berth-owners": [{"Href": "a"}, {"href": "b"}]},
            "Tender": {"Links": {}, "_v": 1},
        },
    )
    assert [owner.href for owner in made.links.berth_owners] == ["a", "b"]
    assert made.tender.v == 1


def test_a_key_that_is_like_no_field_stays_unknown(api: ModuleType) -> None:
    made = kept(api.Boat, {"links": {}, "link": 1, "vv": 2, "_": 3, "": 4, "x" * 300: 5})
    assert made.v is None
    assert len(extra_of(made)) == 5


def test_what_does_not_fit_an_optional_field_stays_unknown(api: ModuleType) -> None:
    """`rating` and `Rating` can be two properties, of which the docs call one `ratings`."""
    data = {"links": {}, "V": [1], "Tender": {"_links": {}, "V": [2]}}
    made, *_ = loads(api.Boat, data)
    assert (made.v, made.tender.v) == (None, None)
    assert (extra_of(made), extra_of(made.tender)) == ({"V": [1]}, {"V": [2]})
    assert [dumped == data for dumped in dumps(made)] == [True] * len(dumps(made))


@pytest.mark.parametrize("links", [{}, 1])
def test_misfits_at_every_depth_are_not_tried_again_for_each_above(
    api: ModuleType, links: Any
) -> None:
    """Or this would take 2 ** 40 tries."""
    data: dict[str, Any] = {"links": links}
    for _ in range(40):
        data = {"links": {}, "V": [1], "tender": data}
    if links:
        with pytest.raises(ValueError, match="Boat"):
            api.Boat.from_dict(data)
    else:
        assert api.Boat.from_dict(data).to_dict() == data


def test_an_unknown_key_that_is_called_like_a_field_sets_none(api: ModuleType) -> None:
    """`berth_names` is how Python calls `berthNames`."""
    made = kept(api.Boat, {"links": {}, "berth_names": 1})
    assert (made.berth_names, extra_of(made)) == (None, {"berth_names": 1})
    made = kept(api.Boat, {"links": {}, "berth_names": {}, "berth-names": {}})
    assert (made.berth_names, len(extra_of(made))) == (None, 2)
    made = kept(api.Boat, {"links": {}, "tender": {"links": {}, "berth_names": 1}})
    assert (made.berth_names, made.tender.berth_names) == (None, None)


@pytest.mark.parametrize(("kind", "found"), [("lee shore", "Lee"), ("open sea", "Sea")])
def test_a_variant_that_knows_the_key_fits_better(api: ModuleType, kind: str, found: str) -> None:
    made = kept(api.Boat, {"links": {}, "water": {"water_kind": kind}})
    assert type(made.water).__name__ == found
    assert not extra_of(made.water)


def test_what_does_not_fit_a_required_field_is_refused(api: ModuleType) -> None:
    for way in (0, 1):
        with pytest.raises(ValueError, match="links"):
            loads(api.Boat, [{"_links": 1}, {"_links": 1, "V": [1]}][way])


@pytest.mark.parametrize("key", ["$schema", "dollarSchema", "dollar_schema"])
def test_a_dollar_may_be_spelled_out(api: ModuleType, key: str) -> None:
    made = kept(api.Schema, {key: "x", "$id": "y"})
    assert (made.dollar_schema, made.id, extra_of(made)) == ("x", "y", {})


@pytest.mark.parametrize("key", ["@type", "atType", "at_type"])
def test_signs_may_be_spelled_out_beside_undocumented_keys(api: ModuleType, key: str) -> None:
    made = kept(api.Message, {key: "x", "+1": 2, "type": 3, "at": 4, "other": 5})
    assert (made.at_type, made.plus1) == ("x", 2)


def test_a_dot_that_leads_and_a_hash_may_be_spelled_out(api: ModuleType) -> None:
    made = kept(api.Signs, {".tag": "a", "tag": "b", "x5t#S256": "c", "file.name": "d"})
    assert (made.dot_tag, made.tag, made.x5t_number_s256) == ("a", "b", "c")
    assert (made.file_dot_name, extra_of(made)) == (None, {"file.name": "d"})
    assert kept(api.Signs, {".tag": "a"}).dot_tag == "a"
    assert kept(api.Signs, {"_tag": "b"}).tag == "b"


def test_what_can_be_no_typed_extra_key_is_the_field_that_takes_it(api: ModuleType) -> None:
    data = {"display_name": "x", "total_count": 3, "a": 1, "Display": 2}
    made = kept(api.Counts, data)
    assert (made.display_name, made.total_count, made.display) == ("x", 3, None)
    hops = {"_links": {"self": {"href": "x"}}, "next": {"href": "y"}}
    assert kept(api.Hops, hops).links.self.href == "x"
    for wrong in (
        {"display_name": "x", "displayname": "y"},
        {"display_name": []},
        {"displayName": "x", "display_name": "y"},
        {"other": "x"},
    ):
        for total in ("totalCount", "total_count"):
            with pytest.raises(ValueError, match=list(wrong)[-1]):
                loads(api.Counts, {total: 1, **wrong})


def test_models_beside_anything_keep_the_keys(api: ModuleType) -> None:
    nested = {"+1": 1, "other": 2}
    for value in (nested, [nested], {"x": nested}):
        made = kept(api.Anything, {"first": value, "last": value, "many": [value], "free": value})
        assert type(made.first) is type(made.last)
    assert type(kept(api.Anything, {"first": nested}).first).__name__ == "Message"


def test_a_key_that_is_there_wins(api: ModuleType) -> None:
    made = kept(api.Boat, {"links": {}, "v": 1, "_v": 2})
    assert (made.v, extra_of(made)) == (1, {"_v": 2})


def test_of_two_that_are_as_good_none_is_taken(api: ModuleType) -> None:
    made = kept(api.Boat, {"links": {}, "_v": 1, "__v": 2})
    assert (made.v, extra_of(made)) == (None, {"_v": 1, "__v": 2})
    for way in range(2):
        with pytest.raises(ValueError, match="links"):
            loads(api.Boat, [{"_links": {}, "Links": {}}, {"v": 1}][way])


def test_fields_that_are_alike_are_not_mixed_up(api: ModuleType) -> None:
    assert not extra_of(kept(api.Twins, {"userId": "a", "user-id": "b"}))
    assert extra_of(kept(api.Twins, {"user-id": "b"})) == {"user-id": "b"}


def test_keys_of_maps_are_data(api: ModuleType) -> None:
    made = kept(api.Boat, {"links": {}, "berth_names": {"links": "a", "_links": "b"}})
    assert made.berth_names == {"links": "a", "_links": "b"}


def test_a_map_may_have_any_keys_but_for_those_that_must_be_there(api: ModuleType) -> None:
    made = kept(api.Depths, {"must_be": 1, "May-be": 2})
    assert (made.must_be, made.may_be) == (1, None)
    assert kept(api.Notes, {"may_be": 2}).may_be == 2


@pytest.mark.parametrize("key", ["kindOf", "kind_of", "_kind-of"])
def test_a_tag_may_be_spelled_otherwise(api: ModuleType, key: str) -> None:
    made = kept(api.Boat, {"links": {}, "engine": {key: "motor", "power_kw": 5}})
    assert type(made.engine).__name__ == "Motor"
    with pytest.raises(ValueError, match="engine"):
        loads(api.Boat, {"links": {}, "engine": {key: "oar", "power_kw": 5}})


@pytest.mark.parametrize(
    ("owner", "variant"),
    [
        ({"fullName": "x"}, "Person"),
        ({"full_name": "x"}, "Firm"),
        ({"FullName": "x", "member_count": 1}, "Club"),
        ({"fullName": "x", "member_count": 1}, "Club"),
    ],
)
def test_a_variant_that_is_spelled_so_fits_best(
    api: ModuleType, owner: dict[str, Any], variant: str
) -> None:
    made = kept(api.Boat, {"links": {}, "owner": owner})
    assert type(made.owner).__name__ == variant


def test_what_is_wrong_is_told_of_the_key_that_was_read(api: ModuleType) -> None:
    with pytest.raises(ValueError, match="href") as caught:
        api.Boat.from_dict({"_links": {"self": {"_href": 5}}})
    assert "missing" not in str(caught.value).replace("[type=missing", "missing")


def test_copies_keep_the_keys(api: ModuleType) -> None:
    data = {"_links": {"_self": {"href": "x"}}, "other": 1}
    made = api.Boat.from_dict(data)
    for twin in (
        copy.copy(made),
        copy.deepcopy(made),
        pickle.loads(pickle.dumps(made)),  # noqa: S301
    ):
        assert twin.to_dict() == data
    made.v = 3
    assert made.to_dict() == {**data, "v": 3}
    assert made.links.self == api.Boat.from_dict({"links": {"self": {"href": "x"}}}).links.self


@pytest.mark.parametrize("target", TARGETS)
def test_packages_that_ignore_unknown_keys_read_them_too(tmp_path: Path, target: str) -> None:
    boat = package(tmp_path, target, Extra.IGNORE).Boat
    data = {"_links": {"berth-owners": [{"Href": "a"}]}, "__v": 3}
    for made in loads(boat, {**data, "other": 1}):
        assert dumps(made)[0] == data
    for made in loads(boat, {"links": {}, "__v": 3, "engine": {"kindOf": "sail", "area_m2": 1}}):
        assert made.v == 3
        assert made.engine.area_m2 == 1


def test_pydantic_reads_python_names_as_such_if_told_to(tmp_path: Path) -> None:
    sail = package(tmp_path, "pydantic").Motor
    made = sail.model_validate({"kind_of": "motor", "power_kw": 5}, by_name=True)
    assert made.to_dict() == {"kindOf": "motor", "powerKw": 5}
    assert sail(power_kw=5).to_dict() == {"kindOf": "motor", "powerKw": 5}
