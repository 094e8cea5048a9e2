"""Example Usage blocks: documented instances in the notation of the docs' language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mdgen.diagnostics import Checked, Code, Diagnostic, Position
from mdgen.ir.values import EnumMember, Example, Opaque, Value
from mdgen.markdown.page import Fence
from mdgen.reader.dialect import Dialect, dialects
from mdgen.reader.literals import read_block
from mdgen.reader.tokens import LiteralError

MAX_LENGTH = 500_000
"""Characters of a block; the longest that is known has 12,000."""

# `value = X.MEMBER`, `value: X = "a"`, `value := ns.XMember`, `X value = X.MEMBER;`, `var value = X.Member;`, `value = X::MEMBER`.
_ASSIGNMENT = re.compile(
    r"^(?!from\b|import\b|using\b|require\b|package\b|#|//)[ \t]*(?:[\w.:\\<>$]+[ \t]+)?\$?\w+[ \t]*(?::[^=\n]*)?:?=[ \t\n]*+(?P<value>[^\n;]++);?[ \t]*+$",
    re.MULTILINE,
)
_PATH = re.compile(r"\\?[^\W\d]\w*(?:(?:\.|::|\\)[^\W\d]\w*)*")
_SEPARATOR = re.compile(r"\.|::|\\")


def read_fence(fence: Fence, path: str, dialect: Dialect) -> Checked[tuple[Example, ...]]:
    """The instances that a block shows, none if it has comments only; a block that is not understood is a note."""
    if len(fence.text) > MAX_LENGTH:
        message = f"the example is ignored: longer than {MAX_LENGTH:,} characters"
        at = Position(path, fence.line)
        return Checked((), (Diagnostic(Code.UNREAD_EXAMPLE, at, message),))
    if not _shows_literals(fence, dialect):
        return Checked(tuple(_assigned(fence)))
    try:
        block = read_block(fence.text)
    except LiteralError as error:
        at = Position(path, fence.line + error.line)
        return Checked(
            (), (Diagnostic(Code.UNREAD_EXAMPLE, at, f"the example is ignored: {error}"),)
        )
    examples = tuple(
        Example(statement.value, fence.line + statement.line) for statement in block.statements
    )
    if not block.repeated:
        return Checked(examples)
    keys = ", ".join(repr(key) for key in block.repeated[:3])
    message = f"a key stands twice in an object of the example, its last value counts: {keys}"
    return Checked(
        examples, (Diagnostic(Code.UNREAD_EXAMPLE, Position(path, fence.line), message),)
    )


def _shows_literals(fence: Fence, dialect: Dialect) -> bool:
    words = fence.info.lower().split(maxsplit=1)
    if not words:
        return bool(dialect.literal_fences)
    return words[0] in dialect.literal_fences or any(
        words[0] in other.literal_fences for other in dialects().values()
    )


def _assigned(fence: Fence) -> Iterator[Example]:
    """Values of enum examples, which are all that the docs of other languages show."""
    at, line = 0, fence.line + 1
    for match in _ASSIGNMENT.finditer(fence.text):
        line += fence.text.count("\n", at, match.start())
        at = match.start()
        value = _enum_value(match["value"].strip())
        if value is not None:
            yield Example(value, line)


def _enum_value(text: str) -> Value:
    """A member's path or a literal; None for anything else, such as a call."""
    if _PATH.fullmatch(text):
        parts = [part for part in _SEPARATOR.split(text) if part]
        return EnumMember(parts[-2], parts[-1]) if len(parts) > 1 else None
    try:
        statements = read_block(f"value = {text};").statements
    except LiteralError:
        return None
    value = statements[0].value if len(statements) == 1 else None
    return None if isinstance(value, Opaque) else value
