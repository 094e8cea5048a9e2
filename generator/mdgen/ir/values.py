"""Values of documented examples.

JSON values are Python's own: `None`, `bool`, `int`, `float`, `str`, `list`, `dict` (keys in documented order). What JSON has no
notation for is one of the small records below.
"""

from __future__ import annotations

from typing import TypeAlias

from mdgen.record import record


@record
class Moment:
    """`new Date("…")` or `new RFCDate("…")`: the text as written."""

    text: str


@record
class DecimalText:
    """`new Decimal("…")` or a BigInt literal: the digits as written."""

    text: str


@record
class EnumMember:
    """`Color.Red`: a member by its name."""

    enum: str
    member: str


@record
class Opaque:
    """An expression that stands for data that is not there: `await openAsBlob("…")`."""

    text: str


Value: TypeAlias = (
    "None | bool | int | float | str | list[Value] | dict[str, Value] | Moment | DecimalText | EnumMember | Opaque"
)


@record
class Example:
    """A documented instance. `line` counts from 1 in the definition's page; keys are the documented field names, unless `wire`
    says that they are JSON names (an Example cell)."""

    value: Value
    line: int
    wire: bool = False
