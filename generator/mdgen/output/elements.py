"""What a line between open brackets is."""

from __future__ import annotations

import re
from enum import IntEnum
from typing import NamedTuple

from mdgen.output.allowed import is_plain
from mdgen.output.expressions import is_value, keyword_of, masked, operands
from mdgen.output.lines import MAX_REMEMBERED, WIDTH, edges, opening, width_bounds


class Part(IntEnum):
    """`OR` is `| type`, a further member of a union that is spread over lines. `NAME` is a plain name, which may be imported, too."""

    UNKNOWN = 0
    VALUE = 1
    NAME = 2
    KEYWORD = 3
    PAIR = 4
    RENAMED = 5
    OR = 6
    CLOSE = 7


class Element(NamedTuple):
    """`depth` counts indentation in units of four; `least` is the least number of columns of the content, with its comma if it has
    one (`comma`). `opens` is the bracket left open, as in `lines.Line`. `operands` are the members of a union on this line (0: not a
    type). `closes`: the bracket closed, with ` =` if a default follows, and `end`: nothing of the statement follows.
    """

    part: Part
    depth: int = 0
    least: int = 0
    comma: bool = False
    opens: str = ""
    operands: int = 0
    closes: str = ""
    end: bool = False


UNKNOWN = Element(Part.UNKNOWN)
_NAME = r"[A-Za-z_][A-Za-z0-9_]*"
_PLAIN = re.compile(_NAME)
_RENAMED = re.compile(rf"({_NAME}) as ({_NAME}),")

_elements: dict[str, Element] = {}


def element_line(line: str) -> Element:
    """What a line is between brackets that stand open."""
    known = _elements.get(line)
    if known is None:
        if len(_elements) >= MAX_REMEMBERED:
            _elements.clear()
        known = _elements[line] = _element(line)
    return known


def _element(line: str) -> Element:
    split = edges(line)
    if split is None:
        return UNKNOWN
    depth, content = split
    least, most = width_bounds(content)
    fits = 4 * depth + most <= WIDTH
    if content[0] in ")]}":
        return _closer(depth, content) if fits else UNKNOWN
    comma = content[-1] == ","
    bare = masked(content[:-1] if comma else content)
    if not fits:
        return _long(depth, least, content, bare, comma)
    if bare.startswith("| "):
        if operands(bare[2:]) == 1:
            return Element(Part.OR, depth, least, comma, "", 1)
        opens = "" if comma else opening(bare[2:])
        return Element(Part.OR, depth, least, False, "s") if opens == "s" else UNKNOWN
    part, rest = _labelled(bare)
    if is_value(rest):
        count = operands(rest) if part is Part.VALUE else 0
        plain = part is Part.VALUE and _PLAIN.fullmatch(rest) and is_plain(rest)
        return Element(Part.NAME if plain else part, depth, least, comma, "", count)
    opens = opening(rest)
    if opens and not comma:
        return Element(part, depth, least, False, opens)
    return _imported(depth, content)


def _labelled(text: str) -> tuple[Part, str]:
    """Splits `key=` or `"key": ` off."""
    key = keyword_of(text) if "=" in text else ""
    if key and is_plain(key):
        return Part.KEYWORD, text[len(key) + 1 :]
    if text.startswith('"": '):
        return Part.PAIR, text[4:]
    return Part.VALUE, text


def _long(depth: int, least: int, content: str, bare: str, comma: bool) -> Element:
    """An element that is too long for its line: a string or a name, which can't be broken."""
    if bare.startswith("| "):
        plain = _PLAIN.fullmatch(bare[2:]) and is_plain(bare[2:])
        return Element(Part.OR, depth, least, comma, "", 1) if plain else UNKNOWN
    part, rest = _labelled(bare)
    if rest == '""' and comma:
        return Element(part, depth, least, True)
    if part is Part.VALUE and _PLAIN.fullmatch(rest) and is_plain(rest):
        return Element(Part.NAME, depth, least, comma, "", 1)
    return _imported(depth, content)


def _imported(depth: int, content: str) -> Element:
    match = _RENAMED.fullmatch(content)
    if match and is_plain(match[1]) and is_plain(match[2]):
        return Element(Part.RENAMED, depth, len(content), True)
    return UNKNOWN


def _closer(depth: int, content: str) -> Element:
    bracket, rest = content[0], masked(content[1:])
    if rest == ",":
        return Element(Part.CLOSE, depth, 0, True, closes=bracket)
    if rest == ":":
        return Element(Part.CLOSE, depth, closes=":", end=True)
    if not rest:
        return Element(Part.CLOSE, depth, closes=bracket, end=True)
    # only what can't be broken itself may follow the last bracket
    simple = rest.startswith(" = ") and not set("[({|.") & set(rest) and is_value(rest[3:])
    return Element(Part.CLOSE, depth, closes=f"{bracket} =", end=True) if simple else UNKNOWN
