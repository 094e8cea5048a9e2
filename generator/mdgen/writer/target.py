"""What a target is: how one style of Python models spells what the graph says.

To add a target, add `targets/<name>.py` with one value `TARGET: Target`, and a folder `templates/<name>/` for the templates that differ from
those in `templates/shared/` (at least `model.jinja`) and for its runtime modules. Nothing else knows the list of targets: the folder is
the list. The core decides everything that is not a matter of spelling - names, order, imports, whether null is accepted, what is a
constant - and asks the target:

* `primitives[kind]`   how a primitive is spelled, with its imports (`name("Decimal", "decimal")`);
* `field(FieldFacts)`  what follows `name: ` and what stands behind ` = `;
* `model(ModelFacts)`  decorators and base class; `extra(Code)` the statements that declare the type of undocumented keys;
* `choice(ChoiceFacts)`  the right side of `Pet: TypeAlias = …`;
* `stream(Code)`       a stream of items, `JsonStream[…]` if nothing else is said;
* `runtime(Extra)`     runtime modules: file name in the package -> file in `templates/<name>/`, copied byte for byte;
* `reserved_fields`: names that fields must leave alone; `reserved_names`: what classes must leave alone, whatever the target is;
* `beside(enums, primitive)`  a union of enums and the primitive of their values (`Color | str`): a known value is to become a member. Without a
  primitive, other primitives stand in the union;
* `fallback(type)`     a map or `Any` among the members of a union beside models: a model that knows some of an object's keys is to be preferred;
* `alias_type`         what makes an alias that needs itself: `Json = TypeAliasType("Json", …)`.

Runtime names are imported with `Import(RUNTIME, "JsonModel")` (from `_model.py`), or `Import("<runtime>_other", "x")` from `_other.py`. The runtime
must define `JsonModel`, and offer the `OpenStrEnum` and `OpenIntEnum` of `templates/shared/_enums.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from mdgen.ir.types import Kind
from mdgen.options import Extra
from mdgen.record import record
from mdgen.writer.code import RUNTIME, Code, Import, bracketed, name, union


def enums_first(enums: tuple[Code, ...], primitive: Code | None) -> Code:
    """`Color | str`."""
    return union(enums if primitive is None else (*enums, primitive))


def as_it_is(type_: Code) -> Code:
    """`dict[str, Any]`."""
    return type_


def json_stream(item: Code) -> Code:
    """`JsonStream[Event]`."""
    return bracketed("JsonStream[", (item,), "]", frozenset({Import(RUNTIME, "JsonStream")}))


def one_of(variants: Code) -> Code:
    """`OneOf[Cat | Dog]`: what fits no variant is kept."""
    return bracketed("OneOf[", (variants,), "]", frozenset({Import(RUNTIME, "OneOf")}))


TYPE_ALIAS_TYPE = name("TypeAliasType", "typing_extensions")


@record
class FieldFacts:
    """What there is to spell about one field.

    `type` already includes `| None` where `accepts_null` (an optional field accepts null unless `refuses_null`, and is spelled with `| None`
    all the same, since None is what absence reads as). `constant` is the only value a required field can have. `deprecated` is None or
    the message, which can be "".
    """

    name: str
    wire_name: str
    type: Code
    required: bool
    accepts_null: bool
    refuses_null: bool
    constant: Code | None
    deprecated: str | None


@record
class FieldSpelling:
    """`name: annotation = default`, without the last part if `default` is None."""

    annotation: Code
    default: Code | None = None


@record
class ModelFacts:
    """`has_constants`: some field's `constant` is set. `extra` is the type of undocumented keys' values if the docs state one. A model
    without fields is an object with any keys: those are no extra ones, and are always kept."""

    name: str
    has_fields: bool
    has_constants: bool
    extra: Code | None
    deprecated: str | None


@record
class ModelSpelling:
    """`decorators` are whole expressions behind `@`; `before` and `after` are statements around the fields."""

    base: Code
    decorators: tuple[Code, ...] = ()
    before: tuple[Code, ...] = ()
    after: tuple[Code, ...] = ()


@record
class TagFacts:
    """The discriminator: its JSON name, the fields' common Python name, and per option its values.

    `is_literal`: every option is a model whose field is a literal; `name` is "" if the fields' names differ.
    """

    wire_name: str
    name: str
    values: tuple[tuple[str | int | bool, ...], ...]
    is_literal: bool


@record
class ChoiceFacts:
    """A union of two or more options; an open one accepts what fits none of them."""

    name: str
    options: tuple[Code, ...]
    open: bool
    tag: TagFacts | None


@record
class Target:
    """One style of Python models; see the module's docstring."""

    name: str
    primitives: Mapping[Kind, Code]
    field: Callable[[FieldFacts], FieldSpelling]
    model: Callable[[ModelFacts], ModelSpelling]
    choice: Callable[[ChoiceFacts], Code]
    runtime: Callable[[Extra], Mapping[str, str]]
    stream: Callable[[Code], Code] = json_stream
    reserved_fields: frozenset[str] = frozenset()
    reserved_names: frozenset[str] = frozenset()
    alias_type: Code = TYPE_ALIAS_TYPE
    beside: Callable[[tuple[Code, ...], Code | None], Code] = enums_first
    fallback: Callable[[Code], Code] = as_it_is


def target_names() -> tuple[str, ...]:
    """The targets that there are, sorted."""
    from mdgen.writer import targets

    return tuple(sorted(module.name for module in iter_modules(targets.__path__)))


def load_target(name: str) -> Target:
    """The target of that name; LookupError with the known names if there is none."""
    known = target_names()
    if name not in known:
        raise LookupError(f"unknown target {name!r}; there are: {', '.join(known)}")
    target = import_module(f"mdgen.writer.targets.{name}").TARGET
    assert isinstance(target, Target)
    return target


@cache
def reserved_names() -> frozenset[str]:
    """The names that some target needs: classes leave them alone in all, so that another target breaks no import."""
    return frozenset().union(*(load_target(name).reserved_names for name in target_names()))


__all__ = [
    "ChoiceFacts",
    "FieldFacts",
    "FieldSpelling",
    "ModelFacts",
    "ModelSpelling",
    "TagFacts",
    "Target",
    "json_stream",
    "load_target",
    "one_of",
    "reserved_names",
    "target_names",
]
