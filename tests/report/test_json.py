"""The JSON report: complete, and in step with the counts."""

from __future__ import annotations

import json
from collections import Counter

from mdgen.report.facts import tally
from mdgen.report.json import VERSION, report_json
from report.made_up import EMPTY, SHOP, hostile_graph, large_graph


def test_report() -> None:
    report = json.loads(report_json([SHOP]))
    assert list(report) == ["mdgen", "fidelity", "roots", "groups", "fields", "definitions"]
    assert report["mdgen"] == VERSION
    assert report["fidelity"] == {
        "fields": 8, "documented": 4, "inferred": 1, "assumed": 3, "onlyNull": 1,
    }  # fmt: skip
    assert report["roots"][0]["optionalAcceptNull"] == 2
    assert report["groups"][4] == {
        "source": "assumed", "aspect": "null", "evidence": "never shown here", "count": 2,
    }  # fmt: skip
    assert report["fields"][2] == {
        "path": "docs/models/order.md", "line": 8, "definition": "Order", "field": "netTotal",
        "type": "integer", "null": "never null", "json": "net_total", "presence": "required", "source": "inferred",
        "claims": [
            {"aspect": "type", "source": "inferred", "evidence": "a whole number", "votes": 3},
            {"aspect": "name", "source": "inferred", "evidence": "decided as snake", "votes": 12},
        ],
    }  # fmt: skip
    assert report["definitions"][0] == {
        "path": "docs/models/kind.md", "line": 3, "definition": "Kind",
        "claims": [
            {"aspect": "type", "source": "assumed", "evidence": "spelled like integers", "decided": "1 | 2"}
        ],
    }  # fmt: skip


def test_documented_fields_are_there_without_claims() -> None:
    fields = {field["field"]: field for field in json.loads(report_json([SHOP]))["fields"]}
    assert "claims" not in fields["sku"]
    assert "claims" not in fields["memo"]
    assert fields["memo"]["null"] == "null accepted"


def test_fields_add_up_to_the_counts() -> None:
    graphs = [SHOP, large_graph(200)]
    report = json.loads(report_json(graphs))
    sources = Counter(field["source"] for field in report["fields"])
    counts = tally(graphs)
    assert sources == {
        "documented": counts.documented, "inferred": counts.inferred, "assumed": counts.assumed,
    }  # fmt: skip
    claims = [
        claim
        for part in ("fields", "definitions")
        for one in report[part]
        for claim in one.get("claims", ())
    ]
    assert sum(group["count"] for group in report["groups"]) == len(claims)


def test_nothing() -> None:
    assert json.loads(report_json([EMPTY]))["fields"] == []


def test_hostile_text_is_kept_and_ascii() -> None:
    text = report_json([hostile_graph()])
    assert text.isascii()
    assert "\x00" not in text
    assert json.loads(text)["fields"][0]["field"].startswith("field </script>")
