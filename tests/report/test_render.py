"""The format follows the suffix; the same graphs give the same bytes."""

from __future__ import annotations

import pytest

from mdgen.report.render import FORMATS, render_report
from report.made_up import SHOP


@pytest.mark.parametrize(("suffix", "start"), [(".md", "# "), (".json", "{"), (".HTML", "<!doc")])
def test_suffix(suffix: str, start: str) -> None:
    assert render_report([SHOP], suffix).startswith(start)


@pytest.mark.parametrize("suffix", [".txt", "", "html"])
def test_unknown_suffix_names_the_known(suffix: str) -> None:
    with pytest.raises(ValueError, match=r"\.md, \.json, \.html"):
        render_report([SHOP], suffix)


@pytest.mark.parametrize("suffix", FORMATS)
def test_same_graphs_same_text(suffix: str) -> None:
    text = render_report([SHOP], suffix)
    assert text == render_report([SHOP], suffix)
    assert text.endswith("\n")
