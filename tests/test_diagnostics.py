"""Findings: sorted, once each, and unable to forge output."""

from __future__ import annotations

import pytest

from mdgen.diagnostics import Code, Diagnostic, Position, printable, sort_diagnostics


def test_findings_are_sorted_and_distinct() -> None:
    late = Diagnostic(Code.BROKEN_ROW, Position("b.md", 3), "x")
    early = Diagnostic(Code.BROKEN_ROW, Position("a.md", 9), "x")
    assert sort_diagnostics([late, early, late]) == (early, late)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a plain `line`", "a plain `line`"),
        ("Grüße, 日本", "Grüße, 日本"),
        ("two\nlines\r", "two\\nlines\\r"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("bidi \u202e here", "bidi \\u202e here"),
        ("zero\u200bwidth", "zero\\u200bwidth"),
        ("lone \ud800 surrogate", "lone \\ud800 surrogate"),
        ("\u2028", "\\u2028"),
        ("filler\u3164\uffa0", "filler\\u3164\\uffa0"),
        ("empty braille \u2800", "empty braille \\u2800"),
        ("selector \ufe00\U000e0100", "selector \\ufe00\\U000e0100"),
    ],
)
def test_messages_show_what_they_hide(text: str, shown: str) -> None:
    assert printable(text) == shown
