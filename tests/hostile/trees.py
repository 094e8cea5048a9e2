"""Whole docs trees by a seed: pages of a made-up API in the notation of each language, sound, or bent by what people and generators do to them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from hostile_text import STRINGS
from pages import EXAMPLE_HEADER

LANGUAGES = ("typescript", "python", "go", "java", "csharp", "php", "ruby")
_WORDS = (
    "boat",
    "Harbour",
    "pier_id",
    "crewSize",
    "HTTPUrl",
    "type",
    "class",
    "x",
    "e_mail2",
    "Kind",
    "is_open",
    "list",
    "data",
    "next",
    "None",
)
_TITLES = (
    "Boat",
    "Harbour",
    "Pier",
    "Crew",
    "Berth",
    "BoatKind",
    "HTTPError",
    "Any",
    "Tide2",
    "boatList",
    "Model",
    "JsonModel",
)
_FOLDERS = ("components", "operations", "errors", "shared", "a-b", "Class")
_NATIVE = {
    "typescript": ("*string*", "*number*", "*boolean*", "[Date](https://x.example/Date)", "Record<string, *{}*>", "*{}*[]", '*"a"* \\| *"b"*', "*any*", "RFCDate", "*null*"),
    "python": ("*str*", "*int*", "*Optional[str]*", "List[{}]", "Dict[str, {}]", "OptionalNullable[str]", "*Any*", "[date](https://x.example/date)", "Union[str, {}]"),
    "go": ("**string*", "*int64*", "[]{}", "map[string]{}", "*bool*", "optionalnullable.OptionalNullable[string]", "[time.Time](https://x.example)", "*any*"),
    "java": ("*String*", "*Optional\\<String>*", "List\\<{}>", "Map\\<String, {}>", "*long*", "JsonNullable\\<String>", "[OffsetDateTime](https://x.example)"),
    "csharp": ("*string*", "*long*", "List<{}>", "Dictionary<String, {}>", "*bool?*", "[DateTime](https://x.example)", "*object*"),
    "php": ("*string*", "*?int*", "array<{}>", "array<string, {}>", "*bool*", "[\\DateTime](https://x.example)", "*mixed*", "string\\|int"),
    "ruby": ("*::String*", "T.nilable(*::Integer*)", "T::Array[{}]", "T::Hash[Symbol, {}]", "*T::Boolean*", "*::Float*", "*::Object*"),
}  # fmt: skip
_FENCES = {
    "csharp": "csharp",
    "php": "php",
    "java": "java",
    "go": "go",
    "ruby": "ruby",
    "python": "python",
    "typescript": "typescript",
}
_VALUES = (
    '"a"',
    "1",
    "-2",
    "true",
    "null",
    "1.5",
    "[]",
    "{}",
    '[{"a": [1, null]}]',
    '{"type": "a", "x": {"y": 2}}',
    '"2020-01-02T03:04:05Z"',
    "1e400",
)


@dataclass(frozen=True, slots=True)
class Tree:
    """Pages by path below the folder that is built."""

    language: str
    pages: dict[str, bytes]


def tree(seed: int, bends: int = 0, most: int = 8) -> Tree:
    """The same docs for the same arguments. `bends` is how many times something is done to a page."""
    random = Random(seed)
    language = random.choice(LANGUAGES)
    writer = _Writer(random, language, random.randint(1, most))
    pages = {path: page.encode() for path, page in writer.pages().items()}
    for _ in range(bends):
        path = random.choice(sorted(pages))
        pages[path] = random.choice(BENDS)(random, pages[path])
    return Tree(language, pages)


class _Writer:
    """Writes pages that name each other."""

    def __init__(self, random: Random, language: str, count: int) -> None:
        self.random = random
        self.language = language
        self.titles = [random.choice(_TITLES) for _ in range(count)]
        self.paths = [self._path(title) for title in self.titles]

    def _path(self, title: str) -> str:
        folder = self.random.choice((*_FOLDERS, ""))
        name = self.random.choice((title, title.lower(), f"{title}{self.random.randint(1, 3)}"))
        return f"docs/models/{folder}/{name}.md".replace("//", "/")

    def pages(self) -> dict[str, str]:
        pages = {
            path: self._page(title) for title, path in zip(self.titles, self.paths, strict=True)
        }
        if self.random.random() < 0.3:
            comment = (
                '<!-- UsageSnippet language="x" operationID="a" method="get" path="/{boat_id}" -->'
            )
            pages["docs/sdks/x/README.md"] = f"# X\n\n{comment}\n"
        return pages

    def _page(self, title: str) -> str:
        body = self.random.choices((self._model, self._enum, self._union), (5, 2, 2))[0]()
        prose = self.random.choice(
            (
                "",
                "Some *text*.\n\n",
                "> :warning: **DEPRECATED**: gone\n\n",
                "- a\n- b\n\n",
                "## Notes\n\nMore.\n\n",
            )
        )
        return f"# {self.random.choice((title, f'~~{title}~~'))}\n\n{prose}{body}"

    def _link(self) -> str:
        number = self.random.randrange(len(self.titles))
        dots = "../" * self.random.randint(1, 2)
        target = self.paths[number].removeprefix("docs/models/")
        href = self.random.choice(
            (f"{dots}models/{target}", f"../{target}", "../gone/missing.md", "./x.md")
        )
        return f"[{self.random.choice(('', 'components.', '?'))}{self.titles[number]}]({href})"

    def _type(self, depth: int = 0) -> str:
        pick = self.random.random()
        if pick < 0.35 or depth > 3:
            return self._link()
        notation = self.random.choice(_NATIVE[self.language])
        return notation.replace("{}", self._type(depth + 1)) if "{}" in notation else notation

    def _model(self) -> str:
        rows = []
        for _ in range(self.random.randint(0, 6)):
            required = self.random.choice((":heavy_check_mark:", ":heavy_minus_sign:"))
            description = self.random.choice(
                ("N/A", "What it is.", "A<br/>B", ": warning: ** DEPRECATED **: no", "See `boat`.")
            )
            example = self.random.choice(
                (*_VALUES, "", "plain", "**Example 1:** a<br/>**Example 2:** b")
            )
            rows.append(
                f"| `{self.random.choice(_WORDS)}` | {self._type()} | {required} | {description} | {example} |\n"
            )
        usage = ""
        if self.random.random() < 0.5:
            keys = (
                f"  {self.random.choice(_WORDS)}: {self.random.choice(_VALUES)},\n"
                for _ in range(3)
            )
            usage = f"## Example Usage\n\n```{_FENCES[self.language]}\nlet value: X = {{\n{''.join(keys)}}};\n```\n\n"
        return f"{usage}## Fields\n\n{EXAMPLE_HEADER}{''.join(rows)}"

    def _enum(self) -> str:
        values = [
            self.random.choice(("a", "b-c", "B C", "4xx", "-x", "", "é", "A", "1"))
            for _ in range(self.random.randint(1, 5))
        ]
        if self.random.random() < 0.5:
            return f"## Values\n\n```typescript\n{_joined(values)}\n```\n"
        return "## Values\n\n| Name | Value |\n| --- | --- |\n" + "".join(
            f"| `N{value}` | {value} |\n" for value in values
        )

    def _union(self) -> str:
        fence = _FENCES[self.language]
        variants = []
        for _ in range(self.random.randint(0, 4)):
            name = self.random.choice((*self.titles, "string", "Gone"))
            code = self.random.choice(
                (
                    f"const value: {name} = /* values here */",
                    f"x := y.Create({name}{{/* values here */}})",
                    "* @var string",
                    "",
                )
            )
            variants.append(f"### `{name}`\n\n```{fence}\n{code}\n```\n\n")
        return f"## Supported Types\n\n{''.join(variants)}"


def _joined(values: Sequence[str]) -> str:
    return " | ".join(f'"{value}"' for value in values)


Bend = Callable[[Random, bytes], bytes]
_INSERTS = (
    "|", "\\|", "`", "```\n", "~~~", "\n", "\r", "\x0c", "\u2028", "\x00", "\ufeff", "<br/>", "#", "## Fields\n", "## Values\n\n", "\n\n## ", "---\n",
    "| --- |", "[", "](", ")", "<", ">", "*", "**", "\\", '"', "'", "{", "}", "/*", "*/", "//", "..", "...", "../" * 40, "<!--", "<div>\n\n", "~~", "?", "::",
    "Array<" * 80, "[" * 120, "(" * 200, '{"a":' * 150, "-" * 300, "0x" + "f" * 5000, "9" * 5000, "1e999", ":heavy_check_mark:", "\u202e", "\u200b", "é", "漢",
    "🦀", "let value = ", "undefined", "new Date(", "await ", "map[string]", "T.nilable(", "Optional[", "@var ", ":= a(", "\t", "    ", "> ", "- ", "1. ",
)  # fmt: skip


def _insert(random: Random, page: bytes) -> bytes:
    place = random.randint(0, len(page))
    return page[:place] + random.choice(_INSERTS).encode("utf-8", "surrogatepass") + page[place:]


def _insert_hostile(random: Random, page: bytes) -> bytes:
    place = random.randint(0, len(page))
    return page[:place] + STRINGS[random.choice(sorted(STRINGS))].encode() + page[place:]


def _cut(random: Random, page: bytes) -> bytes:
    start = random.randint(0, len(page))
    return page[:start] + page[start + random.choice((1, 2, 10, 80, 400)) :]


def _repeat(random: Random, page: bytes) -> bytes:
    start = random.randint(0, len(page))
    part = page[start : start + random.choice((1, 5, 40, 300))]
    return page[:start] + part * random.choice((2, 3, 200)) + page[start:]


def _swap_lines(random: Random, page: bytes) -> bytes:
    lines = page.split(b"\n")
    first, second = random.randrange(len(lines)), random.randrange(len(lines))
    lines[first], lines[second] = lines[second], lines[first]
    return b"\n".join(lines)


def _drop_line(random: Random, page: bytes) -> bytes:
    lines = page.split(b"\n")
    del lines[random.randrange(len(lines))]
    return b"\n".join(lines)


def _flip_byte(random: Random, page: bytes) -> bytes:
    if not page:
        return page
    place = random.randrange(len(page))
    return page[:place] + bytes([random.randrange(256)]) + page[place + 1 :]


def _line_ends(random: Random, page: bytes) -> bytes:
    return page.replace(b"\n", random.choice((b"\r\n", b"\r", b"\n\n", b" \n", b"\n\t")))


BENDS: tuple[Bend, ...] = (
    _insert,
    _insert,
    _insert_hostile,
    _cut,
    _repeat,
    _swap_lines,
    _drop_line,
    _flip_byte,
    _line_ends,
)
