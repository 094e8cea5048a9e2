"""Operation pages, as far as they say what model pages don't: how the API spells its names, in the comments above usage snippets, and what unions
hold, in the labels of links to their pages."""

from __future__ import annotations

import re
from posixpath import dirname

from mdgen.ir.evidence import Label, Snippet
from mdgen.ir.types import Unresolved, walk
from mdgen.markdown.table import split_row
from mdgen.reader.dialect import Dialect
from mdgen.reader.notation import NotationError, read_type
from mdgen.reader.vocabulary import Shape

_COMMENT = re.compile(r"<!-- UsageSnippet ((?:[\w-]+=\"[^\"\n]*\" ?)*)")
_ATTRIBUTE = re.compile(r"(?<![\w-])([\w-]++)=\"([^\"\n]*)\"")


def read_snippets(text: str) -> tuple[Snippet, ...]:
    """The operations that a page names, once each, in the order of their appearance.

    A comment reads `<!-- UsageSnippet language="…" operationID="…" method="get" path="/v1/links/{linkId}" -->`; one without an
    operation or a path says nothing.
    """
    found: dict[Snippet, None] = {}
    for comment in _COMMENT.finditer(text):
        attributes = dict(_ATTRIBUTE.findall(comment.group(1)))
        operation, path = attributes.get("operationID", ""), attributes.get("path", "")
        if operation and path:
            found[Snippet(operation, attributes.get("method", ""), path)] = None
    return tuple(found)


def read_labels(text: str, id_: str, dialect: Dialect) -> tuple[Label, ...]:
    """The links of Parameters tables and Response lines whose labels spell unions, where only labels do (Ruby).

    They look like `| `request` | [T.any(A, B)](../../models/operations/x.md) | … |` and `**[T.any(A, B)](../../models/operations/y.md)**`.
    """
    if not dialect.habits.sectionless_unions:
        return ()
    unions = [f"{name}(" for name, made in dialect.constructors.items() if made is Shape.UNION]
    if not any(union in text for union in unions):
        return ()
    found: dict[Label, None] = {}
    for line in text.split("\n"):
        if not any(union in line for union in unions):
            continue
        for cell in split_row(line)[1:2] if line.startswith("|") else (line.strip(),):
            for reference in _spelling(cell.replace("\\|", "|").strip("*"), dialect):
                found[Label(dirname(id_), reference)] = None
    return tuple(found)


def _spelling(cell: str, dialect: Dialect) -> tuple[Unresolved, ...]:
    """The references of a type cell whose labels spell what the page holds."""
    if "](" not in cell:
        return ()
    try:
        type_ = read_type(cell, dialect).type
    except NotationError:
        # A finding would not help: nobody looks for types on these pages.
        return ()
    parts = (part for part in walk(type_) if isinstance(part, Unresolved))
    return tuple(part for part in parts if part.spelled is not None and part.href)
