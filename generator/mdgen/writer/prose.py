"""Descriptions as people read them in Python: Markdown kept, lines wrapped."""

from __future__ import annotations

import re
from functools import lru_cache

_BULLET = re.compile(r"(?:[-*+]|\d{1,3}[.)])[ \t]+")
_VERBATIM = re.compile(r"(?:[ ]{4}|\t|\||#{1,6} |>|<)")
_FENCE = ("```", "~~~")


def _wrap(words: list[str], width: int, hanging: str) -> list[str]:
    """Greedy lines of at most `width` characters; a word that is longer stands alone. Later lines start with `hanging`."""
    lines, line, length = [], [words[0]], len(words[0])
    for word in words[1:]:
        # A line that starts like a list item would change the Markdown
        if length + 1 + len(word) <= width or _BULLET.match(f"{word} "):
            line.append(word)
            length += 1 + len(word)
        else:
            lines.append(" ".join(line))
            line = [hanging + word]
            length = len(line[0])
    lines.append(" ".join(line))
    return lines


@lru_cache(maxsize=65536)
def wrapped(description: str, width: int) -> tuple[str, ...]:
    """The lines of a description. Lines of one paragraph flow together; lists, tables, headings, quotes and fences keep their lines."""
    text = description.strip()
    if not text:
        return ()
    if len(text) <= width and "\n" not in text:
        return (text,)
    lines: list[str] = []
    paragraph: list[str] = []
    hanging = ""
    fence = ""

    def flush() -> None:
        if paragraph:
            lines.extend(_wrap(paragraph, width, hanging))
            paragraph.clear()

    for line in text.split("\n"):
        stripped = line.strip()
        if fence or stripped.startswith(_FENCE):
            flush()
            lines.append(line)
            fence = "" if fence and stripped.startswith(fence) else fence or stripped[:3]
        elif not stripped:
            flush()
            lines.append("")
            hanging = ""
        elif bullet := _BULLET.match(stripped):
            flush()
            margin = line[: len(line) - len(line.lstrip())]
            hanging = margin + " " * bullet.end()
            first, *others = stripped.split()
            paragraph.extend([margin + first, *others])
        elif _VERBATIM.match(line) and not (paragraph and line[0] in " \t"):
            flush()
            lines.append(line)
        else:
            paragraph.extend(stripped.split())
    flush()
    return tuple(lines)
