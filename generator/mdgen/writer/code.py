"""Pieces of Python source that carry their imports, and how a statement is broken over lines as black would break it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from mdgen.writer.text import Printable

WIDTH = 88
"""black's line length in the generated package."""

RUNTIME = "<runtime>"
"""Stands for the package's own base module in `Import.module`; `Import.name` may be `module:name` for another runtime module."""


class Import(NamedTuple):
    """`from module import name`; an empty name is `import module` with `datetime` known as `dt`."""

    module: str
    name: str


NO_IMPORTS: frozenset[Import] = frozenset()
NO_REFS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Code:
    """An expression. `text` is its one-line form; `refs` are the ids of the definitions it names.

    `open`, `items`, `close` are its outermost brackets, by which it can be broken; `joint` is what stands between items on one line.
    """

    text: str
    imports: frozenset[Import] = NO_IMPORTS
    refs: frozenset[str] = NO_REFS
    open: str = ""
    items: tuple[Code, ...] = ()
    close: str = ""
    joint: str = ", "

    @property
    def printable(self) -> Printable:
        return Printable(self.text)

    @property
    def is_forward(self) -> bool:
        """Whether it is a quoted name, which `|` cannot join."""
        return self.text.startswith('"')


def name(text: str, module: str = "", imported: str | None = None) -> Code:
    """A name, imported from `module` if one is given."""
    if not module:
        return Code(text)
    wanted = text.partition(".")[0] if imported is None else imported
    return Code(text, frozenset({Import(module, wanted)}))


def _merged(
    items: Iterable[Code], more: frozenset[Import]
) -> tuple[frozenset[Import], frozenset[str]]:
    imports, refs = more, NO_REFS
    for item in items:
        if item.imports:
            imports = imports | item.imports if imports else item.imports
        if item.refs:
            refs = refs | item.refs if refs else item.refs
    return imports, refs


def bracketed(
    start: str, items: tuple[Code, ...], close: str, imports: frozenset[Import] = NO_IMPORTS
) -> Code:
    """`start`, the items with commas, `close`: a subscript `list[…]` or a call `Field(…)`."""
    text = f"{start}{', '.join([item.text for item in items])}{close}"
    return Code(text, *_merged(items, imports), start, items, close)


def keyword(key: str, value: Code) -> Code:
    """A keyword argument."""
    return Code(
        f"{key}={value.text}",
        value.imports,
        value.refs,
        f"{key}={value.open}" if value.items else "",
        value.items,
        value.close,
        value.joint,
    )


_UNION = frozenset({Import("typing", "Union")})


def union(items: tuple[Code, ...]) -> Code:
    """`A | B`; quoted names are quoted together, or joined by `Union[…]`, because a string has no `|`."""
    distinct = tuple({item.text: item for item in items}.values())
    if len(distinct) == 1:
        return distinct[0]
    text = " | ".join([item.text for item in distinct])
    if any(item.is_forward for item in distinct):
        bare = " | ".join([item.text[1:-1] if item.is_forward else item.text for item in distinct])
        if '"' in bare or len(bare) > 50:
            return bracketed("Union[", distinct, "]", _UNION)
        return Code(f'"{bare}"', *_merged(distinct, NO_IMPORTS))
    return Code(text, *_merged(distinct, NO_IMPORTS), "Union[", distinct, "]", " | ")


def _broken(code: Code, indent: int, before: str, after: str, out: list[str]) -> frozenset[Import]:
    """Appends the lines of `before code after` at `indent`; returns the imports that breaking it adds."""
    line = f"{before}{code.text}{after}"
    if indent + len(line) <= WIDTH or not code.items:
        out.append(" " * indent + line)
        return NO_IMPORTS
    added = _UNION if code.joint != ", " else NO_IMPORTS
    out.append(f"{' ' * indent}{before}{code.open}")
    # a subscript with a comma after its only item would be a tuple
    comma = "" if len(code.items) == 1 and code.close == "]" else ","
    for item in code.items:
        added |= _broken(item, indent + 4, "", comma, out)
    out.append(f"{' ' * indent}{code.close}{after}")
    return added


def statement(
    before: str, code: Code, after: str = "", indent: int = 0
) -> tuple[str, frozenset[Import]]:
    """`before code after` as one statement, broken if it is longer than a line, and all its imports. The first line isn't indented."""
    if indent + len(before) + len(code.text) + len(after) <= WIDTH:
        return f"{before}{code.text}{after}", code.imports
    lines: list[str] = []
    added = _broken(code, indent, before, after, lines)
    return "\n".join(lines).lstrip(), code.imports | added
