"""Which files are pages, in every layout that people name on a command line."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from mdgen.diagnostics import Checked, Code
from mdgen.markdown import generated
from mdgen.markdown.files import SourceFile
from mdgen.markdown.scan import Root, scan
from mdgen.markdown.source import Source


def make(top: Path, *paths: str) -> Path:
    for path in paths:
        file = top / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("# Page\n")
    return top


def shape(folder: Path) -> dict[str, list[str]]:
    """The ids of each root's pages; nothing may have been reported."""
    checked = scan(folder)
    assert checked.diagnostics == ()
    return {root.path: [page.id for page in root.pages] for root in checked.value}


def codes(folder: Path) -> list[tuple[Code, str]]:
    return [(found.code, found.at.path) for found in scan(folder).diagnostics]


SDK = (
    "docs/models/components/kite.md",
    "docs/models/operations/flykite.mdx",
    "docs/models/utils/retryconfig.md",
    "docs/errors/badkite.md",
    "docs/api/flyrequest.md",
    "docs/lib/utils/retryconfig.md",
    "docs/types/date.md",
    "docs/utils/Blob.md",
    "docs/internal/utils/retryconfig.md",
    "docs/guide.md",
    "docs/sdks/kites/README.md",
    "docs/sdks/models/README.md",
    "docs/sdks/models/notes.md",
    "README.md",
)
PAGES = [
    "api/flyrequest",
    "errors/badkite",
    "models/components/kite",
    "models/operations/flykite",
]


def test_a_repository(tmp_path: Path) -> None:
    make(tmp_path, *SDK)
    (root,) = scan(tmp_path).value
    assert root == Root(
        "",
        tuple(
            SourceFile(f"docs/{page}{suffix}", page, str(tmp_path / f"docs/{page}{suffix}"))
            for page, suffix in zip(PAGES, [".md", ".md", ".md", ".mdx"], strict=True)
        ),
        tuple(
            SourceFile(f"docs/{page}.md", page, str(tmp_path / f"docs/{page}.md"))
            for page in ("sdks/kites/README", "sdks/models/README")
        ),
    )


def test_a_docs_folder(tmp_path: Path) -> None:
    make(tmp_path, *SDK)
    (root,) = scan(tmp_path / "docs").value
    assert root.path == ""
    assert [page.id for page in root.pages] == PAGES
    assert [page.path for page in root.pages][:3] == [
        "api/flyrequest.md",
        "errors/badkite.md",
        "models/components/kite.md",
    ]
    assert len(root.operations) == 2


@pytest.mark.parametrize(
    ("paths", "named", "expected"),
    [
        # a docs folder under another name
        (SDK, "docs:kite-docs", {"": PAGES}),
        # a models folder
        (SDK, "docs/models", {"": PAGES[2:]}),
        (["docs/Models/Kites/Kite.md"], "docs/Models", {"": ["Models/Kites/Kite"]}),
        (["docs/Models/Kites/Kite.md"], ".", {"": ["Models/Kites/Kite"]}),
        # namespaces below other folders
        (["docs/pkg/models/shared/kite.md"], ".", {"": ["pkg/models/shared/kite"]}),
        (["docs/sdk/models/shared/kite.md"], ".", {"": ["sdk/models/shared/kite"]}),
        (["docs/models/internal/globals.md"], ".", {"": ["models/internal/globals"]}),
        # several SDKs
        (
            [
                "docs/models/a.md",
                "packages/rc/docs/models/a.md",
                "kite-client-sdk/docs/models/b.md",
                "previous-versions/1/docs/models/c.md",
                "guides/docs/intro.md",
            ],
            ".",
            {
                "": ["models/a"],
                "kite-client-sdk": ["models/b"],
                "packages/rc": ["models/a"],
                "previous-versions/1": ["models/c"],
            },
        ),
        (["packages/rc/docs/models/a.md"], "packages", {"rc": ["models/a"]}),
        # folders called docs, models and sdks where they mean something else
        (["docs/models/docs/a.md"], ".", {"": ["models/docs/a"]}),
        (["docs/models/docs/models/a.md"], ".", {"": ["models/docs/models/a"]}),
        (
            ["docs/models/models/a.md", "docs/models/sdks/b.md"],
            ".",
            {"": ["models/models/a", "models/sdks/b"]},
        ),
        (["docs/models/vendor/a.md"], ".", {"": ["models/vendor/a"]}),
        (["docs/kites/docs/models/a.md"], ".", {"docs/kites": ["models/a"]}),
        (
            ["docs/models/a.md", "docs/old/docs/models/a.md"],
            "docs",
            {"": ["models/a"], "old": ["models/a"]},
        ),
        (
            ["docs/docs/models/a.md", "docs/models/a.md"],
            "docs",
            {"": ["models/a"], "docs": ["models/a"]},
        ),
        (["src/models/notes.md", "docs/models/a.md"], ".", {"": ["models/a"]}),
        # what is installed or hidden
        (
            [
                "docs/models/a.md",
                "node_modules/x/docs/models/b.md",
                "vendor/x/docs/models/b.md",
                ".git/docs/models/b.md",
                ".venv/docs/models/b.md",
                "python/pyvenv.cfg",
                "python/share/docs/models/b.md",
                "docs/models/.b.md",
            ],
            ".",
            {"": ["models/a"]},
        ),
        (["pyvenv.cfg", "docs/models/a.md"], ".", {"": ["models/a"]}),
        # loose pages
        (["kite.md", "more/tail.mdx", "README.md", "notes.txt"], ".", {"": ["kite", "more/tail"]}),
        (["docs/kite.md", "docs/sdks/kites/README.md"], ".", {"": ["docs/kite"]}),
        (["kite.md", "sdks/kites/README.md", "lib/utils/retryconfig.md"], ".", {"": ["kite"]}),
        (SDK, "docs/models/components", {"": ["kite"]}),
        (["models/utils/retryconfig.md", "kite.md"], ".", {"": ["kite"]}),
        # suffixes in any case
        (["docs/models/a.MD", "docs/models/b.Mdx"], ".", {"": ["models/a", "models/b"]}),
        # one page
        (SDK, "docs/models/components/kite.md", {"": ["kite"]}),
    ],
)
def test_layouts(
    paths: list[str], named: str, expected: dict[str, list[str]], tmp_path: Path
) -> None:
    make(tmp_path, *paths)
    named, _, renamed = named.partition(":")
    if renamed:
        (tmp_path / named).rename(tmp_path / renamed)
    assert shape(tmp_path / (renamed or named)) == expected


FIELDS = (
    "# Kite\n\n## Fields\n\n| Field | Type | Required | Description |\n| --- | --- | --- | --- |\n"
)


def write(top: Path, text: str, *paths: str) -> None:
    make(top, *paths)
    for path in paths:
        (top / path).write_text(text)


def test_folders_of_models_that_are_not_called_so(tmp_path: Path) -> None:
    make(tmp_path, *SDK, "docs/components/about.md", "docs/guides/intro.md", "docs/guides/more.md")
    write(tmp_path, FIELDS, "docs/components/kite.mdx", "docs/sdks/kites/flight.md")
    write(tmp_path, FIELDS, "docs/types/time.md", "docs/operations/v1/flykite.md", "docs/kite.md")
    checked = scan(tmp_path)
    ids = ["components/about", "components/kite", "operations/v1/flykite"]
    assert [page.id for page in checked.value[0].pages] == sorted([*PAGES, *ids])
    assert len(checked.value[0].operations) == 2
    assert [(found.code, str(found.at)) for found in checked.diagnostics] == [
        (Code.LEFT_OUT, "docs/guides:1")
    ]
    assert "its 2 pages are left out" in checked.diagnostics[0].message


@pytest.mark.parametrize("errors", [(), ("docs/errors/badkite.md",)])
@pytest.mark.parametrize("named", [".", "docs"])
def test_docs_without_a_folder_models(errors: tuple[str, ...], named: str, tmp_path: Path) -> None:
    make(tmp_path, *errors, "docs/overview.md")
    write(tmp_path, FIELDS, "docs/components/kite.mdx")
    ids = ["components/kite", *(path[len("docs/") : -len(".md")] for path in errors)]
    assert shape(tmp_path / named) == {"": ids}


def test_the_docs_folder_can_have_any_name_if_one_of_its_parts_is_known(tmp_path: Path) -> None:
    make(tmp_path, "errors/badkite.md")
    write(tmp_path, FIELDS, "components/kite.mdx")
    assert shape(tmp_path) == {"": ["components/kite", "errors/badkite"]}


@pytest.mark.parametrize(
    ("text", "is_model"),
    [
        (FIELDS, True),
        ("---\ntitle: Kite\n---\n## Fields\r\n\r\n|Field|Type|Required|", True),
        ("## Values\n\n| Name  | Value |", True),
        ('## Values\n\n```typescript\n"red" | "blue"\n```', True),
        ("## Values\n\n```typescript\n  | 'red'\n```", True),
        ('## Values\n\nThis is an open enum. Others pass.\n\n- `"red"`', True),
        ("## Supported Types\n\n### `string`\n", True),
        ("## Supported Types\n\n### \n\n```go\n```", True),
        ("## Fields\n\nWhere kites are flown.\n", False),
        ("## Fields\n\n| Place | Owner |\n| --- | --- |\n", False),
        ("## Values\n\n- Honesty\n", False),
        ("## Values\n\n```sh\nkite --values\n```", False),
        ("## Supported Types\n\nDragons and deltas.\n", False),
        ("### Fields\n\n| Field | Type | Required |\n", False),
    ],
)
def test_what_defines_a_model(text: str, is_model: bool, tmp_path: Path) -> None:
    make(tmp_path, "docs/models/a.md")
    write(tmp_path, text, "docs/kites/kite.md")
    (root,) = scan(tmp_path).value
    assert [page.id for page in root.pages] == ["kites/kite"] * is_model + ["models/a"]


def test_pages_are_opened_only_where_their_place_does_not_tell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path, *SDK, "docs/guides/a.md", "docs/guides/b.md")
    write(tmp_path, FIELDS, "docs/components/a.md", "docs/components/b.md")
    opened = []
    read = generated.read_source

    def look(file: SourceFile) -> Checked[Source | None]:
        opened.append(file.id)
        return read(file)

    monkeypatch.setattr(generated, "read_source", look)
    scan(tmp_path)
    assert sorted(opened) == ["components/a", "guides/a", "guides/b"]


def test_ids_are_sorted_and_do_not_depend_on_the_order_of_creation(tmp_path: Path) -> None:
    names = [f"docs/models/{name}.md" for name in ("b", "a-b", "a", "a/c", "B2")]
    make(tmp_path / "one", *names)
    make(tmp_path / "two", *reversed(names))
    assert shape(tmp_path / "one") == shape(tmp_path / "two")
    (ids,) = shape(tmp_path / "one").values()
    assert ids == sorted(ids)


@pytest.mark.parametrize(
    "paths", [[], ["notes.txt"], ["README.md"], ["docs/sdks/kites/README.md"], [".hidden/kite.md"]]
)
def test_no_pages(paths: list[str], tmp_path: Path) -> None:
    make(tmp_path, *paths)
    assert scan(tmp_path).value == ()
    assert codes(tmp_path) == [(Code.NO_PAGES, ".")]


def test_named_things_that_are_no_pages(tmp_path: Path) -> None:
    make(tmp_path, "kite.txt")
    assert codes(tmp_path / "kite.txt") == [(Code.NO_PAGES, "kite.txt")]
    assert codes(tmp_path / "absent") == [(Code.UNREADABLE, "."), (Code.NO_PAGES, ".")]


@pytest.mark.parametrize(
    ("paths", "kept", "left_out"),
    [
        (["a.md", "a.mdx"], ["models/a"], "docs/models/a.mdx"),
        (["Kite.md", "kite.md"], ["models/Kite"], "docs/models/kite.md"),
        (["x/Kite.md", "X/kite.md"], ["models/X/kite"], "docs/models/x/Kite.md"),
    ],
)
def test_pages_with_one_name(
    paths: list[str], kept: list[str], left_out: str, tmp_path: Path
) -> None:
    make(tmp_path, *(f"docs/models/{path}" for path in paths))
    if len(list((tmp_path / "docs/models").rglob("*.md*"))) < len(paths):
        pytest.skip("this file system doesn't tell case apart")
    checked = scan(tmp_path)
    assert [page.id for page in checked.value[0].pages] == kept
    assert codes(tmp_path) == [(Code.CLASHING_NAMES, left_out)]


@pytest.fixture
def linked(tmp_path: Path) -> Path:
    """A repository beside a folder that no link may lead to."""
    make(
        tmp_path,
        "outside/secret.md",
        "outside/docs/models/secret.md",
        "repository/docs/models/a.md",
    )
    return tmp_path / "repository"


def test_links_are_not_followed(linked: Path) -> None:
    models = linked / "docs/models"
    (models / "page.md").symlink_to(linked.parent / "outside/secret.md")
    (models / "folder").symlink_to(linked.parent / "outside")
    (linked / "other").symlink_to(linked.parent / "outside")
    (models / "same.md").symlink_to(models / "a.md")
    (models / "loop").symlink_to(linked)
    (models / "self.md").symlink_to(models / "self.md")
    (models / "broken.md").symlink_to(models / "nothing")
    (models / "broken").symlink_to(models / "nothing")
    (linked / "plain").symlink_to(linked.parent / "outside/docs/models")
    (models / "note.txt").symlink_to(linked.parent / "outside/secret.md")
    checked = scan(linked)
    assert [page.id for root in checked.value for page in root.pages] == ["models/a"]
    assert codes(linked) == [
        (Code.UNREADABLE, "docs/models/broken.md"),
        (Code.OUTSIDE_DOCS, "docs/models/folder"),
        (Code.LEFT_OUT, "docs/models/loop"),
        (Code.OUTSIDE_DOCS, "docs/models/page.md"),
        (Code.LEFT_OUT, "docs/models/same.md"),
        (Code.UNREADABLE, "docs/models/self.md"),
        (Code.OUTSIDE_DOCS, "other"),
    ]


def test_a_neighbour_whose_name_begins_alike_is_outside(linked: Path) -> None:
    make(linked.parent, "repository2/secret.md")
    (linked / "docs/models/page.md").symlink_to(linked.parent / "repository2/secret.md")
    assert codes(linked) == [(Code.OUTSIDE_DOCS, "docs/models/page.md")]


def test_the_named_folder_may_be_a_link(linked: Path) -> None:
    (linked.parent / "link").symlink_to(linked)
    (page,) = scan(linked.parent / "link").value[0].pages
    assert (page.path, page.id) == ("docs/models/a.md", "models/a")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs FIFOs")
def test_things_named_like_pages(tmp_path: Path) -> None:
    make(tmp_path, "docs/models/a.md", "docs/models/folder.md/b.md")
    os.mkfifo(tmp_path / "docs/models/fifo.md")
    os.mkfifo(tmp_path / "docs/models/fifo")
    checked = scan(tmp_path)
    assert [page.id for page in checked.value[0].pages] == ["models/a", "models/folder.md/b"]
    assert codes(tmp_path) == [
        (Code.UNREADABLE, "docs/models/fifo.md"),
        (Code.LEFT_OUT, "docs/models/folder.md"),
    ]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs names of any bytes")
@pytest.mark.parametrize("name", [b"a\nb", b"a\xffb", "a\u202eb".encode()])
def test_names_that_cannot_be_printed(name: bytes, tmp_path: Path) -> None:
    make(tmp_path, "docs/models/a.md")
    models = os.fsencode(tmp_path / "docs/models")
    Path(os.fsdecode(models + b"/" + name + b".md")).write_text("# Kite\n")
    Path(os.fsdecode(models + b"/" + name)).mkdir()
    checked = scan(tmp_path)
    assert [page.id for page in checked.value[0].pages] == ["models/a"]
    assert [found.code for found in checked.diagnostics] == [Code.UNREADABLE] * 2
    assert all(
        found.at.path.isascii() and found.at.path.isprintable() for found in checked.diagnostics
    )


def test_an_unreadable_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "docs/models/a.md", "docs/models/shut/b.md")
    scandir = os.scandir

    def refuse(path: str) -> object:
        if path.endswith("shut"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    checked = scan(tmp_path)
    assert [page.id for page in checked.value[0].pages] == ["models/a"]
    assert [str(found.at) for found in checked.diagnostics] == ["docs/models/shut:1"]
    assert checked.diagnostics[0].code is Code.UNREADABLE
    assert "Permission denied" in checked.diagnostics[0].message


def test_folders_deeper_than_the_interpreter_s_stack(tmp_path: Path) -> None:
    depth = 1200
    make(tmp_path, "docs/models/a.md")
    for level in range(1, depth):
        os.mkdir(f"{tmp_path}{'/d' * level}")
    try:
        assert shape(tmp_path) == {"": ["models/a"]}
    finally:
        # Else the removal of old test folders meets them, and that does recurse.
        for level in range(depth - 1, 0, -1):
            os.rmdir(f"{tmp_path}{'/d' * level}")
