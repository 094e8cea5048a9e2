from __future__ import annotations

import pytest

from mdgen.ir.notation import spell
from mdgen.ir.types import (
    DATE,
    INTEGER,
    STRING,
    Array,
    Foreign,
    Literal,
    Map,
    Nullable,
    Ref,
    Stream,
    Type,
    Unresolved,
    union_of,
)


@pytest.mark.parametrize(
    ("type_", "expected"),
    [
        (STRING, "string"),
        (Nullable(DATE), "date?"),
        (Array(Nullable(INTEGER)), "[integer?]"),
        (Map(Array(STRING)), "{*: [string]}"),
        (Stream(Ref("docs/models/event")), "stream(@docs/models/event)"),
        (union_of([STRING, INTEGER]), "string | integer"),
        (Nullable(union_of([STRING, INTEGER])), "(string | integer)?"),
        (Array(union_of([STRING, INTEGER])), "[string | integer]"),
        (union_of([Literal('é "1"'), Literal(1), Literal(True)]), '"é \\"1\\"" | 1 | true'),
        (Unresolved("ns.Plant"), "~ns.Plant"),
        (Unresolved("ns.Plant", "../plant.md"), "~ns.Plant(../plant.md)"),
        (Foreign("http.Response"), "!http.Response"),
        (Foreign("http.Response", "https://e.org"), "!http.Response(https://e.org)"),
    ],
)
def test_spells_type(type_: Type, expected: str) -> None:
    assert spell(type_) == expected
