"""Strongly connected components: what needs each other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

K = TypeVar("K")


def components(edges: Mapping[K, tuple[K, ...]]) -> list[tuple[K, ...]]:
    """The strongly connected components of a graph, each after all that it points at (Tarjan's algorithm without recursion).

    `edges` has a key for every node. The order is decided by the order of the keys and of their targets alone.
    """
    index: dict[K, int] = {}
    low: dict[K, int] = {}
    stack: list[K] = []
    on_stack: set[K] = set()
    found: list[tuple[K, ...]] = []
    for root, targets in edges.items():
        if root in index:
            continue
        if not targets:
            index[root] = len(index)
            found.append((root,))
            continue
        index[root] = low[root] = len(index)
        stack.append(root)
        on_stack.add(root)
        work = [(root, iter(targets))]
        while work:
            node, pending = work[-1]
            for target in pending:
                if target not in index:
                    index[target] = low[target] = len(index)
                    stack.append(target)
                    on_stack.add(target)
                    work.append((target, iter(edges[target])))
                    break
                if target in on_stack and index[target] < low[node]:
                    low[node] = index[target]
            else:
                work.pop()
                if work and low[node] < low[work[-1][0]]:
                    low[work[-1][0]] = low[node]
                if low[node] == index[node]:
                    found.append(_popped(stack, on_stack, node))
    return found


def _popped(stack: list[K], on_stack: set[K], node: K) -> tuple[K, ...]:
    members = []
    while True:
        member = stack.pop()
        on_stack.discard(member)
        members.append(member)
        if member == node:
            return tuple(reversed(members))
