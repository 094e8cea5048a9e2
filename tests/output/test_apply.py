from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from mdgen.output.apply import apply, refuse, write
from mdgen.output.errors import OutputError
from mdgen.output.files import Changes, OutFile, compare
from mdgen.output.manifest import NAME, digest
from mdgen.output.staging import FOLDER, Staging, is_interrupted, journal_of

OLD = {
    "__init__.py": OutFile("old = 0\n"),
    "kept.py": OutFile("kept = 0\n", ("kept.md",)),
    "gone/a.py": OutFile("a = 0\n", ("a.md",)),
    "sub/changed.py": OutFile("changed = 0\n", ("changed.md",)),
}
NEW = {
    "__init__.py": OutFile("new = 1\n"),
    "kept.py": OutFile("kept = 0\n", ("kept.md",)),
    "sub/changed.py": OutFile("changed = 1\n", ("changed.md",)),
    "fresh/b.py": OutFile("b = 1\n", ("b.md",)),
    "fresh/deep/c.py": OutFile("c = 1\n", ("c.md",)),
}
MINE = {"mine.py": "mine\n", "gone/mine.txt": "mine\n", "sub/mine.txt": "mine\n"}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "src" / "out"
    write(folder, OLD)
    for path, text in MINE.items():
        (folder / path).write_text(text)
    return folder


def content(out: Path) -> dict[str, str]:
    """All files but the manifest, as text."""
    return {
        path.relative_to(out).as_posix(): path.read_text()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.name != NAME
    }


def expected(files: dict[str, OutFile]) -> dict[str, str]:
    return {path: file.text for path, file in files.items()} | MINE


def test_the_folder_becomes_what_it_should_be(out: Path) -> None:
    times = {path: (out / path).stat().st_mtime_ns for path in ("kept.py", "mine.py")}
    changes = write(out, NEW)
    assert changes.create == ("fresh/b.py", "fresh/deep/c.py")
    assert changes.update == ("__init__.py", "sub/changed.py")
    assert changes.delete == ("gone/a.py",)
    assert content(out) == expected(NEW)
    assert compare(out, NEW).in_step
    assert not is_interrupted(out)
    assert {path: (out / path).stat().st_mtime_ns for path in times} == times


def test_a_second_build_touches_nothing(out: Path) -> None:
    write(out, NEW)
    before = {path: path.stat().st_mtime_ns for path in [out, *out.rglob("*")]}
    assert write(out, NEW).in_step
    assert {path: path.stat().st_mtime_ns for path in [out, *out.rglob("*")]} == before


def test_both_ways_give_the_same_bytes(out: Path, tmp_path: Path) -> None:
    write(out, NEW)
    write(tmp_path / "cold", NEW)
    assert (out / NAME).read_bytes() == (tmp_path / "cold" / NAME).read_bytes()


def test_empty_folders_go_and_others_stay(out: Path) -> None:
    write(out, NEW)
    assert (out / "gone/mine.txt").exists()
    write(out, OLD)
    assert not (out / "fresh").exists()


def test_byte_code_does_not_keep_a_folder(out: Path) -> None:
    write(out, NEW)
    cache = out / "fresh" / "__pycache__"
    cache.mkdir()
    (cache / "b.cpython-311.pyc").write_bytes(b"")
    write(out, OLD)
    assert not (out / "fresh").exists()


def test_an_edited_file_stops_the_build(out: Path) -> None:
    (out / "sub/changed.py").write_text("by hand\n")
    before = content(out)
    with pytest.raises(OutputError) as caught:
        write(out, NEW)
    assert caught.value.paths == ("sub/changed.py",)
    assert "sub/changed.py" in str(caught.value)
    assert "--force" in str(caught.value)
    assert content(out) == before
    write(out, NEW, force=True)
    assert content(out) == expected(NEW)


def test_an_edited_file_without_a_page_is_given_up_by_force(out: Path) -> None:
    (out / "gone/a.py").write_text("by hand\n")
    with pytest.raises(OutputError):
        write(out, NEW)
    write(out, NEW, force=True)
    assert content(out) == expected(NEW) | {"gone/a.py": "by hand\n"}
    assert write(out, NEW).in_step


@pytest.mark.parametrize("force", [False, True])
def test_a_file_in_the_way_is_never_overwritten(out: Path, force: bool) -> None:
    (out / "fresh").mkdir()
    (out / "fresh/b.py").write_text("mine\n")
    before = content(out)
    with pytest.raises(OutputError) as caught:
        write(out, NEW, force=force)
    assert caught.value.paths == ("fresh/b.py",)
    assert content(out) == before


def test_links_are_not_followed(out: Path, tmp_path: Path) -> None:
    (tmp_path / "target").mkdir()
    (out / "fresh").symlink_to(tmp_path / "target")
    with pytest.raises(OutputError):
        write(out, NEW, force=True)
    assert list((tmp_path / "target").iterdir()) == []


def test_a_later_manifest_needs_force(out: Path) -> None:
    manifest = out / NAME
    manifest.write_text(manifest.read_text().replace('"schema": 1', '"schema": 9'))
    with pytest.raises(OutputError):
        write(out, NEW)
    write(out, NEW, force=True)
    assert content(out) == expected(NEW)


@pytest.mark.parametrize("damage", [b"", b"{", b"\xff", b"{}"])
def test_a_damaged_manifest_is_repaired_where_nothing_changed(out: Path, damage: bytes) -> None:
    (out / NAME).write_bytes(damage)
    assert not compare(out, OLD).in_step
    write(out, OLD)
    assert compare(out, OLD).in_step
    assert content(out) == expected(OLD)


def test_many_names_are_shortened() -> None:
    with pytest.raises(OutputError) as caught:
        refuse(Changes(foreign=tuple(f"f{n}.py" for n in range(9))))
    assert "and 4 more are in the way" in str(caught.value)


def test_out_that_is_a_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    for target in (tmp_path / "out", tmp_path / "out" / "below"):
        with pytest.raises(OutputError):
            write(target, NEW)
    assert (tmp_path / "out").read_text() == "mine"


def test_two_builds_are_kept_apart(out: Path) -> None:
    changes = compare(out, NEW)
    with Staging(out), pytest.raises(OutputError, match="another build"):
        apply(out, NEW, changes)
    assert content(out) == expected(OLD) | {f"{FOLDER}/journal": ""}
    write(out, NEW)
    assert content(out) == expected(NEW)


def test_a_build_that_ran_in_between_is_noticed(out: Path) -> None:
    changes = compare(out, NEW)
    other = {**OLD, "sub/changed.py": OutFile("other = 2\n"), "more.py": OutFile("")}
    write(out, other)
    apply(out, NEW, changes)
    assert content(out) == expected(NEW)
    assert compare(out, NEW).in_step


# Faults: every call that changes the disk fails once, in every way.

CALLS = ("mkdir", "open", "write", "link", "unlink", "replace", "rename", "rmdir")


class KilledError(Exception):
    """Stands for kill -9: nothing in the code under test handles it."""


def failing(
    monkeypatch: pytest.MonkeyPatch, after: int, error: Callable[[], BaseException]
) -> Iterator[int]:
    """Makes the call number `after` to any of CALLS raise; yields the number of calls so far when asked."""
    count = 0

    def wrap(name: str) -> None:
        original = getattr(os, name)

        def call(*args: object, **kwargs: object) -> object:
            nonlocal count
            count += 1
            if count == after + 1:
                raise error()
            return original(*args, **kwargs)

        monkeypatch.setattr(os, name, call)

    for name in CALLS:
        wrap(name)
    while True:
        yield count


def no_space() -> BaseException:
    return OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("error", [no_space, KeyboardInterrupt, KilledError])
@pytest.mark.parametrize("start", ["empty", "old"])
def test_every_fault_leaves_old_or_new_or_a_mark(
    tmp_path: Path, error: Callable[[], BaseException], start: str
) -> None:
    before = OLD if start == "old" else {}
    finished = False
    for step in range(200):
        out = tmp_path / f"out{step}"
        mine = {}
        if start == "old":
            write(out, OLD)
            mine = MINE
            for path, text in MINE.items():
                (out / path).write_text(text)
        with pytest.MonkeyPatch.context() as patch:
            counter = failing(patch, step, error)
            next(counter)
            try:
                write(out, NEW)
                finished = next(counter) <= step
            except (OutputError, KeyboardInterrupt, KilledError):
                pass
        for path, text in mine.items():
            assert (out / path).read_text() == text, step
        if not is_interrupted(out):
            found = content(out) if out.exists() else {}
            old = {path: file.text for path, file in before.items()} | mine
            new = {path: file.text for path, file in NEW.items()} | mine
            assert found in (old, new), step
        # whatever the next build is to write, it can
        for files in (NEW, OLD) if step % 2 else (OLD, NEW):
            write(out, files)
            assert content(out) == {p: f.text for p, f in files.items()} | mine, step
            assert compare(out, files).in_step, step
        if finished:
            break
    assert finished
    assert step > 20


def test_a_full_disk_changes_nothing(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise no_space()

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(OutputError, match="No space left"):
        write(out, NEW)
    monkeypatch.undo()
    assert content(out) == expected(OLD)
    assert not is_interrupted(out)


def test_a_failed_first_build_leaves_no_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise no_space()

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(OutputError):
        write(tmp_path / "a" / "b", NEW)
    assert list(tmp_path.iterdir()) == []


def test_an_interrupted_build_is_known_by_its_journal(out: Path) -> None:
    with Staging(out) as staging:
        staging.plan([("fresh/b.py", "0" * 32), ("../evil.py", "1" * 32)])
    assert is_interrupted(out)
    assert journal_of(out) == {"fresh/b.py": ("0" * 32,)}
    assert compare(out, OLD).interrupted
    assert not compare(out, OLD).in_step
    write(out, OLD)
    assert compare(out, OLD).in_step


def test_a_build_killed_between_link_and_unlink_does_no_harm(out: Path) -> None:
    """The staged file of the dead build is the file in its place; the next one stages others under the same numbers."""
    fresh = {"fresh/b.py": OutFile("b = 1\n"), "fresh/c.py": OutFile("c = 1\n")}
    with Staging(out) as staging:
        staging.plan((path, digest(file.data(path))) for path, file in fresh.items())
        (out / "fresh").mkdir()
        staged = staging.put(0, fresh["fresh/b.py"].data("fresh/b.py"))
        os.link(staged, out / "fresh" / "b.py")
    write(out, OLD | fresh)
    assert content(out) == expected(OLD | fresh)
    assert compare(out, OLD | fresh).in_step


def test_leftovers_that_are_not_ours_stay(out: Path) -> None:
    (out / FOLDER).mkdir()
    (out / FOLDER / "precious.txt").write_text("mine")
    write(out, NEW)
    assert (out / FOLDER / "precious.txt").read_text() == "mine"
    assert compare(out, NEW).in_step


def test_a_link_in_place_of_the_staging_folder_is_not_followed(out: Path, tmp_path: Path) -> None:
    (tmp_path / "target").mkdir()
    (out / FOLDER).symlink_to(tmp_path / "target")
    with pytest.raises(OutputError, match="symbolic link"):
        write(out, NEW)
    assert list((tmp_path / "target").iterdir()) == []


def test_a_link_in_place_of_the_new_tree_is_not_followed(tmp_path: Path) -> None:
    out, target = tmp_path / "out", tmp_path / "target"
    target.mkdir()
    (out / FOLDER).mkdir(parents=True)
    (out / FOLDER / "new").symlink_to(target)
    with pytest.raises(OutputError, match="symbolic link"):
        write(out, NEW)
    assert list(target.iterdir()) == []


def test_a_link_in_the_new_tree_is_not_followed(tmp_path: Path) -> None:
    out, target = tmp_path / "out", tmp_path / "target"
    (target / "deeper").mkdir(parents=True)
    mine = target / "deeper" / "mine.py"
    mine.write_text("mine")
    tree = out / FOLDER / "new"
    (tree / "real").mkdir(parents=True)
    (tree / "linked").symlink_to(target)
    (tree / "real" / "linked").symlink_to(target)
    paths = ("linked/deeper/mine.py", "real/linked/deeper/mine.py")
    (out / FOLDER / "journal").write_text("".join(f"{'0' * 32} {path}\n" for path in paths))
    with pytest.raises(OutputError, match="what no build wrote"):
        write(out, NEW)
    assert mine.read_text() == "mine"


def test_what_an_interrupted_build_left_of_a_new_tree_goes(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    with Staging(out) as staging:
        contents = [(path, file.data(path)) for path, file in OLD.items()]
        staging.plan((path, digest(data)) for path, data in contents)
        staging.put_tree(contents)
    write(out, NEW)
    assert not (out / FOLDER).exists()
    assert content(out) == {path: file.text for path, file in NEW.items()}


def test_a_strange_file_in_the_new_tree_stays(tmp_path: Path) -> None:
    tree = tmp_path / "out" / FOLDER / "new"
    tree.mkdir(parents=True)
    (tree / "precious.txt").write_text("mine")
    with pytest.raises(OutputError, match="what no build wrote"):
        write(tmp_path / "out", NEW)
    assert (tree / "precious.txt").read_text() == "mine"
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [FOLDER]


def test_a_folder_that_appears_meanwhile_is_not_filled(tmp_path: Path) -> None:
    out = tmp_path / "out"
    changes = compare(out, NEW)
    original = Staging.put_tree

    def put_tree(self: Staging, contents: Sequence[tuple[str, bytes]]) -> list[tuple[str, str]]:
        (out / "sub").mkdir()
        (out / "sub" / "mine.py").write_text("mine")
        return original(self, contents)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Staging, "put_tree", put_tree)
        with pytest.raises(OutputError, match="half written"):
            apply(out, NEW, changes)
    assert [path.name for path in (out / "sub").iterdir()] == ["mine.py"]
    write(out, NEW)
    assert compare(out, NEW).in_step
    assert (out / "sub" / "mine.py").read_text() == "mine"
