# Written by mdgen. Do not edit.
"""The second reading, of data in which keys are spelled otherwise.

It finds out which keys stand for fields, by Python functions around the validators.
What such functions take away, JSON's own strictness and the places of errors, is had
by validating the data once more with those keys as the docs let expect them.
"""

from collections.abc import Callable, Iterator
from functools import cache, partial
from threading import local
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import (
    CoreConfig,
    SchemaValidator,
    core_schema,
    from_json,
    to_json,
)

from ._keys import FieldsSet, Options, Seen, fields_of, spellings_of
from ._schemas import built
from ._spelling import Spellings

Found = dict[str, str]
"""Keys that were read, by the keys of the fields that they stand for."""


class _Reading:
    """One second reading.

    `by_name`: whether data may have Python names, None if as the classes say. `found`
    are the keys found in each object, by the identity of its dict, and `sources` those
    identities by that of the model. `settled` are the keys that were found to fit, by
    the identities of class and dict, with the dict. `variants` is what the variants of
    the innermost union make of a value.
    """

    def __init__(self, by_name: bool | None) -> None:
        self.by_name = by_name
        self.found: dict[int, Found] = {}
        self.sources: dict[int, int] = {}
        self.settled: dict[tuple[int, int], tuple[Any, Found]] = {}
        self.variants: list[Any] = []

    def note(self, value: dict[str, Any], found: Found) -> None:
        if len(found) > len(self.found.get(id(value), ())):
            self.found[id(value)] = found

    def found_in(self, made: Any) -> Iterator[tuple[int, Found]]:
        """The keys found in the objects of which a value was made."""
        if isinstance(made, BaseModel):
            keys = getattr(made.__pydantic_fields_set__, "keys", None)
            if keys and id(made) in self.sources:
                yield self.sources[id(made)], keys
            made = {**made.__dict__, **(made.__pydantic_extra__ or {})}
        if isinstance(made, dict):
            made = made.values()
        elif not isinstance(made, list | tuple | set | frozenset):
            return
        for part in made:
            yield from self.found_in(part)


class _Now(local):
    """The second reading that a thread is at."""

    reading = _Reading(None)


_now = _Now()


def load_respelled(
    cls: type[BaseModel], data: Any, method: str, options: Options
) -> Any:
    """What a validator of a class makes of data whose keys may be spelled otherwise."""
    is_json = method == "validate_json"
    validate = getattr(cls.__pydantic_validator__, method)
    values, lax = data, options
    if is_json:
        try:
            values = from_json(data)
        except ValueError:
            return validate(data, **options)
        # a date is a string in JSON however strict one is
        lax = {**options, "strict": False}
    outer, reading = _now.reading, _Reading(options.get("by_name"))
    _now.reading = reading
    try:
        made = _lenient_validator(cls).validate_python(values, **lax)
    except ValidationError:
        found = reading.found
    else:
        if not is_json:
            return made
        found = dict(reading.found_in(made))
    finally:
        _now.reading = outer
    respelled = _respelled(values, found)
    made = validate(to_json(respelled) if is_json else respelled, **options)
    _remember(made, values, found)
    return made


def _respelled(value: Any, found: dict[int, Found]) -> Any:
    """The data with the keys that the docs let expect."""
    if isinstance(value, list):
        return [_respelled(part, found) for part in value]
    if not isinstance(value, dict):
        return value
    fields = {key: field for field, key in found.get(id(value), {}).items()}
    return {fields.get(k, k): _respelled(part, found) for k, part in value.items()}


def _remember(made: Any, value: Any, found: dict[int, Found]) -> None:
    """Lets models know as which keys their fields were read."""
    if isinstance(made, list | tuple) and isinstance(value, list):
        for part, of in zip(made, value, strict=False):
            _remember(part, of, found)
    if not isinstance(value, dict):
        return
    parts: Any = made
    keys: Found = found.get(id(value), {})
    if isinstance(made, BaseModel):
        data = {field: value[key] for field, key in keys.items()} | value
        _set_keys(made, data, keys)
        parts = {**(made.__pydantic_extra__ or {})}
        for name, field in type(made).__pydantic_fields__.items():
            parts[field.alias or name] = parts[name] = made.__dict__.get(name)
    if isinstance(parts, dict):
        fields = {key: field for field, key in keys.items()}
        for key, of in value.items():
            _remember(parts.get(fields.get(key, key)), of, found)


# Validators


def exact_validator(cls: type[BaseModel]) -> SchemaValidator:
    """Refuses all extra keys."""
    return _validator(cls, _exact)


def _lenient_validator(cls: type[BaseModel]) -> SchemaValidator:
    """Finds out which keys stand for fields."""
    return _validator(cls, _lenient)


@cache
def _validator(cls: type[BaseModel], change: Callable[[Any], Any]) -> SchemaValidator:
    config = CoreConfig(title=cls.__name__)
    return built(cls, change, lambda schema: SchemaValidator(schema, config))


def _exact(node: Any) -> Any:
    kind = node["type"]
    if kind == "typed-dict":
        # What takes any keys: whether a model knows some of them is asked without it.
        return core_schema.typed_dict_schema({}, extra_behavior="forbid")
    if kind == "union" and node.get("mode") == "left_to_right":
        return node["choices"][0]
    fields = fields_of(node) if kind == "model" else None
    if fields is not None:
        # not where it would keep them either, or it were the only variant that fits
        fields["extra_behavior"] = "forbid"
        fields.pop("extras_schema", None)
        fields.pop("extras_keys_schema", None)
    return node


def _lenient(node: Any) -> Any:
    kind = node["type"]
    if kind == "model":
        fields = fields_of(node)
        if fields is None:
            return node
        keys = _Keys(node["cls"], "extras_schema" in fields)
        return _wrapped(partial(_model, keys), node)
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
        node["discriminator"] = _tag_reader(node["discriminator"])
    return node


def _wrapped(function: Callable[..., Any], node: Any) -> Any:
    ref = node.pop("ref", None)
    return core_schema.no_info_wrap_validator_function(function, node, ref=ref)


# Models


class _Keys:
    """The keys of a class; `aliases` are those of fields that Python calls otherwise."""

    def __init__(self, cls: type[BaseModel], is_map: bool) -> None:
        fields = cls.__pydantic_fields__
        self.is_map = is_map
        self.spellings = spellings_of(cls, is_map)
        self.by_name = cls.model_config.get("validate_by_name")
        aliases: dict[Any, str] = {n: f.alias or n for n, f in fields.items()}
        self.required = {aliases[n] for n, f in fields.items() if f.is_required()}
        wire_names = {*aliases.values()}
        self.aliases = {n: a for n, a in aliases.items() if n not in wire_names}

    def found(self, value: dict[str, Any], misfits: set[Any]) -> Found:
        """The keys in an object that stand for fields; the name of a field is it."""
        by_name = _now.reading.by_name
        if self.by_name if by_name is None else by_name:
            value = {self.aliases.get(key, key): part for key, part in value.items()}
        return self.spellings.found(value, misfits)


def _model(keys: _Keys, value: Any, handler: Callable[[Any], Any]) -> Any:
    if not isinstance(value, dict):
        return handler(value)
    settled = _now.reading.settled
    place = id(keys), id(value)
    found = settled[place][1] if place in settled else keys.found(value, set())
    try:
        return _read_as(found, value, handler)
    except ValidationError as error:
        # what does not fit is no field's, unless the field must be there
        wrong = _wrong_keys(error)
        # and what does not fit among typed extra keys may be one's after all
        others = keys.found(value, wrong & value.keys()) if keys.is_map else found
        fitting = {own: key for own, key in others.items() if own not in wrong}
        if fitting != found:
            # what lies deeper must not be tried again for each try of this
            settled[place] = value, fitting
            try:
                return _read_as(fitting, value, handler)
            except ValidationError as second:
                wrong |= _wrong_keys(second)
        fits = keys.required | fitting.keys() - wrong
        _now.reading.note(value, {own: k for own, k in others.items() if own in fits})
        raise


def _wrong_keys(error: ValidationError) -> set[Any]:
    problems = error.errors(
        include_url=False, include_context=False, include_input=False
    )
    return {problem["loc"][0] for problem in problems if problem["loc"]}


def _read_as(found: Found, value: dict[str, Any], handler: Callable[[Any], Any]) -> Any:
    """What a model's validator makes of an object with the keys that stand for fields."""
    fields = {key: field for field, key in found.items()}
    data = {fields.get(key, key): part for key, part in value.items()}
    made = handler(data)
    if found:
        _now.reading.note(value, found)
    if isinstance(made, BaseModel):
        _set_keys(made, data, found)
        if found:
            _now.reading.sources[id(made)] = id(value)
    return made


def _set_keys(made: BaseModel, data: dict[str, Any], found: Found) -> None:
    """Lets a model know what it was read from, and takes back the names of fields that
    count as set only since an extra key is called so."""
    fields = type(made).__pydantic_fields__
    extra = (made.__pydantic_extra__ or {}).keys() & fields.keys()
    unset = {name for name in extra if (fields[name].alias or name) not in data}
    made.__pydantic_fields_set__.difference_update(unset)
    if found:
        Seen.is_respelled = True
        names = FieldsSet(made.__pydantic_fields_set__)
        names.keys = found
        object.__setattr__(made, "__pydantic_fields_set__", names)


# Unions


def _variant(value: Any, handler: Callable[[Any], Any]) -> Any:
    variants = _now.reading.variants
    made = handler(value)
    variants.append(made)
    return made


def _choice(value: Any, handler: Callable[[Any], Any]) -> Any:
    """What a union becomes: of its variants that with the most fields, as always, then
    that with the fewest keys that are spelled otherwise."""
    reading = _now.reading
    outer = reading.variants
    variants: list[Any] = []
    reading.variants = variants
    try:
        made = handler(value)
    finally:
        reading.variants = outer
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
    parts: Any = ()
    if is_model:
        names = value.__pydantic_fields_set__
        # extra keys count as set, too
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


def _tag_reader(discriminator: Any) -> Callable[[Any], Any]:
    """Finds the discriminator that tells which variant of a union a value is."""
    paths = [discriminator] if isinstance(discriminator, str) else discriminator
    keys = [path if isinstance(path, str) else path[0] for path in paths]
    wire_name = keys[-1]
    spellings = Spellings([(wire_name, wire_name, True)])

    def tag(value: Any) -> Any:
        if not isinstance(value, dict):
            return next((getattr(value, k) for k in keys if hasattr(value, k)), None)
        present = [key for key in keys if key in value]
        if present:
            return value[present[0]]
        found = spellings.found(value)
        _now.reading.note(value, found)
        return value[found[wire_name]] if found else None

    return tag
