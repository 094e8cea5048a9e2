"""What `build` and `check` have in common: making the package's files, and saying how the folder differs from them."""

from __future__ import annotations

import gc
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click

from mdgen.cli.messages import accounting
from mdgen.cli.settings import Settings
from mdgen.diagnostics import Diagnostic, printable
from mdgen.ir.graph import TypeGraph
from mdgen.output.diff import diff as differences
from mdgen.output.errors import OutputError
from mdgen.output.files import Changes, OutFile, compare
from mdgen.pipeline import (
    RefusedModuleError,
    UnknownNameError,
    build_graphs,
    check_names,
    finish_files,
    write,
)
from mdgen.report.facts import fidelity_line, tally
from mdgen.report.render import render_report


@dataclass(frozen=True, slots=True)
class Package:
    """What a run makes of docs. `files` is None where there is nothing to write: no pages, or no language that is known. `closing` is the
    account that the run ends with, `reports` the texts of the reports that were asked for."""

    files: Mapping[str, OutFile] | None
    diagnostics: tuple[Diagnostic, ...]
    closing: str
    reports: Mapping[Path, str] = field(default_factory=dict)


def make_package(settings: Settings, reports: Sequence[Path] = ()) -> Package:
    """The files of the package, formatted and checked, and all that was found on the way."""
    # A build makes a million small objects and no cycles to speak of; collecting them takes a quarter of the time.
    gc.disable()
    try:
        check_names(settings.read, settings.write)
    except UnknownNameError as error:
        raise click.UsageError(str(error)) from error
    built = build_graphs(settings.docs, settings.also, settings.read, settings.resolve)
    graphs = built.value.graphs
    if not graphs:
        return Package(None, built.diagnostics, accounting(built.value.tally, built.diagnostics))
    try:
        written = write(graphs, settings.write)
        files = finish_files(written.value)
    except RefusedModuleError as error:
        raise click.ClickException(printable(str(error))) from error
    diagnostics = (*built.diagnostics, *written.diagnostics)
    account = accounting(built.value.tally, diagnostics)
    closing = f"{account}\n{fidelity_line(tally(graphs))}"
    texts = {file: _report(graphs, file) for file in reports}
    return Package(files, diagnostics, closing, texts)


def _report(graphs: Sequence[TypeGraph], file: Path) -> str:
    try:
        return render_report(graphs, file.suffix)
    except ValueError as error:
        raise click.UsageError(str(error)) from error


def show_changes(files: Mapping[str, OutFile], out: Path, with_diff: bool) -> bool:
    """Prints how the folder differs from the files; True if it does not."""
    try:
        changes = compare(out, files)
    except OutputError as error:
        raise click.ClickException(str(error)) from error
    if changes.in_step:
        click.echo(f"{out} is in step: {len(changes.same):,} files")
        return True
    for kind, paths in _kinds(changes).items():
        for path in paths:
            click.echo(printable(f"{kind}: {path}"))
    if with_diff:
        for text in differences(out, files, changes):
            click.echo(text, nl=False)
    click.echo(f"{out} is not in step: {_advice(changes)}", err=True)
    return False


def _kinds(changes: Changes) -> dict[str, Sequence[str]]:
    return {
        "missing": changes.create,
        "stale": changes.update,
        "left over": changes.delete,
        "edited": (*changes.edited, *changes.abandoned),
        "foreign, in the way": changes.foreign,
    }


def _advice(changes: Changes) -> str:
    if changes.foreign:
        return "move or delete what is in the way"
    if changes.edited or changes.abandoned:
        return "undo the edits, or run `mdgen build --force`"
    if changes.interrupted:
        return "a build was interrupted; run `mdgen build`"
    return "run `mdgen build`"
