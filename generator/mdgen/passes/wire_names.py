"""JSON names: one case for an SDK, decided by votes, and single names where JSON shows them.

Three sources vote, each only with names that the cases spell differently (evidence note, §4): keys of raw JSON in Example cells,
parameters in operations' paths, and names in descriptions that mean a field of the page: another one, or the field itself in another
spelling. Names of bodies (keys and descriptions) outweigh those of paths, which another team may spell: 587 fields of one SDK are called in their own
descriptions, 98.5 % of them as in JSON, and not as in its paths. Never by: enum values that look like names, names in another language's docs. Request parameter bags and response envelopes are no JSON and keep their names, except
for bags in PascalCase, which is no spelling of a parameter's name either.

A case that can't be decided is guessed, and so are the capitals of initialisms that nothing shows: models read a key that is spelled otherwise, too, and
write it as they read it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
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
from mdgen.passes.spellings import (
    Spellings,
    capitalised,
    initialisms,
    is_camel,
    signed,
    snake,
    spellings,
)
from mdgen.record import record

LEAST_VOTES = 5
LEAST_PURITY = 0.9
"""What a decision takes; below it, asking is better than guessing."""

PROVEN = "key in the JSON of an Example cell"
"""The evidence of a name that was seen."""

_BODIES = frozenset({Role.DATA, Role.ERROR})
_PARAMETER = re.compile(r"\{([^{}/]+)\}")
_TICKED = re.compile(r"`([A-Za-z][A-Za-z0-9_]*)`")
# What few texts hold, and words that only a name can be, but for parts of URLs, calls, and longer names.
_HUMP = re.compile(r"[a-z0-9](?:_[A-Za-z0-9]|[A-Z])")
_WORD = re.compile(
    r"(?<![\w/.#&?%@$-])[A-Za-z][a-z0-9]*+(?:_[A-Za-z0-9]|[A-Z])\w*+(?![/(\\-]|\.\w)"
)
_CASES = ("snake", "camel", "other")
_SET = 3


def run(graph: TypeGraph, options: ResolveOptions) -> Checked[TypeGraph]:
    """Every field gets its `wire_name`; the graph gets the decision."""
    decision = decide(graph, options.wire_case)
    naming = _Naming(graph, decision, options.wire_names)
    changes: dict[str, Definition] = {}
    for definition in graph.definitions.values():
        if isinstance(definition, Model) and definition.fields:
            changes[definition.id] = naming.model(definition)
    decision = replace(decision, proven=naming.proven)
    named = replace(graph.replaced(changes), wire=decision)
    return Checked(named, (*naming.unused(graph), *_undecided(graph, decision, naming.guessed)))


def decide(graph: TypeGraph, wanted: WireCase = WireCase.AUTO) -> WireDecision:
    """The case of the SDK's JSON names; what the docs say is counted even if a setting decides."""
    keys, paths, mentions = _key_votes(graph), _path_votes(graph), _mention_votes(graph)
    snaky, humped, other = (
        Votes(keys.votes[case], paths.votes[case], mentions.votes[case]) for case in _CASES
    )
    capitals: Counter[str] = Counter()
    for ballot in (keys, paths, mentions):
        capitals.update(ballot.capitals)
    more = {word: number for word, number in capitals.items() if number}
    decision = WireDecision("", False, snaky, humped, other, more)
    return decide_by_votes(decision, graph.names.style, wanted)


def decide_by_votes(
    decision: WireDecision, style: Style, wanted: WireCase = WireCase.AUTO
) -> WireDecision:
    """The decision with the case that its votes, or a setting, lead to."""
    if wanted is not WireCase.AUTO:
        return replace(decision, case=wanted.value, given=True)
    votes = {case: getattr(decision, case) for case in _CASES}
    leading = (
        _leading(Counter({case: found.keys for case, found in votes.items()}))
        or _leading(Counter({case: found.keys + found.mentions for case, found in votes.items()}))
        or _leading(Counter({case: found.total for case, found in votes.items()}))
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
    return Named(named, naming.guessed, frozenset(naming.used - naming.refused.keys()))


def _leading(votes: Counter[str]) -> str:
    total = votes.total()
    for case in ("snake", "camel"):
        if total >= LEAST_VOTES and votes[case] >= LEAST_PURITY * total:
            return case
    return ""


@dataclass(slots=True)
class _Ballot:
    """The votes of one source, and how names in camelCase spell initialisms."""

    votes: Counter[str] = field(default_factory=Counter)
    capitals: Counter[str] = field(default_factory=Counter)

    def vote(self, case: str, seen: str) -> None:
        self.votes[case] += 1
        if case == "camel":
            for word, in_capitals in initialisms(seen).items():
                self.capitals[word] += 1 if in_capitals else -1


def _case_of(seen: str, expected: Spellings) -> str:
    if seen == expected.snake:
        return "snake"
    is_humped = seen == expected.same or is_camel(seen, expected.camel)
    return "camel" if is_humped else "other"


def _key_votes(graph: TypeGraph) -> _Ballot:
    """One vote for each field and JSON key seen for it."""
    ballot = _Ballot()
    evidence = graph.evidence or Evidence()
    for (_, name), keys in evidence.json_keys.items():
        expected = spellings(name, graph.names)
        if expected.is_telling:
            for key in keys:
                ballot.vote(_case_of(key, expected), key)
    return ballot


def _path_votes(graph: TypeGraph) -> _Ballot:
    """One vote for each operation and parameter of its path."""
    ballot = _Ballot()
    named = {
        (snippet.operation_id, name)
        for snippet in graph.snippets
        for name in _PARAMETER.findall(snippet.path)
    }
    for _, name in named:
        if "_" in name.strip("_"):
            ballot.vote("snake" if name.islower() else "other", name)
        elif not name.isalnum():
            ballot.vote("other", name)
        elif snake(name) != name:
            ballot.vote("camel" if name[0].islower() else "other", name)
    return ballot


def _mention_votes(graph: TypeGraph) -> _Ballot:
    """One vote for each page and name in a description that means one of its fields. Its own name, repeated as documented, is the docs' spelling."""
    ballot = _Ballot()
    for definition in graph.definitions.values():
        if not isinstance(definition, Model) or definition.role is Role.RESPONSE:
            continue
        mentioned: list[tuple[str, Field | None]] = [
            (word, item)
            for item in definition.fields
            if item.description
            for word in _words(item.description)
        ]
        if definition.description:
            mentioned += [(word, None) for word in _words(definition.description)]
        if not mentioned:
            continue
        names = {fold(item.doc_name): item for item in definition.fields}
        meant = {
            word: names[fold(word)].doc_name
            for word, item in mentioned
            if (found := names.get(fold(word))) and (found is not item or word != found.doc_name)
        }
        for word, name in meant.items():
            expected = spellings(name, graph.names)
            if expected.is_telling and (case := _case_of(word, expected)) != "other":
                ballot.vote(case, word)
    return ballot


def _words(text: str) -> list[str]:
    """What can be the name of a field in a description."""
    ticked = _TICKED.findall(text) if "`" in text else []
    return ticked + _WORD.findall(text) if _HUMP.search(text) else ticked


@record
class _Name:
    """What a field is called in JSON. `strength`: 0 documented name, 1 by the SDK's case, 2 seen in JSON, `_SET` by a setting."""

    wire: str
    claim: Claim | None = None
    strength: int = 1


@dataclass(slots=True)
class _Naming:
    """Names the fields of one graph and counts how."""

    graph: TypeGraph
    decision: WireDecision
    overrides: Mapping[str, str]
    used: set[str] = field(default_factory=set)
    refused: dict[str, str] = field(default_factory=dict)
    proven: int = 0
    guessed: int = 0
    regular: dict[str, _Name] = field(default_factory=dict)

    def model(self, model: Model) -> Model:
        names = [self.name(model, item) for item in model.fields]
        if len({name.wire for name in names}) < len(names):
            names = self.without_clashes(_apart(names, model), model)
        fields = []
        for item, name in zip(model.fields, names, strict=True):
            claims = with_claims(item.claims, (name.claim,)) if name.claim else item.claims
            fields.append(copying.changed(item, wire_name=name.wire, claims=claims))
        return copying.changed(model, fields=tuple(fields))

    def override(self, model: Model, item: Field) -> str:
        """The setting that names a field, "" if none does."""
        keys = (f"{model.name}.{item.doc_name}", item.doc_name)
        return next((key for key in keys if key in self.overrides), "")

    def without_clashes(self, names: list[_Name], model: Model) -> list[_Name]:
        """The names without those that settings give to a field although they are another field's."""
        held = Counter(name.wire for name in names)
        kept = []
        for name, item in zip(names, model.fields, strict=True):
            key = self.override(model, item)
            if key and (name.strength < _SET or held[name.wire] > 1):
                self.refused[key] = self.overrides[key]
                name = _Name(item.doc_name, strength=0)
            kept.append(name)
        return kept

    def name(self, model: Model, item: Field) -> _Name:
        key = self.override(model, item) if self.overrides else ""
        if key:
            self.used.add(key)
            return _Name(self.overrides[key], strength=_SET)
        if model.role not in _BODIES:
            is_pascal = self.graph.names.style is Style.PASCAL
            if model.role is Role.PARAMETERS and is_pascal:
                return _Name(self.by_case(item.doc_name).wire)
            return _Name(item.doc_name, strength=0)
        keys = (self.graph.evidence or _NOTHING).json_keys.get((model.id, item.doc_name))
        if keys:
            self.proven += 1
            first = min(keys, key=lambda key: (-keys[key], key))
            claim = Claim(Aspect.NAME, Source.INFERRED, PROVEN, keys[first])
            return _Name(first, claim, strength=2)
        sign = signed(item.doc_name, _texts(model))
        if sign:
            return _Name(sign, Claim(Aspect.NAME, Source.INFERRED, "spelled so in a description"))
        own = model.name + self.graph.names.own_suffix
        if item.doc_name == own != model.name and all(
            f.doc_name != model.name for f in model.fields
        ):
            claim = Claim(Aspect.NAME, Source.INFERRED, "a property called like its class")
            return replace(self.by_case(model.name), claim=claim)
        regular = self.by_case(item.doc_name)
        if regular.claim is not None and regular.claim.source is Source.ASSUMED:
            self.guessed += 1
        return regular

    def by_case(self, name: str) -> _Name:
        """The name by the SDK's case; without one by the case that the few votes are for, or the documented name."""
        regular = self.regular.get(name)
        if regular is None:
            regular = self.regular[name] = self.made_by_case(name)
        return regular

    def made_by_case(self, name: str) -> _Name:
        known = spellings(name, self.graph.names)
        if not known.is_telling and self.decision.case != WireCase.PASCAL.value:
            changed = Claim(Aspect.NAME, Source.INFERRED, "spelling of the language undone")
            return _Name(known.same, claim=changed if known.same != name else None)
        decision = self.decision
        if not decision.case:
            leaning = decision.leaning
            votes = f"; all {decision.votes} votes are for {leaning}" if leaning else ""
            evidence = f"case of JSON names undecided{votes}"
            claim = Claim(Aspect.NAME, Source.ASSUMED, evidence, decision.votes if leaning else 0)
            return _Name(self.spelled(known, leaning or "same"), claim, strength=0)
        how = "set to" if decision.given else "decided as"
        evidence = f"JSON names {how} {decision.case}"
        claim = Claim(Aspect.NAME, Source.INFERRED, evidence, decision.votes)
        return _Name(self.spelled(known, decision.case), claim)

    def spelled(self, known: Spellings, case: str) -> str:
        """The spelling of a case, with the capitals that JSON names have and documented ones have not."""
        if case == WireCase.PASCAL.value:
            return known.pascal
        names = self.graph.names
        is_made = known.camel != known.same or names.style is Style.PASCAL
        if known.of(case) != known.camel or not is_made or names.keeps_capitals:
            return known.of(case)
        return capitalised(known.camel, self.decision.in_capitals)

    def unused(self, graph: TypeGraph) -> tuple[Diagnostic, ...]:
        at = Position(graph.root or ".", 0)
        found = {
            key: "no such field; write it as `Model.field` in the docs' spelling or remove it"
            for key in self.overrides
            if key not in self.used
        }
        for key, wire in self.refused.items():
            found[key] = (
                f"`{wire}` is another field's name, too; name that one otherwise, or remove it"
            )
        return tuple(
            Diagnostic(Code.UNUSED_OVERRIDE, at, f"wire_names.{key}: {found[key]}")
            for key in sorted(found)
        )


_NOTHING = Evidence()


def _texts(model: Model) -> Iterator[str]:
    yield model.description
    for item in model.fields:
        yield item.description


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
    written = {"snake": "snake_case is written", "camel": "camelCase is written"}
    kept = written.get(
        decision.leaning or ("camel" if graph.names.style is Style.PASCAL else ""),
        "documented names are kept",
    )
    message = (
        f"the case of JSON names is undecided (votes: {snaky.total} for snake_case, {humped.total} for camelCase,"
        f" {other.total} for neither; at least {LEAST_VOTES} are needed, {LEAST_PURITY:.0%} of them for one):"
        f" {kept}, and every spelling is read;"
        ' set wire_case = "snake", "camel", "pascal" or "same" in [tool.mdgen]'
    )
    return (Diagnostic(Code.WIRE_CASE_UNDECIDED, Position(graph.root or ".", 0), message),)
