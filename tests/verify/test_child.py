"""What counts as the same JSON after a round trip."""

from __future__ import annotations

from typing import Any

import pytest

from mdgen.verify.child import SHORTEST_MOMENT, described, differences, moment, shown


@pytest.mark.parametrize(
    ("sent", "got"),
    [
        (5, 5.0),
        ("2024-05-01T10:00:00.000Z", "2024-05-01T12:00:00+02:00"),
        ("2024-05-01T10:00:00", "2024-05-01T10:00:00Z"),
        ({"a": [1, None], "b": "x"}, {"b": "x", "a": [1.0, None]}),
        ([], []),
    ],
)
def test_the_same(sent: Any, got: Any) -> None:
    assert list(differences(sent, got, "")) == []


@pytest.mark.parametrize(
    ("sent", "got", "difference"),
    [
        (5, 6, "5 came back as 6"),
        (1, True, "1 came back as true"),
        (False, 0, "false came back as 0"),
        (None, 0, "null came back as 0"),
        ("5", 5, '"5" came back as 5'),
        ("2024-05-01", "2024-05-02", '"2024-05-01" came back as "2024-05-02"'),
        ("2024-05-0x", "2024-05-0y", '"2024-05-0x" came back as "2024-05-0y"'),
        ({"a": 1}, {}, "`a` is lost"),
        ({}, {"a": 1}, "`a` is new"),
        ({"a": {}}, {"a": {"b": None}}, "`a.b` is new"),
        ({"a": {"b": [0, {"c": 1}]}}, {"a": {"b": [0, {"c": 2}]}}, "`a.b[1].c`: 1 came back as 2"),
        ([1], [1, 2], "[1] came back as [1, 2]"),
        ([1], {"0": 1}, '[1] came back as {"0": 1}'),
    ],
)
def test_different(sent: Any, got: Any, difference: str) -> None:
    assert list(differences(sent, got, "")) == [difference]


def test_only_dates_are_moments() -> None:
    assert moment("2024-05-01") is not None
    assert moment("x024-05-01T") is None
    assert moment("2" * (SHORTEST_MOMENT - 1)) is None


def test_messages_are_short_and_free_of_advertisements() -> None:
    error = ValueError("one\n\n  two\n    For further information visit https://example.org\n")
    assert described(error) == "ValueError: one; two"
    assert shown("a" * 200) == '"' + "a" * 79 + "…"
