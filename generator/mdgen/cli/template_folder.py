"""The folder of the user's templates: whether each of them is used."""

from __future__ import annotations

from pathlib import Path

import click

from mdgen.assets import template_folder

_SUFFIXES = (".jinja", ".jinja2", ".j2")


def check_template_folder(folder: Path) -> None:
    """A usage error that names what can be overridden, for a folder that is not there, and for one with templates that nothing uses, or
    without any: such a template would say nothing and nobody would know."""
    if not folder.is_dir():
        raise click.UsageError(f"`template_dir` {str(folder)!r} is not a folder.")
    known = {file.name for file in (template_folder() / "shared").glob("*.jinja")}
    known_are = (
        f"those that can be overridden, at the folder's top, are {', '.join(sorted(known))}."
    )
    files = [file for file in sorted(folder.rglob("*")) if file.suffix in _SUFFIXES]
    names = [file.relative_to(folder).as_posix() for file in files]
    unused = _unused(folder, names, known)
    if unused:
        raise click.UsageError(
            f"`template_dir` {str(folder)!r}: {unused} overrides no template; {known_are}"
        )
    if not names:
        raise click.UsageError(f"`template_dir` {str(folder)!r} holds no template; {known_are}")


def _unused(folder: Path, names: list[str], known: set[str]) -> str:
    """The first template that overrides none and is named in none that is used, "" if there is none."""
    used = [name for name in names if name in known]
    others = [name for name in names if name not in known]
    for user in used:
        text = (folder / user).read_text(encoding="utf-8", errors="replace") if others else ""
        found = [name for name in others if name in text]
        used += found  # they may name others, and are looked at in turn
        others = [name for name in others if name not in found]
    return others[0] if others else ""
