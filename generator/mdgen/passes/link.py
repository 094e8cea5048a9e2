"""References become ids: by link, then folded case, then qualified name, then unique name.

The order and its need are measured in the format note, §6: links point into the wrong folder, with the wrong case or nowhere on some
3,000 fields, and TypeScript names its unions without any link. Whatever needed more than the link is a note; what is found
nowhere stays `Unresolved` and is a warning with a near match.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from posixpath import dirname, normpath
from typing import assert_never

from mdgen.diagnostics import Checked, Code, Diagnostic, Position
from mdgen.ir import copying
from mdgen.ir.definitions import Alias, Choice, Definition, Enum, Model, Option
from mdgen.ir.graph import TypeGraph
from mdgen.ir.types import (
    Nullable,
    Primitive,
    Ref,
    Type,
    Union,
    Unresolved,
    transform,
    walk,
)
from mdgen.options import ResolveOptions
from mdgen.record import record

# A near match is looked for among all names; a broken set could have thousands of missing pages.
MAX_HINTS = 200
MAX_SHOWN = 120
"""How much of a reference a finding shows."""
_SUFFIXES = (".mdx", ".md")
FROM_ROOT = "undefined/"
"""What generators of 2023 wrote where a link should have led up to the root."""


def run(graph: TypeGraph, options: ResolveOptions) -> Checked[TypeGraph]:
    """Every `Unresolved` whose page exists becomes a `Ref`; a union page that lists no variants takes those that a link to it spells."""
    linker = _Linker(Index({id_: found.name for id_, found in graph.definitions.items()}))
    changes: dict[str, Definition] = {}
    for definition in graph.definitions.values():
        linked = linker.link(definition)
        if linked is not definition:
            changes[definition.id] = linked
    for label in graph.labels:
        linker.part(label.link, label.folder)
    for definition in graph.definitions.values():
        if isinstance(definition, Choice) and not definition.options:
            changes[definition.id] = linker.fill(definition)
    return Checked(graph.replaced(changes), tuple(linker.diagnostics))


def link_one(definition: Definition, index: Index) -> Checked[Definition]:
    """One definition as `run` links it, but for unions without variants."""
    linker = _Linker(index)
    return Checked(linker.link(definition), tuple(linker.diagnostics))


class _Names:
    """Ids by name, and of one name by folder."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """From pairs of a name and an id."""
        named: dict[str, list[str]] = defaultdict(list)
        for name, id_ in names:
            named[name].append(id_)
        self._named = {name: tuple(ids) for name, ids in named.items()}
        # A build of one page asks for few names of many.
        self._by_folder: dict[str, dict[str, list[str]]] = {}

    def named(self, name: str) -> tuple[str, ...]:
        return self._named.get(name, ())

    def qualified(self, folder: str, name: str) -> tuple[str, ...]:
        known = self._by_folder.get(name)
        if known is None:
            known = self._by_folder[name] = defaultdict(list)
            for id_ in self._named.get(name, ()):
                known[_folder(id_)].append(id_)
        return tuple(known.get(folder, ()))


class Index:
    """Where a reference can lead: ids as they are and folded, names as they are and folded. Each table is made when it is needed."""

    def __init__(self, names: Mapping[str, str]) -> None:
        """`names` are those of all definitions by id, in the order of the ids."""
        self.ids = names

    @cached_property
    def folded_ids(self) -> dict[str, str]:
        by_fold: dict[str, list[str]] = defaultdict(list)
        for id_ in self.ids:
            by_fold[id_.casefold()].append(id_)
        return {key: ids[0] for key, ids in by_fold.items() if len(ids) == 1}

    @cached_property
    def exact(self) -> _Names:
        return _Names((name, id_) for id_, name in self.ids.items())

    @cached_property
    def folded(self) -> _Names:
        return _Names((name.casefold(), id_) for id_, name in self.ids.items())

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(sorted(set(self.ids.values())))


def _folder(id_: str) -> str:
    """The namespace of a page: the name of its folder, folded."""
    return dirname(id_).rpartition("/")[2].casefold()


@record
class _Found:
    """`id` "" is nothing found; `repair` says how it was found where the link alone did not do."""

    id: str
    repair: str = ""
    others: tuple[str, ...] = ()


_NOTHING = _Found("")


@dataclass(slots=True)
class _Linker:
    """One set of definitions on its way to being linked, and what was found out on it."""

    index: Index
    diagnostics: list[Diagnostic] = field(default_factory=list)
    memo: dict[tuple[str, Unresolved], _Found] = field(default_factory=dict)
    types: dict[tuple[str, Type], tuple[Type, bool]] = field(default_factory=dict)
    hints: dict[str, str] = field(default_factory=dict)
    spelled: dict[str, dict[Type, None]] = field(default_factory=dict)

    def fill(self, choice: Choice) -> Choice:
        """The union with the variants that links to its page spell in their labels (Ruby, PHP); the longest spelling wins, the labels of
        one page differ only where a generator shortened them."""
        spellings = [_members(type_) for type_ in self.spelled.get(choice.id, ())]
        if not spellings:
            message = "the page lists no variants: any value is accepted"
            self.diagnostics.append(Diagnostic(Code.NO_VARIANTS, choice.at, message))
            return choice
        members = max(spellings, key=lambda members: (len(members), repr(members)))
        options = tuple(Option(member, choice.at.line) for member in members)
        return replace(choice, options=options)

    def link(self, definition: Definition) -> Definition:
        match definition:
            case Model(fields=fields, extra=extra):
                linked = tuple(
                    (
                        field
                        if (type_ := self.type(field.type, definition, field.line)) is field.type
                        else copying.changed(field, type=type_)
                    )
                    for field in fields
                )
                linked_extra = (
                    None if extra is None else self.type(extra, definition, definition.at.line)
                )
                if linked_extra is extra and all(
                    new is old for new, old in zip(linked, fields, strict=True)
                ):
                    return definition
                return copying.changed(definition, fields=linked, extra=linked_extra)
            case Choice(presumed=True):
                return self.presumed(definition)
            case Choice(options=options):
                return copying.changed(
                    definition,
                    options=tuple(
                        copying.changed(
                            option, type=self.type(option.type, definition, option.line)
                        )
                        for option in options
                    ),
                )
            case Alias(type=type_):
                return copying.changed(
                    definition, type=self.type(type_, definition, definition.at.line)
                )
            case Enum():
                return definition
            case _:
                assert_never(definition)

    def presumed(self, choice: Choice) -> Choice:
        """A union whose headings are titles or tags: those that are no page's title stay unresolved, without a word."""
        folder = dirname(choice.id)
        options = tuple(
            (
                copying.changed(option, type=self.type(option.type, choice, option.line))
                if all(self.find(part, folder).id for part in unresolved(option.type))
                else option
            )
            for option in choice.options
        )
        return copying.changed(choice, options=options)

    def type(self, type_: Type, owner: Definition, line: int) -> Type:
        """The type with its references linked. Types repeat a lot inside a folder, so the result is remembered; only types that are
        worth a diagnostic are looked at each time."""
        if isinstance(type_, Primitive):
            return type_
        folder = dirname(owner.id)
        key = (folder, type_)
        known = self.types.get(key)
        if known is None and isinstance(type_, Unresolved) and type_.spelled is None:
            # Nearly all references are this simple.
            known = self.types[key] = self.part(type_, folder), self.noisy(type_, folder)
        if known is None:
            linked = transform(type_, lambda part: self.part(part, folder))
            noisy = any(self.noisy(part, folder) for part in unresolved(type_))
            known = self.types[key] = (type_ if linked == type_ else linked, noisy)
        if known[1]:
            self.report(type_, folder, Position(owner.at.path, line))
        return known[0]

    def noisy(self, part: Unresolved, folder: str) -> bool:
        found = self.find(part, folder)
        return bool(not found.id or found.repair or found.others)

    def part(self, part: Type, folder: str) -> Type:
        if not isinstance(part, Unresolved):
            return part
        found = self.find(part, folder)
        if part.spelled is None:
            return Ref(found.id) if found.id else part
        spelled = transform(part.spelled, lambda inner: self.part(inner, folder))
        if not found.id:
            return spelled
        self.spelled.setdefault(found.id, {})[spelled] = None
        linked = Ref(found.id)
        members = _members(spelled)
        # A label can list more than the page it links to, which is one of its members then.
        return spelled if len(members) > 1 and linked in members else linked

    def find(self, part: Unresolved, folder: str) -> _Found:
        key = (folder, part)
        found = self.memo.get(key)
        if found is None:
            found = self.memo[key] = next(self.candidates(part, folder), _NOTHING)
        return found

    def candidates(self, part: Unresolved, folder: str) -> Iterator[_Found]:
        target = _target(part.href, folder)
        if target:
            if target in self.index.ids:
                yield _Found(target)
            if folded := self.index.folded_ids.get(target.casefold()):
                yield _Found(folded, "by folding the case of its link")
        space, _, name = part.text.rpartition(".")
        space = space.rpartition(".")[2].casefold()
        if not name:
            return
        if not space and (own := self.index.exact.qualified(_folder(f"{folder}/"), name)):
            yield _Found(own[0], "by its name in the same folder" if target else "")
        for is_folded, spelling, how in (
            (False, name, ""),
            (True, name.casefold(), ", folding case"),
        ):
            names = self.index.folded if is_folded else self.index.exact
            ids = names.qualified(space, spelling) if space else ()
            if len(ids) == 1:
                yield _Found(ids[0], f"by its qualified name{how}" if target or how else "")
            ids = names.named(spelling)
            if target and _folder(target) == space and part.spelled is None:
                # Label and link agree where the page should be, and it is not there: another of that name is another one
                continue
            if len(ids) == 1:
                yield _Found(ids[0], f"by its name, which is unique{how}")
            if len(ids) > 1:
                yield _Found("", others=ids)

    def report(self, type_: Type, folder: str, at: Position) -> None:
        for part in unresolved(type_):
            found = self.find(part, folder)
            name = shown(part.text or part.href)
            if found.id and found.repair:
                message = f"`{name}` was found {found.repair}: {found.id}"
                self.diagnostics.append(Diagnostic(Code.REPAIRED_LINK, at, message))
            elif found.others:
                places = ", ".join(found.others[:5])
                message = f"`{name}` names several pages ({places}): link one of them"
                self.diagnostics.append(Diagnostic(Code.AMBIGUOUS_NAME, at, message))
            elif not found.id and part.spelled is None:
                target = f" ({shown(part.href)})" if part.href and part.text else ""
                message = f"no page for `{name}`{target}: add the page or mend the name{self.hint(part.text)}"
                self.diagnostics.append(Diagnostic(Code.MISSING_PAGE, at, message))

    def hint(self, text: str) -> str:
        name = text.rpartition(".")[2]
        if name not in self.hints and len(self.hints) < MAX_HINTS and len(name) <= MAX_SHOWN:
            # Most docs have no broken link.
            import difflib

            close = difflib.get_close_matches(name, self.index.names, n=3, cutoff=0.8)
            # `OrderRequestBody` is not `OrderRequest` misspelled, however long what both have is.
            near = next((one for one in close if abs(len(one) - len(name)) < 4), "")
            self.hints[name] = f"; did you mean `{near}`?" if near else ""
        return self.hints.get(name, "")


def shown(text: str) -> str:
    """A reference as a finding shows it."""
    return text if len(text) <= MAX_SHOWN else f"{text[: MAX_SHOWN - 1]}…"


def _members(type_: Type) -> tuple[Type, ...]:
    inner = type_.inner if isinstance(type_, Nullable) else type_
    return inner.members if isinstance(inner, Union) else (inner,)


def unresolved(type_: Type) -> Iterator[Unresolved]:
    """The references in a type, also those inside the label of a link that leads nowhere."""
    for part in walk(type_):
        if isinstance(part, Unresolved):
            yield part
            if part.spelled is not None:
                yield from unresolved(part.spelled)


def _target(href: str, folder: str) -> str:
    """The id that a link points at, "" for none: relative to the page's folder, without suffix."""
    path = href.partition("#")[0]
    if path.startswith(FROM_ROOT):
        path, folder = path.removeprefix(FROM_ROOT), ""
    for suffix in _SUFFIXES:
        if path.endswith(suffix):
            return normpath(
                f"{folder}/{path.removesuffix(suffix)}" if folder else path.removesuffix(suffix)
            )
    return ""
