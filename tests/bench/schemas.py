"""The graph of `mdgen show --json` as one JSON Schema: the same models for generators that start from schemas.

`python schemas.py GRAPH.json OUT.json`
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

PRIMITIVES: dict[str, dict[str, Any]] = {
    "string": {"type": "string"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "numeric": {"type": "number"},
    "decimal": {"type": "string", "format": "decimal"},
    "boolean": {"type": "boolean"},
    "bytes": {"type": "string", "format": "binary"},
    "date": {"type": "string", "format": "date"},
    "datetime": {"type": "string", "format": "date-time"},
    "null": {"type": "null"},
}


def schema(graph: dict[str, Any]) -> dict[str, Any]:
    """All definitions below `$defs`."""
    names = unique_names(graph)
    definitions = {
        names[definition["id"]]: _definition(definition, names)
        for definition in graph["definitions"]
    }
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": definitions}


def unique_names(graph: dict[str, Any]) -> dict[str, str]:
    """A class name for each id; a name that several definitions have gets a number."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for definition in graph["definitions"]:
        base = "".join(filter(str.isalnum, definition["name"])) or "Unnamed"
        name, number = base, 2
        while name.lower() in taken:
            name, number = f"{base}X{number}", number + 1
        taken.add(name.lower())
        names[definition["id"]] = name
    return names


def _definition(definition: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    described = {key: definition[key] for key in ("description",) if key in definition}
    match definition["kind"]:
        case "model":
            fields = definition["fields"]
            return {
                "type": "object",
                **described,
                "properties": {
                    field.get("json", field["name"]): {
                        **type_schema(field["type"], names),
                        **({"description": field["description"]} if "description" in field else {}),
                    }
                    for field in fields
                },
                "required": [
                    field.get("json", field["name"]) for field in fields if field["required"]
                ],
            }
        case "enum":
            values = [member["value"] for member in definition["members"]]
            return {**described, "enum": values} if values else described
        case "union":
            options = [type_schema(option["type"], names) for option in definition["options"]]
            return {**described, "anyOf": options}
        case _:
            return {**described, **type_schema(definition["type"], names)}


def type_schema(type_: Any, names: dict[str, str]) -> dict[str, Any]:
    """The schema of one type of the graph."""
    if isinstance(type_, str):
        return dict(PRIMITIVES.get(type_, {}))
    if "unresolved" in type_ or "foreign" in type_:
        return {}
    ((kind, inner),) = type_.items()
    match kind:
        case "ref":
            return {"$ref": f"#/$defs/{names[inner]}"}
        case "const":
            return {"const": inner}
        case "array" | "stream":
            return {"type": "array", "items": type_schema(inner, names)}
        case "map":
            return {"type": "object", "additionalProperties": type_schema(inner, names)}
        case "nullable":
            return {"anyOf": [type_schema(inner, names), {"type": "null"}]}
        case "union":
            return {"anyOf": [type_schema(member, names) for member in inner]}
        case _:
            raise ValueError(kind)


if __name__ == "__main__":
    document = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    Path(sys.argv[2]).write_text(json.dumps(schema(document)), encoding="utf-8")
