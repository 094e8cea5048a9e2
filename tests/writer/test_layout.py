"""Where definitions stand, and that nothing depends on their order or on their neighbours."""

from __future__ import annotations

import pytest

from mdgen.diagnostics import Code
from mdgen.ir.definitions import Definition
from mdgen.ir.types import STRING, Array
from mdgen.options import Layout
from mdgen.writer.layout import Plan, namespace_of, plan
from writer.builders import alias, choice, field, graph, id_of, model, ref

RESERVED = frozenset({"Any", "Model"})


def planned(*definitions: Definition, layout: Layout = Layout.PAGE) -> Plan:
    return plan(graph(*definitions), layout, RESERVED).value


def modules(plan: Plan) -> dict[str, list[str]]:
    return {
        ".".join(path): [plan.places[id_].local for id_ in ids]
        for path, ids in plan.modules.items()
    }


@pytest.mark.parametrize(
    ("id_", "namespace"),
    [
        ("docs/models/address", ()),
        ("docs/models/components/address", ("components",)),
        ("docs/Models/Components/Address", ("components",)),
        ("docs/sdk/models/shared/address", ("shared",)),
        ("docs/pkg/models/operations/address", ("operations",)),
        ("docs/errors/error", ("errors",)),
        ("docs/api/listrequest", ("api",)),
        ("models/operations/x", ("operations",)),
        ("address", ()),
        ("docs/models/Import/x", ("import_",)),
        ("docs/models/../../etc/x", ("unnamed", "unnamed", "etc")),
    ],
)
def test_namespace(id_: str, namespace: tuple[str, ...]) -> None:
    assert namespace_of(id_) == namespace


TREE = (
    model("components/Person", field("address", ref("components/Address"))),
    model("components/Address", field("street", STRING)),
    model("operations/ListPeople", field("people", Array(ref("components/Person")))),
)


def test_one_module_a_page() -> None:
    made = planned(*TREE)
    assert modules(made) == {
        "components.address": ["Address"],
        "components.person": ["Person"],
        "operations.list_people": ["ListPeople"],
    }
    assert made.relays == {}


def test_one_module_a_namespace_in_the_order_of_need() -> None:
    assert modules(planned(*TREE, layout=Layout.NAMESPACE)) == {
        "components": ["Address", "Person"],
        "operations": ["ListPeople"],
    }


def test_one_module() -> None:
    assert modules(planned(*TREE, layout=Layout.SINGLE)) == {
        "models": ["Address", "Person", "ListPeople"]
    }


def test_a_cycle_shares_the_first_module_and_aliases_come_last() -> None:
    made = planned(
        model("components/Zebra", field("pet", ref("components/Animal"))),
        choice("components/Animal", ref("components/Zebra"), ref("components/Mouse")),
        model("components/Mouse", field("friend", ref("components/Zebra"))),
    )
    assert modules(made) == {"components.animal": ["Mouse", "Zebra", "Animal"]}
    assert set(made.relays) == {("components", "mouse"), ("components", "zebra")}


def test_a_cycle_over_namespaces_keeps_the_names() -> None:
    made = planned(
        model("components/Node", field("x", ref("operations/Node"))),
        model("operations/Node", field("x", ref("components/Node"))),
    )
    assert modules(made) == {"components.node": ["Node", "OperationsNode"]}
    assert made.relays == {("operations", "node"): (id_of("operations/Node"),)}
    assert made.places[id_of("operations/Node")].public == "Node"


def test_namespaces_that_import_each_other_share_a_module() -> None:
    made = planned(
        model("components/A", field("x", ref("operations/B"))),
        model("operations/B"),
        model("operations/C", field("x", ref("components/A"))),
        layout=Layout.NAMESPACE,
    )
    assert modules(made) == {"components": ["B", "A", "C"]}
    assert set(made.relays) == {("operations",)}


def test_aliases_that_need_themselves() -> None:
    made = planned(
        alias("Json", Array(ref("Json"))),
        alias("Left", Array(ref("Right"))),
        alias("Right", Array(ref("Left"))),
        alias("Plain", Array(ref("Json"))),
    )
    assert made.recursive == {id_of("Json"), id_of("Left"), id_of("Right")}


def test_equal_names_in_one_module_are_told_apart_by_namespace() -> None:
    made = planned(model("components/Cursor"), model("operations/Cursor"), layout=Layout.SINGLE)
    assert modules(made) == {"models": ["ComponentsCursor", "OperationsCursor"]}


def test_modules_beside_packages_and_modules_that_fold_together() -> None:
    checked = plan(
        graph(
            model("errors/NotFound"),
            model("Errors"),
            model("FooBAR"),
            model("FooBar"),
            model("con", name="Con"),
        ),
        Layout.PAGE,
        RESERVED,
    )
    paths = list(checked.value.modules)
    assert ("errors_",) in paths
    assert ("con_",) in paths
    assert len({tuple(part.casefold() for part in path) for path in paths}) == 5
    assert {found.code for found in checked.diagnostics} == {Code.CLASHING_NAMES}


def test_reserved_titles_are_renamed_and_said() -> None:
    checked = plan(graph(model("Any"), model("Model")), Layout.PAGE, RESERVED)
    assert [place.public for place in checked.value.places.values()] == ["Any_", "Model_"]
    assert [found.code for found in checked.diagnostics] == [Code.RENAMED, Code.RENAMED]


def test_equal_titles_in_one_namespace_are_told_apart_by_their_ids_alone() -> None:
    first = model("thing", name="Thing")
    second = model("thing_", name="Thing")
    both = planned(first, second)
    names = {place.id: place.public for place in both.places.values()}
    assert len(set(names.values())) == 2
    assert names == {p.id: p.public for p in planned(second, first).places.values()}


def test_a_new_page_moves_no_other() -> None:
    before = planned(*TREE)
    after = planned(*TREE, model("components/Aaa", field("x", ref("components/Person"))))
    assert {id_: after.places[id_] for id_ in before.places} == dict(before.places)
