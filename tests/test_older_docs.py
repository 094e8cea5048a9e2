"""What generators of 2022 to 2024 wrote, and what no one language has for itself: small docs, and what becomes of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from building import Resolved, resolve_docs
from mdgen.diagnostics import Code
from mdgen.ir.definitions import Alias, Choice, Field, Model
from mdgen.ir.types import ANY, BIGINT, DATETIME, INTEGER, STRING, Array, Map, Nullable, Ref, Type
from mdgen.options import ReadOptions
from mdgen.verify.cells import cell_notes


def table(*rows: str) -> str:
    """`name, type, required, description` of each row."""
    lines = ["| Field | Type | Required | Description |", "| --- | --- | --- | --- |"]
    for row in rows:
        name, rest = row.split(", ", 1)
        type_, required, description = rest.rsplit(", ", 2)
        mark = ":heavy_check_mark:" if required == "yes" else ":heavy_minus_sign:"
        lines.append(f"| `{name}` | {type_} | {mark} | {description} |")
    return "## Fields\n\n" + "\n".join(lines) + "\n"


def docs(folder: Path, dialect: str | None = None, **pages: str) -> Resolved:
    """Docs of pages `shared__Name="text below the title"`."""
    for place, text in pages.items():
        space, name = place.split("__")
        file = folder / "docs" / "models" / space / f"{name.lower()}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"# {name}\n\n{text}")
    return resolve_docs(folder / "docs", ReadOptions(dialect))


def defined(resolved: Resolved, name: str) -> Model | Choice | Alias:
    found = [
        definition
        for graph in resolved.graphs
        for definition in graph.definitions.values()
        if definition.name == name
    ]
    assert len(found) == 1
    assert isinstance(found[0], Model | Choice | Alias)
    return found[0]


def fields(resolved: Resolved, name: str) -> dict[str, Field]:
    model = defined(resolved, name)
    assert isinstance(model, Model)
    return {item.doc_name: item for item in model.fields}


def plain(type_: Type) -> Type:
    return type_.inner if isinstance(type_, Nullable) else type_


def codes(resolved: Resolved) -> list[Code]:
    return [finding.code for finding in resolved.diagnostics]


def test_big_integers_of_typescript(tmp_path: Path) -> None:
    rows = ("tonnage, *BigInt*, yes, N/A", "depths, Record<string, *BigInt*>, no, N/A")
    resolved = docs(tmp_path, "typescript", shared__Ship=table(*rows))
    found = fields(resolved, "Ship")
    assert plain(found["tonnage"].type) == BIGINT
    assert plain(found["depths"].type) == Map(BIGINT)
    assert codes(resolved) == []


@pytest.mark.parametrize("dialect", ["typescript", "csharp", "go", "python"])
def test_unions_had_no_sections(tmp_path: Path, dialect: str) -> None:
    row = "cargo, [shared.Cargo](../../models/shared/cargo.md), yes, N/A"
    resolved = docs(
        tmp_path, dialect, shared__Cargo="What a ship carries\n", shared__Hold=table(row)
    )
    union = defined(resolved, "Cargo")
    assert (type(union), union.description) == (Choice, "What a ship carries")
    assert plain(fields(resolved, "Hold")["cargo"].type) == Ref(union.id)
    assert codes(resolved).count(Code.NO_VARIANTS) == 1
    assert Code.MISSING_PAGE not in codes(resolved)


def test_the_raw_response_of_axios(tmp_path: Path) -> None:
    rows = (
        "contentType, *string*, yes, N/A",
        "statusCode, *number*, yes, N/A",
        "rawResponse, [AxiosResponse>](https://axios-http.com/docs/res_schema), no, N/A",
        "berths, *number*, no, N/A",
    )
    resolved = docs(tmp_path, operations__ListBerthsResponse=table(*rows))
    found = fields(resolved, "ListBerthsResponse")
    assert plain(found["statusCode"].type) == INTEGER
    assert plain(found["berths"].type) != INTEGER
    assert Code.UNREAD_TYPE not in codes(resolved)


def test_labels_of_typescript_without_a_namespace(tmp_path: Path) -> None:
    row = "anchors, [Anchor](../../models/shared/anchor.md)[], yes, N/A"
    resolved = docs(
        tmp_path, shared__Ship=table(row), shared__Anchor=table("heldBy, *string*, no, N/A")
    )
    assert [graph.dialect for graph in resolved.graphs] == ["typescript"]
    assert Code.MIXED_LANGUAGE not in codes(resolved)


@pytest.mark.parametrize(
    ("dialect", "metadata"),
    [
        ("csharp", "httpMeta, [HTTPMetadata](../../models/shared/httpmetadata.md), yes, N/A"),
        ("go", "HTTPMeta, [components.HTTPMetadata](../../models/x/httpmetadata.md), yes, N/A"),
        ("python", "raw_response, [httpx.Response](https://www.python-httpx.org/api), yes, N/A"),
    ],
)
def test_errors_need_not_hold_their_response(tmp_path: Path, dialect: str, metadata: str) -> None:
    rows = (metadata, "message, *string*, yes, N/A")
    resolved = docs(tmp_path, dialect, errors__NoBerthError=table(*rows))
    transport, message = fields(resolved, "NoBerthError").values()
    assert (transport.required, message.required) == (False, True)


def test_undocumented_keys_of_ruby(tmp_path: Path) -> None:
    row = "additional_properties, T::Hash[Symbol, *::String*], no, N/A"
    model = defined(docs(tmp_path, "ruby", shared__Log=table(row)), "Log")
    assert isinstance(model, Model)
    assert (model.extra, model.fields) == (STRING, ())


@pytest.mark.parametrize(
    ("row", "is_extra"),
    [
        ("additional_properties, Dict[str, *int*], no, N/A", True),
        ("additional_properties, Dict[str, *int*], yes, N/A", False),
        ("additional_properties, List[*int*], no, N/A", False),
    ],
)
def test_undocumented_keys_of_python(tmp_path: Path, row: str, is_extra: bool) -> None:
    resolved = docs(tmp_path, "python", shared__Log=table(row, "at, *str*, yes, N/A"))
    model = defined(resolved, "Log")
    assert isinstance(model, Model)
    assert model.extra == (INTEGER if is_extra else None)
    assert len(model.fields) == (1 if is_extra else 2)


def test_links_that_begin_nowhere(tmp_path: Path) -> None:
    text = table(
        "mate, [Optional[shared.Sailor]](undefined/models/shared/sailor.md), no, N/A",
        "cook, [Optional[shared.Cook]](undefined/models/shared/cook.md), no, N/A",
        "cooks, List[[shared.Cook](../../models/shared/cook.md)], no, N/A",
    )
    resolved = docs(
        tmp_path, "python", shared__Crew=text, shared__Sailor=table("id, *str*, no, N/A")
    )
    found = fields(resolved, "Crew")
    assert plain(found["mate"].type) == Ref("models/shared/sailor")
    assert plain(found["cooks"].type) == Array(Ref("models/shared/cook"))
    assert plain(found["cook"].type) == Ref("models/shared/cook")
    assert Code.REPAIRED_LINK not in codes(resolved)


def test_a_page_is_not_what_its_own_namesake_refers_to(tmp_path: Path) -> None:
    row = "body, [shared.Mooring](../../models/shared/mooring.md), no, N/A"
    resolved = docs(tmp_path, "python", operations__Mooring=table(row))
    own = resolved.graphs[0].definitions["models/operations/mooring"]
    assert isinstance(own, Model)
    assert plain(own.fields[0].type) == Ref("models/shared/mooring")
    assert Code.MISSING_PAGE in codes(resolved)


def test_numerals_of_csharp(tmp_path: Path) -> None:
    union = "## Supported Types\n\n### ArrayOf5\n\n### MapOf5\n\n### ArrayOfStr\n"
    resolved = docs(
        tmp_path, "csharp", shared__Value=union, shared__Five=table("X, *int*, no, N/A")
    )
    choice = defined(resolved, "Value")
    assert isinstance(choice, Choice)
    five = Ref("models/shared/five")
    assert [option.type for option in choice.options] == [Array(five), Map(five), Array(STRING)]


def test_texts_that_a_formatter_broke(tmp_path: Path) -> None:
    usage = (
        "## Example Usage\n\n```typescript\nlet value: Script = {\n  plain: 'vars {\\n'\n    + \"account\"\n"
        '    + `}`,\n  sentAt: new Date("2024-02-03T04:05:06Z"),\n};\n```\n\n'
    )
    rows = ("plain, *string*, yes, N/A", "sentAt, *Date*, yes, N/A")
    resolved = docs(tmp_path, "typescript", shared__Script=usage + table(*rows))
    model = defined(resolved, "Script")
    assert isinstance(model, Model)
    (example,) = model.examples
    assert example.value["plain"] == "vars {\naccount}"  # type: ignore[index, call-overload]
    assert plain(fields(resolved, "Script")["sentAt"].type) == DATETIME
    assert Code.UNREAD_EXAMPLE not in codes(resolved)


def test_own_names_in_another_spelling_are_votes(tmp_path: Path) -> None:
    rows = [
        f"{name}Date, *string*, no, Filter by `{spelled}` or by `{name}Date`"
        for name, spelled in zip(
            ("sailing", "loading", "docking", "mooring", "landing"),
            ("sailing_date", "loading_date", "docking_date", "mooring_date", "landing_date"),
            strict=True,
        )
    ]
    resolved = docs(tmp_path, "typescript", shared__Filter=table(*rows))
    assert [item.wire_name for item in fields(resolved, "Filter").values()][:2] == [
        "sailing_date",
        "loading_date",
    ]


def test_signs_that_a_description_shows(tmp_path: Path) -> None:
    text = "A message along with a @type that says what it is, or a `$ref`. Mail me@port.org.\n\n"
    rows = (
        "atType, *string*, no, N/A",
        "dollarRef, *string*, no, N/A",
        "atPort, *string*, no, N/A",
    )
    found = fields(docs(tmp_path, "typescript", shared__Any=text + table(*rows)), "Any")
    assert [item.wire_name for item in found.values()] == ["@type", "$ref", "atPort"]


def test_nothing_is_lost_of_a_page_of_prose(tmp_path: Path) -> None:
    """A page whose title is not its file's is only prose, wherever it lies."""
    resolved = docs(tmp_path, "typescript", shared__Ship=table("id, *string*, no, N/A"))
    (tmp_path / "docs" / "models" / "shared" / "notes.md").write_text("# Overview\n\nHello\n")
    again = resolve_docs(tmp_path / "docs", ReadOptions("typescript"))
    assert len(again.graphs[0].definitions) == len(resolved.graphs[0].definitions)
    assert ANY not in [item.type for item in fields(again, "Ship").values()]


def test_flat_docs_keep_their_models_beside_a_folder(tmp_path: Path) -> None:
    """Models lie in `docs`, errors in `docs/errors`, operations in `docs/sdks`: three imports paths of one generator."""
    root = tmp_path / "docs"
    pages = {
        "Pilot.md": "# Pilot\n\n"
        + table("licenceNo, *string*, yes, N/A", "boat, [Boat](./Boat.md), no, N/A"),
        "Boat.md": "# Boat\n\n" + table("ownedBy, *string*, yes, N/A"),
        "Either.md": "# Either\n\n",
        "errors/NoPilot.md": "# NoPilot\n\n" + table("pilot, [Pilot](../Pilot.md), no, N/A"),
        "sdks/pilots/README.md": '# Pilots\n\n<!-- UsageSnippet language="php" operationID="get" method="get" path="/p/{pilot_id}" -->\n',
        "README.md": "# Docs\n\nHello.\n",
    }
    for name, text in pages.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    for named in (root, tmp_path):
        (graph,) = resolve_docs(named, ReadOptions("php")).graphs
        assert list(graph.definitions) == ["Boat", "Either", "Pilot", "errors/NoPilot"]
        error = graph.definitions["errors/NoPilot"]
        assert isinstance(error, Model)
        assert plain(error.fields[0].type) == Ref("Pilot")
        assert len(graph.snippets) == 1


def test_guides_beside_models_are_left_out(tmp_path: Path) -> None:
    resolved = docs(tmp_path, "typescript", shared__Ship=table("id, *string*, no, N/A"))
    (tmp_path / "docs" / "Guide.md").write_text("# Guide\n\nHow to sail.\n")
    again = resolve_docs(tmp_path / "docs", ReadOptions("typescript"))
    assert list(again.graphs[0].definitions) == list(resolved.graphs[0].definitions)
    assert codes(again) == codes(resolved)


def test_a_tag_of_code_comments_is_a_deprecation(tmp_path: Path) -> None:
    rows = (
        "a, *string*, no, @deprecated",
        "b, *string*, no, @deprecated: use c",
        "c, *string*, no, no @deprecated",
    )
    found = fields(docs(tmp_path, "typescript", shared__Old=table(*rows)), "Old")
    assert [item.deprecated for item in found.values()] == ["", "use c", None]


@pytest.mark.parametrize(
    "union",
    [
        "T.any(Models::Shared::Cat, Models::Shared::Dog)",
        "Crystalline::Union.new(Models::Shared::Cat, Models::Shared::Dog)",
    ],
)
def test_unions_of_ruby_are_found_in_another_folder(tmp_path: Path, union: str) -> None:
    row = f"pet, [{union}](../../models/shared/ownerpet.md), yes, N/A"
    cat, dog = table("id, *::String*, no, N/A"), table("tag, *::Integer*, no, N/A")
    resolved = docs(
        tmp_path,
        "ruby",
        components__Owner=table(row),
        components__OwnerPet="",
        components__Cat=cat,
        components__Dog=dog,
    )
    pet = defined(resolved, "OwnerPet")
    assert isinstance(pet, Choice)
    assert len(pet.options) == 2
    assert plain(fields(resolved, "Owner")["pet"].type) == Ref(pet.id)


def test_what_authors_write_proves_no_key_required(tmp_path: Path) -> None:
    text = table("price, [Price](../../models/shared/price.md), no, N/A")
    text = text.replace("Description |", "Description | Example |").replace(
        "--- |\n", "--- | --- |\n", 1
    )
    text = text.replace("N/A |", 'N/A | {"per_unit": "0.01", "currency": "EUR"} |')
    found = fields(docs(tmp_path, "php", shared__Message=text), "Price")
    assert {name: item.required for name, item in found.items()} == {
        "per_unit": False,
        "currency": False,
    }


@pytest.mark.parametrize(("type_", "notes"), [("*string*", 0), ("*boolean*", 1)])
def test_json_in_the_cell_of_a_string_is_its_text(tmp_path: Path, type_: str, notes: int) -> None:
    text = table(f"raw, {type_}, no, N/A")
    text = text.replace("Description |", "Description | Example |")
    text = text.replace("--- |\n", "--- | --- |\n", 1).replace("N/A |", 'N/A | {"a": 1} |')
    (graph,) = docs(tmp_path, "typescript", shared__Result=text).graphs
    assert len(list(cell_notes(graph))) == notes
