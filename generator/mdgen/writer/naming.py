"""How things are called in Python: pure rules from a documented name to an identifier, never depending on what came before.

Where two names fold together, each gets its name from itself alone (`distinct`), so that the order of rows and pages doesn't matter.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import lru_cache
from keyword import iskeyword
from typing import TypeVar

K = TypeVar("K", bound=Hashable)

# Before the last capital of an acronym, and after each hump; looks around one character only, so it takes linear time
_HUMP = re.compile(r"(?<=[A-Z])(?=[A-Z][a-z])|(?<=[a-z0-9])(?=[A-Z])")
# `IPv4` and `APIv2`: capitals before a version, the first of which a language may have made small
_VERSION = re.compile(r"(?<=[A-Z]{2})v(?=[0-9])|(?<=(?<![A-Za-z])iP)v(?=[46])")
_SMALL_IP = "iP_v"
# One word, though its capitals look like two
_OAUTH = re.compile(r"(?<![A-Z])OAuth(?![a-z])")
_SEPARATORS = re.compile(r"[^0-9A-Za-z]+")

# A file name has at most 255 bytes, some of which byte code and temporary files need. What is cut is replaced by a hash.
LONGEST = 180

WINDOWS_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", "conin", "conout", "clock"}
    | {f"{device}{number}" for device in ("com", "lpt") for number in range(10)}
)

ANNOTATION_NAMES = frozenset(
    {
        "bool",
        "bytes",
        "dict",
        "dt",
        "float",
        "frozenset",
        "int",
        "list",
        "object",
        "set",
        "str",
        "tuple",
        "type",
    }
)
"""What annotations and class bodies of generated modules use without an import of ours."""


def short_hash(text: str) -> str:
    """Six hexadecimal digits that stand for a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:6]


def ascii_words(text: str) -> str:
    """The text in ASCII: accents dropped, other foreign characters as `u65e5`, so that no identifier looks like another."""
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFKD", text)
    return "".join(
        (
            c
            if c.isascii()
            else ("" if unicodedata.combining(c) else (f"_u{ord(c):x}_" if c.isalnum() else "_"))
        )
        for c in plain
    )


def _cut(name: str, source: str) -> str:
    return name if len(name) <= LONGEST else f"{name[:LONGEST].rstrip('_')}_{short_hash(source)}"


@lru_cache(maxsize=65536)
def snake(text: str) -> str:
    """`userID` → `user_id`; digits stay attached (`sha256`). Only `[a-z0-9_]`, no underscore at either end; "" if nothing is left."""
    words = text if text.isascii() and text.isalnum() else _SEPARATORS.sub("_", ascii_words(text))
    if "v" in words:
        words = _VERSION.sub("_v", words).replace(_SMALL_IP, "ip_v")
    return _cut(humps(words).strip("_"), text)


@lru_cache(maxsize=65536)
def humps(name: str) -> str:
    """`HTTPError` → `http_error` and nothing more: the rule by which a package finds the module of a class at run time."""
    return _HUMP.sub("_", name).lower()


def _is_reserved(name: str) -> bool:
    return iskeyword(name) or name in ("_", "__debug__")


@lru_cache(maxsize=65536)
def field_name(doc_name: str, reserved: frozenset[str] = frozenset()) -> str:
    """The attribute of a documented field. `reserved` are the target's names; those, keywords and names that annotations need get a
    trailing underscore. A trailing underscore of the docs is dropped first: whatever the language, the name is the same.
    """
    name = snake(doc_name) or "field"
    if name[0].isdigit():
        name = f"field_{name}"
    if name in ANNOTATION_NAMES - {"type", "object"} or name in reserved or _is_reserved(name):
        return f"{name}_"
    return name


@lru_cache(maxsize=65536)
def class_name(title: str, reserved: frozenset[str] = frozenset()) -> str:
    """The class of a page: its title verbatim where that is an identifier with a capital letter that nothing else needs."""
    name = title
    if not (name.isascii() and name.isidentifier() and name[0].isupper()):
        words = [word for word in _SEPARATORS.split(ascii_words(title)) if word]
        name = "".join([word[0].upper() + word[1:] for word in words]) or "Unnamed"
        if name[0].isdigit():
            name = f"Model{name}"
    name = _cut(name, title)
    return f"{name}_" if name in reserved or iskeyword(name) else name


@lru_cache(maxsize=65536)
def module_name(title: str) -> str:
    """The module of a page, in snake case, `OAuth` as one word; never a keyword, nor a name that Windows keeps for a device."""
    name = snake(_OAUTH.sub("Oauth", title)) or "unnamed"
    if name[0].isdigit():
        name = f"module_{name}"
    if _is_reserved(name) or name in WINDOWS_DEVICES:
        return f"{name}_"
    return name


_SYMBOLS = {
    "!": "bang", '"': "quote", "#": "hash", "$": "dollar", "%": "percent", "&": "and", "'": "apostrophe", "(": "open", ")": "close",
    "*": "star", "+": "plus", ",": "comma", "-": "dash", ".": "dot", "/": "slash", ":": "colon", ";": "semicolon", "<": "lt",
    "=": "eq", ">": "gt", "?": "question", "@": "at", "[": "open_bracket", "\\": "backslash", "]": "close_bracket", "^": "caret",
    "_": "underscore", "`": "backtick", "{": "open_brace", "|": "pipe", "}": "close_brace", "~": "tilde", " ": "space",
}  # fmt: skip
_SIGNS = {"-": "minus_", "+": "plus_"}


def _upper(words: str) -> str:
    name = words.upper().strip("_") or "EMPTY"
    return f"VALUE_{name}" if name[0].isdigit() else name


@lru_cache(maxsize=65536)
def member_name(value: str | int | bool) -> str:
    """The enum member of a value, in capitals: `-created_at` → `MINUS_CREATED_AT`, `` → `EMPTY`, `4xx` → `VALUE_4XX`, `*` → `STAR`."""
    if not isinstance(value, str):
        number = int(value)
        return f"VALUE_{number}" if number >= 0 else f"VALUE_MINUS_{-number}"
    sign = _SIGNS.get(value[:1], "") if len(value) > 1 else ""
    words = snake(value[1:] if sign else value)
    return _upper(sign + words) if words else spelled_member_name(value)


def spelled_member_name(value: str) -> str:
    """Like `member_name`, with every separator spelled out: `a-b` → `A_DASH_B`."""
    if not value:
        return "EMPTY"
    spelled = "".join([f"_{_SYMBOLS[c]}_" if c in _SYMBOLS else c for c in value[:LONGEST]])
    return _upper(snake(spelled)) if snake(spelled) else f"VALUE_{short_hash(value).upper()}"


def _styled_member_name(value: str) -> str:
    style = "LOWER" if value.islower() else "UPPER" if value.isupper() else "MIXED"
    return f"{spelled_member_name(value)}_{style}"


def documented_member_name(value: str | int | bool, doc_name: str) -> str:
    """The member that the docs call so, in capitals: `TvShow` → `TV_SHOW`. Nearly all are made of the value by some language's rules, which
    all docs have in common only in the value itself: those are called by it (`created_at` and `CreatedAt` → `CREATED_AT`).
    """
    by_value = member_name(value)
    words = snake(doc_name)
    if not words or words.replace("_", "") == by_value.replace("_", "").lower():
        return by_value
    return _upper(words)


def member_names(members: Mapping[str | int | bool, str]) -> dict[str | int | bool, str]:
    """The members of an enum, from the documented name of each value, "" where there is none. Of values that fold together, the one that is
    its own name keeps it (`a_b` of `a_b`, `a-b`)."""
    rules: tuple[Callable[[str | int | bool], str], ...] = (
        lambda v: documented_member_name(v, members[v]),
        member_name,
        lambda v: (
            spelled_member_name(str(v))
            if str(v).upper() != member_name(v) or v != str(v).lower()
            else member_name(v)
        ),
        lambda v: _styled_member_name(str(v)) if v != str(v).lower() else member_name(v),
        lambda v: f"{member_name(v)}_{short_hash(str(v)).upper()}",
    )
    return distinct(members, rules)


def distinct(keys: Iterable[K], rules: tuple[Callable[[K], str], ...]) -> dict[K, str]:
    """A name for each key: by the first rule, or, for those that it gives the same name, by the next, and so on. The last rule should
    not clash; what it leaves equal, or equal to a settled name, is told apart by underscores in the keys' sorted order.
    """
    names: dict[K, str] = {}
    groups: dict[str, list[K]] = {}
    for key in dict.fromkeys(keys):
        names[key] = rules[0](key)
        groups.setdefault(names[key], []).append(key)
    if len(groups) == len(names):
        return names
    taken = {name for name, group in groups.items() if len(group) == 1}
    waiting = [group for group in groups.values() if len(group) > 1]
    for rule in rules[1:]:
        waiting = _settle(waiting, rule, names, taken)
    for key in sorted((key for group in waiting for key in group), key=repr):
        name = rules[-1](key)
        while name in taken:
            name += "_"
        names[key] = name
        taken.add(name)
    return names


def _settle(
    waiting: list[list[K]], rule: Callable[[K], str], names: dict[K, str], taken: set[str]
) -> list[list[K]]:
    """Names those that the rule tells apart; returns the groups that are still waiting."""
    candidates: dict[str, list[K]] = {}
    for group in waiting:
        for key in group:
            candidates.setdefault(rule(key), []).append(key)
    left = []
    for name, group in candidates.items():
        if len(group) == 1 and name not in taken:
            names[group[0]] = name
            taken.add(name)
        else:
            left.append(group)
    return left
