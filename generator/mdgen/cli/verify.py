"""`mdgen verify`: every documented example through the generated models."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from mdgen.cli import EXIT_FINDINGS
from mdgen.cli.messages import counted, fails, show_diagnostics
from mdgen.cli.package import fault
from mdgen.cli.progress import count, say
from mdgen.cli.settings import reading_options, settle, writing_options
from mdgen.diagnostics import Checked, Code, Diagnostic, Severity, printable
from mdgen.ir.graph import TypeGraph
from mdgen.markdown.scan import scan
from mdgen.options import Extra, WriteOptions
from mdgen.pipeline import RefusedModuleError, build_graphs, finish_files, locations, write
from mdgen.verify.cells import cell_notes
from mdgen.verify.process import ChildError, MissingLibraryError
from mdgen.verify.run import verify
from mdgen.verify.verdicts import Account, Outcome
from mdgen.writer.target import load_target, target_names
from mdgen.writer.templates import TemplateFaultError


@click.command("verify")
@reading_options
@click.option(
    "-o",
    "--out",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Verify the package in DIR instead of building one.",
)
@writing_options
@click.option("--all-targets", is_flag=True, help="Build and verify for every target.")
@click.option(
    "--allow-defects",
    is_flag=True,
    help="Let examples that contradict their own docs fail without failing the run.",
)
@click.option("-v", "--verbose", is_flag=True, help="Show notes, too.")
def command(all_targets: bool, allow_defects: bool, verbose: bool, **arguments: Any) -> None:
    """Feed every example in DOCS to the models: load, compare, dump, load again. Exit code 1 if one does not come back equal."""
    given, named = arguments.pop("out"), arguments["target"]
    settings = settle(arguments)
    targets = _targets(settings.write.target, all_targets)
    if given is not None and all_targets:
        raise click.UsageError("-o names one package, --all-targets builds several.")
    if given is not None and not (given / "__init__.py").is_file():
        raise click.UsageError(f"{str(given)!r} holds no package: it has no __init__.py.")
    if given is not None:
        targets = (_given_target(given, named, targets[0]),)
    # A run makes a million small objects and no cycles to speak of.
    gc.disable()
    say("reading the docs")
    built = build_graphs(scan(settings.docs), settings.also, settings.read, settings.resolve)
    graphs = built.value.graphs
    diagnostics = [found for found in built.diagnostics if _concerns(found)]
    for graph in graphs:
        diagnostics += cell_notes(graph)
    accounts: dict[str, Account] = {}
    for target in targets if graphs else ():
        options = replace(settings.write, target=target)
        checked = _verify(graphs, options, given)
        accounts[target] = checked.value
        diagnostics += checked.diagnostics
    say("")
    show_diagnostics(diagnostics, settings.docs, verbose, settings.also)
    for target, account in accounts.items():
        click.echo(f"{target}: {summary(account, sorted({graph.dialect for graph in graphs}))}")
    if fails(diagnostics, settings.strict) or any(
        account.count(Outcome.REFUSED) and not allow_defects for account in accounts.values()
    ):
        raise SystemExit(EXIT_FINDINGS)


def _targets(configured: str, all_targets: bool) -> tuple[str, ...]:
    if all_targets:
        return target_names()
    try:
        return (load_target(configured).name,)
    except LookupError as error:
        raise click.UsageError(str(error)) from error


def _given_target(package: Path, named: str | None, configured: str) -> str:
    """The target that a package was built for, which is told by the runtime files that only one target has."""
    folders = (package, *(path for path in sorted(package.iterdir()) if path.is_dir()))
    runtimes = {name: load_target(name).runtime(Extra.KEEP).keys() for name in target_names()}
    for target, files in runtimes.items():
        own = files - {file for name in runtimes if name != target for file in runtimes[name]}
        if any((folder / file).is_file() for folder in folders for file in own):
            if named not in (None, target):
                raise click.UsageError(f"{str(package)!r} was built for {target}, not for {named}.")
            return target
    return configured


def _concerns(found: Diagnostic) -> bool:
    """Whether a finding of the build tells which examples are not there to be verified."""
    return found.code is Code.UNREAD_EXAMPLE or found.code.severity is Severity.ERROR


def _verify(
    graphs: Sequence[TypeGraph], options: WriteOptions, given: Path | None
) -> Checked[Account]:
    """All examples of all graphs through one package: the given one, or one that is built for it."""
    where = locations(graphs, options)
    target = options.target
    counted_out = partial(count, what=f"verifying {target}")
    try:
        with TemporaryDirectory(prefix="mdgen-") as folder:
            package = given
            if package is None:
                say(f"building {target}")
                package = Path(folder, "models")
                _build(graphs, options, package)
            say(f"verifying {target}")
            return verify(package, graphs, where, target, counted_out)
    except (RefusedModuleError, TemplateFaultError) as error:
        say("")
        raise click.ClickException(printable(fault(error, options))) from error
    except MissingLibraryError as error:
        say("")
        raise click.UsageError(printable(_missing(str(error), given is None))) from error
    except ChildError as error:
        say("")
        raise click.ClickException(printable(f"{target}: {error}")) from error


def _missing(library: str, is_built: bool) -> str:
    text = f"the models import {library}, which is not installed"
    if library != "pydantic":
        return text
    other = ", or verify --target dataclass, which needs nothing" if is_built else ""
    return f"{text}: run pip install 'mdgen[pydantic]'{other}."


def _build(graphs: Sequence[TypeGraph], options: WriteOptions, package: Path) -> None:
    """The package on disk; it goes through the gate like any other, since it is going to be imported."""
    for path, file in finish_files(write(graphs, options).value).items():
        target = package / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(file.text, encoding="utf-8", newline="")


def summary(account: Account, dialects: Sequence[str]) -> str:
    """`1,204 of 1,206 examples came back equal; 2 defects of the docs (1 refused), 0 faults of the models; left out: 12 in response wrappers`."""
    equal = f"{account.equal:,} of {counted(account.examples, 'example')} came back equal"
    defects = counted(account.count(Outcome.DEFECTIVE, Outcome.REFUSED), "defect")
    faults = counted(account.count(Outcome.FAULT, Outcome.BROKEN), "fault")
    refused = account.count(Outcome.REFUSED)
    text = f"{equal}; {defects} of the docs ({refused:,} refused), {faults} of the models"
    if not account.examples:
        shown = f"these docs ({', '.join(dialects)}) show no example that is read"
        text = f"{shown}; the models were only imported, {faults} of the models"
    ambiguous = account.count(Outcome.AMBIGUOUS)
    if ambiguous:
        text += f"; {ambiguous:,} fit several variants"
    left_out = [f"{number:,} {reason.value}" for reason, number in account.left_out.items()]
    return f"{text}; left out: {', '.join(left_out)}" if left_out else text
