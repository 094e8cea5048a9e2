"""Made-up pages for the reader's tests."""

from __future__ import annotations

from mdgen.diagnostics import Checked, Code
from mdgen.ir.definitions import Definition
from mdgen.markdown.page import Page
from mdgen.markdown.parser import parse_page
from mdgen.reader.definition import read_page
from mdgen.reader.dialect import dialects

FILE_PREFIX = "docs/"


def page_of(text: str, id_: str = "models/components/boat") -> Page:
    """The page of a text at the place that its id names."""
    return parse_page(f"{FILE_PREFIX}{id_}.md", text)


def read(
    text: str, dialect: str = "typescript", id_: str = "models/components/boat"
) -> Checked[Definition | None]:
    return read_page(page_of(text, id_), id_, dialects()[dialect])


def codes(checked: Checked[Definition | None]) -> list[Code]:
    return [diagnostic.code for diagnostic in checked.diagnostics]


def fields_page(*rows: str, title: str = "Boat", example: bool = False, before: str = "") -> str:
    """A page with one table of fields; a row is its cells, joined by `|`."""
    header = "| Field | Type | Required | Description |" + (" Example |" if example else "")
    delimiter = "| --- | --- | --- | --- |" + (" --- |" if example else "")
    lines = [header, delimiter, *(f"| {row} |" for row in rows)]
    return f"# {title}\n\n{before}\n\n## Fields\n\n" + "\n".join(lines) + "\n"
