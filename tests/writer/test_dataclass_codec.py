"""The codec of generated dataclasses: what it loads, refuses and dumps."""

from __future__ import annotations

import copy
import datetime as dt
import json
import pickle
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from mdgen.options import Extra
from mdgen.writer.templates import template_folder
from writer.dataclass_package import package, write_runtime

BOATS_TEXT = """
class Rig(StrEnum):
    SLOOP = "sloop"
    EMPTY = ""

class Flag(OpenStrEnum):
    NZ = "nz"

class Deck(IntEnum):
    LOWER = 0
    UPPER = 1

class Berths(OpenIntEnum):
    TWO = 2

@model
class Engine(JsonModel):
    kind: Literal["engine"] = "engine"
    power: int

@model
class Sail(JsonModel):
    kind: Literal["sail"] = "sail"
    area: float
    colour: str | None = None

Drive: TypeAlias = Annotated[Engine | Sail, Discriminator("kind")]

@model
class Boat(JsonModel):
    hull_number: Annotated[str, JsonKey("hullNumber")]
    owner: str | None
    drive: Drive | None = None
    built: dt.date | None = None
    length: Annotated[float | None, NotNull] = None
    tender: "Boat | None" = None

@model
class Log(JsonModel):
    additional_properties: Annotated[dict[str, list[int]], Rest] = field(default_factory=dict)
    day: dt.date

@deprecated("sunk")
@model
class Wreck(JsonModel):
    depth: int

@model
class Fleet(JsonModel):
    wrecks: list[Wreck]

Tree = TypeAliasType("Tree", "str | list[Tree]")
"""
BOATS = package({"boats": BOATS_TEXT})


def boxed_in(text: str, annotation: str) -> Any:
    """A module with a model that has one field `v` of a type; the boats are beside it."""
    text = f"{text}\n@model\nclass Box(JsonModel):\n    v: {annotation}\n"
    return package({"one": text, "boats": BOATS_TEXT})


def boxed(annotation: str) -> Any:
    return boxed_in("", annotation).Box


# annotation, JSON, what it becomes (and is dumped as the same JSON), or what is wrong with it
LOADED: list[tuple[str, object, object]] = [
    ("str", "x", "x"),
    ("int", 5, 5),
    ("float", 2.5, 2.5),
    ("float", 2, 2),
    ("float", 2.0, 2.0),
    ("float", 2**70, 2**70),
    ("float", 10**400, 10**400),
    ("list[float]", [1, 1.5], [1, 1.5]),
    ("int", 5.0, 5),
    ("int | float", 5, 5),
    ("int | float", 5.5, 5.5),
    ("bool", True, True),
    ("bool | int", 1, 1),
    ("int | bool", True, True),
    ("bytes", "é", "é".encode()),
    ("Any", {"a": [None]}, {"a": [None]}),
    ("None", None, None),
    ("JsonStream[int]", ["x"], ["x"]),
    ("list[int]", [1, 2], [1, 2]),
    ("dict[str, bool]", {"a b": True}, {"a b": True}),
    ("Literal['a', 1]", 1, 1),
    ("Literal[True]", True, True),
    ("Literal[None]", None, None),
    ("Decimal", "1.50", Decimal("1.50")),
    ("Decimal", 1.5, Decimal("1.5")),
    ("Decimal", 3, Decimal(3)),
    ("dt.date", "2031-02-03", dt.date(2031, 2, 3)),
    ("dt.datetime", "2031-02-03T04:05:06Z", dt.datetime(2031, 2, 3, 4, 5, 6, tzinfo=dt.UTC)),
    ("dt.datetime", "2031-02-03T04:05:06.000007", dt.datetime(2031, 2, 3, 4, 5, 6, 7)),
    (
        "dt.datetime",
        "2031-02-03T04:05:06-02:30",
        dt.datetime(2031, 2, 3, 4, 5, 6, tzinfo=dt.timezone(-dt.timedelta(hours=2.5))),
    ),
    ("dt.datetime | dt.date", "2031-02-03", dt.date(2031, 2, 3)),
    ("dt.datetime | dt.date | None", "2031-02-03T00:00:00", dt.datetime(2031, 2, 3)),
    ("dt.datetime | str", "2031-02-03", "2031-02-03"),
    ("OneOf[int | bool]", "other", "other"),
]


@pytest.mark.parametrize(("annotation", "value", "expected"), LOADED)
def test_a_value_is_loaded_and_dumped(annotation: str, value: object, expected: object) -> None:
    box = boxed(annotation).from_dict({"v": value})
    assert box.v == expected
    assert type(box.v) in (type(expected), *type(expected).__subclasses__())
    assert box.to_dict() == {"v": value}
    # what is whole stays whole, and what is not stays as it is; `int` takes 5.0 for 5
    assert "float" not in annotation or json.dumps(box.to_dict()) == json.dumps({"v": value})
    assert isinstance(box.to_dict()["v"], bool) is isinstance(value, bool)


DUMPED_OTHERWISE = [
    ("dt.datetime", "2031-02-03 04:05", "2031-02-03T04:05:00"),
    ("dt.datetime", "2031-02-03t04:05:06.1234567z", "2031-02-03T04:05:06.123456Z"),
    ("dt.datetime", "2031-02-03T04:05:06+0000", "2031-02-03T04:05:06Z"),
    ("dt.datetime", "2031-02-03", "2031-02-03T00:00:00"),
    ("dt.date", "2031-02-03T00:00:00Z", "2031-02-03"),
]


@pytest.mark.parametrize(("annotation", "value", "dumped"), DUMPED_OTHERWISE)
def test_dates_are_dumped_in_one_form(annotation: str, value: str, dumped: str) -> None:
    assert boxed(annotation).from_dict({"v": value}).to_dict() == {"v": dumped}


REFUSED: list[tuple[str, object, str]] = [
    ("str", 5, "v: expected a string, got 5"),
    ("str", None, "v: expected a string, got null"),
    ("int", True, "v: expected an integer, got true"),
    ("int", 5.5, "v: expected an integer, got 5.5"),
    ("int", "5", 'v: expected an integer, got "5"'),
    ("float", True, "v: expected a number, got true"),
    ("bool", 1, "v: expected true or false, got 1"),
    ("bool", "true", 'v: expected true or false, got "true"'),
    ("bytes", 5, "v: expected a string, got 5"),
    ("bytes", "\ud800", 'v: expected a string, got "\\ud800"'),
    ("None", 5, "v: expected null, got 5"),
    ("list[int]", {}, "v: expected an array, got an object"),
    ("list[int]", [1, "x", None], "v[1]: expected an integer, got \"x\"|v[2]: expected an integer, got null"),
    ("dict[str, int]", [], "v: expected an object, got an array"),
    ("dict[str, int]", {"a b": "x"}, 'v["a b"]: expected an integer, got "x"'),
    ("Literal['a', 'b']", "c", 'v: expected one of "a", "b", got "c"'),
    ("Literal[1]", True, "v: expected 1, got true"),
    ("Literal['a']", [], 'v: expected "a", got an array'),
    ("Decimal", "x", 'v: expected a decimal number, got "x"'),
    ("Decimal", "NaN", 'v: expected a decimal number, got "NaN"'),
    ("Decimal", True, "v: expected a decimal number, got true"),
    ("dt.date", "2031-02-30", 'v: expected a date, got "2031-02-30"'),
    ("dt.date", "2031-02-03T04:00:00", 'v: expected a date, got "2031-02-03T04:00:00"'),
    ("dt.date", "2031-W01-1", 'v: expected a date, got "2031-W01-1"'),
    ("dt.datetime", "20310203", 'v: expected a date-time, got "20310203"'),
    ("dt.datetime", "2031-02-03T04", 'v: expected a date-time, got "2031-02-03T04"'),
    ("dt.datetime", 5, "v: expected a date-time, got 5"),
    ("str | list[str]", 5, "v: expected a string or an array, got 5"),
    ("list[int] | list[bool]", ["x"], 'v: no variant fits: an array ([0]: expected an integer, got "x"); an array ([0]: expected true or false, got "x")'),
]  # fmt: skip


@pytest.mark.parametrize(("annotation", "value", "problems"), REFUSED)
def test_a_value_is_refused(annotation: str, value: object, problems: str) -> None:
    cls = boxed(annotation)
    with pytest.raises(ValueError, match="Box") as caught:
        cls.from_dict({"v": value})
    assert "|".join(caught.value.problems) == problems


@pytest.mark.parametrize(
    ("name", "value", "member"),
    [
        ("Rig", "sloop", "SLOOP"),
        ("Rig", "", "EMPTY"),
        ("Flag", "nz", "NZ"),
        ("Flag", "fj", "fj"),
        ("Deck", 0, "LOWER"),
        ("Berths", 7, "7"),
    ],
)
def test_enums(name: str, value: object, member: str) -> None:
    module = boxed_in(f"from .boats import {name}", name)
    box = module.Box.from_dict({"v": value})
    assert type(box.v) is getattr(module, name)
    assert box.v.name == member
    assert box.to_dict() == {"v": value}
    assert type(box.to_dict()["v"]) is type(value)
    assert pickle.loads(pickle.dumps(box.v)) == box.v  # noqa: S301
    with pytest.raises(ValueError, match="expected"):
        module.Box.from_dict({"v": 1.5})


def test_a_closed_enum_names_the_value_and_the_known_ones() -> None:
    module = boxed_in("from .boats import Rig", "Rig")
    with pytest.raises(ValueError, match='v: expected one of "sloop", "", got "ketch"'):
        module.Box.from_dict({"v": "ketch"})


def test_absent_stays_absent_and_null_stays_null() -> None:
    data = {"hullNumber": "H1", "owner": None, "built": None}
    boat = BOATS.Boat.from_dict(data)
    assert boat.to_dict() == data
    assert boat.nulls == {"built"}
    assert BOATS.Boat(hull_number="H1", owner=None).to_dict() == {"hullNumber": "H1", "owner": None}
    boat.built = dt.date(2031, 1, 1)
    assert boat.to_dict() == {**data, "built": "2031-01-01"}


def test_null_can_be_sent_by_hand() -> None:
    boat = BOATS.Boat(hull_number="H1", owner=None)
    boat.nulls.add("tender")
    assert boat.to_dict() == {"hullNumber": "H1", "owner": None, "tender": None}


def test_not_null_refuses_null_but_may_be_absent() -> None:
    with pytest.raises(ValueError, match="length: expected a number, got null"):
        BOATS.Boat.from_dict({"hullNumber": "H1", "owner": "x", "length": None})


def test_a_second_spelling_is_not_lost() -> None:
    data = {"hullNumber": "H1", "hull_number": "H2", "owner": "x"}
    boat = BOATS.Boat.from_dict(data)
    assert (boat.hull_number, boat.to_dict()) == ("H1", data)


def test_a_constant_need_not_be_passed_but_json_must_have_it() -> None:
    assert BOATS.Engine(power=3).to_dict() == {"kind": "engine", "power": 3}
    with pytest.raises(ValueError, match="Engine: kind: missing"):
        BOATS.Engine.from_dict({"power": 3})


def test_unknown_keys_are_kept() -> None:
    data = {"hullNumber": "H1", "owner": "x", "more": {"deep": [1]}, "x y": None}
    boat = BOATS.Boat.from_dict(data)
    assert boat.extra == {"more": {"deep": [1]}, "x y": None}
    assert boat.to_dict() == data
    boat.extra["at"] = dt.date(2031, 1, 1)
    assert boat.to_dict()["at"] == "2031-01-01"


def test_unknown_keys_are_ignored_on_request() -> None:
    module = package({"one": "@model\nclass Box(JsonModel):\n    v: int\n"}, Extra.IGNORE)
    box = module.Box.from_dict({"v": 1, "more": 2})
    assert (box.extra, box.to_dict()) == ({}, {"v": 1})


@pytest.mark.parametrize("extra", Extra)
def test_documented_maps_are_typed_and_kept(extra: Extra) -> None:
    text = """
@model
class Log(JsonModel):
    additional_properties: Annotated[dict[str, list[int]], Rest] = field(default_factory=dict)
    day: dt.date
"""
    log_class = package({"one": text}, extra).Log
    data = {"day": "2031-01-01", "knots": [1, 2]}
    log = log_class.from_dict(data)
    assert (log.additional_properties, log.extra) == ({"knots": [1, 2]}, {})
    assert log.to_dict() == data
    assert log_class(day=dt.date(2031, 1, 1), additional_properties={"knots": [1, 2]}) == log
    with pytest.raises(ValueError, match=r'Log: knots\[1\]: expected an integer, got "x"'):
        log_class.from_dict({"day": "2031-01-01", "knots": [1, "x"]})


# unions


def picked(text: str, annotation: str, value: object) -> str:
    """The class that a value becomes."""
    module = boxed_in(text, annotation)
    box = module.Box.from_dict({"v": value})
    assert box.to_dict() == {"v": value}
    return type(box.v).__name__


SHAPES = """
@model
class Dot(JsonModel):
    x: float

@model
class Circle(JsonModel):
    x: float
    r: float | None = None

@model
class Text(JsonModel):
    x: str

@model
class Pair(JsonModel):
    x: Any = None
    dot: Dot | None = None

@model
class Maybe(JsonModel):
    x: float | None = None

@model
class Dated(JsonModel):
    on: dt.date

@model
class Loose(JsonModel):
    x: Any = None
    dot: Any = None
"""


@pytest.mark.parametrize(
    ("annotation", "value", "expected"),
    [
        ("Dot | Circle", {"x": 1.5}, "Dot"),
        ("Circle | Dot", {"x": 1.5}, "Circle"),
        ("Dot | Circle", {"x": 1.5, "r": 2.0}, "Circle"),
        ("Dot | Circle", {"x": 1.5, "r": None}, "Circle"),
        ("Dot | Text", {"x": "1"}, "Text"),
        ("Loose | Pair", {"dot": {"x": 1.0}}, "Pair"),
        ("Loose | Pair", {"dot": "x"}, "Loose"),
        ("dict[str, int] | Dot", {"x": 1}, "Dot"),
        ("dict[str, int] | Dot", {"y": 1}, "dict"),
        ("dict[str, Any] | Dot", {"x": 1.5}, "Dot"),
        ("dict[str, Any] | Maybe", {"y": 1.5}, "dict"),
        ("Maybe | dict[str, Any]", {"y": 1.5}, "dict"),
        ("Any | Dot", {"x": 1.5}, "Dot"),
        ("Any | Maybe", {"y": 1.5}, "dict"),
        ("Any | Dot", "x", "str"),
        ("list[dict[str, Any]] | Dot", [{"x": 1.5}], "list"),
        ("dict[str, Any] | Dated", {"on": "2031-02-03"}, "Dated"),
        ("Dated | dict[str, Any]", {"on": "2031-02-03"}, "Dated"),
        ("Dot | dict[str, Any]", {"x": 1.5}, "Dot"),
        ("Dot | dict[str, Any]", {"y": 1}, "dict"),
        ("Dot | str", "x", "str"),
        ("OneOf[Dot | Text]", {"z": 1}, "dict"),
        ("OneOf[Dot | Text]", None, "NoneType"),
        ("list[Dot] | Dot", [{"x": 1.5}], "list"),
    ],
)
def test_the_variant_that_explains_most(annotation: str, value: object, expected: str) -> None:
    assert picked(SHAPES, annotation, value) == expected


def test_a_tag_says_which_variant() -> None:
    data = {"hullNumber": "H1", "owner": "x", "drive": {"kind": "sail", "area": 3.5, "power": 1}}
    boat = BOATS.Boat.from_dict(data)
    assert type(boat.drive) is BOATS.Sail
    assert boat.to_dict() == data


@pytest.mark.parametrize(
    ("drive", "problem"),
    [
        ({"kind": "oar"}, 'drive.kind: unknown "oar"; expected one of "engine", "sail"'),
        ({"kind": []}, 'drive.kind: unknown an array; expected one of "engine", "sail"'),
        ({"area": 1}, 'drive.kind: missing; expected one of "engine", "sail"'),
        ({"kind": "sail"}, "drive.area: missing"),
        ("sail", 'drive: expected an object, got "sail"'),
    ],
)
def test_a_wrong_tag_is_named(drive: object, problem: str) -> None:
    with pytest.raises(ValueError, match="Boat") as caught:
        BOATS.Boat.from_dict({"hullNumber": "H1", "owner": "x", "drive": drive})
    assert caught.value.problems == (problem,)


def test_an_open_tagged_union_keeps_what_it_does_not_know() -> None:
    text = "from .boats import Engine, Sail"
    union = 'OneOf[Annotated[Engine | Sail, Discriminator("kind")]]'
    assert picked(text, union, {"kind": "oar", "x": 1}) == "dict"
    assert picked(text, union, {"kind": "engine", "power": 1}) == "Engine"


# recursion


def test_recursion_in_one_module() -> None:
    data = {"hullNumber": "A", "owner": "x", "tender": {"hullNumber": "B", "owner": None}}
    boat = BOATS.Boat.from_dict(data)
    assert type(boat.tender) is BOATS.Boat
    assert boat.to_dict() == data


def test_an_alias_that_needs_itself_is_understood_from_another_module() -> None:
    box = boxed_in("from .boats import Tree as Elsewhere", "Elsewhere").Box
    assert box.from_dict({"v": ["a", ["b", []]]}).v == ["a", ["b", []]]
    with pytest.raises(ValueError, match=r"v\[0\]\[1\]: expected a string or an array, got 5"):
        box.from_dict({"v": [["a", 5]]})


def test_deep_json_is_an_error_and_not_an_overflow() -> None:
    data: dict[str, Any] = {"hullNumber": "A", "owner": "x"}
    for _ in range(sys.getrecursionlimit()):
        data = {"hullNumber": "A", "owner": "x", "tender": data}
    with pytest.raises(ValueError, match="nested too deeply"):
        BOATS.Boat.from_dict(data)
    with pytest.raises(ValueError, match="nested too deeply"):
        BOATS.Boat.from_json('{"tender":' * 100_000)


def test_unions_in_unions_take_linear_time() -> None:
    """Each level has two variants that both look inside: 2**60 steps without a memory."""
    text = """
@model
class Left(JsonModel):
    next: "Left | Right | None" = None
    a: int | None = None

@model
class Right(JsonModel):
    next: "Left | Right | None" = None
    b: int | None = None
"""
    data: dict[str, Any] = {"b": 1}
    for _ in range(60):
        data = {"next": data, "b": 1}
    right = package({"one": text}).Right
    loaded = right.from_dict(data)
    assert loaded.to_dict() == data
    assert type(loaded.next) is right


# errors


def test_all_that_is_wrong_is_told_at_once() -> None:
    wrong = {"hullNumber": 5, "drive": {"kind": "sail", "area": "x"}, "tender": {"hullNumber": "B"}}
    with pytest.raises(BOATS.DecodeError) as caught:
        BOATS.Boat.from_dict(wrong)
    assert str(caught.value) == (
        "Boat: 4 problems\n"
        "  hullNumber: expected a string, got 5\n"
        "  owner: missing\n"
        '  drive.area: expected a number, got "x"\n'
        "  tender.owner: missing"
    )
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)  # noqa: S301


def test_errors_are_short_whatever_the_json_is() -> None:
    box = boxed("dict[str, int]")
    with pytest.raises(ValueError, match="and 980 more") as caught:
        box.from_dict({"v": {f"{number}" * 1000: "x\n\x1b[31m" * 1000 for number in range(1000)}})
    assert len(str(caught.value)) < 10_000
    assert "\x1b" not in str(caught.value)


@pytest.mark.parametrize("text", ["{", "", "[1, 2]", b"\xff", "nul"])
def test_texts_that_are_no_json_object(text: str | bytes) -> None:
    with pytest.raises(ValueError, match="Engine: ") as caught:
        BOATS.Engine.from_json(text)
    assert type(caught.value).__name__ == "DecodeError"


def test_json_text_round_trips() -> None:
    text = '{"kind":"sail","area":1.5,"colour":"é"}'
    assert BOATS.Sail.from_json(text).to_json() == text
    assert BOATS.Sail.from_json(text.encode()).to_json() == text


# models as Python values


def boat() -> Any:
    return BOATS.Boat.from_dict(
        {
            "hullNumber": "A",
            "owner": "x",
            "built": None,
            "drive": {"kind": "engine", "power": 1},
            "m": 1,
        }
    )


def test_equality_sees_fields_and_unknown_keys() -> None:
    assert boat() == boat()
    other = boat()
    other.drive.power = 2
    assert other != boat()
    other = boat()
    other.extra["m"] = 2
    assert other != boat()
    assert boat() != 5
    assert BOATS.Engine(power=1) != BOATS.Sail(area=1)
    with pytest.raises(TypeError, match="unhashable"):
        hash(boat())


def pickled(value: Any) -> Any:
    return pickle.loads(pickle.dumps(value))  # noqa: S301


@pytest.mark.parametrize("clone", [copy.copy, copy.deepcopy, pickled])
def test_copies_keep_everything(clone: Any) -> None:
    made = clone(boat())
    assert made == boat()
    assert made.to_dict() == boat().to_dict()
    assert made.nulls == {"built"}


def replaced(value: Any) -> Any:
    return value.__replace__()


@pytest.mark.parametrize("clone", [copy.copy, replaced])
def test_what_a_copy_has_beside_its_fields_is_its_own(clone: Any) -> None:
    data = {"hull-number": "A", "owner": None, "built": None, "other": 1}
    made = BOATS.Boat.from_dict(data)
    twin = clone(made)
    assert twin.to_dict() == data
    twin.extra["more"] = 2
    twin.nulls.clear()
    assert made.to_dict() == data
    assert twin.to_dict() == {"hull-number": "A", "owner": None, "other": 1, "more": 2}
    assert clone(BOATS.Engine(power=1)) == BOATS.Engine(power=1)


def test_a_replaced_model_differs_in_what_was_given() -> None:
    made = BOATS.Boat.from_dict({"hull-number": "A", "owner": None, "other": 1})
    twin = made.__replace__(hull_number="B")
    assert twin.to_dict() == {"hull-number": "B", "owner": None, "other": 1}
    assert made.hull_number == "A"
    with pytest.raises(TypeError, match="sails"):
        made.__replace__(sails=3)


def test_a_model_is_shown_without_what_is_absent() -> None:
    shown = "Boat(hull_number='A', owner='x', drive=Engine(kind='engine', power=1), extra={'m': 1})"
    assert repr(boat()) == shown


def test_slots_and_keywords() -> None:
    with pytest.raises(AttributeError):
        boat().typo = 1
    with pytest.raises(TypeError):
        BOATS.Engine(3)


def test_a_deprecated_class_warns_who_builds_it_and_not_who_loads_it(
    recwarn: pytest.WarningsRecorder,
) -> None:
    fleet = BOATS.Fleet.from_dict({"wrecks": [{"depth": 3}]})
    assert fleet.to_dict() == {"wrecks": [{"depth": 3}]}
    assert len(recwarn) == 0
    with pytest.warns(DeprecationWarning, match="sunk"):
        BOATS.Wreck(depth=3)


def test_what_json_cannot_say_is_a_type_error() -> None:
    engine = BOATS.Engine(power=1)
    engine.extra["x"] = object()
    with pytest.raises(TypeError, match="object has no JSON form"):
        engine.to_dict()


# the modules themselves


def test_only_small_modules_of_the_standard_library_are_imported(tmp_path: Path) -> None:
    (tmp_path / "made").mkdir()
    (tmp_path / "made" / "__init__.py").touch()
    write_runtime(tmp_path / "made")
    script = (
        "import dataclasses, typing, datetime, decimal, enum, re, sys, warnings\n"
        "before = set(sys.modules)\n"
        "import made._model\n"
        "print(sorted(set(sys.modules) - before))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert [name for name in eval(done.stdout) if not name.startswith("made")] == []  # noqa: S307


def test_the_modules_are_small_and_say_what_they_are() -> None:
    files = sorted((template_folder() / "dataclass").rglob("*.py"))
    assert len(files) == 11
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert text.startswith("# Written by mdgen. Do not edit.\n"), file
        assert text.count("\n") <= 300, file


def test_json_of_the_standard_library_takes_what_is_dumped() -> None:
    data = {"hullNumber": "A", "owner": None, "built": "2031-01-01"}
    assert json.loads(json.dumps(BOATS.Boat.from_dict(data).to_dict())) == data


def test_equal_parts_of_the_input_become_models_of_their_own() -> None:
    part = {"x": 1.5}
    text = (
        f"{SHAPES}\n@model\nclass Two(JsonModel):\n    one: Dot | Circle\n    other: Dot | Circle\n"
    )
    two = package({"one": text}).Two.from_dict({"one": part, "other": part})
    assert two.one == two.other
    assert two.one is not two.other
