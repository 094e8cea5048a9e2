"""What all tests share: a busy machine is no reason to fail, and long tests begin early, so that no worker is left with one at the end."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("mdgen", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("mdgen")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The slow tests come first; those of one corpus follow each other, since reading the largest takes longer than most tests."""
    items.sort(key=lambda item: (item.get_closest_marker("slow") is None, _corpus(item)))


def _corpus(item: pytest.Item) -> str:
    if item.get_closest_marker("corpus") is None or not isinstance(item, pytest.Function):
        return ""
    callspec = getattr(item, "callspec", None)
    return str(callspec.params.get("name", "")) if callspec is not None else ""
