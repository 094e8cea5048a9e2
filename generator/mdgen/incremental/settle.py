"""One page as a full build would make it: its definition after all passes, and the text of its module."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from mdgen.diagnostics import Diagnostic
from mdgen.incremental.pages import Packets, Pages, TooFarError
from mdgen.incremental.state import Record, State
from mdgen.ir.definitions import Alias, Choice, Definition, Model
from mdgen.ir.evidence import Evidence, WireDecision
from mdgen.ir.graph import TypeGraph, types_of
from mdgen.ir.types import references
from mdgen.options import ResolveOptions, WriteOptions
from mdgen.output.files import OutFile
from mdgen.output.finish import finish
from mdgen.passes import dates, nullability, numbers
from mdgen.passes.discriminators import settle_parts
from mdgen.passes.wire_names import decide, name_fields
from mdgen.record import record
from mdgen.writer.layout import Place, Plan, namespace_of
from mdgen.writer.render import path_of, render_module

MAX_MEMBERS = 40
"""Definitions of one module; a larger one is left to a full build."""


@record
class Settled:
    """A page's definition as read, linked, and after all passes; `graph` is the part of the whole that it depends on. `votes` are those of
    its own names. `guessed` counts its guessed names, `used` are the settings that name its fields. `found` is what reading and linking
    found. `path` and `file` are its module's."""

    read: Definition
    linked: Definition
    resolved: Definition
    graph: TypeGraph
    votes: WireDecision
    guessed: int
    used: frozenset[str]
    edges: tuple[str, ...]
    found: tuple[Diagnostic, ...]
    path: str
    file: OutFile


class Settler:
    """Settles pages of one state."""

    def __init__(
        self,
        state: State,
        pages: Pages,
        packets: Packets,
        resolve: ResolveOptions,
        write: WriteOptions,
    ) -> None:
        self.state = state
        self.pages = pages
        self.packets = packets
        self.resolve = resolve
        self.write = write
        self.silence = pages.dialect.silence(state.required_null)

    def record(self, id_: str) -> Record:
        number = self.pages.number(id_)
        record = None if number is None else self.packets.record(number, id_)
        if record is None:
            raise TooFarError(f"{id_}: there is no record")
        return record

    def settle(self, number: int, text: str, record: Record) -> Settled:
        """The page with this text, and this record of its definition."""
        read = self.pages.read(number, text)
        if read.value is None:
            raise TooFarError("the page defines nothing")
        linked = self.pages.link(read.value)
        self.pages.hold(number, text)
        members = self.members(number, record)
        parts = self.parts(members)
        records = {id_: self.record(id_) for id_ in parts} | {linked.value.id: record}
        graph = TypeGraph(
            parts,
            self.state.dialect,
            names=self.pages.dialect.names,
            silence=self.silence,
            evidence=_merged(one.evidence for one in records.values()),
        )
        for run in (numbers.run, dates.run, nullability.run):
            graph = run(graph, self.resolve).value
        id_ = linked.value.id
        own = replace(graph, definitions={id_: graph.definitions[id_]}, evidence=record.evidence)
        votes = decide(own)
        guessed, used = 0, frozenset[str]()
        changes: dict[str, Definition] = {}
        for key, definition in graph.definitions.items():
            if isinstance(definition, Model):
                named = name_fields(definition, graph, self.state.wire, self.resolve)
                changes[key] = named.model
                if key == id_:
                    guessed, used = named.guessed, named.used
        graph = settle_parts(
            graph.replaced(changes), {member: records[member].keys for member in members}
        )
        path, file = self.module(graph, members, records)
        return Settled(
            read.value,
            linked.value,
            graph.definitions[id_],
            graph,
            votes,
            guessed,
            used,
            _edges(graph.definitions[id_], self.pages),
            (*read.diagnostics, *linked.diagnostics),
            path,
            file,
        )

    def members(self, number: int, record: Record) -> tuple[str, ...]:
        """The definitions of the module, in their order."""
        numbers_ = self.state.modules.get("/".join(record.module), (number,))
        if len(numbers_) > MAX_MEMBERS:
            raise TooFarError("the module has too many definitions")
        return tuple(self.pages.files[one].id for one in numbers_)

    def parts(self, members: tuple[str, ...]) -> dict[str, Definition]:
        """The definitions that the members depend on, linked, ordered by id: what they refer to; through unions and aliases all that follows;
        and what the fields of the variants of a member refer to."""
        parts: dict[str, Definition] = {}
        # What is reached from a union goes on through its variants, to the enums that tell them apart.
        waiting = [(id_, True) for id_ in members]
        seen: set[tuple[str, bool]] = set()
        while waiting:
            step = id_, is_union = waiting.pop()
            definition = self.pages.get(id_)
            if definition is None or step in seen:
                continue
            seen.add(step)
            parts[id_] = definition
            is_open = isinstance(definition, Choice | Alias)
            if is_open or is_union:
                targets = [id_ for type_ in types_of(definition) for id_ in references(type_)]
                waiting += [(target, is_union and is_open) for target in targets]
        return dict(sorted(parts.items()))

    def module(
        self, graph: TypeGraph, members: tuple[str, ...], records: dict[str, Record]
    ) -> tuple[str, OutFile]:
        places = {id_: _place(id_, record) for id_, record in records.items()}
        module = places[members[0]].module
        plan = Plan(
            places,
            {module: members},
            {},
            {id_: _edges(graph.definitions[id_], self.pages) for id_ in members},
            frozenset(id_ for id_ in members if records[id_].recursive),
        )
        rendered = render_module(graph.definitions, plan, module, self.write)
        path = path_of(module)
        finished = finish(rendered.text, path.count("/") + 1)
        if finished.refusals:
            raise TooFarError("the module must not be written")
        return path, OutFile(finished.text, rendered.sources)


def _edges(definition: Definition, pages: Pages) -> tuple[str, ...]:
    """The definitions that one refers to, in the order of appearance."""
    ids = {id_: None for type_ in types_of(definition) for id_ in references(type_)}
    return tuple(id_ for id_ in ids if id_ in pages)


def _place(id_: str, record: Record) -> Place:
    return Place(id_, namespace_of(id_), record.home, record.module, record.public, record.local)


def _merged(parts: Iterable[Evidence]) -> Evidence:
    whole = Evidence({}, {}, {}, {})
    for part in parts:
        whole = Evidence(
            {**whole.numbers, **part.numbers},
            {**whole.nulls, **part.nulls},
            {**whole.moments, **part.moments},
            {**whole.json_keys, **part.json_keys},
        )
    return whole
