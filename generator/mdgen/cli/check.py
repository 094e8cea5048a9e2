"""`mdgen check`: is the package in step with its docs?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from mdgen.cli import EXIT_FINDINGS
from mdgen.cli.changes import find_changes, show_changes, show_in_step
from mdgen.cli.memo import Memo
from mdgen.cli.messages import fails, reason_to_stop, show_diagnostics
from mdgen.cli.out import required_out
from mdgen.cli.settings import Settings, reading_options, settle, writing_options
from mdgen.cli.update import foresee_update


@click.command("check")
@reading_options
@click.option(
    "-o", "--out", metavar="DIR", type=click.Path(path_type=Path), help="The package to check."
)
@writing_options
@click.option("--diff", is_flag=True, help="Show what would change.")
@click.option("-v", "--verbose", is_flag=True, help="Show notes, too.")
def command(diff: bool, verbose: bool, **arguments: Any) -> None:
    """Tell whether the package is what `mdgen build` would write now. Exit code 0: in step; 1: not. It never writes."""
    settings = settle(arguments)
    raise SystemExit(check_package(settings, required_out(settings), diff, verbose))


def check_package(settings: Settings, out: Path, with_diff: bool, verbose: bool) -> int:
    """Compares, says what there is to say, and returns the exit code."""
    memo = Memo(settings, out)
    known = memo.recall(out)
    if known is not None:
        show_diagnostics(known.diagnostics, settings.docs, verbose, settings.also)
        show_in_step(out, known.files, reason_to_stop(known.diagnostics, settings.strict))
        return int(fails(known.diagnostics, settings.strict))
    foreseen = foresee_update(memo, settings, out)
    if foreseen is not None:
        show_diagnostics(foreseen.diagnostics, settings.docs, verbose, settings.also)
        reason = reason_to_stop(foreseen.diagnostics, settings.strict)
        show_changes(foreseen.changes, foreseen.files, out, with_diff, reason)
        return int(not foreseen.changes.in_step or fails(foreseen.diagnostics, settings.strict))
    # Only now, and not for a run that finds nothing to do: all stages, Jinja and the Markdown parser.
    from mdgen.cli.package import make_package

    package = make_package(settings, memo)
    show_diagnostics(package.diagnostics, settings.docs, verbose, settings.also)
    if package.files is None:
        return EXIT_FINDINGS
    changes = find_changes(package.files, out)
    reason = reason_to_stop(package.diagnostics, settings.strict)
    show_changes(changes, package.files, out, with_diff, reason)
    if not changes.in_step:
        return EXIT_FINDINGS
    memo.remember(package.outcome(changes))
    return int(fails(package.diagnostics, settings.strict))
