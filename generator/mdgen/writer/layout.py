"""Where everything stands: the module and the class name of each definition, and the order of definitions in a module.

All names follow from the definitions' own ids and titles. Definitions that need each other share a module (an import cycle cannot be
written down); the modules that they would have had remain and re-export them, so that import paths don't depend on cycles.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from mdgen.diagnostics import Checked, Code, Diagnostic
from mdgen.ir.definitions import Definition, Model
from mdgen.ir.graph import TypeGraph, types_of
from mdgen.ir.types import Primitive, references
from mdgen.options import Layout
from mdgen.record import record
from mdgen.writer.cycles import components
from mdgen.writer.naming import class_name, distinct, module_name, short_hash

SINGLE_MODULE = "models"
"""The module of everything with `--layout single`, and of pages without a namespace with `--layout namespace`."""

MAX_IMPORT_CHAIN = 40
"""How many modules may import each other in a row before they share modules: an import within an import takes six of Python's 1,000 frames."""

MAX_PACKAGES = 12
MAX_PACKAGES_LENGTH = 500
"""How many packages a module can be in, and how many characters their names can have: some systems end a path at 1,024 bytes."""

ModulePath = tuple[str, ...]
"""A module below the package: `("components", "address")`."""


@record
class Place:
    """Where a definition lives. `home` is the module that bears its name, `module` the one that contains it; they differ in a cycle.

    `public` is its class name as users import it from `home`, `local` its name in `module`.
    """

    id: str
    namespace: ModulePath
    home: ModulePath
    module: ModulePath
    public: str
    local: str


@record
class Plan:
    """`modules`: ids by module, in the order of definition. `relays`: ids that a module only re-exports.
    `edges`: the definitions that each names. `recursive`: aliases that need themselves."""

    places: Mapping[str, Place]
    modules: Mapping[ModulePath, tuple[str, ...]]
    relays: Mapping[ModulePath, tuple[str, ...]]
    edges: Mapping[str, tuple[str, ...]]
    recursive: frozenset[str]


def namespace_of(id_: str) -> ModulePath:
    """The sub-package of a page: its folders below the docs' models folder, else below `docs`."""
    folders = id_.split("/")[:-1]
    lowered = [folder.lower() for folder in folders]
    if "models" in lowered:
        start = len(lowered) - lowered[::-1].index("models")
    else:
        start = 1 if lowered[:1] == ["docs"] else 0
    return _bounded(tuple(module_name(folder) for folder in folders[start:]))


def _bounded(packages: ModulePath) -> ModulePath:
    """The packages, but not more of them than a path can hold on every system: what lies deeper shares one, told apart by a hash."""
    room = MAX_PACKAGES_LENGTH - sum(map(len, packages))
    if len(packages) <= MAX_PACKAGES and room >= 0:
        return packages
    kept: list[str] = []
    for package in packages[: MAX_PACKAGES - 1]:
        kept.append(package)
        if sum(map(len, kept)) > MAX_PACKAGES_LENGTH:
            kept.pop()
            break
    return (*kept, f"deeper_{short_hash('/'.join(packages))}")


def plan(graph: TypeGraph, layout: Layout, reserved: frozenset[str]) -> Checked[Plan]:
    """Names and modules for all definitions of a graph."""
    definitions = graph.definitions
    namespaces = {id_: namespace_of(id_) for id_ in definitions}
    publics, found = _class_names(definitions, namespaces, reserved)
    homes, more = _homes(definitions, namespaces, publics, layout)
    # an untyped reference is as good as none: nothing to import
    edges = {id_: _references(definition, definitions) for id_, definition in definitions.items()}
    cycles = components(edges)
    modules, relays = _modules(homes, edges, cycles)
    contents, recursive = _ordered(modules, cycles, edges, definitions)
    places: dict[str, Place] = {}
    for module, ids in contents.items():
        locals_ = publics
        if len(ids) > 1:
            own = () if layout is Layout.SINGLE else _namespace_in(module, ids, homes, namespaces)
            locals_ = _local_names(ids, namespaces, publics, own)
        for id_ in ids:
            home, local = homes[id_], locals_[id_]
            public = local if home == module else publics[id_]
            places[id_] = Place(id_, namespaces[id_], home, module, public, local)
    return Checked(Plan(places, contents, relays, edges, recursive), (*found, *more))


def _namespace_in(
    module: ModulePath,
    ids: tuple[str, ...],
    homes: Mapping[str, ModulePath],
    namespaces: Mapping[str, ModulePath],
) -> ModulePath:
    """The namespace of the definitions that are at home in a module; their names are those that stay."""
    return next(namespaces[id_] for id_ in ids if homes[id_] == module)


def _references(definition: Definition, known: Mapping[str, Definition]) -> tuple[str, ...]:
    ids: dict[str, None] = {}
    for type_ in types_of(definition):
        if not isinstance(type_, Primitive):
            for id_ in references(type_):
                if id_ in known:
                    ids[id_] = None
    return tuple(ids)


def _class_names(
    definitions: Mapping[str, Definition],
    namespaces: Mapping[str, ModulePath],
    reserved: frozenset[str],
) -> tuple[dict[str, str], list[Diagnostic]]:
    """Class names, unique within each namespace."""
    names: dict[str, str] = {}
    found: list[Diagnostic] = []
    for ids in _grouped(definitions, namespaces).values():
        chosen = distinct(
            ids,
            (
                lambda id_: class_name(definitions[id_].name, reserved),
                # the page whose title is the name keeps it
                lambda id_: _kept(
                    class_name(definitions[id_].name, reserved), definitions[id_].name, id_
                ),
                lambda id_: f"{class_name(definitions[id_].name, reserved)}_{short_hash(id_)}",
            ),
        )
        for id_, chosen_name in chosen.items():
            definition = definitions[id_]
            if chosen_name != definition.name:
                found.append(
                    _renamed(definition, chosen_name, class_name(definition.name, reserved))
                )
        names.update(chosen)
    return names, found


def _kept(name: str, title: str, id_: str) -> str:
    return name if name == title else f"{name}_{short_hash(id_)}"


def _renamed(definition: Definition, chosen: str, usual: str) -> Diagnostic:
    if chosen != usual:
        message = f"`{definition.name}` is the name of several pages here; this one is `{chosen}`"
        return Diagnostic(Code.CLASHING_NAMES, definition.at, message)
    message = f"`{definition.name}` cannot be the name of a class here; it is `{chosen}`"
    return Diagnostic(Code.RENAMED, definition.at, message)


def _grouped(
    ids: Iterable[str], namespaces: Mapping[str, ModulePath]
) -> dict[ModulePath, list[str]]:
    groups: dict[ModulePath, list[str]] = {}
    for id_ in ids:
        groups.setdefault(namespaces[id_], []).append(id_)
    return groups


def _homes(
    definitions: Mapping[str, Definition],
    namespaces: Mapping[str, ModulePath],
    publics: Mapping[str, str],
    layout: Layout,
) -> tuple[dict[str, ModulePath], list[Diagnostic]]:
    """The module that bears each definition's name."""
    if layout is Layout.SINGLE:
        return dict.fromkeys(definitions, (SINGLE_MODULE,)), []
    if layout is Layout.NAMESPACE:
        return {id_: ("_".join(namespaces[id_]) or SINGLE_MODULE,) for id_ in definitions}, []
    packages: dict[ModulePath, set[str]] = {}
    for path in set(namespaces.values()):
        for length, package in enumerate(path):
            packages.setdefault(path[:length], set()).add(package)
    homes: dict[str, ModulePath] = {}
    found: list[Diagnostic] = []
    for namespace, ids in _grouped(definitions, namespaces).items():
        beside = packages.get(namespace, set())

        def usual(id_: str, beside: set[str] = beside) -> str:
            name = module_name(publics[id_])
            return f"{name}_" if name in beside else name

        def marked(id_: str, usual: Callable[[str], str] = usual) -> str:
            return f"{usual(id_)}_{short_hash(id_)}"

        chosen = distinct(ids, (usual, marked))
        for id_, module in chosen.items():
            homes[id_] = (*namespace, module)
            if module != usual(id_):
                message = f"`{publics[id_]}` and another page here would share a file; this one is `{module}.py`"
                found.append(Diagnostic(Code.CLASHING_NAMES, definitions[id_].at, message))
    return homes, found


def _modules(
    homes: Mapping[str, ModulePath],
    edges: Mapping[str, tuple[str, ...]],
    cycles: list[tuple[str, ...]],
) -> tuple[dict[ModulePath, list[str]], dict[ModulePath, tuple[str, ...]]]:
    """Definitions by the module that contains them: modules that import each other in a circle become one, the alphabetically first."""
    by_home: dict[ModulePath, list[str]] = {}
    for id_, home in homes.items():
        by_home.setdefault(home, []).append(id_)
    if len(by_home) == len(homes):
        circles = [tuple(homes[id_] for id_ in cycle) for cycle in cycles]
    else:
        circles = components(_imports(by_home, homes, edges))
    modules: dict[ModulePath, list[str]] = {}
    relays: dict[ModulePath, tuple[str, ...]] = {}
    for circle in _shallow(circles, by_home, homes, edges):
        first = min(circle)
        modules[first] = [id_ for home in sorted(circle) for id_ in by_home[home]]
        relays.update({home: tuple(by_home[home]) for home in circle if home != first})
    return dict(sorted(modules.items())), relays


def _imports(
    by_home: Mapping[ModulePath, list[str]],
    homes: Mapping[str, ModulePath],
    edges: Mapping[str, tuple[str, ...]],
) -> dict[ModulePath, tuple[ModulePath, ...]]:
    """The modules that each module needs."""
    return {
        home: tuple({homes[target]: None for id_ in ids for target in edges[id_]})
        for home, ids in sorted(by_home.items())
    }


def _shallow(
    circles: list[tuple[ModulePath, ...]],
    by_home: Mapping[ModulePath, list[str]],
    homes: Mapping[str, ModulePath],
    edges: Mapping[str, tuple[str, ...]],
) -> list[tuple[ModulePath, ...]]:
    """The circles as they are, unless Python could not import such long chains: then those far up share a module with others of about
    their height. A module only needs lower ones, so that this makes no new circle."""
    height: dict[ModulePath, int] = {}
    for circle in circles:
        ids = [id_ for home in circle for id_ in by_home[home]]
        below = [height.get(homes[target], 0) for id_ in ids for target in edges[id_]]
        height.update(dict.fromkeys(circle, max(below, default=0) + 1))
    surplus = max(height.values(), default=0) - MAX_IMPORT_CHAIN
    if surplus <= 0:
        return circles
    band = -(-surplus // MAX_IMPORT_CHAIN)
    low: list[tuple[ModulePath, ...]] = []
    shared: dict[int, list[ModulePath]] = {}
    for circle in circles:
        above = height[circle[0]] - MAX_IMPORT_CHAIN
        if above > 0:
            shared.setdefault((above - 1) // band, []).extend(circle)
        else:
            low.append(circle)
    return [*low, *map(tuple, shared.values())]


def _ordered(
    modules: Mapping[ModulePath, list[str]],
    cycles: list[tuple[str, ...]],
    edges: Mapping[str, tuple[str, ...]],
    definitions: Mapping[str, Definition],
) -> tuple[dict[ModulePath, tuple[str, ...]], frozenset[str]]:
    """The order of definition in each module: what is needed first comes first; within a cycle classes, then aliases.

    Also the aliases that need themselves with no class between.
    """
    rank: dict[str, int] = {}
    recursive: set[str] = set()
    for cycle in cycles:
        if len(cycle) == 1 and cycle[0] not in edges[cycle[0]]:
            rank[cycle[0]] = len(rank)
            continue
        classes = sorted(id_ for id_ in cycle if isinstance(definitions[id_], Model))
        aliases = {id_: edges[id_] for id_ in sorted(set(cycle) - set(classes))}
        inner = {id_: tuple(t for t in targets if t in aliases) for id_, targets in aliases.items()}
        ordered = components(inner)
        recursive.update(
            id_ for ring in ordered for id_ in ring if len(ring) > 1 or id_ in inner[id_]
        )
        for id_ in (*classes, *(id_ for ring in ordered for id_ in ring)):
            rank[id_] = len(rank)
    contents = {module: tuple(sorted(ids, key=rank.__getitem__)) for module, ids in modules.items()}
    return contents, frozenset(recursive)


def _local_names(
    ids: tuple[str, ...],
    namespaces: Mapping[str, ModulePath],
    publics: Mapping[str, str],
    own: ModulePath,
) -> dict[str, str]:
    """Names in a module with several definitions: a class from another namespace whose name is taken bears its namespace's name, too."""

    def qualified(id_: str) -> str:
        if namespaces[id_] == own:
            return publics[id_]
        return "".join(class_name(part) for part in namespaces[id_]) + publics[id_]

    return distinct(
        ids, (publics.__getitem__, qualified, lambda id_: f"{publics[id_]}_{short_hash(id_)}")
    )
