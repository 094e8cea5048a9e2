"""The HTML report in a real browser: a person types, clicks and turns pages."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mdgen.ir.graph import TypeGraph
from mdgen.report.facts import Statement, statements
from mdgen.report.html import report_html
from report.chromium import Browser, find_chromium, running_chromium
from report.made_up import EMPTY, SHOP, graph, hostile_graph, large_graph

Opener = Callable[..., Browser]

SEARCH, PAGE = "#search", "#page"
COUNT, ROWS = "#count", "#rows tr:not(.group)"
ENTER, SPACE, TAB, ESCAPE = 13, 32, 9, 27


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    command = find_chromium()
    if command is None:
        pytest.skip("no Chromium is installed; MDGEN_CHROMIUM names one")
    with running_chromium(command) as running:
        running.show(1400, 900, "light")
        yield running


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Opener:
    """Opens the report about a graph."""

    def open_report(made: TypeGraph = SHOP, fragment: str = "") -> Browser:
        file = tmp_path / "report.html"
        file.write_text(report_html([made]), encoding="utf-8")
        browser.open(file, fragment)
        browser.wait_for("!document.querySelector('#app').hidden")
        return browser

    return open_report


def choice(browser: Browser, text: str) -> str:
    """The selector of the filter that begins with a text."""
    labels = browser.texts(".choice .text")
    number = next(at for at, label in enumerate(labels) if label.split("\n")[0] == text)
    browser.evaluate(
        "document.querySelectorAll('.choice').forEach((node, at) => node.id = `choice-${at}`)"
    )
    return f"#choice-{number} input"


def amount(browser: Browser, text: str) -> str:
    return browser.texts(choice(browser, text).replace("input", ".amount"))[0]


def listed(browser: Browser) -> list[str]:
    """The fields in the list."""
    return browser.texts("#rows tr:not(.group) td:first-child")


def counted(browser: Browser, hits: int, total: int) -> None:
    browser.wait_for(
        f"document.querySelector('{COUNT}').textContent === '{hits:,} of {total:,} statements'"
    )


def search(browser: Browser, text: str) -> None:
    browser.evaluate(f"document.querySelector('{SEARCH}').focus()")
    browser.type(text)


def shop(wanted: Callable[[Statement], bool]) -> int:
    return sum(map(wanted, statements(SHOP)))


TOTAL = shop(lambda one: True)
GUESSES = shop(lambda one: one.is_guess)


def test_opens_with_the_guesses_and_asks_for_nothing_else(opened: Opener) -> None:
    browser = opened()
    counted(browser, GUESSES, TOTAL)
    assert len(browser.requests()) == 1
    assert browser.complaints() == []
    assert len(listed(browser)) == GUESSES
    headings = browser.texts("#rows tr.group th")
    assert headings[0].startswith("assumed type: no example decides (1)")
    assert len(headings) == 9


def test_typing_searches_fields_pages_types_and_evidence(opened: Opener) -> None:
    browser = opened()
    for text, hits in [
        ("weight", 2),
        ("ORDER.net", 2),
        ("order.md:13", 2),
        ("numeric", 1),
        ("snake", 1),
        ("weight null", 1),
        ("nowhere", 0),
    ]:
        browser.click("#reset")
        search(browser, text)
        counted(browser, hits, TOTAL)
    assert browser.texts("#rows .empty") == ["Nothing matches. Fewer words or filters show more."]


def test_slash_leads_to_the_search_and_escape_empties_it(opened: Opener) -> None:
    browser = opened()
    browser.press("/", 191, "/")
    browser.type("weight")
    counted(browser, 2, TOTAL)
    assert browser.evaluate(f"document.querySelector('{SEARCH}').value") == "weight"
    browser.press("Escape", ESCAPE)
    counted(browser, GUESSES, TOTAL)


def test_clicking_filters_and_their_counts(opened: Opener) -> None:
    browser = opened()
    for source in ("assumed", "inferred", "rule", "documented"):
        expected = shop(lambda one, source=source: kind(one) == source)
        assert amount(browser, source) == str(expected)
    browser.click(choice(browser, "inferred"))
    counted(browser, shop(lambda one: kind(one) == "assumed"), TOTAL)
    browser.click(choice(browser, "null"))
    counted(browser, 2, TOTAL)
    assert amount(browser, "type") == str(
        shop(lambda one: (kind(one), one.aspect.value) == ("assumed", "type"))
    )
    browser.click(choice(browser, "null"))
    browser.click(choice(browser, "no example decides"))
    counted(browser, 1, TOTAL)
    assert listed(browser) == ["Order.weight"]
    browser.click("#reset")
    counted(browser, GUESSES, TOTAL)


def kind(statement: Statement) -> str:
    return "rule" if statement.policy else statement.source.value


def test_rules_and_documented_statements_are_there_when_asked_for(opened: Opener) -> None:
    browser = opened()
    for source in ("assumed", "inferred", "rule"):
        browser.click(choice(browser, source))
    counted(browser, 2, TOTAL)
    assert listed(browser) == ["Order.memo", "Order.lines"]
    browser.click(choice(browser, "rule"))
    counted(browser, TOTAL, TOTAL)  # no source chosen is all sources


def test_page_filter_by_typing_and_by_clicking_a_place(opened: Opener) -> None:
    browser = opened()
    browser.evaluate(f"document.querySelector('{PAGE}').focus()")
    browser.type("Kind")
    counted(browser, 1, TOTAL)
    browser.click("#reset")
    counted(browser, GUESSES, TOTAL)
    browser.click("#rows .place")
    counted(browser, shop(lambda one: one.is_guess and one.path == "docs/models/order.md"), TOTAL)
    assert browser.evaluate(f"document.querySelector('{PAGE}').value") == "docs/models/order.md"


@pytest.mark.parametrize(
    ("column", "first", "turned"),
    [
        ("subject", "Kind", "Pet"),
        ("aspect", "Kind", "Pet"),
        ("decided", "Kind", "Order.paidBy"),
        ("evidence", "Order.weight", "Order.paidBy"),
        ("votes", "Order.netTotal", "Kind"),
    ],
)
def test_sorting(opened: Opener, column: str, first: str, turned: str) -> None:
    browser = opened()
    browser.click("#grouped")
    header = f"document.querySelector('[data-sort={column}]').parentElement"
    assert browser.evaluate(f"{header}.ariaSort") == "none"
    browser.click(f"[data-sort={column}]")
    assert listed(browser)[0] == first
    down = column == "votes"
    assert browser.evaluate(f"{header}.ariaSort") == ("descending" if down else "ascending")
    browser.click(f"[data-sort={column}]")
    assert browser.evaluate(f"{header}.ariaSort") == ("ascending" if down else "descending")
    assert listed(browser)[0] == turned


def test_lists_are_by_page_and_line_and_can_be_turned(opened: Opener) -> None:
    browser = opened()
    browser.click("#grouped")
    places = [(one.path, one.line) for one in statements(SHOP) if one.is_guess]
    shown = [f"{path}:{line}" for path, line in sorted(places)]
    assert browser.texts("#rows .place") == shown
    browser.click("[data-sort=place]")
    assert browser.texts("#rows .place")[0] == "docs/models/pet.md:4"


def test_groups_follow_the_evidence_and_can_be_dissolved(opened: Opener) -> None:
    browser = opened()
    assert browser.texts("#rows tr.group") != []
    browser.click("#grouped")
    assert browser.texts("#rows tr.group") == []
    assert browser.texts("#rows tr:first-child .grounds") == ["assumed spelled like integers"]


def test_everything_works_by_keyboard(opened: Opener) -> None:
    browser = opened(large_graph(400))
    total = browser.texts(COUNT)[0]
    browser.evaluate("document.querySelector('#kinds input').focus()")
    browser.press(" ", SPACE, " ")
    browser.wait_for(f"document.querySelector('{COUNT}').textContent !== {total!r}")
    browser.evaluate("document.querySelector('[data-sort=votes]').focus()")
    browser.press("Enter", ENTER, "\r")
    browser.wait_for(
        "document.querySelector('[data-sort=votes]').parentElement.ariaSort === 'descending'"
    )
    browser.evaluate("document.querySelector('#number').focus()")
    browser.press("Tab", TAB)
    assert browser.evaluate("document.activeElement.id") == "next"
    browser.press("Enter", ENTER, "\r")
    browser.wait_for("document.querySelector('#number').value === '2'")
    reachable = "a, button, input, summary"
    assert browser.evaluate(
        f"Array.from(document.querySelectorAll('{reachable}')).every((node) => node.tabIndex >= 0)"
    )
    unnamed = (
        "Array.from(document.querySelectorAll('input')).filter((node) => node.labels.length === 0)"
    )
    assert browser.evaluate(f"{unnamed}.length") == 0


def test_turning_pages(opened: Opener) -> None:
    made = large_graph(400)
    guesses = sum(one.is_guess for one in statements(made))
    browser = opened(made)
    assert len(listed(browser)) == 100
    pages = -(-guesses // 100)
    assert browser.texts("#pages") == [str(pages)]
    seen = listed(browser)
    for _ in range(pages - 1):
        browser.click("#next")
        seen += listed(browser)
    assert len(seen) == guesses
    assert browser.evaluate("document.querySelector('#next').disabled")
    browser.click("#first")
    assert listed(browser) == seen[:100]
    browser.click("#last")
    assert listed(browser) == seen[(pages - 1) * 100 :]
    for text, shown in [("3", "3"), ("99999", str(pages)), ("x", "1")]:
        number = "document.querySelector('#number')"
        browser.evaluate(f"{number}.value = '{text}'; {number}.dispatchEvent(new Event('change'))")
        assert browser.evaluate(f"{number}.value") == shown


def test_a_view_is_kept_in_the_address(opened: Opener) -> None:
    browser = opened()
    search(browser, "order")
    browser.click(choice(browser, "inferred"))
    browser.click("#grouped")
    browser.click("[data-sort=votes]")
    fragment = browser.evaluate("location.hash")
    shown = listed(browser)
    browser = opened(SHOP, fragment)
    assert listed(browser) == shown
    assert browser.evaluate(f"document.querySelector('{SEARCH}').value") == "order"
    browser = opened(SHOP, "#source=nonsense&evidence=999&sort=__proto__&at=-5&at=x")
    counted(browser, TOTAL, TOTAL)
    assert browser.complaints() == []


def test_hostile_docs_are_only_text(opened: Opener) -> None:
    browser = opened(hostile_graph())
    browser.click("summary")
    browser.click("#grouped")
    browser.click("#rows .place")
    assert browser.evaluate("typeof window.hit") == "undefined"
    assert browser.evaluate("document.querySelectorAll('img, #rows script').length") == 0
    assert browser.evaluate("document.scripts.length") == 2
    assert browser.complaints() == []
    assert len(browser.requests()) == 1
    shown = browser.texts("body")[0]
    assert "<img src=x onerror=" in shown
    assert "{{ 7*7 }}" in shown
    assert "\\u202e\\u2028\\u2066\\x00" in shown
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u2028]", shown)


def test_policy_refuses_foreign_code_and_requests(opened: Opener) -> None:
    browser = opened()
    browser.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.hit = 1'}))"
    )
    browser.evaluate(
        "document.body.append(Object.assign(new Image(), {src: 'https://example.invalid/'}))"
    )
    refused = browser.evaluate("fetch('https://example.invalid/').then(() => false, () => true)")
    assert refused
    assert browser.evaluate("typeof window.hit") == "undefined"
    assert "Content Security Policy" in "".join(browser.complaints())


def test_no_fields(opened: Opener) -> None:
    browser = opened(EMPTY)
    assert browser.texts("#rows .empty") == ["The docs define no fields."]
    assert browser.complaints() == []


def test_large_reports_stay_quick(opened: Opener) -> None:
    begun = time.monotonic()
    browser = opened(large_graph(50_000))
    counted(browser, 62_500, 200_000)
    assert time.monotonic() - begun < 20
    assert browser.evaluate("document.querySelectorAll('*').length") < 3_000
    took = browser.evaluate(
        "(() => { const begun = performance.now(); document.querySelector('#kinds input').click(); return performance.now() - begun; })()"
    )
    assert took < 2_000
    search(browser, "model77.field4")
    browser.wait_for(f"document.querySelector('{COUNT}').textContent.startsWith('0 of')")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(opened: Opener, scheme: str) -> None:
    browser = opened(graph(*SHOP.definitions.values()))
    browser.show(1400, 900, scheme)
    browser.click("#reset")
    ratios = browser.evaluate(CONTRASTS)
    browser.show(1400, 900, "light")
    assert len(ratios) > 20
    assert {text: ratio for text, ratio in ratios if ratio < 4.5} == {}


def test_narrow_windows_need_no_sideways_scrolling(opened: Opener) -> None:
    browser = opened()
    browser.click("summary")
    for width in (360, 800, 1400):
        browser.show(width, 900, "light")
        assert browser.evaluate("document.documentElement.scrollWidth") <= width
    browser.show(1400, 900, "light")


# For each element with text of its own: the text and the contrast ratio of WCAG 2 to what is behind it.
CONTRASTS = """(() => {
  const parts = (color) => (color.match(/[\\d.]+/g) || []).map(Number);
  const light = (color) => parts(color).slice(0, 3).map((part) => part / 255)
    .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
  const ground = (node) => {
    for (; node; node = node.parentElement) {
      const color = getComputedStyle(node).backgroundColor, alpha = parts(color)[3];
      if (alpha === undefined || alpha > 0) return color;
    }
    return "rgb(255, 255, 255)";
  };
  const shown = Array.from(document.body.querySelectorAll("*")).filter((node) => node.offsetParent
    && !node.disabled && !node.closest(".none")
    && Array.from(node.childNodes).some((child) => child.nodeType === 3 && child.data.trim()));
  return shown.map((node) => {
    const [high, low] = [light(getComputedStyle(node).color), light(ground(node))].sort((a, b) => b - a);
    return [node.textContent.slice(0, 40), (high + 0.05) / (low + 0.05)];
  });
})()"""
