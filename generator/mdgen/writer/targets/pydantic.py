"""pydantic v2: models that load and dump by JSON name and are built by Python name."""

from __future__ import annotations

from collections.abc import Mapping

from mdgen.ir.types import Kind
from mdgen.options import Extra
from mdgen.writer.code import (
    NONE,
    RUNTIME,
    Code,
    Import,
    annotated,
    bracketed,
    keyword,
    name,
    union,
)
from mdgen.writer.target import (
    ChoiceFacts,
    FieldFacts,
    FieldSpelling,
    ModelFacts,
    ModelSpelling,
    Target,
    enums_first,
    one_of,
)
from mdgen.writer.text import literal

_FIELD = frozenset({Import("pydantic", "Field")})
_CONFIG = frozenset({Import("pydantic", "ConfigDict")})
_DEPRECATED = frozenset({Import(RUNTIME, "deprecated")})

_NUMERIC = union((Code("int"), Code("float")))

PRIMITIVES: Mapping[Kind, Code] = {
    Kind.STRING: Code("str"),
    Kind.INTEGER: Code("int"),
    Kind.BIGINT: name("JsonInteger", RUNTIME),
    Kind.NUMBER: name("JsonFloat", RUNTIME),
    Kind.NUMERIC: _NUMERIC,
    Kind.DECIMAL: name("JsonDecimal", RUNTIME),
    Kind.BOOLEAN: Code("bool"),
    Kind.BYTES: Code("bytes"),
    Kind.DATE: name("dt.date", "datetime"),
    Kind.DATETIME: name("dt.datetime", "datetime"),
    Kind.TEMPORAL: name("DateOrDateTime", RUNTIME),
    Kind.NULL: NONE,
    Kind.ANY: name("Any", "typing"),
}

# What pydantic's BaseModel, or our own, already calls something.
RESERVED_FIELDS = frozenset(
    {
        "construct", "copy", "dict", "from_dict", "from_orm", "json", "model_computed_fields", "model_config", "model_construct",
        "model_copy", "model_dump", "model_dump_json", "model_extra", "model_fields", "model_fields_set", "model_json_schema",
        "model_parametrized_name", "model_post_init", "model_rebuild", "model_validate", "model_validate_json",
        "model_validate_strings", "mro", "parse_file", "parse_obj", "parse_raw", "schema", "schema_json", "to_dict", "update_forward_refs",
        "validate",
    }
)  # fmt: skip

RESERVED_NAMES = frozenset(
    {
        "Annotated", "Any", "AnyKeys", "ConfigDict", "DateOrDateTime", "Field", "IntEnum", "JsonDecimal", "JsonFloat", "JsonInteger", "JsonModel", "JsonStream",
        "Literal", "MembersFirst", "NotNull", "OneOf", "OpenIntEnum", "OpenStrEnum", "StrEnum", "TaggedModel", "TypeAlias", "TypeAliasType", "Union",
    }
)  # fmt: skip


def _text(value: str) -> Code:
    return Code(literal(value))


def _names(facts: FieldFacts) -> tuple[Code, ...]:
    if facts.wire_name != facts.name:
        return (keyword("alias", _text(facts.wire_name)),)
    return ()


def _field(facts: FieldFacts) -> FieldSpelling:
    arguments = _names(facts)
    if facts.deprecated is not None:
        message = _text(facts.deprecated) if facts.deprecated else Code("True")
        arguments = (*arguments, keyword("deprecated", message))
    metadata = (bracketed("Field(", arguments, ")", _FIELD),) if arguments else ()
    if facts.refuses_null:
        metadata = (name("NotNull", RUNTIME), *metadata)
    default = facts.constant if facts.required else NONE
    return FieldSpelling(annotated(facts.type, *metadata), default)


def _model(facts: ModelFacts) -> ModelSpelling:
    base = name("TaggedModel" if facts.has_constants else "JsonModel", RUNTIME)
    decorators: tuple[Code, ...] = ()
    if facts.deprecated is not None:
        decorators = (bracketed("deprecated(", (_text(facts.deprecated),), ")", _DEPRECATED),)
    if facts.extra is None and facts.has_fields:
        return ModelSpelling(base, decorators)
    allow = (keyword("extra", _text("allow")),)
    config = bracketed("model_config = ConfigDict(", allow, ")", _CONFIG)
    if facts.extra is None:
        return ModelSpelling(base, decorators, before=(config,))
    values = bracketed("dict[", (Code("str"), facts.extra), "]")
    extra = f"__pydantic_extra__: {values.text} = Field(init=False)"
    typed = Code(extra, values.imports | _FIELD, values.refs)
    return ModelSpelling(base, decorators, before=(config, typed))


def _choice(facts: ChoiceFacts) -> Code:
    whole = union(facts.options)
    if facts.tag is not None and facts.tag.is_literal:
        tag = keyword("discriminator", _text(facts.tag.name))
        whole = annotated(whole, bracketed("Field(", (tag,), ")", _FIELD))
    if facts.open:
        whole = one_of(whole)
    return whole


def _beside(enums: tuple[Code, ...], primitive: Code | None) -> Code:
    # pydantic's smart mode prefers `str` to an enum for every string, and `bool` that stands first for "true"
    return annotated(enums_first(enums, primitive), name("MembersFirst", RUNTIME))


def _fallback(type_: Code) -> Code:
    # to pydantic's smart mode, any dict is as exact as a model, and more so than one with a date
    return annotated(type_, name("AnyKeys", RUNTIME))


def _runtime(extra: Extra) -> Mapping[str, str]:
    config = f"_config_{extra.value}.py"
    fixed = ("_model.py", "_keys.py", "_respelling.py", "_dumping.py", "_numbers.py", "_schemas.py")
    return {**{name: name for name in fixed}, "_config.py": config}


TARGET = Target(
    name="pydantic",
    primitives=PRIMITIVES,
    field=_field,
    model=_model,
    choice=_choice,
    beside=_beside,
    fallback=_fallback,
    runtime=_runtime,
    reserved_fields=RESERVED_FIELDS,
    reserved_names=RESERVED_NAMES,
)
