"""Where the files lie that are shipped with the program and are no Python: templates and what they inline."""

from __future__ import annotations

from pathlib import Path

_PACKAGED = Path(__file__).parent / "templates"
_IN_REPOSITORY = Path(__file__).parents[2] / "templates"


def template_folder() -> Path:
    """The folder that holds all templates: inside the installed package, or at the top of the repository."""
    return _PACKAGED if _PACKAGED.is_dir() else _IN_REPOSITORY
