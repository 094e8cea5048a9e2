"""TypeScript example blocks as values: the quick way for what is nearly JSON, `expressions` for the rest."""

from __future__ import annotations

import json
import re
from functools import lru_cache

from mdgen.ir.cells import is_shallow
from mdgen.ir.values import DecimalText, EnumMember, Moment, Value
from mdgen.reader.expressions import MAX_DEPTH, Block, Statement, parse_block
from mdgen.reader.tokens import LiteralError

__all__ = ["MAX_DEPTH", "Block", "LiteralError", "Statement", "read_block"]


@lru_cache(maxsize=4096)
def read_block(text: str) -> Block:
    """The values of an example block; none if it has comments only. The values are shared: never change one. Raises LiteralError."""
    statement = _read_fast(text)
    if statement is not None:
        return Block((statement,))
    return parse_block(text)


# One declaration as the docs' generator prints it: names and values on lines of their own. Anything else takes the slow way.
_HEAD = re.compile(
    r"\s*(?:import (?:type )?\{[^}]*\} from \"[^\"\n]*\";\s*)*(?:let|const|var) ([\w$]+)(?::[^=;]*)?=\s*"
)
_TAIL = re.compile(r";\s*+(?://[^\n]*+\s*+)*")
_SIMPLE = re.compile(r"(?:\"([^\"\\\n]*)\"|([A-Za-z_$][\w$]*)\.([A-Za-z_$][\w$]*))(?=;)")
_KEY = re.compile(r"^[ \t]*([A-Za-z_$][\w$]*)(?=:[ \n])", re.MULTILINE)
_TRAILING_COMMA = re.compile(r",(?=\n[ ]*[}\]])")
_NEW = re.compile(
    r"^([ \t]*(?:\"[^\"\\\n]*\": ?)?)new (Date|RFCDate|Decimal)\((\"[^\"\\\n]*\")\)(?=,?$)",
    re.MULTILINE,
)
# Stands for a key that no example without escapes can have.
_MARK = "\0"


def _read_fast(text: str) -> Statement | None:
    """A block that is nearly JSON, made JSON by three replacements; None if it isn't."""
    head = _HEAD.match(text)
    if head is None:
        return None
    start = head.end()
    name, line = head.group(1), text.count("\n", 0, head.start(1)) + 1
    simple = _SIMPLE.match(text, start)
    if simple is not None:
        if _TAIL.fullmatch(text, simple.end()) is None:
            return None
        string, enum, member = simple.groups()
        return Statement(name, string if enum is None else EnumMember(enum, member), line)
    body = text[start:].rstrip()
    if not body.endswith(";") or "\\u" in body or "\\x" in body:
        return None
    # Split at the keys, joined by quotes around them: up to Python 3.11, `sub` takes five times as long for a template with groups.
    body = '"'.join(_KEY.split(body[:-1]))
    body = _TRAILING_COMMA.sub("", body)
    if "new " in body:
        body = _NEW.sub(r'\1{"\\u0000\2": \3}', body)
    try:
        value = _DECODER.decode(body)
    except (ValueError, RecursionError):
        return None
    return Statement(name, value, line) if is_shallow(body) else None


def _object(pairs: list[tuple[str, Value]]) -> Value:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise ValueError("a key twice")  # the slow way says which
    if len(pairs) == 1:
        key, inner = pairs[0]
        if key.startswith(_MARK) and isinstance(inner, str):
            return DecimalText(inner) if key[1:] == "Decimal" else Moment(inner)
    return value


_DECODER = json.JSONDecoder(object_pairs_hook=_object)
