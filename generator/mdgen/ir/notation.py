"""Types as short text, the same for every language: `{*: integer?}`, `[string]`, `"a" | "b"`."""

from __future__ import annotations

import json
from typing import assert_never

from mdgen.ir.types import (
    Array,
    Foreign,
    Literal,
    Map,
    Nullable,
    Primitive,
    Ref,
    Stream,
    Type,
    Union,
    Unresolved,
)


def spell(type_: Type) -> str:
    """The type in one line.

    `[item]` an array, `{*: value}` a map, `stream(item)`, `type?` null allowed, `a | b` a union, `@id` a definition, `~name(href)` a
    reference not yet resolved, `!name(url)` a type that carries no JSON.
    """
    match type_:
        case Primitive(kind):
            return kind.value
        case Literal(value):
            return json.dumps(value, ensure_ascii=False)
        case Array(item):
            return f"[{spell(item)}]"
        case Map(value):
            return f"{{*: {spell(value)}}}"
        case Stream(item):
            return f"stream({spell(item)})"
        case Nullable(Union() as inner):
            return f"({spell(inner)})?"
        case Nullable(inner):
            return f"{spell(inner)}?"
        case Union(members):
            return " | ".join(spell(member) for member in members)
        case Ref(id_):
            return f"@{id_}"
        case Unresolved(text, href):
            return f"~{text}({href})" if href else f"~{text}"
        case Foreign(name, url):
            return f"!{name}({url})" if url else f"!{name}"
        case _:
            assert_never(type_)
