"""The Markdown report: what a person reads, and that text of the docs stays text."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from mdgen.diagnostics import printable
from mdgen.ir.definitions import Aspect, Claim, Source
from mdgen.ir.types import STRING, Literal
from mdgen.report.advice import POLICY_ADVICE, advice
from mdgen.report.markdown import MAX_DECIDED, code_span, report_markdown
from report.made_up import EMPTY, HOSTILE, NUMBER, SHOP, field, graph, hostile_graph, model


def test_report() -> None:
    text = report_markdown([SHOP])
    assert text.startswith(
        "# Fidelity report\n\n"
        "**8 fields: 4 documented, 1 inferred, 3 assumed (1 of them only about null)**\n"
    )
    assert (
        "- typescript, 5 definitions; 8 fields: 4 documented, 1 inferred, 3 assumed (1 of them only about null)\n"
        "  - JSON names: decided as snake (votes: 1,203 for snake_case, 0 for camelCase, 0 for neither)\n"
        "  - by rule: 2 optional fields accept null\n"
    ) in text
    assert POLICY_ADVICE in text
    assert (
        "### 6. type inferred, `a whole number` (1)\n\n"
        f"{advice(Source.INFERRED, Aspect.TYPE)}\n\n"
        "- `docs/models/order.md:8` `Order.netTotal` → `integer` (3 votes)\n"
    ) in text
    assert "8. tag inferred, `` disjoint constants of required `kind` ``: 1\n" in text
    assert '- `docs/models/pet.md:4` `Pet` → `kind: "cat" | "dog" | "wolf"` (2 votes)\n' in text
    assert text.endswith("(2 votes)\n")


def test_guesses_that_all_decide_the_same_are_one_line_a_page() -> None:
    text = report_markdown([SHOP])
    assert (
        "All of them: `null accepted`\n\n- `docs/models/order.md` `Order`: 9 `weight`, 10 `note`\n"
    ) in text


def test_documented_statements_and_rules_are_not_listed() -> None:
    text = report_markdown([SHOP])
    assert "`memo`" not in text
    assert "`sku`" not in text


def test_no_guesses() -> None:
    text = report_markdown([EMPTY])
    assert "There are no guesses." in text
    assert "## Guesses" not in text


def test_several_roots() -> None:
    roots = [graph(model("A", field("a", STRING, NUMBER)), root=root) for root in ("one", "two")]
    text = report_markdown(roots)
    assert "- `one`, typescript" in text
    assert "- `two`, typescript" in text
    assert "**2 fields: 0 documented, 0 inferred, 2 assumed**" in text


def test_long_types_are_cut() -> None:
    claim = Claim(Aspect.TYPE, Source.INFERRED, "long")
    text = report_markdown([graph(model("A", field("a", Literal("x" * 5000), claim)))])
    assert max(map(len, text.splitlines())) < MAX_DECIDED + 300


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("plain", "`plain`"),
        ("a `b`", "`` a `b` ``"),
        ("a ``` b", "````a ``` b````"),
        (" a", "`  a `"),
        ("", "` `"),
        ("a\nb", "`a\\nb`"),
        ("\u202e", "`\\u202e`"),
    ],
)
def test_code_span(text: str, span: str) -> None:
    assert code_span(text) == span


def test_hostile_text_is_nothing_but_text() -> None:
    parser = MarkdownIt("gfm-like", {"html": True, "linkify": False})
    tokens = parser.parse(report_markdown([hostile_graph()]))
    inner = [child for token in tokens for child in token.children or ()]
    spans = [child.content for child in inner if child.type == "code_inline"]
    assert f"evidence {printable(HOSTILE)}" in spans
    assert f"docs/{printable(HOSTILE)}.md:7" in spans
    assert {token.type for token in (*tokens, *inner)} <= {
        "heading_open", "heading_close", "paragraph_open", "paragraph_close", "bullet_list_open",
        "bullet_list_close", "ordered_list_open", "ordered_list_close", "list_item_open",
        "list_item_close", "inline", "text", "code_inline", "em_open", "em_close", "strong_open",
        "strong_close", "softbreak",
    }  # fmt: skip
    outside = "".join(child.content for child in inner if child.type == "text")
    assert "onerror" not in outside
