"""Usage comments of operation pages."""

from __future__ import annotations

from time import process_time

import pytest

from mdgen.ir.evidence import Snippet
from mdgen.reader.operations import read_snippets

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
