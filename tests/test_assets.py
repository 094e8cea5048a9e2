"""Templates are found wherever the program lies."""

from __future__ import annotations

from mdgen.assets import template_folder


def test_every_kind_of_template_is_there() -> None:
    assert {"report", "shared"} <= {path.name for path in template_folder().iterdir()}
