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
_END_OF_MESSAGE = re.compile(r"(?:<br ?/?>\s*){2}")
_BLANK_LINES = re.compile(r"\n{3,}")

NOTHING = "N/A"
"""What stands in a cell that has no description."""


@record
class Prose:
    """`text` is Markdown; `deprecated` is None, or the banner's message, which can be ""."""

    text: str
    deprecated: str | None = None


def read_page_prose(intro: str, sections: Iterable[Section]) -> Prose:
    """The description of a page: its intro and the sections of its own that it has before the generated ones."""
    parts = [intro.strip()]
    parts += (f"## {section.heading}\n\n{squeezed_source(section).strip()}" for section in sections)
    text = "\n\n".join(part for part in parts if part).strip()
    if "DEPRECATED" not in text:
        return Prose(_BLANK_LINES.sub("\n\n", text) if "\n\n\n" in text else text)
    banner = None
    for banner in _PAGE_BANNER.finditer(text):  # noqa: B007 - the last one is the generated one
        pass
    if banner is None:
        return Prose(text)
    message = " ".join(banner["message"].replace("\n>", " ").split())
    before, after = text[: banner.start()].rstrip(), text[banner.end() :].lstrip()
    return Prose("\n\n".join(part for part in (before, after) if part), message)


def read_cell_prose(cell: str) -> Prose:
    """The description of a cell: lines instead of line breaks, `N/A` is nothing."""
    deprecated = None
    banner = _CELL_BANNER.match(cell)
    if banner is not None:
        end = _END_OF_MESSAGE.search(cell, banner.end())
        stop, rest = (end.start(), end.end()) if end is not None else (len(cell), len(cell))
        deprecated = BREAK.sub("\n", cell[banner.end() : stop]).strip()
        cell = cell[rest:]
    elif (tag := _CELL_TAG.match(cell)) is not None:
        deprecated = BREAK.sub("\n", cell[tag.end() :]).strip()
        cell = NOTHING
    if cell == NOTHING:
        return Prose("", deprecated)
    text = BREAK.sub("\n", cell).strip() if "<br" in cell else cell.strip()
    return Prose(text, deprecated)
