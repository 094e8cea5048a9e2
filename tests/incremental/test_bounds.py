"""Which changes may be seen from elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, cast

import pytest

from mdgen.diagnostics import Position
from mdgen.incremental.bounds import check_read, check_votes, record_after
from mdgen.incremental.pages import Pages, TooFarError
from mdgen.incremental.save import can_be_saved
from mdgen.incremental.settle import Settled
from mdgen.incremental.state import Record, State
from mdgen.incremental.walks import evidence_after
from mdgen.ir.definitions import Definition, Enum, Field, Member, Model
from mdgen.ir.evidence import Evidence, Numbers, Votes, WireDecision
from mdgen.ir.graph import TypeGraph
from mdgen.ir.names import Names, Style
from mdgen.ir.tally import Tally
from mdgen.ir.types import NUMERIC, STRING, Ref, Unresolved
from mdgen.ir.values import Example
from mdgen.options import WireCase

AT = Position("models/shelf.md")
PLACE = ("components", "shelf")
RECORD = Record("Shelf", "Shelf", PLACE, PLACE)
SHELF = Model("models/shelf", "Shelf", AT, (Field("label", STRING, True),))
COLOUR = Enum("models/colour", "Colour", AT, (Member("red"), Member("blue")))
OTHER = Model("models/other", "Other", AT, (Field("count", NUMERIC, True),))


def pages(*definitions: Definition) -> Pages:
    """As much of the pages as is looked at here."""
    return cast(Pages, {definition.id: definition for definition in definitions})


def after(old: Definition, new: Definition, record: Record, *more: Definition) -> Record:
    return record_after(old, new, record, pages(*more))


def with_field(item: Field) -> Model:
    return replace(SHELF, fields=(*SHELF.fields, item))


def test_nobody_sees_a_description() -> None:
    described = replace(SHELF, description="A shelf.", fields=(Field("label", STRING, True, "x"),))
    assert after(SHELF, described, RECORD) == RECORD


@pytest.mark.parametrize(
    ("record", "is_seen"),
    [
        (RECORD, False),
        (replace(RECORD, visited=True), False),
        (replace(RECORD, visited=True, strange=frozenset({"Depth"})), True),
        (replace(RECORD, fitted=True), True),
    ],
)
def test_a_new_field_is_seen_by_examples_that_have_its_key(record: Record, is_seen: bool) -> None:
    new = with_field(Field("depth", STRING, False))
    if is_seen:
        with pytest.raises(TooFarError):
            after(SHELF, new, record)
    else:
        assert after(SHELF, new, record) == record


def test_a_lost_field_is_a_key_that_examples_may_hold() -> None:
    visited = replace(RECORD, visited=True)
    old = with_field(Field("depth", STRING, False))
    assert after(old, SHELF, visited).strange == {"depth"}
    told = replace(visited, evidence=Evidence(nulls={(SHELF.id, "depth", ""): 1}))
    with pytest.raises(TooFarError):
        after(old, SHELF, told)


def test_a_number_is_told_about_by_examples_elsewhere() -> None:
    old, new = (with_field(Field("depth", type_, False)) for type_ in (STRING, NUMERIC))
    assert after(old, new, RECORD) == RECORD
    with pytest.raises(TooFarError):
        after(old, new, replace(RECORD, visited=True))


def test_own_examples_are_counted_again() -> None:
    examples = [(Example({"depth": value}, 1),) for value in (5, 20_000)]
    old, new = (
        replace(with_field(Field("depth", NUMERIC, False)), examples=one) for one in examples
    )
    slot = (SHELF.id, "depth", "")
    record = replace(RECORD, evidence=Evidence(numbers={slot: Numbers(1, 0, 0, 5)}))
    assert evidence_after(old, new, record, pages()).numbers == {slot: Numbers(1, 0, 0, 20_000)}
    # one of three samples is another page's
    visited = replace(
        record, visited=True, evidence=Evidence(numbers={slot: Numbers(2, 0, 0, 30_000)})
    )
    counted = evidence_after(old, new, visited, pages())
    assert counted.numbers == {slot: Numbers(2, 0, 0, 30_000)}
    with pytest.raises(TooFarError):
        evidence_after(new, old, replace(visited, evidence=counted_up_to(20_000)), pages())


def counted_up_to(largest: int) -> Evidence:
    return Evidence(numbers={(SHELF.id, "depth", ""): Numbers(2, 0, 0, largest)})


def test_own_examples_must_not_tell_something_else_about_others() -> None:
    field = Field("other", Ref(OTHER.id), False)
    examples: list[Any] = [{"other": {"count": 1}}, {"other": {"count": 2}}]
    old, new = (replace(with_field(field), examples=(Example(one, 1),)) for one in examples)
    with pytest.raises(TooFarError):
        after(old, new, RECORD, OTHER)


def test_values_of_an_enum_that_others_compare() -> None:
    more = replace(COLOUR, members=(*COLOUR.members, Member("green")))
    assert after(COLOUR, more, RECORD) == RECORD
    for record in (replace(RECORD, fitted=True), replace(RECORD, is_tag=True)):
        with pytest.raises(TooFarError):
            after(COLOUR, more, record)
    with pytest.raises(TooFarError):
        after(COLOUR, replace(COLOUR, members=COLOUR.members[:1]), RECORD)


@pytest.mark.parametrize(
    "new",
    [
        replace(SHELF, name="Board"),
        replace(SHELF, at=Position("models/board.md")),
        COLOUR,
        with_field(Field("depth", Unresolved("A", "a.md", STRING), False)),
    ],
)
def test_another_definition(new: Definition) -> None:
    with pytest.raises(TooFarError):
        check_read(SHELF, new)


def test_what_is_made_up_for_missing_pages_is_not_kept() -> None:
    graph = TypeGraph({SHELF.id: SHELF}, "typescript")
    assert can_be_saved(graph, frozenset(), frozenset({SHELF.id}))
    assert not can_be_saved(graph, frozenset(), frozenset())


@dataclass
class Votable:
    """As much of a settled page, or of a state, as votes are counted by."""

    votes: WireDecision
    used: frozenset[str] = frozenset()
    guessed: int = 0
    graph: TypeGraph = field(default_factory=lambda: TypeGraph({}, "go", names=Names(Style.PASCAL)))

    @property
    def wire(self) -> WireDecision:
        return self.votes


def humped(keys: int, **capitals: int) -> WireDecision:
    return WireDecision("", camel=Votes(keys), capitals=capitals)


def wire_after(whole: WireDecision, old: WireDecision, new: WireDecision) -> WireDecision:
    pages = (cast(Settled, Votable(votes)) for votes in (old, new))
    state = State(b"", b"", (), (), b"", "go", True, whole, Tally(0, 0, 0, 0, 0), (0, 0, 0, 0), {})
    return check_votes(*pages, state, WireCase.AUTO).wire


def test_capitals_of_initialisms_are_a_sum_over_pages() -> None:
    whole = replace(humped(9, id=3, url=-1), case="camel")
    made = wire_after(whole, humped(2, id=1), humped(3, id=2, url=-1))
    assert (made.camel.keys, made.capitals) == (10, {"id": 4, "url": -2})
    assert wire_after(whole, humped(1, url=-1), humped(1)).capitals == {"id": 3}


@pytest.mark.parametrize(
    "new", [humped(2, id=-2), humped(2, id=1, url=2), humped(2, id=1, ip=1), humped(1, id=-2)]
)
def test_capitals_that_turn_are_seen_everywhere(new: WireDecision) -> None:
    whole = replace(humped(9, id=3, url=-1), case="camel")
    with pytest.raises(TooFarError, match="case of JSON names"):
        wire_after(whole, humped(2, id=1), new)
