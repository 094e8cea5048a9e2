"""A build or a check after a small edit, by way of `mdgen.incremental`: tried before all pages are read, given up in favour of that whenever there is
any doubt."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mdgen.cache import Store, cache_folder
from mdgen.cli.memo import Listing, Memo, Outcome
from mdgen.cli.messages import accounting, fails
from mdgen.cli.settings import Settings
from mdgen.diagnostics import Checked, Diagnostic
from mdgen.output.apply import rewrite
from mdgen.output.errors import OutputError
from mdgen.output.files import Changes, intact, read_manifest_data
from mdgen.output.manifest import digest, listed_digest
from mdgen.record import record

if TYPE_CHECKING:
    from mdgen.incremental.state import State, States
    from mdgen.incremental.update import Update
    from mdgen.ir.graph import TypeGraph
    from mdgen.ir.tally import Tally
    from mdgen.markdown.files import SourceFile
    from mdgen.output.files import OutFile
    from mdgen.report.facts import FidelityTally
    from mdgen.writer.layout import Plan

MAX_PAGES = 50
"""Changed pages that are worth the attempt."""
VARIABLE = "MDGEN_EXPLAIN"
"""Set to anything, it makes a build say why it looks at all pages."""


@record
class Updated:
    """What a build of changed pages says and did, or would do. `files` are those with another text."""

    diagnostics: tuple[Diagnostic, ...]
    closing: str
    changes: Changes
    files: Mapping[str, OutFile]


@record
class _Found:
    """What follows from changed pages for a folder that is as the last build left it."""

    states: States
    last: Outcome
    update: Update


def update_package(memo: Memo, settings: Settings, out: Path) -> Updated | None:
    """Builds what changed pages change; None if only a full build can tell, and nothing was written then."""
    found = _find(memo, settings, out)
    return _finish(memo, settings, out, found) if found is not None else None


def foresee_update(memo: Memo, settings: Settings, out: Path) -> Updated | None:
    """What `update_package` would do. Writes nothing."""
    found = _find(memo, settings, out)
    return _updated(found) if found is not None else None


def _find(memo: Memo, settings: Settings, out: Path) -> _Found | None:
    listing = memo.listing
    if listing is None:
        return None
    states = _states()
    state = states.load(listing.base)
    changed = state.changed(listing.digests) if state is not None else None
    if state is None or not changed or len(changed) > MAX_PAGES or changed[-1] >= listing.pages:
        return None
    last = memo.known(state.build)
    data = read_manifest_data(out, last.manifest) if last is not None and out.is_dir() else None
    if last is None or data is None:
        return None
    # Nothing here makes circles to speak of.
    gc.disable()
    with _beside(lambda: intact(out, last.manifest)) as is_intact:
        update = _make_update(
            states, state, listing, settings, changed, last, partial(listed_digest, data)
        )
        if not is_intact() or update is None:
            return None
    return _Found(states, last, update)


def _make_update(
    states: States,
    state: State,
    listing: Listing,
    settings: Settings,
    changed: Sequence[int],
    last: Outcome,
    known: Callable[[str], str],
) -> Update | None:
    from mdgen.incremental.pages import TooFarError
    from mdgen.incremental.update import Options, Updater
    from mdgen.writer.templates import TemplateFaultError

    options = Options(settings.read, settings.resolve, settings.write)
    try:
        updater = Updater(states, state, listing.files[: listing.pages], options)
        return updater.update(changed, listing.digests, last.diagnostics, known)
    except (TooFarError, TemplateFaultError) as reason:
        if os.environ.get(VARIABLE):
            click.echo(f"all pages are looked at: {reason}", err=True)
        return None


def _finish(memo: Memo, settings: Settings, out: Path, found: _Found) -> Updated | None:
    """Writes what is another text now, and remembers the build."""
    update = found.update
    if fails(update.diagnostics, settings.strict):
        return None
    try:
        manifest = rewrite(out, update.files, found.last.manifest)
    except OutputError as error:
        raise click.ClickException(str(error)) from error
    if manifest is None:
        return None
    updated = _updated(found)
    outcome = Outcome(digest(manifest), found.last.files, update.diagnostics, updated.closing)
    memo.remember(outcome)
    base = memo.listing.base if memo.listing is not None else b""
    found.states.save(base, replace(update.state, build=memo.key), update.packets)
    return updated


def _updated(found: _Found) -> Updated:
    from mdgen.report.facts import FidelityTally, fidelity_line

    update = found.update
    account = accounting(update.state.tally, update.diagnostics)
    closing = f"{account}\n{fidelity_line(FidelityTally(*update.state.fidelity))}"
    written = tuple(sorted(update.files))
    same = ("",) * (found.last.files - len(written))
    return Updated(update.diagnostics, closing, Changes(update=written, same=same), update.files)


class Keeper:
    """Keeps, during a full build, what a later one needs to look at changed pages only; `save` stores it once the files are written."""

    def __init__(self, memo: Memo) -> None:
        self._memo = memo
        self._wanted = memo.is_single
        from mdgen.incremental.state import Texts

        self._texts = Texts()
        self._ids: list[str] = []
        self._made: tuple[State, dict[bytes, Any]] | None = None

    def read(self, file: SourceFile, text: str) -> None:
        """One page that was read."""
        if self._wanted:
            self._texts.add(text)
            self._ids.append(file.id)

    def keep(
        self,
        graphs: Sequence[TypeGraph],
        laid_out: Sequence[Checked[Plan]],
        tally: Tally,
        fidelity: FidelityTally,
        diagnostics: Sequence[Diagnostic],
    ) -> None:
        """What the build made of them."""
        from mdgen.incremental.save import can_be_saved, make_state

        listing = self._memo.listing
        if listing is None or len(graphs) != 1:
            return
        ids = tuple(self._ids)
        codes = frozenset(finding.code for finding in diagnostics)
        listed = tuple(file.id for file in listing.files[: listing.pages])
        if ids != listed or not can_be_saved(graphs[0], codes, frozenset(ids)):
            return
        counts = (fidelity.documented, fidelity.inferred, fidelity.assumed, fidelity.only_null)
        self._made = make_state(
            self._memo.key,
            b"".join(listing.digests),
            ids,
            self._texts,
            graphs[0],
            laid_out[0],
            tally,
            counts,
        )

    def save(self) -> None:
        """Stores the state, if there is one."""
        listing = self._memo.listing
        if self._made is not None and listing is not None:
            _states().save(listing.base, *self._made)


def _states() -> States:
    # Not for a run that finds nothing to do.
    from mdgen.incremental.state import MAX_BYTES, STORE, States

    return States(Store(cache_folder(), STORE, MAX_BYTES))


@contextmanager
def _beside(question: Callable[[], bool]) -> Iterator[Callable[[], bool]]:
    """Asks a question in a process of its own, where the system can fork, so that it is answered while this one works on. Gives a function that
    waits for the answer."""
    child = os.fork() if hasattr(os, "fork") else -1
    if child == 0:
        answer = 1
        try:
            answer = 0 if question() else 1
        finally:
            os._exit(answer)
    waited: list[bool] = []

    def answered() -> bool:
        if not waited:
            waited.append(question() if child < 0 else os.waitpid(child, 0)[1] == 0)
        return waited[0]

    try:
        yield answered
    finally:
        if child > 0:
            answered()
