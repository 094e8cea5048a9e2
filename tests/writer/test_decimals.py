"""Decimals, which JSON has as numbers or as texts: in both targets, loaded and dumped as they came."""

from __future__ import annotations

import copy
import itertools
import json
import pickle
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from building import TARGETS
from mdgen.ir.types import DECIMAL, NUMBER, STRING, Array, Map, Nullable
from mdgen.ir.types import Union as UnionType
from mdgen.options import Layout, WriteOptions
from mdgen.writer.render import render
from writer.builders import field, graph, load, model

API = (
    model(
        "Price",
        field("amount", DECIMAL, False),
        field("parts", Array(DECIMAL), False),
        field("named", Map(Nullable(DECIMAL)), False),
        field("code", UnionType((DECIMAL, STRING)), False),
        field("share", UnionType((NUMBER, DECIMAL)), False),
    ),
)
_NUMBERS = itertools.count()
TEXTS = [
    "0", "-0", "-3", "1.50", "0.5", ".5", "+1.5", "1e5", "1E+5", "1e-7", "00.5", "1.", "9" * 60 + ".1"
]  # fmt: skip


@pytest.fixture(params=TARGETS)
def api(request: pytest.FixtureRequest, tmp_path: Path) -> ModuleType:
    options = WriteOptions(target=request.param, layout=Layout.SINGLE)
    return load(render(graph(*API), options).value, tmp_path, f"decimals_{next(_NUMBERS)}")


def loads(cls: Any, data: dict[str, Any]) -> list[Any]:
    text = json.dumps(data)
    from_text = cls.from_json if hasattr(cls, "from_json") else cls.model_validate_json
    return [cls.from_dict(data), from_text(text)]


def dumps(made: Any) -> list[Any]:
    text = made.to_json() if hasattr(made, "to_json") else made.model_dump_json(exclude_unset=True)
    return [made.to_dict(), json.loads(text)]


@pytest.mark.parametrize("value", [*TEXTS, 0, 3, -7, 1.5, 1e-7, 1e22])
def test_numbers_and_texts_stay_what_they_are(api: ModuleType, value: Any) -> None:
    data = {"amount": value, "parts": [value, 1, "1"], "named": {"a": value, "b": None}}
    for made in loads(api.Price, data):
        assert made.amount == Decimal(str(value))
        assert [(type(d["amount"]), d) for d in dumps(made)] == [(type(value), data)] * 2


@pytest.mark.parametrize(
    "value", ["", "x", "1_000", "٣", " 1.0 ", "1\n", "1e", ".", "NaN", "Infinity", "0x1", "1,5"]
)
def test_nothing_else_is_a_decimal(api: ModuleType, value: str) -> None:
    with pytest.raises(ValueError, match="amount"):
        api.Price.from_dict({"amount": value})
    assert dumps(api.Price.from_dict({"code": value})) == [{"code": value}] * 2


@pytest.mark.parametrize("value", [".5", "1e5"])
def test_a_kept_text_is_a_decimal_in_all_else(api: ModuleType, value: str) -> None:
    amount, plain = api.Price.from_dict({"amount": value}).amount, Decimal(value)
    assert (amount, hash(amount), str(amount), repr(amount), amount + 1) == (
        (plain, hash(plain), str(plain), repr(plain), plain + 1)
    )
    assert type(amount + 0) is type(-amount) is Decimal


def unpickled(made: Any) -> Any:
    return pickle.loads(pickle.dumps(made))  # noqa: S301


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, unpickled])
def test_copies_keep_the_text(api: ModuleType, again: Any) -> None:
    assert dumps(again(api.Price.from_dict({"amount": ".5"}))) == [{"amount": ".5"}] * 2


def test_a_replaced_value_is_dumped_as_python_writes_it(api: ModuleType) -> None:
    made = api.Price.from_dict({"amount": "1e5"})
    made.amount = made.amount.quantize(Decimal("0.01"))
    assert made.to_dict() == {"amount": "100000.00"}


@pytest.mark.parametrize("value", [1.5, 12, "1.50", ".5"])
def test_decimals_beside_numbers(api: ModuleType, value: object) -> None:
    assert dumps(api.Price.from_dict({"share": value})) == [{"share": value}] * 2


def test_a_kept_text_can_be_handed_on(api: ModuleType) -> None:
    amount = api.Price.from_dict({"amount": ".5"}).amount
    assert dumps(api.Price(amount=amount)) == [{"amount": ".5"}] * 2
