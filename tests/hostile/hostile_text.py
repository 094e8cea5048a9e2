"""Strings that want to be something else than text, and docs that have one in every place where a document's text reaches generated code."""

from __future__ import annotations

from collections.abc import Mapping

CANARY = "canary"
"""A function that no generated module may call; where packages are imported, it is a builtin that leaves a mark."""

_RUN = 'canary("ran")'

STRINGS: Mapping[str, str] = {
    "double-quotes": f'x"); {_RUN} #',
    "single-quotes": f"x'); {_RUN} #",
    "docstring-end": f'x"""\n{_RUN}\n"""',
    "docstring-end-single": f"x'''\n{_RUN}\n'''",
    "docstring-end-escaped": f'x\\"""; {_RUN}; """',
    "docstring-end-escaped-twice": f'x\\\\"""; {_RUN}; """',
    "four-quotes": '""""',
    "five-quotes": '"""""',
    "quote-at-end": 'ends with a "',
    "quotes-at-end": 'ends with two ""',
    "backslash-at-end": "ends with a \\",
    "backslashes-at-end": "ends with three \\\\\\",
    "backslash-quote": '\\"',
    "continuation": f"x\\\n{_RUN}",
    "escapes": r"\N{DIGIT ONE} \x41 \u0041 \u{41} \101 \U0001F600 \N \x \u \U",
    "format": "{0} {canary} {{}} %s %(canary)s $canary ${canary} f{canary()}",
    "jinja-print": '{{ canary("ran") }} {{ 7 * 7 }} {{ self.__class__.__mro__ }}',
    "jinja-statement": '{% set x = canary("ran") %}{% raw %}{% endraw %}{% include "module.jinja" %}',
    "jinja-comment": "{# canary #} #} {#",
    "jinja-line": "# for x in y\n## canary",
    "line-feed": f"x\n{_RUN}",
    "return": f"x\r{_RUN}",
    "return-line-feed": f"x\r\n{_RUN}",
    "line-separator": f"x\u2028{_RUN}",
    "paragraph-separator": f"x\u2029{_RUN}",
    "next-line": f"x\x85{_RUN}",
    "form-feed": f"x\f{_RUN}",
    "vertical-tab": f"x\v{_RUN}",
    "separators": f"x\x1c{_RUN}\x1d{_RUN}\x1e{_RUN}\x1f{_RUN}",
    "escape-sequence": "\x1b[31mred\x1b[0m\x07\x08",
    "delete": "a\x7fb\x80c\x9bd",
    "byte-order-mark": "\ufeffx\ufeff",
    "bidi": "a\u202e\u2066// canary\u2069 \u2066b\u2069\u200f\u061c",
    "zero-width": "a\u200bb\u200cc\u200dd\u2060e\u00adf\u180eg",
    "fillers": "a\u3164b\uffa0c\u115fd\u2800e\u034ff",
    "selectors": "a\ufe0fb\U000e0100c\ufe00",
    "tags": "a\U000e0041\U000e0042\U000e007f",
    "private-use": "a\ue000b\uf8ffc\U00100000d",
    "not-a-character": "a\uffffb\ufffec\U0010ffffd",
    "homoglyphs": "Аdminіѕtratоr ΑΒΕ раураl",
    "compatibility": "ﬁeld ＡＢＣ ⅷ ℌ ª ſ ᵢ ①",
    "combining": "e\u0301 Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f\u0334",
    "casing": "İstanbul ß ẞ ŉ ǰ K Å ﬀ ı",
    "emoji": "🏴󠁧󠁢󠁥󠁮󠁧󠁿👩‍👩‍👧‍👦❤️🇺🇳" * 13,
    "long": "Ab" * 5_000,
    "long-capitals": "A" * 10_000,
    "long-underscores": "_" * 10_000,
    "underscores": "__",
    "underscore": "_",
    "blank": "   ",
    "digits": "007",
    "digits-foreign": "٣٤ ² ①",
    "keyword": "class",
    "keyword-none": "None",
    "keyword-soft": "match",
    "debug": "__debug__",
    "init": "__init__",
    "main": "__main__",
    "dunder-class": "__class__",
    "dunder-slots": "__slots__",
    "dunder-import": '__import__("os").system("touch canary")',
    "dunder-all": "__all__",
    "dunder-post-init": "__post_init__",
    "dunder-getattr": "__getattr__",
    "mro": "mro",
    "model-config": "model_config",
    "model-fields": "model_fields",
    "abc-impl": "_abc_impl",
    "ignore": "_ignore_",
    "missing": "_missing_",
    "generate": "_generate_next_value_",
    "name": "name",
    "value": "value",
    "imports": "Any",
    "imports-field": "Field",
    "imports-base": "JsonModel",
    "imports-datetime": "dt",
    "imports-enum": "StrEnum",
    "builtin-list": "list",
    "builtin-str": "str",
    "builtin-property": "property",
    "runtime-module": "_model",
    "runtime-config": "_config",
    "runtime-exports": "_exports",
    "py-typed": "py.typed",
    "encoding": "coding=utf-7 +AAo-canary()",
    "encoding-emacs": "-*- coding: utf-16 -*-",
    "pragmas": "fmt: off # noqa # type: ignore # pragma: no cover # pylint: skip-file # isort: skip_file",
    "shebang": "#!/bin/sh",
    "html": "<script>canary()</script> <!-- --> <br/><br> &lt;b&gt; &#10; &quot;",
    "markdown": "[a](javascript:canary()) ![b](c) `d` **e** ~~f~~ > g",
    "path-up": "../../canary",
    "path-absolute": "/tmp/canary",
    "path-drive": "C:\\canary",
    "path-device": "CON",
    "path-device-number": "com¹",
    "path-trailing": "canary. ",
    "annotation": "::error file=canary::forged",
    "surrogate-escape": "\\ud800 \\udc00 \\ud83d\\ude00",
    "number": "1e999",
    "null": "null",
    "triple": '"' * 3 + "'" * 3 + "`" * 3,
}

_FIELDS = "| Field | Type | Required | Description | Example |\n| --- | --- | --- | --- | --- |\n"
_LONGEST_FILE_NAME = 180


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _tick(text: str) -> str:
    return _cell(text).replace("`", "'") or "x"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def file_name(text: str) -> str:
    """The text as a name that Linux lets a file have."""
    name = text.replace("/", "∕").replace("\0", "").encode()[:_LONGEST_FILE_NAME]
    shown = name.decode("utf-8", "ignore").lstrip(".")
    return shown or "x"


def _model(text: str) -> str:
    cell, name, value = _cell(text), _tick(text), _quoted(text)
    rows = [
        f"| `{name}` | *string* | :heavy_check_mark: | {cell} | {cell} |",
        f"| `first` | *{_cell(value)}* | :heavy_check_mark: | : warning: ** DEPRECATED **: {cell} | N/A |",
        f"| `second` | [{cell}](../models/plain.md) | :heavy_minus_sign: | N/A | {cell} |",
        f"| `third` | [Plain](../models/{cell}.md) | :heavy_minus_sign: | N/A | {{{_cell(value)}: {_cell(value)}}} |",
        f"| `fourth` | {cell} | {cell} | {cell} | [{_cell(value)}] |",
        f"| `fifth` | *{_cell(value)} \\| {_cell(value)}x* | :heavy_minus_sign: | <br/>{cell}<br/> | null |",
        f"| `sixth` | [{cell}]({cell}) | :heavy_minus_sign: | N/A | {cell} |",
        f"| `seventh` | Record<string, *{cell}*> | :heavy_minus_sign: | - {cell} | {cell} |",
    ]
    example = f"let value: X = {{\n  first: {value},\n  {value}: {value},\n}};"
    return (
        f"# {text}\n\n> :warning: ** DEPRECATED **: {text}\n\n{text}\n\n## Example Usage\n\n```typescript\n{example}\n```\n\n"
        f"## Fields\n\n{_FIELDS}" + "\n".join(rows) + "\n"
    )


def _enums(text: str) -> dict[str, str]:
    value = _quoted(text)
    tick, cell = _tick(text), _cell(text)
    return {
        "values": f"# Values{text}\n\n{text}\n\n## Values\n\n```typescript\n{value} | {_quoted(text + '.')} | \"x\" | Unrecognized<string>\n```\n",
        "table": f"# Table\n\n## Values\n\n| Name | Value |\n| --- | --- |\n| `{tick}` | {cell} |\n| `{tick}B` | {cell}b |\n",
        "bullets": f'# Bullets\n\n## Values\n\n- {value}\n- {text}\n- "y"\n',
        "single": f"# Single\n\n## Values\n\n```typescript\n{value}\n```\n",
    }


def _union(text: str) -> str:
    return (
        f"# Union\n\n{text}\n\n## Supported Types\n\n### `Plain`\n\n```typescript\nconst value: Plain = {{ first: {_quoted(text)} }};\n```\n\n"
        f"### `{text}`\n\n```typescript\nconst value: {text} = /* values here */\n```\n\n### {text}\n\n```{text}\n{text}\n```\n"
    )


def docs_with(text: str) -> dict[str, str]:
    """Pages by path, with the text in the places of titles, names, types, links, values, examples, prose, and of a file and a folder."""
    pages = {
        "docs/models/hostile.md": _model(text),
        "docs/models/plain.md": f"# Plain\n\n## Fields\n\n{_FIELDS}| `first` | *string* | :heavy_check_mark: | N/A | N/A |\n",
        "docs/models/union.md": _union(text),
        "docs/models/front.md": f"---\ntitle: {text}\nother: {text}\n---\n\n## Fields\n\n{_FIELDS}| `first` | *string* | x |\n",
        f"docs/models/{file_name(text)}.md": "# Named\n\n## Fields\n\n"
        f"{_FIELDS}| `first` | [Plain](./plain.md) | :heavy_minus_sign: | N/A | N/A |\n",
        f"docs/models/{file_name(text)}/inside.md": f"# Inside\n\n{text}\n\n## Fields\n\n"
        f"{_FIELDS}| `first` | [Plain](../plain.md) | :heavy_minus_sign: | {_cell(text)} | N/A |\n",
        "docs/sdks/pets/README.md": f'<!-- UsageSnippet language="typescript" operationID="{text}" method="get" path="/{{{text}}}" -->\n',
    }
    pages.update({f"docs/models/{name}.md": page for name, page in _enums(text).items()})
    return pages
