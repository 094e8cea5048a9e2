"""How the output folder differs from the package that the docs make, as people read it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from mdgen.cli.messages import counted, show_reason, shown_path
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
            click.echo("\n".join(map(_shown_line, text.split("\n"))), nl=False)
    if reason:
        click.echo(
            f"{shown_path(out)} is not in step, and a build would write nothing: {reason}", err=True
        )
    else:
        click.echo(f"{shown_path(out)} is not in step: {_advice(changes)}", err=True)


def _shown_line(line: str) -> str:
    """A line of a diff: what stands in files is no control of the terminal, and no command to a CI system, which looks past spaces."""
    text = printable(line)
    return text.replace(":", "\\x3a", 1) if text.lstrip().startswith("::") else text


def show_in_step(out: Path, files: int, reason: str = "") -> None:
    """The good news, and why the run fails all the same."""
    click.echo(f"{shown_path(out)} is in step: {counted(files, 'file')}")
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
