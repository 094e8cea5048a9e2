from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest

from mdgen.ir.copying import changed
from mdgen.ir.definitions import Field
from mdgen.ir.types import INTEGER, STRING

FIELD = Field("size", STRING, True, "How large.", line=7)


def test_a_copy_is_what_replace_makes() -> None:
    copy = changed(FIELD, type=INTEGER, wire_name="Size")
    assert copy == replace(FIELD, type=INTEGER, wire_name="Size")
    assert Field("size", STRING, True, "How large.", line=7) == FIELD


def test_copies_are_frozen_and_have_known_attributes_only() -> None:
    with pytest.raises(FrozenInstanceError):
        changed(FIELD).line = 8  # type: ignore[misc]
    with pytest.raises(TypeError, match="Field has not all of size"):
        changed(FIELD, size=1)
