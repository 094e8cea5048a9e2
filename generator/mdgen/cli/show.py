"""`mdgen show`: what the docs define, for people or as JSON."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator, Sequence
from typing import Any, assert_never

import click

from mdgen.cli import EXIT_FINDINGS
from mdgen.cli.messages import accounting, counted, fails, show_diagnostics
from mdgen.cli.settings import read_configuration, reading_options, settle
from mdgen.diagnostics import Diagnostic, printable
from mdgen.ir.definitions import Alias, Choice, Claim, Definition, Enum, Field, Model
from mdgen.ir.graph import TypeGraph
from mdgen.ir.json import VERSION, definition_json, graph_json
from mdgen.ir.notation import spell
from mdgen.markdown.scan import scan
from mdgen.pipeline import Graphs, build_graphs

_MAX_HINTS = 5


@click.command("show")
@reading_options
@click.argument("name", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print the graph as JSON.")
@click.option("-v", "--verbose", is_flag=True, help="Show notes, too.")
def command(name: str | None, as_json: bool, verbose: bool, **arguments: Any) -> None:
    """Print what DOCS define: a summary, or the definition called NAME (a title, or an id like models/components/address). With `docs` in
    [tool.mdgen], one argument that is no path is the NAME."""
    docs = arguments["docs"]
    if name is None and docs is not None and not docs.exists() and "docs" in read_configuration():
        name, arguments["docs"] = docs.as_posix(), None
    settings = settle(arguments)
    built = build_graphs(scan(settings.docs), settings.also, settings.read, settings.resolve)
    graphs, diagnostics = built.value.graphs, built.diagnostics
    show_diagnostics(diagnostics, settings.docs, verbose, settings.also)
    if name is not None:
        _show_named(graphs, name, as_json)
    elif as_json:
        shown = [graph_json(graph) for graph in graphs]
        _echo_json(shown[0] if len(shown) == 1 else {"mdgen": VERSION, "roots": shown})
    else:
        _show_summary(built.value, diagnostics)
    if fails(diagnostics, settings.strict):
        raise SystemExit(EXIT_FINDINGS)


def _echo_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=True, indent=2))


def _show_summary(built: Graphs, diagnostics: Sequence[Diagnostic]) -> None:
    for graph in built.graphs:
        size = counted(len(graph.definitions), "definition")
        click.echo(printable(f"{graph.root or '.'}: {graph.dialect}, {size}"))
        for definition in graph.definitions.values():
            name = f"{definition.id}  {definition.name}{_size(definition)}"
            click.echo(printable(f"  {_kind(definition):5} {name}"))
    click.echo(accounting(built.tally, diagnostics))


def _show_named(graphs: Sequence[TypeGraph], name: str, as_json: bool) -> None:
    found = _find(graphs, name)
    if as_json:
        shown = [definition_json(definition) for _, definition in found]
        _echo_json(shown[0] if len(shown) == 1 else shown)
        return
    for graph, definition in found:
        for line in _lines(definition, graph):
            click.echo(printable(line))


def _find(graphs: Sequence[TypeGraph], name: str) -> list[tuple[TypeGraph, Definition]]:
    """The definitions of that name or id, in another case if there is only one such name; a usage error if there is none."""
    every = [(graph, one) for graph in graphs for one in graph.definitions.values()]
    found = [(graph, one) for graph, one in every if name in (one.name, one.id)]
    if found:
        return found
    folded = name.casefold()
    found = [(g, one) for g, one in every if folded in (one.name.casefold(), one.id.casefold())]
    names = sorted({one.name for _, one in found})
    if len(names) == 1:
        return found
    near = names or difflib.get_close_matches(
        name, sorted({one.name for _, one in every}), n=_MAX_HINTS
    )
    hint = f"; did you mean {', '.join(near[:_MAX_HINTS])}?" if near else "."
    raise click.UsageError(f"nothing is called {name!r}{hint}")


def _kind(definition: Definition) -> str:
    return "union" if isinstance(definition, Choice) else type(definition).__name__.lower()


def _size(definition: Definition) -> str:
    match definition:
        case Model(fields=fields):
            return f" ({counted(len(fields), 'field')})"
        case Enum(members=members):
            return f" ({counted(len(members), 'value')})"
        case Choice(options=options):
            return f" ({counted(len(options), 'variant')})"
        case Alias():
            return ""
        case _:
            assert_never(definition)


def _lines(definition: Definition, graph: TypeGraph) -> Iterator[str]:
    """One definition as a person reads it: head, description, parts, and what was not documented about them."""
    deprecated = "" if definition.deprecated is None else " (deprecated)"
    yield f"{_kind(definition)} {definition.name}{deprecated}  {definition.at}  [{graph.dialect}]"
    for line in definition.description.splitlines():
        yield f"  {line}"
    yield from (f"  {_claim(claim)}" for claim in definition.claims)
    match definition:
        case Model(fields=fields, extra=extra):
            for field in fields:
                yield from _field_lines(field)
            if extra is not None:
                yield f"  (other keys): {spell(extra)}"
        case Enum(members=members, open=is_open):
            yield from (f"  {json.dumps(member.value, ensure_ascii=False)}" for member in members)
            if is_open:
                yield "  … (open: other values are accepted)"
        case Choice(options=options, tag=tag, open=is_open):
            for number, option in enumerate(options):
                values = (
                    ""
                    if tag is None
                    else f"  when {tag.wire_name} is {_values(tag.values[number])}"
                )
                yield f"  | {spell(option.type)}{values}"
            if is_open:
                yield "  | … (open: other values are accepted)"
        case Alias(type=type_):
            yield f"  = {spell(type_)}"
        case _:
            assert_never(definition)


def _values(values: tuple[str | int | bool, ...]) -> str:
    return " or ".join(json.dumps(value, ensure_ascii=False) for value in values)


def _field_lines(field: Field) -> Iterator[str]:
    json_name = "" if field.wire_name in ("", field.doc_name) else f' (JSON "{field.wire_name}")'
    optional = "" if field.required else "?"
    deprecated = "" if field.deprecated is None else "  (deprecated)"
    yield f"  {field.doc_name}{optional}: {spell(field.type)}{json_name}{deprecated}"
    yield from (f"      {_claim(claim)}" for claim in field.claims)


def _claim(claim: Claim) -> str:
    votes = f", {counted(claim.votes, 'vote')}" if claim.votes else ""
    return f"{claim.aspect.value} {claim.source.value}: {claim.evidence}{votes}"
