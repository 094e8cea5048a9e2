"""The report as one HTML file that needs no network and runs no code but its own.

Text of the docs is never markup: it is made visible (`printable`), stands in a JSON block without `<`, `>`, `&` or non-ASCII characters, and the
script sets it as text only. The content security policy allows exactly the script and style of the file, by their hashes.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from mdgen.assets import template_folder
from mdgen.diagnostics import printable
from mdgen.ir.definitions import Aspect, Source
from mdgen.ir.graph import TypeGraph
from mdgen.record import record
from mdgen.report.advice import POLICY_ADVICE, advice
from mdgen.report.facts import (
    FidelityTally,
    Place,
    Statement,
    fidelity_line,
    place_of,
    statements,
    tally,
)
from mdgen.report.overview import ASPECTS, RootOverview, overview

MAX_DECIDED = 2_000
"""Longer types are cut; their page has them whole."""

_RULE = "rule"
_KINDS = (Source.ASSUMED.value, Source.INFERRED.value, _RULE, Source.DOCUMENTED.value)
_BAR_LENGTH = 1000
_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})

_GroupKey: TypeAlias = tuple[str, Aspect, str]


def report_html(graphs: Sequence[TypeGraph]) -> str:
    """The whole report, ending with a line break."""
    folder = template_folder() / "report"
    script = (folder / "report.js").read_text(encoding="utf-8")
    style = (folder / "report.css").read_text(encoding="utf-8")
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    counts = tally(graphs)
    said = [statement for graph in graphs for statement in statements(graph)]
    return environment.get_template("page.jinja").render(
        policy=_policy(script, style),
        style=Markup(style),
        script=Markup(script),
        data=Markup(_data(said)),
        line=fidelity_line(counts),
        segments=_segments(counts),
        rule=POLICY_ADVICE,
        roots=[_root(overview(graph)) for graph in graphs],
    )


def _policy(script: str, style: str) -> str:
    return (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}';"
        " base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"


@record
class _Segment:
    """A part of the bar, in thousandths of its length."""

    name: str
    start: int
    width: int


def _segments(counts: FidelityTally) -> tuple[_Segment, ...]:
    segments = []
    done = 0
    parts = {
        Source.DOCUMENTED: counts.documented,
        Source.INFERRED: counts.inferred,
        Source.ASSUMED: counts.assumed,
    }
    for source, part in parts.items():
        start, end = (_BAR_LENGTH * edge // max(counts.fields, 1) for edge in (done, done + part))
        if end > start:
            segments.append(_Segment(source.value, start, end - start))
        done += part
    return tuple(segments)


def _root(root: RootOverview) -> dict[str, str]:
    return {
        "name": printable(root.root) or ".",
        "dialect": printable(root.dialect),
        "definitions": f"{root.definitions:,}",
        "line": fidelity_line(root.counts),
        "names": printable(root.names),
    }


class _Table:
    """Distinct texts, made visible and sorted; a row holds a text's index."""

    def __init__(self, texts: Iterable[str]) -> None:
        distinct = sorted(set(texts))
        self.index = {text: number for number, text in enumerate(distinct)}
        self.shown = [printable(text) for text in distinct]


def _data(said: Sequence[Statement]) -> str:
    """The statements by columns of indexes, by page and line, as JSON that can stand in a script element."""
    said = sorted(said, key=place_of)
    pages = _Table(one.path for one in said)
    definitions = _Table(one.definition for one in said)
    fields = _Table(one.field for one in said)
    decided = _Table(_cut(one.decided) for one in said)
    groups = _groups(said)
    group_index = {key: number for number, key in enumerate(groups)}
    places: dict[Place, int] = {}
    numbers = [places.setdefault(place_of(one), len(places)) for one in said]
    data = {
        "pages": pages.shown,
        "definitions": definitions.shown,
        "fields": fields.shown,
        "decided": decided.shown,
        "groups": [_group(key) for key in groups],
        "places": {
            "page": [pages.index[path] for path, _, _, _ in places],
            "line": [line for _, line, _, _ in places],
            "definition": [definitions.index[name] for _, _, name, _ in places],
            "field": [fields.index[field] for _, _, _, field in places],
        },
        "rows": {
            "place": numbers,
            "group": [group_index[_group_of(one)] for one in said],
            "decided": [decided.index[_cut(one.decided)] for one in said],
            "votes": [one.votes for one in said],
        },
    }
    return json.dumps(data, separators=(",", ":")).translate(_ESCAPES)


def _cut(text: str) -> str:
    return text if len(text) <= MAX_DECIDED else text[: MAX_DECIDED - 1] + "…"


def _group_of(statement: Statement) -> _GroupKey:
    kind = _RULE if statement.policy else statement.source.value
    return (kind, statement.aspect, statement.evidence)


def _groups(said: Iterable[Statement]) -> list[_GroupKey]:
    """What statements rest on, in the order in which a person reads: assumptions first, the larger group first, null last."""
    sizes: dict[_GroupKey, int] = {}
    for statement in said:
        key = _group_of(statement)
        sizes[key] = sizes.get(key, 0) + 1
    return sorted(
        sizes,
        key=lambda key: (_KINDS.index(key[0]), ASPECTS.index(key[1]), -sizes[key], key[2]),
    )


def _group(key: _GroupKey) -> dict[str, str]:
    kind, aspect, evidence = key
    text = POLICY_ADVICE if kind == _RULE else advice(Source(kind), aspect)
    return {
        "kind": kind,
        "aspect": aspect.value,
        "evidence": printable(evidence),
        "advice": text,
    }
