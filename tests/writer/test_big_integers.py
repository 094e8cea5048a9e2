"""Integers of any size, which JSON has as numbers or as texts: in both targets, loaded and dumped as they came."""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from building import TARGETS
from mdgen.ir.types import BIGINT, NUMBER, STRING, Array, Map, Nullable
from mdgen.ir.types import Union as UnionType
from mdgen.options import Layout, WriteOptions
from mdgen.writer.render import render
from writer.builders import field, graph, load, model

API = (
    model(
        "Cargo",
        field("tonnage", BIGINT, False),
        field("parts", Array(BIGINT), False),
        field("named", Map(Nullable(BIGINT)), False),
        field("code", UnionType((BIGINT, STRING)), False),
        field("share", UnionType((NUMBER, BIGINT)), False),
    ),
)
HUGE = 9223372036854775808
_NUMBERS = itertools.count()


@pytest.fixture(params=TARGETS)
def api(request: pytest.FixtureRequest, tmp_path: Path) -> ModuleType:
    options = WriteOptions(target=request.param, layout=Layout.SINGLE)
    return load(render(graph(*API), options).value, tmp_path, f"big_{next(_NUMBERS)}")


def dumps(made: Any) -> list[Any]:
    text = made.to_json() if hasattr(made, "to_json") else made.model_dump_json(exclude_unset=True)
    return [made.to_dict(), json.loads(text)]


@pytest.mark.parametrize("value", [0, -7, HUGE, HUGE**9, "0", "-7", str(HUGE), str(HUGE**9)])
def test_numbers_and_texts_stay_what_they_are(api: ModuleType, value: object) -> None:
    data = {"tonnage": value, "parts": [value, 1, "1"], "named": {"a": value, "b": None}}
    made = api.Cargo.from_dict(data)
    assert made.tonnage == int(str(value))
    assert made.tonnage + 1 == int(str(value)) + 1
    assert dumps(made) == [data, data]


@pytest.mark.parametrize(
    "value", ["", "x", "1.5", "1.0", "007", "-0", "+1", " 1", "1_000", "1e3", "٣", [1], 1.5]
)
def test_nothing_else_is_an_integer(api: ModuleType, value: object) -> None:
    with pytest.raises(ValueError, match="tonnage"):
        api.Cargo.from_dict({"tonnage": value})


@pytest.mark.parametrize("value", ["12", "x12", 12, str(HUGE)])
def test_a_text_beside_big_integers_stays_a_text(api: ModuleType, value: object) -> None:
    made = api.Cargo.from_dict({"code": value})
    assert dumps(made)[0] == {"code": value}
    assert type(made.code) is type(value)


@pytest.mark.parametrize("value", [1.5, 12, HUGE])
def test_numbers_beside_big_integers(api: ModuleType, value: object) -> None:
    assert dumps(api.Cargo.from_dict({"share": value}))[1] == {"share": value}


def test_built_by_hand(api: ModuleType) -> None:
    assert dumps(api.Cargo(tonnage=HUGE)) == [{"tonnage": HUGE}] * 2
