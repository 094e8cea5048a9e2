"""The report in the format that a file's suffix names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from mdgen.ir.graph import TypeGraph
from mdgen.report.html import report_html
from mdgen.report.json import report_json
from mdgen.report.markdown import report_markdown

FORMATS: Mapping[str, Callable[[Sequence[TypeGraph]], str]] = MappingProxyType(
    {".md": report_markdown, ".json": report_json, ".html": report_html}
)


def check_suffix(suffix: str) -> None:
    """ValueError, which names the known suffixes, for one of no format."""
    if suffix.lower() not in FORMATS:
        known = ", ".join(FORMATS)
        raise ValueError(f"a report is a {known} file, not {suffix or 'one without a suffix'}")


def render_report(graphs: Sequence[TypeGraph], suffix: str) -> str:
    """The report about the graphs, which have been through all passes; ValueError names the known suffixes."""
    check_suffix(suffix)
    return FORMATS[suffix.lower()](graphs)
