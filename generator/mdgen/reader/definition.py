"""What a page defines: exactly one definition, or a diagnostic that says why there is none."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mdgen.diagnostics import Checked, Code, Diagnostic, Position
from mdgen.ir.definitions import Alias, Aspect, Choice, Claim, Definition, Enum, Model, Role, Source
from mdgen.ir.types import ANY
from mdgen.ir.values import Example
from mdgen.markdown.page import Fence, Page, Section, Table
from mdgen.markdown.scan import is_model_folder
from mdgen.reader.choices import read_options
from mdgen.reader.description import Prose, read_page_prose
from mdgen.reader.dialect import Dialect
from mdgen.reader.enums import read_values
from mdgen.reader.examples import read_fence
from mdgen.reader.fields import is_fields_table, read_fields
from mdgen.reader.roles import find_role, without_transport
from mdgen.record import record

EXAMPLE_SECTION = "Example Usage"
KIND_SECTIONS = ("Fields", "Values", "Supported Types")

_RETRY_HEADER = ("Name", "Type", "Description")
_TITLE = re.compile(r"(~~)?(.+?)(~~)?")
_UNNAMED = "Unnamed"
_FENCE_ENDS = ("```", "~~~")


@record
class _Parts:
    """A page taken apart: what it is called, what it says in prose, its deciding section, those after it and its examples."""

    page: Page
    id: str
    name: str
    prose: Prose
    section: Section
    following: tuple[Section, ...]
    usage: tuple[Fence, ...]
    dialect: Dialect

    @property
    def at(self) -> Position:
        return Position(self.page.path, self.page.line)


def read_page(page: Page, id: str, dialect: Dialect) -> Checked[Definition | None]:
    """The definition of a page, whose id is its path below the SDK root without suffix; None has a diagnostic. Never raises."""
    left_out = _why_left_out(page, id)
    if left_out:
        message = f"{left_out}; the page is left out"
        return Checked(None, (Diagnostic(Code.LEFT_OUT, Position(page.path, page.line), message),))
    name, struck, diagnostics = _read_title(page, id)
    deciding = _deciding_section(page.sections)
    if deciding is None:
        return _without_section(page, id, name, struck, diagnostics, dialect)
    diagnostics += _odd_structure(page, deciding)
    first = deciding
    usage: tuple[Fence, ...] = ()
    if deciding > 0 and page.sections[deciding - 1].heading == EXAMPLE_SECTION:
        first = deciding - 1
        usage = tuple(b for b in page.sections[first].blocks if isinstance(b, Fence))
    prose = _read_prose(page, page.sections[:first], struck)
    section = page.sections[deciding]
    following = page.sections[deciding + 1 :]
    parts = _Parts(page, id, name, prose, section, following, usage, dialect)
    match section.heading:
        case "Fields":
            read = _read_model(parts)
        case "Values":
            read = _read_enum(parts)
        case _:
            read = _read_choice(parts)
    return Checked(read.value, (*diagnostics, *read.diagnostics)) if diagnostics else read


def _deciding_section(sections: tuple[Section, ...]) -> int | None:
    """The last section that the docs' generator can have made; descriptions come first and can have any heading."""
    for index in range(len(sections) - 1, -1, -1):
        if sections[index].heading in KIND_SECTIONS:
            return index
    return None


def _odd_structure(page: Page, deciding: int) -> tuple[Diagnostic, ...]:
    """What no generated page has: more than one section that defines something, a fence that nothing closes."""
    found = []
    chosen, last = page.sections[deciding], page.sections[-1]
    for section in page.sections[:deciding]:
        if section.heading in KIND_SECTIONS:
            message = f"'## {section.heading}' is taken as prose, for '## {chosen.heading}' in line {chosen.line} says what the page defines"
            found.append(
                Diagnostic(Code.SEVERAL_SECTIONS, Position(page.path, section.line), message)
            )
    block = last.blocks[-1] if last.blocks else None
    if isinstance(block, Fence) and last.source.rstrip()[-3:] not in _FENCE_ENDS:
        message = "nothing closes this code block, so all that follows is code"
        found.append(Diagnostic(Code.OPEN_FENCE, Position(page.path, block.line), message))
    return tuple(found)


def _why_left_out(page: Page, id_: str) -> str:
    """What a page is that defines no data, "" if it does."""
    folder = id_.rpartition("/")[0].lower()
    last = folder.rpartition("/")[2]
    if last == "utils":
        return "it describes a helper of the SDK"
    if last == "types" and "models" not in folder.split("/"):
        return "it describes a helper type of the SDK"
    if not page.sections and page.title.strip() and not _read_title(page, id_)[0].isidentifier():
        # A type is called by one word, and the page of a union that older generators leave empty is.
        return "its title is no name of a type, and it has no sections"
    headings = [section.heading for section in page.sections]
    if "Options" in (page.title, *headings[:1]) and _deciding_section(page.sections) is None:
        return "it lists call options"
    tables = [
        block for section in page.sections for block in section.blocks if type(block) is Table
    ]
    is_retry = any(table.header[:3] == _RETRY_HEADER for table in tables)
    if is_retry and not any(is_fields_table(table) for table in tables):
        return "it describes retries"
    return ""


def _read_title(page: Page, id_: str) -> tuple[str, bool, tuple[Diagnostic, ...]]:
    """The name, whether it is struck through, and what is wrong with it."""
    title = page.title.strip()
    if title.isidentifier():
        return title, False, ()
    match = _TITLE.fullmatch(title)
    name = match[2].strip().strip("`").strip() if match else ""
    if name:
        return name, match is not None and match[1] is not None, ()
    name = id_.rpartition("/")[2] or _UNNAMED
    message = f"the page has no title; its file's name is taken: {name!r}"
    return name, False, (Diagnostic(Code.NO_TITLE, Position(page.path, page.line), message),)


def _read_prose(page: Page, sections: Iterable[Section], struck: bool) -> Prose:
    prose = read_page_prose(page.intro, sections)
    return Prose(prose.text, "") if struck and prose.deprecated is None else prose


def _without_section(
    page: Page,
    id_: str,
    name: str,
    struck: bool,
    diagnostics: tuple[Diagnostic, ...],
    dialect: Dialect,
) -> Checked[Definition | None]:
    at = Position(page.path, page.line)
    # Elsewhere, a page of prose is only that.
    folders = tuple(id_.split("/")[:-1])
    is_model = is_model_folder(folders)
    is_union = (is_model and dialect.habits.sectionless_unions) or (
        (is_model or not folders) and _is_bare(page, id_)
    )
    if is_union and page.title and name.isidentifier():
        prose = _read_prose(page, page.sections, struck)
        union = Choice(id_, name, at, (), description=prose.text, deprecated=prose.deprecated)
        return Checked(union, diagnostics)
    expected = ", ".join(f"'## {heading}'" for heading in KIND_SECTIONS)
    message = f"the page defines nothing: none of {expected}; is it a model page?"
    return Checked(None, (*diagnostics, Diagnostic(Code.NO_SECTION, at, message)))


def _is_bare(page: Page, id_: str) -> bool:
    """Whether a page is called like its file and says nothing in sections: older generators list the variants of a union in no language."""
    file = id_.rpartition("/")[2].rstrip("_")
    return page.title.isidentifier() and page.title.lower() == file.lower() and not page.sections


def _read_model(parts: _Parts) -> Checked[Definition | None]:
    tables = [block for block in parts.section.blocks if isinstance(block, Table)]
    table = next(filter(is_fields_table, tables), None)
    if table is None:
        message = "no table with the columns Field, Type, Required below '## Fields'; the model is taken as any"
        return _unread(parts, message)
    rows = read_fields(table, parts.page.path, parts.dialect)
    examples = _read_usage(parts)
    role = find_role(parts.id, parts.name, rows.fields)
    model = Model(
        parts.id,
        parts.name,
        parts.at,
        without_transport(rows.fields) if role is Role.ERROR else rows.fields,
        parts.prose.text,
        parts.prose.deprecated,
        rows.extra,
        role,
        examples.value,
    )
    return Checked(model, (*rows.diagnostics, *examples.diagnostics))


def _read_enum(parts: _Parts) -> Checked[Definition | None]:
    examples = _read_usage(parts)
    values = read_values(parts.section, parts.usage, examples.value, parts.page.path)
    diagnostics = (*values.diagnostics, *examples.diagnostics)
    if not values.members:
        unread = _unread(parts, "no values below '## Values'; the enum is taken as any")
        return Checked(unread.value, (*diagnostics, *unread.diagnostics))
    if values.wider is not None:
        claim = Claim(Aspect.TYPE, Source.ASSUMED, "not every value of the page was read")
        alias = Alias(
            parts.id,
            parts.name,
            parts.at,
            values.wider,
            parts.prose.text,
            parts.prose.deprecated,
            claims=(claim,),
        )
        return Checked(alias, diagnostics)
    enum = Enum(
        parts.id,
        parts.name,
        parts.at,
        values.members,
        values.open,
        parts.prose.text,
        parts.prose.deprecated,
        examples.value,
        values.claims,
    )
    return Checked(enum, diagnostics)


def _read_choice(parts: _Parts) -> Checked[Definition | None]:
    union = read_options(parts.section, parts.following, parts.page.path, parts.dialect)
    choice = Choice(
        parts.id,
        parts.name,
        parts.at,
        union.options,
        union.open,
        union.presumed,
        description=parts.prose.text,
        deprecated=parts.prose.deprecated,
    )
    return Checked(choice, union.diagnostics)


def _read_usage(parts: _Parts) -> Checked[tuple[Example, ...]]:
    examples: tuple[Example, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    for fence in parts.usage:
        read = read_fence(fence, parts.page.path, parts.dialect)
        examples += read.value
        diagnostics += read.diagnostics
    return Checked(examples, diagnostics)


def _unread(parts: _Parts, message: str) -> Checked[Definition | None]:
    """A page of which only the kind is known still has a name that others refer to."""
    at = Position(parts.page.path, parts.section.line)
    alias = Alias(
        parts.id,
        parts.name,
        parts.at,
        ANY,
        parts.prose.text,
        parts.prose.deprecated,
        claims=(Claim(Aspect.TYPE, Source.ASSUMED, "the page was not read"),),
    )
    return Checked(alias, (Diagnostic(Code.BROKEN_TABLE, at, message),))
