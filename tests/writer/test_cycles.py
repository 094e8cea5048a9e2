"""Strongly connected components, in the order of need."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from mdgen.writer.cycles import components


@pytest.mark.parametrize(
    ("edges", "found"),
    [
        ({}, []),
        ({"a": ()}, [("a",)]),
        ({"a": ("b",), "b": ()}, [("b",), ("a",)]),
        ({"a": ("a",)}, [("a",)]),
        ({"a": ("b",), "b": ("a",)}, [("a", "b")]),
        ({"a": ("b",), "b": ("c",), "c": ("b", "d"), "d": ()}, [("d",), ("b", "c"), ("a",)]),
        ({"a": ("b", "c"), "b": ("d",), "c": ("d",), "d": ()}, [("d",), ("b",), ("c",), ("a",)]),
    ],
)
def test_components(edges: Mapping[str, tuple[str, ...]], found: list[tuple[str, ...]]) -> None:
    assert components(edges) == found


def test_a_long_chain_and_a_large_ring_need_no_recursion() -> None:
    size = 20_000
    chain = {n: (n + 1,) if n < size else () for n in range(size + 1)}
    assert components(chain) == [(n,) for n in range(size, -1, -1)]
    ring = {n: ((n + 1) % size,) for n in range(size)}
    assert [len(found) for found in components(ring)] == [size]
