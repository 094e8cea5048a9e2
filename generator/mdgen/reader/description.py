"""Descriptions: what the docs say in prose, with the deprecation banner taken out of it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mdgen.ir.cells import BREAK
from mdgen.markdown.page import Section
from mdgen.markdown.table import squeezed_source
from mdgen.record import record

# A page says `> :warning: **DEPRECATED**: …`, a cell `: warning: ** DEPRECATED **: …`.
_PAGE_BANNER = re.compile(
    r"^> ?:warning: ?\*\* ?DEPRECATED ?\*\*:?(?P<message>[^\n]*(?:\n>[^\n]*)*)", re.M
)
_CELL_BANNER = re.compile(r"(?:> ?)?: ?warning: ?\*\* ?DEPRECATED ?\*\*:?")
# A tag of code comments that an author took for one of OpenAPI
_CELL_TAG = re.compile(r"@deprecated\b[:\s]*")
_END_OF_MESSAGE = re.compile(r"(?:<br[ \t]*+/?>\s*+){2}", re.IGNORECASE)
_LINE_END = re.compile(r"\r\n?|[\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_MARK = "\ufeff"  # of a file's byte order: it says nothing inside of a text
# A line break that Markdown spells as a backslash at the end of a line; two of them are a backslash
_HARD_BREAK = re.compile(r"(?<!\\)\\++(?=\n)")
_FENCE = re.compile(r"^[ ]{0,3}(?:```|~~~)", re.MULTILINE)
_BLANK_LINES = re.compile(r"\n{3,}")
# What stands where there is no description: the first is the generator's, the others are of authors.
_NOTHING = frozenset({"N/A", "n/a", "-", "—", ""})


@record
class Prose:
    """`text` is Markdown; `deprecated` is None, or the banner's message, which can be ""."""

    text: str
    deprecated: str | None = None


def cleaned(text: str) -> str:
    """Prose with `\\n` as the only line end, `<br/>` as line ends, and nothing for `N/A`."""
    text = text.strip()
    if text in _NOTHING:
        return ""
    if "<" in text:
        text = BREAK.sub("\n", text)
    if not text.isprintable():
        text = _LINE_END.sub("\n", text).replace(_MARK, "")
        text = "\n".join([line.rstrip() for line in text.split("\n")])
        if "\\\n" in text and not _FENCE.search(text):
            # In code, it is a part of a command
            text = _HARD_BREAK.sub(lambda found: found[0][: len(found[0]) // 2 * 2], text)
        text = _BLANK_LINES.sub("\n\n", text)
    return text.strip()


def read_page_prose(intro: str, sections: Iterable[Section]) -> Prose:
    """The description of a page: its intro and the sections of its own that it has before the generated ones."""
    parts = [intro.strip()]
    parts += (f"## {section.heading}\n\n{squeezed_source(section).strip()}" for section in sections)
    text = "\n\n".join(part for part in parts if part)
    if "DEPRECATED" not in text:
        return Prose(cleaned(text))
    banner = None
    for banner in _PAGE_BANNER.finditer(text):  # noqa: B007 - the last one is the generated one
        pass
    if banner is None:
        return Prose(cleaned(text))
    message = " ".join(banner["message"].replace("\n>", " ").split())
    before, after = cleaned(text[: banner.start()]), cleaned(text[banner.end() :])
    return Prose("\n\n".join(part for part in (before, after) if part), cleaned(message))


def read_cell_prose(cell: str) -> Prose:
    """The description of a cell: lines instead of line breaks, `N/A` is nothing."""
    deprecated = None
    banner = _CELL_BANNER.match(cell)
    if banner is not None:
        end = _END_OF_MESSAGE.search(cell, banner.end())
        stop, rest = (end.start(), end.end()) if end is not None else (len(cell), len(cell))
        deprecated = cleaned(cell[banner.end() : stop])
        cell = cell[rest:]
    elif (tag := _CELL_TAG.match(cell)) is not None:
        deprecated = cleaned(cell[tag.end() :])
        cell = ""
    return Prose(cleaned(cell), deprecated)
