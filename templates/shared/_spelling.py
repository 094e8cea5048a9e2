# Written by mdgen. Do not edit.
"""JSON keys that are spelled otherwise than the docs let expect.

Docs name a property by an identifier: `links` may be `_links` in JSON, `utmSource` may
be `utm_source`. A key that is no field's is read as the one absent field that has the
same letters and digits, and is dumped as it was read.
"""

from collections.abc import Iterable, Mapping
from typing import Any

_LONGEST_KEY = _MOST_STRANGERS = 200
# How generators spell out what no identifier can have: `$ref` is `dollarRef`
_SIGNS = str.maketrans({"$": "dollar", "@": "at", "+": "plus", "-": "minus"})


def _folded(key: object) -> str:
    if isinstance(key, str) and len(key) <= _LONGEST_KEY:
        return "".join([c for c in key if c.isalnum()]).casefold()
    return ""


class Spellings:
    """The keys of some fields, and what they are recognized by."""

    __slots__ = ("_known", "_owners", "_spelled_out", "_strangers")

    def __init__(self, fields: Iterable[tuple[str, str, bool]]) -> None:
        """`fields`: the key and the name of each field, and whether it is looked for;
        one that is not can only be a key whose signs were spelled out."""
        wanted: tuple[dict[str, list[str]], ...] = ({}, {})
        every: tuple[dict[str, list[str]], ...] = ({}, {})
        self._known: set[str] = set()
        for key, name, is_wanted in fields:
            self._known.add(key)
            for tables in (wanted, every) if is_wanted else (every,):
                for table, text in zip(tables, (name, key), strict=True):
                    table.setdefault(_folded(text), []).append(key)
        # no letter and no digit is like any other
        self._owners = {**wanted[0], **wanted[1], "": []}
        self._spelled_out = {**every[0], **every[1], "": []}
        self._strangers: dict[str, list[str]] = {}

    def owners(self, key: str) -> list[str]:
        """The fields' keys that a key which is no field's may stand for."""
        owners = self._strangers.get(key)
        if owners is None:
            owners = self._owners.get(_folded(key), [])
            signs = key.translate(_SIGNS) if not owners else key
            if signs != key:
                owners = self._spelled_out.get(_folded(signs), [])
            if len(self._strangers) < _MOST_STRANGERS and len(key) <= _LONGEST_KEY:
                self._strangers[key] = owners
        return owners

    def strangers(self, data: Mapping[str, Any]) -> set[str]:
        """The keys that are no field's."""
        return data.keys() - self._known

    def found(self, data: Mapping[str, Any]) -> dict[str, str]:
        """The keys in JSON that stand for fields, by the keys of the fields."""
        known, strangers = self._known, self._strangers
        found: dict[str, list[str]] = {}
        for key in data:
            if key in known:
                continue
            owners = strangers.get(key)
            if owners is None:
                owners = self.owners(key)
            if owners:
                absent = [owner for owner in owners if owner not in data]
                if len(absent) == 1:
                    found.setdefault(absent[0], []).append(key)
        if not found:
            return {}
        return {owner: keys[0] for owner, keys in found.items() if len(keys) == 1}
