"""All that a build says and writes, after some pages were changed, from what the last one said and wrote."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any

from mdgen.diagnostics import Code, Diagnostic
from mdgen.incremental.bounds import (
    check_edges,
    check_read,
    check_resolved,
    check_votes,
    record_after,
)
from mdgen.incremental.pages import Packets, Pages, TooFarError
from mdgen.incremental.settle import Settled, Settler
from mdgen.incremental.state import DIGEST_BYTES, State, States
from mdgen.ir.definitions import Definition, has_required_null
from mdgen.ir.graph import TypeGraph
from mdgen.markdown.files import SourceFile
from mdgen.markdown.parser import parse_page
from mdgen.markdown.source import read_source
from mdgen.options import ReadOptions, ResolveOptions, WriteOptions
from mdgen.output.files import OutFile
from mdgen.output.manifest import digest
from mdgen.reader.detect import evidence_of, sample_step
from mdgen.reader.dialect import dialect_named
from mdgen.record import record
from mdgen.report.facts import tally
from mdgen.writer.target import load_target

# Findings of the layout, which say something about a page's title and name only.
_ABOUT_NAMES = frozenset({Code.RENAMED, Code.CLASHING_NAMES})


@record
class Options:
    """The options of a build."""

    read: ReadOptions
    resolve: ResolveOptions
    write: WriteOptions


@record
class Update:
    """`files` are those whose text is another one. `state` and `packets` are what the next build needs; `state.build` is still that of the last one."""

    files: Mapping[str, OutFile]
    diagnostics: tuple[Diagnostic, ...]
    state: State
    packets: Mapping[bytes, Any]


class Updater:
    """Carries changes of pages into a state. `files` are the pages."""

    def __init__(
        self,
        states: States,
        state: State,
        files: Sequence[SourceFile],
        options: Options,
    ) -> None:
        self.state = state
        self.options = options
        self.sample = sample_step(len(files))
        self.packets = Packets(states, state)
        self.pages = Pages(files, self.packets, dialect_named(state.dialect))
        self.settler = Settler(state, self.pages, self.packets, options.resolve, options.write)
        self.reserved = load_target(options.write.target).reserved_fields

    def update(
        self,
        changed: Sequence[int],
        digests: Sequence[bytes],
        diagnostics: tuple[Diagnostic, ...],
        known: Callable[[str], str],
    ) -> Update:
        """The build after the pages with these numbers were changed; `digests` are those of all files now, `diagnostics` and `known` (the digest of
        a path) what the last build found and wrote. TooFarError if a full build is needed."""
        files: dict[str, OutFile] = {}
        texts = {number: self.packets.text(number) for number in changed}
        for number, text in texts.items():
            self.pages.hold(number, text)
        for number in changed:
            path, file, diagnostics = self.change(
                number, texts[number], digests[number], diagnostics, known, files
            )
            files[path] = file
        joined = b"".join(digests)
        assert len(joined) == DIGEST_BYTES * len(digests)
        text_keys, record_keys, packets = self.packets.changed()
        state = replace(self.state, digests=joined, texts=text_keys, records=record_keys)
        others = {path: file for path, file in files.items() if _digest(file) != known(path)}
        return Update(others, diagnostics, state, packets)

    def change(
        self,
        number: int,
        before: str,
        seen: bytes,
        diagnostics: tuple[Diagnostic, ...],
        known: Callable[[str], str],
        files: Mapping[str, OutFile],
    ) -> tuple[str, OutFile, tuple[Diagnostic, ...]]:
        """One page: its module, and the findings after it. `before` is its text in the last build, `seen` the digest of its content now."""
        source = read_source(self.pages.files[number])
        if source.value is None or source.diagnostics:
            raise TooFarError("the page can't be read")
        if sha256(source.value.data).digest() != seen:
            raise TooFarError("the page was edited meanwhile")
        after = source.value.text
        self.check_language(number, before, after)
        record = self.settler.record(self.pages.files[number].id)
        old = self.settler.settle(number, before, record)
        expected = _digest(files[old.path]) if old.path in files else known(old.path)
        if _digest(old.file) != expected:
            raise TooFarError("the page as it was does not give what was written")
        read = self.pages.read(number, after).value
        if read is None:
            raise TooFarError("the page defines nothing")
        check_read(old.read, read)
        linked = self.pages.link(read).value
        record = record_after(old.linked, linked, record, self.pages)
        new = self.settler.settle(number, after, record)
        self.check(old, new, record.is_variant)
        self.packets.set_text(number, after)
        self.packets.set_record(number, record)
        return new.path, new.file, self.findings(old, new, diagnostics)

    def check(self, old: Settled, new: Settled, is_variant: bool) -> None:
        """Whether all other definitions stay as they are; exchanges the page's part of the sums."""
        if new.path != old.path:
            raise TooFarError("the module is another one")
        if self.settler.pages.dialect.learned_null and (
            has_required_null(old.read) != has_required_null(new.read)
        ):
            raise TooFarError("null of required fields is shown elsewhere, or was only here")
        shared = old.path.removesuffix(".py") in self.state.modules
        check_edges(old, new, shared, self.options.write.layout, self.pages)
        check_resolved(old, new, is_variant, self.reserved)
        state = check_votes(old, new, self.state, self.options.resolve.wire_case)
        before, after = _fidelity(old.resolved, old.graph), _fidelity(new.resolved, new.graph)
        documented, inferred, assumed, only_null = (
            whole - less + more
            for whole, less, more in zip(state.fidelity, before, after, strict=True)
        )
        self.state = replace(state, fidelity=(documented, inferred, assumed, only_null))
        self.settler.state = self.state

    def check_language(self, number: int, before: str, after: str) -> None:
        if self.options.read.dialect is not None or number % self.sample:
            return
        file = self.pages.files[number]
        spoken = [evidence_of(file.id, parse_page(file.path, text)) for text in (before, after)]
        if spoken[0] != spoken[1]:
            raise TooFarError("the page may change what language the docs are in")

    def findings(
        self, old: Settled, new: Settled, diagnostics: tuple[Diagnostic, ...]
    ) -> tuple[Diagnostic, ...]:
        """The findings with those about the page exchanged."""
        at = old.read.at
        others = [found for found in diagnostics if found.at.path != at.path]
        own = {found for found in diagnostics if found.at.path == at.path}
        if not own >= set(old.found):
            raise TooFarError("the page as it was does not give the same findings")
        left = own - set(old.found)
        if left and (new.read.at != at or not {found.code for found in left} <= _ABOUT_NAMES):
            raise TooFarError("findings whose cause is not known")
        return (*others, *left, *new.found)


def _digest(file: OutFile) -> str:
    return digest(file.text.encode("utf-8", "surrogatepass"))


def _fidelity(definition: Definition, graph: TypeGraph) -> tuple[int, int, int, int]:
    counts = tally([replace(graph, definitions={definition.id: definition})])
    return counts.documented, counts.inferred, counts.assumed, counts.only_null
