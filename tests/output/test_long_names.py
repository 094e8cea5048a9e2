from __future__ import annotations

from random import Random

import pytest

from mdgen.output.formatter import black_format
from mdgen.output.long_names import read_long_name
from output.modules import Wide

LONG = "N" * 90


def read(statement: str) -> int:
    """How many lines of a statement are proved; -1 for none."""
    return read_long_name(statement.split("\n"), 0)


@pytest.mark.parametrize(
    "statement",
    [
        f'{LONG}: (\n    TypeAlias\n) = Literal[\n    "a"\n]',
        f'{LONG}: (\n    TypeAlias\n) = Literal[\n    "a",\n    "b",\n]',
        f"{LONG}: (\n    TypeAlias\n) = (\n    A | B\n)",
        f"{LONG}: (\n    TypeAlias\n) = (\n    {LONG}\n    | B\n)",
        f"{LONG}: (\n    TypeAlias\n) = (\n    list[\n        {LONG}\n    ]\n    | B\n)",
        f"{LONG}: (\n    TypeAlias\n) = A",
        f"{'N' * 80}: (\n    TypeAlias\n) = (A | B)",
        f"{'N' * 80}: (\n    TypeAlias\n) = Annotated[A | B, Field(discriminator=\"x\")]",
        f'{"N" * 70}: TypeAlias = (\n    Literal["a", "b"]\n)',
        f'name: {LONG} = ("text")',
        f'    name: {LONG} = ("text")',
    ],
)
def test_black_leaves_what_is_proved(statement: str) -> None:
    assert read(statement) == statement.count("\n") + 1
    text = f"class A:\n{statement}\n" if statement.startswith(" ") else f"{statement}\n"
    assert black_format(text) == text


@pytest.mark.parametrize(
    "statement",
    [
        "Short: (\n    TypeAlias\n) = A",
        f"{LONG}: (\n    TypeAlias\n) = os.system",
        f'{LONG}: (\n    TypeAlias\n) = eval("a")',
        f"{LONG}: (\n    TypeAlias\n) = (\n    A\n)",
        f"{LONG}: (\n    Other\n) = A",
        f"{LONG}: (\n    TypeAlias",
        f"{'N' * 80}: (\n    TypeAlias\n) = (A)",
        f"name: {LONG} = (eval())",
        'name: Short = ("text")',
        f'name: {LONG} = ("tëxt")',
        f'class: {LONG} = ("text")',
    ],
)
def test_anything_else_is_not_proved(statement: str) -> None:
    assert read(statement) == -1


def test_most_made_up_ones_are_proved_as_black_has_them() -> None:
    read_whole = 0
    for seed in range(300):
        text = black_format(Wide(Random(seed)).long_named() + "\n").removesuffix("\n")
        if any(len(line) > 80 for line in text.split("\n")):
            read_whole += read(text) == text.count("\n") + 1
    assert read_whole > 60
