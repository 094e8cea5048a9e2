"""Targets are found, not registered."""

from __future__ import annotations

from pathlib import Path

import pytest

from mdgen.options import Extra
from mdgen.writer import targets
from mdgen.writer.target import load_target, target_names
from mdgen.writer.templates import template_folder


def test_the_folder_is_the_list_of_targets() -> None:
    folder = Path(targets.__path__[0])
    assert target_names() == tuple(
        sorted(file.stem for file in folder.glob("*.py") if file.stem != "__init__")
    )


@pytest.mark.parametrize("name", target_names())
def test_a_target_bears_its_name_and_has_what_it_writes(name: str) -> None:
    target = load_target(name)
    assert target.name == name
    for extra in Extra:
        for path, source in target.runtime(extra).items():
            assert path.startswith("_"), "a page's module never starts with an underscore"
            assert (template_folder() / name / source).is_file()


def test_an_unknown_target_is_an_error_that_names_the_known_ones() -> None:
    for name in ("attrs", "__init__", "../pydantic", ""):
        with pytest.raises(LookupError, match=r"there are: .*pydantic"):
            load_target(name)
