from __future__ import annotations

import pytest

from mdgen.ir.definitions import Aspect, Source
from mdgen.ir.types import DATE, DATETIME, STRING, TEMPORAL, Array, Type
from mdgen.passes import dates, evidence
from passes.made_up import OPTIONS, claim_of, field, field_of, graph, model


@pytest.mark.parametrize(
    ("type_", "cells", "expected", "source"),
    [
        (TEMPORAL, ("2024-05-06T07:08:09Z",), DATETIME, Source.INFERRED),
        (TEMPORAL, ("2022-10-23 00:00:00 +0000 UTC",), TEMPORAL, Source.ASSUMED),
        (TEMPORAL, ("2022-10-23 11:30:00 +0000 UTC",), DATETIME, Source.INFERRED),
        (TEMPORAL, ("2024-05-06",), DATE, Source.INFERRED),
        (TEMPORAL, ("2024-05-06", "2024-05-06T07:08:09Z"), DATETIME, Source.INFERRED),
        (Array(TEMPORAL), ('["2024-05-06"]',), Array(DATE), Source.INFERRED),
        (TEMPORAL, (), TEMPORAL, Source.ASSUMED),
        (TEMPORAL, ("yesterday",), TEMPORAL, Source.ASSUMED),
        (STRING, ("2024-05-06",), STRING, None),
        (DATETIME, ("2024-05-06",), DATETIME, None),
    ],
)
def test_dates(type_: Type, cells: tuple[str, ...], expected: Type, source: Source | None) -> None:
    given = graph(model("Box", field("when", type_, True, *cells)), dialect="php")
    made = dates.run(evidence.run(given, OPTIONS).value, OPTIONS).value
    when = field_of(made, "Box", "when")
    assert when.type == expected
    if source is None:
        assert when.claims == ()
    else:
        assert claim_of(when, Aspect.TYPE).source is source
