"""Tasks, verdicts and rivals, without a generated package."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from mdgen.diagnostics import Code, Position
from mdgen.ir.definitions import Enum, Role
from mdgen.ir.graph import TypeGraph
from mdgen.ir.types import INTEGER, STRING, Array, Map, Ref, Union, nullable
from mdgen.ir.values import EnumMember, Example, Opaque
from mdgen.verify.cells import cell_notes
from mdgen.verify.process import Answer, ChildError, Stage, ask
from mdgen.verify.rivals import Rivals
from mdgen.verify.run import verify
from mdgen.verify.tasks import LeftOut, Location, Locations, Task, tasks_of
from mdgen.verify.verdicts import Judged, Outcome, account_of, verdict
from passes.made_up import alias, choice, enum, field, graph, id_of, model


def ref(name: str) -> Ref:
    return Ref(id_of(name))


def places(made: TypeGraph) -> Locations:
    return {
        id_: Location("", id_.rpartition("/")[2], d.name) for id_, d in made.definitions.items()
    }


def asked(made: TypeGraph) -> list[Task | LeftOut]:
    return list(tasks_of(made, places(made)))


CAT = model("Cat", field("lives", INTEGER, False), field("name", STRING, False))
DOG = model("Dog", field("barks", INTEGER), field("name", STRING, False))
FISH = model("Fish", field("lives", INTEGER, False))


def test_every_example_is_a_task_and_the_rest_has_to_be_importable() -> None:
    made = graph(
        model("Empty"),
        model("Full", field("a", STRING), samples=({"a": "x"}, {"a": Opaque("f()")})),
        model("Wrapped", samples=({},), role=Role.RESPONSE),
        alias("Name", STRING, "x"),
        choice("Pet", (ref("Full"), {"a": "y"}), STRING),
    )
    tasks = asked(made)
    found = [
        task if isinstance(task, LeftOut) else (task.name, task.at.line, task.has_value, task.json)
        for task in tasks
    ]
    assert found == [
        ("Empty", 1, False, None),
        ("Full", 10, True, {"a": "x"}),
        LeftOut.NOT_SHOWN,
        ("Name", 3, True, "x"),
        ("Pet", 5, True, {"a": "y"}),
        ("Wrapped", 1, False, None),
        LeftOut.ENVELOPE,
    ]


@pytest.mark.parametrize(
    ("type_", "expected"),
    [
        (ref("Cat"), "Cat"),
        (nullable(ref("Cat")), "Cat"),
        (ref("Kitten"), "Cat"),
        (ref("Only"), "Cat"),
        (ref("Color"), "Color"),
        (Array(ref("Cat")), ("items", "Cat")),
        (Map(Array(ref("Cat"))), ("values", ("items", "Cat"))),
        (Array(STRING), None),
        (STRING, None),
        (ref("Many"), None),
        (ref("Gone"), None),
    ],
)
def test_the_class_of_a_variant(type_: Ref, expected: object) -> None:
    made = graph(
        CAT,
        enum("Color", "red"),
        alias("Kitten", ref("Cat")),
        alias("Loop", ref("Loop")),
        choice("Only", ref("Cat")),
        choice("Many", ref("Cat"), STRING),
        choice("Asked", (type_, "red"), INTEGER),
    )

    def names(found: object) -> object:
        if isinstance(found, Location):
            return found.name
        return (found[0], names(found[1])) if isinstance(found, tuple) else found

    (task,) = (t for t in asked(made) if isinstance(t, Task) and t.name == "Asked" and t.has_value)
    assert names(task.expected) == expected
    assert task.variant == 0


@pytest.mark.parametrize(
    ("variants", "value", "is_ambiguous"),
    [
        ((ref("Cat"), ref("Fish")), {"lives": 7}, True),
        ((ref("Cat"), ref("Fish")), {"name": "Tom"}, False),
        ((ref("Cat"), ref("Dog")), {"name": "Tom"}, False),
        ((Array(ref("Cat")), Array(ref("Fish"))), [{}], True),
        ((ref("Cat"), Map(INTEGER)), {"lives": 7}, False),
        ((ref("Color"), STRING), "red", False),
        ((ref("Color"), ref("Shade")), "red", True),
        ((ref("Cat"), ref("Pets")), {"lives": 7}, True),
        ((ref("Cat"), ref("Gone")), {"lives": 7}, False),
    ],
)
def test_examples_that_fit_several_variants(
    variants: tuple[Ref, ...], value: object, is_ambiguous: bool
) -> None:
    first, *others = variants
    made = graph(
        *(replace(m, fields=tuple(replace(f, wire_name=f.doc_name) for f in m.fields)) for m in (CAT, DOG, FISH)),
        enum("Color", "red"),
        enum("Shade", "red", "pale"),
        choice("Pets", ref("Dog"), ref("Fish")),
        choice("Asked", (first, value), *others),  # type: ignore[arg-type]
    )  # fmt: skip
    (task,) = (t for t in asked(made) if isinstance(t, Task) and t.name == "Asked" and t.has_value)
    assert Rivals(made).any(task) is is_ambiguous
    assert not Rivals(made).any(replace(task, variant=None))


TASK = Task("a", "Cat", Position("a.md", 4), Location("", "cat", "Cat"), {}, variant=1)


@pytest.mark.parametrize(
    ("case", "outcome", "code"),
    [
        (Judged(TASK, Answer(Stage.PASSED)), Outcome.PASSED, None),
        (Judged(TASK, Answer(Stage.VARIANT, "Dog")), Outcome.FAULT, Code.MODEL_FAULT),
        (Judged(TASK, Answer(Stage.VARIANT, "Dog"), True), Outcome.AMBIGUOUS, Code.AMBIGUOUS_EXAMPLE),
        (Judged(TASK, Answer(Stage.LOST, "x")), Outcome.FAULT, Code.MODEL_FAULT),
        (Judged(replace(TASK, has_value=False), Answer(Stage.PASSED)), Outcome.IMPORTED, None),
        (Judged(replace(TASK, has_value=False), Answer(Stage.IMPORT, "x")), Outcome.BROKEN, Code.MODEL_FAULT),
    ],
)  # fmt: skip
def test_outcomes(case: Judged, outcome: Outcome, code: Code | None) -> None:
    assert case.outcome is outcome
    found = verdict("pydantic", case)
    assert (found and found.code) == code
    assert found is None or found.at == Position("a.md", 4)


def test_the_account_counts_everything_once() -> None:
    cases = [
        Judged(TASK, Answer(Stage.PASSED)),
        Judged(TASK, Answer(Stage.VARIANT, "Dog"), True),
        Judged(TASK, Answer(Stage.LOAD, "x")),
        Judged(replace(TASK, has_value=False), Answer(Stage.PASSED)),
        Judged(replace(TASK, has_value=False), Answer(Stage.IMPORT, "x")),
    ]
    account = account_of(cases, [LeftOut.ENVELOPE, LeftOut.ENVELOPE])
    assert (account.examples, account.equal) == (3, 2)
    assert account.count(Outcome.FAULT, Outcome.BROKEN) == 2
    assert account.left_out == {LeftOut.ENVELOPE: 2}


def test_cells_are_noted_where_they_contradict_their_type() -> None:
    made = graph(
        model("Cat", field("tags", Array(STRING), True, '["a"]', '["b", 1]', "[broken", "free")),
        model("Bag", field("tags", Array(STRING), True, "[1]"), role=Role.PARAMETERS),
    )
    (note,) = cell_notes(made)
    assert note.code is Code.EXAMPLE_DIFFERS
    assert note.message.startswith(
        "`tags`: its Example cell contradicts its type: `[1]`: the page says a string"
    )


def test_single_cells_are_noted_where_a_closed_enum_refuses_them() -> None:
    burn = enum("Burn", "auto", "burn")
    level = enum("Level", 1, 2)
    cells = ("burn", "Burn", "null", "[object Object]")
    made = graph(
        burn,
        level,
        replace(enum("Open", "auto"), open=True),
        alias("Alias", nullable(ref("Burn"))),
        model("Cat", field("a", ref("Alias"), True, *cells), field("n", ref("Level"), True, "2")),
        model("Bag", field("b", ref("Burn"), True, "Burn"), role=Role.PARAMETERS),
        model("Free", field("o", ref("Open"), True, "Burn"), field("t", STRING, True, "Burn")),
        model("Wrapped", field("b", ref("Burn"), True, "Burn"), role=Role.RESPONSE),
    )
    says = "its Example cell contradicts its type: Burn has no value 'Burn'; the page says 'auto', 'burn'"
    assert [note.message for note in cell_notes(made)] == [f"`b`: {says}", f"`a`: {says}"]


def package(folder: Path, **modules: str) -> Path:
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    for name, text in modules.items():
        (folder / f"{name}.py").write_text(text)
    return folder


COUNTER = """\
class Model:
    pass

class Cat:
    def __init__(self, data):
        self.data = data
    @classmethod
    def from_dict(cls, data):
        return cls(data)
    def to_dict(self):
        return self.data
    def __eq__(self, other):
        return {eq}
"""


@pytest.mark.parametrize(
    ("eq", "dumps", "stage"),
    [
        ("self.data == other.data", "return self.data", Stage.PASSED),
        ("self is other", "return self.data", Stage.LOAD_AGAIN),
        ("True", "self.data = {**self.data, 'n': self.data['n'] + 0}; return {'n': 1, 'm': 2}", Stage.LOST),
        ("True", "raise KeyError('n')", Stage.DUMP),
    ],
)  # fmt: skip
def test_stages(tmp_path: Path, eq: str, dumps: str, stage: Stage) -> None:
    text = COUNTER.format(eq=eq).replace("return self.data\n", dumps + "\n")
    folder = package(tmp_path / "p", cat=text)
    (answer,) = ask(folder, [replace(TASK, json={"n": 1})])
    assert answer.stage is stage


def test_a_dump_that_changes_every_time(tmp_path: Path) -> None:
    text = COUNTER.format(eq="True").replace(
        "        return self.data\n",
        "        Cat.n = getattr(Cat, 'n', 0) + 1\n        return {'n': 1 if Cat.n == 1 else 1.5}\n",
    )
    (answer,) = ask(package(tmp_path / "p", cat=text), [replace(TASK, json={"n": 1})])
    assert answer.stage is Stage.DUMP_AGAIN


def test_a_package_is_asked_once_for_all_graphs(tmp_path: Path) -> None:
    made = graph(model("Cat", field("n", INTEGER), samples=({"n": 1}, {"n": "x"}, {})))
    folder = package(tmp_path / "p", cat=COUNTER.format(eq="self.data == other.data"))
    seen: list[int] = []

    def progress(answers, total):  # type: ignore[no-untyped-def]
        seen.append(total)
        return answers

    checked = verify(folder, [made], [places(made)], "pydantic", progress)
    assert seen == [3]
    assert checked.value.examples == 3
    assert {found.code for found in checked.diagnostics} == {Code.DOC_DEFECT}


def test_a_package_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ChildError, match="FileNotFoundError"):
        list(ask(tmp_path / "nowhere", [TASK]))


def test_the_child_is_not_seen_by_the_parent(tmp_path: Path) -> None:
    before = set(sys.modules)
    folder = package(tmp_path / "p", cat=COUNTER.format(eq="True"))
    list(ask(folder, [replace(TASK, json={"n": json.loads("1")})]))
    assert {name for name in set(sys.modules) - before if "verified" in name} == set()


def test_enum_members_of_other_languages() -> None:
    color = replace(enum("Color", "red"), examples=(Example(EnumMember("Color", "RED"), 7),))
    assert isinstance(color, Enum)
    (task,) = asked(graph(color))
    assert isinstance(task, Task)
    assert (task.json, task.at.line, task.defects) == ("red", 7, ())


def test_a_union_of_lists_and_objects_is_chosen_by_structure() -> None:
    made = graph(CAT, alias("Cats", Union((Array(ref("Cat")), ref("Cat"))), [{"lives": 1}]))
    (task,) = (t for t in asked(made) if isinstance(t, Task) and t.name == "Cats")
    assert task.defects == ()
