"""Missing pages, made up again from the examples that pass through them.

A partial set of docs, or a single pasted page, refers to models that have no page; TypeScript's examples print those models' instances all the
same. An object becomes a model with its keys in order, typed by value, nested objects become models of their own; a key that some instance
lacks is optional. So are all keys of JSON in Example cells, which authors write as they like: 2 of 150 such keys are required in real docs, but 19 of 20
that the generator prints. What no example shows is an alias of any type. Everything here is inferred and says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from posixpath import basename, dirname, join, normpath

from mdgen.diagnostics import Checked, Code, Diagnostic, Position
from mdgen.ir.definitions import Alias, Aspect, Claim, Definition, Field, Model, Source
from mdgen.ir.evidence import Slot
from mdgen.ir.graph import TypeGraph, types_of
from mdgen.ir.shapes import MAX_DEPTH
from mdgen.ir.types import (
    ANY,
    BOOLEAN,
    BYTES,
    DATE,
    DATETIME,
    DECIMAL,
    NUMERIC,
    STRING,
    Array,
    Map,
    Ref,
    Type,
    Unresolved,
    nullable,
    transform,
    union_of,
    walk,
)
from mdgen.ir.values import DecimalText, EnumMember, Moment, Opaque, Value
from mdgen.options import ResolveOptions
from mdgen.passes.evidence import REBUILT, Collector, Gap
from mdgen.passes.link import FROM_ROOT
from mdgen.passes.slots import Settled, settle

# Keys that the docs' generator makes up for maps.
_MADE_UP_KEY = re.compile(r"key\d*")
_SUFFIX = re.compile(r"\.mdx?$")
_WORD = re.compile(r"[A-Za-z0-9]+")
_UNCLEAN = re.compile(r"[^\w.-]")
_DATE_LENGTH = len("2006-01-02")


def run(graph: TypeGraph, options: ResolveOptions) -> Checked[TypeGraph]:
    """Every reference without a page leads to a definition made from examples, or to an opaque alias."""
    if not options.rebuild:
        return Checked(graph)
    missing = list(_missing(graph))
    if not missing:
        return Checked(graph)
    collector = Collector(graph)
    collector.collect()
    builder = _Builder(graph.definitions)
    pages = builder.pages(missing)
    for id_, page in pages.items():
        gaps = [gap for use in page.uses if (gap := collector.gaps.get(use)) is not None]
        builder.build(id_, page, gaps)
    changes: dict[str, Definition] = dict(builder.made)
    for holder in dict.fromkeys(holder for holder, _ in missing):
        changes[holder] = builder.relinked(graph.definitions[holder])
    return Checked(graph.replaced(changes), tuple(builder.diagnostics))


def _missing(graph: TypeGraph) -> Iterator[tuple[str, Unresolved]]:
    """Every reference without a page, with the definition that holds it."""
    for definition in graph.definitions.values():
        for type_ in types_of(definition):
            if type_.__class__ is not Ref:
                for part in walk(type_):
                    if isinstance(part, Unresolved):
                        yield definition.id, part


@dataclass(slots=True)
class _Page:
    """A page that is missing: how it is called, and by whom."""

    name: str
    at: Position
    uses: list[tuple[str, Unresolved]] = field(default_factory=list)


@dataclass(slots=True)
class _Builder:
    """The pages made so far, by id, and the references that they settle."""

    definitions: Mapping[str, Definition]
    made: dict[str, Definition] = field(default_factory=dict)
    targets: dict[tuple[str, Unresolved], str] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    namesakes: dict[str, int] = field(default_factory=dict)
    is_generated: bool = True

    def pages(self, missing: Sequence[tuple[str, Unresolved]]) -> dict[str, _Page]:
        """The missing pages by the id that they get, in order of appearance."""
        folders = _Folders(self.definitions)
        pages: dict[str, _Page] = {}
        known: dict[str, str] = {}
        for use in dict.fromkeys(missing):
            holder, reference = use
            target = _target(reference, holder, folders)
            # Links repaired by folding their case are links all the same when the page is gone.
            folded = target.casefold()
            id_ = known.get(folded)
            if id_ is None:
                id_ = known[folded] = self.free_id(target, dirname(holder), pages)
                pages[id_] = _Page(_name(reference, id_), self.definitions[holder].at)
            pages[id_].uses.append(use)
            self.targets[use] = id_
        return pages

    def free_id(self, target: str, here: str, pages: Mapping[str, _Page]) -> str:
        """The id of a missing page. A link that leaves the root comes from pages that were taken out of their folders: what it points at would
        lie beside them."""
        wanted = _clean(target)
        if target.startswith("../"):
            beside = _clean(join(here, basename(target)))
            wanted = wanted if beside in pages or beside in self.definitions else beside
        id_, number = wanted, self.numbers.get(wanted, 2)
        while id_ in self.definitions or id_ in pages:
            id_, number = f"{wanted}{number}", number + 1
        self.numbers[wanted] = number
        return id_

    def relinked(self, definition: Definition) -> Definition:
        """The definition with its dangling references led to what was made for them."""

        def lead(part: Type) -> Type:
            if isinstance(part, Unresolved):
                return Ref(self.targets[definition.id, part])
            return part

        def relink(_slot: Slot, type_: Type, _item: Field | None) -> Settled:
            led = transform(type_, lead)
            return (type_ if led == type_ else led), ()

        return settle(definition, relink)

    def build(self, id_: str, page: _Page, gaps: Sequence[Gap]) -> None:
        values = [value for gap in gaps for value in gap.values]
        self.is_generated = bool(values)
        # Examples print documented names; raw JSON, with its own names, is second best and never mixed in.
        values = values or [value for gap in gaps for value in gap.json_values]
        at = Position(gaps[0].path, gaps[0].line) if gaps else page.at
        self.define(id_, page.name, at, values, 0)
        if not values:
            return
        many = "example" if len(values) == 1 else "examples"
        message = (
            f"`{page.name}` has no page and was rebuilt from {len(values)} {many}:"
            " add its page, or check what was inferred"
        )
        self.diagnostics.append(Diagnostic(Code.REBUILT_PAGE, at, message))

    def define(
        self, id_: str, name: str, at: Position, values: Sequence[Value], depth: int
    ) -> None:
        """Makes the definition of an id out of instances: a model of objects, else an alias."""
        objects = [value for value in values if isinstance(value, dict)]
        claims = (Claim(Aspect.TYPE, Source.INFERRED, REBUILT, len(values)),)
        if not values:
            claims = (Claim(Aspect.TYPE, Source.ASSUMED, "no page and no example: any value"),)
        self.made[id_] = Alias(id_, name, at, ANY, claims=claims)
        others = [value for value in values if value is not None]
        # What a page was written for has fields, even where no example shows one; as a map it would take every other object for its own.
        is_model = not any(objects) or not _is_map(objects)
        if objects and len(objects) == len(others) and is_model:
            fields = self.fields(id_, name, at, objects, depth)
            self.made[id_] = Model(id_, name, at, fields, claims=claims)
        elif others:
            type_ = self.type(f"{id_}value", f"{name}Value", at, others, depth)
            self.made[id_] = Alias(id_, name, at, type_, claims=claims)

    def fields(
        self,
        id_: str,
        name: str,
        at: Position,
        objects: Sequence[dict[str, Value]],
        depth: int,
    ) -> tuple[Field, ...]:
        fields = []
        values_of: dict[str, list[Value]] = {key: [] for key in _in_order(objects)}
        for value in objects:
            for key, part in value.items():
                values_of[key].append(part)
        for key, values in values_of.items():
            type_claim = Claim(Aspect.TYPE, Source.INFERRED, REBUILT, len(values))
            presence = Claim(Aspect.PRESENCE, Source.INFERRED, REBUILT, len(objects))
            fields.append(
                Field(
                    doc_name=key,
                    type=self.part(id_, name, key, at, values, depth + 1),
                    required=self.is_generated and len(values) == len(objects),
                    line=at.line,
                    claims=(type_claim, presence),
                )
            )
        return tuple(fields)

    def part(
        self, id_: str, name: str, key: str, at: Position, values: Sequence[Value], depth: int
    ) -> Type:
        """The type of a key of a rebuilt object; objects below it are named after it and the key."""
        words = _WORD.findall(key)
        suffix = "".join(word[:1].upper() + word[1:] for word in words) or "Value"
        others = [value for value in values if value is not None]
        if not others:
            return ANY
        type_ = self.type(f"{id_}{suffix.lower()}", f"{name}{suffix}", at, others, depth)
        return type_ if len(others) == len(values) else nullable(type_)

    def type(self, id_: str, name: str, at: Position, values: Sequence[Value], depth: int) -> Type:
        """The type that all the values (none is null) have; `id_` and `name` are for the object that may be among them."""
        if depth > MAX_DEPTH:
            return ANY
        objects = [value for value in values if isinstance(value, dict)]
        items = [item for value in values if isinstance(value, list) for item in value]
        members: dict[Type, None] = {}
        has_object = has_list = False
        for value in values:
            if isinstance(value, dict):
                if not has_object:
                    members[self.object(id_, name, at, objects, depth)] = None
                has_object = True
            elif isinstance(value, list):
                if not has_list:
                    members[Array(self.items(id_, name, at, items, depth))] = None
                has_list = True
            else:
                members[_scalar(value)] = None
        return union_of(members)

    def items(self, id_: str, name: str, at: Position, items: Sequence[Value], depth: int) -> Type:
        others = [item for item in items if item is not None]
        if not others:
            return ANY
        type_ = self.type(id_, name, at, others, depth + 1)
        return type_ if len(others) == len(items) else nullable(type_)

    def object(
        self, id_: str, name: str, at: Position, objects: Sequence[dict[str, Value]], depth: int
    ) -> Type:
        if _is_map(objects):
            values = [value for part in objects for value in part.values()]
            return Map(self.items(f"{id_}value", f"{name}Value", at, values, depth))
        number = self.namesakes.get(id_, 2)
        free, free_name = id_, name
        while free in self.definitions or free in self.made:
            free, free_name, number = f"{id_}{number}", f"{name}{number}", number + 1
        self.namesakes[id_] = number
        self.define(free, free_name, at, objects, depth)
        return Ref(free)


def _is_map(objects: Sequence[dict[str, Value]]) -> bool:
    """Whether the objects are maps: all of their keys are made up, or there are none."""
    return all(_MADE_UP_KEY.fullmatch(key) for value in objects for key in value)


def _in_order(objects: Sequence[dict[str, Value]]) -> tuple[str, ...]:
    """All keys, each behind those that precede it in some object, as far as the objects agree."""
    following: dict[str | None, str | None] = {None: None}
    last: str | None
    for value in sorted(objects, key=len, reverse=True):
        last = None
        for key in value:
            if key not in following:
                following[last], following[key] = key, following[last]
            last = key
    keys: list[str] = []
    last = None
    while (after := following[last]) is not None:
        keys.append(after)
        last = after
    return tuple(keys)


def _scalar(value: Value) -> Type:
    match value:
        case bool():
            return BOOLEAN
        case int() | float():
            return NUMERIC
        case Moment(text):
            return DATE if len(text) == _DATE_LENGTH else DATETIME
        case DecimalText():
            return DECIMAL
        case Opaque():
            return BYTES
        case str() | EnumMember():
            return STRING
        case _:
            return ANY


def _name(reference: Unresolved, id_: str) -> str:
    """The reference's own name without namespace; the page's where the reference has none."""
    words = _WORD.findall(reference.text.rpartition(".")[2]) or _WORD.findall(basename(id_))
    return "".join(word[:1].upper() + word[1:] for word in words) or "Missing"


def _target(reference: Unresolved, holder: str, folders: _Folders) -> str:
    """Where the page would lie: where the link points, unless its label names the namespace of another folder, for links can be wrong in that;
    without a link, beside the pages of the namespace that the reference names."""
    here = dirname(holder)
    space, _, name = reference.text.rpartition(".")
    space = space.rpartition(".")[2].lower()
    path = reference.href.partition("#")[0]
    target = _SUFFIX.sub("", path)
    if target != path and basename(target):
        is_rooted = target.startswith(FROM_ROOT)
        linked = normpath(target.removeprefix(FROM_ROOT) if is_rooted else join(here, target))
        parent = dirname(linked)
        if not space or basename(parent).lower() == space:
            return linked
        known = folders.of(space, parent)
        return join(known, basename(linked)) if known else linked
    if not space or basename(here).lower() == space:
        return join(here, name.lower())
    return join(folders.of(space, here) or join(dirname(here), space), name.lower())


class _Folders:
    """The folders that any page lies in, by the namespace that they are and by what they lie in."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._first: dict[str, str] = {}
        self._beside: dict[tuple[str, str], str] = {}
        for folder in sorted({dirname(id_) for id_ in ids}):
            space = basename(folder).lower()
            self._first.setdefault(space, folder)
            self._beside.setdefault((space, dirname(folder)), folder)

    def of(self, space: str, beside: str) -> str:
        """The folder that a namespace is, "" for none: that beside another one, or else the first."""
        return self._beside.get((space, dirname(beside))) or self._first.get(space, "")


def _clean(path: str) -> str:
    """A path that stays below the root and has only plain characters: links are not to be trusted."""
    parts = (_UNCLEAN.sub("_", part) for part in path.split("/") if part not in ("", ".", ".."))
    return "/".join(parts) or "missing"
