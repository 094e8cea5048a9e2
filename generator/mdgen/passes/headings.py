"""Variants of unions that are known by the names of their tags (C#).

The source says `CreateWallet(WalletSubject value)`, its page only "Wallet". A heading that is no page's title shows that all of them are names of tags,
and those are called like members of the enums that the variants require: `type` of `WalletSubject` has the one value `Wallet`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from mdgen.diagnostics import Checked, Code, Diagnostic
from mdgen.ir.definitions import Choice, Definition, Enum, Model
from mdgen.ir.graph import TypeGraph, behind_aliases
from mdgen.ir.shapes import fold
from mdgen.ir.types import Ref, Type, Unresolved
from mdgen.options import ResolveOptions
from mdgen.passes.discriminators import PREFERRED
from mdgen.passes.link import shown
from mdgen.record import record

LEAST_LED = 2
"""How many headings of a union have to be tags of one key; a single one can be a chance."""

MAX_NAMED = 5
"""How many headings a finding names."""

# By the folded name of a tag, then by the documented name of the field that requires it.
_Tagged = Mapping[str, Mapping[str, Sequence[Model]]]


def run(graph: TypeGraph, options: ResolveOptions) -> Checked[TypeGraph]:
    """No option of a union is left that is nothing but a heading: it leads to the model with that tag, or is left to the union's openness."""
    unions = [
        definition
        for definition in graph.definitions.values()
        if isinstance(definition, Choice)
        and definition.presumed
        and any(isinstance(option.type, Unresolved) for option in definition.options)
    ]
    if not unions:
        return Checked(graph)
    guide = _Guide(graph.definitions, _tagged(graph.definitions))
    changes = {union.id: guide.lead(union) for union in unions}
    return Checked(graph.replaced(changes), tuple(guide.diagnostics))


def _tagged(definitions: Mapping[str, Definition]) -> _Tagged:
    """The models by what they require to have one value."""
    found: dict[str, dict[str, list[Model]]] = defaultdict(lambda: defaultdict(list))
    for model in definitions.values():
        if not isinstance(model, Model):
            continue
        for item in model.fields:
            for name in _only_value(item.type, definitions) if item.required else ():
                found[name][item.doc_name].append(model)
    return found


def _only_value(type_: Type, definitions: Mapping[str, Definition]) -> frozenset[str]:
    """What the only value of an enum is called, folded; nothing for other types."""
    type_ = behind_aliases(type_, definitions)
    definition = definitions.get(type_.id) if isinstance(type_, Ref) else None
    if not isinstance(definition, Enum) or definition.open or len(definition.members) != 1:
        return frozenset()
    (member,) = definition.members
    return frozenset({fold(member.doc_name), fold(str(member.value))} - {""})


@record
class _Found:
    """The model of a heading; it is `certain` unless others have the same tag and names had to decide."""

    model: Model
    certain: bool


@dataclass(slots=True)
class _Guide:
    """Leads headings to models, and tells of it."""

    definitions: Mapping[str, Definition]
    tagged: _Tagged
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def lead(self, union: Choice) -> Choice:
        """The union with the variants that its headings mean."""
        headings = [self.heading(option.type) for option in union.options]
        key = self.key(headings)
        led = [self.find(union, heading, key) for heading in headings]
        if sum(one is not None for one in led) < LEAST_LED:
            return self.without_tags(union)
        options = [
            replace(option, type=Ref(one.model.id))
            for option, one in zip(union.options, led, strict=True)
            if one is not None
        ]
        lost = [name for name, one in zip(headings, led, strict=True) if one is None]
        names = [name for name, one in zip(headings, led, strict=True) if one is not None]
        left = f"; none for {_listed(lost)}: other values are kept as they are" if lost else ""
        self.tell(union, f"{_listed(names)} are the models that require them as `{key}`{left}")
        closed = all(one is not None and one.certain for one in led)
        return replace(union, options=tuple(options), open=not closed, presumed=False)

    def heading(self, type_: Type) -> str:
        """What stands on the page for an option."""
        if isinstance(type_, Ref):
            return self.definitions[type_.id].name
        return type_.text if isinstance(type_, Unresolved) else ""

    def key(self, headings: Sequence[str]) -> str:
        """The field that has most of the headings as tags, "" if none has."""
        votes = Counter(key for name in headings for key in self.tagged.get(fold(name), ()))
        return min(votes, key=lambda key: (-votes[key], _usual(key), key), default="")

    def find(self, union: Choice, heading: str, key: str) -> _Found | None:
        """The model whose `key` has the tag. If several have it, what the source makes of the names of union and tag, then the longest
        name in common with the union's, tell which."""
        models = self.tagged.get(fold(heading), {}).get(key, ())
        if len(models) <= 1:
            return _Found(models[0], True) if models else None
        named = {fold(model.name): model for model in models}
        tag, whole = fold(heading), fold(union.name)
        stem = whole.removesuffix("union")
        for name in (whole + tag, stem + tag, tag + whole, tag + stem, tag):
            if name in named:
                return _Found(named[name], True)
        common = {model.id: _common(fold(model.name), whole) for model in models}
        longest = max(common.values())
        nearest = [model for model in models if common[model.id] == longest]
        return _Found(nearest[0], False) if len(nearest) == 1 and longest else None

    def without_tags(self, union: Choice) -> Choice:
        """The union with those of its headings that are pages."""
        options = tuple(o for o in union.options if not isinstance(o.type, Unresolved))
        lost = [o.type.text for o in union.options if isinstance(o.type, Unresolved)]
        values = "a value that fits no other variant" if options else "any value"
        self.tell(
            union,
            f"no page for {_listed(lost)}, which can be names of tags: {values} is kept as it is",
        )
        return replace(union, options=options, presumed=False)

    def tell(self, union: Choice, message: str) -> None:
        self.diagnostics.append(Diagnostic(Code.TAG_IN_HEADING, union.at, message))


def _usual(key: str) -> int:
    usual = [fold(name) for name in PREFERRED]
    return usual.index(fold(key)) if fold(key) in usual else len(usual)


def _common(one: str, other: str) -> int:
    """How many characters two names begin alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _listed(names: Sequence[str]) -> str:
    listed = ", ".join(f"`{shown(name)}`" for name in names[:MAX_NAMED])
    return f"{listed} and {len(names) - MAX_NAMED} more" if len(names) > MAX_NAMED else listed
