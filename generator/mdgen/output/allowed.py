"""What a generated module may contain: the one list that the gate and the quick proof share.

Names that start and end with two underscores reach into Python's machinery, so none is allowed but those listed here.
"""

from __future__ import annotations

import re
from keyword import kwlist

MODULES = frozenset(
    {"dataclasses", "datetime", "decimal", "enum", "pydantic", "typing", "typing_extensions"}
)  # fmt: skip
"""What may be imported besides modules of the generated package itself."""

CALLS = frozenset(
    {
        "ConfigDict", "Discriminator", "Field", "JsonKey", "TypeAliasType", "dataclass", "deprecated", "field",
    }
)  # fmt: skip
"""What may be called, by its plain name: none of these runs what it is given."""

STATEMENT_CALLS = frozenset({"lazy"})
"""What may be called as a statement of its own."""

TARGETS = frozenset({"__all__", "__pydantic_extra__"})
"""Reserved names that may be assigned to."""

READS = frozenset({"__name__"})
"""Reserved names that may be read, as an argument of a statement's call."""

KEYWORDS = frozenset(kwlist)
CONSTANTS = frozenset({"None", "True", "False"})

MAX_DEPTH = 48
"""How deep brackets of a generated expression may be nested."""

_COOKIE = re.compile(r"coding[:=]")


def is_plain(name: str) -> bool:
    """Whether a name is an ordinary one: no keyword, nothing of Python's machinery."""
    return name not in KEYWORDS and not name.startswith("__")


def has_cookie(text: str) -> bool:
    """Whether one of the first two lines would be read as an encoding declaration (PEP 263), which changes what the bytes mean."""
    first, _, rest = text[:4096].partition("\n")
    return _COOKIE.search(first) is not None or _COOKIE.search(rest.partition("\n")[0]) is not None
