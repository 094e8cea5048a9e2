"""Fields that are called like what the bodies of generated classes need."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest

from building import TARGETS
from mdgen.ir.types import STRING
from writer.builders import field, load, model, package


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("name", ["deprecated", "field", "mro", "dt", "list", "lazy", "property"])
def test_a_field_does_not_hide_what_the_next_ones_need(
    target: str, name: str, tmp_path: Path
) -> None:
    bag = model(
        "Bag",
        field(name, STRING, required=False),
        field("old", STRING, required=False, deprecated="Use another."),
        extra=STRING,
    )
    made = package(bag, target=target)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        loaded = load(made, tmp_path, f"bag_{target}_{name}")
        value = {name: "a", "old": "b", "other": "c"}
        assert loaded.Bag.from_dict(value).to_dict() == value
