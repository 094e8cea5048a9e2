# Written by mdgen. Do not edit.
"""Reads and writes keys that are spelled otherwise than the docs let expect.

Most JSON has none of them. It is validated as pydantic does it, while models note the
keys that are no field's; it is validated once more only if one may stand for a field.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache, partial
from threading import local
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import (
    CoreConfig,
    PydanticSerializationUnexpectedValue,
    SchemaSerializer,
    SchemaValidator,
    core_schema,
)

from ._config import EXTRA
from ._schemas import built
from ._spelling import Spellings


class _Seen:
    """`questionable` is another object whenever a key was seen that may stand for a
    field; `respelled` tells whether one was ever read as a field."""

    questionable = object()
    respelled = False


class _Notes(local):
    """What one thread noticed since it was reset: whether a key was read as a field,
    and what each variant of the innermost union makes of a value."""

    def __init__(self) -> None:
        self.is_respelled = False
        self.variants: list[Any] = []


_notes = _Notes()


class _FieldsSet(set[str]):
    """The names of the fields that are set; `keys` are the keys that were read."""

    keys: dict[str, str]

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        _Seen.respelled = True


def _spellings_of(cls: type[BaseModel], is_map: bool) -> Spellings:
    """The keys of a class; a map may have any, so only what must be there is missed."""
    return Spellings(
        (field.alias or name, name, field.is_required() or not is_map)
        for name, field in cls.__pydantic_fields__.items()
    )


def _fields_of(schema: Any) -> Any:
    """The part of a model's schema that lists its fields, None if it has no fields."""
    while schema["type"] != "model-fields":
        if "schema" not in schema:
            return None
        schema = schema["schema"]
    return schema


class _Strangers(dict[str, str]):
    """Notes keys that are no field's; holds those that stand for none."""

    def __init__(self, cls: type[BaseModel], is_map: bool) -> None:
        self.spellings = cache(partial(_spellings_of, cls, is_map))

    def __missing__(self, key: str) -> str:
        if self.spellings().owners(key):
            _Seen.questionable = object()
        elif len(self) < _MOST_STRANGERS and len(key) < _LONGEST_STRANGER:
            self[key] = key
        return key


_MOST_STRANGERS = _LONGEST_STRANGER = 100


def watched(cls: type[BaseModel], schema: Any) -> None:
    """Lets a model's schema note the keys that are no field's."""
    fields = _fields_of(schema)
    is_open = cls.model_config.get("extra") == "allow"
    if fields is not None and is_open and "extras_keys_schema" not in fields:
        strangers = _Strangers(cls, "extras_schema" in fields)
        note = core_schema.no_info_plain_validator_function(strangers.__getitem__)
        fields["extras_keys_schema"] = note


# Loading


def load(cls: type[BaseModel], data: Any, method: str, options: dict[str, Any]) -> Any:
    """What a validator of a class makes of JSON, or else one of other spellings."""
    if options.get("by_name") or options.get("by_alias") is False:
        return getattr(cls.__pydantic_validator__, method)(data, **options)
    options["by_name"] = False
    # what is ignored can't be noted
    validator = cls.__pydantic_validator__ if _KEEPS else _validator(cls, True)
    questionable, failed = _Seen.questionable, None
    try:
        made = getattr(validator, method)(data, **options)
        if _Seen.questionable is questionable:
            return made
    except ValidationError as error:
        if _KEEPS and _Seen.questionable is questionable and not _lacks_tag(error):
            raise
        failed = error
    _notes.is_respelled = False
    try:
        return getattr(_validator(cls, False), method)(data, **options)
    except ValidationError:
        if failed is None or _notes.is_respelled or not _KEEPS:
            raise
        raise failed from None


_KEEPS = EXTRA == "allow"


def _lacks_tag(error: ValidationError) -> bool:
    """Whether the variant of a union was not found, so that no model noted any key."""
    problems = error.errors(
        include_url=False, include_context=False, include_input=False
    )
    return any(problem["type"] == "union_tag_not_found" for problem in problems)


@cache
def _validator(cls: type[BaseModel], is_exact: bool) -> SchemaValidator:
    """Reads other spellings, or refuses (`is_exact`) all keys that are no field's."""
    config = CoreConfig(title=cls.__name__)
    change = _exact if is_exact else _lenient
    return built(cls, change, lambda schema: SchemaValidator(schema, config))


def _exact(node: Any) -> Any:
    kind = node["type"]
    if kind == "typed-dict":
        # What takes any keys: whether a model knows some of them is asked without it.
        return core_schema.typed_dict_schema({}, extra_behavior="forbid")
    if kind == "union" and node.get("mode") == "left_to_right":
        return node["choices"][0]
    if kind == "model" and node.get("config", {}).get(_BEHAVIOR) == "ignore":
        fields = _fields_of(node)
        if fields is not None:
            fields["extra_behavior"] = "forbid"
    return node


_BEHAVIOR = "extra_fields_behavior"


def _lenient(node: Any) -> Any:
    kind = node["type"]
    if kind == "model":
        fields = _fields_of(node)
        if fields is None:
            return node
        read = partial(_model, _spellings_of(node["cls"], "extras_schema" in fields))
        return _wrapped(read, node)
    if kind == "union" and node.get("mode") != "left_to_right":
        node["choices"] = [
            (
                (_wrapped(_variant, part[0]), part[1])
                if isinstance(part, tuple)
                else _wrapped(_variant, part)
            )
            for part in node["choices"]
        ]
        return _wrapped(_choice, node)
    if kind == "tagged-union" and not callable(node["discriminator"]):
        node["discriminator"] = _teller(node["discriminator"])
    return node


def _wrapped(function: Callable[..., Any], node: Any) -> Any:
    ref = node.pop("ref", None)
    return core_schema.no_info_wrap_validator_function(function, node, ref=ref)


def _model(spellings: Spellings, value: Any, handler: Callable[[Any], Any]) -> Any:
    if not isinstance(value, dict):
        return handler(value)
    found = spellings.found(value)
    if found:
        _notes.is_respelled = _Seen.respelled = True
    try:
        return _read_as(found, value, handler)
    except ValidationError as error:
        # what does not fit is no field's, unless the field must be there
        wrong = {problem["loc"][:1] for problem in error.errors(include_url=False)}
        fitting = {own: key for own, key in found.items() if (own,) not in wrong}
        if len(fitting) == len(found):
            raise
        with suppress(ValidationError):
            return _read_as(fitting, value, handler)
        raise


def _read_as(
    found: dict[str, str], value: dict[str, Any], handler: Callable[[Any], Any]
) -> Any:
    """What a model's validator makes of an object with the keys that stand for fields."""
    owners = {key: owner for owner, key in found.items()}
    data = {owners.get(key, key): part for key, part in value.items()}
    made = handler(data)
    if isinstance(made, BaseModel):
        made.__pydantic_fields_set__.difference_update(_unset(made, data))
        if found:
            names = _FieldsSet(made.__pydantic_fields_set__)
            names.keys = found
            object.__setattr__(made, "__pydantic_fields_set__", names)
    return made


def _unset(made: BaseModel, data: dict[str, Any]) -> set[str]:
    """The names of fields that count as set only since an unknown key is called so."""
    fields = type(made).__pydantic_fields__
    names = (made.__pydantic_extra__ or {}).keys() & fields.keys()
    return {name for name in names if (fields[name].alias or name) not in data}


def _variant(value: Any, handler: Callable[[Any], Any]) -> Any:
    variants = _notes.variants
    made = handler(value)
    variants.append(made)
    return made


def _choice(value: Any, handler: Callable[[Any], Any]) -> Any:
    """What a union becomes: of its variants that with the most fields, as always, then
    that with the fewest keys that are spelled otherwise."""
    outer = _notes.variants
    variants: list[Any] = []
    _notes.variants = variants
    try:
        made = handler(value)
    finally:
        _notes.variants = outer
    if len(variants) > 1:
        best = _weight(made)
        for variant in variants if best[0] else ():
            weight = _weight(variant)
            if weight[0] and weight > best:
                made, best = variant, weight
    return made


def _weight(value: Any) -> tuple[bool, int, int]:
    """Whether there are models in a value, how many fields JSON gave, and (negative)
    how many of them were spelled otherwise."""
    is_model = isinstance(value, BaseModel)
    given = respelled = 0
    parts: Iterable[Any] = ()
    if is_model:
        names = value.__pydantic_fields_set__
        # undocumented keys count as set, too
        parts = [part for name, part in value.__dict__.items() if name in names]
        given, respelled = len(parts), -len(getattr(names, "keys", ()))
    elif isinstance(value, list | dict):
        parts = value.values() if isinstance(value, dict) else value
    for part in parts:
        if isinstance(part, BaseModel | list | dict):
            has_models, more, others = _weight(part)
            is_model = is_model or has_models
            given, respelled = given + more, respelled + others
    return is_model, given, respelled


def _teller(discriminator: Any) -> Callable[[Any], Any]:
    """Finds the tag that tells which variant of a union a value is."""
    paths = [discriminator] if isinstance(discriminator, str) else discriminator
    keys = [path if isinstance(path, str) else path[0] for path in paths]
    # the last is the JSON name
    spellings = Spellings([(keys[-1], keys[-1], True)])

    def tag(value: Any) -> Any:
        if not isinstance(value, dict):
            return next((getattr(value, k) for k in keys if hasattr(value, k)), None)
        found = [key for key in keys if key in value]
        found = found or [*spellings.found(value).values()]
        return value[found[0]] if found else None

    return tag


# Dumping


def dump(model: BaseModel, method: str, options: dict[str, Any]) -> Any:
    """What a serializer makes of a model, with the keys as they were read."""
    if not _Seen.respelled:
        return getattr(model.__pydantic_serializer__, method)(model, **options)
    if options.get("by_alias") is None:
        options["by_alias"] = model.model_config.get("serialize_by_alias")
    return getattr(_serializer(type(model)), method)(model, **options)


@cache
def _serializer(cls: type[BaseModel]) -> SchemaSerializer:
    """Writes keys as they were read."""
    return built(cls, _dumping, SchemaSerializer)


def _dumping(node: Any) -> Any:
    if node["type"] in _WRITERS and "serialization" not in node:
        write = _WRITERS[node["type"]]
        node["serialization"] = core_schema.wrap_serializer_function_ser_schema(
            partial(write, node.get("cls")), info_arg=True
        )
    return node


def _dumped(cls: type[BaseModel], model: Any, handler: Any, info: Any) -> Any:
    if not isinstance(model, cls):
        raise PydanticSerializationUnexpectedValue(cls.__name__)
    made = handler(model)
    keys = getattr(model.__pydantic_fields_set__, "keys", None)
    if keys and info.by_alias and isinstance(made, dict):
        return {keys.get(key, key): part for key, part in made.items()}
    return made


def _dumped_as_any(_: None, value: Any, handler: Any, info: Any) -> Any:
    """Models stand in place of anything if another variant of a union read them."""
    if isinstance(value, list):
        return [_dumped_as_any(None, part, handler, info) for part in value]
    if isinstance(value, BaseModel):
        options = {name: getattr(info, name) for name in _OPTIONS}
        return _serializer(type(value)).to_python(value, **options)
    return handler(value)


_WRITERS: dict[str, Callable[..., Any]] = {"model": _dumped, "any": _dumped_as_any}
_OPTIONS = (
    "mode", "by_alias", "exclude_unset", "exclude_defaults", "exclude_none", "context",
)  # fmt: skip
