"""Which language an SDK's docs are written for, told from the pages themselves.

Every piece of evidence is a set of dialects that it fits: those whose tables read a type cell, or that state a habit which shows (`Habits`).
A dialect that states no habits is judged by notation alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeVar

from mdgen.diagnostics import Checked, Code, Diagnostic, Position
from mdgen.ir.names import Style
from mdgen.ir.types import Unresolved, walk
from mdgen.markdown.page import Bullets, Fence, Page, Section, Table
from mdgen.markdown.scan import is_model_folder
from mdgen.reader.dialect import Dialect, dialects
from mdgen.reader.fields import is_fields_table
from mdgen.reader.habits import FileCase, MemberCase
from mdgen.reader.notation import NotationError, read_type

SAMPLE = 64
"""The language of a root shows in any of its pages; a mixed root shows in pages that are spread over it."""
MAX_PAGES = 256
MAX_CELLS = 8
MAX_CELL_LENGTH = 300

# A fence names its language, a type cell is written in it; habits only lean to one.
_FENCE_WEIGHT = 4
_CELL_WEIGHT = 2
_HABIT_WEIGHT = 1
# A page that fits another language better by this much was not written for the language of the others.
_DISSENT = 3

# The first pattern that a name of a field fits says what styles it can be of; that of an enum's member, what cases.
_FIELD_STYLES = (
    (re.compile(r"[A-Z].*"), (Style.PASCAL,)),
    (re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)+_?"), (Style.SNAKE,)),
    (re.compile(r"[a-z]+[0-9]*[A-Z].*"), (Style.CAMEL,)),
    (re.compile(r"[a-z].*"), (Style.CAMEL, Style.SNAKE)),
)
_MEMBER_CASES = (
    (re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*"), (MemberCase.UPPER,)),
    (re.compile(r"[A-Z].*"), (MemberCase.TITLED, MemberCase.PREFIXED)),
)
# A link to a model's page, up to the sign in its label that qualifies the name, which depends on the languages that there are.
_LABEL_START = r"\[[^\]\w]*(?:\w+[\[<(]+)*\??\w+"
_LABEL_END = r"[^\]]*\]\([^)\s]*\.mdx?\)"
_GENERATED = frozenset({"Fields", "Values", "Supported Types", "Example Usage"})

Fit = frozenset[str]
_Kind = TypeVar("_Kind", Style, MemberCase)


@dataclass(slots=True)
class _Poll:
    """Votes of all pages together, and what single pages are best read as. `label` finds how the labels of links are qualified."""

    label: re.Pattern[str]
    scores: Counter[str] = field(default_factory=Counter)
    pages: list[tuple[Page, Mapping[str, int]]] = field(default_factory=list)
    cells: dict[str, None] = field(default_factory=dict)


def detect(pages: Mapping[str, Page]) -> Checked[str | None]:
    """The name of the dialect of one SDK root, from its pages by id; `--dialect` settles what pages can't.

    None comes with UNKNOWN_LANGUAGE; a root with pages for several languages is read as most of it is written, with MIXED_LANGUAGE.
    """
    listed = list(pages.items())
    step = -(-len(listed) // MAX_PAGES) or 1
    poll = _Poll(_label_pattern())
    for id_, page in listed[::step]:
        votes: Counter[str] = Counter()
        for fit, weight in _evidence(id_, page, poll):
            for name in fit:
                votes[name] += weight
        poll.scores.update(votes)
        poll.pages.append((page, votes))
    winner = _winner(poll)
    if winner is None:
        return Checked(None, (_unknown(poll, list(pages.values())),))
    dissent = _dissent(poll, winner)
    return Checked(winner, (dissent,) if dissent else ())


def sample_step(pages: int) -> int:
    """Every how many of a root's pages are looked at."""
    return max(1, pages // SAMPLE)


def evidence_of(id_: str, page: Page) -> tuple[object, ...]:
    """All that one page contributes to `detect`: two pages of the same id and path with the same evidence may be exchanged."""
    poll = _Poll(_label_pattern())
    return (tuple(_evidence(id_, page, poll)), tuple(poll.cells), page.line)


def _label_pattern() -> re.Pattern[str]:
    signs = {"", *(sign for dialect in dialects().values() for sign in dialect.habits.labels)}
    either = "|".join(re.escape(sign) for sign in sorted(signs, key=lambda it: (-len(it), it)))
    return re.compile(f"{_LABEL_START}({either}){_LABEL_END}")


def _who(does: Callable[[Dialect], bool]) -> Fit:
    return frozenset(name for name, dialect in dialects().items() if does(dialect))


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
    message = f"can't tell the docs' language; name it with --dialect ({', '.join(best)})"
    if not best:
        message = (
            "no page here is recognized as one of a model; if they are such pages, name their language with"
            f" --dialect ({', '.join(sorted(dialects()))})"
        )
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


def _who_has_folder(name: str) -> Fit:
    return _who(lambda dialect: name in dialect.habits.folders)


def _who_labels(sign: str) -> Fit:
    return _who(lambda dialect: sign in dialect.habits.labels)


def _evidence(id_: str, page: Page, poll: _Poll) -> Iterator[tuple[Fit, int]]:
    """What a page fits, and how much that counts."""
    if not page.title and not page.sections:
        return
    folders = tuple(id_.split("/")[:-1])
    sections = [section for section in page.sections if section.heading in _GENERATED]
    if not sections:
        # Outside of the folders of models it is just prose, which has no notation.
        if page.title and is_model_folder(folders):
            yield from _path_habits(id_, page)
            yield _who(lambda dialect: dialect.habits.sectionless_unions), _HABIT_WEIGHT
        return
    yield from _path_habits(id_, page)
    fence = _fence_fit(sections)
    if fence:
        yield fence, _FENCE_WEIGHT
    for section in sections:
        for block in section.blocks:
            if isinstance(block, Bullets) and section.heading == "Values":
                yield _who(lambda dialect: dialect.habits.bulleted_values), _CELL_WEIGHT
            elif isinstance(block, Table) and section.heading == "Values":
                yield from _member_habit(block, page.title)
            elif isinstance(block, Table) and is_fields_table(block):
                yield from _field_evidence(block, poll)


def _path_habits(id_: str, page: Page) -> Iterator[tuple[Fit, int]]:
    *folders, stem = id_.split("/")
    for folder in folders:
        yield _who_has_folder(folder), _HABIT_WEIGHT
    title = page.title.strip("~ ")
    if title == title.lower():
        return
    if stem == title:
        yield _who(lambda dialect: dialect.habits.files is FileCase.TITLED), _HABIT_WEIGHT
    elif stem.rstrip("_") == title.lower():
        yield _who(lambda dialect: dialect.habits.files is FileCase.FOLDED), _HABIT_WEIGHT


def _fence_fit(sections: Sequence[Section]) -> Fit:
    words = {
        word.lower()
        for section in sections
        for block in section.blocks
        if isinstance(block, Fence)
        for word in block.info.split(maxsplit=1)[:1]
    }
    return _who(lambda dialect: not words.isdisjoint(dialect.fences))


def _member_habit(table: Table, title: str) -> Iterator[tuple[Fit, int]]:
    names = [row.cells[0].strip("`~ ") for row in table.rows[:MAX_CELLS] if row.cells]
    names = [name for name in names if len(name) > 1]
    if names and title and all(name.startswith(title.strip("~ ")) for name in names):
        yield _who(lambda it: it.habits.members is MemberCase.PREFIXED), _HABIT_WEIGHT * 2
        return
    cases = _commonest(names, _MEMBER_CASES)
    if cases:
        yield _who(lambda it: it.habits.members in cases), _HABIT_WEIGHT


def _field_evidence(table: Table, poll: _Poll) -> Iterator[tuple[Fit, int]]:
    names = [row.cells[0].strip("`~ ") for row in table.rows if row.cells]
    styles = _commonest(names, _FIELD_STYLES)
    if styles:
        yield _who(lambda it: it.names.style in styles), _HABIT_WEIGHT
    cells = {row.cells[1]: None for row in table.rows if len(row.cells) > 1}
    short = [cell for cell in cells if len(cell) <= MAX_CELL_LENGTH]
    everybody = len(dialects())
    for cell in short[:MAX_CELLS]:
        poll.cells[cell] = None
        label = poll.label.search(cell)
        if label is not None:
            yield _who_labels(label[1]), _HABIT_WEIGHT
        fit = _cell_fit(cell, tuple(dialects().values()))
        if 0 < len(fit) < everybody:
            yield fit, _CELL_WEIGHT


def _commonest(
    names: Sequence[str], patterns: Sequence[tuple[re.Pattern[str], tuple[_Kind, ...]]]
) -> tuple[_Kind, ...]:
    """How most of the names are spelled."""
    votes: Counter[tuple[_Kind, ...]] = Counter()
    for name in names:
        for pattern, kinds in patterns:
            if pattern.fullmatch(name):
                votes[kinds] += 1
                break
    return votes.most_common(1)[0][0] if votes else ()


@lru_cache(maxsize=1024)
def _cell_fit(cell: str, known: tuple[Dialect, ...]) -> Fit:
    """The dialects in which a type cell has no name that is neither known nor linked."""
    fit = set()
    for dialect in known:
        try:
            type_ = read_type(cell, dialect).type
        except NotationError:
            continue
        if not any(isinstance(part, Unresolved) and not part.href for part in walk(type_)):
            fit.add(dialect.name)
    return frozenset(fit)
