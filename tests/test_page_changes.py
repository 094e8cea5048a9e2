"""A page that comes or goes changes what it makes, what names it and what its examples tell of: no other module, and no name."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from building import TARGETS, Resolved, render_files, resolve_docs
from mdgen.ir.definitions import Choice
from mdgen.ir.graph import TypeGraph, types_of
from mdgen.ir.types import references
from mdgen.options import WriteOptions
from mdgen.writer.render import File, source_of
from whole_packages import documented

INDEX = ("__init__.py", "__init__.pyi", "_index.py")
CASES = {
    name: docs
    for name, docs in documented().items()
    # One root only: pages are told apart by their ids.
    if name != "several_roots" and not name.startswith("no_")
}
MOST_PAGES = 40
"""Of the larger docs, pages spread over them."""


@dataclass(slots=True)
class Web:
    """What names what, before and after a change: pages by the pages that they name."""

    targets: dict[str, set[str]] = field(default_factory=dict)
    unions: set[str] = field(default_factory=set)

    def add(self, graph: TypeGraph) -> None:
        pages = {id_: source_of(definition) for id_, definition in graph.definitions.items()}
        for id_, definition in graph.definitions.items():
            named = self.targets.setdefault(pages[id_], set())
            for type_ in types_of(definition):
                named |= {pages[target] for target in references(type_)}
            if isinstance(definition, Choice):
                self.unions.add(pages[id_])

    def naming(self, pages: set[str]) -> set[str]:
        return {page for page, named in self.targets.items() if not named.isdisjoint(pages)}

    def concerned(self, own: set[str]) -> set[str]:
        """Some pages, those that name them, unions of these (what tells variants apart stands in their fields), and all that the
        pages lead to, as examples tell of what is below."""
        near = own | self.naming(own)
        near |= self.naming(near) & self.unions
        found, waiting = set(near), list(near)
        while waiting:
            for page in self.targets.get(waiting.pop(), ()):
                if page not in found:
                    found.add(page)
                    waiting.append(page)
        return found


def unexpected(page: str, before: Resolved, after: Resolved, target: str) -> list[str]:
    """Files that differ though nothing leads from them to the page or back."""
    options = WriteOptions(target=target)
    old, new = render_files(before, options), render_files(after, options)
    web = Web()
    for graph in (*before.graphs, *after.graphs):
        web.add(graph)
    files: list[File] = [*old.values(), *new.values()]
    together = {page}.union(*(file.sources for file in files if page in file.sources))
    allowed = web.concerned(together)
    changed = [path for path in {**old, **new} if old.get(path) != new.get(path)]
    return sorted(
        path
        for path in changed
        if not path.endswith(INDEX) and allowed.isdisjoint((old.get(path) or new[path]).sources)
    )


@pytest.mark.parametrize("name", sorted(CASES))
def test_a_page_less_changes_only_what_it_concerns(name: str, tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    shutil.copytree(CASES[name], docs)
    whole = resolve_docs(docs)
    pages = sorted(
        {definition.at.path for graph in whole.graphs for definition in graph.definitions.values()}
    )
    tried = 0
    for page in pages[:: -(-len(pages) // MOST_PAGES)]:
        file = docs / page
        if not file.is_file():
            continue
        text = file.read_bytes()
        file.unlink()
        less = resolve_docs(docs)
        file.write_bytes(text)
        # What the docs as a whole decide changes with the docs as a whole.
        if [(g.dialect, g.wire and g.wire.case) for g in less.graphs] != [
            (g.dialect, g.wire and g.wire.case) for g in whole.graphs
        ]:
            continue
        tried += 1
        for target in TARGETS:
            assert unexpected(page, whole, less, target) == [], page
    assert tried or len(pages) < 4


@pytest.mark.parametrize("target", TARGETS)
def test_a_page_more_changes_itself_and_the_index(target: str, tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    shutil.copytree(CASES["sample_typescript"], docs)
    before = render_files(resolve_docs(docs), WriteOptions(target=target))
    (docs / "models" / "components" / "lighthouse.md").write_text(
        "# Lighthouse\n\n## Fields\n\n| Field | Type | Required | Description |\n"
        "| --- | --- | --- | --- |\n| `height` | *number* | :heavy_check_mark: | N/A |\n",
        encoding="utf-8",
    )
    after = render_files(resolve_docs(docs), WriteOptions(target=target))
    changed = {path for path in {**before, **after} if before.get(path) != after.get(path)}
    assert {path for path in changed if not path.endswith(INDEX)} == {"components/lighthouse.py"}
    assert {path.rpartition("/")[0] for path in changed} <= {"", "components"}
