"""`@record` against the standard `@dataclass(frozen=True, slots=True)`, and what type checkers see of it."""

from __future__ import annotations

import dataclasses
import inspect
import subprocess
import sys
from collections.abc import Callable
from dataclasses import FrozenInstanceError, dataclass, field, replace
from pathlib import Path
from typing import Any, ClassVar

import pytest

from mdgen.record import record


def kinds(decorate: Callable[[type], type]) -> tuple[type[Any], type[Any], type[Any]]:
    """The same classes with another decorator: an empty one, one with every sort of field, and one with methods of its own."""

    @decorate
    class Empty:
        """Nothing."""

    @decorate
    class Full:
        """Everything."""

        limit: ClassVar[int] = 3
        name: str
        count: int = 7
        parts: list[int] = field(default_factory=list, hash=False)
        note: str = field(default="", compare=False, repr=False)

        @property
        def double(self) -> int:
            return self.count * 2

    @decorate
    class Own:
        """Methods that stay."""

        name: str

        def __post_init__(self) -> None:
            if not self.name:
                raise ValueError(self.name)

        def __eq__(self, other: object) -> bool:
            return True

        def __hash__(self) -> int:
            return 5

        def __repr__(self) -> str:
            return "own"

    return Empty, Full, Own


STANDARD = kinds(dataclass(frozen=True, slots=True))
RECORDS = kinds(record)


@pytest.mark.parametrize(("standard", "made"), list(zip(STANDARD, RECORDS, strict=True)))
def test_the_class_is_the_same(standard: type[Any], made: type[Any]) -> None:
    assert dataclasses.is_dataclass(made)
    assert made.__slots__ == standard.__slots__  # type: ignore[attr-defined]
    assert made.__match_args__ == standard.__match_args__  # type: ignore[attr-defined]
    assert made.__doc__ == standard.__doc__
    described = [
        [(one.name, one.type, one.default, one.default_factory) for one in dataclasses.fields(kind)]
        for kind in (standard, made)
    ]
    assert described[0] == described[1]


def test_a_class_without_a_docstring_is_called_by_its_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The standard decorator would ask for its signature, which is slow."""
    monkeypatch.delattr(inspect, "signature")

    @record
    class Bare:
        name: str

    assert Bare.__doc__ == Bare.__qualname__


def test_instances_hold_what_they_are_given() -> None:
    for full in (STANDARD[1], RECORDS[1]):
        one = full("a", parts=[1], note="n")
        assert (one.name, one.count, one.parts, one.note, one.double, one.limit) == (
            *("a", 7, [1], "n", 14, 3),
        )
        assert full("a").parts is not full("a").parts
        assert replace(one, name="b").name == "b"
        assert replace(one, name="b").parts is one.parts
        match one:
            case object(name=name, count=count):
                assert (name, count) == ("a", 7)


@pytest.mark.parametrize("given", [(), ("a", 1, [], "", 5)])
def test_wrong_arguments_are_refused_alike(given: tuple[object, ...]) -> None:
    messages = []
    for full in (STANDARD[1], RECORDS[1]):
        with pytest.raises(TypeError) as refused:
            full(*given)
        messages.append(str(refused.value).replace(full.__qualname__, ""))
    assert messages[0] == messages[1]


def test_equality_and_hashes_are_those_of_the_fields() -> None:
    for empty, full, own in (STANDARD, RECORDS):
        assert full("a", 1, [2], "x") == full("a", 1, [2], "y")
        assert full("a", 1, [2]) != full("a", 1, [3])
        assert full("a") != ("a", 7, [], "")
        assert hash(full("a", 1, [2], "x")) == hash(full("a", 1, [3], "y")) == hash(("a", 1))
        assert empty() == empty()
        assert hash(empty()) == hash(())
        assert own("a") == "anything"
        assert hash(own("a")) == 5
        assert repr(own("a")) == "own"
        with pytest.raises(ValueError, match=r"^$"):
            own("")


def test_classes_of_the_same_fields_are_not_equal() -> None:
    @record
    class One:
        """One."""

        name: str

    @record
    class Other:
        """Other."""

        name: str

    assert One("a") != Other("a")
    assert len({One("a"), Other("a"), One("a")}) == 2


def test_representations_are_alike() -> None:
    shown = [repr(full("a", 1, [2], "x")) for full in (STANDARD[1], RECORDS[1])]
    assert shown[0] == shown[1]
    assert repr(RECORDS[0]()) == repr(STANDARD[0]())


def test_nothing_can_be_changed_or_added() -> None:
    for full in (STANDARD[1], RECORDS[1]):
        one = full("a")
        for change in (
            lambda one=one: setattr(one, "name", "b"),
            lambda one=one: delattr(one, "name"),
        ):
            with pytest.raises(FrozenInstanceError):
                change()
        assert one.name == "a"
    with pytest.raises(FrozenInstanceError):
        RECORDS[1]("a").other = 1


WRONG = """\
from dataclasses import field, replace
from mdgen.record import record

@record
class One:
    name: str
    parts: tuple[int, ...] = field(default=())

one = One("a")
one.name = "b"
One(1)
One()
replace(one, name=2)
"""


def test_a_type_checker_sees_what_the_standard_decorator_would_show(tmp_path: Path) -> None:
    shown = []
    for decorator in ("record", "dataclass(frozen=True, slots=True)"):
        file = tmp_path / "wrong.py"
        text = WRONG.replace("@record", f"@{decorator}")
        file.write_text(text.replace("import field", "import dataclass, field"))
        command = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", str(file)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
        shown.append(done.stdout)
    assert shown[0] == shown[1]
    assert [line.split(":")[1] for line in shown[0].splitlines()] == ["10", "11", "12", "13"]
