"""Fields tables: one row, one property."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from mdgen.diagnostics import Code, Diagnostic, Position
from mdgen.ir.cells import cell_examples
from mdgen.ir.definitions import Aspect, Claim, Field, Source
from mdgen.ir.types import ANY, Map, Nullable, Type
from mdgen.markdown.page import Table
from mdgen.reader.description import Prose, read_cell_prose
from mdgen.reader.dialect import Dialect
from mdgen.reader.grammar import Fault
from mdgen.reader.notation import NotationError, read_type, settle
from mdgen.record import record

HEADER = ("Field", "Type", "Required", "Description")
"""The columns that a table of fields begins with."""

EXTRA_NAMES = frozenset({"additionalProperties", "AdditionalProperties", "__pydantic_extra__"})
"""How the docs call the row of undocumented keys; one that is no map is an ordinary property of that name."""

OPTIONAL_EXTRA_NAME = "additional_properties"
"""The same in Python docs of 2023 and in Ruby docs, where it is always optional."""

_YES, _NO = ":heavy_check_mark:", ":heavy_minus_sign:"
# Docs that are rendered on the way hold what the short names stand for, with or without the mark that asks for a picture.
_REQUIRED = {
    _YES: True,
    _NO: False,
    ":white_check_mark:": True,
    "\N{WHITE HEAVY CHECK MARK}": True,
    "\N{HEAVY CHECK MARK}": True,
    "\N{HEAVY CHECK MARK}\ufe0f": True,
    "\N{HEAVY MINUS SIGN}": False,
    "\N{HEAVY MINUS SIGN}\ufe0f": False,
}
# Formatters of Markdown escape the underscores.
_REQUIRED |= {mark.replace("_", "\\_"): required for mark, required in _REQUIRED.items()}
_NAME = re.compile(r"(~~)?`([^`]+)`(~~)?")
_LOOSE_NAME = re.compile(r"[^\W\d]\w*")
_MAX_SHOWN = 40

UNREAD = Claim(Aspect.TYPE, Source.ASSUMED, "the type cell was not read")


@record
class FieldRows:
    """What a table of fields says. `extra` is the type of undocumented keys."""

    fields: tuple[Field, ...]
    extra: Type | None = None
    diagnostics: tuple[Diagnostic, ...] = ()


@record
class _RowReading:
    """A row without its place: rows repeat, lines don't."""

    name: str
    type: Type
    required: bool
    prose: Prose
    examples: tuple[str, ...]
    claims: tuple[Claim, ...]
    problems: tuple[tuple[Code, str], ...]


def is_fields_table(table: Table) -> bool:
    """Whether a table has the columns of fields."""
    return table.header[:3] == HEADER[:3]


def read_fields(table: Table, path: str, dialect: Dialect) -> FieldRows:
    """The fields of a table in documented order, the first of two that have one name."""
    fields: dict[str, Field] = {}
    extra: Type | None = None
    diagnostics: list[Diagnostic] = []
    unsure: dict[str, list[int]] = {}
    columns = len(table.header)
    for row in table.rows:
        reading = _read_row(row.cells, columns, dialect)
        for code, message in reading.problems:
            if code is Code.UNKNOWN_REQUIRED:
                unsure.setdefault(message, []).append(row.line)
            else:
                diagnostics.append(Diagnostic(code, Position(path, row.line), message))
        name = reading.name
        if not name:
            continue
        is_extra = name in EXTRA_NAMES or (name == OPTIONAL_EXTRA_NAME and not reading.required)
        if is_extra and extra is None:
            extra = _map_value(reading.type)
            if extra is not None:
                continue
        if name in fields:
            message = (
                f"field {name!r} stands in line {fields[name].line} already; this row is ignored"
            )
            diagnostics.append(Diagnostic(Code.DUPLICATE_FIELD, Position(path, row.line), message))
            continue
        fields[name] = Field(
            name,
            reading.type,
            reading.required,
            reading.prose.text,
            reading.prose.deprecated,
            reading.examples,
            row.line,
            claims=reading.claims,
        )
    diagnostics += _report_unsure(unsure, path)
    return FieldRows(tuple(fields.values()), extra, tuple(diagnostics))


def _report_unsure(unsure: Mapping[str, Sequence[int]], path: str) -> Iterator[Diagnostic]:
    """One finding for all rows of a table that have the same unknown Required cell, for they have one cause."""
    for message, lines in unsure.items():
        more = f", in {len(lines)} rows of the table" if len(lines) > 1 else ""
        yield Diagnostic(Code.UNKNOWN_REQUIRED, Position(path, lines[0]), message + more)


def _map_value(type_: Type) -> Type | None:
    inner = type_.inner if isinstance(type_, Nullable) else type_
    return inner.value if isinstance(inner, Map) else None


@lru_cache(maxsize=32_768)
def _read_row(cells: tuple[str, ...], columns: int, dialect: Dialect) -> _RowReading:
    problems: list[tuple[Code, str]] = []
    if len(cells) != columns:
        message = (
            f"the row has {len(cells)} cells, the table {columns} columns; escape '|' as '\\|'"
        )
        problems.append((Code.BROKEN_ROW, message))
    if len(cells) != columns or columns < len(HEADER):
        cells = _mended(cells, columns)
    name, struck = _read_name(cells[0], problems)
    required, claims = _read_required(cells[2], problems)
    type_: Type = ANY
    if name:
        try:
            type_ = settle(read_type(cells[1], dialect), required)
        except NotationError as error:
            code = Code.NESTED_TOO_DEEP if error.fault is Fault.TOO_DEEP else Code.UNREAD_TYPE
            problems.append((code, f"type of {name!r} is taken as any: {error}"))
            claims = (*claims, UNREAD)
    prose = read_cell_prose(cells[3])
    if struck and prose.deprecated is None:
        prose = Prose(prose.text, "")
    examples = cell_examples(cells[4]) if len(cells) > 4 else ()
    return _RowReading(name, type_, required, prose, examples, claims, tuple(problems))


def _mended(cells: Sequence[str], columns: int) -> tuple[str, ...]:
    """A row of the right length. The Required cell can't be mistaken: what a stray `|` has split stands before or after it."""
    width = max(columns, len(HEADER))
    place = next((index for index, cell in enumerate(cells) if cell in _REQUIRED), 2)
    head = [*cells[:1], " | ".join(cells[1:place]), *cells[place : place + 1]]
    rest = list(cells[place + 1 :])
    surplus = len(rest) - (width - 3)
    if surplus > 0:
        rest = [" | ".join(rest[: surplus + 1]), *rest[surplus + 1 :]]
    mended = [*head, *rest]
    return tuple(mended + [""] * (width - len(mended)))


def _read_name(cell: str, problems: list[tuple[Code, str]]) -> tuple[str, bool]:
    """The name ("" if there is none) and whether it is struck through."""
    match = _NAME.fullmatch(cell)
    if match is not None:
        return match[2].strip(), match[1] is not None
    loose = _LOOSE_NAME.search(cell)
    if loose is None:
        problems.append((Code.BROKEN_ROW, f"no field name in {_shown(cell)}; the row is ignored"))
        return "", False
    message = f"expected a name in backticks, found {_shown(cell)}; taken as {loose.group()!r}"
    problems.append((Code.BROKEN_ROW, message))
    return loose.group(), "~~" in cell


def _read_required(cell: str, problems: list[tuple[Code, str]]) -> tuple[bool, tuple[Claim, ...]]:
    required = _REQUIRED.get(cell)
    if required is not None:
        return required, ()
    message = f"expected {_YES} or {_NO}, found {_shown(cell)}; taken as optional"
    problems.append((Code.UNKNOWN_REQUIRED, message))
    return False, (Claim(Aspect.PRESENCE, Source.ASSUMED, "the Required cell was not read"),)


def _shown(cell: str) -> str:
    return repr(cell if len(cell) <= _MAX_SHOWN else cell[: _MAX_SHOWN - 1] + "…")
