"""`mdgen cache`: what is remembered between runs."""

from __future__ import annotations

import click

from mdgen.cache import cache_folder, clear, size_of
from mdgen.cli.messages import counted


@click.group("cache")
def command() -> None:
    """Show or clear what mdgen remembers between runs. It can be thrown away at any time."""


@command.command("show")
def show() -> None:
    """Print where the cache is and how large."""
    folder = cache_folder()
    if folder is None:
        click.echo("no cache: there is no home folder, and MDGEN_CACHE_DIR is not set")
        return
    files, size = size_of(folder)
    click.echo(f"{folder}: {counted(files, 'file')}, {size:,} bytes")


@command.command("clear")
def clear_command() -> None:
    """Remove all of it."""
    folder = cache_folder()
    files, size = (0, 0) if folder is None else clear(folder)
    click.echo(f"removed {counted(files, 'file')}, {size:,} bytes")
