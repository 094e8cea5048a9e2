"""Other spellings of keys, where pydantic's own options and methods have a say."""

from __future__ import annotations

import datetime as dt
import inspect
import json
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from pydantic import BaseModel, ConfigDict, ValidationError

from mdgen.ir.definitions import Tag
from mdgen.ir.types import DATE, INTEGER, NUMBER, STRING, Array, Literal
from mdgen.options import Extra, Layout, WriteOptions
from mdgen.writer.render import render
from writer.builders import choice, field, graph, load, model, ref

API = (
    model("Links", field("href", STRING)),
    model(
        "Booking",
        field("from", DATE),
        field("berthId", STRING),
        field("guestCount", INTEGER, False),
        field("links", ref("Links"), False),
        field("payments", Array(ref("Payment")), False),
        field("notes", Array(ref("Note")), False),
    ),
    choice("Payment", ref("Card"), ref("Cash"), tag=Tag("kindOf", (("card",), ("cash",)))),
    model("Card", field("kindOf", Literal("card")), field("cardNumber", STRING)),
    model("Cash", field("kindOf", Literal("cash")), field("paidOn", DATE, False)),
    choice("Note", ref("Text"), ref("Mark")),
    model("Text", field("textOf", STRING)),
    model("Mark", field("markOf", INTEGER)),
    model(
        "Stats",
        field("displayName", STRING, False),
        field("totalCount", NUMBER),
        extra=NUMBER,
    ),
)
DATA = {"from": "2024-05-01", "berthId": "b"}
RESPELLED = {"from": "2024-05-01", "berth-id": "b"}


def package(folder: Path, extra: Extra) -> ModuleType:
    options = WriteOptions(layout=Layout.SINGLE, extra=extra)
    return load(render(graph(*API), options).value, folder, f"respelled_{extra.value}")


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    return package(tmp_path_factory.mktemp("keep"), Extra.KEEP)


@pytest.fixture(scope="module")
def dropping(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    return package(tmp_path_factory.mktemp("ignore"), Extra.IGNORE)


def test_the_python_name_of_a_field_is_not_how_json_spelled_it(api: ModuleType) -> None:
    for made in (
        api.Booking.model_validate({"from_": "2024-05-01", "berth_id": "b"}),
        api.Booking.model_validate({"from_": "2024-05-01", "berth_id": "b"}, by_name=True),
        api.Booking.model_validate(
            api.Booking.from_dict(DATA).model_dump(by_alias=False, exclude_unset=True)
        ),
        api.Booking.model_validate_json('{"from_": "2024-05-01", "berth_id": "b"}', by_name=True),
    ):
        assert made.to_dict() == DATA


def test_python_names_stand_beside_other_spellings(api: ModuleType) -> None:
    data = {"from_": "2024-05-01", "berth-id": "b", "_links": {"href": "x"}}
    made = api.Booking.model_validate(data)
    assert made.to_dict() == {"from": "2024-05-01", "berth-id": "b", "_links": {"href": "x"}}


def test_a_key_like_the_python_name_of_a_field_that_is_there_does_not_clobber_it(
    api: ModuleType,
) -> None:
    data = {**DATA, "berth_id": "other", "BERTH-ID": "third"}
    for made in (
        api.Booking.from_dict(data),
        api.Booking.model_validate(data),
        api.Booking.model_validate_json(json.dumps(data)),
    ):
        assert made.berth_id == "b"
        assert made.to_dict() == data
    made = api.Booking.model_validate({"from": "2024-05-01", "berth_id": "b", "BERTH-ID": "x"})
    assert made.to_dict() == {**DATA, "BERTH-ID": "x"}


def test_models_are_made_of_attributes(api: ModuleType) -> None:
    source = SimpleNamespace(from_=dt.date(2024, 5, 1), berth_id="b")
    assert api.Booking.model_validate(source, from_attributes=True).to_dict() == DATA


def test_classes_of_users_may_know_names_only(api: ModuleType) -> None:
    class Mine(api.Booking):  # type: ignore[misc, name-defined]
        model_config = ConfigDict(validate_by_name=True, validate_by_alias=False)

    data = {"from_": "2024-05-01", "berth_id": "b"}
    for made in (
        Mine.model_validate(data),
        Mine.from_dict(data),
        Mine.model_validate_json(json.dumps(data)),
    ):
        assert made.to_dict() == DATA


@pytest.mark.parametrize(
    "data",
    [DATA, RESPELLED, {**RESPELLED, "payments": [{"kind_of": "cash", "paid_on": "2024-05-02"}]}],
)
def test_json_is_as_strict_as_it_was(api: ModuleType, data: dict[str, Any]) -> None:
    made = api.Booking.model_validate_json(json.dumps(data), strict=True)
    assert made.from_ == dt.date(2024, 5, 1)
    assert made.to_dict() == data
    with pytest.raises(ValidationError, match="valid date"):
        api.Booking.model_validate(data, strict=True)
    with pytest.raises(ValidationError, match="valid integer"):
        api.Booking.model_validate_json(json.dumps({**data, "guestCount": "3"}), strict=True)


def test_what_is_too_lax_for_an_optional_field_stays_unknown(api: ModuleType) -> None:
    data = {**DATA, "guest-count": "3"}
    made = api.Booking.model_validate_json(json.dumps(data), strict=True)
    assert (made.guest_count, made.to_dict()) == (None, data)


@pytest.mark.parametrize("behavior", ["ignore", "forbid", "allow"])
@pytest.mark.parametrize("is_call", [False, True])
@pytest.mark.parametrize("extra", Extra)
def test_other_spellings_are_read_whatever_is_done_with_extra_keys(
    request: pytest.FixtureRequest, extra: Extra, is_call: bool, behavior: Any
) -> None:
    made_up = request.getfixturevalue("api" if extra is Extra.KEEP else "dropping")
    options = {"extra": behavior} if is_call else {}
    cls = made_up.Booking
    if not is_call:

        class Mine(cls):  # type: ignore[misc, valid-type]
            model_config = ConfigDict(extra=behavior)

        cls = Mine
    data = {**RESPELLED, "guest-count": 3, "Links": {"href": "x"}}
    for given in (data, {**data, "payments": [{"kind_of": "card", "card-number": "1"}]}):
        for made in (
            cls.model_validate(given, by_name=False, **options),
            cls.model_validate_json(json.dumps(given), **options),
        ):
            assert type(made) is cls
            assert made.to_dict() == given
        unknown = {**given, "other": 1}
        if behavior == "forbid":
            with pytest.raises(ValidationError, match=r"other\n  Extra inputs are not") as caught:
                cls.model_validate(unknown, by_name=False, **options)
            assert caught.value.error_count() == 1
        else:
            made = cls.model_validate(unknown, by_name=False, **options)
            assert made.berth_id == "b"
            assert made.model_extra == ({"other": 1} if behavior == "allow" else None)


def places(cls: Any, data: Any) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        cls.model_validate_json(json.dumps(data))
    return sorted(".".join(map(str, error["loc"])) for error in caught.value.errors())


@pytest.mark.parametrize(
    "wrong",
    [
        {"payments": [{"kindOf": "oar"}]},
        {"payments": [{"kindOf": "card", "cardNumber": 1}]},
        {"payments": [{"cardNumber": "1"}]},
        {"notes": [{"textOf": "x"}, {"textOf": 1}]},
    ],
)
def test_the_places_of_errors_are_those_without_other_spellings(
    api: ModuleType, wrong: dict[str, Any]
) -> None:
    found = places(api.Booking, {**DATA, **wrong})
    assert found == places(api.Booking, {**RESPELLED, **wrong})
    respelled = json.loads(json.dumps(wrong).replace("Of", "-of").replace("Number", "_number"))
    assert found == places(api.Booking, {**RESPELLED, **respelled})


def test_an_unknown_tag_is_told_by_its_key(api: ModuleType) -> None:
    with pytest.raises(ValidationError, match=r"'oar' found using 'kind_of' \| 'kindOf'"):
        api.Booking.from_dict({**DATA, "payments": [{"Kind-of": "oar"}]})


def test_methods_look_like_those_of_pydantic(api: ModuleType) -> None:
    for name in ("model_validate", "model_validate_json", "model_dump", "model_dump_json"):
        ours, theirs = getattr(api.Booking, name), getattr(BaseModel, name)
        assert inspect.signature(ours) == inspect.signature(theirs)
        assert inspect.getdoc(ours) == inspect.getdoc(theirs)
    made = api.Booking.model_validate(DATA, strict=None)
    assert made.model_dump(mode="json", exclude_unset=True) == DATA


def test_the_fields_that_are_set_are_shown_as_a_set(api: ModuleType) -> None:
    made = api.Booking.from_dict(RESPELLED)
    assert repr(made.model_fields_set) == repr(set(made.model_fields_set))
