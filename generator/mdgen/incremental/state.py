"""What a full build leaves for the next one: of all pages together, and of 64 pages each.

A state is one value, replaced by every build of the same pages, options and code. The two kinds of packets that it names, texts of pages and
records, are found by their content. Everything is checked when it is read: what is missing or foreign is `None`, and the build a full one.
"""

from __future__ import annotations

import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from typing import Any, TypeVar

from mdgen.cache import Store, digest
from mdgen.ir.evidence import Evidence, Numbers, Votes, WireDecision
from mdgen.ir.tally import Tally
from mdgen.record import record

STORE = "states"
MAX_BYTES = 64 << 20
PACKET = 64
"""Pages whose records, and texts, are kept together."""
DIGEST_BYTES = 32

T = TypeVar("T")
_SEPARATOR = "\0"
"""Stands in no page: a page with a zero byte is not text."""


@record
class Record:
    """What is known of one definition besides its page.

    `public`, `local`, `home`, `module`: its place in the package. `recursive`: an alias that needs itself. `keys`: by which it is told apart in
    unions. `fitted`: values of any example were held against it, itself or in place of what refers to it. `visited`: an instance of it stands in
    another page's example, with the keys `strange` that it has no field for. `is_tag`: an enum whose values can tell the variants of a union apart; `is_variant`: a model that is one.
    `evidence` is what all examples show about its own slots.
    """

    public: str
    local: str
    home: tuple[str, ...]
    module: tuple[str, ...]
    recursive: bool = False
    keys: frozenset[str] = frozenset()
    fitted: bool = False
    visited: bool = False
    strange: frozenset[str] = frozenset()
    is_tag: bool = False
    is_variant: bool = False
    evidence: Evidence = field(default_factory=Evidence)


@record
class State:
    """`build` is the key of the build's outcome; `digests` are those of all files, pages first. `texts`, `records` and `names` are keys of packets. `modules`
    lists the pages (by number) of modules with several definitions, in the order of definition. `required_null`: a required field of the docs is nullable.
    `fidelity` counts fields as the report does.
    """

    build: bytes
    digests: bytes
    texts: tuple[bytes, ...]
    records: tuple[bytes, ...]
    names: bytes
    dialect: str
    required_null: bool
    wire: WireDecision
    tally: Tally
    fidelity: tuple[int, int, int, int]
    modules: Mapping[str, tuple[int, ...]]

    def changed(self, digests: Sequence[bytes]) -> list[int] | None:
        """The numbers of the files whose content is another one; None if the files are not comparable."""
        if len(self.digests) != DIGEST_BYTES * len(digests):
            return None
        if any(len(one) != DIGEST_BYTES for one in digests):
            return None
        return [
            number
            for number, one in enumerate(digests)
            if self.digests[number * DIGEST_BYTES : (number + 1) * DIGEST_BYTES] != one
        ]


class Texts:
    """Collects the texts of pages, packed as they come."""

    def __init__(self) -> None:
        self.packets: list[str] = []
        self.count = 0
        self._waiting: list[str] = []

    def add(self, text: str) -> None:
        self._waiting.append(text)
        self.count += 1
        if len(self._waiting) == PACKET:
            self._pack()

    def done(self) -> list[str]:
        """All packets."""
        if self._waiting:
            self._pack()
        return self.packets

    def _pack(self) -> None:
        self.packets.append(pack_texts(self._waiting))
        self._waiting.clear()


def pack_texts(texts: Sequence[str]) -> str:
    """Some texts as one. The padding that fills the pages costs zlib less than finding it beforehand does: half the time, on real pages."""
    joined = _SEPARATOR.join(texts)
    return b64encode(zlib.compress(joined.encode(), 1)).decode("ascii")


def unpack_texts(packet: str) -> list[str]:
    """ValueError or zlib.error for what is no packet."""
    return zlib.decompress(b64decode(packet)).decode().split(_SEPARATOR)


def pack_values(values: Sequence[Any]) -> str:
    """Some values in JSON as one."""
    return pack_texts([json.dumps(values, separators=(",", ":"))])


def unpack_values(packet: str) -> list[Any]:
    """ValueError, TypeError or zlib.error for what is no packet."""
    values = json.loads(unpack_texts(packet)[0])
    if not isinstance(values, list):
        raise ValueError("no list")
    return values


def packet_key(packet: Any) -> bytes:
    """The key of a packet by its content."""
    return digest(b"packet", json.dumps(packet, separators=(",", ":")).encode())


def packets_of(items: Sequence[T]) -> Iterator[Sequence[T]]:
    """The items by `PACKET`."""
    for start in range(0, len(items), PACKET):
        yield items[start : start + PACKET]


class States:
    """The store of states."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def load(self, base: bytes) -> State | None:
        """The last state for a folder's listing, options and code."""
        return decode_state(self._store.get(base))

    def packet(self, key: bytes) -> Any:
        """A packet, None if it is not there."""
        return self._store.get(key)

    def save(self, base: bytes, state: State, packets: Mapping[bytes, Any]) -> None:
        self._store.put_many({**packets, base: encode_state(state)})


def encode_state(state: State) -> dict[str, Any]:
    wire = state.wire
    votes = [
        [part.keys, part.paths, part.mentions] for part in (wire.snake, wire.camel, wire.other)
    ]
    tally = state.tally
    return {
        "build": state.build.hex(),
        "digests": b64encode(state.digests).decode("ascii"),
        "texts": [key.hex() for key in state.texts],
        "records": [key.hex() for key in state.records],
        "names": state.names.hex(),
        "dialect": state.dialect,
        "required_null": state.required_null,
        "wire": [wire.case, wire.given, votes, dict(wire.capitals)],
        "tally": [tally.models, tally.enums, tally.unions, tally.left_out, tally.failed],
        "fidelity": list(state.fidelity),
        "modules": {module: list(numbers) for module, numbers in state.modules.items()},
    }


def decode_state(value: Any) -> State | None:
    try:
        case, given, votes, capitals = value["wire"]
        snake, camel, other = (Votes(*map(int, part)) for part in votes)
        documented, inferred, assumed, only_null = map(int, value["fidelity"])
        return State(
            bytes.fromhex(value["build"]),
            b64decode(value["digests"]),
            tuple(map(bytes.fromhex, value["texts"])),
            tuple(map(bytes.fromhex, value["records"])),
            bytes.fromhex(value["names"]),
            str(value["dialect"]),
            bool(value["required_null"]),
            WireDecision(
                str(case),
                bool(given),
                snake,
                camel,
                other,
                {str(word): int(more) for word, more in capitals.items()},
            ),
            Tally(*map(int, value["tally"])),
            (documented, inferred, assumed, only_null),
            {str(module): tuple(numbers) for module, numbers in value["modules"].items()},
        )
    except (AttributeError, KeyError, TypeError, ValueError):
        return None


def encode_record(record: Record) -> list[Any]:
    """`[public, local, home, module, more]`; 0 for what is as usual."""
    more: dict[str, Any] = {}
    if record.recursive:
        more["recursive"] = 1
    if record.keys:
        more["keys"] = sorted(record.keys)
    if record.fitted:
        more["fitted"] = 1
    if record.visited:
        more["visited"] = 1
    if record.strange:
        more["strange"] = sorted(record.strange)
    if record.is_tag:
        more["is_tag"] = 1
    if record.is_variant:
        more["is_variant"] = 1
    more.update(_encode_evidence(record.evidence))
    return [
        record.public,
        0 if record.local == record.public else record.local,
        "/".join(record.home),
        0 if record.module == record.home else "/".join(record.module),
        more or 0,
    ]


def decode_record(id_: str, value: Sequence[Any]) -> Record:
    """ValueError, TypeError or KeyError for what is no record."""
    public, local, home, module, more = value
    more = more or {}
    path = tuple(str(home).split("/"))
    return Record(
        str(public),
        str(local or public),
        path,
        tuple(str(module).split("/")) if module else path,
        "recursive" in more,
        frozenset(more.get("keys", ())),
        "fitted" in more,
        "visited" in more,
        frozenset(more.get("strange", ())),
        "is_tag" in more,
        "is_variant" in more,
        _decode_evidence(id_, more),
    )


def _encode_evidence(evidence: Evidence) -> dict[str, Any]:
    found: dict[str, Any] = {
        "numbers": [
            [key, path, seen.generated, seen.copied, seen.fractions, f"{seen.largest:x}"]
            for (_, key, path), seen in evidence.numbers.items()
        ],
        "nulls": [[key, path, count] for (_, key, path), count in evidence.nulls.items()],
        "moments": [[key, path, list(texts)] for (_, key, path), texts in evidence.moments.items()],
        "json_keys": [[name, dict(keys)] for (_, name), keys in evidence.json_keys.items()],
    }
    return {kind: values for kind, values in found.items() if values}


def _decode_evidence(id_: str, more: Mapping[str, Any]) -> Evidence:
    return Evidence(
        {
            (id_, key, path): Numbers(generated, copied, fractions, int(largest, 16))
            for key, path, generated, copied, fractions, largest in more.get("numbers", ())
        },
        {(id_, key, path): count for key, path, count in more.get("nulls", ())},
        {(id_, key, path): tuple(texts) for key, path, texts in more.get("moments", ())},
        {(id_, name): dict(keys) for name, keys in more.get("json_keys", ())},
    )
