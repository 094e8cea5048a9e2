"""A type graph as a Python package: paths and text, nothing written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from mdgen.diagnostics import Checked
from mdgen.ir.definitions import Alias, Choice, Definition, Enum
from mdgen.ir.graph import TypeGraph
from mdgen.ir.types import NULL, Kind
from mdgen.options import Extra, WriteOptions
from mdgen.record import record
from mdgen.writer.annotation import Annotator, Spelling
from mdgen.writer.code import RUNTIME, Code, Import, quoted
from mdgen.writer.constants import behind, literal_values
from mdgen.writer.contents import Holdings
from mdgen.writer.definitions import DefinitionWriter
from mdgen.writer.exports import EXPORTS_MODULE, index_files, relay_text, root_index_files
from mdgen.writer.imports import import_block
from mdgen.writer.layout import ModulePath, Place, Plan, plan
from mdgen.writer.target import Target, load_target, reserved_names
from mdgen.writer.templates import Templates, runtime_text
from mdgen.writer.text import Printable, comment

# ruff looks into the string of a recursive alias only if it is made by the `TypeAliasType` of a library that it knows.
_MAKES_ALIASES = Import(RUNTIME, "TypeAliasType")
_SEES_NO_STRINGS = "# ruff: noqa: F401"
# More pages than this are named by their folder.
_NAMED_PAGES = 8

_SHARED = (f"{EXPORTS_MODULE}.py", "_decimals.py", "_enums.py", "_spelling.py")
"""Runtime modules that packages of every target have."""


@record
class File:
    """`sources` are the pages it comes from, below the SDK root. `raw`: not made from documents; to be written byte for byte."""

    text: str
    sources: tuple[str, ...] = ()
    raw: bool = False


@record
class Package:
    """Files by posix path relative to the package's folder, sorted."""

    files: Mapping[str, File]


def lay_out(graph: TypeGraph, options: WriteOptions) -> Checked[Plan]:
    """Where everything stands in the package of a graph, whatever its target."""
    return plan(graph, options.layout, reserved_names())


def render(
    graph: TypeGraph, options: WriteOptions, laid_out: Checked[Plan] | None = None
) -> Checked[Package]:
    """The package that a linked graph becomes; `laid_out` is its plan, where that is known. LookupError if there is no such target."""
    target = load_target(options.target)
    planned = laid_out or lay_out(graph, options)
    modules = _modules(graph.definitions, planned.value, target, options)
    files: dict[str, File] = {}
    for module, ids in planned.value.modules.items():
        files[path_of(module)] = modules.file(module, ids)
    for module, ids in planned.value.relays.items():
        sources = tuple(source_of(graph.definitions[id_]) for id_ in ids)
        places = [planned.value.places[id_] for id_ in ids]
        files[path_of(module)] = File(relay_text(module, places, _header(sources)), sources)
    for path, text in index_files(planned.value).items():
        files[path] = File(text)
    for path, text in runtime_files(target, options.extra).items():
        files[path] = File(text, raw=True)
    files["py.typed"] = File("", raw=True)
    return Checked(Package(dict(sorted(files.items()))), planned.diagnostics)


def roots_package(packages: Iterable[str]) -> dict[str, File]:
    """The files that hold the packages of several SDKs together."""
    files = {path: File(text) for path, text in root_index_files(packages).items()}
    files["__init__.py"] = File(runtime_text("shared", "_roots.py"), raw=True)
    return files | {"py.typed": File("", raw=True)}


def runtime_files(target: Target, extra: Extra) -> dict[str, str]:
    """The modules that do not depend on documents, by path."""
    own = {
        path: runtime_text(target.name, source) for path, source in target.runtime(extra).items()
    }
    return own | {path: runtime_text("shared", path) for path in _SHARED}


def render_module(
    definitions: Mapping[str, Definition], planned: Plan, module: ModulePath, options: WriteOptions
) -> File:
    """One module of a package. `definitions` and `planned` need to know what the module's definitions refer to, and no more."""
    modules = _modules(definitions, planned, load_target(options.target), options)
    return modules.file(module, planned.modules[module])


def _modules(
    definitions: Mapping[str, Definition], planned: Plan, target: Target, options: WriteOptions
) -> _Modules:
    templates = Templates(target.name, options.template_dir)
    writer = DefinitionWriter(definitions, target, templates, options.strict_optional)
    return _Modules(definitions, planned, target, templates, writer)


def path_of(module: ModulePath) -> str:
    return "/".join(module) + ".py"


def source_of(definition: Definition) -> str:
    """The page of a definition below its docs folder; of one that was rebuilt, the page whose examples show it."""
    stem, dot, suffix = definition.at.path.rpartition(".")
    if stem.endswith(definition.id):
        return f"{definition.id}.{suffix.lower()}"
    return f"{stem}{dot}{suffix}".rpartition("docs/")[2]


def _header(sources: tuple[str, ...]) -> Printable:
    if len(sources) > _NAMED_PAGES:
        folders = sorted({source.rpartition("/")[0] or "." for source in sources})
        sources = tuple(f"{folder}/" for folder in folders)
    lines = [comment(f"Generated by mdgen from {source}. Do not edit.") for source in sources]
    return Printable("\n".join(lines))


class _Modules:
    """Puts modules together."""

    def __init__(
        self,
        definitions: Mapping[str, Definition],
        planned: Plan,
        target: Target,
        templates: Templates,
        writer: DefinitionWriter,
    ) -> None:
        self._definitions = definitions
        self._places = planned.places
        self._recursive = planned.recursive
        self._hides_strings = _MAKES_ALIASES in target.alias_type.imports
        self._edges = planned.edges
        self._target = target
        self._templates = templates
        self._writer = writer
        holdings = Holdings(definitions)
        self._spelling = Spelling(
            target.primitives,
            target.stream,
            target.beside,
            target.fallback,
            lambda type_: holdings.of(type_).kinds,
            lambda type_: behind(type_, definitions),
            lambda type_: holdings.of(type_).depths,
        )
        self._usual = Annotator(self._spelling, self._usual_name)

    def _usual_name(self, id_: str) -> Code:
        return self._name_of(id_, {})

    def _name_of(self, id_: str, names: Mapping[str, str]) -> Code:
        place = self._places.get(id_)
        if place is None:
            return self._target.primitives[Kind.ANY]
        definition = self._definitions[id_]
        if isinstance(definition, Alias) and definition.type == NULL:
            # `Name | None` would be `None | None`, which Python cannot evaluate
            return self._target.primitives[Kind.NULL]
        return Code(names.get(id_, place.local), refs=frozenset({id_}))

    def file(self, module: ModulePath, ids: tuple[str, ...]) -> File:
        """The module that contains some definitions."""
        sources = tuple(source_of(self._definitions[id_]) for id_ in ids)
        return File(self.text(module, ids, sources), sources)

    def text(self, module: ModulePath, ids: tuple[str, ...], sources: tuple[str, ...]) -> str:
        """The text of the module that contains some definitions."""
        imports: set[Import] = set()
        own: dict[ModulePath, set[str]] = {}
        blocks = []
        foreign, names = self._names(module, ids)
        used: set[str] = set()
        in_strings: set[Import | str] = set()
        elsewhere: set[Import | str] = set()
        order = {id_: position for position, id_ in enumerate(ids)}
        hides_strings = self._hides_strings and not self._recursive.isdisjoint(ids)
        for id_ in ids:
            annotator = self._annotator(id_, order, names)
            definition = self._definitions[id_]
            block = self._writer.write(
                definition,
                self._places[id_].local,
                annotator,
                annotator is self._usual,
                id_ in self._recursive,
            )
            imports |= block.imports
            used |= block.refs
            if hides_strings:
                is_string = id_ in self._recursive
                (in_strings if is_string else elsewhere).update(block.imports, block.refs)
            blocks.append(block.text)
        for place in foreign:
            if place.id in used:
                called = names.get(place.id, place.local)
                entry = place.local if called == place.local else f"{place.local} as {called}"
                own.setdefault(place.module, set()).add(entry)
        header = _header(sources)
        if not in_strings - {_MAKES_ALIASES, *ids} <= elsewhere:
            header = Printable(f"{header}\n{_SEES_NO_STRINGS}")
        first_is_class = not _is_alias(self._definitions[ids[0]])
        printed = self._templates.text(
            "module",
            header=header,
            imports=import_block(module, imports, own),
            gap=Printable("\n\n" if first_is_class else "\n"),
            definitions=Printable("\n\n\n".join(blocks)),
        )
        return printed.rstrip("\n") + "\n"

    def _names(
        self, module: ModulePath, ids: tuple[str, ...]
    ) -> tuple[list[Place], dict[str, str]]:
        """The definitions of other modules that these need, and those that are called otherwise than usual here."""
        wanted: dict[str, None] = {}
        for id_ in ids:
            wanted.update(dict.fromkeys(self._edges[id_]))
        inside = set(ids)
        foreign = [self._places[id_] for id_ in wanted if id_ not in inside]
        local = {self._places[id_].local for id_ in ids}
        named = {place.local for place in foreign}
        if len(named) == len(foreign) and local.isdisjoint(named):
            return foreign, {}
        called = Counter(place.local for place in foreign)
        names: dict[str, str] = {}
        taken = set(local)
        for place in sorted(foreign, key=lambda place: place.id):
            name = place.local
            if called[name] > 1 or name in local:
                name = "".join(part.title().replace("_", "") for part in place.namespace) + name
            while name in taken:
                name += "_"
            taken.add(name)
            names[place.id] = name
        return foreign, names

    def _annotator(self, id_: str, order: Mapping[str, int], names: Mapping[str, str]) -> Annotator:
        """What spells the types of a definition; `order` is the order of definition in its module."""
        position = order[id_]
        forward = {needed for needed in self._edges[id_] if order.get(needed, -1) >= position}
        if not names and not forward:
            return self._usual
        # The value of a recursive alias is quoted as a whole
        recursive = id_ in self._recursive

        def local_name(id_: str) -> Code:
            code = self._name_of(id_, names)
            return quoted(code) if id_ in forward and not recursive else code

        return Annotator(self._spelling, local_name)


def _is_alias(definition: Definition) -> bool:
    if isinstance(definition, Enum):
        return literal_values(definition) is not None or not definition.members
    return isinstance(definition, Alias | Choice)
