"""What pages of models look like in a folder whose name doesn't say that it holds models."""

from __future__ import annotations

import re

from mdgen.markdown.files import SourceFile
from mdgen.markdown.source import read_source

# The sections that the docs' generator makes, with what it begins them with: prose can have headings of the same words.
_SECTION = re.compile(
    r"""
    ^\#\#[ ]+ (?:
      Fields[ ]*\n+\|[ ]*Field[ ]*\|[ ]*Type[ ]*\|[ ]*Required[ ]*\|
    | Values[ ]*\n+ (?:This[ ]is[ ]an[ ]open[ ]enum\.[^\n]*\n+)?
      (?: \|[ ]*Name[ ]*\|[ ]*Value[ ]*\| | [-*][ ]`["'\d-] | ```[a-z]*\n[ ]*(?:\|[ ]*)?["'\d-] )
    | Supported[ ]Types[ ]*\n+\#\#\#(?:[ ]|\n)
    )""",
    re.MULTILINE | re.VERBOSE,
)


def defines_model(file: SourceFile) -> bool:
    """Whether a page has a generated section; one that can't be read has none."""
    source = read_source(file).value
    return source is not None and _SECTION.search(source.text) is not None
