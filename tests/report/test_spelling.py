"""Types as the report shows them."""

from __future__ import annotations

import pytest

from mdgen.ir.types import ANY, STRING, Array, Ref, Type, nullable, union_of
from mdgen.report.spelling import Spelling
from report.made_up import SHOP


@pytest.mark.parametrize(
    ("type_", "text"),
    [
        (ANY, "any"),
        (Array(Ref("docs/models/line")), "[@Line]"),
        (nullable(union_of([STRING, Ref("docs/models/pet")])), "(string | @Pet)?"),
        (Ref("docs/models/unknown"), "@docs/models/unknown"),
    ],
)
def test_type(type_: Type, text: str) -> None:
    assert Spelling(SHOP.definitions).of(type_) == text


def test_values_keep_their_kind() -> None:
    spelling = Spelling({})
    assert [spelling.value(value) for value in ("1", 1, True)] == ['"1"', "1", "true"]
