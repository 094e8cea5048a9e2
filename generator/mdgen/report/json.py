"""The report as JSON: documented, versioned, for other programs.

```
{"mdgen": 1, "fidelity": counts, "roots": [root, …], "groups": [group, …], "fields": [field, …], "definitions": [definition, …]}
counts     = {"fields", "documented", "inferred", "assumed", "onlyNull"}     a field counts as its weakest claim; onlyNull: of the assumed,
                                                                            those whose only assumption is null
root       = {"root", "dialect", "definitions", "fidelity": counts, "jsonNames": text, "optionalAcceptNull": count}
group      = {"source", "aspect", "evidence", "count"}                      every guess, counted by its evidence
field      = {"path", "line", "definition", "field", "type", "null", "json", "presence", "source", "claims"?: [claim, …]}
definition = {"path", "line", "definition", "claims": [claim, …]}           only those that have claims of their own
claim      = {"aspect": "type" | "null" | "name" | "presence" | "tag", "source": "inferred" | "assumed", "evidence", "votes"?, "decided"?}
```
Fields and definitions are ordered by path and line. An aspect of a field without a claim is documented; `source` is the weakest of its claims.
That optional fields accept null is a rule, counted for each root and no claim. `VERSION` counts changes that a reader must know of.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TypeAlias

from mdgen.ir.definitions import Aspect, Source
from mdgen.ir.graph import TypeGraph
from mdgen.report.facts import FidelityTally, Statement, statements, tally
from mdgen.report.overview import RootOverview, group_guesses, overview

VERSION = 1

Json: TypeAlias = "None | bool | int | str | list[Json] | dict[str, Json]"

_KEYS = {
    Aspect.TYPE: "type",
    Aspect.NULL: "null",
    Aspect.NAME: "json",
    Aspect.PRESENCE: "presence",
}


def report_json(graphs: Sequence[TypeGraph]) -> str:
    """The whole report as ASCII, one field a line, ending with a line break."""
    said = sorted(
        (statement for graph in graphs for statement in statements(graph)),
        key=lambda statement: (statement.path, statement.line, statement.definition),
    )
    about_fields = (statement for statement in said if statement.field)
    about_definitions = (statement for statement in said if not statement.field)
    parts = [
        f'"mdgen": {VERSION}',
        f'"fidelity": {json.dumps(_counts(tally(graphs)))}',
        f'"roots": {_lines(_root(overview(graph)) for graph in graphs)}',
        f'"groups": {_lines(_groups(said))}',
        f'"fields": {_lines(_field(held) for held in _by_place(about_fields))}',
        f'"definitions": {_lines(_definition(held) for held in _by_place(about_definitions))}',
    ]
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _lines(values: Iterable[Json]) -> str:
    """A list with one value a line, so that two reports can be compared as text."""
    rows = ",\n".join(json.dumps(value) for value in values)
    return f"[\n{rows}\n]" if rows else "[]"


def _by_place(said: Iterable[Statement]) -> Iterable[list[Statement]]:
    grouped = groupby(said, key=lambda one: (one.path, one.line, one.definition, one.field))
    return (list(held) for _, held in grouped)


def _counts(counts: FidelityTally) -> dict[str, Json]:
    return {
        "fields": counts.fields,
        "documented": counts.documented,
        "inferred": counts.inferred,
        "assumed": counts.assumed,
        "onlyNull": counts.only_null,
    }


def _root(root: RootOverview) -> dict[str, Json]:
    return {
        "root": root.root,
        "dialect": root.dialect,
        "definitions": root.definitions,
        "fidelity": _counts(root.counts),
        "jsonNames": root.names,
        "optionalAcceptNull": root.optional,
    }


def _groups(said: Iterable[Statement]) -> Iterable[dict[str, Json]]:
    for group in group_guesses(said):
        yield {
            "source": group.source.value,
            "aspect": group.aspect.value,
            "evidence": group.evidence,
            "count": len(group.statements),
        }


def _place(statement: Statement) -> dict[str, Json]:
    return {
        "path": statement.path,
        "line": statement.line,
        "definition": statement.definition,
    }


def _field(held: Sequence[Statement]) -> dict[str, Json]:
    claims: list[Json] = [_claim(one) for one in held if one.is_guess]
    return {
        **_place(held[0]),
        "field": held[0].field,
        **{_KEYS[one.aspect]: one.decided for one in held if one.aspect in _KEYS},
        "source": _weakest(held).value,
        **({"claims": claims} if claims else {}),
    }


def _definition(held: Sequence[Statement]) -> dict[str, Json]:
    return {
        **_place(held[0]),
        "claims": [{**_claim(one), "decided": one.decided} for one in held],
    }


def _claim(statement: Statement) -> dict[str, Json]:
    return {
        "aspect": statement.aspect.value,
        "source": statement.source.value,
        "evidence": statement.evidence,
        **({"votes": statement.votes} if statement.votes else {}),
    }


def _weakest(held: Sequence[Statement]) -> Source:
    sources = {one.source for one in held if one.is_guess}
    for source in (Source.ASSUMED, Source.INFERRED):
        if source in sources:
            return source
    return Source.DOCUMENTED
