"""What a run is told: the command line over `[tool.mdgen]` in the nearest `pyproject.toml` over the defaults."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar

import click

from mdgen.options import Extra, Layout, ReadOptions, ResolveOptions, WireCase, WriteOptions
from mdgen.record import record

F = TypeVar("F", bound=Callable[..., Any])


@record
class Settings:
    """`docs` and `out` as they were written, so that messages show the paths that the user knows."""

    docs: Path
    out: Path | None
    also: Path | None
    strict: bool
    cache: bool
    read: ReadOptions
    resolve: ResolveOptions
    write: WriteOptions


# Keys of [tool.mdgen], and of the keyword arguments that click passes, with their TOML type.
KEYS: Mapping[str, type] = {
    "docs": str,
    "out": str,
    "also": str,
    "target": str,
    "layout": str,
    "extra": str,
    "dialect": str,
    "wire_case": str,
    "wire_names": dict,
    "strict": bool,
    "strict_optional": bool,
    "strict_null": bool,
    "rebuild": bool,
    "cache": bool,
    "template_dir": str,
}
PATHS = ("docs", "out", "also", "template_dir")
CHOICES: Mapping[str, type[Enum]] = {"layout": Layout, "extra": Extra, "wire_case": WireCase}
# Options that are about one run.
COMMAND_LINE_ONLY = frozenset(
    {
        "all_targets",
        "allow_defects",
        "check",
        "diff",
        "fail_on_change",
        "force",
        "json",
        "report",
        "verbose",
        "watch",
    }
)
_TYPE_NAMES: Mapping[type, str] = {str: "a text", bool: "true or false", dict: "a table"}
_HERE = Path()


def reading_options(command: F) -> F:
    """The arguments of every command that reads docs."""
    for decorate in reversed(
        (
            click.argument("docs", required=False, type=click.Path(path_type=Path)),
            click.option(
                "--dialect",
                metavar="NAME",
                help="Language of the docs, where it is not to be detected.",
            ),
            click.option(
                "--wire-case",
                type=click.Choice([case.value for case in WireCase]),
                help="How JSON names follow from documented names (default: detected).",
            ),
            click.option(
                "--also",
                metavar="DOCS",
                type=click.Path(path_type=Path),
                help="Docs of the same API in another language, as a second witness.",
            ),
            click.option(
                "--rebuild/--no-rebuild",
                default=None,
                help="Rebuild models whose page is missing from examples (default: yes).",
            ),
            click.option(
                "--strict-null/--no-strict-null",
                default=None,
                help="Required fields are nullable only where null is documented or was seen.",
            ),
            click.option("--strict/--no-strict", default=None, help="Let warnings fail the run."),
            click.option(
                "--cache/--no-cache",
                default=None,
                help="Remember results between runs (default: yes).",
            ),
        )
    ):
        command = decorate(command)
    return command


def writing_options(command: F) -> F:
    """The arguments of every command that makes a package."""
    for decorate in reversed(
        (
            click.option("--target", metavar="NAME", help="pydantic (default) or dataclass."),
            click.option(
                "--layout",
                type=click.Choice([layout.value for layout in Layout]),
                help="One module per page (default), per namespace, or one for all.",
            ),
            click.option(
                "--extra",
                type=click.Choice([extra.value for extra in Extra]),
                help="Keep (default) or ignore JSON keys that the docs don't mention.",
            ),
            click.option(
                "--strict-optional/--no-strict-optional",
                default=None,
                help="Refuse null for optional fields that are not known to be nullable.",
            ),
            click.option(
                "--template-dir",
                metavar="DIR",
                type=click.Path(path_type=Path),
                help="Folder whose templates override those of the same name.",
            ),
        )
    ):
        command = decorate(command)
    return command


def settle(arguments: Mapping[str, Any], start: Path | None = None) -> Settings:
    """The settings of a run; a wrong value is a `click.UsageError` that names the setting.

    `arguments` are click's: None where the command line is silent. `[tool.mdgen]` is looked for in `start` (the working directory) and
    its parents; its paths are relative to the file.
    """
    configured = read_configuration(start or _HERE)
    values = {**configured, **{key: value for key, value in arguments.items() if value is not None}}
    docs = values.get("docs")
    if docs is None:
        raise click.UsageError("no DOCS: name the docs folder, or set `docs` in [tool.mdgen].")
    if not Path(docs).exists():
        raise click.UsageError(f"DOCS {str(docs)!r} does not exist.")
    also = _path(values.get("also"))
    if also is not None and not also.exists():
        raise click.UsageError(f"`also` {str(also)!r} does not exist.")
    return Settings(
        docs=Path(docs),
        out=_path(values.get("out")),
        also=also,
        strict=bool(values.get("strict", False)),
        cache=bool(values.get("cache", True)),
        read=ReadOptions(dialect=values.get("dialect")),
        resolve=ResolveOptions(
            wire_case=WireCase(values.get("wire_case", WireCase.AUTO)),
            wire_names=dict(values.get("wire_names", {})),
            rebuild=bool(values.get("rebuild", True)),
            assume_null=not values.get("strict_null", False),
        ),
        write=WriteOptions(
            target=str(values.get("target", "pydantic")),
            layout=Layout(values.get("layout", Layout.PAGE)),
            extra=Extra(values.get("extra", Extra.KEEP)),
            strict_optional=bool(values.get("strict_optional", False)),
            template_dir=_template_dir(values),
        ),
    )


def _template_dir(values: Mapping[str, Any]) -> Path | None:
    folder = _path(values.get("template_dir"))
    if folder is not None:
        # Few projects have templates.
        from mdgen.cli.template_folder import check_template_folder

        check_template_folder(folder)
    return folder


def read_configuration(start: Path = _HERE) -> dict[str, Any]:
    """`[tool.mdgen]` of the nearest `pyproject.toml`, keys with underscores, paths made relative to the working directory."""
    for folder in (start, *start.resolve().parents):
        file = folder / "pyproject.toml"
        if file.is_file():
            return _table(file, folder)
    return {}


def _table(file: Path, folder: Path) -> dict[str, Any]:
    # Many projects are built from without any settings.
    import tomllib

    try:
        document = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise click.UsageError(f"{file} can't be read: {error}") from error
    except RecursionError as error:
        raise click.UsageError(f"{file} can't be read: it is nested too deep") from error
    tool = document.get("tool", {})
    table = tool.get("mdgen", {}) if isinstance(tool, dict) else {}
    if not isinstance(table, dict):
        raise click.UsageError(f"{file}: [tool.mdgen] is not a table.")
    values: dict[str, Any] = {}
    for written, value in table.items():
        key = written.replace("-", "_")
        fault = _fault(written, key, value)
        if fault:
            raise click.UsageError(f"{file}: {fault}")
        values[key] = folder / str(value) if key in PATHS else value
    return values


def _fault(written: str, key: str, value: Any) -> str:
    """What is wrong with a setting, "" if nothing is."""
    expected = KEYS.get(key)
    if expected is None:
        return f"[tool.mdgen] has no setting `{written}`{_hint(key)}"
    if not isinstance(value, expected):
        return f"`{written}` in [tool.mdgen] must be {_TYPE_NAMES[expected]}."
    if key in PATHS and "\0" in str(value):
        return f"`{written}` in [tool.mdgen] is no path."
    known = [str(member.value) for member in CHOICES.get(key, ())]
    if known and value not in known:
        return f"`{written}` in [tool.mdgen] is {value!r}; it can be {', '.join(known)}."
    if isinstance(value, dict) and not all(isinstance(name, str) for name in value.values()):
        return f"[tool.mdgen.{written}] maps documented names to JSON names: texts to texts."
    return ""


def _hint(key: str) -> str:
    positive = key.removeprefix("no_")
    if positive in COMMAND_LINE_ONLY:
        return f"; --{key.replace('_', '-')} is for the command line only."
    if positive != key and KEYS.get(positive) is bool:
        return f"; write `{positive} = false`."
    import difflib

    near = difflib.get_close_matches(key, KEYS, n=1)
    return f"; did you mean `{near[0]}`?" if near else f"; known are {', '.join(KEYS)}."


def _path(value: Any) -> Path | None:
    return None if value is None else Path(value)
