"""`mdgen build`: docs in, a Python package out."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from mdgen.cli import EXIT_FINDINGS
from mdgen.cli.changes import counts
from mdgen.cli.check import check_package
from mdgen.cli.memo import Memo
from mdgen.cli.messages import fails, reason_to_stop, show_diagnostics, show_reason, shown_path
from mdgen.cli.out import required_out, show_unimportable
from mdgen.cli.reports import check_reports, write_reports
from mdgen.cli.settings import Settings, reading_options, settle, writing_options
from mdgen.cli.update import Keeper, update_package
from mdgen.output.apply import write
from mdgen.output.errors import OutputError
from mdgen.output.files import Changes, OutFile
from mdgen.record import record


@click.command("build")
@reading_options
@click.option(
    "-o", "--out", metavar="DIR", type=click.Path(path_type=Path), help="The package to write."
)
@writing_options
@click.option("--check", is_flag=True, help="Write nothing; say what would change.")
@click.option("--diff", is_flag=True, help="With --check: show what would change.")
@click.option("--force", is_flag=True, help="Overwrite generated files that were edited by hand.")
@click.option(
    "--fail-on-change", is_flag=True, help="Exit with 1 if anything was written: for hooks."
)
@click.option(
    "--report",
    "reports",
    metavar="FILE",
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="List every guess: .md, .json or .html.",
)
@click.option("--watch", "watches", is_flag=True, help="Build again whenever a page is saved.")
@click.option("-v", "--verbose", is_flag=True, help="Show notes, too.")
def command(
    check: bool,
    diff: bool,
    force: bool,
    fail_on_change: bool,
    reports: tuple[Path, ...],
    watches: bool,
    verbose: bool,
    **arguments: Any,
) -> None:
    """Write a typed Python package from the SDK docs in DOCS: a docs folder, a repository, a models folder, or a page."""
    settings = settle(arguments)
    if diff and not check:
        raise click.UsageError("--diff goes with --check.")
    writing = {"--watch": watches, "--force": force, "--fail-on-change": fail_on_change}
    for option, is_given in {**writing, "--report": bool(reports)}.items():
        if check and is_given:
            raise click.UsageError(f"{option} means nothing with --check, which writes nothing.")
    if watches and fail_on_change:
        raise click.UsageError("--fail-on-change ends a run with 1; --watch goes on.")
    out = required_out(settings)
    check_reports(reports, out)
    if check:
        raise SystemExit(check_package(settings, out, diff, verbose))
    show_unimportable(out)
    request = Request(settings, out, force, fail_on_change, reports, verbose)
    if watches:
        from mdgen.cli.watch import watch

        folders = [folder for folder in (settings.docs, settings.also) if folder is not None]
        raise SystemExit(watch(folders, lambda: build_package(request)))
    raise SystemExit(build_package(request))


@record
class Request:
    """One build as it was asked for."""

    settings: Settings
    out: Path
    force: bool = False
    fail_on_change: bool = False
    reports: tuple[Path, ...] = ()
    verbose: bool = False


def build_package(request: Request) -> int:
    """Builds, says what there is to say, and returns the exit code."""
    settings, out = request.settings, request.out
    memo = Memo(settings, out)
    known = None if request.reports else memo.recall(out)
    if known is not None:
        show_diagnostics(known.diagnostics, settings.docs, request.verbose, settings.also)
        click.echo(known.closing)
        click.echo(f"{shown_path(out)}: {known.files:,} unchanged")
        show_reason(reason_to_stop(known.diagnostics, settings.strict))
        return int(fails(known.diagnostics, settings.strict))
    updated = None if request.reports else update_package(memo, settings, out)
    if updated is not None:
        show_diagnostics(updated.diagnostics, settings.docs, request.verbose, settings.also)
        click.echo(updated.closing)
        click.echo(f"{shown_path(out)}: {counts(updated.changes)}")
        return int(request.fail_on_change and not updated.changes.in_step)
    # Only now, and not for a run that finds nothing to do: all stages, Jinja and the Markdown parser.
    from mdgen.cli.package import make_package

    keeper = Keeper(memo)
    package = make_package(settings, memo, request.reports, keeper)
    show_diagnostics(package.diagnostics, settings.docs, request.verbose, settings.also)
    reason = reason_to_stop(package.diagnostics, settings.strict)
    if package.files is None or reason:
        click.echo(package.closing)
        show_reason(f"nothing was written; {reason or 'no model was read'}")
        return EXIT_FINDINGS
    changes = _write(package.files, out, request.force)
    memo.remember(package.outcome(changes))
    keeper.save()
    write_reports(package.reports)
    click.echo(package.closing)
    click.echo(f"{shown_path(out)}: {counts(changes)}")
    failed = fails(package.diagnostics, settings.strict)
    return int(failed or (request.fail_on_change and not changes.in_step))


def _write(files: Mapping[str, OutFile], out: Path, force: bool) -> Changes:
    try:
        return write(out, files, force)
    except OutputError as error:
        raise click.ClickException(str(error)) from error
