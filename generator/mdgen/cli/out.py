"""The output folder: where it may lie, and whether the package can be imported by its name."""

from __future__ import annotations

from keyword import iskeyword
from pathlib import Path

import click

from mdgen.cli.messages import shown_path
from mdgen.cli.settings import Settings

# Where the pages of docs lie, from the folder that may have been named.
_PAGES = ("", "docs", "models", "docs/models")


def required_out(settings: Settings) -> Path:
    """The output folder; a usage error if nobody named one, or if modules would lie among pages there."""
    out = settings.out
    if out is None:
        raise click.UsageError("no output folder: give -o DIR, or set `out` in [tool.mdgen].")
    place = out.resolve()
    if settings.docs.is_dir() and any(
        place == (settings.docs / below).resolve() for below in _PAGES
    ):
        raise click.UsageError(f"{str(out)!r} holds the docs; a package needs a folder of its own.")
    return out


def show_unimportable(out: Path) -> None:
    """A note, if no `import` can name the package."""
    name = out.resolve().name
    if name.isidentifier() and not iskeyword(name):
        return
    from mdgen.writer.naming import module_name

    message = f"no import can name the package; it could be called {module_name(name)}"
    click.echo(f"{shown_path(out)}: note: {message}", err=True)
