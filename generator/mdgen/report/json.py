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
from mdgen.report.facts import FidelityTally, Place, Statement, place_of, statements, tally
from mdgen.report.overview import RootOverview, group_guesses, overview

VERSION = 1

Json: TypeAlias = "None | bool | int | str | list[Json] | dict[str, Json]"

_Row: TypeAlias = tuple[Place, str]
"""A place and the JSON of what is said there."""

_KEYS = {
    Aspect.TYPE: "type",
    Aspect.NULL: "null",
    Aspect.NAME: "json",
    Aspect.PRESENCE: "presence",
}


def report_json(graphs: Sequence[TypeGraph]) -> str:
    """The whole report as ASCII, one field a line, ending with a line break."""
    guesses: list[Statement] = []
    fields: list[_Row] = []
    definitions: list[_Row] = []
    said = (statement for graph in graphs for statement in statements(graph))
    for place, together in groupby(said, key=place_of):
        held = list(together)
        guesses += (statement for statement in held if statement.is_guess)
        if held[0].field:
            fields.append((place, json.dumps(_field(held))))
        else:
            definitions.append((place, json.dumps(_definition(held))))
    parts = [
        f'"mdgen": {VERSION}',
        f'"fidelity": {json.dumps(_counts(tally(graphs)))}',
        f'"roots": {_lines(json.dumps(_root(overview(graph))) for graph in graphs)}',
        f'"groups": {_lines(map(json.dumps, _groups(guesses)))}',
        f'"fields": {_lines(_sorted(fields))}',
        f'"definitions": {_lines(_sorted(definitions))}',
    ]
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _lines(values: Iterable[str]) -> str:
    """A list with one value a line, so that two reports can be compared as text."""
    rows = ",\n".join(values)
    return f"[\n{rows}\n]" if rows else "[]"


def _sorted(rows: list[_Row]) -> Iterable[str]:
    """By page, line and definition; fields of one line stay in their order."""
    return (text for _, text in sorted(rows, key=lambda row: row[0][:3]))


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
