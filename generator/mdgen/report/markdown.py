"""The report as Markdown: an overview, then every guess by evidence, page and line. Text of the docs stands in code spans only."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from mdgen.diagnostics import printable
from mdgen.ir.graph import TypeGraph
from mdgen.report.advice import POLICY_ADVICE, advice
from mdgen.report.facts import Statement, fidelity_line, statements, tally
from mdgen.report.overview import Group, RootOverview, group_guesses, is_uniform, overview

HEADING = "# Fidelity report"
"""How a report begins."""

MAX_DECIDED = 300
"""Longer types and names are cut; their page has them whole."""

_TICKS = re.compile(r"`+")


def report_markdown(graphs: Sequence[TypeGraph]) -> str:
    """The whole report, ending with a line break."""
    groups = group_guesses(statement for graph in graphs for statement in statements(graph))
    lines = [HEADING, "", f"**{fidelity_line(tally(graphs))}**", ""]
    lines += _legend()
    lines += _roots([overview(graph) for graph in graphs])
    lines += _contents(groups)
    for number, group in enumerate(groups, start=1):
        lines += _section(number, group)
    return "\n".join(lines).rstrip("\n") + "\n"


def code_span(text: str) -> str:
    """Text that shows as it is and is nothing but text, whatever it holds."""
    shown = printable(text)
    if not shown:
        return "` `"
    longest = max((len(run) for run in _TICKS.findall(shown)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if shown[0] in "` " or shown[-1] in "` " else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def _legend() -> list[str]:
    return [
        "*Documented*: the page says it. *Inferred*: something else in the docs proves it, by the number of votes given."
        " *Assumed*: nothing settles it, and the models accept what is possible. A field counts as its weakest claim;"
        " null on optional fields is a rule, not a claim.",
        "",
    ]


def _roots(roots: Sequence[RootOverview]) -> list[str]:
    lines = ["## Docs", ""]
    for root in roots:
        name = f"{code_span(root.root)}, " if root.root else ""
        lines += [
            f"- {name}{root.dialect}, {root.definitions:,} definitions; {fidelity_line(root.counts)}",
            f"  - JSON names: {root.names}",
            f"  - by rule: {root.optional:,} optional fields accept null",
        ]
    return [*lines, "", POLICY_ADVICE, ""]


def _contents(groups: Sequence[Group]) -> list[str]:
    if not groups:
        return ["There are no guesses.", ""]
    lines = ["## Guesses", ""]
    for number, group in enumerate(groups, start=1):
        count = f"{len(group.statements):,}"
        lines.append(f"{number}. {_heading(group)}: {count}")
    return [*lines, ""]


def _heading(group: Group) -> str:
    return f"{group.aspect.value} {group.source.value}, {code_span(group.evidence)}"


def _section(number: int, group: Group) -> Iterator[str]:
    yield f"### {number}. {_heading(group)} ({len(group.statements):,})"
    yield ""
    yield advice(group.source, group.aspect)
    yield ""
    uniform = len(group.statements) > 1 and is_uniform(group.statements)
    if uniform:
        yield f"All of them: {_decided(group.statements[0])}"
        yield ""
    yield from _by_page(group.statements) if uniform else map(_line, group.statements)
    yield ""


def _line(statement: Statement) -> str:
    place = code_span(f"{statement.path}:{statement.line}")
    return f"- {place} {code_span(_subject(statement))} → {_decided(statement)}{_votes(statement)}"


def _by_page(members: Sequence[Statement]) -> Iterator[str]:
    """One line a definition, where all of its statements say the same."""
    for (path, name), held in groupby(members, key=lambda member: (member.path, member.definition)):
        fields = ", ".join(
            (
                f"{member.line} {code_span(member.field)}{_votes(member)}"
                if member.field
                else f"{member.line}"
            )
            for member in held
        )
        yield f"- {code_span(path)} {code_span(name)}: {fields}"


def _subject(statement: Statement) -> str:
    if not statement.field:
        return statement.definition
    return f"{statement.definition}.{statement.field}"


def _decided(statement: Statement) -> str:
    text = statement.decided
    return code_span(text if len(text) <= MAX_DECIDED else text[: MAX_DECIDED - 1] + "…")


def _votes(statement: Statement) -> str:
    if not statement.votes:
        return ""
    return f" ({statement.votes:,} {'vote' if statement.votes == 1 else 'votes'})"
