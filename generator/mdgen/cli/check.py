"""`mdgen check`: is the package in step with its docs?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from mdgen.cli.build import required_out
from mdgen.cli.compare import make_package, show_changes
from mdgen.cli.messages import fails, show_diagnostics
from mdgen.cli.settings import reading_options, settle, writing_options


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
    out = required_out(settings)
    package = make_package(settings)
    show_diagnostics(package.diagnostics, settings.docs, verbose)
    in_step = package.files is not None and show_changes(package.files, out, diff)
    if not in_step or fails(package.diagnostics, settings.strict):
        raise SystemExit(1)
