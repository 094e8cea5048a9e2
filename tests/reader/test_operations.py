"""Usage comments of operation pages."""

from __future__ import annotations

from time import process_time

import pytest

from mdgen.ir.evidence import Label, Snippet
from mdgen.ir.types import Union, Unresolved
from mdgen.reader.dialect import dialects
from mdgen.reader.operations import read_labels, read_snippets

GET = (
    '<!-- UsageSnippet language="go" operationID="getBoat" method="get" path="/boats/{boatId}" -->'
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        (
            f"### Example Usage\n\n{GET}\n```go\nx\n```\n",
            (Snippet("getBoat", "get", "/boats/{boatId}"),),
        ),
        (f"{GET}\n{GET}\n", (Snippet("getBoat", "get", "/boats/{boatId}"),)),
        (
            GET.replace(" -->", ' example="by name" -->') + "\n" + GET.replace("get", "put"),
            (
                Snippet("getBoat", "get", "/boats/{boatId}"),
                Snippet("putBoat", "put", "/boats/{boatId}"),
            ),
        ),
        ('<!-- UsageSnippet operationID="a" -->', ()),
        ('<!-- UsageSnippet path="/a" -->', ()),
        ("<!-- start of something else -->", ()),
    ],
)
def test_snippets(text: str, expected: tuple[Snippet, ...]) -> None:
    assert read_snippets(text) == expected


def test_open_comments_take_linear_time() -> None:
    start = process_time()
    read_snippets('<!-- UsageSnippet a="b" ' * 20_000 + '<!-- UsageSnippet a="' * 20_000)
    assert process_time() - start < 1


PAGE = "../../models/operations/mooring.md"
BERTHS = Union((Unresolved("Components.Berth"), Unresolved("Components.Buoy")))
LABEL = Label("docs/sdks/moorings", Unresolved("operations.mooring", PAGE, BERTHS))


def row(cell: str) -> str:
    return f"| `request` | {cell} | :heavy_check_mark: | N/A |"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (row(f"[T.any(Models::Components::Berth, Models::Components::Buoy)]({PAGE})"), (LABEL,)),
        (
            row(
                "T.nilable([Crystalline::Union.new(Models::Components::Berth, Models::Components::Buoy)]"
                f"({PAGE}))"
            ),
            (LABEL,),
        ),
        (
            "**[Crystalline::Nilable.new(Crystalline::Union.new(Models::Components::Berth, "
            f"Models::Components::Buoy))]({PAGE})**",
            (LABEL,),
        ),
        # No union, no link, no type, another column.
        (row(f"[Models::Operations::Mooring]({PAGE})"), ()),
        (row("*T.any(Models::Components::Berth, ::String)*"), ()),
        (row(f"[T.any(Models::Components::Berth]({PAGE})"), ()),
        (f"| `request` | *::String* | [T.any(Models::A, Models::B)]({PAGE}) |", ()),
        ("result = T.any(a, b)", ()),
    ],
)
def test_labels(line: str, expected: tuple[Label, ...]) -> None:
    text = f"## moor\n\n### Parameters\n\n{line}\n{line}\n"
    assert read_labels(text, "docs/sdks/moorings/README", dialects()["ruby"]) == expected


def test_labels_are_read_only_where_pages_of_unions_list_nothing() -> None:
    text = row("[Union[models.Berth, models.Buoy]](../../models/mooring.md)")
    assert read_labels(text, "docs/sdks/moorings/README", dialects()["python"]) == ()
