"""Single files of a package exchanged, without looking at the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from mdgen.output.apply import compare, rewrite, write
from mdgen.output.files import OutFile, wanted_manifest
from mdgen.output.manifest import NAME, digest, listed_digest, replaced_entry
from mdgen.output.staging import FOLDER

FILES = {
    "a.py": OutFile("a = 1\n", ("models/a.md",)),
    "b/c.py": OutFile("c = 1\n", ("models/c.md", "models/ü.md")),
    "py.typed": OutFile(""),
}
CHANGED = {"b/c.py": OutFile("c = 2\n", ("models/c.md", "models/ü.md"))}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    write(tmp_path / "out", FILES)
    return tmp_path / "out"


def expected() -> str:
    return digest(wanted_manifest(FILES))


def test_the_folder_is_what_a_whole_build_would_make_of_it(out: Path) -> None:
    untouched = (out / "a.py").stat().st_mtime_ns
    manifest = rewrite(out, CHANGED, expected())
    assert manifest == wanted_manifest({**FILES, **CHANGED})
    assert compare(out, {**FILES, **CHANGED}).in_step
    assert (out / "a.py").stat().st_mtime_ns == untouched
    assert not (out / FOLDER).exists()


def test_nothing_changed_is_nothing_written(out: Path) -> None:
    before = (out / NAME).stat().st_mtime_ns
    assert rewrite(out, {"a.py": FILES["a.py"]}, expected()) == wanted_manifest(FILES)
    assert (out / NAME).stat().st_mtime_ns == before


@pytest.mark.parametrize(
    "files",
    [{"new.py": OutFile("n = 1\n")}, {"a.py": OutFile("a = 2\n", ("models/other.md",))}],
)
def test_a_file_that_is_not_listed_so_needs_a_whole_build(
    out: Path, files: dict[str, OutFile]
) -> None:
    assert rewrite(out, files, expected()) is None
    assert compare(out, FILES).in_step


def test_another_manifest_needs_a_whole_build(out: Path) -> None:
    assert rewrite(out, CHANGED, "0" * 32) is None
    (out / NAME).unlink()
    assert rewrite(out, CHANGED, expected()) is None
    assert (out / "b" / "c.py").read_text(encoding="utf-8") == "c = 1\n"


def test_an_interrupted_build_needs_a_whole_build(out: Path) -> None:
    (out / FOLDER).mkdir()
    (out / FOLDER / "journal").write_text(f"{'0' * 32} a.py\n", encoding="utf-8")
    assert rewrite(out, CHANGED, expected()) is None
    assert (out / "b" / "c.py").read_text(encoding="utf-8") == "c = 1\n"


def test_digests_are_found_by_path() -> None:
    data = wanted_manifest(FILES)
    assert listed_digest(data, "a.py") == digest(b"a = 1\n")
    assert listed_digest(data, "c.py") == ""


def test_an_entry_is_replaced_by_its_path_and_sources() -> None:
    data = wanted_manifest(FILES)
    for path, file in {**CHANGED, "py.typed": OutFile("x")}.items():
        known = digest(file.text.encode())
        wanted = wanted_manifest({**FILES, path: file})
        assert replaced_entry(data, path, known, file.sources) == wanted
    assert replaced_entry(data, "c.py", "0" * 32, ()) is None
