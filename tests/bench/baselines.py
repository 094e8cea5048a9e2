"""What mdgen's speed is held against: programs that do the same work, or a part of it, without any care for speed.

`python baselines.py plain DOCS`    read, markdown-it with inline parsing, Jinja per page, black per page; 1 class a page
`python baselines.py parse DOCS`    read, squeeze table padding, markdown-it block rules, one process
`python baselines.py hash DIR …`    read and hash every file below the folders
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

PADDING = re.compile(r" {2,}")
RULE = re.compile(r"-{4,}")
TEMPLATE = """\
from typing import Any, Optional
from pydantic import BaseModel, Field

class {{ name }}(BaseModel):
    \"\"\"{{ description }}\"\"\"
{% for field in fields %}
    {{ field.name }}: Optional[Any] = Field(default=None, alias={{ field.name.__repr__() }}, description={{ field.text.__repr__() }})
{% endfor %}
    pass
"""


def model_pages(docs: Path) -> Iterator[Path]:
    for folder, _, files in os.walk(docs):
        if "models" in Path(folder).parts:
            for file in sorted(files):
                if file.endswith(".md"):
                    yield Path(folder) / file


def plain(folders: list[Path]) -> None:
    """The pipeline that one would write first."""
    import black
    import jinja2
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable("table")
    template = jinja2.Environment().from_string(TEMPLATE)
    mode = black.Mode()
    for page in model_pages(folders[0]):
        tokens = parser.parse(page.read_text(encoding="utf-8"))
        cells = [tokens[n + 1].content for n, token in enumerate(tokens) if token.type == "td_open"]
        names = [re.sub(r"\W", "_", cell) or "_" for cell in cells[::4]]
        fields = [
            {"name": f"f{name}", "text": text}
            for name, text in zip(names, cells[3::4], strict=False)
        ]
        text = template.render(name=f"M{page.stem}", description=page.stem, fields=fields)
        black.format_str(text, mode=mode)


def parse(folders: list[Path]) -> None:
    """Reading and block-parsing alone."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable("table")
    parser.core.ruler.disable("inline")
    for page in model_pages(folders[0]):
        lines = page.read_bytes().decode().split("\n")
        squeezed = (
            RULE.sub("---", PADDING.sub(" ", line)) if line.startswith("|") else line
            for line in lines
        )
        parser.parse("\n".join(squeezed))


def hash_files(folders: list[Path]) -> None:
    """Reading and hashing alone."""
    total = hashlib.sha256()
    for top in folders:
        for folder, _, files in os.walk(top):
            for file in sorted(files):
                with open(os.path.join(folder, file), "rb") as stream:
                    total.update(hashlib.sha256(stream.read()).digest())
    print(total.hexdigest())


BASELINES: dict[str, Callable[[list[Path]], None]] = {
    "plain": plain,
    "parse": parse,
    "hash": hash_files,
}

if __name__ == "__main__":
    BASELINES[sys.argv[1]]([Path(argument) for argument in sys.argv[2:]])
