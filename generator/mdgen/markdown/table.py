r"""Tables of a page: rows are split here, so that a row with too few or too many cells stays visible.

GFM pads short rows and drops surplus cells; a reader that must report a broken row needs to see what was written. The same functions
serve the block parser (as its `table` rule) and the shortcut for sections that are one table and nothing else, so both agree by
construction.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from mdgen.markdown.page import Row, Section, Table

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

TABLE_TOKEN = "table"

# What CommonMark trims from a cell: ASCII white space, and not the many spaces of Unicode that str.strip() knows.
TRIMMED = " \t\n\x0b\x0c\r"
_PIPE = re.compile(r"(?<!\\)\|")
_DELIMITER_CHARACTERS = "-:| \t"
_DELIMITER = re.compile(r":?-+:?")


def split_row(line: str) -> list[str]:
    r"""The cells of a line as written, without padding, `\|` still escaped; the pipes at both ends are optional."""
    line = line.strip(TRIMMED)
    parts = _PIPE.split(line) if "\\|" in line else line.split("|")
    if parts and not parts[0]:
        del parts[0]
    if parts and not parts[-1]:
        del parts[-1]
    # Generated tables are mostly padding, and bare strip() takes it off seven times as fast. In ASCII it takes the same characters but for
    # four separators (1C-1F) that no page needs at the edge of a cell.
    if line.isascii():
        return [part.strip() for part in parts]
    return [part.strip(TRIMMED) for part in parts]


def count_columns(delimiter: str) -> int:
    """The number of columns that a line `| --- | :-: |` announces, or 0 if it is no delimiter row; leading spaces are gone already."""
    if len(delimiter) < 2 or delimiter.strip(_DELIMITER_CHARACTERS):
        return 0
    if delimiter[0] in " \t" or (delimiter[0] == "-" and delimiter[1] in " \t"):
        return 0
    parts = [part.strip(TRIMMED) for part in delimiter.split("|")]
    if not parts[0]:
        del parts[0]
    if parts and not parts[-1]:
        del parts[-1]
    return len(parts) if all(map(_DELIMITER.fullmatch, parts)) else 0


def read_header(header: str, delimiter: str) -> tuple[str, ...] | None:
    """The header's cells, or None if the two lines don't begin a table."""
    if "|" not in header:
        return None
    columns = count_columns(delimiter)
    if not columns:
        return None
    cells = _unescape(split_row(header))
    return cells if len(cells) == columns else None


def read_table(lines: Sequence[str], first: int) -> Table | None:
    """A table that takes all of `lines`; `first` is the first line's number. None if it is no table."""
    if len(lines) < 2:
        return None
    header = read_header(lines[0], lines[1])
    if header is None:
        return None
    rows = [
        Row(_unescape(split_row(line)), number) for number, line in enumerate(lines[2:], first + 2)
    ]
    return Table(header, tuple(rows), first)


def squeezed_source(section: Section) -> str:
    """What stands below a section's heading, its tables without padding."""
    tables = [block for block in section.blocks if isinstance(block, Table)]
    if not tables:
        return section.source
    lines = section.source.split("\n")
    for table in tables:
        begin = table.line - section.line - 1
        end = begin + 2 + len(table.rows)
        lines[begin:end] = squeeze_table(lines[begin:end])
    return "\n".join(lines)


def squeeze_table(lines: Sequence[str]) -> list[str]:
    """A table's lines with one space around each cell and short dashes below the header; lines that don't begin with a pipe stay."""
    squeezed = []
    for index, line in enumerate(lines):
        parts = split_row(line)
        if index == 1:
            parts = ["---" if len(part) > 3 and not part.strip("-") else part for part in parts]
        squeezed.append(_join(parts, line))
    return squeezed


def table_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The block parser's `table` rule: one token for a whole table, with the `Table` (lines relative to the text) as its meta."""
    if (
        start + 2 > end
        or state.sCount[start + 1] < state.blkIndent
        or state.is_code_block(start + 1)
    ):
        return False
    delimiter = _line(state, start + 1)
    # Asked before the header is sliced, for this rule is tried at every line of every paragraph.
    if delimiter[:1] not in ("|", "-", ":") or state.is_code_block(start):
        return False
    header = read_header(_line(state, start), delimiter)
    if header is None:
        return False
    if silent:
        return True
    end_of_table = _end_of_table(state, start + 2, end)
    rows = tuple(
        Row(_unescape(split_row(_line(state, line))), line)
        for line in range(start + 2, end_of_table)
    )
    token = state.push(TABLE_TOKEN, "table", 0)
    token.map = [start, end_of_table]
    token.meta = {"table": Table(header, rows, start)}
    state.line = end_of_table
    return True


def _end_of_table(state: StateBlock, line: int, end: int) -> int:
    """The first line that isn't a row any more: a blank, less indented or more indented one, or the start of another block."""
    terminators = state.md.block.ruler.getRules("blockquote")
    parent, state.parentType = state.parentType, "table"
    while line < end and state.sCount[line] >= state.blkIndent and not state.isEmpty(line):
        if state.is_code_block(line):
            break
        # No block but a table begins with a pipe, so only the other lines need be asked.
        if state.src[state.bMarks[line] + state.tShift[line]] != "|" and any(
            rule(state, line, end, True) for rule in terminators
        ):
            break
        if not _line(state, line).strip(TRIMMED):
            break
        line += 1
    state.parentType = parent
    return line


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _unescape(parts: list[str]) -> tuple[str, ...]:
    return tuple([part.replace("\\|", "|") if "\\|" in part else part for part in parts])


def _join(parts: list[str], line: str) -> str:
    if line[:1] != "|":
        return line
    joined = "| " + " | ".join(parts)
    end = line.rstrip(TRIMMED)
    return joined + " |" if end[-1:] == "|" and end[-2:] != "\\|" else joined
