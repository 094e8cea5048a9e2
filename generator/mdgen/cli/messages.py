"""What a person reads: findings, counts, the closing line. Findings go to stderr, results to stdout."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mdgen.diagnostics import Code, Diagnostic, Severity, printable, sort_diagnostics

if TYPE_CHECKING:
    from mdgen.ir.tally import Tally

MAX_ALIKE = 100
"""Findings of one kind that are shown of one page; the rest are counted. A page of nothing but faults would bury all others."""


def show_error(error: click.ClickException) -> None:
    """What stops a run. The message can quote a configuration, a path or a page, and is one line whatever they hold."""
    error.message = printable(error.message)  # type: ignore[misc]
    error.show()


def shown_path(path: Path) -> str:
    """A path as it can begin a line."""
    return _no_command(printable(path.as_posix()))


def show_diagnostics(
    diagnostics: Iterable[Diagnostic], docs: Path, verbose: bool, also: Path | None = None
) -> None:
    """`path:line: MD012 warning: what, and what to do`, sorted, then a count per code. Notes are only counted, unless asked for.

    Paths start with DOCS, or with the second docs, as the user wrote it, so that an editor finds them.
    """
    ordered = sort_diagnostics(diagnostics)
    prefixes = _prefix(docs), _prefix(also or docs)
    alike: Counter[tuple[str, Code]] = Counter()
    lines = []
    for diagnostic in ordered:
        if verbose or diagnostic.code.severity > Severity.NOTE:
            path = _shown(diagnostic.at.path, prefixes[diagnostic.in_also])
            kind = path, diagnostic.code
            alike[kind] += 1
            if alike[kind] <= MAX_ALIKE:
                lines.append(_line(diagnostic, path))
    for (path, code), count in alike.items():
        if count > MAX_ALIKE:
            more = f"{path}: {code.id}: {count - MAX_ALIKE:,} more like those above"
            lines.append(printable(more))
    if lines:
        click.echo("\n".join(lines), err=True)
    for code, count in sorted(
        Counter(d.code for d in ordered).items(), key=lambda item: item[0].id
    ):
        hidden = "" if verbose or code.severity > Severity.NOTE else ", shown by --verbose"
        click.echo(
            f"{code.id} {_title(code)}: {count:,} {_noun(code.severity, count)}{hidden}", err=True
        )


def _prefix(named: Path) -> str:
    """What the paths of findings are relative to: the folder that was named, or that of the page."""
    return (named if named.is_dir() else named.parent).as_posix()


def _line(diagnostic: Diagnostic, path: str) -> str:
    severity = diagnostic.code.severity.name.lower()
    line = diagnostic.at.line
    where = path + (f":{line}" if line else "")
    return printable(f"{where}: {diagnostic.code.id} {severity}: {diagnostic.message}")


def _shown(path: str, prefix: str) -> str:
    if prefix != ".":
        path = prefix if path == "." else f"{prefix.rstrip('/')}/{path}"
    return _no_command(path)


def _no_command(path: str) -> str:
    """A path that starts with "::" would be a command to some CI systems."""
    return f"./{path}" if path.startswith(":") else path


def _title(code: Code) -> str:
    return code.name.lower().replace("_", " ")


def _noun(severity: Severity, count: int) -> str:
    return severity.name.lower() + ("" if count == 1 else "s")


def counted(count: int, noun: str) -> str:
    """`1 page`, `20,159 pages`."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def accounting(total: Tally, diagnostics: Iterable[Diagnostic]) -> str:
    """`20,159 pages: 10,999 models, 8,074 enums, 1,086 unions; 3 warnings`: every page is in exactly one of the counts."""
    parts = [
        counted(total.models, "model"),
        counted(total.enums, "enum"),
        counted(total.unions, "union"),
    ]
    if total.left_out:
        parts.append(f"{total.left_out:,} left out")
    if total.failed:
        parts.append(f"{total.failed:,} not read")
    by_severity = Counter(diagnostic.code.severity for diagnostic in set(diagnostics))
    findings = [
        counted(by_severity[severity], severity.name.lower())
        for severity in (Severity.ERROR, Severity.WARNING)
        if by_severity[severity] or severity is Severity.WARNING
    ]
    return f"{counted(total.pages, 'page')}: {', '.join(parts)}; {', '.join(findings)}"


def fails(diagnostics: Iterable[Diagnostic], strict: bool) -> bool:
    """Whether the findings fail the run: errors always do, warnings if `strict`."""
    limit = Severity.WARNING if strict else Severity.ERROR
    return any(diagnostic.code.severity >= limit for diagnostic in diagnostics)


def reason_to_stop(diagnostics: Iterable[Diagnostic], strict: bool) -> str:
    """Why nothing may be written, "" if something may: a strict run stops at what fails it."""
    if not strict or not fails(diagnostics, strict):
        return ""
    return "errors fail the run" if fails(diagnostics, False) else "warnings fail a strict run"


def show_reason(reason: str) -> None:
    """Why a run fails that otherwise ends as usual; nothing for ""."""
    if reason:
        click.echo(f"Error: {reason}", err=True)
