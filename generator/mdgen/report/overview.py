"""The report's parts above the single statement: what each SDK root amounts to, and guesses that share their evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from mdgen.ir.definitions import Aspect, Model, Source
from mdgen.ir.evidence import WireDecision
from mdgen.ir.graph import TypeGraph
from mdgen.record import record
from mdgen.report.facts import FidelityTally, Statement, accepts_null_by_rule, tally

ASPECTS = (Aspect.TYPE, Aspect.PRESENCE, Aspect.NAME, Aspect.TAG, Aspect.NULL)
"""In the order in which they are listed. Null comes last: where a language never shows it, that is one guess made thousands of times."""

_SOURCES = (Source.ASSUMED, Source.INFERRED, Source.DOCUMENTED)


@record
class RootOverview:
    """One SDK root; `root` is "" where the docs have only one. `names` says how JSON names were decided; `optional` counts the fields that
    accept null only because they are optional."""

    root: str
    dialect: str
    definitions: int
    counts: FidelityTally
    names: str
    optional: int


@record
class Group:
    """Guesses about one aspect that rest on the same evidence, by page and line."""

    source: Source
    aspect: Aspect
    evidence: str
    statements: tuple[Statement, ...]

    @property
    def title(self) -> str:
        return f"{self.aspect.value} {self.source.value}: {self.evidence}"


def overview(graph: TypeGraph) -> RootOverview:
    """What one root amounts to."""
    optional = sum(
        accepts_null_by_rule(field)
        for definition in graph.definitions.values()
        if isinstance(definition, Model)
        for field in definition.fields
    )
    return RootOverview(
        graph.root,
        graph.dialect,
        len(graph.definitions),
        tally([graph]),
        _names(graph.wire),
        optional,
    )


def _names(wire: WireDecision | None) -> str:
    if wire is None:
        return "as documented"
    votes = (
        f"{wire.snake.total:,} for snake_case, {wire.camel.total:,} for camelCase,"
        f" {wire.other.total:,} for neither"
    )
    if not wire.case:
        return f"undecided (votes: {votes}); both spellings are read"
    how = "set to" if wire.given else "decided as"
    return f"{how} {wire.case} (votes: {votes})"


def group_guesses(statements: Iterable[Statement]) -> tuple[Group, ...]:
    """The guesses by their evidence: assumptions before inferences, the larger group first, null last."""
    found: dict[tuple[Source, Aspect, str], list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.is_guess:
            found[statement.source, statement.aspect, statement.evidence].append(statement)
    groups = (
        Group(*key, tuple(sorted(members, key=lambda member: member.sort_key)))
        for key, members in found.items()
    )
    return tuple(sorted(groups, key=_order))


def _order(group: Group) -> tuple[int, int, int, str]:
    return (
        _SOURCES.index(group.source),
        ASPECTS.index(group.aspect),
        -len(group.statements),
        group.evidence,
    )


def is_uniform(statements: Sequence[Statement]) -> bool:
    """Whether all decide the same, so that saying it once will do."""
    return len({statement.decided for statement in statements}) == 1
