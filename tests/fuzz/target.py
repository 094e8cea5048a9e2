"""What is fuzzed: everything that reads text of documents, in one process, from bytes to formatted modules.

`check(data)` raises if a law is broken. The first byte says which part is looked at, the second which language; the rest is the text.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable

from mdgen.diagnostics import printable
from mdgen.ir.cells import cell_examples, cell_value
from mdgen.ir.evidence import NullSilence
from mdgen.ir.graph import TypeGraph
from mdgen.markdown.parser import parse_page, parse_page_whole
from mdgen.markdown.source import NotTextError, decode
from mdgen.options import ResolveOptions, WriteOptions
from mdgen.pipeline import finish_files, resolve, write
from mdgen.reader.definition import read_page
from mdgen.reader.detect import detect
from mdgen.reader.dialect import Dialect, dialects
from mdgen.reader.literals import read_block
from mdgen.reader.notation import NotationError, read_plain, read_type
from mdgen.reader.operations import read_labels, read_snippets
from mdgen.reader.tokens import LiteralError

DIALECTS = tuple(dialects().values())
SPLIT = "\n=====\n"
"""Between the pages of one input."""


def check(data: bytes) -> None:
    """Raises if the input breaks a law; anything raised that is no `AssertionError` is a traceback that a user would see."""
    if len(data) < 2:
        return
    try:
        text = decode(data[2:])
    except NotTextError:
        return
    PARTS[data[0] % len(PARTS)](text, DIALECTS[data[1] % len(DIALECTS)])


def check_notation(text: str, dialect: Dialect) -> None:
    for read in (read_type, read_plain):
        with contextlib.suppress(NotationError):
            assert read(text, dialect) == read(text, dialect)


def check_example(text: str, dialect: Dialect) -> None:
    with contextlib.suppress(LiteralError):
        read_block(text)
    for example in cell_examples(text):
        cell_value(example)
    read_snippets(text)
    read_labels(text, "docs/sdks/a/README", dialect)


def check_page(text: str, dialect: Dialect) -> None:
    """The parser's shortcuts change nothing, and the page is read."""
    page = parse_page("docs/models/a.md", text)
    assert page == parse_page_whole("docs/models/a.md", text)
    detect({"models/a": page})
    for found in read_page(page, "models/a", dialect).diagnostics:
        assert printable(found.message).isprintable()


def check_package(text: str, dialect: Dialect) -> None:
    """Pages become modules that pass the gate, the same in both runs."""
    definitions = {}
    for number, part in enumerate(text.split(SPLIT)[:6]):
        id_ = f"models/page{number}"
        read = read_page(parse_page(f"docs/{id_}.md", part), id_, dialect)
        if read.value is not None:
            definitions[id_] = read.value
    graph = TypeGraph(
        definitions, dialect.name, "", silence=NullSilence.probed(dialect.null_is_silent)
    )
    resolved = resolve(graph, ResolveOptions()).value
    for target in ("pydantic", "dataclass"):
        files = finish_files(write([resolved], WriteOptions(target=target)).value)
        for path, file in files.items():
            if path.endswith((".py", ".pyi")):
                compile(file.text, path, "exec", dont_inherit=True)


PARTS: tuple[Callable[[str, Dialect], None], ...] = (
    check_notation,
    check_example,
    check_page,
    check_package,
)
