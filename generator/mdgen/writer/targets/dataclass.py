"""Dataclasses of the standard library, with a codec that is written into the package."""

from __future__ import annotations

from collections.abc import Mapping

from mdgen.ir.types import Kind
from mdgen.options import Extra
from mdgen.writer.code import (
    NONE,
    RUNTIME,
    WIDTH,
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
    one_of,
)
from mdgen.writer.text import literal

_FIELD = frozenset({Import("dataclasses", "field")})
_INDENT = 4
_DATE = name("dt.date", "datetime")
_DATETIME = name("dt.datetime", "datetime")

PRIMITIVES: Mapping[Kind, Code] = {
    Kind.STRING: Code("str"),
    Kind.INTEGER: Code("int"),
    Kind.BIGINT: name("JsonInteger", RUNTIME),
    Kind.NUMBER: Code("float"),
    Kind.NUMERIC: union((Code("int"), Code("float"))),
    Kind.DECIMAL: name("Decimal", "decimal"),
    Kind.BOOLEAN: Code("bool"),
    Kind.BYTES: Code("bytes"),
    Kind.DATE: _DATE,
    Kind.DATETIME: _DATETIME,
    Kind.TEMPORAL: union((_DATETIME, _DATE)),
    Kind.NULL: NONE,
    Kind.ANY: name("Any", "typing"),
}

EXTRA_FIELD = "additional_properties"
"""The field of the keys that the docs allow without naming them."""

RESERVED_FIELDS = frozenset(
    {
        EXTRA_FIELD, "deprecated", "extra", "from_dict", "from_json", "nulls", "to_dict", "to_json",
    }
)  # fmt: skip

RESERVED_NAMES = frozenset(
    {
        "Annotated", "Any", "Decimal", "Discriminator", "IntEnum", "JsonInteger", "JsonKey", "JsonModel", "JsonStream", "Literal", "NotNull", "OneOf", "OpenIntEnum",
        "OpenStrEnum", "Rest", "StrEnum", "TypeAlias", "TypeAliasType", "Union",
    }
)  # fmt: skip

# Models compare and print themselves, because of what they keep beside their fields.
_FLAGS = ("slots", "True"), ("kw_only", "True"), ("eq", "False"), ("repr", "False")
_DATACLASS = bracketed(
    "dataclass(",
    tuple(keyword(key, Code(value)) for key, value in _FLAGS),
    ")",
    frozenset({Import("dataclasses", "dataclass")}),
)


def _call(function: str, *arguments: str) -> Code:
    """A call of a runtime name with texts."""
    texts = tuple(Code(literal(argument)) for argument in arguments)
    return bracketed(f"{function}(", texts, ")", frozenset({Import(RUNTIME, function)}))


def _field(facts: FieldFacts) -> FieldSpelling:
    metadata: list[Code] = []
    if facts.wire_name != facts.name:
        metadata.append(_call("JsonKey", facts.wire_name))
    if facts.refuses_null:
        metadata.append(name("NotNull", RUNTIME))
    if facts.deprecated is not None:
        metadata.append(_call("deprecated", facts.deprecated))
    default = facts.constant if facts.required else NONE
    return FieldSpelling(annotated(facts.type, *metadata), default)


def _model(facts: ModelFacts) -> ModelSpelling:
    decorators: tuple[Code, ...] = (_DATACLASS,)
    if facts.deprecated is not None:
        decorators = (_call("deprecated", facts.deprecated), _DATACLASS)
    base = name("JsonModel", RUNTIME)
    if facts.extra is None:
        return ModelSpelling(base, decorators)
    values = bracketed("dict[", (Code("str"), facts.extra), "]")
    whole = annotated(values, name("Rest", RUNTIME))
    field = Code(_extra_field(whole.text), whole.imports | _FIELD, whole.refs)
    return ModelSpelling(base, decorators, before=(field,))


def _extra_field(annotation: str) -> str:
    """The statement, broken behind `field(` as black does where that is enough."""
    start, argument = f"{EXTRA_FIELD}: {annotation} = field(", "default_factory=dict"
    if _INDENT + len(start) <= WIDTH < _INDENT + len(f"{start}{argument})"):
        return f"{start}\n        {argument}\n    )"
    return f"{start}{argument})"


def _choice(facts: ChoiceFacts) -> Code:
    whole = union(facts.options)
    if facts.tag is not None and facts.tag.is_literal:
        whole = annotated(whole, _call("Discriminator", facts.tag.wire_name))
    if facts.open:
        whole = one_of(whole)
    return whole


_CODEC = ("__init__", "errors", "marks", "plans", "readers", "scalars", "slots", "variants")


def _runtime(extra: Extra) -> Mapping[str, str]:
    codec = {f"_codec/{module}.py": f"_codec/{module}.py" for module in _CODEC}
    return {"_model.py": "_model.py", "_config.py": f"_config_{extra.value}.py", **codec}


TARGET = Target(
    name="dataclass",
    primitives=PRIMITIVES,
    field=_field,
    model=_model,
    choice=_choice,
    runtime=_runtime,
    reserved_fields=RESERVED_FIELDS,
    reserved_names=RESERVED_NAMES,
    alias_type=name("TypeAliasType", RUNTIME),
)
