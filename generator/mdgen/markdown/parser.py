"""Markdown to `Page`: block structure only; what stands in a cell is left as source.

Blocks are found by markdown-it-py without its inline rules, because cells hold type notation (`**string*`, `List\\<X>`) that inline parsing
destroys. Two rules are off on purpose: a setext heading (`text` over `---`) is always prose in these docs, and link reference
definitions would swallow lines that the source slices need.

Most sections are one table or one fence and nothing else, or name and show the members of a union. Those are read directly; everything else goes through the block parser. Both
ways give the same page: `parse_page` equals `parse_page_whole`, which takes no shortcut and exists to be compared with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from mdgen.markdown.page import (
    Block,
    Bullet,
    Bullets,
    Fence,
    Heading,
    Page,
    Paragraph,
    Section,
    Table,
)
from mdgen.markdown.table import TABLE_TOKEN, TRIMMED, read_table, squeeze_table, table_rule

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

# Blocks within blocks (quotes, lists) deeper than this are not looked into: each level reads its lines again.
MAX_NESTING = 20

# A heading at the start of a line after a blank one. It ends every open block but a fence and some HTML.
_CUT = "\n\n## "
_TITLE = re.compile(r"\n*# (~{0,2}\w+~{0,2})(?=\n|\Z)")
_PLAIN_SECTION = re.compile(r"## (\w+(?: \w+)*)\n\n(?=[|`#])")
_PLAIN_HEADING = re.compile(r"### (`[^`\n]+`|\w+)\n\n(?=```)")
# Lines that could make a heading, a fence or an HTML block, and pipes, which could make a table.
_STRUCTURE = re.compile(r"^ {0,3}(?:#|```|~~~|<)|\|", re.MULTILINE)


@dataclass(slots=True)
class _Part:
    """What a run of lines holds. `is_open`: its last block may go on in what follows."""

    title: str
    line: int
    intro: str
    sections: list[Section]
    is_open: bool = False


def parse_page(path: str, text: str) -> Page:
    """The page of a decoded text (see `source.decode`). Never raises; time and space grow linearly with the text."""
    end = text.find(_CUT)
    part = _read_plain_head(text if end < 0 else text[: end + 1])
    if part is None:
        part = _read_part(text if end < 0 else text[: end + 1], 1)
    line = 1
    start = 0
    while end >= 0 and not part.is_open:
        line += text.count("\n", start, end + 2)
        start, end = end + 2, text.find(_CUT, end + 2)
        chunk = text[start:] if end < 0 else text[start : end + 1]
        section = _read_plain_section(chunk, line)
        if section is not None:
            part.sections.append(section)
            continue
        more = _read_part(chunk, line)
        if not more.sections or more.sections[0].line != line:
            # No heading but the header of a table, `## a | b`: it belongs to what stands before it.
            part, end = _read_part(text, 1), -1
            break
        if more.is_open and end >= 0:
            more = _read_part(text[start:], line)
            more.is_open, end = False, -1
        part.sections += more.sections
    if part.is_open and end >= 0:
        part = _read_part(text, 1)
    return Page(path, part.title, part.line, part.intro, tuple(part.sections))


def parse_page_whole(path: str, text: str) -> Page:
    """The same page without shortcuts."""
    part = _read_part(text, 1)
    return Page(path, part.title, part.line, part.intro, tuple(part.sections))


def _read_plain_head(text: str) -> _Part | None:
    """A title and prose without structure, or None if it takes the block parser to tell."""
    match = _TITLE.match(text)
    if match is None or _STRUCTURE.search(text, match.end()):
        return None
    return _Part(match[1], text.count("\n", 0, match.start(1)) + 1, text[match.end() + 1 :], [])


def _read_plain_section(chunk: str, line: int) -> Section | None:
    """A section that is one table of lines that begin with a pipe, one fence, or headings with a fence each; None if it takes the block parser
    to tell."""
    match = _PLAIN_SECTION.match(chunk)
    if match is None:
        return None
    body = match.end()
    if chunk[body] != "|":
        blocks = _read_plain_blocks(chunk, body, line + 2)
        return Section(match[1], line, chunk[body - 1 :], blocks) if blocks else None
    lines = chunk[body:].split("\n")
    while not lines[-1]:
        lines.pop()
    for row in lines:
        if row[:1] != "|":
            return None
    table = read_table(lines, line + 2)
    return Section(match[1], line, chunk[body - 1 :], (table,)) if table is not None else None


def _read_plain_blocks(chunk: str, at: int, line: int) -> tuple[Block, ...]:
    """The fence that the chunk holds from offset `at` on, or `### heading` and fence in turn; nothing if it takes the block parser to tell."""
    blocks: list[Block] = []
    has_headings = chunk[at] == "#"
    end = len(chunk.rstrip("\n"))
    while at < end and (has_headings or not blocks):
        if has_headings:
            heading = _PLAIN_HEADING.match(chunk, at)
            if heading is None:
                return ()
            blocks.append(Heading(3, heading[1], line))
            at, line = heading.end(), line + 2
        first = chunk.find("\n", at)
        last = chunk.find("```", first)
        # The first run of backticks after the first line has to be the closing one.
        if first < 0 or last < 0 or chunk[at : at + 3] != "```":
            return ()
        # With a pipe it may be the header of a table.
        if "`" in chunk[at + 3 : first] or "|" in chunk[at + 3 : first]:
            return ()
        if chunk[last - 1] != "\n" or chunk[last + 3 : last + 4] not in ("\n", ""):
            return ()
        info = chunk[at + 3 : first].strip(TRIMMED)
        blocks.append(Fence(info, chunk[first + 1 : last - 1], line))
        following = last + 3
        while chunk[following : following + 1] == "\n":
            following += 1
        line += chunk.count("\n", at, following)
        at = following
    return tuple(blocks) if at >= end else ()


@cache
def _block_parser() -> MarkdownIt:
    # Most pages do without it, and a build of a single page has no time for it.
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING})
    parser.enable("table").disable(["reference", "lheading"])
    parser.block.ruler.at("table", table_rule, {"alt": ["paragraph", "reference"]})
    return parser


def _read_part(text: str, first: int) -> _Part:
    """Lines of a page by the block parser; `first` is the number of the first one."""
    parser = _block_parser()
    tokens: list[Token] = []
    parser.block.parse(text, parser, {}, tokens)
    lines = text.split("\n")
    verbatim = lines.copy()
    part = _Part("", first, "", [])
    blocks: list[Block] = []
    starts: list[tuple[str, int, list[Block]]] = []
    intro = 0
    last = None
    for index, token in enumerate(tokens):
        if token.level or token.nesting < 0 or token.map is None:
            continue
        last = token
        begin = token.map[0]
        if token.tag == "h2":
            blocks = []
            starts.append((tokens[index + 1].content, begin, blocks))
        elif token.tag == "h1" and not starts and not intro:
            part.title, part.line, intro = tokens[index + 1].content, begin + first, begin + 1
        else:
            blocks.extend(_read_block(tokens, index, lines, first))
    ends = [begin for _, begin, _ in starts] + [len(lines)]
    part.intro = "\n".join(lines[intro : ends[0]])
    for (heading, begin, found), end in zip(starts, ends[1:], strict=True):
        source = "\n".join(verbatim[begin + 1 : end])
        part.sections.append(Section(heading, begin + first, source, tuple(found)))
    part.is_open = last is not None and _is_open(last, lines)
    return part


def _read_block(
    tokens: Sequence[Token], index: int, lines: list[str], first: int
) -> Iterator[Block]:
    """The block of a top-level token; a table's lines lose their padding in `lines`."""
    token = tokens[index]
    begin, end = token.map or [0, 0]
    line = begin + first
    match token.type:
        case "heading_open":
            yield Heading(int(token.tag[1]), tokens[index + 1].content, line)
        case "paragraph_open":
            yield Paragraph(tokens[index + 1].content, line)
        case "fence":
            yield Fence(token.info.strip(TRIMMED), token.content.removesuffix("\n"), line)
        case "bullet_list_open":
            yield Bullets(tuple(_read_bullets(tokens, index, lines, first)), line)
        case "hr":
            pass
        case _ if token.type == TABLE_TOKEN:
            lines[begin:end] = squeeze_table(lines[begin:end])
            table: Table = token.meta["table"]
            rows = tuple([replace(row, line=row.line + first) for row in table.rows])
            yield Table(table.header, rows, line)
        case _:
            # Quotes, numbered lists, HTML, indented code: prose here.
            yield Paragraph("\n".join(lines[begin:end]).strip(TRIMMED), line)


def _read_bullets(
    tokens: Sequence[Token], index: int, lines: list[str], first: int
) -> Iterator[Bullet]:
    """The items of the list at `index`, not those of lists within it."""
    level = tokens[index].level
    for position in range(index + 1, len(tokens)):
        token = tokens[position]
        if token.level == level:
            return
        if token.type == "list_item_open" and token.level == level + 1:
            begin = token.map[0] if token.map else 0
            following = tokens[position + 1]
            is_text = following.type == "paragraph_open"
            text = tokens[position + 2].content if is_text else lines[begin].lstrip(TRIMMED)[1:]
            yield Bullet(text.strip(TRIMMED), begin + first)


def _is_open(token: Token, lines: list[str]) -> bool:
    """Whether the last block could go on behind a blank line and a heading: a fence that nothing closed, or HTML."""
    if token.type == "html_block":
        return True
    if token.type != "fence" or token.map is None:
        return False
    begin, end = token.map
    closing = lines[end - 1].rstrip(TRIMMED)
    marks = closing.lstrip(" ")
    is_closing = len(closing) - len(marks) < 4 and len(marks) >= len(token.markup)
    return end - begin < 2 or not is_closing or bool(marks.strip(token.markup[0]))
