"""Pieces of Python source that carry their imports, and how a statement is broken over lines as black would break it."""

from __future__ import annotations

from typing import NamedTuple

from mdgen.record import record
from mdgen.writer.text import Printable, literal

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


@record
class Code:
    """An expression. `text` is its one-line form; `refs` are the ids of the definitions it names.

    `open`, `items`, `close` are its outermost brackets, by which it can be broken; a union has items without brackets. `bare` is the
    text inside the quotes of an expression that names what is defined further down.
    """

    text: str
    imports: frozenset[Import] = NO_IMPORTS
    refs: frozenset[str] = NO_REFS
    open: str = ""
    items: tuple[Code, ...] = ()
    close: str = ""
    bare: str = ""

    @property
    def printable(self) -> Printable:
        return Printable(self.text)

    @property
    def is_union(self) -> bool:
        return bool(self.items) and not self.open


def name(text: str, module: str = "", imported: str | None = None) -> Code:
    """A name, imported from `module` if one is given."""
    if not module:
        return Code(text)
    wanted = text.partition(".")[0] if imported is None else imported
    return Code(text, frozenset({Import(module, wanted)}))


NONE = Code("None")
_ANNOTATED = frozenset({Import("typing", "Annotated")})


def _merged(
    items: tuple[Code, ...], more: frozenset[Import]
) -> tuple[frozenset[Import], frozenset[str]]:
    imports = [item.imports for item in items if item.imports]
    refs = [item.refs for item in items if item.refs]
    return (
        more.union(*imports) if imports else more,
        (refs[0] if len(refs) == 1 else NO_REFS.union(*refs)) if refs else NO_REFS,
    )


def bracketed(
    start: str, items: tuple[Code, ...], close: str, imports: frozenset[Import] = NO_IMPORTS
) -> Code:
    """`start`, the items with commas, `close`: a subscript `list[…]` or a call `Field(…)`."""
    text = f"{start}{', '.join([item.text for item in items])}{close}"
    return Code(text, *_merged(items, imports), start, items, close)


def keyword(key: str, value: Code) -> Code:
    """A keyword argument."""
    start = f"{key}={value.open}" if value.items else ""
    return Code(f"{key}={value.text}", value.imports, value.refs, start, value.items, value.close)


def annotated(type_: Code, *metadata: Code) -> Code:
    """`Annotated[type, …]`, or the type itself without metadata."""
    return bracketed("Annotated[", (type_, *metadata), "]", _ANNOTATED) if metadata else type_


def _is_plain_union(code: Code) -> bool:
    return code.is_union or code.open == "Union["


def quoted(code: Code) -> Code:
    """The expression as a string, for what is defined further down; it has no quoted parts itself."""
    return Code(literal(code.text), code.imports, code.refs, bare=code.text)


# A string cannot be broken over lines, `Union[…]` can.
_LONGEST_QUOTED = 50
MAX_BARS = 200
"""How many members are joined by `|`: each nests what stands before it, which Python's compiler bears some thousand times."""
_UNION = frozenset({Import("typing", "Union")})


def union(items: tuple[Code, ...]) -> Code:
    """`A | B`. If one of them is quoted, the whole is, because a string has no `|`."""
    items = tuple(
        part for item in items for part in (item.items if _is_plain_union(item) else (item,))
    )
    distinct = tuple({item.text: item for item in items}.values())
    if len(distinct) == 1:
        return distinct[0]
    imports, refs = _merged(distinct, NO_IMPORTS)
    if len(distinct) > MAX_BARS:
        return bracketed("Union[", distinct, "]", _UNION)
    if any(item.bare for item in distinct):
        bare = " | ".join([item.bare or item.text for item in distinct])
        if len(bare) > _LONGEST_QUOTED:
            return bracketed("Union[", distinct, "]", _UNION)
        return Code(literal(bare), imports, refs, bare=bare)
    return Code(" | ".join([item.text for item in distinct]), imports, refs, items=distinct)


def _broken(code: Code, indent: int, before: str, after: str, out: list[str]) -> None:
    """Appends the lines of `before code after` at `indent`, as black breaks what stands inside brackets."""
    margin = " " * indent
    line = f"{margin}{before}{code.text}{after}"
    if len(line) <= WIDTH or not code.items:
        out.append(line)
        return
    if code.is_union:
        for item in code.items[:-1]:
            _broken(item, indent, before, "", out)
            before = "| "
        _broken(code.items[-1], indent, before, after, out)
        return
    out.append(f"{margin}{before}{code.open}")
    # a subscript with a comma after its only item would be a tuple
    comma = "" if len(code.items) == 1 and code.close == "]" else ","
    for item in code.items:
        _broken(item, indent + 4, "", comma, out)
    out.append(f"{margin}{code.close}{after}")


def statement(before: str, code: Code, after: str = "", indent: int = 0) -> str:
    """`before code after` as one statement, broken as black does if it is longer than a line. The first line isn't indented."""
    if indent + len(before) + len(code.text) + len(after) <= WIDTH:
        return f"{before}{code.text}{after}"
    margin, lines = " " * indent, list[str]()
    default = after.removeprefix(" = ")
    head = f"{before}{code.text} = ("
    if after and not (len(code.items) > 1 and code.open) and indent + len(head) <= WIDTH:
        # the default goes to a line of its own before the annotation is touched, unless a trailing comma holds that open
        return f"{head}\n{margin}    {default}\n{margin})"
    if code.items and not code.is_union:
        _broken(code, indent, before, after, lines)
    elif not code.items and after and indent + 4 + len(code.text) > WIDTH:
        room = WIDTH - indent - 4 - len(default)
        if room == 0:
            return f"{head}\n{margin}    {default}\n{margin})"
        return f"{before}{code.text} = ({default})" if room > 0 else f"{before}{code.text}{after}"
    elif code.items or _wants_parentheses(before, code.text, indent):
        lines.append(f"{before}(")
        _broken(code, indent + 4, "", "", lines)
        lines.append(f"{margin}){after}")
    else:
        return f"{before}{code.text}{after}"
    return "\n".join(lines).lstrip()


def _wants_parentheses(before: str, atom: str, indent: int) -> bool:
    """What would not fit on a line of its own either stays where it is, except a name that is assigned."""
    is_assigned_name = before.endswith("= ") and atom[0] not in "\"'"
    return is_assigned_name or indent + 4 + len(atom) <= WIDTH


def alias_statement(name: str, code: Code) -> str:
    """`name: TypeAlias = code`; a name that leaves no room for the first bracket makes black break elsewhere."""
    before = f"{name}: TypeAlias = "
    if len(before) + len(code.text) <= WIDTH or len(before) + len(code.open or "(") <= WIDTH:
        return statement(before, code)
    lines: list[str] = []
    if len(before) < WIDTH:
        _broken(code, 4, "", "", lines)
        return "\n".join([f"{before}(", *lines, ")"])
    start = f"{name}: (\n    TypeAlias\n) = "
    if not code.items:
        return f"{start}{code.text}"
    if len(f"{name}: (") <= WIDTH:
        if not code.is_union:
            return f"{name}: (\n    TypeAlias\n{statement(') = ', code)}"
        if len(f") = ({code.text})") <= WIDTH:
            return f"{start}({code.text})"
    if code.is_union:
        _broken(code, 4, "", "", lines)
        return "\n".join([f"{start}(", *lines, ")"])
    for item in code.items:
        _broken(item, 4, "", "," if len(code.items) > 1 or code.close != "]" else "", lines)
    return "\n".join([f"{start}{code.open}", *lines, code.close])


def class_head(name: str, base: str) -> str:
    """What stands between the parentheses of `class name(…):`."""
    return base if len(f"class {name}({base}):") <= WIDTH else f"\n    {base}\n"
