"""Words of example blocks."""

from __future__ import annotations

import pytest

from mdgen.reader.tokens import LiteralError, TokenKind, decode_string, error_at, tokenize


def test_words_of_a_block() -> None:
    tokens = tokenize("a.b1 = 'x' // c\n[$d, 1.5e-3, `t`];")
    assert [(token.kind, token.text) for token in tokens] == [
        (TokenKind.NAME, "a"),
        (TokenKind.SIGN, "."),
        (TokenKind.NAME, "b1"),
        (TokenKind.SIGN, "="),
        (TokenKind.STRING, "'x'"),
        (TokenKind.SIGN, "["),
        (TokenKind.NAME, "$d"),
        (TokenKind.SIGN, ","),
        (TokenKind.NUMBER, "1.5e-3"),
        (TokenKind.SIGN, ","),
        (TokenKind.TEMPLATE, "`t`"),
        (TokenKind.SIGN, "]"),
        (TokenKind.SIGN, ";"),
        (TokenKind.END, ""),
    ]


def test_what_is_no_word_is_an_error() -> None:
    with pytest.raises(LiteralError, match="line 2, column 3"):
        tokenize("a\n  #")


def test_places_count_from_one() -> None:
    error = error_at("ab\ncd", 4, "here")
    assert (error.line, error.column) == (2, 2)


def test_strings_without_escapes_are_kept() -> None:
    assert decode_string('"a/b"') == "a/b"
