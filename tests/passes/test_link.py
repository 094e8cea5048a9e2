"""References: one row a rule of the order link, folded case, qualified name, unique name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mdgen.diagnostics import Code, Position
from mdgen.ir.definitions import Choice, Definition, Field, Model, Option
from mdgen.ir.evidence import Label
from mdgen.ir.graph import TypeGraph
from mdgen.ir.types import INTEGER, STRING, Array, Nullable, Ref, Type, Union, Unresolved, nullable
from mdgen.options import ResolveOptions
from mdgen.passes import link


def model(id_: str, name: str, *types: Type) -> Model:
    fields = tuple(Field(f"field{n}", type_, True, line=n + 3) for n, type_ in enumerate(types))
    return Model(id_, name, Position(f"docs/{id_}.md"), fields)


def graph(*definitions: Definition) -> TypeGraph:
    return TypeGraph({d.id: d for d in sorted(definitions, key=lambda d: d.id)}, "typescript")


PAGES = (
    model("models/components/address", "Address"),
    model("models/components/kennel", "Kennel"),
    model("models/operations/kennel", "Kennel"),
    model("models/operations/walkdogrequest", "WalkDogRequest"),
    model("models/errors/notfound", "NotFound"),
    model("Models/Payments/Payout", "Payout"),
)
OWNER = "models/components/dog"


@pytest.mark.parametrize(
    ("reference", "id_", "code"),
    [
        (
            Unresolved("components.Address", "../../models/components/address.md"),
            "models/components/address",
            None,
        ),
        (
            Unresolved("Payments.Payout", "../../Models/payments/Payout.md"),
            "Models/Payments/Payout",
            Code.REPAIRED_LINK,
        ),
        (
            Unresolved("components.Address", "../../models/shared/address.md"),
            "models/components/address",
            Code.REPAIRED_LINK,
        ),
        (Unresolved("components.Address"), "models/components/address", None),
        (Unresolved("operations.Kennel"), "models/operations/kennel", None),
        (Unresolved("Kennel"), "models/components/kennel", None),
        (Unresolved("WalkDogRequest"), "models/operations/walkdogrequest", Code.REPAIRED_LINK),
        (Unresolved("elsewhere.NotFound"), "models/errors/notfound", Code.REPAIRED_LINK),
        (Unresolved("components.address"), "models/components/address", Code.REPAIRED_LINK),
        (Unresolved("models.Missing", "../models/missing.md"), None, Code.MISSING_PAGE),
        (Unresolved("shared.Kennel"), None, Code.AMBIGUOUS_NAME),
    ],
)
def test_reference_is_found_in_order(
    reference: Unresolved, id_: str | None, code: Code | None
) -> None:
    checked = link.run(graph(*PAGES, model(OWNER, "Dog", Array(reference))), ResolveOptions())
    dog = checked.value.definitions[OWNER]
    assert isinstance(dog, Model)
    assert dog.fields[0].type == Array(Ref(id_) if id_ else reference)
    assert [d.code for d in checked.diagnostics] == ([code] if code else [])
    assert all(d.at == Position(f"docs/{OWNER}.md", 3) for d in checked.diagnostics)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("Adress", "did you mean `Address`?"),
        # The page of another model, whose name is a part of the missing one's
        ("WalkDogRequestBody", "mend the name"),
    ],
)
def test_missing_page_has_a_near_match(name: str, hint: str) -> None:
    missing = model(OWNER, "Dog", Unresolved(f"components.{name}"))
    checked = link.run(graph(*PAGES, missing), ResolveOptions())
    assert checked.diagnostics[0].message.endswith(hint)


def test_every_mention_of_a_missing_page_is_reported_with_its_line() -> None:
    missing = Unresolved("components.Collar")
    checked = link.run(graph(model(OWNER, "Dog", missing, STRING, missing)), ResolveOptions())
    assert [d.at.line for d in checked.diagnostics] == [3, 5]


def test_union_page_without_variants_takes_the_members_of_a_label() -> None:
    label = Union((STRING, Unresolved("Components.Address")))
    reference = Unresolved("", "../../models/components/place.md", label)
    choice = Choice(
        "models/components/place", "Place", Position("docs/models/components/place.md"), ()
    )
    checked = link.run(
        graph(*PAGES, choice, model(OWNER, "Dog", nullable(reference))), ResolveOptions()
    )
    place, dog = checked.value.definitions[choice.id], checked.value.definitions[OWNER]
    assert isinstance(place, Choice)
    assert isinstance(dog, Model)
    assert [option.type for option in place.options] == [STRING, Ref("models/components/address")]
    assert dog.fields[0].type == Nullable(Ref(choice.id))
    assert not checked.diagnostics


def test_label_of_a_union_without_a_page_is_the_type() -> None:
    reference = Unresolved("", "../../models/components/place.md", Union((STRING, INTEGER)))
    checked = link.run(graph(model(OWNER, "Dog", reference)), ResolveOptions())
    dog = checked.value.definitions[OWNER]
    assert isinstance(dog, Model)
    assert dog.fields[0].type == Union((STRING, INTEGER))


def test_union_page_without_variants_and_without_a_label_is_noted() -> None:
    choice = Choice(
        "models/components/place", "Place", Position("docs/models/components/place.md"), ()
    )
    checked = link.run(graph(choice), ResolveOptions())
    assert [d.code for d in checked.diagnostics] == [Code.NO_VARIANTS]
    assert checked.value.definitions[choice.id] == replace(choice)


def test_headings_that_are_no_page_stay_as_they_are_without_a_word() -> None:
    options = tuple(Option(Unresolved(name), 7) for name in ("Address", "Cat"))
    at = Position("docs/models/components/pet.md")
    union = Choice("models/components/pet", "Pet", at, options, open=True, presumed=True)
    checked = link.run(graph(*PAGES, union), ResolveOptions())
    linked = checked.value.definitions[union.id]
    assert isinstance(linked, Choice)
    assert [option.type for option in linked.options] == [
        Ref("models/components/address"),
        Unresolved("Cat"),
    ]
    assert not checked.diagnostics


def test_a_label_that_lists_more_than_the_page_of_its_link_is_the_type() -> None:
    label = Union((Unresolved("components.Address"), STRING))
    reference = Unresolved("", "../../models/components/address.md", label)
    checked = link.run(graph(*PAGES, model(OWNER, "Dog", nullable(reference))), ResolveOptions())
    dog = checked.value.definitions[OWNER]
    assert isinstance(dog, Model)
    assert dog.fields[0].type == Nullable(Union((Ref("models/components/address"), STRING)))
    assert not checked.diagnostics


def test_a_union_page_takes_its_variants_from_operations() -> None:
    union = Choice("models/operations/pet", "Pet", Position("docs/models/operations/pet.md"), ())
    spelled = Union((Unresolved("components.Address"), Unresolved("operations.Kennel")))
    link_ = Unresolved("operations.pet", "../../models/operations/pet.md", spelled)
    docs = replace(
        graph(*PAGES, union), labels=(Label("docs/sdks", link_), Label("sdks/pets", link_))
    )
    checked = link.run(docs, ResolveOptions())
    filled = checked.value.definitions[union.id]
    assert isinstance(filled, Choice)
    assert [option.type for option in filled.options] == [
        Ref("models/components/address"),
        Ref("models/operations/kennel"),
    ]
    assert not checked.diagnostics
