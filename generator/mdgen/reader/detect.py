"""Which language an SDK's docs are written for, told from the pages themselves.

Every piece of evidence is a set of dialects that it fits. Notation is asked of the dialects' own tables; habits of naming, which no type cell
shows, are listed here: they part what the tables leave open, and a dialect that is not listed is judged by notation alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import PurePosixPath

from mdgen.diagnostics import Checked, Code, Diagnostic, Position
from mdgen.ir.types import Unresolved, walk
from mdgen.markdown.page import Bullets, Fence, Page, Section, Table
from mdgen.reader.dialect import dialects
from mdgen.reader.fields import is_fields_table
from mdgen.reader.notation import NotationError, read_type

MAX_PAGES = 256
MAX_CELLS = 8
MAX_CELL_LENGTH = 300

# A fence names its language, a type cell is written in it; habits only lean to one.
_FENCE_WEIGHT = 4
_CELL_WEIGHT = 2
_HABIT_WEIGHT = 1
# A page that fits another language better by this much was not written for the language of the others.
_DISSENT = 3

_FOLDED_FILES = frozenset({"typescript", "python", "go", "ruby"})
_TITLED_FILES = frozenset({"java", "csharp", "php"})
_FIELD_HABITS = (
    (re.compile(r"[A-Z].*"), frozenset({"go", "csharp"})),
    (re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)+_?"), frozenset({"python", "ruby"})),
    (re.compile(r"[a-z]+[0-9]*[A-Z].*"), frozenset({"typescript", "java", "php"})),
    (re.compile(r"[a-z].*"), frozenset({"typescript", "java", "php", "python", "ruby"})),
)
_MEMBER_HABITS = (
    (re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*"), frozenset({"python", "java", "ruby"})),
    (re.compile(r"[A-Z].*"), frozenset({"typescript", "csharp", "php", "go"})),
)
_FOLDER_HABITS = {
    "Models": frozenset({"csharp", "php"}),
    "models": frozenset({"typescript", "python", "go", "java", "ruby"}),
    "pkg": frozenset({"go"}),
    "sdk": frozenset({"typescript"}),
}
# How the label of a link to a model's page is qualified; "" is not at all.
_LABEL = re.compile(r"\[[^\]\w]*(?:\w+[\[<(]+)*\??\w+(\.|::|\\|)[^\]]*\]\([^)\s]*\.mdx?\)")
_LABEL_HABITS = {
    ".": frozenset({"typescript", "python", "go"}),
    "::": frozenset({"ruby"}),
    "\\": frozenset({"php"}),
    "": frozenset({"java", "csharp"}),
}
_SECTIONLESS = frozenset({"java", "ruby"})
_BULLETS = frozenset({"python"})
_GENERATED = frozenset({"Fields", "Values", "Supported Types", "Example Usage"})

Fit = frozenset[str]


@dataclass(slots=True)
class _Poll:
    """Votes of all pages together, and what single pages are best read as."""

    scores: Counter[str] = field(default_factory=Counter)
    pages: list[tuple[Page, Mapping[str, int]]] = field(default_factory=list)
    cells: dict[str, None] = field(default_factory=dict)


def detect(pages: Iterable[Page]) -> Checked[str | None]:
    """The name of the dialect of one SDK root; `--dialect` settles what pages can't.

    None comes with UNKNOWN_LANGUAGE; a root with pages for several languages is read as most of it is written, with MIXED_LANGUAGE.
    """
    listed = list(pages)
    step = -(-len(listed) // MAX_PAGES) or 1
    sample = listed[::step]
    poll = _Poll()
    for page in sample:
        votes: Counter[str] = Counter()
        for fit, weight in _evidence(page, poll):
            for name in fit:
                votes[name] += weight
        poll.scores.update(votes)
        poll.pages.append((page, votes))
    winner = _winner(poll)
    if winner is None:
        return Checked(None, (_unknown(poll, listed),))
    dissent = _dissent(poll, winner)
    return Checked(winner, (dissent,) if dissent else ())


def _winner(poll: _Poll) -> str | None:
    if not poll.scores:
        return None
    highest = max(poll.scores.values())
    best = sorted(name for name, score in poll.scores.items() if score == highest)
    return best[0] if len(best) == 1 or _read_alike(poll.cells, best) else None


def _read_alike(cells: Iterable[str], names: Sequence[str]) -> bool:
    """Whether it makes no difference which of some dialects is taken."""
    try:
        return all(
            len({read_type(cell, dialects()[name]) for name in names}) == 1 for cell in cells
        )
    except NotationError:
        return False


def _unknown(poll: _Poll, pages: Sequence[Page]) -> Diagnostic:
    at = Position(pages[0].path) if pages else Position(".")
    highest = max(poll.scores.values(), default=0)
    best = sorted(name for name, score in poll.scores.items() if score == highest)
    candidates = best or sorted(dialects())
    message = f"can't tell the docs' language; name it with --dialect ({', '.join(candidates)})"
    return Diagnostic(Code.UNKNOWN_LANGUAGE, at, message)


def _dissent(poll: _Poll, winner: str) -> Diagnostic | None:
    counts: Counter[str] = Counter()
    first: dict[str, Page] = {}
    for page, votes in poll.pages:
        name = winner
        if votes and max(votes.values()) - votes[winner] >= _DISSENT:
            # Among those that fit alike, the one that fits more of the whole.
            name = max(votes, key=lambda it: (votes[it], poll.scores[it], it))
        counts[name] += 1
        first.setdefault(name, page)
    if len(counts) < 2:
        return None
    shares = ", ".join(f"{name} ({count})" for name, count in counts.most_common())
    other = next(name for name, _ in counts.most_common() if name != winner)
    where = first[winner].path if winner in first else winner
    message = (
        f"pages for several languages: {shares}, such as {where} and {first[other].path};"
        f" all are read as {winner}, or name the language with --dialect"
    )
    return Diagnostic(Code.MIXED_LANGUAGE, Position(first[other].path, first[other].line), message)


def _evidence(page: Page, poll: _Poll) -> Iterator[tuple[Fit, int]]:
    """What a page fits, and how much that counts."""
    if not page.title and not page.sections:
        return
    yield from _path_habits(page)
    sections = [section for section in page.sections if section.heading in _GENERATED]
    if not sections:
        if page.title:
            yield _SECTIONLESS, _HABIT_WEIGHT
        return
    fence = _fence_fit(sections)
    if fence:
        yield fence, _FENCE_WEIGHT
    for section in sections:
        for block in section.blocks:
            if isinstance(block, Bullets) and section.heading == "Values":
                yield _BULLETS, _CELL_WEIGHT
            elif isinstance(block, Table) and section.heading == "Values":
                yield from _member_habit(block, page.title)
            elif isinstance(block, Table) and is_fields_table(block):
                yield from _field_evidence(block, poll)


def _path_habits(page: Page) -> Iterator[tuple[Fit, int]]:
    path = PurePosixPath(page.path)
    for folder in path.parts[:-1]:
        if folder in _FOLDER_HABITS:
            yield _FOLDER_HABITS[folder], _HABIT_WEIGHT
    title = page.title.strip("~ ")
    if title == title.lower():
        return
    if path.stem == title:
        yield _TITLED_FILES, _HABIT_WEIGHT
    elif path.stem.rstrip("_") == title.lower():
        yield _FOLDED_FILES, _HABIT_WEIGHT


def _fence_fit(sections: Sequence[Section]) -> Fit:
    words = {
        block.info.split(maxsplit=1)[0].lower()
        for section in sections
        for block in section.blocks
        if isinstance(block, Fence) and block.info
    }
    return frozenset(
        name for name, dialect in dialects().items() if not words.isdisjoint(dialect.fences)
    )


def _member_habit(table: Table, title: str) -> Iterator[tuple[Fit, int]]:
    names = [row.cells[0].strip("`~ ") for row in table.rows[:MAX_CELLS] if row.cells]
    names = [name for name in names if len(name) > 1]
    if names and title and all(name.startswith(title.strip("~ ")) for name in names):
        yield frozenset({"go"}), _HABIT_WEIGHT * 2
    else:
        yield from _habit(names, _MEMBER_HABITS)


def _field_evidence(table: Table, poll: _Poll) -> Iterator[tuple[Fit, int]]:
    names = [row.cells[0].strip("`~ ") for row in table.rows if row.cells]
    yield from _habit(names, _FIELD_HABITS)
    cells = {row.cells[1]: None for row in table.rows if len(row.cells) > 1}
    short = [cell for cell in cells if len(cell) <= MAX_CELL_LENGTH]
    everybody = len(dialects())
    for cell in short[:MAX_CELLS]:
        poll.cells[cell] = None
        label = _LABEL.search(cell)
        if label is not None:
            yield _LABEL_HABITS[label[1]], _HABIT_WEIGHT
        fit = _cell_fit(cell)
        if 0 < len(fit) < everybody:
            yield fit, _CELL_WEIGHT


def _habit(
    names: Sequence[str], habits: Sequence[tuple[re.Pattern[str], Fit]]
) -> Iterator[tuple[Fit, int]]:
    """What most of the names are spelled like."""
    votes: Counter[Fit] = Counter()
    for name in names:
        for pattern, fit in habits:
            if pattern.fullmatch(name):
                votes[fit] += 1
                break
    if votes:
        yield votes.most_common(1)[0][0], _HABIT_WEIGHT


@lru_cache(maxsize=1024)
def _cell_fit(cell: str) -> Fit:
    """The dialects in which a type cell has no name that is neither known nor linked."""
    fit = set()
    for name, dialect in dialects().items():
        try:
            type_ = read_type(cell, dialect).type
        except NotationError:
            continue
        if not any(isinstance(part, Unresolved) and not part.href for part in walk(type_)):
            fit.add(name)
    return frozenset(fit)
