"""The files that reports go to: looked at before any work, written at its end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import click


def check_reports(files: Sequence[Path], out: Path) -> None:
    """A usage error for a file of no known format, or in a folder that is not there; the package's own will be."""
    if not files:
        return
    # Few builds are asked for one.
    from mdgen.report.render import check_suffix

    for file in files:
        try:
            check_suffix(file.suffix)
        except ValueError as error:
            raise click.UsageError(f"--report {str(file)!r}: {error}.") from error
        if file.is_symlink():
            raise click.UsageError(f"--report {str(file)!r} is a symbolic link.")
        if file.suffix == ".md" and _is_foreign(file):
            raise click.UsageError(f"--report {str(file)!r} would overwrite what is no report.")
        if not file.parent.is_dir() and file.parent != out:
            raise click.UsageError(
                f"--report {str(file)!r}: there is no folder {str(file.parent)!r}."
            )


def _is_foreign(file: Path) -> bool:
    """Whether there is something else than an earlier report: a page of the docs, for one."""
    from mdgen.report.markdown import HEADING

    try:
        with file.open("rb") as opened:
            start = opened.read(len(HEADING))
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return start not in (b"", HEADING.encode())


def write_reports(texts: Mapping[Path, str]) -> None:
    """The texts as files."""
    for file, text in texts.items():
        file.write_text(text, encoding="utf-8", newline="")
