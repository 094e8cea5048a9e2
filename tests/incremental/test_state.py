"""What is kept between builds comes back as it was, or not at all."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from mdgen.cache import Store
from mdgen.incremental.pages import Packets, TooFarError
from mdgen.incremental.state import (
    DIGEST_BYTES,
    PACKET,
    Record,
    State,
    States,
    Texts,
    decode_record,
    decode_state,
    encode_record,
    encode_state,
    pack_texts,
    pack_values,
    packet_key,
    unpack_texts,
    unpack_values,
)
from mdgen.ir.evidence import Evidence, Numbers, Votes, WireDecision
from mdgen.ir.tally import Tally

SHELF = "models/shelf"
STATE = State(
    b"k" * 16,
    b"a" * DIGEST_BYTES + b"b" * DIGEST_BYTES,
    (b"t" * 16,),
    (b"r" * 16,),
    b"n" * 16,
    "typescript",
    True,
    WireDecision("snake", False, Votes(1, 2, 3), Votes(4, 5, 6), Votes(7, 8, 9), {"id": -1}),
    Tally(1, 2, 3, 4, 5),
    (6, 7, 8, 9),
    {"components/a": (1, 0)},
)
FULL = Record(
    "Shelf",
    "ComponentsShelf",
    ("components", "shelf"),
    ("components", "board"),
    True,
    frozenset({"type", "kind"}),
    True,
    True,
    frozenset({"extraKey"}),
    True,
    True,
    Evidence(
        {(SHELF, "width", "[]"): Numbers(1, 2, 3, 10**400)},
        {(SHELF, "label", ""): 2},
        {(SHELF, "made", ""): ("2020-01-02", "2020-01-02T03:04:05Z")},
        {(SHELF, "userId"): {"user_id": 3, "userId": 1}},
    ),
)
PLAIN = Record("Shelf", "Shelf", ("components", "shelf"), ("components", "shelf"))


def test_state_round_trip() -> None:
    assert decode_state(json.loads(json.dumps(encode_state(STATE)))) == STATE


@pytest.mark.parametrize("record", [FULL, PLAIN])
def test_record_round_trip(record: Record) -> None:
    value = json.loads(json.dumps(encode_record(record)))
    assert decode_record(SHELF, value) == record


@pytest.mark.parametrize(
    "value", [None, [], {}, {"wire": 1}, "state", {**encode_state(STATE), "digests": 3}]
)
def test_what_is_no_state_is_none(value: object) -> None:
    assert decode_state(value) is None


def test_changed_files_are_found_by_their_digests() -> None:
    first, second = b"a" * DIGEST_BYTES, b"b" * DIGEST_BYTES
    assert STATE.changed([first, second]) == []
    assert STATE.changed([second, second]) == [0]
    assert STATE.changed([first]) is None
    # a file that can't be read has no digest
    assert STATE.changed([first, b"13"]) is None


def test_texts_and_values_come_back() -> None:
    texts = ["# Shelf\n\n| a   | b |\n", "", "日本語 \U0001f600"]
    assert unpack_texts(pack_texts(texts)) == texts
    padded = ["| a" + " " * 40 + "|\n|" + "-" * 33 + "|", " " * 16, "-" * 15]
    assert unpack_texts(pack_texts(padded)) == padded
    for odd in ("\1", "\2", "s", "v", "\1" + " " * 20):
        assert unpack_texts(pack_texts([odd, *padded])) == [odd, *padded]
    assert unpack_values(pack_values([1, "a", None])) == [1, "a", None]


def test_texts_are_packed_by_the_packet() -> None:
    texts = Texts()
    for number in range(PACKET + 1):
        texts.add(f"page {number}")
    packets = texts.done()
    assert [len(unpack_texts(packet)) for packet in packets] == [PACKET, 1]
    assert unpack_texts(packets[1]) == [f"page {PACKET}"]


def stored(tmp_path: Path) -> tuple[States, State]:
    states = States(Store(tmp_path, "states"))
    texts, records = pack_texts(["one", "two"]), pack_values([encode_record(PLAIN), 0])
    names = pack_values(["Shelf", 0])
    state = replace(
        STATE, texts=(packet_key(texts),), records=(packet_key(records),), names=packet_key(names)
    )
    packets = {packet_key(packet): packet for packet in (texts, records, names)}
    states.save(b"b" * 16, state, packets)
    return States(Store(tmp_path, "states")), state


def test_packets_are_read_and_changed(tmp_path: Path) -> None:
    states, state = stored(tmp_path)
    assert states.load(b"b" * 16) == state
    assert states.load(b"c" * 16) is None
    packets = Packets(states, state)
    assert (packets.text(0), packets.text(1)) == ("one", "two")
    assert packets.record(0, SHELF) == PLAIN
    assert packets.record(1, "models/none") is None
    assert packets.names() == ["Shelf", 0]
    packets.set_text(1, "three")
    packets.set_record(0, FULL)
    texts, records, changed = packets.changed()
    assert unpack_texts(changed[texts[0]]) == ["one", "three"]
    assert decode_record(SHELF, unpack_values(changed[records[0]])[0]) == FULL


def test_missing_packets_need_a_full_build(tmp_path: Path) -> None:
    packets = Packets(States(Store(tmp_path, "states")), STATE)
    for ask in (lambda: packets.text(0), lambda: packets.record(0, SHELF), packets.names):
        with pytest.raises(TooFarError):
            ask()
