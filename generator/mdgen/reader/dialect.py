"""How one language's docs spell types. One language is one file in `dialects/`, found by looking into that package."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import assert_never

from mdgen.ir.evidence import NullSilence
from mdgen.ir.names import Names
from mdgen.ir.types import Array, Kind, Map, Nullable, Primitive, Type
from mdgen.reader import dialects as _package
from mdgen.reader.habits import Habits
from mdgen.reader.vocabulary import Constructor, Mark, Shape, Silence, Word

__all__ = ["Dialect", "Mark", "dialects"]

_DATES = frozenset({Kind.DATE, Kind.DATETIME, Kind.TEMPORAL})


@dataclass(frozen=True, slots=True, eq=False)
class Dialect:
    """One language's docs, as data. Names in the tables are spelled as in the language, without a leading separator.

    `fences` are the info words of its code blocks. `separator` stands between the parts of a qualified name. `words` are names that are
    types, `plain_words` those that are types only in headings and code. `constructors` take arguments, written between one of
    `brackets` and its partner. `omitted_prefixes` are packages that can be left out before a name. `prefixes` and `suffixes` are signs
    around a type. `link_types` decide by the end of a link's target, whatever its label says. `byte_items` are names whose array is
    bytes. `always_pointers` are names whose pointer says nothing.

    `leading_containers`: `[]T` and `map[string]T`. `null_in_union`: what a written null among alternatives says about a field.
    `says_null`: the notation can show null at all. `silent_required`, `silent_optional`: where it does not show it all the same. `silent_members`: it is
    not shown among the items of lists and the values of maps. `learned_null`: older generators never show it on required fields.

    `named_containers` are the beginnings of headings that stand for a container of what follows. `tags_in_headings`: a variant's heading can be
    what the API calls it instead of its type. `declaration` finds the type of a
    variant in the code below its heading, as group 1. `literal_fences` are the info words of code blocks that show instances as object
    literals. `names` are those of properties; `habits` tell the language from others.
    """

    name: str
    fences: tuple[str, ...]
    words: Mapping[str, Word]
    constructors: Mapping[str, Constructor]
    silent_required: Silence
    silent_optional: Silence
    separator: str = "."
    plain_words: Mapping[str, Word] = field(default_factory=dict)
    brackets: str = "<"
    omitted_prefixes: tuple[str, ...] = ()
    prefixes: Mapping[str, Mark] = field(default_factory=dict)
    suffixes: Mapping[str, Mark] = field(default_factory=dict)
    link_types: tuple[tuple[str, Type], ...] = ()
    byte_items: frozenset[str] = frozenset()
    always_pointers: frozenset[str] = frozenset()
    leading_containers: bool = False
    null_in_union: Mark = Mark.NULL
    says_null: bool = True
    silent_members: bool = True
    learned_null: bool = False
    named_containers: Mapping[str, Shape] = field(default_factory=dict)
    tags_in_headings: bool = False
    declaration: re.Pattern[str] | None = None
    literal_fences: frozenset[str] = frozenset()
    names: Names = field(default_factory=Names)
    habits: Habits = field(default_factory=Habits)

    def silence(self, shows_required_null: bool) -> NullSilence:
        """Where docs in this language never show null; `shows_required_null`: they show it on some required field."""
        silence = NullSilence.probed(self.null_is_silent, self.silent_members)
        if self.learned_null and not shows_required_null:
            return silence.mute_where_required()
        return silence

    def null_is_silent(self, type_: Type, required: bool) -> bool:
        """True if null can be allowed for a field of that type although the docs do not show it."""
        if isinstance(type_, Nullable):
            return False
        silence = self.silent_required if required else self.silent_optional
        match silence:
            case Silence.NEVER:
                return False
            case Silence.ALWAYS:
                return True
            case Silence.CONTAINERS:
                return isinstance(type_, Array | Map)
            case Silence.CONTAINERS_AND_DATES:
                is_date = isinstance(type_, Primitive) and type_.kind in _DATES
                return is_date or isinstance(type_, Array | Map)
            case _:
                assert_never(silence)


def dialect_named(name: str) -> Dialect:
    """One dialect, without the others. `ModuleNotFoundError` if there is none of that name."""
    dialect = importlib.import_module(f"{_package.__name__}.{name}").DIALECT
    assert isinstance(dialect, Dialect)
    return dialect


@cache
def dialects() -> Mapping[str, Dialect]:
    """Every dialect by its name, ordered by name."""
    found = (
        importlib.import_module(f"{_package.__name__}.{module.name}").DIALECT
        for module in pkgutil.iter_modules(_package.__path__)
    )
    return MappingProxyType(
        {dialect.name: dialect for dialect in sorted(found, key=lambda it: it.name)}
    )
