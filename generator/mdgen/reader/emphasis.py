r"""Emphasis by underscores, as formatters of Markdown write it, made emphasis by asterisks, which is what the docs' generators write.

Underscores are letters of names as well, so this is a matter of what stands around them: one opens emphasis behind anything but a letter, and closes it
before anything but a letter (`_a_b_` is `a_b`). Those within quotes, links or other emphasis are letters.
"""

from __future__ import annotations

import re

# Every alternative that can fail after a long way is tried once from that character, so that no text is looked at twice.
_SIGN = re.compile(
    r"""
      \\.
    | "[^"\\]*+(?:\\.[^"\\]*+)*"
    | '[^'\\]*+(?:\\.[^'\\]*+)*'
    | `++(?:[^`]*+`++)?
    | \*[^*]*+\*
    | \[[^\[\]]*+(?:\[[^\[\]]*+\][^\[\]]*+)*\]\((?:<[^<>\n]*+>|[^()\s]*+)
    | (?P<closing>(?<!\s)_(?!\w))
    | (?P<opening>(?<!\w)_(?!\s))
    """,
    re.VERBOSE | re.DOTALL,
)


def with_asterisks(text: str) -> str:
    """A text of the same length in which asterisks stand where underscores emphasise something."""
    opened = -1
    places: list[int] = []
    for found in _SIGN.finditer(text):
        at = found.start()
        if found["closing"] and opened >= 0:
            places += (opened, at)
            opened = -1
        elif opened < 0 and _can_open(text, found):
            opened = at
    if not places:
        return text
    characters = list(text)
    for place in places:
        characters[place] = "*"
    return "".join(characters)


def _can_open(text: str, found: re.Match[str]) -> bool:
    """A sign before `[` or a quote both closes and opens by what follows; what stands before it tells."""
    if found["opening"]:
        return True
    if not found["closing"] or found.end() >= len(text):
        return False
    before = text[found.start() - 1 : found.start()]
    return not text[found.end()].isspace() and not (before.isalnum() or before == "_")
