"""Type notation: what a type cell, a heading or a line of code says, as a type of the API."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from mdgen.ir.types import ANY, Type, Unresolved, nullable
from mdgen.reader.dialect import Dialect
from mdgen.reader.vocabulary import Mark


class Fault(Enum):
    """Why a notation was not read."""

    UNREAD = "unread"
    TOO_DEEP = "too deep"


class NotationError(ValueError):
    """A notation that was not read. The message says what and at which column, in one short line."""

    def __init__(self, message: str, fault: Fault = Fault.UNREAD) -> None:
        super().__init__(message)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Spelling:
    """What the label of a link says about the page it leads to: usually the members of a union whose page does not list them."""

    target: Unresolved
    type: Type


@dataclass(frozen=True, slots=True)
class Reading:
    """A notation as read. `open`: values beyond those of the type are accepted. `spelled`: what link labels say of their pages."""

    type: Type
    mark: Mark = Mark.NONE
    open: bool = False
    spelled: tuple[Spelling, ...] = ()


def read_type(cell: str, dialect: Dialect) -> Reading:
    """A type cell of a table, as Markdown source. Raises NotationError."""
    return Reading(ANY)


def read_plain(text: str, dialect: Dialect) -> Reading:
    """A type in a heading or in code, without decoration. Raises NotationError."""
    return Reading(ANY)


def settle(reading: Reading, required: bool, dialect: Dialect) -> Type:
    """The type of a field: what the Required column already explains is not null; a mark that nothing else explains is."""
    match reading.mark:
        case Mark.NULL | Mark.BOTH:
            return nullable(reading.type)
        case Mark.ABSENT | Mark.EITHER:
            return nullable(reading.type) if required else reading.type
        case Mark.NONE:
            return reading.type
