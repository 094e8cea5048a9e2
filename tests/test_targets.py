"""The two targets held against each other: what one loads and dumps, the other loads and dumps."""

from __future__ import annotations

import importlib
import json
import random
import sys
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from building import REPOSITORY, TARGETS, resolve_docs
from mdgen.ir.definitions import Definition, Model, Tag
from mdgen.ir.graph import TypeGraph
from mdgen.ir.types import (
    ANY,
    BOOLEAN,
    DATE,
    DATETIME,
    DECIMAL,
    INTEGER,
    NUMBER,
    NUMERIC,
    STRING,
    Array,
    Literal,
    Map,
    Ref,
    Type,
    nullable,
    union_of,
)
from mdgen.options import Extra, Layout, WriteOptions
from mdgen.verify.instances import Instances
from mdgen.writer.layout import plan
from mdgen.writer.render import render
from mdgen.writer.target import reserved_names
from mdgen.writer.targets.dataclass import EXTRA_FIELD
from payloads import Payloads
from writer.builders import alias, choice, enum, field, graph, load, model, ref, write
from writer.made_up_api import API

_FOLDER = TemporaryDirectory(prefix="mdgen-targets-")
sys.path.append(_FOLDER.name)
DOCS = sorted(path for path in (REPOSITORY / "input_docs").iterdir() if path.is_dir())


def random_api(seed: int) -> tuple[Definition, ...]:
    """Models whose unions overlap, so that it matters which variant is picked."""
    chance = random.Random(seed)
    names = [f"Model{number}" for number in range(12)]
    keys = ["a", "b", "c", "d", "e"]

    def some_type(depth: int = 0) -> Type:
        flat: list[Type] = [STRING, INTEGER, NUMERIC, BOOLEAN, DATE, Literal("x"), ref("Grade")]
        if depth > 2 or chance.random() < 0.5:
            return chance.choice(flat)
        kind = chance.choice(["array", "map", "null", "union", "union", "model", "choice"])
        match kind:
            case "array":
                return Array(some_type(depth + 1))
            case "map":
                return Map(some_type(depth + 1))
            case "null":
                return nullable(some_type(depth + 1))
            case "union":
                return union_of(some_type(depth + 1) for _ in range(3))
            case "model":
                return ref(chance.choice(names))
            case _:
                return ref(chance.choice(["Some", "Others", "Tagged"]))

    definitions: list[Definition] = [
        enum("Grade", "high", "low"),
        choice("Some", *map(ref, chance.sample(names, 3))),
        choice("Others", *map(ref, chance.sample(names, 4)), STRING),
        choice("Tagged", ref("Cat"), ref("Dog"), tag=Tag("kind", (("cat",), ("dog",)))),
        model("Cat", field("kind", Literal("cat")), field("a", STRING, False)),
        model("Dog", field("kind", Literal("dog")), field("a", STRING, False)),
    ]
    for name in names:
        fields = chance.sample(keys, chance.randint(1, 4))
        # what must be there never leads back to the model, or no JSON could be finite
        definitions.append(
            model(
                name,
                *[
                    (
                        field(key, chance.choice([STRING, INTEGER, DATE]), True)
                        if chance.random() < 0.4
                        else field(key, some_type(), False)
                    )
                    for key in fields
                ],
            )
        )
    return tuple(definitions)


@cache
def graph_of(name: str) -> TypeGraph:
    if name == "made up":
        return graph(*API)
    if name == "beside":
        return graph(*BESIDE)
    if name == "numbers":
        return graph(*NUMBERS)
    if name == "maps":
        return graph(*MAPS)
    if name.startswith("random"):
        return graph(*random_api(int(name.removeprefix("random"))))
    return resolve_docs(REPOSITORY / "input_docs" / name).graphs[0]


@dataclass(frozen=True)
class Pair:
    """One graph as two packages: the classes of its models by id."""

    graph: TypeGraph
    pydantic: dict[str, Any]
    dataclass: dict[str, Any]


@cache
def pair(name: str, extra: Extra = Extra.KEEP, strict_optional: bool = False) -> Pair:
    made = graph_of(name)
    classes: list[dict[str, Any]] = []
    for target in TARGETS:
        package = f"{target}_{name}_{extra.value}_{strict_optional}".replace(" ", "_").lower()
        options = WriteOptions(target=target, extra=extra, strict_optional=strict_optional)
        write(render(made, options).value, Path(_FOLDER.name) / package)
        importlib.invalidate_caches()
        places = plan(made, Layout.PAGE, reserved_names()).value.places
        classes.append(
            {
                id_: getattr(
                    importlib.import_module(".".join((package, *places[id_].module))),
                    places[id_].local,
                )
                for id_, definition in made.definitions.items()
                if isinstance(definition, Model)
            }
        )
    return Pair(made, *classes)


def outcome(cls: Any, value: Any) -> tuple[Any, Any]:
    """The model and what it dumps, or None and what is wrong."""
    try:
        made = cls.from_dict(value)
    except ValueError as error:
        return None, error
    return made, made.to_dict()


def shape(value: Any, names: dict[type, str]) -> Any:
    """Which classes a loaded value is made of; `names` are the ids of the models.

    A member of an enum counts as its value: where the enum stands beside the *name* of a union that takes the value, too (none of 2,838
    unions of real docs), ours makes a member and pydantic the equal text.
    """
    if isinstance(value, list):
        return [shape(part, names) for part in value]
    if isinstance(value, dict):
        return {key: shape(part, names) for key, part in value.items()}
    if isinstance(value, Enum):
        return type(value.value).__name__
    if type(value) not in names:
        return "Decimal" if isinstance(value, Decimal) else type(value).__name__
    # each target has names that it must change, so only the order counts
    cls: Any = type(value)
    fields = cls.model_fields if issubclass(cls, BaseModel) else cls.__dataclass_fields__
    parts = [shape(getattr(value, name), names) for name in fields if name != EXTRA_FIELD]
    return names[type(value)], parts


def assert_alike(both: Pair, id_: str, value: Any, valid: bool) -> None:
    """Both load the value and dump the same, from the same variants; or both refuse it. What is not valid pydantic may take all the same, as
    another value: true as 1."""
    one, left = outcome(both.pydantic[id_], value)
    other, right = outcome(both.dataclass[id_], value)
    if not valid and other is None and one is not None:
        assert json.dumps(left, sort_keys=True) != json.dumps(value, sort_keys=True)
        return
    assert (one is None) == (other is None), f"{id_}: {value}\npydantic: {left}\nours: {right}"
    if one is None:
        assert not valid, f"{id_}: {value}\n{left}\n{right}"
        return
    assert left == right
    if valid:
        assert right == value
        names = {cls: id_ for id_, cls in (*both.pydantic.items(), *both.dataclass.items())}
        assert shape(one, names) == shape(other, names)


BESIDE = (
    enum("Grade", "high", "low"),
    enum("Size", 1, 2, open=True),
    enum("Level", "1", "2"),
    enum("Flag", "true", "1", "no"),
    choice("Texts", Array(STRING), STRING),
    model(
        "Beside",
        field("grade", union_of((STRING, ref("Grade"), DATE)), False),
        field("size", union_of((ref("Size"), NUMERIC)), False),
        field("name", union_of((ref("Grade"), ref("Texts"))), False),
        field("flag", union_of((BOOLEAN, NUMBER, DATETIME, ref("Flag"))), False),
        field("count", union_of((BOOLEAN, NUMBER, ref("Size"))), False),
        field("price", union_of((BOOLEAN, NUMBER, DECIMAL)), False),
        field("level", union_of((BOOLEAN, NUMERIC, DATE, STRING, ref("Level"))), False),
    ),
)


NUMBERS = (
    choice("Measure", NUMBER, Array(NUMBER)),
    model(
        "Gauge",
        field("level", NUMBER),
        field("levels", Array(Map(NUMBER)), False),
        field("measure", ref("Measure"), False),
    ),
)


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("number", [3, 0, -1, 2**53 + 1, 10**400, 3.0, -0.5, 1e300])
def test_numbers_come_back_as_they_were(target: str, number: float) -> None:
    """JSON has one kind of number: what docs call a float is 3 as often as 3.5."""
    (cls,) = getattr(pair("numbers"), target).values()
    for value in (
        {"level": number},
        {"level": 0, "levels": [{"a": number}], "measure": [number, 1]},
        {"level": 0, "measure": number},
    ):
        made = cls.from_dict(value)
        assert repr(made.to_dict()) == repr(value)
    assert cls(level=number).level == number


def test_a_number_is_a_number_in_json_schema() -> None:
    (cls,) = pair("numbers").pydantic.values()
    assert cls.model_json_schema()["properties"]["level"]["type"] == "number"


@pytest.mark.parametrize("target", TARGETS)
def test_known_values_are_members_beside_the_primitive(target: str) -> None:
    (cls,) = getattr(pair("beside"), target).values()
    made = cls.from_dict({"grade": "high", "size": 1, "name": "high"})
    assert isinstance(made.grade, Enum)
    assert isinstance(made.size, Enum)
    assert made.name == "high"
    made = cls.from_dict({"grade": "higher", "size": 1.5, "name": ["high"]})
    assert (made.grade, made.size, made.name) == ("higher", 1.5, ["high"])


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("value", ["1", "5", "true", "2031-02-03", 1, 1.5, True])
def test_texts_beside_an_enum_stay_texts(target: str, value: Any) -> None:
    (cls,) = getattr(pair("beside"), target).values()
    made = cls.from_dict({"level": value})
    dumped = made.to_dict()["level"]
    assert (type(dumped), dumped) == (type(value), value)
    assert isinstance(made.level, Enum) == (value == "1")
    if not isinstance(made.level, Enum):
        assert type(made.level) is type(value)
    assert cls(level=made.level) == made


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize(
    ("name", "value", "kind"),
    [
        ("flag", "true", "Flag"),
        ("flag", "1", "Flag"),
        ("flag", True, "bool"),
        ("flag", 1.5, "float"),
        ("count", 1, "Size"),
        ("count", 1.5, "float"),
        ("price", "1.50", "Decimal"),
        ("price", "1", "Decimal"),
        ("price", 1.5, "float"),
        ("price", True, "bool"),
    ],
)
def test_members_and_decimals_are_no_other_primitive(
    target: str, name: str, value: Any, kind: str
) -> None:
    (cls,) = getattr(pair("beside"), target).values()
    made = cls.from_dict({name: value})
    assert type(getattr(made, name)).__name__ == kind
    dumped = made.to_dict()[name]
    assert (type(dumped), dumped) == (type(value), value)


MAPS = (
    model("Dated", field("on", DATE), field("name", STRING, False)),
    model("Named", field("name", STRING, False)),
    choice("Some", Map(ANY), ref("Dated"), ref("Named")),
    alias("Gone", ANY),
    model(
        "Maps",
        field("first", union_of((Map(ANY), ref("Dated"), ref("Named"))), False),
        field("last", union_of((ref("Dated"), ref("Named"), Map(ANY))), False),
        field("some", ref("Some"), False),
        field("anything", union_of((ANY, ref("Dated"), ref("Named"))), False),
        field("gone", union_of((ref("Dated"), ref("Gone"))), False),
        field("lists", union_of((Array(Map(ANY)), Array(ref("Dated")))), False),
        field("typed", union_of((Map(ref("Named")), ref("Dated"))), False),
    ),
)
_DATED, _NAMED = {"on": "2031-02-03"}, {"name": "x", "more": 1}


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("extra", Extra)
@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        *[
            (name, value, expected)
            for name in ("first", "last", "some", "anything")
            for value, expected in ((_DATED, "Dated"), (_NAMED, "Named"), ({"q": 1}, "dict"))
        ],
        ("anything", [_DATED], "list"),
        ("lists", [_DATED], "list[Dated]"),
        ("lists", [{"q": 1}], "list[dict]"),
        ("typed", _DATED, "Dated"),
        ("gone", _DATED, "Dated"),
        ("gone", {"q": 1}, "dict"),
        ("gone", 1, "int"),
        ("typed", {"q": {"name": "x"}}, "dict"),
    ],
)
def test_models_are_preferred_to_maps(
    target: str, extra: Extra, name: str, value: Any, expected: str
) -> None:
    both = pair("maps", extra)
    cls = getattr(both, target)[next(id_ for id_ in both.pydantic if id_.endswith("/Maps"))]
    made = cls.from_dict({name: value})
    loaded = getattr(made, name)
    kind = type(loaded).__name__
    if "[" in expected:
        kind += f"[{type(loaded[0]).__name__}]"
    assert kind == expected
    if extra is Extra.KEEP:
        assert made.to_dict() == {name: value}
        if target == "pydantic":
            assert cls.model_validate_json(made.model_dump_json(exclude_unset=True)) == made
            assert cls.model_json_schema(mode="serialization")


GRAPHS = [
    "made up",
    *[f"random{seed}" for seed in range(4)],
    *[path.name for path in DOCS],
]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("name", GRAPHS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_both_load_and_dump_the_same(name: str, data: st.DataObject) -> None:
    both = pair(name)
    id_ = data.draw(st.sampled_from(sorted(both.pydantic)))
    chance = data.draw(st.randoms(use_true_random=False))
    payloads = Payloads(both.graph.definitions, chance)
    value = payloads.of(both.graph.definitions[id_])
    assert_alike(both, id_, value, valid=True)
    assert_alike(both, id_, payloads.almost(value), valid=False)


def respelled(value: Any, chance: random.Random) -> Any:
    """The JSON with some keys spelled otherwise."""
    if isinstance(value, list):
        return [respelled(part, chance) for part in value]
    if not isinstance(value, dict):
        return value
    spell = chance.choice([str, str.upper, "_{}".format, "-".join])
    return {spell(key): respelled(part, chance) for key, part in value.items()}


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("name", GRAPHS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_both_read_other_spellings_alike(name: str, data: st.DataObject) -> None:
    both = pair(name)
    id_ = data.draw(st.sampled_from(sorted(both.pydantic)))
    chance = data.draw(st.randoms(use_true_random=False))
    value = respelled(
        Payloads(both.graph.definitions, chance).of(both.graph.definitions[id_]), chance
    )
    assert_alike(both, id_, value, valid=True)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("extra", Extra)
@pytest.mark.parametrize("strict_optional", [False, True])
def test_options_mean_the_same_to_both(extra: Extra, strict_optional: bool) -> None:
    both = pair("random0", extra, strict_optional)
    payloads = Payloads(both.graph.definitions, random.Random(1))
    refused = lost = 0
    for id_ in sorted(both.pydantic) * 20:
        value = payloads.of(both.graph.definitions[id_])
        one, left = outcome(both.pydantic[id_], value)
        other, right = outcome(both.dataclass[id_], value)
        assert (one is None) == (other is None), f"{id_}: {value}\n{left}\n{right}"
        if one is None:
            refused += 1
        else:
            assert left == right
            lost += right != value
    assert bool(refused) is strict_optional
    assert bool(lost) is (extra is Extra.IGNORE)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("name", GRAPHS)
def test_both_refuse_what_lacks_a_required_key(name: str) -> None:
    both = pair(name)
    payloads = Payloads(both.graph.definitions, random.Random(1))
    tried = 0
    for id_ in both.pydantic:
        definition = both.graph.definitions[id_]
        assert isinstance(definition, Model)
        value = payloads.of(definition)
        for required in (each for each in definition.fields if each.required):
            key = required.wire_name or required.doc_name
            tried += 1
            for cls in (both.pydantic[id_], both.dataclass[id_]):
                made, error = outcome(cls, {k: v for k, v in value.items() if k != key})
                assert made is None, f"{cls} does without {key}"
                assert key in str(error)
    assert tried > 10


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("name", [path.name for path in DOCS])
def test_documented_examples_round_trip_in_both(name: str) -> None:
    both = pair(name)
    instances = Instances(both.graph.definitions)
    shown = 0
    for id_ in both.pydantic:
        definition = both.graph.definitions[id_]
        assert isinstance(definition, Model)
        for example in definition.examples:
            instance = instances.read(Ref(id_), example.value, example.wire)
            if instance is None or instance.defects:
                continue
            shown += 1
            one, left = outcome(both.pydantic[id_], instance.json)
            other, right = outcome(both.dataclass[id_], instance.json)
            assert one is not None, left
            assert other is not None, right
            assert left == right
            assert both.dataclass[id_].from_dict(right) == other
    # only the docs of one language show whole objects
    assert bool(shown) is (name == "typescript")


def test_what_one_target_needs_is_no_class_of_any() -> None:
    """Or another target would break the imports of those who use the package."""
    needed = ("Field", "Decimal", "ConfigDict", "TaggedModel", "Discriminator", "JsonKey")
    made = graph(*(model(name, field("id", STRING)) for name in needed))
    packages = [render(made, WriteOptions(target=target)).value.files for target in TARGETS]
    indexes = [files["__init__.pyi"].text for files in packages]
    assert indexes[0] == indexes[1]
    for name in needed:
        assert f"{name}_" in indexes[0]


@pytest.mark.parametrize("order", [(DATE, DATETIME), (DATETIME, DATE), (ref("Day"), DATETIME)])
@pytest.mark.parametrize("target", TARGETS)
def test_a_date_stays_a_date_beside_a_date_time(
    tmp_path: Path, target: str, order: tuple[Type, ...]
) -> None:
    definitions = (
        alias("Day", DATE),
        choice("When", *order, STRING),
        choice("Moment", *order),
        model("Tide", field("at", ref("Moment")), field("when", ref("When"), False)),
    )
    made = load(
        render(graph(*definitions), WriteOptions(target=target)).value,
        tmp_path,
        f"tides_{target}_{len(str(order))}",
    )
    for value in ("2024-12-06", "2024-12-06T00:00:00Z", "2024-12-06T10:00:00Z"):
        tide = made.Tide.from_dict({"at": value})
        assert tide.to_dict() == {"at": value}
        assert isinstance(tide.at, datetime) is ("T" in value)
        assert made.Tide.from_dict({"at": value, "when": value}).to_dict()["when"] == value


@pytest.mark.parametrize("extra", Extra)
@pytest.mark.parametrize("target", TARGETS)
def test_an_object_without_documented_keys_keeps_those_that_it_has(
    tmp_path: Path, target: str, extra: Extra
) -> None:
    made = graph(model("Labels"), model("Crate", field("labels", ref("Labels"))))
    options = WriteOptions(target=target, extra=extra)
    crate = load(render(made, options).value, tmp_path, f"free_{target}_{extra.value}").Crate
    labels = {"a": 1, "b": {"c": None}}
    dumped = crate.from_dict({"labels": labels, "other": 1}).to_dict()
    assert dumped == {"labels": labels} | ({"other": 1} if extra is Extra.KEEP else {})


@pytest.mark.parametrize("extra", Extra)
@pytest.mark.parametrize("target", TARGETS)
def test_a_model_that_knows_keys_is_preferred_to_one_without_any(
    tmp_path: Path, target: str, extra: Extra
) -> None:
    made = graph(
        model("Free"),
        model("Boat", field("name", STRING), field("size", INTEGER, False)),
        choice("Thing", ref("Free"), ref("Boat")),
        model("Box", field("thing", ref("Thing"))),
    )
    options = WriteOptions(target=target, extra=extra)
    box = load(render(made, options).value, tmp_path, f"box_{target}_{extra.value}").Box
    for value, kind in (
        ({"name": "x", "a": 1, "b": 2, "c": 3}, "Boat"),
        ({"NAME": "x", "a": 1, "b": 2, "c": 3}, "Boat"),
        ({"a": 1}, "Free"),
    ):
        assert type(box.from_dict({"thing": value}).thing).__name__ == kind
