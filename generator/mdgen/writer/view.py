"""What the templates print: strings that are Python already, decided here and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from mdgen.ir.definitions import Aspect, Definition, Enum, Field, Source
from mdgen.ir.types import ANY, Nullable, Type, Unresolved, walk
from mdgen.record import record
from mdgen.writer.annotation import with_null
from mdgen.writer.code import NO_IMPORTS, NO_REFS, WIDTH, Code, Import, statement
from mdgen.writer.constants import constant_of
from mdgen.writer.naming import distinct, field_name, member_names, short_hash
from mdgen.writer.prose import wrapped
from mdgen.writer.target import FieldFacts, Target
from mdgen.writer.text import Printable, comment, docstring, identifier, literal

INDENT = 4
NOTHING = Printable("")


@record
class Block:
    """A printed piece of a module, with what it needs."""

    text: Printable
    imports: frozenset[Import] = NO_IMPORTS
    refs: frozenset[str] = NO_REFS


def prose(description: str, indent: int, deprecated: str | None = None) -> Printable:
    """The docstring of a description, "" if there is nothing to say; `deprecated` adds a closing paragraph."""
    width = WIDTH - indent - 6
    lines = wrapped(description, width) if description else ()
    if deprecated is not None:
        note = wrapped(f"Deprecated: {deprecated}" if deprecated else "Deprecated.", width)
        lines = (*lines, "", *note) if lines else note
    return docstring(lines, indent) if lines else NOTHING


def field_names(fields: tuple[Field, ...], reserved: frozenset[str]) -> list[str]:
    """The attributes of a model's fields: distinct, and none the JSON name of another field."""
    names = [field_name(field.doc_name, reserved) for field in fields]
    wires = {field.wire_name for field in fields}
    if len(set(names)) == len(names) and wires.isdisjoint(
        {n for n, field in zip(names, fields, strict=True) if n != field.wire_name}
    ):
        return names
    by_doc = {field.doc_name: field for field in fields}

    def usual(doc: str) -> str:
        name = field_name(doc, reserved)
        return f"{name}_" if name != by_doc[doc].wire_name and name in wires else name

    def kept(doc: str) -> str:
        name = field_name(doc, reserved)
        return name if name in (doc, by_doc[doc].wire_name) else f"{name}_{short_hash(doc)}"

    chosen = distinct(by_doc, (usual, kept, lambda doc: f"{usual(doc)}_{short_hash(doc)}"))
    return [chosen[field.doc_name] for field in fields]


@record
class FieldView:
    """`statement` is `name: annotation = default`; `docstring` and `remark` (a comment) are "" where there is nothing to say."""

    statement: Printable
    docstring: Printable
    remark: Printable
    imports: frozenset[Import]
    refs: frozenset[str]


def field_facts(
    field: Field,
    name: str,
    type_: Code,
    definitions: Mapping[str, Definition],
    strict_optional: bool,
) -> FieldFacts:
    """What is to be spelled: null is accepted where it is documented or seen, where that is assumed, and on optional fields."""
    documented = isinstance(field.type, Nullable) or field.type == ANY
    claim = field.claim(Aspect.NULL) if field.claims else None
    assumed = claim is not None and claim.source is Source.ASSUMED
    value = None if isinstance(field.type, Nullable) else constant_of(field.type, definitions)
    constant = Code(literal(value)) if value is not None and field.required else None
    accepts_null = documented or ((not field.required or assumed) and constant is None)
    return FieldFacts(
        name=name,
        wire_name=field.wire_name or field.doc_name,
        type=with_null(type_) if accepts_null else type_,
        required=field.required,
        accepts_null=accepts_null,
        refuses_null=strict_optional and not documented and not field.required and not assumed,
        constant=constant,
        deprecated=field.deprecated,
    )


def _unresolved(type_: Type) -> str:
    names = [part.text for part in walk(type_) if isinstance(part, Unresolved)]
    return f"The docs name {', '.join(names)} here, which has no page." if names else ""


def field_view(field: Field, facts: FieldFacts, target: Target) -> FieldView:
    """One field as it is printed; continuation lines are indented for a class body."""
    spelling = target.field(facts)
    annotation, default = spelling.annotation, spelling.default
    imports, refs, after = annotation.imports, annotation.refs, ""
    if default is not None:
        imports, refs, after = imports | default.imports, refs | default.refs, f" = {default.text}"
    text = statement(f"{identifier(facts.name)}: ", annotation, after, INDENT)
    remark = _unresolved(field.type)
    return FieldView(
        Printable(text),
        prose(field.description, INDENT),
        comment(remark) if remark else NOTHING,
        imports,
        refs,
    )


def member_statements(enum: Enum, indent: int = INDENT) -> tuple[Printable, ...]:
    """`NAME = value` for each distinct value, in documented order."""
    # Go puts the enum's own name, as a word of its own, before those of all members.
    names = [member.doc_name for member in enum.members if member.doc_name]
    rests = [name.removeprefix(enum.name) for name in names]
    is_prefixed = all(
        len(rest) < len(name) and rest and not rest[0].islower()
        for name, rest in zip(names, rests, strict=True)
    )
    prefix = enum.name if is_prefixed else ""
    members = {member.value: member.doc_name.removeprefix(prefix) for member in enum.members}
    return _members(tuple(members.items()), indent)


@lru_cache(maxsize=8192)
def _members(
    members: tuple[tuple[str | int | bool, str], ...], indent: int
) -> tuple[Printable, ...]:
    return tuple(
        Printable(statement(f"{identifier(name)} = ", Code(literal(value)), "", indent))
        for value, name in member_names(dict(members)).items()
    )
