"""Descriptions: where lines end."""

from __future__ import annotations

import pytest

from mdgen.writer.prose import wrapped


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", ()),
        ("short", ("short",)),
        ("one two three four", ("one two", "three four")),
        ("one\ntwo", ("one two",)),
        ("one\n\ntwo", ("one", "", "two")),
        ("- one two three\n- four", ("- one two", "  three", "- four")),
        ("unbreakablewordthatislong x", ("unbreakablewordthatislong", "x")),
        ("```\na   b c d e f g h\n```", ("```", "a   b c d e f g h", "```")),
        ("| a | b | c | d |", ("| a | b | c | d |",)),
        ("costs 10 euros - or less", ("costs 10", "euros - or", "less")),
        ("one two at 1. three", ("one two at 1.", "three")),
        ("a - - - - - - three", ("a - - - - - -", "three")),
    ],
)
def test_wrapped(text: str, lines: tuple[str, ...]) -> None:
    assert wrapped(text, 10) == lines
