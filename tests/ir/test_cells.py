"""Example cells."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdgen.ir.cells import MAX_JSON_DEPTH, CellForm, CellValue, cell_examples, cell_value


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("", ()),
        ("11", ("11",)),
        ("a<br/>b", ("a<br/>b",)),
        ("**Example 1:** oak<br/>**Example 2:** elm", ("oak", "elm")),
        ("**Example 1:** oak", ("oak",)),
        ("**Example 1:** a<br/>b<br/><br/>**Example 2:** {<br/>}<br />", ("a<br/>b", "{<br/>}")),
        ("**Example 1:** <br/>**Example 2:** elm", ("elm",)),
        ("see **Example 1:** there", ("see **Example 1:** there",)),
    ],
)
def test_examples_of_a_cell(cell: str, expected: tuple[str, ...]) -> None:
    assert cell_examples(cell) == expected


@pytest.mark.parametrize(
    ("cell", "form", "value"),
    [
        ("11", CellForm.TEXT, "11"),
        ("true", CellForm.TEXT, "true"),
        ("2022-10-23 00:00:00 +0000 UTC", CellForm.TEXT, "2022-10-23 00:00:00 +0000 UTC"),
        ('"102"', CellForm.TEXT, '"102"'),
        ("one<br/>two", CellForm.TEXT, "one\ntwo"),
        ("and so on...", CellForm.TEXT, "and so on..."),
        ("null", CellForm.NULL, None),
        ("<nil>", CellForm.NULL, None),
        ("None", CellForm.NULL, None),
        ('{<br/>"boat_id": 1.5,<br/>"crew": []<br/>}', CellForm.JSON, {"boat_id": 1.5, "crew": []}),
        ('["a", null]', CellForm.JSON, ["a", None]),
        ("[object Object]", CellForm.RUBBISH, "[object Object]"),
        ("[object Object],[object Object]", CellForm.RUBBISH, "[object Object],[object Object]"),
        ("...,...", CellForm.RUBBISH, "...,..."),
        ("anyOf[0]", CellForm.RUBBISH, "anyOf[0]"),
        ("{ not json", CellForm.RUBBISH, "{ not json"),
        (r'["\ud800"]', CellForm.RUBBISH, r'["\ud800"]'),
        (r'["\ud83d\ude00 \u00e9"]', CellForm.JSON, ["\U0001f600 \u00e9"]),
    ],
)
def test_value_of_a_cell(cell: str, form: CellForm, value: object) -> None:
    assert cell_value(cell) == CellValue(form, value)  # type: ignore[arg-type]


def test_depth_is_limited() -> None:
    nested = "[" * MAX_JSON_DEPTH + "]" * MAX_JSON_DEPTH
    assert cell_value(nested).form is CellForm.JSON
    assert cell_value(f"[{nested}]").form is CellForm.RUBBISH
    wide = "[" + ",".join(["[]"] * 500) + "]"
    assert cell_value(wide).form is CellForm.JSON


@given(st.text() | st.text(alphabet='{}[]",:1.\\u nil<>br/*Example '))
def test_cells_never_raise(text: str) -> None:
    for example in cell_examples(text):
        assert cell_value(example).form in CellForm


@pytest.mark.parametrize(
    "text", ["<br/>" * 50_000 + "x", "**Example 1:**" * 50_000, "." * 200_000 + "x", '["' * 100_000]
)
def test_cells_take_linear_time(text: str) -> None:
    start = process_time()
    for example in cell_examples("**Example 1:** " + text):
        cell_value(example)
    assert process_time() - start < 1
