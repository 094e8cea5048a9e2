# Written by mdgen. Do not edit.
"""Reads and writes keys that are spelled otherwise than the docs let expect.

Most JSON has none of them. It is validated as pydantic does it, while models note the
extra keys; it is read once more only if one may stand for a field.
"""

from functools import cache, partial
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import core_schema

from ._spelling import LONGEST_KEY, MOST_EXTRA_KEYS, Spellings

Options = dict[str, Any]


class Seen:
    """What any model has met.

    `candidate` is another object whenever an extra key may have stood for a field,
    `is_respelled` tells whether one was ever read as a field, `drops_extra` whether some
    class does not keep extra keys, which can't be noted then.
    """

    candidate = object()
    is_respelled = False
    drops_extra = False


class FieldsSet(set[str]):
    """The names of the fields that are set; `keys` are the keys that were read."""

    keys: dict[str, str]

    def __repr__(self) -> str:
        return repr(set(self))

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        Seen.is_respelled = True


def spellings_of(cls: type[BaseModel], is_map: bool) -> Spellings:
    """The keys of a class; a map may have any, so only what must be there is missed."""
    return Spellings(
        (field.alias or name, name, field.is_required() or not is_map)
        for name, field in cls.__pydantic_fields__.items()
    )


def fields_of(schema: Any) -> Any:
    """The part of a model's schema that lists its fields, None if it has no fields."""
    while schema["type"] != "model-fields":
        if "schema" not in schema:
            return None
        schema = schema["schema"]
    return schema


class _ExtraKeys(dict[str, str]):
    """Notes the extra keys of a class; holds those that stand for no field."""

    def __init__(self, cls: type[BaseModel], is_map: bool) -> None:
        self.spellings = cache(partial(spellings_of, cls, is_map))
        self.is_map = is_map

    def __missing__(self, key: str) -> str:
        if self.spellings().fields_like(key, self.is_map):
            Seen.candidate = object()
        elif len(self) < MOST_EXTRA_KEYS and len(key) < LONGEST_KEY:
            self[key] = key
        return key


def note_extra_keys(cls: type[BaseModel], schema: Any) -> None:
    """Lets a model's schema note the extra keys that it keeps."""
    fields = fields_of(schema)
    if cls.model_config.get("extra") != "allow":
        Seen.drops_extra = True
    elif fields is not None and "extras_keys_schema" not in fields:
        extra_keys = _ExtraKeys(cls, "extras_schema" in fields)
        note = core_schema.no_info_plain_validator_function(extra_keys.__getitem__)
        fields["extras_keys_schema"] = note


# Loading


def load_json(cls: type[BaseModel], data: Any, method: str, options: Options) -> Any:
    """Like `load`, of JSON: a key that is called like a field in Python is not its name,
    but one that may be spelled otherwise, unless the call or the class says more."""
    if options.get("by_name") is None and _reads_aliases(cls, options):
        options["by_name"] = False
    return load(cls, data, method, options)


def _reads_aliases(cls: type[BaseModel], options: Options) -> bool:
    by_alias = options.get("by_alias")
    if by_alias is None:
        by_alias = cls.model_config.get("validate_by_alias")
    return by_alias is not False


def load(cls: type[BaseModel], data: Any, method: str, options: Options) -> Any:
    """What a validator of a class makes of data; of other spellings of keys, too."""
    if not _reads_aliases(cls, options):
        return getattr(cls.__pydantic_validator__, method)(data, **options)
    if not cls.__pydantic_complete__:
        cls.model_rebuild(raise_errors=False)
    if options.get("extra") is not None or (Seen.drops_extra and drops_extra(cls)):
        return _load_dropping(cls, data, method, options)
    candidate, made, failed = Seen.candidate, None, None
    try:
        made = getattr(cls.__pydantic_validator__, method)(data, **options)
        if Seen.candidate is candidate:
            return made
    except ValidationError as error:
        if Seen.candidate is candidate and not _lacks_tag(error):
            raise
        failed = error
    from ._respelling import load_respelled

    try:
        return load_respelled(cls, data, method, options)
    except ValidationError:
        if failed is None:
            return made
        raise


def _load_dropping(
    cls: type[BaseModel], data: Any, method: str, options: Options
) -> Any:
    """Like `load`, of models that drop or refuse extra keys."""
    from ._respelling import exact_validator, load_respelled

    # what is dropped can't be noted, so it is refused at first
    exact = {**options, "extra": "forbid"} if options.get("extra") else options
    try:
        return getattr(exact_validator(cls), method)(data, **exact)
    except ValidationError:
        pass
    return load_respelled(cls, data, method, options)


@cache
def drops_extra(cls: type[BaseModel]) -> bool:
    """Whether a class, or one that it needs, does not keep extra keys."""
    from ._schemas import parts

    return any(
        part["type"] == "model" and part["cls"].model_config.get("extra") != "allow"
        for part in parts(cls.__pydantic_core_schema__)
    )


def _lacks_tag(error: ValidationError) -> bool:
    """Whether the variant of a union was not found, so that no model noted any key."""
    problems = error.errors(
        include_url=False, include_context=False, include_input=False
    )
    return any(problem["type"] == "union_tag_not_found" for problem in problems)


# Dumping


def dump(model: BaseModel, method: str, options: Options) -> Any:
    """What a serializer makes of a model, with the keys as they were read."""
    if not Seen.is_respelled:
        return getattr(model.__pydantic_serializer__, method)(model, **options)
    from ._dumping import serializer

    if options.get("by_alias") is None:
        options["by_alias"] = model.model_config.get("serialize_by_alias")
    return getattr(serializer(type(model)), method)(model, **options)
