"""JSON names: one case for an SDK, decided by votes, and single names where JSON shows them.

Three sources vote, each only with names that the cases spell differently (evidence note, §4): keys of raw JSON in Example cells,
parameters in operations' paths, and back-ticked names in descriptions that mean another field of the page. Keys of bodies outweigh the others. Never by: enum
values that look like names, names in another language's docs. Request parameter bags and response envelopes are no JSON and keep their names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from mdgen.diagnostics import Checked, Code, Diagnostic, Position
from mdgen.ir import copying
from mdgen.ir.definitions import Aspect, Claim, Definition, Field, Model, Role, Source
from mdgen.ir.evidence import Evidence, Votes, WireDecision
from mdgen.ir.graph import TypeGraph
from mdgen.ir.names import Style
from mdgen.ir.shapes import fold
from mdgen.options import ResolveOptions, WireCase
from mdgen.passes.slots import with_claims
from mdgen.passes.spellings import Spellings, snake, spellings
from mdgen.record import record

LEAST_VOTES = 5
LEAST_PURITY = 0.9
"""What a decision takes; below it, asking is better than guessing."""

PROVEN = "key in the JSON of an Example cell"
"""The evidence of a name that was seen."""

_BODIES = frozenset({Role.DATA, Role.ERROR})
_PARAMETER = re.compile(r"\{([^{}/]+)\}")
_TICKED = re.compile(r"`([A-Za-z][A-Za-z0-9_]*)`")
_CASES = ("snake", "camel", "other")


def run(graph: TypeGraph, options: ResolveOptions) -> Checked[TypeGraph]:
    """Every field gets its `wire_name`; the graph gets the decision."""
    decision = decide(graph, options.wire_case)
    naming = _Naming(graph, decision, options.wire_names)
    changes: dict[str, Definition] = {}
    for definition in graph.definitions.values():
        if isinstance(definition, Model) and definition.fields:
            changes[definition.id] = naming.model(definition)
    decision = replace(decision, proven=naming.proven, overridden=len(naming.used))
    named = replace(graph.replaced(changes), wire=decision)
    return Checked(named, (*naming.unused(graph), *_undecided(graph, decision, naming.guessed)))


def decide(graph: TypeGraph, wanted: WireCase = WireCase.AUTO) -> WireDecision:
    """The case of the SDK's JSON names; what the docs say is counted even if a setting decides."""
    keys, paths, mentions = _key_votes(graph), _path_votes(graph), _mention_votes(graph)
    tally = {case: Votes(keys[case], paths[case], mentions[case]) for case in _CASES}
    decision = WireDecision("", False, tally["snake"], tally["camel"], tally["other"])
    return decide_by_votes(decision, graph.names.style, wanted)


def decide_by_votes(
    decision: WireDecision, style: Style, wanted: WireCase = WireCase.AUTO
) -> WireDecision:
    """The decision with the case that its votes, or a setting, lead to."""
    if wanted is not WireCase.AUTO:
        return replace(decision, case=wanted.value, given=True)
    votes = {case: getattr(decision, case) for case in _CASES}
    keys = Counter({case: found.keys for case, found in votes.items()})
    leading = _leading(keys) or _leading(
        Counter({case: found.total for case, found in votes.items()})
    )
    if leading == "camel" and style is Style.CAMEL:
        leading = "same"
    return replace(decision, case=leading)


@record
class Named:
    """A model with JSON names, how many of them are guesses, and the settings that named some."""

    model: Model
    guessed: int
    used: frozenset[str]


def name_fields(
    model: Model, graph: TypeGraph, decision: WireDecision, options: ResolveOptions
) -> Named:
    """One model of a graph as `run` names its fields, if that comes to the same decision."""
    if not model.fields:
        return Named(model, 0, frozenset())
    naming = _Naming(graph, decision, options.wire_names)
    named = naming.model(model)
    return Named(named, naming.guessed, frozenset(naming.used))


def _leading(votes: Counter[str]) -> str:
    total = votes.total()
    for case in ("snake", "camel"):
        if total >= LEAST_VOTES and votes[case] >= LEAST_PURITY * total:
            return case
    return ""


def _vote(seen: str, expected: Spellings) -> str:
    if seen == expected.snake:
        return "snake"
    return "camel" if seen in (expected.camel, expected.same) else "other"


def _key_votes(graph: TypeGraph) -> Counter[str]:
    """One vote for each field and JSON key seen for it."""
    votes: Counter[str] = Counter()
    evidence = graph.evidence or Evidence()
    for (_, name), keys in evidence.json_keys.items():
        expected = spellings(name, graph.names)
        if expected.is_telling:
            votes.update(_vote(key, expected) for key in keys)
    return votes


def _path_votes(graph: TypeGraph) -> Counter[str]:
    """One vote for each operation and parameter of its path."""
    votes: Counter[str] = Counter()
    named = {
        (snippet.operation_id, name)
        for snippet in graph.snippets
        for name in _PARAMETER.findall(snippet.path)
    }
    for _, name in named:
        if "_" in name.strip("_"):
            votes["snake" if name.islower() else "other"] += 1
        elif not name.isalnum():
            votes["other"] += 1
        elif snake(name) != name:
            votes["camel" if name[0].islower() else "other"] += 1
    return votes


def _mention_votes(graph: TypeGraph) -> Counter[str]:
    """One vote for each page and back-ticked name that means another of its fields."""
    votes: Counter[str] = Counter()
    for definition in graph.definitions.values():
        if not isinstance(definition, Model) or definition.role is Role.RESPONSE:
            continue
        if not any("`" in item.description for item in definition.fields):
            continue
        names = {fold(item.doc_name): item.doc_name for item in definition.fields}
        mentioned: dict[str, str] = {}
        for item in definition.fields:
            for word in _TICKED.findall(item.description) if "`" in item.description else ():
                meant = names.get(fold(word))
                if meant is not None and meant != item.doc_name:
                    mentioned[word] = meant
        for word, name in mentioned.items():
            expected = spellings(name, graph.names)
            if expected.is_telling and (vote := _vote(word, expected)) != "other":
                votes[vote] += 1
    return votes


@record
class _Name:
    """What a field is called in JSON. `strength`: 0 documented name, 1 by the SDK's case, 2 seen in JSON, 3 set."""

    wire: str
    also: tuple[str, ...] = ()
    claim: Claim | None = None
    strength: int = 1


@dataclass(slots=True)
class _Naming:
    """Names the fields of one graph and counts how."""

    graph: TypeGraph
    decision: WireDecision
    overrides: Mapping[str, str]
    used: set[str] = field(default_factory=set)
    proven: int = 0
    guessed: int = 0
    regular: dict[str, _Name] = field(default_factory=dict)

    def model(self, model: Model) -> Model:
        names = [self.name(model, item) for item in model.fields]
        if len({name.wire for name in names}) < len(names):
            names = _apart(names, model)
        taken = {name.wire for name in names}
        fields = []
        for item, name in zip(model.fields, names, strict=True):
            also = tuple(key for key in name.also if key not in taken)
            taken.update(also)
            claims = with_claims(item.claims, (name.claim,)) if name.claim else item.claims
            fields.append(copying.changed(item, wire_name=name.wire, also_read=also, claims=claims))
        return copying.changed(model, fields=tuple(fields))

    def name(self, model: Model, item: Field) -> _Name:
        if self.overrides:
            for key in (f"{model.name}.{item.doc_name}", item.doc_name):
                if key in self.overrides:
                    self.used.add(key)
                    return _Name(self.overrides[key], strength=3)
        if model.role not in _BODIES:
            return _Name(item.doc_name, strength=0)
        keys = (self.graph.evidence or _NOTHING).json_keys.get((model.id, item.doc_name))
        if keys:
            self.proven += 1
            first, *others = sorted(keys, key=lambda key: (-keys[key], key))
            claim = Claim(Aspect.NAME, Source.INFERRED, PROVEN, keys[first])
            return _Name(first, tuple(others), claim, strength=2)
        regular = self.regular.get(item.doc_name)
        if regular is None:
            regular = self.regular[item.doc_name] = self.by_case(item.doc_name)
        if regular.claim is not None and regular.claim.source is Source.ASSUMED:
            self.guessed += 1
        return regular

    def by_case(self, name: str) -> _Name:
        """The name by the SDK's case; without one the documented name, and the other spellings are read too."""
        known = spellings(name, self.graph.names)
        if not known.is_telling:
            changed = Claim(Aspect.NAME, Source.INFERRED, "spelling of the language undone")
            return _Name(known.same, claim=changed if known.same != name else None)
        if not self.decision.case:
            others = dict.fromkeys((known.snake, known.camel, name))
            claim = Claim(Aspect.NAME, Source.ASSUMED, "case of JSON names undecided")
            return _Name(known.same, tuple(key for key in others if key != known.same), claim, 0)
        how = "set to" if self.decision.given else "decided as"
        evidence = f"JSON names {how} {self.decision.case}"
        claim = Claim(Aspect.NAME, Source.INFERRED, evidence, self.decision.votes)
        return _Name(known.of(self.decision.case), (), claim)

    def unused(self, graph: TypeGraph) -> tuple[Diagnostic, ...]:
        at = Position(graph.root or ".")
        return tuple(
            Diagnostic(
                Code.UNUSED_OVERRIDE,
                at,
                f"wire_names.{key}: no such field; write it as `Model.field` in the docs' spelling or remove it",
            )
            for key in sorted(self.overrides)
            if key not in self.used
        )


_NOTHING = Evidence()


def _apart(names: list[_Name], model: Model) -> list[_Name]:
    """Names that fell together: the best proven keeps the name, the others go back to the documented one."""

    def claim_to(number: int) -> tuple[int, bool]:
        name = names[number]
        return (name.strength, model.fields[number].doc_name == name.wire)

    best: dict[str, int] = {}
    for number, name in enumerate(names):
        holder = best.get(name.wire)
        if holder is None or claim_to(number) > claim_to(holder):
            best[name.wire] = number
    return [
        name if best[name.wire] == number else _Name(item.doc_name, strength=0)
        for number, (name, item) in enumerate(zip(names, model.fields, strict=True))
    ]


def _undecided(graph: TypeGraph, decision: WireDecision, guessed: int) -> tuple[Diagnostic, ...]:
    if decision.case or not guessed:
        return ()
    snaky, humped, other = decision.snake, decision.camel, decision.other
    kept = (
        "camelCase is written" if graph.names.style is Style.PASCAL else "documented names are kept"
    )
    message = (
        f"the case of JSON names is undecided (votes: {snaky.total} for snake_case, {humped.total} for camelCase,"
        f" {other.total} for neither; at least {LEAST_VOTES} are needed, {LEAST_PURITY:.0%} of them for one):"
        f" {kept}, and every spelling is read;"
        ' set wire_case = "snake", "camel" or "same" in [tool.mdgen]'
    )
    return (Diagnostic(Code.WIRE_CASE_UNDECIDED, Position(graph.root or "."), message),)
