from __future__ import annotations

import os
from pathlib import Path

import pytest

from mdgen.output.apply import write
from mdgen.output.disk import CHUNK, Disk, Entry, read_bytes
from mdgen.output.errors import OutputError
from mdgen.output.files import Changes, OutFile, compare, intact
from mdgen.output.manifest import NAME, digest, parse_manifest

FILES = {
    "__init__.py": OutFile("one = 1\n"),
    "models/user.py": OutFile("class User: ...\n", ("models/user.md",)),
    "models/deep/er/x.py": OutFile("x = 'é'\n", ("models/x.md", "models/y.md")),
    "py.typed": OutFile(""),
}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    write(folder, FILES)
    return folder


def digest_of(out: Path) -> str:
    return digest((out / NAME).read_bytes())


def test_everything_is_missing_at_first(tmp_path: Path) -> None:
    changes = compare(tmp_path / "new", FILES)
    assert changes.create == tuple(sorted(FILES))
    assert changes.manifest is not None
    assert not (tmp_path / "new").exists()


def test_a_written_folder_is_in_step(out: Path) -> None:
    changes = compare(out, FILES)
    assert changes.in_step
    assert changes.same == tuple(sorted(FILES))
    assert intact(out, digest_of(out))


def changed(out: Path, **expected: tuple[str, ...]) -> None:
    files = FILES
    changes = compare(out, files)
    kinds = ("create", "update", "delete", "edited", "abandoned", "foreign")
    assert {k: getattr(changes, k) for k in kinds if getattr(changes, k)} == expected
    assert not intact(out, digest_of(out))


def test_a_removed_file_is_missing(out: Path) -> None:
    (out / "models/user.py").unlink()
    changed(out, create=("models/user.py",))


def test_an_edit_is_noticed_even_with_equal_size_and_time(out: Path) -> None:
    path = out / "models/user.py"
    status = path.stat()
    path.write_text("class Usur: ...\n")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert path.stat().st_size == status.st_size
    changed(out, edited=("models/user.py",))


def test_a_file_that_became_a_folder_or_link_is_in_the_way(out: Path) -> None:
    (out / "__init__.py").unlink()
    (out / "__init__.py").mkdir()
    (out / "models/user.py").rename(out / "elsewhere")
    (out / "models/user.py").symlink_to(out / "elsewhere")
    changed(out, foreign=("__init__.py", "models/user.py"))


def test_a_folder_that_became_a_link_is_in_the_way(out: Path, tmp_path: Path) -> None:
    (out / "models").rename(tmp_path / "moved")
    (out / "models").symlink_to(tmp_path / "moved")
    changed(out, foreign=("models/deep/er/x.py", "models/user.py"))


def test_a_pipe_is_in_the_way_and_not_waited_for(out: Path) -> None:
    (out / "__init__.py").unlink()
    os.mkfifo(out / "__init__.py")
    changed(out, foreign=("__init__.py",))


def test_stale_pages_are_told_apart(out: Path) -> None:
    (out / "models/deep/er/x.py").write_text("mine now\n")
    changes = compare(out, {"__init__.py": OutFile("one = 2\n")})
    assert changes.update == ("__init__.py",)
    assert changes.delete == ("models/user.py", "py.typed")
    assert changes.abandoned == ("models/deep/er/x.py",)


def test_files_of_the_user_are_foreign_only_in_the_way(out: Path) -> None:
    (out / "mine.py").write_text("mine\n")
    assert compare(out, FILES).in_step
    assert compare(out, {**FILES, "mine.py": OutFile("other\n")}).foreign == ("mine.py",)
    adopted = compare(out, {**FILES, "mine.py": OutFile("mine\n")})
    assert adopted.same == tuple(sorted([*FILES, "mine.py"]))
    assert not adopted.in_step


def test_sources_alone_change_the_manifest(out: Path) -> None:
    moved = {**FILES, "py.typed": OutFile("", ("other.md",))}
    changes = compare(out, moved)
    assert changes.same == tuple(sorted(FILES))
    assert not changes.in_step
    write(out, moved)
    assert parse_manifest((out / NAME).read_bytes()).entries["py.typed"].sources == ("other.md",)


def test_a_missing_manifest_leaves_equal_files_alone(out: Path) -> None:
    (out / NAME).unlink()
    changes = compare(out, {**FILES, "py.typed": OutFile("x")})
    assert changes.foreign == ("py.typed",)
    assert changes.same == ("__init__.py", "models/deep/er/x.py", "models/user.py")


def test_out_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    with pytest.raises(OutputError):
        compare(tmp_path / "out", FILES)
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    with pytest.raises(OutputError):
        compare(tmp_path / "dangling", FILES)


def test_lone_surrogates_are_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        compare(tmp_path, {"x.py": OutFile("\ud800")})


def test_pages_of_any_name_stay_intact(tmp_path: Path) -> None:
    write(tmp_path, {"u.py": OutFile("x = 1\n", ('ü": [".md', "b.md"))})
    assert intact(tmp_path, digest_of(tmp_path))
    (tmp_path / "u.py").write_text("x = 2\n")
    assert not intact(tmp_path, digest_of(tmp_path))


def test_an_unexpected_manifest_is_not_intact(out: Path) -> None:
    assert not intact(out, "0" * 32)
    assert not intact(out / "nowhere", digest_of(out))
    (out / NAME).unlink()
    assert not intact(out, digest(b""))


def test_long_files_are_read_whole(tmp_path: Path) -> None:
    data = os.urandom(2 * CHUNK + 17)
    (tmp_path / "x").write_bytes(data)
    assert read_bytes(str(tmp_path / "x")) == data
    (tmp_path / "y").write_bytes(data[:CHUNK])
    assert read_bytes(str(tmp_path / "y")) == data[:CHUNK]


def test_disk_tells_entries_apart(out: Path) -> None:
    disk = Disk(out)
    assert disk.entry("models") is Entry.FOLDER
    assert disk.entry("models/user.py") is Entry.FILE
    assert disk.entry("models/nobody.py") is Entry.MISSING
    assert disk.entry("nowhere/at/all.py") is Entry.MISSING
    assert disk.entry("py.typed/x.py") is Entry.OTHER


def test_nothing_to_do_is_the_default() -> None:
    assert Changes().in_step
