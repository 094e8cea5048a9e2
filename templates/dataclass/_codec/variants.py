# Written by mdgen. Do not edit.
"""Which variant of a union a value becomes.

The tag tells, where there is one. Else it is the variant whose fields explain most of
the value, then the one that fits most exactly, then the first.
"""

from typing import Any

from .._spelling import Spellings
from .errors import MismatchError, quoted, refused
from .scalars import (
    ANY_MEMBER,
    ANYTHING,
    EXACT,
    PRIMITIVES,
    Fit,
    Load,
    Reader,
    constants,
)

_ABSENT: Any = object()
_MOST_VARIANTS = 4


def variants(readers: list[Reader]) -> Reader:
    """The reader of a union without a tag."""
    readers = [ANY_MEMBER if one is ANYTHING else one for one in readers]
    kinds: list[type] = []
    for one in readers:
        kinds.extend(one.kinds or ())
    is_any = any(one.kinds is None for one in readers)
    label = _label(readers)
    by_kind: dict[type, list[Reader]] = {}
    # an enum's value is its member, though a primitive fits more exactly
    enums = [r for r in readers if r.claims and not PRIMITIVES.isdisjoint(readers)]

    def load(value: Any, fit: Fit) -> Any:
        kind = type(value)
        if enums and kind in (str, int):
            for one in enums:
                if one.claims and one.claims((kind, value)):
                    return one.load(value, Fit())
        fitting = by_kind.get(kind)
        if fitting is None:
            fitting = [r for r in readers if r.kinds is None or kind in r.kinds]
            by_kind[kind] = fitting
        if len(fitting) == 1:
            return fitting[0].load(value, fit)
        if not fitting:
            raise refused(label, value)
        return _best(fitting, value, fit)

    return Reader(label, load, *(() if is_any else kinds))


def _best(readers: list[Reader], value: Any, fit: Fit) -> Any:
    """What the variant that fits best makes of a value."""
    outer = fit.exactness, fit.given
    key = id(readers), id(value)
    # unions in unions would be tried again for each variant of the outer one
    known = fit.known.get(key) if fit.trials else None
    if known is None:
        fit.trials += 1
        known = _tried(readers, value, fit)
        fit.trials -= 1
        if fit.trials:
            fit.known[key] = known
        else:
            fit.known.clear()
    made, exactness, given = known
    fit.exactness, fit.given = outer
    if exactness < 0:
        raise MismatchError(made)
    fit.floor(exactness)
    if given >= 0:
        fit.given = max(fit.given, 0) + given
    return made


def _tried(readers: list[Reader], value: Any, fit: Fit) -> tuple[Any, int, int]:
    """Value, exactness and fields of the best variant; else what is wrong, and -1."""
    made, best, most = None, -1, -1
    wrong = []
    for one in readers:
        fit.exactness, fit.given = EXACT, -1
        try:
            found = one.load(value, fit)
        except MismatchError as mismatch:
            wrong.append(f"{one.label} ({mismatch.lines()[0]})")
            continue
        exactness, given = fit.exactness, fit.given
        if exactness == EXACT and given < 0:
            return found, exactness, given
        by_fields = most >= 0 and given >= 0 and most != given
        if given > most if by_fields else exactness > best:
            made, best, most = found, exactness, given
    if best < 0:
        left = ["…"] * (len(wrong) > _MOST_VARIANTS)
        reasons = "; ".join([*wrong[:_MOST_VARIANTS], *left])
        return f"no variant fits: {reasons}", -1, -1
    return made, best, most


def tagged(readers: list[Reader], key: str) -> Reader:
    """The reader of a union whose variants a key tells apart."""
    table: dict[tuple[type, Any], Load] = {}
    spellings = Spellings([(key, key, True)])

    def load(value: Any, fit: Fit) -> Any:
        nonlocal table
        if type(value) is not dict:
            raise refused("an object", value)
        # the variants' own fields are known now, and were not when this was made
        table = table or {
            (type(tag), tag): one.load
            for one in reversed(readers)
            for tag in (one.plan.tags(key) if one.plan else ())
        }
        tag = value.get(key, _ABSENT)
        if tag is _ABSENT and (found := spellings.found(value)):
            tag = value[found[key]]
        try:
            variant = table[type(tag), tag]
        except (KeyError, TypeError):
            known = _known_tags(readers, key)
            wrong = MismatchError(f"missing; expected {known}")
            if tag is not _ABSENT:
                wrong = MismatchError(f"unknown {quoted(tag)}; expected {known}")
            raise MismatchError().add(key, wrong) from None
        return variant(value, fit)

    return Reader(_label(readers), load, dict)


def _known_tags(readers: list[Reader], key: str) -> str:
    tags = [tag for one in readers if one.plan for tag in one.plan.tags(key)]
    return constants(tuple(tags), tuple(tags), EXACT).label


def _label(readers: list[Reader]) -> str:
    """What is expected, in short."""
    labels = list(dict.fromkeys([one.label for one in readers]))
    left = [f"{len(labels) - _MOST_VARIANTS} others"] * (len(labels) > _MOST_VARIANTS)
    return " or ".join([*labels[:_MOST_VARIANTS], *left])
