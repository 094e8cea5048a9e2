"""The graph as JSON: documented, versioned, for other programs.

```
{"mdgen": 1, "dialect": "typescript", "root": "", "definitions": [definition, …]}          ordered by id
definition = {"kind": "model" | "enum" | "union" | "alias", "id", "name", "path", "line", …}
model      = … "fields": [field, …], "extra"?: type, "role"?: "error" | "parameters" | "response"
field      = {"name", "json"?, "type": type, "required": bool, "description"?, "deprecated"?, "examples"?, "line", "claims"?}
enum       = … "members": [{"value", "name"?, "line"}, …], "open"?: true
union      = … "options": [{"type": type, "line"}, …], "open"?: true, "tag"?: {"json", "values": [[…], …]}
alias      = … "type": type
type       = "string" | "integer" | "number" | "numeric" | … | {"const": value} | {"array": type} | {"map": type} | {"stream": type}
           | {"nullable": type} | {"union": [type, …]} | {"ref": id} | {"foreign": name} | {"unresolved": text, "href"?}
claim      = {"aspect", "source": "inferred" | "assumed", "evidence", "votes"?}
```
A key with `?` is left out where it would be empty or false. `VERSION` counts changes that a reader must know of.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias, assert_never

from mdgen.ir.definitions import Alias, Choice, Claim, Definition, Enum, Field, Model, Role
from mdgen.ir.graph import TypeGraph
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

VERSION = 1

Json: TypeAlias = "None | bool | int | str | list[Json] | dict[str, Json]"


def graph_json(graph: TypeGraph) -> dict[str, Json]:
    """The whole graph."""
    return {
        "mdgen": VERSION,
        "dialect": graph.dialect,
        "root": graph.root,
        "definitions": [definition_json(definition) for definition in graph.definitions.values()],
    }


def definition_json(definition: Definition) -> dict[str, Json]:
    """One definition."""
    common: dict[str, Json] = {
        "kind": "union" if isinstance(definition, Choice) else type(definition).__name__.lower(),
        "id": definition.id,
        "name": definition.name,
        "path": definition.at.path,
        "line": definition.at.line,
    }
    optional: dict[str, Json] = {
        "description": definition.description,
        "claims": _claims(definition.claims),
    }
    return {
        **common,
        **_filled(optional),
        **_deprecation(definition.deprecated),
        **_content(definition),
    }


def _content(definition: Definition) -> dict[str, Json]:
    match definition:
        case Model(fields=fields, extra=extra, role=role):
            return {
                **({} if role is Role.DATA else {"role": role.value}),
                "fields": [_field(field) for field in fields],
                **({} if extra is None else {"extra": type_json(extra)}),
            }
        case Enum(members=members, open=is_open):
            return {
                "members": [
                    {
                        **_filled({"name": member.doc_name}),
                        "value": member.value,
                        "line": member.line,
                    }
                    for member in members
                ],
                **_filled({"open": is_open}),
            }
        case Choice(options=options, open=is_open, tag=tag):
            return {
                "options": [
                    {"type": type_json(option.type), "line": option.line} for option in options
                ],
                **_filled({"open": is_open}),
                **(
                    {}
                    if tag is None
                    else {
                        "tag": {
                            "json": tag.wire_name,
                            "values": [list(values) for values in tag.values],
                        }
                    }
                ),
            }
        case Alias(type=type_):
            return {"type": type_json(type_)}
        case _:
            assert_never(definition)


def _field(field: Field) -> dict[str, Json]:
    return {
        "name": field.doc_name,
        **_filled({"json": field.wire_name}),
        "type": type_json(field.type),
        "required": field.required,
        **_filled(
            {
                "description": field.description,
                "examples": list(field.examples),
                "claims": _claims(field.claims),
            }
        ),
        **_deprecation(field.deprecated),
        "line": field.line,
    }


def type_json(type_: Type) -> Json:
    """One type; a primitive is its name."""
    match type_:
        case Primitive(kind):
            return kind.value
        case Literal(value):
            return {"const": value}
        case Array(item):
            return {"array": type_json(item)}
        case Map(value_type):
            return {"map": type_json(value_type)}
        case Stream(item):
            return {"stream": type_json(item)}
        case Nullable(inner):
            return {"nullable": type_json(inner)}
        case Union(members):
            return {"union": [type_json(member) for member in members]}
        case Ref(id_):
            return {"ref": id_}
        case Foreign(name):
            return {"foreign": name}
        case Unresolved(text, href):
            return {"unresolved": text, **_filled({"href": href})}
        case _:
            assert_never(type_)


def _claims(claims: Iterable[Claim]) -> list[Json]:
    return [
        {
            "aspect": claim.aspect.value,
            "source": claim.source.value,
            "evidence": claim.evidence,
            **_filled({"votes": claim.votes}),
        }
        for claim in claims
    ]


def _deprecation(message: str | None) -> dict[str, Json]:
    return {} if message is None else {"deprecated": message or True}


def _filled(values: dict[str, Json]) -> dict[str, Json]:
    return {key: value for key, value in values.items() if value}
