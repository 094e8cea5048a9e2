from __future__ import annotations

import pytest

from mdgen.ir.types import (
    BOOLEAN,
    DATE,
    DATETIME,
    STRING,
    TEMPORAL,
    Array,
    Map,
    Nullable,
    Type,
    Unresolved,
)
from mdgen.reader.dialect import Dialect, dialects

REFERENCE = Unresolved("ns.Plant", "plant.md")


def test_dialects_are_found_and_ordered_by_name() -> None:
    assert list(dialects()) == ["csharp", "go", "java", "php", "python", "ruby", "typescript"]
    assert all(name == dialect.name for name, dialect in dialects().items())


# (dialect, required) -> the types for which null is not shown although it may be allowed.
SHOWS_NOTHING = {
    ("typescript", True): {"string", "reference", "list", "map", "date"},
    ("typescript", False): {"string", "reference", "list", "map", "date"},
    ("csharp", True): {"string", "reference", "list", "map", "date"},
    ("csharp", False): {"string", "reference", "list", "map", "date"},
    ("php", True): {"string", "reference", "list", "map", "date"},
    ("php", False): {"string", "reference", "list", "map", "date"},
    ("python", True): {"list", "map", "date"},
    ("python", False): {"list", "map", "date"},
    ("java", True): {"list", "map", "date"},
    ("java", False): {"list", "map", "date"},
    ("go", True): {"list", "map"},
    ("go", False): {"string", "reference", "list", "map", "date"},
    ("ruby", True): {"list", "map", "date"},
    ("ruby", False): {"string", "reference", "list", "map", "date"},
}
TYPES: dict[str, tuple[Type, ...]] = {
    "string": (STRING, BOOLEAN),
    "reference": (REFERENCE,),
    "list": (Array(STRING), Array(REFERENCE)),
    "map": (Map(STRING),),
    "date": (DATE, DATETIME, TEMPORAL),
}


@pytest.mark.parametrize(("name", "required"), list(SHOWS_NOTHING))
def test_where_null_is_silent(name: str, required: bool) -> None:
    dialect = dialects()[name]
    silent = {
        kind
        for kind, types in TYPES.items()
        for type_ in types
        if dialect.null_is_silent(type_, required)
    }
    loud = {
        kind
        for kind, types in TYPES.items()
        for type_ in types
        if not dialect.null_is_silent(type_, required)
    }
    assert silent == SHOWS_NOTHING[name, required]
    assert silent.isdisjoint(loud)


@pytest.mark.parametrize("name", list(dialects()))
def test_null_that_is_shown_is_not_silent(name: str) -> None:
    assert not dialects()[name].null_is_silent(Nullable(Array(STRING)), required=True)


def test_languages_that_never_show_null() -> None:
    silent = {name for name, dialect in dialects().items() if not dialect.says_null}
    assert silent == {"typescript", "csharp"}


def test_languages_that_put_an_underscore_after_keywords() -> None:
    suffixed = {name for name, dialect in dialects().items() if dialect.names.keyword_suffix == "_"}
    assert suffixed == {"python", "ruby", "java"}


@pytest.mark.parametrize("dialect", dialects().values(), ids=list(dialects()))
def test_tables_hold_together(dialect: Dialect) -> None:
    assert dialect.fences
    assert not set(dialect.words) & set(dialect.plain_words)
    names = {*dialect.words, *dialect.constructors}
    assert not [name for name in names if name.startswith(("\\", "::"))]
    assert dialect.byte_items <= set(dialect.words)
    assert dialect.always_pointers <= set(dialect.words)
