"""The gate: the only ways in which text of a document becomes Python source.

A value goes through `literal`, a name through `identifier`, a remark through `comment`, prose through `docstring`. All return `Printable`, and
templates refuse to print anything else, so that a new template cannot forget.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from keyword import iskeyword

from mdgen.diagnostics import escaped, is_visible, printable


class Printable(str):
    """Text that is Python source by construction; a template prints nothing else."""

    __slots__ = ()


_COOKIE = re.compile(r"coding([:=])")


@lru_cache(maxsize=8192)
def _string(value: str) -> Printable:
    body = printable(value.replace("\\", "\\\\"))
    # black prefers double quotes unless single ones need fewer escapes
    if body.count('"') > body.count("'"):
        return Printable("'" + body.replace("'", "\\'") + "'")
    return Printable('"' + body.replace('"', '\\"') + '"')


def literal(value: str | int | bool | None) -> Printable:
    """The Python literal of a value: a string in double quotes with everything invisible escaped, an integer, a boolean or None."""
    if isinstance(value, str):
        return _string(value)
    return Printable(repr(value))


def identifier(name: str) -> Printable:
    """The name itself, if it is an identifier that means the same after NFKC and is no keyword; anything else is a fault of ours."""
    if not name.isidentifier() or iskeyword(name) or unicodedata.normalize("NFKC", name) != name:
        raise ValueError(f"not an identifier: {name!r}")
    return Printable(name)


def comment(text: str) -> Printable:
    """One comment line. `#` is escaped so that no document can speak to tools (`# noqa`, `# fmt: off`), and what would declare the module's
    encoding (PEP 263), for then its bytes would mean something else."""
    shown = printable(" ".join(text.split(" "))).replace("#", "\\x23").strip()
    shown = (
        _COOKIE.sub(lambda found: "coding" + escaped(found[1]), shown)
        if "coding" in shown
        else shown
    )
    return Printable(f"# {shown}" if shown else "#")


def _docstring_line(line: str) -> str:
    # A presentation selector after a symbol only picks an emoji's style
    kept = re.sub(r"(?<=[^\w\s])\ufe0f", "\ue000", line.replace("\ue000", "\\ue000"))
    shown = "".join(
        c if c == "\ue000" or is_visible(c) else ("    " if c == "\t" else escaped(c)) for c in kept
    )
    return shown.replace("\ue000", "\ufe0f").rstrip()


def _dedented(lines: list[str]) -> list[str]:
    """The lines without the indentation that all but the first have in common, as black leaves them."""
    others = [len(line) - len(line.lstrip(" ")) for line in lines[1:] if line]
    margin = min(others, default=0)
    return [lines[0].lstrip(), *(line[margin:] for line in lines[1:])]


@lru_cache(maxsize=65536)
def docstring(lines: tuple[str, ...], indent: int = 4) -> Printable:
    """The docstring of some lines of prose, which are wrapped already; the first line has no indentation, the others get `indent`.

    Backslashes are doubled, quotes cannot end it, and characters that cannot be seen are shown as escape sequences of themselves (the
    docstring's value then contains the escape sequence, not the character).
    """
    safe = []
    for line in lines:
        line = line.replace("\\", "\\\\")
        if not (line.isascii() and line.isprintable()):
            line = _docstring_line(line)
        safe.append(line.replace('"""', '\\"\\"\\"').rstrip())
    while safe and not safe[-1]:
        safe.pop()
    while safe and not safe[0]:
        safe.pop(0)
    if not safe:
        return Printable("")
    safe = _dedented(safe)
    first = safe[0]
    start = f'""" {first}' if first[0] == '"' else f'"""{first}'
    if len(safe) == 1:
        return Printable(f'{start} """' if first[-1] == '"' else f'{start}"""')
    margin = " " * indent
    body = "".join(f"\n{margin}{line}" if line else "\n" for line in safe[1:])
    return Printable(f'{start}{body}\n{margin}"""')
