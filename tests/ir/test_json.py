"""The graph's JSON form, whole: what other programs may rely on."""

from __future__ import annotations

import json

from mdgen.diagnostics import Position
from mdgen.ir.definitions import (
    Alias,
    Aspect,
    Choice,
    Claim,
    Enum,
    Field,
    Member,
    Model,
    Option,
    Role,
    Source,
    Tag,
)
from mdgen.ir.graph import TypeGraph
from mdgen.ir.json import graph_json
from mdgen.ir.types import (
    ANY,
    INTEGER,
    STRING,
    Array,
    Foreign,
    Literal,
    Map,
    Nullable,
    Ref,
    Stream,
    Union,
    Unresolved,
)


def at(line: int = 1) -> Position:
    return Position("docs/x.md", line)


def test_every_kind_of_definition_and_type() -> None:
    claim = Claim(Aspect.NULL, Source.INFERRED, "null seen", 2)
    fields = (
        Field("boatId", Nullable(STRING), True, wire_name="boat_id", line=9, claims=(claim,)),
        Field("raw", Foreign("Response"), False, deprecated="", line=10),
    )
    graph = TypeGraph(
        {
            "a": Alias("a", "A", at(), Array(Map(Stream(Ref("b"))))),
            "b": Model("b", "B", at(2), fields, "A boat.", "Gone.", ANY, Role.RESPONSE),
            "c": Choice(
                "c",
                "C",
                at(),
                (Option(Ref("b"), 7), Option(Union((INTEGER, Literal(True))), 8)),
                True,
                tag=Tag("type", (("b",), ("x", "y"))),
            ),
            "e": Enum("e", "E", at(), (Member("red", "RED", 5),), True),
            "u": Alias("u", "U", at(), Unresolved("ns.X", "../x.md")),
        },
        "typescript",
    )
    common = {"path": "docs/x.md", "line": 1}
    assert json.loads(json.dumps(graph_json(graph))) == {
        "mdgen": 1,
        "dialect": "typescript",
        "root": "",
        "definitions": [
            {
                "kind": "alias",
                "id": "a",
                "name": "A",
                **common,
                "type": {"array": {"map": {"stream": {"ref": "b"}}}},
            },
            {
                "kind": "model",
                "id": "b",
                "name": "B",
                "path": "docs/x.md",
                "line": 2,
                "description": "A boat.",
                "deprecated": "Gone.",
                "role": "response",
                "fields": [
                    {
                        "name": "boatId",
                        "json": "boat_id",
                        "type": {"nullable": "string"},
                        "required": True,
                        "claims": [
                            {
                                "aspect": "null",
                                "source": "inferred",
                                "evidence": "null seen",
                                "votes": 2,
                            }
                        ],
                        "line": 9,
                    },
                    {
                        "name": "raw",
                        "type": {"foreign": "Response"},
                        "required": False,
                        "deprecated": True,
                        "line": 10,
                    },
                ],
                "extra": "any",
            },
            {
                "kind": "union",
                "id": "c",
                "name": "C",
                **common,
                "options": [
                    {"type": {"ref": "b"}, "line": 7},
                    {"type": {"union": ["integer", {"const": True}]}, "line": 8},
                ],
                "open": True,
                "tag": {"json": "type", "values": [["b"], ["x", "y"]]},
            },
            {
                "kind": "enum",
                "id": "e",
                "name": "E",
                **common,
                "members": [{"name": "RED", "value": "red", "line": 5}],
                "open": True,
            },
            {
                "kind": "alias",
                "id": "u",
                "name": "U",
                **common,
                "type": {"unresolved": "ns.X", "href": "../x.md"},
            },
        ],
    }
