"""Prose of pages and cells."""

from __future__ import annotations

import pytest

from mdgen.markdown.page import Section
from mdgen.reader.description import Prose, read_cell_prose, read_page_prose


@pytest.mark.parametrize(
    ("intro", "expected"),
    [
        ("", Prose("")),
        ("\nOne.\n\n\n\nTwo.\n", Prose("One.\n\nTwo.")),
        ("- a\n- b", Prose("- a\n- b")),
        ("> :warning: **DEPRECATED**: Gone.", Prose("", "Gone.")),
        ("One.\n\n> :warning: **DEPRECATED**: Gone.\n", Prose("One.", "Gone.")),
        ("> :warning: **DEPRECATED**: Gone.\n\nOne.", Prose("One.", "Gone.")),
        ("> :warning: **DEPRECATED**: ", Prose("", "")),
        ("Not > :warning: **DEPRECATED**: x", Prose("Not > :warning: **DEPRECATED**: x")),
    ],
)
def test_intro(intro: str, expected: Prose) -> None:
    assert read_page_prose(intro, ()) == expected


def test_sections_of_the_description_are_kept() -> None:
    section = Section("Details", 5, "\nMuch.\n\n> :warning: **DEPRECATED**: Gone.\n\n", ())
    assert read_page_prose("One.\n", [section]) == Prose("One.\n\n## Details\n\nMuch.", "Gone.")


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("A street.", "A street."),
        ("N/A", ""),
        ("  ", ""),
        ("-", ""),
        ("—", ""),
        ("n/a", ""),
        ("One.<br/>Two.", "One.\nTwo."),
        ("One.<br /><BR>Two.", "One.\n\nTwo."),
        ("One.<br >Two.", "One.\nTwo."),
        ("One.<br/><br/><br/><br/>Two.", "One.\n\nTwo."),
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\u2028b\x0cc", "a\nb\nc"),
        ("keeps <b>tags</b>", "keeps <b>tags</b>"),
        ("**Bad**\\<br/>When<br/>", "**Bad**\nWhen"),
        ("One\\\nTwo.", "One\nTwo."),
        ("One\\\\<br/>Two.", "One\\\\\nTwo."),
        ("One\\\\\\\nTwo.", "One\\\\\nTwo."),
        ("```\nrm \\\n  x\n```", "```\nrm \\\n  x\n```"),
    ],
)
def test_pages_and_cells_are_cleaned_alike(text: str, clean: str) -> None:
    assert read_page_prose(text, ()) == read_cell_prose(text) == Prose(clean)
    banner = "> :warning: **DEPRECATED**: Gone.\n\n"
    assert read_page_prose(banner + text, ()) == Prose(clean, "Gone.")
    banner = ": warning: ** DEPRECATED **: Gone.<BR >  <br />"
    assert read_cell_prose(banner + text) == Prose(clean, "Gone.")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("N/A", Prose("")),
        ("", Prose("")),
        (": warning: ** DEPRECATED **: Gone.", Prose("", "Gone.")),
        (": warning: ** DEPRECATED **: Gone.<br />  <br />One.", Prose("One.", "Gone.")),
        ("a<br/><br/>- b<br>- c", Prose("a\n\n- b\n- c")),
    ],
)
def test_cell(cell: str, expected: Prose) -> None:
    assert read_cell_prose(cell) == expected
