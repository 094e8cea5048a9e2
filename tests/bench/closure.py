"""One model and what it needs, as somebody would write it by hand: one module, nothing but pydantic.

The model is the median of the response bodies by the size of what they need, so that neither the least nor the greatest decides.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterator
from typing import Any

from schemas import unique_names

PRIMITIVES = {
    "string": "str",
    "integer": "int",
    "number": "float",
    "numeric": "float",
    "decimal": "decimal.Decimal",
    "boolean": "bool",
    "bytes": "bytes",
    "date": "datetime.date",
    "datetime": "datetime.datetime",
    "null": "None",
}
HEAD = """\
import datetime
import decimal
from enum import Enum
from typing import Any, Literal, Optional, Union

from pydantic import BaseModel, ConfigDict, Field
"""


def median_response(graph: dict[str, Any]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The median response body and its closure: what is needed before what needs it."""
    known = {definition["id"]: definition for definition in graph["definitions"]}
    bodies = [
        definition
        for definition in graph["definitions"]
        if definition["kind"] == "model" and definition["name"].endswith("ResponseBody")
    ]
    if not bodies:
        bodies = [
            definition for definition in graph["definitions"] if definition["kind"] == "model"
        ]
    sized = sorted(
        ((closure(body["id"], known), body["id"]) for body in bodies),
        key=lambda it: (len(it[0]), it[1]),
    )
    ids, id_ = sized[len(sized) // 2]
    return known[id_], [known[needed] for needed in ids]


def closure(start: str, known: dict[str, dict[str, Any]]) -> list[str]:
    """The ids that a definition needs, itself last."""
    found: dict[str, None] = {}
    seen = {start}
    stack = [(start, iter(list(references(known[start]))))]
    while stack:
        id_, needed = stack[-1]
        for other in needed:
            if other not in seen:
                seen.add(other)
                stack.append((other, iter(list(references(known[other])))))
                break
        else:
            found[id_] = None
            stack.pop()
    return list(found)


def references(part: Any) -> Iterator[str]:
    """The ids in a definition or type."""
    if isinstance(part, dict):
        if isinstance(part.get("ref"), str):
            yield part["ref"]
        for key, value in part.items():
            if key not in ("examples", "const"):
                yield from references(value)
    elif isinstance(part, list):
        for item in part:
            yield from references(item)


def module(definitions: list[dict[str, Any]]) -> str:
    """The source of a module with all of them."""
    names = unique_names({"definitions": definitions})
    blocks = [_block(definition, names) for definition in definitions]
    return "\n\n".join([HEAD, *blocks])


def _block(definition: dict[str, Any], names: dict[str, str]) -> str:
    name = names[definition["id"]]
    match definition["kind"]:
        case "model":
            lines = [f"class {name}(BaseModel):"]
            lines.append('    model_config = ConfigDict(populate_by_name=True, extra="allow")')
            for number, field in enumerate(definition["fields"]):
                lines.append(_field(field, number, names))
            return "\n".join(lines)
        case "enum" if definition["members"]:
            base = "str" if isinstance(definition["members"][0]["value"], str) else "int"
            members = (
                f"    M{number} = {member['value']!r}"
                for number, member in enumerate(definition["members"])
            )
            return "\n".join([f"class {name}({base}, Enum):", *members])
        case "union":
            options = ", ".join(spelled(option["type"], names) for option in definition["options"])
            return f"{name} = Union[{options}]"
        case "alias":
            return f"{name} = {spelled(definition['type'], names)}"
        case _:
            return f"{name} = Any"


def _field(field: dict[str, Any], number: int, names: dict[str, str]) -> str:
    doc_name = field["name"]
    name = re.sub(r"\W", "_", doc_name).strip("_") or f"f{number}"
    if keyword.iskeyword(name) or name[0].isdigit() or hasattr(dict, name) or name == "schema":
        name = f"f_{name}"
    type_ = spelled(field["type"], names)
    alias = field.get("json", doc_name)
    if field["required"]:
        return f"    {name}: {type_} = Field(alias={alias!r})"
    return f"    {name}: Optional[{type_}] = Field(default=None, alias={alias!r})"


def spelled(type_: Any, names: dict[str, str]) -> str:
    """A type of the graph as an annotation."""
    if isinstance(type_, str):
        return PRIMITIVES.get(type_, "Any")
    if "unresolved" in type_ or "foreign" in type_:
        return "Any"
    ((kind, inner),) = type_.items()
    match kind:
        case "ref":
            return names.get(inner, "Any")
        case "const":
            return f"Literal[{inner!r}]"
        case "array" | "stream":
            return f"list[{spelled(inner, names)}]"
        case "map":
            return f"dict[str, {spelled(inner, names)}]"
        case "nullable":
            return f"Optional[{spelled(inner, names)}]"
        case _:
            return f"Union[{', '.join(spelled(member, names) for member in inner)}]"
