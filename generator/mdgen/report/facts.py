"""What the models say about each field, and on whose authority: the docs', an inference's or an assumption's.

A statement is about one aspect of one field, or of a definition as a whole. An aspect without a claim is documented. Null on optional fields
is no guess about a field but a rule of the tool (*optional fields accept null*): such a statement is marked as policy, and weakens no field.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias, assert_never

from mdgen.ir.definitions import (
    Alias,
    Aspect,
    Choice,
    Claim,
    Definition,
    Enum,
    Field,
    Model,
    Source,
)
from mdgen.ir.graph import TypeGraph, types_of
from mdgen.ir.types import (
    ANY,
    NULL,
    Foreign,
    Literal,
    Nullable,
    Primitive,
    Ref,
    Stream,
    Type,
    Unresolved,
    walk,
)
from mdgen.record import record
from mdgen.report.spelling import Spelling

POLICY = "optional fields accept null"
"""The evidence of a statement that only follows the rule."""

_BY_RULE = Claim(Aspect.NULL, Source.ASSUMED, POLICY)
# Stands for any aspect: that of a statement is given.
_NO_CLAIM = (Claim(Aspect.TYPE, Source.DOCUMENTED, ""),)
_WITH_NULL = (ANY, NULL)
_DANGLING = Claim(Aspect.TYPE, Source.ASSUMED, "names a page that is missing: any value there")


Place: TypeAlias = tuple[str, int, str, str]
"""Page, line, definition and field: what several statements can be about."""


@record
class Statement:
    """`path` and `line` (from 1) are of the page; `field` is the documented name, "" for the definition as a whole. `decided` is what the
    models hold, as short text of untrusted origin; `evidence` is "" where the docs say it. `votes` counts what speaks for it, 0 where
    nothing is counted. `policy`: it follows from a rule of the tool for all such fields."""

    path: str
    line: int
    definition: str
    field: str
    aspect: Aspect
    decided: str
    source: Source
    evidence: str = ""
    votes: int = 0
    policy: bool = False

    @property
    def is_guess(self) -> bool:
        """Whether a person who checks the models should look at it."""
        return self.source is not Source.DOCUMENTED and not self.policy

    @property
    def sort_key(self) -> tuple[str, int, str, str, str]:
        return (self.path, self.line, self.definition, self.field, self.aspect.value)


def place_of(statement: Statement) -> Place:
    """What the statement is about."""
    return (statement.path, statement.line, statement.definition, statement.field)


@record
class FidelityTally:
    """Fields by their weakest claim. `only_null` counts those of the assumed whose only assumption is that null may be there."""

    documented: int = 0
    inferred: int = 0
    assumed: int = 0
    only_null: int = 0

    @property
    def fields(self) -> int:
        return self.documented + self.inferred + self.assumed

    def __add__(self, other: FidelityTally) -> FidelityTally:
        return FidelityTally(
            self.documented + other.documented,
            self.inferred + other.inferred,
            self.assumed + other.assumed,
            self.only_null + other.only_null,
        )


def statements(graph: TypeGraph) -> Iterator[Statement]:
    """Everything that is said, documented or not, in the order of the definitions' ids and of the fields."""
    spelling = Spelling(graph.definitions)
    for definition in graph.definitions.values():
        yield from _of_definition(definition, spelling)
        if isinstance(definition, Model):
            for field in definition.fields:
                yield from _of_field(definition, field, spelling)


def tally(graphs: Iterable[TypeGraph]) -> FidelityTally:
    """How many fields are what: a field counts as its weakest claim."""
    documented = inferred = assumed = only_null = 0
    for graph in graphs:
        for definition in graph.definitions.values():
            if not isinstance(definition, Model):
                continue
            for field in definition.fields:
                claims = [claim for claim in claims_of(field) if not is_policy(field, claim)]
                guessed = [claim for claim in claims if claim.source is Source.ASSUMED]
                if guessed:
                    assumed += 1
                    only_null += all(claim.aspect is Aspect.NULL for claim in guessed)
                elif any(claim.source is Source.INFERRED for claim in claims):
                    inferred += 1
                else:
                    documented += 1
    return FidelityTally(documented, inferred, assumed, only_null)


def fidelity_line(counts: FidelityTally) -> str:
    """`3,412 fields: 3,180 documented, 190 inferred, 42 assumed (30 of them only about null)`."""
    noun = "field" if counts.fields == 1 else "fields"
    line = (
        f"{counts.fields:,} {noun}: {counts.documented:,} documented,"
        f" {counts.inferred:,} inferred, {counts.assumed:,} assumed"
    )
    return f"{line} ({counts.only_null:,} of them only about null)" if counts.only_null else line


def claims_of(field: Field) -> tuple[Claim, ...]:
    """What is claimed about a field; that a reference leads nowhere is an assumption about its type."""
    return (*field.claims, _DANGLING) if _is_dangling(field.type) else field.claims


def _is_dangling(type_: Type) -> bool:
    if isinstance(type_, Primitive | Ref | Literal):
        return False
    return any(isinstance(part, Unresolved) for part in walk(type_))


def is_policy(field: Field, claim: Claim) -> bool:
    """Whether a claim says no more than the rule about optional fields."""
    return not field.required and claim.aspect is Aspect.NULL and claim.source is Source.ASSUMED


def accepts_null_by_rule(field: Field) -> bool:
    """Whether null is accepted only because the field is optional."""
    if field.required or isinstance(field.type, Nullable | Foreign | Stream):
        return False
    return field.type not in _WITH_NULL


def _of_field(model: Model, field: Field, spelling: Spelling) -> Iterator[Statement]:
    path, name = model.at.path, model.name
    claims = claims_of(field)
    by_rule = accepts_null_by_rule(field)
    # Pairs, not a mapping: an enum's hash is Python code, and there are hundreds of thousands of these.
    decided = (
        (Aspect.TYPE, spelling.of(field.type)),
        (Aspect.NULL, "null accepted" if by_rule else _decided_on_null(field)),
        (Aspect.NAME, _decided_on_name(field)),
        (Aspect.PRESENCE, "required" if field.required else "optional"),
    )
    for aspect, text in decided:
        said = tuple([claim for claim in claims if claim.aspect is aspect]) if claims else ()
        if by_rule and aspect is Aspect.NULL:
            said = tuple([claim for claim in said if not is_policy(field, claim)]) or (_BY_RULE,)
        for claim in said or _NO_CLAIM:
            yield Statement(
                path,
                field.line,
                name,
                field.doc_name,
                aspect,
                text,
                claim.source,
                claim.evidence,
                claim.votes,
                claim is _BY_RULE,
            )


def _decided_on_name(field: Field) -> str:
    return field.wire_name or field.doc_name


def _decided_on_null(field: Field) -> str:
    if isinstance(field.type, Foreign | Stream):
        return "no JSON value"
    if isinstance(field.type, Nullable) or field.type in _WITH_NULL:
        return "null allowed"
    claim = field.claim(Aspect.NULL)
    assumed = claim is not None and claim.source is Source.ASSUMED
    return "null accepted" if assumed else "never null"


def _of_definition(definition: Definition, spelling: Spelling) -> Iterator[Statement]:
    claims = definition.claims
    # The types of a model are its fields', but for that of undocumented keys.
    if not isinstance(definition, Model) and any(map(_is_dangling, types_of(definition))):
        claims = (*claims, _DANGLING)
    for claim in claims:
        yield Statement(
            definition.at.path,
            definition.at.line,
            definition.name,
            "",
            claim.aspect,
            _decided_on_definition(definition, claim.aspect, spelling),
            claim.source,
            claim.evidence,
            claim.votes,
        )


def _decided_on_definition(definition: Definition, aspect: Aspect, spelling: Spelling) -> str:
    match definition:
        case Model(fields=fields, extra=extra):
            count = f"{len(fields)} field" if len(fields) == 1 else f"{len(fields)} fields"
            return count if extra is None else f"{count}; other keys: {spelling.of(extra)}"
        case Enum(members=members):
            return " | ".join(spelling.value(member.value) for member in members)
        case Choice(tag=tag) if aspect is Aspect.TAG and tag is not None:
            values = " | ".join(spelling.value(value) for part in tag.values for value in part)
            return f"{tag.wire_name}: {values}"
        case Choice(options=options):
            return " | ".join(spelling.of(option.type) for option in options)
        case Alias(type=type_):
            return spelling.of(type_)
        case _:
            assert_never(definition)
