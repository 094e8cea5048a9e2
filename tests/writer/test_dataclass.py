"""What the dataclass target spells."""

from __future__ import annotations

import pytest

from mdgen.ir.definitions import Definition, Tag
from mdgen.ir.types import DATETIME, INTEGER, STRING, TEMPORAL, Array, Literal, Stream, nullable
from mdgen.options import Extra, Layout, WriteOptions
from mdgen.output.gate import refusals
from mdgen.writer.render import render
from writer.builders import choice, enum, field, graph, model, ref
from writer.made_up_api import API

TARGET = "dataclass"


def text_of(path: str, *definitions: Definition, strict_optional: bool = False) -> str:
    """A module without its header."""
    options = WriteOptions(target=TARGET, strict_optional=strict_optional)
    text = render(graph(*definitions), options).value.files[path].text
    return text.partition("\n\n")[2]


FIELDS = [
    (field("id", STRING), "id: str"),
    (field("lineOne", STRING), 'line_one: Annotated[str, JsonKey("lineOne")]'),
    (field("id", STRING, False), "id: str | None = None"),
    (field("id", nullable(STRING)), "id: str | None"),
    (field("kind", Literal("boat")), 'kind: Literal["boat"] = "boat"'),
    (field("kind", Literal("boat"), False), 'kind: Literal["boat"] | None = None'),
    (field("at", TEMPORAL), "at: dt.datetime | dt.date"),
    (field("rows", Stream(DATETIME)), "rows: JsonStream[dt.datetime]"),
    (field("id", STRING, deprecated="Use `key`."), 'id: Annotated[str, deprecated("Use `key`.")]'),
    (field("id", STRING, deprecated=""), 'id: Annotated[str, deprecated("")]'),
    (field("toDict", STRING), 'to_dict_: Annotated[str, JsonKey("toDict")]'),
    (field("extra", STRING), 'extra_: Annotated[str, JsonKey("extra")]'),
    (field("schema", STRING), "schema: str"),
]


@pytest.mark.parametrize(("made", "expected"), FIELDS)
def test_fields(made: object, expected: str) -> None:
    text = text_of("boat.py", model("Boat", made))  # type: ignore[arg-type]
    assert text.rstrip().endswith(f"class Boat(JsonModel):\n    {expected}")


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (field("id", INTEGER, False), "id: Annotated[int | None, NotNull] = None"),
        (field("id", nullable(INTEGER), False), "id: int | None = None"),
        (field("id", INTEGER), "id: int"),
    ],
)
def test_only_what_may_be_absent_can_refuse_null(made: object, expected: str) -> None:
    text = text_of("boat.py", model("Boat", made), strict_optional=True)  # type: ignore[arg-type]
    assert text.rstrip().endswith(f"    {expected}")


CAT = model("Cat", field("kind", Literal("cat")))
DOG = model("Dog", field("kind", Literal("dog")))
TAG = Tag("kind", (("cat",), ("dog",)))


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (choice("Pet", ref("Cat"), ref("Dog")), "Cat | Dog"),
        (choice("Pet", ref("Cat"), ref("Dog"), open=True), "OneOf[Cat | Dog]"),
        (
            choice("Pet", ref("Cat"), ref("Dog"), tag=TAG),
            'Annotated[Cat | Dog, Discriminator("kind")]',
        ),
        (
            choice("Pet", ref("Cat"), ref("Dog"), tag=TAG, open=True),
            'OneOf[Annotated[Cat | Dog, Discriminator("kind")]]',
        ),
    ],
)
def test_unions(made: Definition, expected: str) -> None:
    assert text_of("pet.py", CAT, DOG, made).endswith(f"Pet: TypeAlias = {expected}\n")


def test_a_model_is_a_dataclass() -> None:
    text = text_of(
        "boat.py", model("Boat", field("id", STRING), extra=Array(INTEGER), deprecated="Sunk.")
    )
    assert text == (
        "from dataclasses import dataclass, field\n"
        "from typing import Annotated\n\n"
        "from ._model import JsonModel, Rest, deprecated\n\n\n"
        '@deprecated("Sunk.")\n'
        "@dataclass(slots=True, kw_only=True, eq=False, repr=False)\n"
        "class Boat(JsonModel):\n"
        "    additional_properties: Annotated[dict[str, list[int]], Rest] = field(\n"
        "        default_factory=dict\n"
        "    )\n"
        "    id: str\n"
    )


def test_open_enums_and_recursive_aliases_come_from_the_package() -> None:
    assert "from ._model import OpenStrEnum" in text_of(
        "flag.py", enum("Flag", "nz", "fj", open=True)
    )
    tree = choice("Tree", STRING, Array(ref("Tree")))
    text = text_of("tree.py", tree)
    assert "from ._model import TypeAliasType" in text
    assert "typing_extensions" not in text


@pytest.mark.parametrize("layout", Layout)
def test_nothing_but_the_standard_library_and_nothing_that_is_refused(layout: Layout) -> None:
    files = render(graph(*API), WriteOptions(target=TARGET, layout=layout)).value.files
    for path, file in files.items():
        if path.endswith(".py"):
            assert "import pydantic" not in file.text
            assert "from pydantic" not in file.text
            if not file.raw:
                assert "typing_extensions" not in file.text
                assert refusals(file.text, path.count("/") + 1) == (), path


@pytest.mark.parametrize("extra", Extra)
def test_what_becomes_of_unknown_keys_is_one_constant(extra: Extra) -> None:
    files = render(graph(*API), WriteOptions(target=TARGET, extra=extra)).value.files
    assert f"KEEP_EXTRA: Final[bool] = {extra is Extra.KEEP}" in files["_config.py"].text
