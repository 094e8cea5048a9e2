"""Pages, definitions and records of the last build, each looked up when it is needed."""

from __future__ import annotations

import zlib
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from mdgen.diagnostics import Checked
from mdgen.incremental.state import (
    PACKET,
    Record,
    State,
    States,
    decode_record,
    encode_record,
    pack_texts,
    pack_values,
    packet_key,
    unpack_texts,
    unpack_values,
)
from mdgen.ir.definitions import Choice, Definition
from mdgen.ir.graph import types_of
from mdgen.ir.types import Unresolved
from mdgen.markdown.files import SourceFile
from mdgen.markdown.parser import parse_page
from mdgen.markdown.source import read_source
from mdgen.passes.link import Index, link_one, unresolved
from mdgen.reader.definition import read_page
from mdgen.reader.dialect import Dialect

MAX_LOADED = 250
"""Definitions that are read for one build; where more are needed, a full build is not much slower."""


class TooFarError(Exception):
    """A change whose reach can't be told, or state that can't be used: a full build is needed. The message says why."""


class Packets:
    """The packets of a state, and what has been changed in them."""

    def __init__(self, states: States, state: State) -> None:
        self._states = states
        self._state = state
        self._texts: dict[int, list[str]] = {}
        self._records: dict[int, list[Any]] = {}
        self._changed: set[tuple[str, int]] = set()

    def text(self, number: int) -> str:
        """The text of a page as the last build read it."""
        packet = self._text_packet(number // PACKET)
        try:
            return packet[number % PACKET]
        except IndexError as error:
            raise TooFarError("a packet of texts is too short") from error

    def set_text(self, number: int, text: str) -> None:
        self._text_packet(number // PACKET)[number % PACKET] = text
        self._changed.add(("texts", number // PACKET))

    def _text_packet(self, packet: int) -> list[str]:
        known = self._texts.get(packet)
        if known is None:
            try:
                value = self._states.packet(self._state.texts[packet])
                known = self._texts[packet] = unpack_texts(value)
            except (IndexError, TypeError, ValueError, zlib.error) as error:
                raise TooFarError("a packet of texts is missing") from error
        return known

    def record(self, number: int, id_: str) -> Record | None:
        """The record of a definition; None if the page has none."""
        try:
            value = self._record_packet(number // PACKET)[number % PACKET]
            return decode_record(id_, value) if value else None
        except (IndexError, KeyError, TypeError, ValueError, zlib.error) as error:
            raise TooFarError("a record is damaged") from error

    def set_record(self, number: int, record: Record) -> None:
        self._record_packet(number // PACKET)[number % PACKET] = encode_record(record)
        self._changed.add(("records", number // PACKET))

    def _record_packet(self, packet: int) -> list[Any]:
        known = self._records.get(packet)
        if known is None:
            value = self._states.packet(self._state.records[packet])
            known = self._records[packet] = unpack_values(value)
        return known

    def names(self) -> list[Any]:
        """The name of each page's definition, 0 where there is none."""
        try:
            return unpack_values(self._states.packet(self._state.names))
        except (TypeError, ValueError, zlib.error) as error:
            raise TooFarError("the names are missing") from error

    def changed(self) -> tuple[tuple[bytes, ...], tuple[bytes, ...], dict[bytes, Any]]:
        """The keys of all packets of texts and of records, and the changed packets."""
        texts, records = list(self._state.texts), list(self._state.records)
        packets: dict[bytes, Any] = {}
        for kind, packet in self._changed:
            is_text = kind == "texts"
            value = (
                pack_texts(self._texts[packet]) if is_text else pack_values(self._records[packet])
            )
            key = packet_key(value)
            packets[key] = value
            (texts if is_text else records)[packet] = key
        return tuple(texts), tuple(records), packets


class Pages(Mapping[str, Definition]):
    """The definitions of a root by id, as they are after linking; each is read when it is asked for. `swap` exchanges one.

    It can't be iterated over: nothing here needs all definitions.
    """

    def __init__(self, files: Sequence[SourceFile], packets: Packets, dialect: Dialect) -> None:
        self.files = files
        self.dialect = dialect
        self._packets = packets
        self._linked: dict[str, Definition | None] = {}
        self._texts: dict[int, str] = {}

    def number(self, id_: str) -> int | None:
        """The number of the page with an id."""
        number = bisect_left(self.files, id_, key=lambda file: file.id)
        found = number < len(self.files) and self.files[number].id == id_
        return number if found else None

    @cached_property
    def index(self) -> Index:
        names = self._packets.names()
        if len(names) != len(self.files):
            raise TooFarError("the names are those of other pages")
        pairs = zip(self.files, names, strict=True)
        return Index({file.id: name for file, name in pairs if name})

    def read(self, number: int, text: str) -> Checked[Definition | None]:
        """What a text defines as the text of a page."""
        file = self.files[number]
        return read_page(parse_page(file.path, text), file.id, self.dialect)

    def link(self, definition: Definition) -> Checked[Definition]:
        return link_one(definition, self.index)

    def hold(self, number: int, text: str) -> None:
        """From now on a page has this text, whatever its file holds."""
        self._texts[number] = text
        self._linked.pop(self.files[number].id, None)

    def __getitem__(self, id_: str) -> Definition:
        if id_ not in self._linked:
            self._linked[id_] = self._load(id_)
        definition = self._linked[id_]
        if definition is None:
            raise KeyError(id_)
        return definition

    def _load(self, id_: str) -> Definition | None:
        number = self.number(id_)
        if number is None:
            return None
        if len(self._linked) >= MAX_LOADED:
            raise TooFarError("too many pages are involved")
        text = self._texts.get(number)
        if text is None:
            source = read_source(self.files[number])
            if source.value is None:
                return None
            text = source.value.text
        read = self.read(number, text).value
        if read is None:
            return None
        linked = self.link(read).value
        if isinstance(linked, Choice) and not linked.options:
            raise TooFarError(f"{id_}: the variants stand in other pages")
        return linked

    def __iter__(self) -> Iterator[str]:
        raise TypeError("definitions are looked up one by one")

    def __len__(self) -> int:
        return len(self.files)


def dangling(definition: Definition) -> list[Unresolved]:
    """The references of a definition that lead nowhere."""
    return [part for type_ in types_of(definition) for part in unresolved(type_)]
