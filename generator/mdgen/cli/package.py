"""Docs to files, with all that there is to say about it. Importing this imports all stages."""

from __future__ import annotations

import gc
from collections.abc import Mapping, Sequence
from dataclasses import field
from pathlib import Path

import click

from mdgen.cli.memo import Memo, Outcome
from mdgen.cli.messages import accounting
from mdgen.cli.settings import Settings
from mdgen.cli.update import Keeper
from mdgen.diagnostics import Diagnostic, printable
from mdgen.ir.graph import TypeGraph
from mdgen.markdown.files import SourceFile
from mdgen.markdown.source import Source
from mdgen.options import WriteOptions
from mdgen.output.files import Changes, OutFile
from mdgen.pipeline import (
    RefusedModuleError,
    UnknownNameError,
    build_graphs,
    check_names,
    finish_files,
    lay_out_all,
    write,
)
from mdgen.record import record
from mdgen.report.facts import fidelity_line, tally
from mdgen.writer.templates import TemplateFaultError


@record
class Package:
    """What a run makes of docs. `files` is None where there is nothing to write: no pages, or no language that is known. `closing` is the
    account that the run ends with, `reports` the texts of the reports that were asked for."""

    files: Mapping[str, OutFile] | None
    diagnostics: tuple[Diagnostic, ...]
    closing: str
    reports: Mapping[Path, str] = field(default_factory=dict)

    def outcome(self, changes: Changes) -> Outcome:
        """What there is to remember about a package that has files and was compared with a folder."""
        assert self.files is not None
        return Outcome(changes.wanted, len(self.files), self.diagnostics, self.closing)


@record
class _Listener:
    """Tells memo and keeper what is read."""

    memo: Memo
    keeper: Keeper | None

    def page(self, file: SourceFile, source: Source) -> None:
        self.memo.read(file, source.data)
        if self.keeper is not None:
            self.keeper.read(file, source.text)

    def operation(self, file: SourceFile, source: Source) -> None:
        self.memo.read(file, source.data)


def make_package(
    settings: Settings, memo: Memo, reports: Sequence[Path] = (), keeper: Keeper | None = None
) -> Package:
    """The files of the package, formatted and checked, and all that was found on the way. `memo` is told what was read, `keeper` is shown what
    the next build could use."""
    # A build makes a million small objects and no cycles to speak of; collecting them takes a quarter of the time.
    gc.disable()
    try:
        check_names(settings.read, settings.write)
    except UnknownNameError as error:
        raise click.UsageError(str(error)) from error
    listener = _Listener(memo, keeper)
    built = build_graphs(memo.scanned, settings.also, settings.read, settings.resolve, listener)
    memo.seal()
    graphs = built.value.graphs
    if not graphs:
        return Package(None, built.diagnostics, accounting(built.value.tally, built.diagnostics))
    counts = tally(graphs)
    try:
        laid_out = lay_out_all(graphs, settings.write)
        if keeper is not None:
            keeper.keep(graphs, laid_out, built.value.tally, counts, built.diagnostics)
        written = write(graphs, settings.write, laid_out)
        del laid_out
        files = finish_files(written.value)
    except (RefusedModuleError, TemplateFaultError) as error:
        raise click.ClickException(printable(fault(error, settings.write))) from error
    diagnostics = (*built.diagnostics, *written.diagnostics)
    account = accounting(built.value.tally, diagnostics)
    closing = f"{account}\n{fidelity_line(counts)}"
    texts = {file: _report(graphs, file) for file in reports}
    return Package(files, diagnostics, closing, texts)


def fault(error: RefusedModuleError | TemplateFaultError, options: WriteOptions) -> str:
    """Why nothing is written, and where to look."""
    if isinstance(error, TemplateFaultError):
        return f"{error}; mend the template"
    folder = options.template_dir
    own = sorted(folder.glob("*.jinja")) if folder is not None else []
    # Without a template of the user's the fault is mdgen's.
    return f"{error}; look at {', '.join(map(str, own))}" if own else str(error)


def _report(graphs: Sequence[TypeGraph], file: Path) -> str:
    # Few builds are asked for one.
    from mdgen.report.render import render_report

    return render_report(graphs, file.suffix)
