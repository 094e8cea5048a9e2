"""Statements that are spread over several lines by brackets: are they broken where and as black breaks them?

black keeps brackets open that end with a comma. Without one it opens them only if the statement does not fit on a line, and then only as
far as it must; so such statements are measured as if they stood on one line.
"""

from __future__ import annotations

from typing import NamedTuple

from mdgen.output.allowed import MAX_DEPTH
from mdgen.output.elements import Element, Part, element_line
from mdgen.output.lines import WIDTH, Line, width_bounds

# Elements that brackets need at least for their last comma to keep them open: with one, `A[B,]` and `(a,)` mean something else.
_LEAST = {"c": 1, "s": 2, "t": 2, "i": 1, "[": 1, "(": 2, "{": 1}
_CLOSING = {
    "c": ")",
    "s": "]",
    "t": "]",
    "i": ")",
    "[": "]",
    "(": ")",
    "{": "}",
    "=": ")",
    ":": ")",
}
_PARTS = {
    "c": frozenset({Part.VALUE, Part.NAME, Part.KEYWORD}),
    "i": frozenset({Part.NAME, Part.RENAMED}),
    "{": frozenset({Part.PAIR}),
}
_VALUES = frozenset({Part.VALUE, Part.NAME})


class Group(NamedTuple):
    """What stands between two brackets. `end` is the number of the line that closes them; `flat` is the least width of the content on one line, if
    nothing but the lack of room keeps it off one (0: a comma does)."""

    end: int
    flat: int = 0


def read_brackets(lines: list[str], at: int, opener: Line) -> int:
    """The number of the line after the statement that begins at line `at`; -1 if it isn't proved."""
    if opener.opens == "k":
        return _base(lines, at + 1, opener)
    group = (
        _parentheses(lines, at + 1, opener)
        if opener.opens in "=:"
        else _group(lines, at + 1, opener.opens, opener.depth, 0)
    )
    if group is None:
        return -1
    closer = element_line(lines[group.end])
    closing = _CLOSING[opener.opens]
    has_default = closer.closes == f"{closing} ="
    if not closer.end or not (closer.closes == closing or (has_default and opener.opens in "t:")):
        return -1
    if group.flat:
        # A default moves to a line of its own before the annotation is opened
        rest = "] = (" if has_default else "]"
        open_bracket = 1 if opener.opens in "=:" else 0
        flat = opener.least - open_bracket + group.flat + len(rest) - open_bracket
        if flat <= WIDTH:
            return -1
    return group.end + 1


def _base(lines: list[str], at: int, opener: Line) -> int:
    """The base of a class whose name leaves no room for it: alone on its line, without a comma."""
    if at + 1 >= len(lines):
        return -1
    base, closer = element_line(lines[at]), element_line(lines[at + 1])
    alone = base.part is Part.NAME and not base.comma and base.depth == opener.depth + 1
    closed = closer.closes == ":" and closer.depth == opener.depth
    return at + 2 if alone and closed and opener.least + base.least + 2 > WIDTH else -1


def _group(lines: list[str], at: int, opens: str, depth: int, nested: int) -> Group | None:
    """Elements, each on its line or lines, up to the closing bracket at `depth`."""
    if nested == MAX_DEPTH:
        return None
    allowed = _PARTS.get(opens, _VALUES)
    count = 0
    after_keyword = False
    while at < len(lines):
        element = element_line(lines[at])
        if element.part is Part.CLOSE:
            good = (
                element.depth == depth
                and count >= _LEAST[opens]
                and element.closes[0] == _CLOSING[opens]
            )
            return Group(at) if good else None
        if element.depth != depth + 1 or element.part not in allowed:
            return None
        if after_keyword and element.part is not Part.KEYWORD:
            return None
        after_keyword = element.part is Part.KEYWORD
        if element.opens:
            following = _nested(lines, at, element, nested)
        elif element.comma:
            following = at + 1
        elif opens == "c":
            return _closed(lines, at + 1, depth, ")", element.least) if not count + nested else None
        elif not element.operands:
            return None
        else:
            union = _union(lines, at, element)
            if union is None:
                return None
            if not union.comma:
                return _only(lines, union, opens, depth) if count == 0 else None
            following = union.end if union.is_broken_rightly else -1
        if following < 0:
            return None
        at = following
        count += 1
    return None


def _nested(lines: list[str], at: int, element: Element, nested: int) -> int:
    """An element with brackets of its own, which end with `],`."""
    group = _group(lines, at + 1, element.opens, element.depth, nested + 1)
    if group is None:
        return -1
    closer = element_line(lines[group.end])
    if not closer.comma or closer.closes != _CLOSING[element.opens]:
        return -1
    if group.flat and 4 * element.depth + element.least + group.flat + 2 <= WIDTH:
        return -1
    return group.end + 1


class Union(NamedTuple):
    """`A` or `A`, `| B`, `| C,` on lines of their own. `flat`: the width on one line, with the comma but without indentation."""

    end: int
    flat: int
    members: int
    comma: bool
    depth: int

    @property
    def is_broken_rightly(self) -> bool:
        """Whether it is on several lines because it does not fit on one."""
        return self.members > 1 and 4 * self.depth + self.flat > WIDTH


def _union(lines: list[str], at: int, first: Element) -> Union | None:
    """The union that begins on line `at`, whose first line has no comma; None if its further lines are not of the form."""
    member = _member(lines, at, first)
    if member is None:
        return None
    at, flat = member
    members, comma = 1, False
    while not comma and at < len(lines):
        element = element_line(lines[at])
        if element.part is not Part.OR:
            break
        member = _member(lines, at, element)
        if element.depth != first.depth or first.operands > 1 or member is None:
            return None
        flat += 1 + member[1]
        members += 1
        comma = element.comma
        at = member[0]
    return Union(at, flat, members, comma, first.depth)


def _member(lines: list[str], at: int, element: Element) -> tuple[int, int] | None:
    """The line after a member of a union and its width; one that does not fit on its line has its subscript open, without a comma."""
    if not element.opens:
        return at + 1, element.least
    group = _group(lines, at + 1, element.opens, element.depth, 1) if element.opens == "s" else None
    if group is None or not group.flat or element_line(lines[group.end]).closes != "]":
        return None
    width = element.least + group.flat + 1
    is_plain_end = lines[group.end][-1] == "]"
    if not is_plain_end or 4 * element.depth + width <= WIDTH:
        return None
    return group.end + 1, width


def read_union(lines: list[str], at: int, depth: int) -> Union | None:
    """A union between parentheses, from line `at` on: on that line, or a member a line if it takes more room."""
    first = element_line(lines[at]) if at < len(lines) else None
    if first is None or first.depth != depth or first.comma or first.part not in _VALUES:
        return None
    if not first.operands and first.opens != "s":
        return None
    union = _union(lines, at, first)
    if union is None or union.comma:
        return None
    is_right = union.is_broken_rightly if union.members > 1 else first.operands > 1
    return union if is_right else None


def read_items(lines: list[str], at: int) -> int:
    """The number of the line that closes a subscript at the margin, whose items begin on line `at`; -1 if they aren't proved."""
    group = _group(lines, at, "s", 0, 0)
    return group.end if group is not None else -1


def _only(lines: list[str], union: Union, opens: str, depth: int) -> Group | None:
    """A subscript's single item, without a comma after it."""
    if opens not in "st":
        return None
    if union.members > 1 and not union.is_broken_rightly:
        return None
    return _closed(lines, union.end, depth, "]", union.flat)


def _closed(lines: list[str], at: int, depth: int, bracket: str, flat: int) -> Group | None:
    """The group, if its closing bracket is on line `at`."""
    if at >= len(lines):
        return None
    closer = element_line(lines[at])
    closes = closer.part is Part.CLOSE and closer.depth == depth and closer.closes[0] == bracket
    return Group(at, flat) if closes else None


def _parentheses(lines: list[str], at: int, opener: Line) -> Group | None:
    """What black puts in parentheses of its own: a union, or a name or string that can't be broken."""
    if at >= len(lines):
        return None
    first = element_line(lines[at])
    if first.depth != opener.depth + 1 or first.comma:
        return None
    if not first.operands and first.opens != "s":
        return None
    union = _union(lines, at, first)
    if union is None or union.comma or union.end >= len(lines) or first.part not in _VALUES:
        return None
    # black puts a name that is assigned into parentheses even if it is too long for them
    is_assigned_name = opener.opens == "=" and first.part is Part.NAME
    if union.members == 1 and width_bounds(lines[at])[1] > WIDTH and not is_assigned_name:
        return None
    members = max(union.members, first.operands)
    if union.members > 1 and not union.is_broken_rightly:
        return None
    # Alone, brackets would be opened before parentheses are added; in a union black prefers the parentheses
    breakable = "[" in lines[at] or "." in lines[at]
    if members == 1 and breakable and lines[at].lstrip()[0] not in "\"'":
        return None
    return _closed(lines, union.end, opener.depth, ")", union.flat)
