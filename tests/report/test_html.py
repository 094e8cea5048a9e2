"""The HTML report as a file: one, closed, and without markup that came from the docs. What it does in a browser: `test_browser`."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from typing import Any

from mdgen.ir.definitions import Aspect, Claim, Source
from mdgen.ir.types import Literal
from mdgen.report.facts import fidelity_line, statements, tally
from mdgen.report.html import MAX_DECIDED, report_html
from report.made_up import EMPTY, HOSTILE, SHOP, field, graph, hostile_graph, model


class _Page(HTMLParser):
    """The elements of a page with their attributes, and the contents of scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.raw: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.elements and self.elements[-1][0] in ("script", "style") and data.strip():
            self.raw.append(data)


def block(text: str) -> str:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
    assert found is not None
    return found[1]


def data(text: str) -> Any:
    return json.loads(block(text))


def test_data_holds_every_statement() -> None:
    held = data(report_html([SHOP]))
    places, rows = held["places"], held["rows"]
    found = [
        (
            held["pages"][places["page"][place]],
            places["line"][place],
            held["definitions"][places["definition"][place]],
            held["fields"][places["field"][place]],
            held["groups"][group]["aspect"],
            held["groups"][group]["kind"],
            held["groups"][group]["evidence"],
            held["decided"][decided],
            votes,
        )
        for place, group, decided, votes in zip(
            rows["place"], rows["group"], rows["decided"], rows["votes"], strict=True
        )
    ]
    expected = [
        (
            one.path,
            one.line,
            one.definition,
            one.field,
            one.aspect.value,
            "rule" if one.policy else one.source.value,
            one.evidence,
            one.decided,
            one.votes,
        )
        for one in statements(SHOP)
    ]
    assert sorted(found) == sorted(expected)
    assert [place[:2] for place in found] == sorted(place[:2] for place in found)


def test_policy_allows_only_the_file_s_own_script_and_style() -> None:
    page = _Page(report_html([SHOP]))
    (policy,) = (
        attributes["content"]
        for tag, attributes in page.elements
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    )
    style, _, script = page.raw
    hashes = [
        "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        for text in (script, style)
    ]
    assert policy == (
        f"default-src 'none'; script-src '{hashes[0]}'; style-src '{hashes[1]}';"
        " base-uri 'none'; form-action 'none'"
    )


def test_file_names_nothing_outside_itself() -> None:
    page = _Page(report_html([SHOP]))
    linking = {"src", "href", "action", "style", "srcdoc"}
    named = {key for _, attributes in page.elements for key in attributes}
    assert not named & linking
    assert not any(key.startswith("on") for key in named)
    style, _, script = page.raw
    assert "url(" not in style
    assert "@import" not in style
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|fetch\(", script
    )


def test_headline_is_the_closing_line() -> None:
    assert f'<p class="line">{fidelity_line(tally([SHOP]))}</p>' in report_html([SHOP])


def test_bar_is_as_long_as_the_counts() -> None:
    widths = re.findall(r'<rect class="(\w+)" x="(\d+)" y="0" width="(\d+)"', report_html([SHOP]))
    assert widths == [
        ("documented", "0", "500"),
        ("inferred", "500", "125"),
        ("assumed", "625", "375"),
    ]


def test_no_fields_no_bar() -> None:
    text = report_html([EMPTY])
    assert "<svg" not in text
    assert data(text)["rows"]["place"] == []


def test_several_roots_are_listed() -> None:
    text = report_html([graph(model("A", field("a")), root=root) for root in ("one", "two")])
    assert "<td>one</td>" in text
    assert "<td>two</td>" in text


def test_hostile_text_adds_no_elements() -> None:
    hostile, harmless = _Page(report_html([hostile_graph()])), _Page(report_html([EMPTY]))
    tags = {tag for tag, _ in harmless.elements} | {"svg", "rect", "tr", "td"}
    assert {tag for tag, _ in hostile.elements} <= tags
    assert sum(tag == "script" for tag, _ in hostile.elements) == 2


def test_hostile_text_is_visible_ascii_in_the_data() -> None:
    text = block(report_html([hostile_graph()]))
    assert text.isascii()
    assert not set("<>&") & set(text)
    held = json.loads(text)
    (page,) = held["pages"]
    assert page.startswith("docs/</script><!--<script><img")
    assert "\\u202e\\u2028\\u2066\\x00\\x1b[31m\\ud800'\\n" in page
    texts = [*held["pages"], *held["definitions"], *held["fields"], *held["decided"]]
    texts += [group["evidence"] for group in held["groups"]]
    assert all(shown.isprintable() for shown in texts)
    assert "\u202e" not in report_html([hostile_graph()])
    assert HOSTILE not in report_html([hostile_graph()])


def test_long_types_are_cut() -> None:
    claim = Claim(Aspect.TYPE, Source.INFERRED, "long")
    held = data(report_html([graph(model("A", field("a", Literal("x" * 9000), claim)))]))
    assert max(map(len, held["decided"])) == MAX_DECIDED
