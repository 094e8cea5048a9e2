"""What the pages of an SDK define: models, enums, unions and aliases.

A definition's `id` is its page's path below the SDK root, without suffix (`docs/models/components/address`): unique, stable, and what
links point at. Names are not unique.
"""

from __future__ import annotations

from enum import Enum as PythonEnum
from typing import TypeAlias

from mdgen.diagnostics import Position
from mdgen.ir.types import Nullable, Type
from mdgen.ir.values import Example
from mdgen.record import record


class Source(PythonEnum):
    """Where a statement about a field comes from."""

    # Claims are keys and members of sets for every field; hashing a name takes several times as long.
    __hash__ = object.__hash__

    DOCUMENTED = "documented"
    INFERRED = "inferred"
    ASSUMED = "assumed"


class Aspect(PythonEnum):
    """What a statement is about."""

    # Claims are keys and members of sets for every field; hashing a name takes several times as long.
    __hash__ = object.__hash__

    TYPE = "type"
    NULL = "null"
    NAME = "name"
    TAG = "tag"
    PRESENCE = "presence"


@record
class Claim:
    """A statement that is not simply what the page says: from which evidence it was recovered, on how many votes."""

    aspect: Aspect
    source: Source
    evidence: str
    votes: int = 0


@record
class Field:
    """One property of a model.

    `doc_name` is the documented name verbatim (an identifier of the SDK's language). `wire_name` is the JSON name, "" until the wire-name
    pass has run; models read its other spellings, too. `required` is the Required column: the key is always there.
    `type` is `Nullable` only where null is documented or was seen; that null is merely not excluded is a claim (NULL, ASSUMED).
    `deprecated` is None, or the message, which can be "". `examples` are the cells of the Example column, one string an example, verbatim.
    `claims` hold what was inferred or assumed; an aspect without a claim is documented.
    """

    doc_name: str
    type: Type
    required: bool
    description: str = ""
    deprecated: str | None = None
    examples: tuple[str, ...] = ()
    line: int = 1
    wire_name: str = ""
    claims: tuple[Claim, ...] = ()

    def claim(self, aspect: Aspect) -> Claim | None:
        """The claim about an aspect, if it is not documented."""
        return next((claim for claim in self.claims if claim.aspect is aspect), None)


class Role(PythonEnum):
    """What a model is for. Only `DATA` and `ERROR` are bodies in JSON; the others are the SDK's own envelopes."""

    DATA = "data"
    ERROR = "error"
    PARAMETERS = "parameters"
    RESPONSE = "response"


@record
class Model:
    """An object. `extra` is the type of the values of undocumented keys (`additionalProperties`), None if the page has no such row."""

    id: str
    name: str
    at: Position
    fields: tuple[Field, ...]
    description: str = ""
    deprecated: str | None = None
    extra: Type | None = None
    role: Role = Role.DATA
    examples: tuple[Example, ...] = ()
    claims: tuple[Claim, ...] = ()


@record
class Member:
    """One value of an enum; `doc_name` is the documented member name, "" where the notation has none."""

    value: str | int | bool
    doc_name: str = ""
    line: int = 1


@record
class Enum:
    """A set of values, all strings or all integers (or booleans); an open one lets others pass."""

    id: str
    name: str
    at: Position
    members: tuple[Member, ...]
    open: bool = False
    description: str = ""
    deprecated: str | None = None
    examples: tuple[Example, ...] = ()
    claims: tuple[Claim, ...] = ()


@record
class Option:
    """One variant of a union, with its documented example."""

    type: Type
    line: int = 1
    examples: tuple[Example, ...] = ()


@record
class Tag:
    """The JSON key that tells variants apart, and its values: one tuple for each option, in the options' order."""

    wire_name: str
    values: tuple[tuple[str | int | bool, ...], ...]


@record
class Choice:
    """A union. No options: the page lists none (Java), or none that is known.

    `presumed`: the options are pages only by their headings, which can be names of tags; such a union is open until its tags prove them.
    """

    id: str
    name: str
    at: Position
    options: tuple[Option, ...]
    open: bool = False
    presumed: bool = False
    tag: Tag | None = None
    description: str = ""
    deprecated: str | None = None
    claims: tuple[Claim, ...] = ()


@record
class Alias:
    """Another name for a type: a union with one variant, an enum with one value, a missing page."""

    id: str
    name: str
    at: Position
    type: Type
    description: str = ""
    deprecated: str | None = None
    examples: tuple[Example, ...] = ()
    claims: tuple[Claim, ...] = ()


Definition: TypeAlias = Model | Enum | Choice | Alias


def has_required_null(definition: Definition) -> bool:
    """Whether a required field of it is documented as nullable."""
    return isinstance(definition, Model) and any(
        item.required and isinstance(item.type, Nullable) for item in definition.fields
    )
