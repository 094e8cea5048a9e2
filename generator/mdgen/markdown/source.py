"""A page's text from a file: untrusted bytes in, lines that Markdown can count out."""

from __future__ import annotations

import os
import re
import stat

from mdgen.diagnostics import Checked, Code, Diagnostic, Position
from mdgen.markdown.files import SourceFile
from mdgen.markdown.mdx import without_escapes
from mdgen.record import record

# More than twice the largest page that is known (1.7 MB, nearly all of it table padding). What fills it, however small, is read within seconds.
MAX_BYTES = 4 * 1024 * 1024
# The block parser keeps five numbers for each line, however short.
MAX_LINES = 200_000

_MDX = ".mdx"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
# Only what begins like YAML is front matter: a page may also begin with a rule of three dashes.
_FRONT_MATTER = re.compile(
    r"---[ \t]*\n(?=[ \t\n]*(?:#[^\n]*\n\s*)?[A-Za-z_][\w.-]*[ \t]*:(?:[ \t]|\n))"
)
_FRONT_MATTER_END = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
_FRONT_TITLE = re.compile(r"^title[ \t]*:[ \t]*([^\n]*)", re.MULTILINE)

# Not blocking on a FIFO, not following a link put there after the scan; both flags are missing on some systems.
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


@record
class Source:
    """A page as decoded text, the lines of which are the file's lines. `path` and `id` are those of the `SourceFile`, `data` is what was
    read."""

    path: str
    id: str
    text: str
    data: bytes


class NotTextError(ValueError):
    """Bytes that aren't UTF-8 text; `line` counts from 1."""

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.line = line


def read_source(file: SourceFile) -> Checked[Source | None]:
    """The file's text, or None and one of UNREADABLE, TOO_LARGE, NOT_TEXT."""
    try:
        data = _read(file)
    except OSError as error:
        return _refuse(
            file, Code.UNREADABLE, f"can't be read: {error.strerror or type(error).__name__}"
        )
    if isinstance(data, Diagnostic):
        return Checked(None, (data,))
    try:
        text = decode(data)
    except NotTextError as error:
        return _refuse(file, Code.NOT_TEXT, f"{error}; save the page as UTF-8", error.line)
    if text.count("\n") >= MAX_LINES:
        return _refuse(
            file, Code.TOO_LARGE, f"more than {MAX_LINES:,} lines; this is no model page"
        )
    if file.path.lower().endswith(_MDX):
        text = without_escapes(text)
    return Checked(Source(file.path, file.id, text, data))


def decode(data: bytes) -> str:
    """The text of a page: UTF-8 without its mark, lines ended by a line feed only, front matter turned into a title.

    Every line keeps its number. A carriage return that stands alone is dropped, for some tables hold them inside cells and Markdown
    would end the row there. Raises NotTextError.
    """
    if data.startswith(_UTF16_MARKS):
        raise NotTextError("the page is UTF-16")
    null = data.find(0)
    if null >= 0:
        raise NotTextError("the page holds a zero byte", data.count(b"\n", 0, null) + 1)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise NotTextError(f"byte {error.start} isn't UTF-8", line) from None
    if text[:1] == "\ufeff":
        text = text[1:]
    if "\r" in text:
        # A file without any line feed was written where a return alone ends a line.
        text = text.replace("\r\n", "\n").replace("\r", "" if "\n" in text else "\n")
    return _cut_front_matter(text) if text[:3] == "---" else text


def _cut_front_matter(text: str) -> str:
    """The text with blank lines for its front matter and, at the title's line, a heading of level 1."""
    begin = _FRONT_MATTER.match(text)
    end = begin and _FRONT_MATTER_END.search(text, begin.end())
    if begin is None or end is None:
        return text
    body = text[end.end() :]
    blank = "\n" * text.count("\n", 0, end.end())
    found = _FRONT_TITLE.search(text, begin.end(), end.start())
    title = _unquote(found[1]) if found else ""
    heading = "# " + title
    if found is None or not title or body.lstrip("\n").split("\n", 1)[0].rstrip() == heading:
        return blank + body
    line = text.count("\n", 0, found.start())
    return blank[:line] + heading + blank[line:] + body


def _unquote(value: str) -> str:
    """A YAML scalar of one line as text."""
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] == '"':
        return value[1:-1].replace('\\"', '"').replace("\\\\", "\\").strip()
    if len(value) > 1 and value[0] == value[-1] == "'":
        return value[1:-1].replace("''", "'").strip()
    return value


def _read(file: SourceFile) -> bytes | Diagnostic:
    descriptor = os.open(file.file, _FLAGS)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            return Diagnostic(Code.UNREADABLE, Position(file.path), "isn't a regular file")
        if status.st_size <= MAX_BYTES:
            # One byte more than expected: a read that comes short has seen the end.
            data = os.read(descriptor, status.st_size + 1)
            while len(data) > status.st_size and len(data) <= MAX_BYTES:
                more = os.read(descriptor, MAX_BYTES + 1 - len(data))
                if not more:
                    break
                data += more
            if len(data) <= MAX_BYTES:
                return data
    finally:
        os.close(descriptor)
    limit = MAX_BYTES // (1024 * 1024)
    return Diagnostic(
        Code.TOO_LARGE, Position(file.path), f"larger than {limit} MiB; this is no model page"
    )


def _refuse(file: SourceFile, code: Code, message: str, line: int = 1) -> Checked[Source | None]:
    return Checked(None, (Diagnostic(code, Position(file.path, line), message),))
