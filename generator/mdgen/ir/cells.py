"""Cells of an Example column: text that is the same in all languages, without quotes around strings, with JSON by JSON names.

What a scalar is, the field's type decides (`11` can be a string): it is kept as text.
"""

from __future__ import annotations

import json
import re
from enum import Enum
from functools import lru_cache

from mdgen.ir.values import Value
from mdgen.record import record

BREAK = re.compile(r"<br[ \t]*+/?>", re.IGNORECASE)
"""A line break inside a cell."""

MAX_JSON_DEPTH = 100

_BREAKS = re.compile(r"(\s+|<br[ \t]*+/?>)", re.IGNORECASE)
_NUMBERED = re.compile(r"\*\*Example [0-9]+:\*\*")
_NULLS = frozenset({"null", "<nil>", "None"})
# What the generator prints where it could not print the value.
_RUBBISH = re.compile(r"(?:(?:\[object Object\]|\.\.\.),?)+|anyOf\[[0-9]+\]")
_JSON_BRACKETS = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*"?|[\[{]|[\]}]')


class CellForm(Enum):
    """What is written in a cell. `RUBBISH` stands for a value that nobody can tell."""

    TEXT = "text"
    JSON = "json"
    NULL = "null"
    RUBBISH = "rubbish"


@record
class CellValue:
    """`value` is the text (`TEXT`, `RUBBISH`), the object or array (`JSON`: keys are JSON names), or None (`NULL`)."""

    form: CellForm
    value: Value


def cell_examples(text: str) -> tuple[str, ...]:
    """The examples of a cell, verbatim: none of an empty one, several of `**Example 1:** a<br/>**Example 2:** b`."""
    if not text:
        return ()
    first = _NUMBERED.match(text)
    if first is None:
        return (text,)
    parts = (_without_breaks(part) for part in _NUMBERED.split(text))
    return tuple(part for part in parts if part)


@lru_cache(maxsize=8192)
def cell_value(text: str) -> CellValue:
    """One example (of `cell_examples`) as a value. It is shared: never change it. Linear; never raises."""
    plain = BREAK.sub("\n", text).strip()
    if plain in _NULLS:
        return CellValue(CellForm.NULL, None)
    if plain[:1] in ("{", "["):
        return _json_value(plain)
    if _RUBBISH.fullmatch(plain):
        return CellValue(CellForm.RUBBISH, plain)
    return CellValue(CellForm.TEXT, plain)


def _json_value(plain: str) -> CellValue:
    if not is_shallow(plain):
        return CellValue(CellForm.RUBBISH, plain)
    try:
        value = json.loads(plain, strict=False)
        if "\\u" in plain:  # half a character can be written in JSON, but in no file
            json.dumps(value, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return CellValue(CellForm.RUBBISH, plain)
    return CellValue(CellForm.JSON, value)


def is_shallow(plain: str) -> bool:
    """Whether brackets outside of strings are nested at most MAX_JSON_DEPTH deep. Linear."""
    if plain.count("{") + plain.count("[") <= MAX_JSON_DEPTH:
        return True
    depth = 0
    for match in _JSON_BRACKETS.finditer(plain):
        first = match.group()[0]
        depth += (first in "[{") - (first in "]}")
        if depth > MAX_JSON_DEPTH:
            return False
    return True


def _without_breaks(part: str) -> str:
    """The part without the line breaks and blanks around it."""
    pieces = _BREAKS.split(part)
    filled = [index for index, piece in enumerate(pieces) if piece and not _BREAKS.match(piece)]
    return "".join(pieces[filled[0] : filled[-1] + 1]).strip() if filled else ""
