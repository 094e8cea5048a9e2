"""A page as plain data: what Markdown says, before anybody asks what it means."""

from __future__ import annotations

from typing import TypeAlias

from mdgen.record import record


@record
class Heading:
    """A heading of another level than 2; `text` is its Markdown source."""

    level: int
    text: str
    line: int


@record
class Paragraph:
    """Text, and as source everything that has no class of its own: quotes, numbered lists, HTML, indented code."""

    text: str
    line: int


@record
class Fence:
    """A fenced code block; `line` is that of the opening fence, so the first line of `text` stands at `line + 1`. `text`
    has no line feed at its end."""

    info: str
    text: str
    line: int


@record
class Row:
    """A row as written: `cells` can be fewer or more than the header's, which a reader reports."""

    cells: tuple[str, ...]
    line: int


@record
class Table:
    r"""Cells are Markdown source, with `\|` turned into `|` and padding removed."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    line: int


@record
class Bullet:
    """A list item; `text` is the Markdown source of its first paragraph."""

    text: str
    line: int


@record
class Bullets:
    """A list, flat."""

    items: tuple[Bullet, ...]
    line: int


Block: TypeAlias = Heading | Paragraph | Fence | Table | Bullets


@record
class Section:
    """What stands below one heading of level 2. `heading` is its Markdown source, `source` the text below it, verbatim,
    `line` the heading's line."""

    heading: str
    line: int
    source: str
    blocks: tuple[Block, ...]


@record
class Page:
    """`path` is posix and relative to the folder named on the command line. `title` is the Markdown source of the first heading of level 1
    (or the front matter's title), "" if there is none. `intro` is the source between the title and the first section.
    """

    path: str
    title: str
    line: int
    intro: str
    sections: tuple[Section, ...]
