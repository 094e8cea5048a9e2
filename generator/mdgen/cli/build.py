"""`mdgen build`: docs in, a Python package out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from mdgen.cli.compare import Package, make_package, show_changes
from mdgen.cli.messages import counted, fails, show_diagnostics
from mdgen.cli.settings import Settings, reading_options, settle, writing_options
from mdgen.output.apply import write
from mdgen.output.errors import OutputError
from mdgen.output.files import Changes


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
@click.option("-v", "--verbose", is_flag=True, help="Show notes, too.")
def command(
    check: bool,
    diff: bool,
    force: bool,
    fail_on_change: bool,
    reports: tuple[Path, ...],
    verbose: bool,
    **arguments: Any,
) -> None:
    """Write a typed Python package from the SDK docs in DOCS: a docs folder, a repository, a models folder, or a page."""
    settings = settle(arguments)
    if diff and not check:
        raise click.UsageError("--diff goes with --check.")
    out = required_out(settings)
    package = make_package(settings, reports)
    show_diagnostics(package.diagnostics, settings.docs, verbose)
    failed = fails(package.diagnostics, settings.strict)
    if check:
        in_step = package.files is not None and show_changes(package.files, out, diff)
        raise SystemExit(0 if in_step and not failed else 1)
    if package.files is None or (failed and settings.strict):
        click.echo(package.closing)
        raise SystemExit(1)
    changes = _write(package, out, force)
    for file, text in package.reports.items():
        file.write_text(text, encoding="utf-8", newline="")
    click.echo(package.closing)
    click.echo(f"{out}: {_changed(changes)}")
    if failed or (fail_on_change and not changes.in_step):
        raise SystemExit(1)


def required_out(settings: Settings) -> Path:
    """The output folder; a usage error if nobody named one."""
    if settings.out is None:
        raise click.UsageError("no output folder: give -o DIR, or set `out` in [tool.mdgen].")
    return settings.out


def _write(package: Package, out: Path, force: bool) -> Changes:
    assert package.files is not None
    try:
        return write(out, package.files, force)
    except OutputError as error:
        raise click.ClickException(str(error)) from error


def _changed(changes: Changes) -> str:
    counts = {
        "created": len(changes.create),
        "updated": len(changes.update) + len(changes.edited),
        "deleted": len(changes.delete),
        "unchanged": len(changes.same),
    }
    shown = [f"{count:,} {what}" for what, count in counts.items() if count]
    return ", ".join(shown) or counted(0, "file")
