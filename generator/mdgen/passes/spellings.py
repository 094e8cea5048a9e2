"""How each language spells the JSON names of properties, and the way back.

A documented name is an identifier of the SDK's language (format note, §2.3): camelCase in TypeScript, PHP and Java, snake_case in Python and Ruby,
PascalCase with initialisms in Go and C#. Python, Ruby and Java put `_` behind names that are keywords.
"""

from __future__ import annotations

import re
from typing import assert_never

from mdgen.ir.names import Names, Style
from mdgen.record import record

_ACRONYM_END = re.compile(r"(?<=[A-Z])(?=[A-Z][a-z])")
_HUMP = re.compile(r"([a-z0-9])([A-Z])")
# "UserIDs", "URLsSeen": the plural of an initialism is one word.
_PLURAL = re.compile(r"(?<![A-Z])([A-Z]{2,}+)s(?=[A-Z]|$)")


@record
class Spellings:
    """A documented name in each case. `same` is the name itself without what the language added; where that can't be a JSON name by
    convention (PascalCase), it is the camelCase form, the nearest reading."""

    same: str
    snake: str
    camel: str

    @property
    def is_telling(self) -> bool:
        """Whether the cases differ for this name, so that a JSON key says which one is used."""
        return self.snake != self.camel

    def of(self, case: str) -> str:
        """The spelling of a case: "same", "snake" or "camel"."""
        return {"same": self.same, "snake": self.snake, "camel": self.camel}[case]


def spellings(name: str, names: Names) -> Spellings:
    """All readings of a documented name."""
    suffix = names.keyword_suffix
    bare = name.removesuffix(suffix) if suffix and name.strip(suffix) else name
    match names.style:
        case Style.CAMEL:
            return Spellings(bare, snake(bare), bare)
        case Style.SNAKE:
            return Spellings(bare, bare, camel(bare))
        case Style.PASCAL:
            flat = snake(_PLURAL.sub(lambda found: f"{found[1].capitalize()}s", bare))
            folded = camel(flat)
            return Spellings(folded, flat, folded)
        case _:
            assert_never(names.style)


def snake(name: str) -> str:
    """`userID2` → `user_id2`: digits stay with the word before them (right for 203 of 292 names, evidence note §4)."""
    return _HUMP.sub(r"\1_\2", _ACRONYM_END.sub("_", name)).lower()


def camel(name: str) -> str:
    """`user_id` → `userId`; leading underscores stay."""
    core = name.lstrip("_")
    first, *rest = core.split("_")
    lead = name[: len(name) - len(core)]
    return lead + first + "".join(word[:1].upper() + word[1:] for word in rest)
