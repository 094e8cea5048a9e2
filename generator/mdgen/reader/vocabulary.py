"""What the words of a type notation can mean; the dialects' tables are made of these."""

from __future__ import annotations

from enum import Enum
from typing import TypeAlias

from mdgen.ir.types import Type


class Mark(Enum):
    """What a sign or wrapper around a type says about its absence or null (absence is not a type).

    ABSENT: the key can be missing. NULL: the value can be null. BOTH: either can happen. EITHER: one of the two, the language does not
    say which.
    """

    NONE = "none"
    ABSENT = "absent"
    NULL = "null"
    BOTH = "both"
    EITHER = "either"


class Aside(Enum):
    """A member of a written union that is no type.

    UNSET stands for a missing key, which the Required column says better. OPEN says that unknown values are accepted.
    """

    UNSET = "unset"
    OPEN = "open"


class Shape(Enum):
    """What a name makes of its arguments. A map's value and an array's item are the last argument, a stream's item and the inner type the first.

    KEYED is a list with one argument and a map with two, unless the first of the two is an integer. UNION_LIST is an array of any of
    the arguments.
    """

    ARRAY = "array"
    MAP = "map"
    KEYED = "keyed"
    STREAM = "stream"
    UNION = "union"
    UNION_LIST = "union list"
    LITERAL = "literal"
    INNER = "inner"


class Silence(Enum):
    """For which types the docs of a language do not show that null is allowed."""

    NEVER = "never"
    CONTAINERS = "containers"
    CONTAINERS_AND_DATES = "containers and dates"
    ALWAYS = "always"


Word: TypeAlias = Type | Aside
"""A name without arguments."""

Constructor: TypeAlias = Shape | Mark | Type | Aside
"""A name with arguments; a type or an aside does not depend on them."""
