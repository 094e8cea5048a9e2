"""Operation pages, as far as they say how the API spells its names: the comments above their usage snippets."""

from __future__ import annotations

import re

from mdgen.ir.evidence import Snippet

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
