"""Every line of `cells/<dialect>.txt` is a test: what a cell reads as. `cells/errors.txt` says what is said of those that are not read."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mdgen.ir.notation import spell
from mdgen.ir.types import ANY, INTEGER, STRING, Array, Nullable, Type, Unresolved, walk
from mdgen.reader.dialect import Dialect, dialects
from mdgen.reader.emphasis import with_asterisks
from mdgen.reader.notation import (
    MAX_DEPTH,
    MAX_LENGTH,
    Fault,
    NotationError,
    Reading,
    read_plain,
    read_type,
    settle,
)
from mdgen.reader.vocabulary import Mark

CELLS = Path(__file__).parent / "cells"
ARROW = "  =>  "
EMPHASIS = re.compile(r"""(?<![\w*"])\*([^*]+)\*(?![\w*"])""")


def lines_of(name: str) -> list[tuple[str, str]]:
    """(cell, expected) of each line of a file; comments are left out."""
    lines = (CELLS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split(ARROW) for line in lines if line and not line.startswith("#")]
    return [(cell, expected) for cell, expected in pairs]


def described(reading: Reading) -> str:
    said = [spell(reading.type)]
    if reading.mark is not Mark.NONE:
        said.append(f"({reading.mark.value})")
    if reading.open:
        said.append("(open)")
    said += [
        f"(spells {spell(part.spelled)})"
        for part in walk(reading.type)
        if isinstance(part, Unresolved) and part.spelled is not None
    ]
    return " ".join(said)


@pytest.mark.parametrize(
    ("name", "cell", "expected"),
    [(name, cell, expected) for name in dialects() for cell, expected in lines_of(name)],
)
def test_reads_cell(name: str, cell: str, expected: str) -> None:
    dialect = dialects()[name]
    if cell.startswith("plain: "):
        reading = read_plain(cell.removeprefix("plain: "), dialect)
    else:
        reading = read_type(cell, dialect)
    assert described(reading) == expected


FORMATTED = [
    (name, cell, expected)
    for name in dialects()
    for cell, expected in lines_of(name)
    if EMPHASIS.search(cell) and not cell.startswith("plain: ")
]


@pytest.mark.parametrize(("name", "cell", "expected"), FORMATTED)
def test_reads_cell_that_a_formatter_emphasised(name: str, cell: str, expected: str) -> None:
    formatted = EMPHASIS.sub(r"_\1_", cell)
    assert described(read_type(formatted, dialects()[name])) == expected


def test_emphasis_is_told_from_letters_in_linear_time() -> None:
    for unit in ("_a ", '\\"', "[a", "[a]", "_[", "'_", "*_", "_", "`", "*"):
        begin = time.process_time()
        with_asterisks(unit * 100_000)
        assert time.process_time() - begin < 2


@pytest.mark.parametrize(("cell", "message"), lines_of("errors"))
def test_says_why_a_cell_is_not_read(cell: str, message: str) -> None:
    name, _, text = cell.partition(": ")
    with pytest.raises(NotationError) as caught:
        read_type(text, dialects()[name])
    assert str(caught.value) == message
    assert caught.value.fault is Fault.UNREAD


DEEP = [
    ("typescript", "string", "", "[]"),
    ("typescript", "*Array<", "string", ">"),
    ("python", "List[", "*str*", "]"),
    ("go", "[]", "*string*", ""),
    ("go", "map[string]", "*string*", ""),
    ("java", "List<", "*String*", ">"),
    ("csharp", "List<", "*string*", ">"),
    ("php", "array<", "*string*", ">"),
    ("ruby", "T::Array<", "*::String*", ">"),
]


def nested(opening: str, middle: str, closing: str, levels: int) -> str:
    if closing == "[]":
        return opening + closing * levels
    if opening.startswith("*"):
        return "*" + opening[1:] * levels + middle + closing * levels + "*"
    return opening * levels + middle + closing * levels


@pytest.mark.parametrize(("name", "opening", "middle", "closing"), DEEP)
def test_nesting_is_limited(name: str, opening: str, middle: str, closing: str) -> None:
    dialect = dialects()[name]
    allowed = read_type(nested(opening, middle, closing, 60), dialect)
    assert spell(allowed.type).count("[") + spell(allowed.type).count("{") == 60
    for levels in (MAX_DEPTH + 1, 5_000):
        with pytest.raises(NotationError) as caught:
            read_type(nested(opening, middle, closing, levels), dialect)
        assert caught.value.fault is Fault.TOO_DEEP


def test_length_is_limited() -> None:
    dialect = dialects()["typescript"]
    members = " | ".join(f"*A{number}*" for number in range(30_000))
    assert len(members) < MAX_LENGTH
    read_type(members, dialect)
    with pytest.raises(NotationError, match="longer than 500,000 characters"):
        read_type(f"{members} | *{'A' * MAX_LENGTH}*", dialect)


@pytest.mark.parametrize("name", list(dialects()))
@pytest.mark.parametrize(
    "unit",
    [
        "[",
        "*",
        "(",
        "{",
        "`",
        "\\",
        '"',
        "'",
        "?",
        "_",
        "_a ",
        "[]",
        "List<",
        "a.",
        " ",
        "1",
        "Optional[",
    ],
)
def test_hostile_cells_are_errors_not_crashes(name: str, unit: str) -> None:
    cell = unit * (1_000_000 // len(unit))
    begin = time.process_time()
    with pytest.raises(NotationError) as caught:
        read_type(cell + "!", dialects()[name])
    assert time.process_time() - begin < 2
    assert len(str(caught.value)) < 120
    assert "\n" not in str(caught.value)


def test_time_grows_with_length_only() -> None:
    def seconds(members: int) -> float:
        cell = "*" + "|".join(f'"value {number}"' for number in range(members)) + "*"
        begin = time.process_time()
        read_type(cell, dialects()["typescript"])
        return time.process_time() - begin

    seconds(1_000)
    assert seconds(30_000) < 40 * max(seconds(3_000), 0.005)


# Cells in pieces, put together anew: nearly types, mostly not.
WRITTEN = "".join(cell for name in dialects() for cell, _ in lines_of(name))
FRAGMENTS = st.sampled_from(sorted(set(re.findall(r"\w+(?:::\w+|\.\w+)*|\]\([^)]*\)|\W", WRITTEN))))
CELL_TEXTS = st.one_of(st.text(), st.lists(FRAGMENTS, max_size=25).map("".join))
ANY_DIALECT = st.sampled_from(list(dialects().values()))


@settings(deadline=None)
@given(text=CELL_TEXTS, dialect=ANY_DIALECT)
def test_raises_nothing_but_notation_errors(text: str, dialect: Dialect) -> None:
    for read in (read_type, read_plain):
        try:
            reading = read(text, dialect)
        except NotationError as error:
            said = str(error)
        else:
            said = ""
            spell(reading.type).encode()
            assert read(text, dialect) == reading
            assert not isinstance(reading.type, Nullable), "null at the top is a mark"
        assert len(said) < 160


@pytest.mark.parametrize(
    ("mark", "required", "expected"),
    [
        (Mark.NONE, True, STRING),
        (Mark.NONE, False, STRING),
        (Mark.ABSENT, True, Nullable(STRING)),
        (Mark.ABSENT, False, STRING),
        (Mark.EITHER, True, Nullable(STRING)),
        (Mark.EITHER, False, STRING),
        (Mark.NULL, True, Nullable(STRING)),
        (Mark.NULL, False, Nullable(STRING)),
        (Mark.BOTH, True, Nullable(STRING)),
        (Mark.BOTH, False, Nullable(STRING)),
    ],
)
def test_what_the_required_column_explains_is_not_null(
    mark: Mark, required: bool, expected: Type
) -> None:
    assert settle(Reading(STRING, mark), required) == expected


def test_any_has_null_already() -> None:
    assert settle(Reading(ANY, Mark.NULL), True) == ANY


def test_long_texts_are_read_though_not_kept() -> None:
    cell = "[]" + " " * 5_000 + "*int64*"
    assert read_type(cell, dialects()["go"]).type == Array(INTEGER)
