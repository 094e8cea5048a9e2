"""Files and folders of docs that are no ordinary pages, and names that are no ordinary names: nothing is written or read elsewhere."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from laws import check_docs, check_imports, resolved, write_docs
from pages import model, models, row
from privileges import unprivileged

from mdgen.diagnostics import Code
from mdgen.output.paths import fault
from mdgen.pipeline import package_names

GOOD = model("Address", row("street"))
NAMES = (
    "CON", "aux", "NUL.x", "com1", "LPT9", "con.txt", "COM¹", "...", "..a", "a. ", "a.", " a", "class", "match", "__init__", "__main__",
    "_model", "_exports", "_index", "_codec", "a.py", "py.typed", ".hidden", "B", "b", "ﬁ", "fi", "K", "k", "ß", "ss", "é", "e\u0301", "Å", "-",
    "~", "$HOME", "%TEMP%", "a;b", "a&b", "a'b", 'a"b', "a\\b", "C:", "C:\\x", "::error file=a::b", "x" * 250, "漢" * 60, "🦀" * 50,
    "coding=utf-7 +AAo-", "{{ 7 * 7 }}", "a\u00a0b", "mdgen", ".mdgen", "typing", "dataclasses", "models", "docs",
)  # fmt: skip


def pages_named(names: tuple[str, ...]) -> dict[str, str]:
    """A page of each name, and one in a folder of each name."""
    kept = [name for name in names if len(name.encode()) <= 252]
    pages = {f"docs/models/{name}.md": GOOD for name in kept}
    return pages | {f"docs/models/folders/{name}/address.md": GOOD for name in kept}


DEEP = models(
    {"/".join(["deep"] * 40 + ["address"]): GOOD, "/".join(["y" * 150] * 12 + ["address"]): GOOD}
)


def test_no_name_leads_elsewhere(tmp_path: Path) -> None:
    packages = check_docs(write_docs(pages_named(NAMES), tmp_path / "in"))
    for files in packages.values():
        assert not [path for path in files if fault(path)]
    check_imports({f"{name}_package": files for name, files in packages.items()}, tmp_path)


def test_deep_folders(tmp_path: Path) -> None:
    packages = check_docs(write_docs(DEEP, tmp_path / "in"))
    assert all(
        sum(path.endswith("address.py") for path in files) == 2 for files in packages.values()
    )
    check_imports({f"{name}_package": files for name, files in packages.items()}, tmp_path)


def test_roots_of_one_folded_name_are_kept_apart() -> None:
    roots = ("", "x-y", "x_y", "X.Y", "class", "con", "1a", "main", "é", "漢", "...")
    names = package_names(roots)
    assert len({name.casefold() for name in names}) == len(roots)
    assert [name for name in names if fault(f"{name}/a.py") or not name.isidentifier()] == []


def _fifo(folder: Path) -> None:
    os.mkfifo(folder / "x.md")


def _folder(folder: Path) -> None:
    (folder / "x.md").mkdir()


def _loop(folder: Path) -> None:
    os.symlink("x.md", folder / "x.md")


def _circle(folder: Path) -> None:
    os.symlink(folder, folder / "again")


def _link_out(folder: Path) -> None:
    secret = folder.parents[2] / "secret.md"
    secret.write_text(model("Secret", row("secret")), encoding="utf-8")
    os.symlink(secret, folder / "x.md")


def _folder_out(folder: Path) -> None:
    secret = folder.parents[2] / "secrets"
    secret.mkdir()
    (secret / "secret.md").write_text(model("Secret", row("secret")), encoding="utf-8")
    os.symlink(secret, folder / "x", target_is_directory=True)


def _device(folder: Path) -> None:
    os.symlink("/dev/zero", folder / "x.md")


def _bytes(content: bytes) -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        (folder / "x.md").write_bytes(content)

    return write


def _name(name: bytes) -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_text(GOOD, encoding="utf-8")

    return write


ODD: dict[str, tuple[Callable[[Path], None], Code | None]] = {
    "fifo": (_fifo, Code.UNREADABLE),
    "folder": (_folder, Code.LEFT_OUT),
    "link-to-itself": (_loop, Code.UNREADABLE),
    "link-in-a-circle": (_circle, Code.LEFT_OUT),
    "link-out": (_link_out, Code.OUTSIDE_DOCS),
    "link-to-a-folder-outside": (_folder_out, Code.OUTSIDE_DOCS),
    "link-to-a-device": (_device, Code.OUTSIDE_DOCS),
    "utf-16": (_bytes(GOOD.encode("utf-16")), Code.NOT_TEXT),
    "utf-16-without-mark": (_bytes(GOOD.encode("utf-16-le")), Code.NOT_TEXT),
    "latin-1": (_bytes(GOOD.replace("N/A", "\xe9").encode("latin-1")), Code.NOT_TEXT),
    "zero-byte": (_bytes(GOOD.encode() + b"\0"), Code.NOT_TEXT),
    "surrogates": (
        _bytes(GOOD.replace("N/A", "\ud800").encode("utf-8", "surrogatepass")),
        Code.NOT_TEXT,
    ),
    "binary": (_bytes(bytes(range(256)) * 40), Code.NOT_TEXT),
    "empty": (_bytes(b""), Code.NO_SECTION),
    "blank": (_bytes(b"\n \t\r\n\x0c\n"), Code.NO_SECTION),
    "large": (_bytes(b"# X\n" + b"a" * 20_000_000), Code.TOO_LARGE),
    "many-lines": (_bytes(b"# X\n" + b"\n" * 300_000), Code.TOO_LARGE),
    "name-with-a-line-feed": (_name(b"a\nb.md"), Code.UNREADABLE),
    "name-with-an-escape": (_name(b"a\x1b[31m.md"), Code.UNREADABLE),
    "name-no-text": (_name(b"\xff\xfe.md"), Code.UNREADABLE),
    "name-with-bidi": (_name("a\u202edm.md".encode()), Code.UNREADABLE),
}


@pytest.mark.parametrize("name", ODD)
def test_the_rest_still_builds(name: str, tmp_path: Path) -> None:
    make, code = ODD[name]
    docs = write_docs(models({"address": GOOD}), tmp_path / "in")
    make(docs / "docs" / "models")
    read = resolved(docs)
    assert code in {found.code for found in read.diagnostics}
    packages = check_docs(docs)
    assert all("address.py" in files for files in packages.values())
    assert not any("secret" in file.text for files in packages.values() for file in files.values())


def test_unreadable_pages(tmp_path: Path) -> None:
    before = unprivileged()
    docs = write_docs(models({"address": GOOD, "x": GOOD, "y/z": GOOD}), tmp_path / "in")
    (docs / "docs/models/x.md").chmod(0)
    (docs / "docs/models/y").chmod(0)
    command = ("-m", "mdgen", "build", "in", "-o", "out", "--no-cache", "--dialect", "typescript")
    try:
        done = subprocess.run(
            [*before, sys.executable, *command],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        (docs / "docs/models/y").chmod(0o700)
    assert done.stderr.count(f" {Code.UNREADABLE.id} error") == 2, done.stderr
    assert "in/docs/models/x.md:1: " in done.stderr
    assert "in/docs/models/y:1: " in done.stderr
    assert (tmp_path / "out" / "address.py").exists()


LINKS = (
    "../../../../../../etc/passwd.md", "/etc/passwd.md", "file:///etc/passwd.md", "\\\\host\\share.md", "C:\\x.md", "//host/x.md",
    "../" * 3_000 + "x.md", "a/" * 3_000 + "x.md", "CON.md", "a\u202eb.md", ".md", "..md", "...md", "../.md", "%2e%2e/x.md", "x.md#" + "a" * 9_000,
    "a b.md", "{{x}}.md", "漢.md", "x" * 9_000 + ".md", "__init__.md", "_model.md", "class.md", "../secret.md",
)  # fmt: skip


def test_links_lead_nowhere_else(tmp_path: Path) -> None:
    """Pages that links name and that are not there are made up again, at paths of their own below OUT; nothing else is opened."""
    (tmp_path / "secret.md").write_text(model("Secret", row("secret")), encoding="utf-8")
    rows = (row(f"f{number}", f"[Thing{number}]({link})") for number, link in enumerate(LINKS))
    docs = write_docs(models({"a": model("A", *rows)}), tmp_path / "in")
    packages = check_docs(docs / "docs")
    for files in packages.values():
        assert not [path for path in files if fault(path)]
        assert not any("secret: " in file.text for file in files.values())
    check_imports({f"{name}_package": files for name, files in packages.items()}, tmp_path)


def test_findings_cannot_be_forged(tmp_path: Path) -> None:
    """What a page says stands in one line of its finding; a path is never the beginning of a command to a CI system."""
    pages = models(
        {
            "a": model(
                "A\x1b[2J\u202e",
                row("f\r::error::x\u2028y", "*\x1b]0;x\x07*"),
                row("f", "Nope<\x9b>"),
            ),
            "::error file=x::y": "x",
        }
    )
    docs = write_docs(pages, tmp_path)
    run = subprocess.run(
        [sys.executable, "-m", "mdgen", "build", "docs", "-o", str(tmp_path / "out"), "--dialect", "typescript", "-v"],
        capture_output=True, cwd=docs, check=False,
    )  # fmt: skip
    shown = run.stderr.decode() + run.stdout.decode()
    assert "Traceback" not in shown
    assert "MD020" in shown
    assert all(line.isprintable() and not line.startswith("::") for line in shown.split("\n"))
