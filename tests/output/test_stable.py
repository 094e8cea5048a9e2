from __future__ import annotations

from random import Random

import black
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mdgen.output.finish import finish
from mdgen.output.formatter import black_format
from mdgen.output.gate import refusals
from mdgen.output.stable import prove
from output.modules import HEADER, Maker, Wide

STABLE = f'''{HEADER}

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from .._model import JsonModel
from .country import Country
from .very import (
    One,
    Two as Three,
)


class Address(JsonModel):
    """An address.

    - with a list
      that goes on

    and \\\\ backslashes.
    """

    line_one: Annotated[str, Field(alias="lineOne")]
    """First line."""

    country: Country | None = None
    # The docs name Nobody here, which has no page.
    tags: Annotated[
        list[str] | None,
        Field(alias="tagList", deprecated="Use labels."),
    ] = None
    """Tags,
      as wild as they come."""
    kind: Literal["a", 'b"'] = "a"
    long: (
        Annotated[dt.datetime, Field(alias="thisIsAnAliasThatIsNotShort")]
        | list[Country]
        | None
    ) = None


@deprecated("Use Address.")
class Place(Address):
    pass


class Color(StrEnum):
    RED = "red"
    MINUS_ONE = -1
    LONG = (
        "a value that is so long that it fits on a line only if it stands alone on that"
    )


Pet: TypeAlias = Annotated[
    Cat
    | Dog
    | AnimalsThatHaveRatherLongerNamesOne
    | AnimalsThatHaveRatherLongerNamesTwo,
    Field(discriminator="type"),
]
"""A pet."""
Tree = TypeAliasType("Tree", "str | list[Tree]")
'''


def test_the_usual_shapes_are_proved() -> None:
    assert black_format(STABLE) == STABLE
    proof = prove(STABLE)
    assert proof.proved
    assert proof.level == 2
    assert finish(STABLE, 2) == (STABLE, ())
    assert finish(STABLE, 1).refusals


def test_every_line_of_the_sample_matters() -> None:
    """Each line, moved by one column or given a space at its end, is black's business again."""
    lines = STABLE.split("\n")[:-1]
    for number, line in enumerate(lines):
        for changed in (" " + line, line + " ")[number % 2 :][:1]:
            text = "\n".join([*lines[:number], changed, *lines[number + 1 :], ""])
            try:
                same = black_format(text) == text
            except (ValueError, SyntaxError):
                same = False
            assert same or not prove(text).proved, changed


INIT = f"""{HEADER}

from ._exports import lazy

lazy(
    __name__,
    {{
        "Address": "models.address",
        "Pet": ".other.pet",
    }},
    (
        "models",
        "other",
    ),
)
"""
NAMES = f"""{HEADER}

NAMES: list[str] = []
ELSEWHERE: dict[str, list[str]] = {{}}
AMBIGUOUS: dict[str, list[str]] = {{
    "Pet": [
        "components",
        "errors",
    ],
}}
"""
OPENER = f"""{HEADER}

from ._exports import lazy

lazy(__name__)
"""
STUB = f"""{HEADER}

from . import models as models
from .models.address import Address as Address
"""


@pytest.mark.parametrize(
    ("text", "stub"),
    [
        (INIT, False),
        (OPENER, False),
        (NAMES, False),
        (STUB, True),
        (HEADER + "\n", True),
        ("", False),
    ],
)
def test_index_files_are_proved(text: str, stub: bool) -> None:
    assert prove(text, stub).proved
    assert black_format(text, stub) == text
    assert refusals(text, 1) == ()


@pytest.mark.parametrize(
    "text",
    [
        "x: int",
        "x: int\n\n",
        "\nx: int\n",
        "x:int\n",
        "x: int=1\n",
        "x = 'a'\n",
        "x = 0XFF\n",
        'x = "\\xAB"\n',
        "x = (\n    None,\n)\n",
        "class A:\n    x: int\ny: int\n",
        "class A:\n\n    x: int\n",
        'class A:\n    """Doc."""\n    x: int\n',
        'class A:\n    """ Doc."""\n',
        'class A:\n    """Doc.\n\n    More.   \n    """\n',
        'class A:\n    """Doc.\n\n      More.\n    """\n',
        "class A:\n    ...\n",
        "class A():\n    pass\n",
        "@dataclass\n\nclass A:\n    pass\n",
        "import enum\nx: int\n",
        "import enum\n\n\nx: int\n",
        "# fmt: off\nx: int\n",
        "x: int  # why\n",
        "x: (int)\n",
        "x = Field(\n    1\n)\n",
        "x = 1; y = 2\n",
        'x = """a"""\n',
        "x: " + "A" * 90 + " = None\n",
        "x: " + " | ".join(["Abc"] * 20) + "\n",
        "x = 'a' 'b'\n",
        "\ufeffx: int\n",
        "x: int\r\n",
        "x: int\x0c\n",
    ],
)
def test_what_black_changes_or_may_change_is_not_proved(text: str) -> None:
    assert not prove(text).proved


@settings(max_examples=2000, deadline=None, derandomize=True)
@given(st.integers(0, 1 << 60))
def test_proved_modules_are_left_alone_and_pass_the_gate(seed: int) -> None:
    maker = Maker(Random(seed))
    text = maker.module()
    if maker.often(0.4):
        text = maker.mutated(text)
    proof = prove(text)
    if proof.proved:
        assert black.format_str(text, mode=black.Mode()) == text
        assert refusals(text, proof.level) == ()
        compile(text, "module", "exec")


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.integers(0, 1 << 60))
def test_proved_long_statements_are_left_alone(seed: int) -> None:
    wide = Wide(Random(seed))
    text = wide.statement()
    if wide.random.random() < 0.5:
        text = "class A(B):\n" + "".join(f"    {line}\n" for line in text.split("\n"))
    text = black_format(text if text.endswith("\n") else text + "\n")
    for _ in range(4):
        resized = wide.resized(text)
        if prove(resized).proved:
            assert black_format(resized) == resized


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.integers(0, 1 << 60))
def test_formatting_is_blacks(seed: int) -> None:
    wide = Wide(Random(seed))
    text = "".join(f"{wide.statement()}\n" for _ in range(2))
    formatted = text if prove(text).proved else black_format(text)
    assert formatted == black.format_str(text, mode=black.Mode())


def test_a_default_that_just_fills_its_line_gets_one() -> None:
    for width in range(70, 90):
        inline = f'name: {"N" * 90} = ("{"s" * width}")\n'
        if prove(inline).proved:
            assert black_format(inline) == inline
    assert prove(f'name: {"N" * 90} = ("{"s" * 70}")\n').proved


def test_long_names_are_proved_without_asking_black(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mdgen.output.stable.is_odd_but_right", lambda lines, depth: False)
    proved = sum(
        prove(black_format(Wide(Random(seed)).long_named() + "\n")).proved for seed in range(200)
    )
    assert proved > 160


def test_many_of_the_made_up_statements_are_proved() -> None:
    """Otherwise the tests above would say nothing."""
    proved = 0
    for seed in range(80):
        wide = Wide(Random(seed))
        proved += prove(black_format(wide.statement() + "\n")).proved
    assert proved > 48
    assert sum(prove(Maker(Random(seed)).module()).proved for seed in range(1000)) > 50
