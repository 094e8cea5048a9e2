"""How the output folder differs from the package that the docs make, as people read it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from mdgen.cli.messages import counted, show_reason
from mdgen.diagnostics import printable
from mdgen.output.errors import OutputError
from mdgen.output.files import Changes, OutFile, compare


def find_changes(files: Mapping[str, OutFile], out: Path) -> Changes:
    """How the folder differs from the files."""
    try:
        return compare(out, files)
    except OutputError as error:
        raise click.ClickException(str(error)) from error


def show_changes(
    changes: Changes, files: Mapping[str, OutFile], out: Path, with_diff: bool, reason: str = ""
) -> None:
    """Prints how the folder differs; `files` are those that do, or all. `reason`: why a build would stop."""
    if changes.in_step:
        show_in_step(out, len(changes.same), reason)
        return
    for kind, paths in _kinds(changes).items():
        for path in paths:
            click.echo(printable(f"{kind}: {path}"))
    if with_diff:
        from mdgen.output.diff import diff as differences

        for text in differences(out, files, changes):
            click.echo(text, nl=False)
    if reason:
        click.echo(f"{out} is not in step, and a build would write nothing: {reason}", err=True)
    else:
        click.echo(f"{out} is not in step: {_advice(changes)}", err=True)


def show_in_step(out: Path, files: int, reason: str = "") -> None:
    """The good news, and why the run fails all the same."""
    click.echo(f"{out} is in step: {counted(files, 'file')}")
    show_reason(reason)


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


def counts(changes: Changes) -> str:
    """`3 created, 1 updated, 200 unchanged`."""
    by_kind = {
        "created": len(changes.create),
        "updated": len(changes.update) + len(changes.edited),
        "deleted": len(changes.delete),
        "unchanged": len(changes.same),
    }
    shown = [f"{count:,} {what}" for what, count in by_kind.items() if count]
    return ", ".join(shown) or counted(0, "file")
