"""Graphs that the report is tested with: a made-up shop."""

from __future__ import annotations

from mdgen.diagnostics import Position
from mdgen.ir.definitions import (
    Alias,
    Aspect,
    Choice,
    Claim,
    Definition,
    Enum,
    Field,
    Member,
    Model,
    Option,
    Source,
    Tag,
)
from mdgen.ir.evidence import Votes, WireDecision
from mdgen.ir.graph import TypeGraph
from mdgen.ir.types import ANY, INTEGER, NUMERIC, STRING, Array, Literal, Ref, Type, nullable

NUMBER = Claim(Aspect.TYPE, Source.ASSUMED, "no example decides")
WHOLE = Claim(Aspect.TYPE, Source.INFERRED, "a whole number", 3)
SILENT = Claim(Aspect.NULL, Source.ASSUMED, "never shown here")
SEEN = Claim(Aspect.NULL, Source.INFERRED, "null in an example", 2)
CASE = Claim(Aspect.NAME, Source.INFERRED, "decided as snake", 12)
UNDECIDED = Claim(Aspect.NAME, Source.ASSUMED, "case undecided")
DIFFERENT = Claim(Aspect.TAG, Source.INFERRED, "disjoint constants of required `kind`", 2)
OPAQUE = Claim(Aspect.TYPE, Source.ASSUMED, "no page and no example")


def field(
    name: str,
    type_: Type = STRING,
    *claims: Claim,
    line: int = 7,
    required: bool = True,
    wire: str = "",
) -> Field:
    return Field(name, type_, required, line=line, wire_name=wire or name, claims=claims)


def model(name: str, *fields: Field, claims: tuple[Claim, ...] = (), path: str = "") -> Model:
    place = path or f"docs/models/{name.lower()}.md"
    return Model(place.removesuffix(".md"), name, Position(place, 1), fields, claims=claims)


def graph(*definitions: Definition, root: str = "", wire: WireDecision | None = None) -> TypeGraph:
    ordered = sorted(definitions, key=lambda definition: definition.id)
    return TypeGraph(
        {definition.id: definition for definition in ordered}, "typescript", root, wire=wire
    )


ORDER = model(
    "Order",
    field("id", line=7),
    field("netTotal", INTEGER, WHOLE, CASE, line=8, wire="net_total"),
    field("weight", NUMERIC, NUMBER, SILENT, line=9),
    field("note", STRING, SILENT, line=10),
    field("memo", STRING, SILENT, line=11, required=False),
    field("lines", Array(Ref("docs/models/line")), line=12, required=False),
    field("paidBy", nullable(STRING), SEEN, UNDECIDED, line=13),
)
LINE = model("Line", field("sku", line=5))
KIND = Enum(
    "docs/models/kind",
    "Kind",
    Position("docs/models/kind.md", 3),
    (Member(1), Member(2)),
    claims=(Claim(Aspect.TYPE, Source.ASSUMED, "spelled like integers"),),
)
PET = Choice(
    "docs/models/pet",
    "Pet",
    Position("docs/models/pet.md", 4),
    (Option(Ref("docs/models/line")), Option(Ref("docs/models/order"))),
    tag=Tag("kind", (("cat",), ("dog", "wolf"))),
    claims=(DIFFERENT,),
)
LOST = Alias("docs/models/lost", "Lost", Position("docs/models/lost.md", 1), ANY, claims=(OPAQUE,))
DECISION = WireDecision("snake", snake=Votes(keys=1200, paths=3))

SHOP = graph(ORDER, LINE, KIND, PET, LOST, wire=DECISION)
EMPTY = graph()

HOSTILE = '</script><!--<script><img src=x onerror="window.hit=1">{{ 7*7 }}`|*_&amp;\u202e\u2028\u2066\x00\x1b[31m\ud800\'\n'
"""A text that tries everything: markup, templates, Markdown, bidirectional controls, control characters, a lone surrogate."""


def hostile_graph() -> TypeGraph:
    """A graph in which every text that documents or paths give is hostile."""
    claim = Claim(Aspect.TYPE, Source.ASSUMED, f"evidence {HOSTILE}")
    item = field(f"field {HOSTILE}", Literal(f"type {HOSTILE}"), claim, wire=f"wire {HOSTILE}")
    bad = Model(
        "bad", f"name {HOSTILE}", Position(f"docs/{HOSTILE}.md", 1), (item,), claims=(claim,)
    )
    return TypeGraph({"bad": bad}, "typescript", f"root {HOSTILE}")


def large_graph(fields: int) -> TypeGraph:
    """Many fields, 20 to a page, with the claims of docs that say little."""
    models = [
        model(
            f"Model{number}",
            *(
                field(
                    f"field{part}",
                    NUMERIC if part % 4 == 0 else STRING,
                    *_cycle(part),
                    line=part + 5,
                )
                for part in range(20)
            ),
        )
        for number in range(fields // 20)
    ]
    return graph(*models)


def _cycle(part: int) -> tuple[Claim, ...]:
    return ((NUMBER, SILENT), (SILENT, CASE), (CASE,), ())[part % 4]
