# Written by mdgen. Do not edit.
"""JSON keys that are spelled otherwise than the docs let expect.

Docs name a property by an identifier: `links` may be `_links` in JSON, `utmSource` may
be `utm_source`. A key that is no field's is read as the one absent field that has the
same letters and digits, and is dumped as it was read.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

MOST_EXTRA_KEYS = 200
"""How many extra keys of a class are remembered, so that what is sent takes no memory."""

LONGEST_KEY = 200
"""Longer keys are no field's, and are not remembered."""

# How generators spell out what no identifier can have: `$ref` is `dollarRef`
_SIGNS = {"$": "dollar", "@": "at", "+": "plus", "-": "minus", "#": "number"}
_SPELLED_OUT = str.maketrans(_SIGNS)


def _folded(key: object) -> str:
    if isinstance(key, str) and len(key) <= LONGEST_KEY:
        return "".join([c for c in key if c.isalnum()]).casefold()
    return ""


def _signs_spelled_out(key: str) -> str:
    # inside a name a dot separates words
    return f"dot{key[1:]}" if key[:1] == "." else key.translate(_SPELLED_OUT)


class Spellings:
    """The keys of some fields, and what they are recognized by."""

    __slots__ = ("_all", "_expected", "_known", "_remembered")

    def __init__(self, fields: Iterable[tuple[str, str, bool]]) -> None:
        """`fields`: the key and the name of each field, and whether it is looked for;
        one that is not can be a key whose signs were spelled out, or a misfit."""
        expected: tuple[dict[str, list[str]], ...] = ({}, {})
        every: tuple[dict[str, list[str]], ...] = ({}, {})
        self._known: set[str] = set()
        for key, name, is_expected in fields:
            self._known.add(key)
            for tables in (expected, every) if is_expected else (every,):
                for table, text in zip(tables, (name, key), strict=True):
                    table.setdefault(_folded(text), []).append(key)
        # no letter and no digit is like any other
        self._expected = {**expected[0], **expected[1], "": []}
        self._all = {**every[0], **every[1], "": []}
        self._remembered: dict[str, list[str]] = {}

    def fields_like(self, key: str, is_misfit: bool = False) -> list[str]:
        """The fields' keys that an extra key may stand for; one that is a misfit has a
        value that no extra key can have."""
        fields = None if is_misfit else self._remembered.get(key)
        if fields is None:
            signs = _signs_spelled_out(key) if isinstance(key, str) else key
            fields = self._all.get(_folded(signs), []) if signs != key else []
            if not fields:
                table = self._all if is_misfit else self._expected
                fields = table.get(_folded(key), [])
            is_short = len(self._remembered) < MOST_EXTRA_KEYS
            if is_short and not is_misfit and len(key) <= LONGEST_KEY:
                self._remembered[key] = fields
        return fields

    def extra_keys(self, data: Mapping[str, Any]) -> set[str]:
        """The keys that are no field's."""
        return data.keys() - self._known

    def found(
        self, data: Mapping[str, Any], misfits: Collection[str] = ()
    ) -> dict[str, str]:
        """The keys in JSON that stand for fields, by the keys of the fields."""
        known, remembered = self._known, self._remembered
        found: dict[str, list[str]] = {}
        for key in data:
            if key in known:
                continue
            fields = None if key in misfits else remembered.get(key)
            if fields is None:
                fields = self.fields_like(key, key in misfits)
            if fields:
                absent = [field for field in fields if field not in data]
                if len(absent) == 1:
                    found.setdefault(absent[0], []).append(key)
        if not found:
            return {}
        return {field: keys[0] for field, keys in found.items() if len(keys) == 1}
