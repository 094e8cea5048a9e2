# Written by mdgen. Do not edit.
"""How the models of one class are loaded and dumped: compiled once, when needed."""

from _thread import RLock
from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any, get_args

from .._config import KEEP_EXTRA
from .._spelling import Spellings
from .errors import MismatchError, refused
from .marks import Rest
from .scalars import ANYTHING, RESPELLED, STRICT, Fit, Load, dumper
from .slots import Read, Slot, Step, marks_of

_ABSENT: Any = object()
_LOCK = RLock()


class _Respelled(dict[str, Any]):
    """Undocumented keys; `read` are the keys that others were read from."""

    read: Mapping[str, str]

    def copy(self) -> "_Respelled":
        made = _Respelled(self)
        made.read = self.read
        return made


def _module_of(cls: type, name: str) -> str:
    """The module of the class that declares a field."""
    return next(
        (base for base in cls.__mro__ if name in vars(base).get("__slots__", ())), cls
    ).__module__


class Plan:
    """Loads and dumps the models of one class; `read` makes readers of annotations."""

    __slots__ = ("_read", "_rest", "_slots", "_spellings", "_steps", "cls")

    def __init__(self, cls: type, read: Read) -> None:
        self.cls, self._read = cls, read
        self._slots: tuple[Slot, ...] = ()
        self._rest: tuple[str, Load] | None = None
        self._steps: tuple[Step, ...] | None = None

    def _compiled(self) -> tuple[Step, ...]:
        with _LOCK:
            if self._steps is None:
                slots = []
                is_map = False
                for field in fields(self.cls):
                    module = _module_of(self.cls, field.name)
                    if Rest in marks_of(field):
                        values = get_args(get_args(field.type)[0])[1]
                        rest = self._read(values, module)
                        self._rest = field.name, rest.load
                        is_map = rest is not ANYTHING
                    else:
                        slots.append(Slot(field, module, self._read))
                self._slots = tuple(slots)
                # a map may have any keys: only what must be there is looked for
                self._spellings = Spellings(
                    (slot.key, slot.name, not (slot.optional and is_map))
                    for slot in slots
                )
                self._steps = tuple(slot.step for slot in slots)
            return self._steps

    def tags(self, key: str) -> tuple[Any, ...]:
        """The constants of the field with a JSON name."""
        self._compiled()
        return next((s.reader.values for s in self._slots if s.key == key), ())

    def load(self, data: Any, fit: Fit) -> Any:
        """The model that a JSON object describes."""
        if type(data) is not dict:
            raise refused(f"an object ({self.cls.__name__})", data)
        steps = self._steps
        if steps is None:
            steps = self._compiled()
        values: dict[str, Any] = {}
        nulls: list[str] = []
        lacks = False
        wrong: MismatchError | None = None
        for name, key, exact, load, nullable, optional in steps:
            value = data.get(key, _ABSENT)
            if value is _ABSENT:
                lacks = lacks or not optional
                continue
            if type(value) is not exact and not (value is None and nullable):
                try:
                    value = load(value, fit)
                except MismatchError as mismatch:
                    wrong = (wrong or MismatchError()).add(key, mismatch)
                    continue
            values[name] = value
            if value is None and optional:
                nulls.append(name)
        keys = None
        if lacks or (len(values) != len(data) and len(values) != len(steps)):
            keys = self._spellings.found(data)
            if keys or lacks:
                wrong = self._load_others(data, keys, fit, values, nulls, wrong)
        fit.exactness = min(fit.exactness, STRICT)
        fit.given = len(values) + max(fit.given, 0)
        extra: dict[str, Any] | None = None
        # without fields, no key is an extra one
        keeps = KEEP_EXTRA or self._rest or not steps
        if len(values) != len(data) and keeps and not wrong:
            extra = self._extra(data, keys)
            if self._rest:
                wrong = self._load_rest(data, extra, keys, fit, values, nulls)
                extra = None
        if wrong:
            raise wrong
        # not `cls(…)`, which warns about deprecated classes
        made: Any = object.__new__(self.cls)
        made.__init__(**values)
        if keys:
            extra = _Respelled(extra or {})
            extra.read = keys
        if extra is not None:
            made._extra = extra
        if nulls:
            made._nulls = set(nulls)
        return made

    def _load_others(
        self,
        data: Mapping[str, Any],
        keys: dict[str, str],
        fit: Fit,
        values: dict[str, Any],
        nulls: list[str],
        wrong: MismatchError | None,
    ) -> MismatchError | None:
        """Loads the fields whose keys are spelled otherwise, and misses the absent.

        What does not fit is no field's, and is taken out of `keys`.
        """
        is_late = wrong is not None
        misfits = self._load_respelled(data, keys, fit, values, nulls)
        steps = self._compiled()
        for step in steps:
            own, optional = step[1], step[-1]
            if own in misfits:
                key = keys[own]
                if optional:
                    del keys[own]
                else:
                    wrong = (wrong or MismatchError()).add(key, misfits[own])
            elif not (optional or own in data or own in keys):
                wrong = (wrong or MismatchError()).add(own, MismatchError("missing"))
        if wrong and is_late:
            places = {keys.get(step[1], step[1]): n for n, step in enumerate(steps)}
            wrong.found.sort(key=lambda problem: places[str(problem[0][-1])])
        return wrong

    def _load_respelled(
        self,
        data: Mapping[str, Any],
        keys: Mapping[str, str],
        fit: Fit,
        values: dict[str, Any],
        nulls: list[str],
    ) -> dict[str, MismatchError]:
        """Loads fields from other keys; what is wrong with those that do not fit."""
        misfits: dict[str, MismatchError] = {}
        for name, own, exact, load, nullable, optional in self._compiled():
            if own not in keys:
                continue
            value = data[keys[own]]
            if type(value) is not exact and not (value is None and nullable):
                before = fit.exactness, fit.given
                try:
                    value = load(value, fit)
                except MismatchError as mismatch:
                    fit.exactness, fit.given = before
                    misfits[own] = mismatch
                    continue
            fit.floor(RESPELLED)
            values[name] = value
            if value is None and optional:
                nulls.append(name)
        return misfits

    def _load_rest(
        self,
        data: Mapping[str, Any],
        extra: Mapping[str, Any],
        keys: dict[str, str] | None,
        fit: Fit,
        values: dict[str, Any],
        nulls: list[str],
    ) -> MismatchError | None:
        """Loads the extra keys; what does not fit among them may be a field's."""
        assert self._rest is not None
        name, load = self._rest
        values[name], wrong = _converted(extra, load, fit)
        if wrong and keys is not None:
            found = self._spellings.found(data, wrong)
            more = {own: key for own, key in found.items() if key in wrong}
            for own in self._load_respelled(data, more, fit, values, nulls):
                del more[own]
            for key in more.values():
                del wrong[key]
            keys.update(more)
        every = MismatchError()
        for key, mismatch in wrong.items():
            every.add(key, mismatch)
        return every if wrong else None

    def _extra(
        self, data: Mapping[str, Any], keys: Mapping[str, str] | None
    ) -> dict[str, Any]:
        """The keys that no field was read from."""
        others = self._spellings.extra_keys(data)
        if keys:
            others.difference_update(keys.values())
        return {key: value for key, value in data.items() if key in others}

    def dump(self, model: Any) -> dict[str, Any]:
        """The JSON object of a model."""
        steps = self._steps
        if steps is None:
            steps = self._compiled()
        nulls = getattr(model, "_nulls", ())
        made: dict[str, Any] = {}
        for name, key, _, _, _, optional in steps:
            value = getattr(model, name)
            if value is not None:
                made[key] = value if type(value) in _AS_IS else dumped(value)
            elif not optional or name in nulls:
                made[key] = None
        extra = getattr(model, "_extra", None)
        if type(extra) is _Respelled:
            keys = extra.read
            made = {keys.get(key, key): value for key, value in made.items()}
        more = getattr(model, self._rest[0]) if self._rest else None
        for others in (more, extra):
            if others:
                for key, value in others.items():
                    made.setdefault(key, dumped(value))
        return made


def _converted(
    values: Mapping[str, Any], load: Load, fit: Fit
) -> tuple[dict[str, Any], dict[str, MismatchError]]:
    """The values that fit, and what is wrong with the others."""
    made: dict[str, Any] = {}
    wrong: dict[str, MismatchError] = {}
    for key, value in values.items():
        try:
            made[key] = load(value, fit)
        except MismatchError as mismatch:
            wrong[key] = mismatch
    return made, wrong


PLANS: dict[type, Plan] = {}


# From Python to JSON


_AS_IS = frozenset({str, int, float, bool, type(None)})
_DUMPS: dict[type, Callable[[Any], Any]] = {
    list: lambda values: [v if type(v) in _AS_IS else dumped(v) for v in values],
    tuple: lambda values: [dumped(v) for v in values],
    dict: lambda values: {
        k: v if type(v) in _AS_IS else dumped(v) for k, v in values.items()
    },
}


def dumped(value: Any) -> Any:
    """The JSON form of a value of any kind."""
    kind = type(value)
    if kind in _AS_IS:
        return value
    dump = _DUMPS.get(kind)
    if dump is None:
        plan = PLANS.get(kind)
        dump = _DUMPS[kind] = plan.dump if plan else dumper(kind)
    return dump(value)
