"""The stages in order: the only module that names them all.

scan → parse → read → resolve → render → format. Everything here takes values and returns values; only scanning and reading sources touch
the disk. Comparing with a folder and writing to it are the command's business (`mdgen.output`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeAlias

from mdgen.diagnostics import Checked, Code, Diagnostic
from mdgen.ir.definitions import Alias, Choice, Definition, Enum, Model, has_required_null
from mdgen.ir.evidence import Label, Snippet
from mdgen.ir.graph import TypeGraph
from mdgen.ir.tally import Tally
from mdgen.markdown.files import SourceFile
from mdgen.markdown.page import Page
from mdgen.markdown.parser import parse_page
from mdgen.markdown.scan import Root, scan
from mdgen.markdown.source import Source, read_source
from mdgen.options import ReadOptions, ResolveOptions, WriteOptions
from mdgen.output.files import OutFile
from mdgen.output.finish import finish
from mdgen.passes import PASSES
from mdgen.reader.definition import read_page
from mdgen.reader.detect import detect, sample_step
from mdgen.reader.dialect import Dialect, dialects
from mdgen.reader.operations import read_labels, read_snippets
from mdgen.record import record
from mdgen.writer.layout import Plan, plan
from mdgen.writer.naming import distinct, module_name, short_hash
from mdgen.writer.render import File, lay_out, render, roots_package
from mdgen.writer.target import reserved_names, target_names

if TYPE_CHECKING:
    from mdgen.verify.tasks import Locations

# The sub-package of the root that is the named folder itself, where there are others below it.
MAIN_PACKAGE = "main"


class Listener(Protocol):
    """Is told every file that could be read, in the order of the scan."""

    def page(self, file: SourceFile, source: Source) -> None:
        """A page that may be a model."""

    def operation(self, file: SourceFile, source: Source) -> None:
        """A page that describes requests."""


Scanned: TypeAlias = Checked[tuple[Root, ...]]
_Read: TypeAlias = tuple[Source, Page]


@record
class Docs:
    """One SDK root as read: its graph, before any pass, and the account of its pages."""

    graph: TypeGraph
    tally: Tally


@record
class Graphs:
    """All SDK roots below a folder after the passes, and the account of their pages."""

    graphs: tuple[TypeGraph, ...]
    tally: Tally


class UnknownNameError(Exception):
    """An option names a dialect or a target that there is not; the message names those that there are."""


def check_names(read: ReadOptions, write: WriteOptions) -> None:
    """Raises `UnknownNameError` before any work is done."""
    for kind, name, known in (
        ("dialect", read.dialect, tuple(dialects())),
        ("target", write.target, target_names()),
    ):
        if name is not None and name not in known:
            raise UnknownNameError(f"unknown {kind} {name!r}; there are: {', '.join(known)}")


def read_docs(
    scanned: Scanned, options: ReadOptions, listener: Listener | None = None
) -> Checked[tuple[Docs, ...]]:
    """What the docs that a scan found define, one graph for each SDK root."""
    found = [_read_root(root, options, listener) for root in scanned.value]
    read = tuple(checked.value for checked in found if checked.value is not None)
    diagnostics = chain(scanned.diagnostics, *(checked.diagnostics for checked in found))
    return Checked(read, tuple(diagnostics))


def _read_root(root: Root, options: ReadOptions, listener: Listener | None) -> Checked[Docs | None]:
    """One root; None if its language is not known, which is an error among the diagnostics."""
    sample: dict[str, _Read] = {}
    detected = _dialect_of(root, options, sample)
    dialect = detected.value
    if dialect is None:
        return Checked(None, detected.diagnostics)
    diagnostics = list(detected.diagnostics)
    definitions: dict[str, Definition] = {}
    left_out = 0
    for file in root.pages:
        read = _read_file(file, sample.pop(file.id, None), dialect, listener)
        diagnostics += read.diagnostics
        if read.value is not None:
            definitions[file.id] = read.value
        elif any(found.code is Code.LEFT_OUT for found in read.diagnostics):
            left_out += 1
    snippets, labels = _operations(root.operations, dialect, listener)
    graph = TypeGraph(
        dict(sorted(definitions.items())),
        dialect.name,
        root.path,
        names=dialect.names,
        snippets=snippets,
        labels=labels,
        silence=dialect.silence(any(map(has_required_null, definitions.values()))),
    )
    failed = len(root.pages) - len(definitions) - left_out
    return Checked(Docs(graph, _tally(definitions.values(), left_out, failed)), tuple(diagnostics))


def _read_file(
    file: SourceFile, known: _Read | None, dialect: Dialect, listener: Listener | None
) -> Checked[Definition | None]:
    """The definition of a page, which may be `known` from the sample."""
    if known is None:
        source = read_source(file)
        if source.value is None:
            return Checked(None, source.diagnostics)
        known = source.value, parse_page(file.path, source.value.text)
    if listener is not None:
        listener.page(file, known[0])
    return read_page(known[1], file.id, dialect)


def _dialect_of(
    root: Root, options: ReadOptions, sample: dict[str, _Read]
) -> Checked[Dialect | None]:
    """The dialect that was named, or the one that fits some pages best, which are then in `sample` by id."""
    known = dialects()
    if options.dialect is not None:
        return Checked(known[options.dialect])
    # Pages spread evenly over the root
    for file in root.pages[:: sample_step(len(root.pages))]:
        source = read_source(file).value
        if source is not None:
            sample[file.id] = source, parse_page(file.path, source.text)
    detected = detect({id_: page for id_, (_, page) in sample.items()})
    return Checked(known[detected.value] if detected.value else None, detected.diagnostics)


def _operations(
    files: Iterable[SourceFile], dialect: Dialect, listener: Listener | None
) -> tuple[tuple[Snippet, ...], tuple[Label, ...]]:
    """What the pages of operations say about names, and about unions."""
    snippets: list[Snippet] = []
    labels: list[Label] = []
    for file in files:
        source = read_source(file).value
        if source is not None:
            if listener is not None:
                listener.operation(file, source)
            snippets += read_snippets(source.text)
            labels += read_labels(source.text, file.id, dialect)
    return tuple(snippets), tuple(labels)


def _tally(definitions: Iterable[Definition], left_out: int, failed: int) -> Tally:
    kinds = Counter(type(definition) for definition in definitions)
    return Tally(kinds[Model], kinds[Enum], kinds[Choice] + kinds[Alias], left_out, failed)


def resolve(graph: TypeGraph, options: ResolveOptions) -> Checked[TypeGraph]:
    """The graph after all passes, in their order."""
    diagnostics: list[Diagnostic] = []
    for run in PASSES:
        checked = run(graph, options)
        graph = checked.value
        diagnostics += checked.diagnostics
    return Checked(graph, tuple(diagnostics))


def build_graphs(
    scanned: Scanned,
    also: Path | None,
    read: ReadOptions,
    options: ResolveOptions,
    listener: Listener | None = None,
) -> Checked[Graphs]:
    """The resolved graphs of all SDK roots, their open questions settled by the docs at `also` if there are any."""
    roots = read_docs(scanned, read, listener)
    resolved = [resolve(root.graph, options) for root in roots.value]
    diagnostics = [
        *roots.diagnostics,
        *_unused_everywhere([checked.diagnostics for checked in resolved]),
    ]
    graphs = [checked.value for checked in resolved]
    if also is not None:
        settled = _settle(graphs, also, options)
        graphs = settled.value
        diagnostics += settled.diagnostics
    tally = sum((root.tally for root in roots.value), Tally())
    return Checked(Graphs(tuple(graphs), tally), tuple(diagnostics))


def _unused_everywhere(found: Sequence[Sequence[Diagnostic]]) -> Iterator[Diagnostic]:
    """All findings, but a setting that one root of several needs is not unused."""
    unused = Counter(
        diagnostic.message
        for diagnostics in found
        for diagnostic in diagnostics
        if diagnostic.code is Code.UNUSED_OVERRIDE
    )
    for diagnostic in chain.from_iterable(found):
        if diagnostic.code is not Code.UNUSED_OVERRIDE or unused[diagnostic.message] == len(found):
            yield diagnostic


def _settle(
    graphs: Sequence[TypeGraph], also: Path, options: ResolveOptions
) -> Checked[list[TypeGraph]]:
    """Each graph settled by the one that aligns best with it among those of a second folder."""
    # Few builds have a second folder.
    from mdgen.passes.alignment import align
    from mdgen.passes.witnesses import settle_by

    roots = read_docs(scan(also), ReadOptions())
    others = [resolve(root.graph, options).value for root in roots.value]
    diagnostics = [replace(found, in_also=True) for found in roots.diagnostics]
    settled = []
    for graph in graphs:
        if others:
            best = (
                max(others, key=lambda other: align(graph, other).share)
                if len(others) > 1
                else others[0]
            )
            checked = settle_by(graph, best, options)
            graph = checked.value
            diagnostics += checked.diagnostics
        settled.append(graph)
    return Checked(settled, tuple(diagnostics))


def lay_out_all(graphs: Sequence[TypeGraph], options: WriteOptions) -> tuple[Checked[Plan], ...]:
    """Where everything stands in each graph's package, whatever its target."""
    return tuple(lay_out(graph, options) for graph in graphs)


def write(
    graphs: Sequence[TypeGraph],
    options: WriteOptions,
    laid_out: Sequence[Checked[Plan]] | None = None,
) -> Checked[dict[str, File]]:
    """The package's files by posix path: one package for one root, one sub-package each for several. LookupError for an unknown target."""
    files: dict[str, File] = {}
    diagnostics: list[Diagnostic] = []
    names = package_names([graph.root for graph in graphs])
    laid_out = laid_out or lay_out_all(graphs, options)
    for graph, name, planned in zip(graphs, names, laid_out, strict=True):
        rendered = render(graph, options, planned)
        diagnostics += rendered.diagnostics
        prefix = f"{name}/" if name else ""
        files.update({prefix + path: file for path, file in rendered.value.files.items()})
    if len(graphs) > 1:
        files.update(roots_package(names))
    return Checked(dict(sorted(files.items())), tuple(diagnostics))


class RefusedModuleError(Exception):
    """A rendered module holds what no generated module may hold: a template at fault, or a fault of mdgen's. Nothing may be written."""


def finish_files(files: Mapping[str, File]) -> dict[str, OutFile]:
    """The files as they are to be on disk: as black formats them, through the gate. What is not made from documents stays as it is.

    Raises `RefusedModuleError`, which names the page.
    """
    return {path: _finished(path, file) for path, file in files.items()}


def _finished(path: str, file: File) -> OutFile:
    if file.raw:
        return OutFile(file.text, file.sources)
    finished = finish(file.text, path.count("/") + 1, stub=path.endswith(".pyi"))
    if finished.refusals:
        pages = ", ".join(file.sources) or "no page"
        raise RefusedModuleError(
            f"{path} (from {pages}) must not be written: {finished.refusals[0]}"
        )
    return OutFile(finished.text, file.sources)


def locations(graphs: Sequence[TypeGraph], options: WriteOptions) -> tuple[Locations, ...]:
    """Where `write` puts the definitions of each graph, whatever the target."""
    from mdgen.verify.tasks import Location

    reserved = reserved_names()
    found: list[Locations] = []
    for graph, package in zip(graphs, package_names([graph.root for graph in graphs]), strict=True):
        places = plan(graph, options.layout, reserved).value.places
        found.append(
            {
                id_: Location(package, ".".join(place.module), place.local)
                for id_, place in places.items()
            }
        )
    return tuple(found)


def package_names(roots: Sequence[str]) -> tuple[str, ...]:
    """The sub-package of each SDK root, by its whole path, so that a root added later renames none but those whose names clash with
    its own; "" where there is only one."""
    if len(roots) == 1:
        return ("",)

    def usual(root: str) -> str:
        return module_name(root) if root else MAIN_PACKAGE

    names = distinct(roots, (usual, lambda root: f"{usual(root)}_{short_hash(root)}"))
    return tuple(names[root] for root in roots)
