r"""What pages with the suffix `.mdx` have beyond Markdown: braces and angle brackets are code there unless a backslash stands before them."""

from __future__ import annotations

import re

# At the start of a line, optionally in a quote. As long as its block is open, what it holds is code.
_FENCE = re.compile(r"[ \t>]*+(`{3,}+|~{3,}+)(.*)")
# Code spans and escaped backslashes are passed over. A code span of a table ends with its cell.
_ESCAPE = re.compile(r"`++(?:[^`]*+`++)?|\\\\|\\(?P<sign>[{}<>])")
_ESCAPE_IN_ROW = re.compile(r"`++(?:[^`|]*+(?:(?<=\\)\|[^`|]*+)*`++)?|\\\\|\\(?P<sign>[{}<>])")


def without_escapes(text: str) -> str:
    r"""The text, line by line, with `{`, `}`, `<`, `>` for `\{`, `\}`, `\<`, `\>`, but not in code. A `\<` that begins a line stays: without the
    backslash it would begin a block of HTML."""
    if "\\" not in text:
        return text
    lines = text.split("\n")
    fence = ""
    for number, line in enumerate(lines):
        found = _FENCE.match(line) if "```" in line or "~~~" in line else None
        if fence:
            if found and found[1].startswith(fence) and not found[2].strip():
                fence = ""
        elif found and (found[1][0] == "~" or "`" not in found[2]):
            fence = found[1]
        elif "\\" in line:
            lines[number] = _without_escapes(line)
    return "\n".join(lines)


def _without_escapes(line: str) -> str:
    start = len(line) - len(line.lstrip(" \t>-*+"))
    if line.startswith("\\<", start):
        start += 2
    escape = _ESCAPE_IN_ROW if line.startswith("|", start) else _ESCAPE
    return line[:start] + escape.sub(_sign, line[start:])


def _sign(found: re.Match[str]) -> str:
    return found["sign"] or found.group()
