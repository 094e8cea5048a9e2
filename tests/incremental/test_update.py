"""The law of builds after an edit: they write and say what a build of all pages writes and says, byte for byte."""

from __future__ import annotations

import random
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from building import REPOSITORY
from mdgen.cli import build as build_command
from mdgen.cli import check as check_command
from mdgen.cli import main

SAMPLES = {
    "typescript": REPOSITORY / "input_docs" / "typescript" / "docs",
    "python": REPOSITORY / "input_docs" / "python" / "docs",
    "cycles": REPOSITORY / "tests" / "golden" / "cycles" / "docs",
    "typescript-old": REPOSITORY / "tests" / "golden" / "typescript-old" / "docs",
    "hard-names": REPOSITORY / "tests" / "golden" / "hard-names" / "docs",
    "java": REPOSITORY / "tests" / "golden" / "java" / "docs",
}
DIALECTS = {"typescript-old": "typescript", "cycles": "typescript", "hard-names": "typescript"}

Lines = list[str]
Edit = Callable[[Lines, random.Random], Lines]


class Outcome(NamedTuple):
    code: object
    out: str
    err: str


class Folder:
    """A copy of some docs with a package of its own, built with what is remembered and without."""

    def __init__(
        self, docs: Path, folder: Path, capfd: pytest.CaptureFixture[str], *options: str
    ) -> None:
        self.docs, self.out, self.cold = folder / "docs", folder / "out", folder / "cold"
        shutil.copytree(docs, self.docs)
        self.capfd = capfd
        self.options = options
        self.build()

    def run(self, out: Path, *more: str, command: str = "build") -> Outcome:
        sys.argv = ["mdgen", command, str(self.docs), "-o", str(out), *self.options, *more]
        with pytest.raises(SystemExit) as exit_:
            main()
        return Outcome(exit_.value.code, *self.capfd.readouterr())

    def build(self) -> Outcome:
        return self.run(self.out)

    def check(self) -> None:
        """Builds both ways and compares everything."""
        warm = self.build()
        shutil.rmtree(self.cold, ignore_errors=True)
        cold = self.run(self.cold, "--no-cache")
        assert warm.code == cold.code
        assert warm.err == cold.err
        assert warm.out.splitlines()[:-1] == cold.out.splitlines()[:-1]
        assert contents(self.out) == contents(self.cold)

    def pages(self) -> list[Path]:
        return sorted(
            path
            for path in self.docs.rglob("*.md")
            if path.name != "README.md" and "sdks" not in path.parts
        )

    def edit(self, page: Path, edit: Edit, chance: random.Random) -> bool:
        """Changes a page; False if the edit does not fit it."""
        lines = page.read_text(encoding="utf-8").split("\n")
        try:
            changed = edit(list(lines), chance)
        except (IndexError, StopIteration):
            return False
        page.write_text("\n".join(changed), encoding="utf-8", newline="")
        return changed != lines


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def rows(lines: Lines) -> list[int]:
    return [number for number, line in enumerate(lines) if line.startswith("| `")]


def cells(line: str) -> Lines:
    return line.strip().strip("|").split(" | ")


def described(lines: Lines, chance: random.Random) -> Lines:
    number = chance.choice(rows(lines))
    parts = cells(lines[number])
    parts[min(3, len(parts) - 1)] = f"What it is, in {chance.randrange(1000)} words."
    lines[number] = f"| {' | '.join(parts)} |"
    return lines


def introduced(lines: Lines, chance: random.Random) -> Lines:
    lines.insert(1, f"\nA thing with `some_name` and {chance.randrange(1000)} more.\n")
    return lines


def added(cell: str) -> Edit:
    def edit(lines: Lines, chance: random.Random) -> Lines:
        number = chance.choice(rows(lines))
        mark = chance.choice([":heavy_check_mark:", ":heavy_minus_sign:"])
        parts = [f"`addedField{chance.randrange(50)}`", cell, mark, "N/A", ""]
        lines.insert(number + 1, f"| {' | '.join(parts[: len(cells(lines[number]))])} |")
        return lines

    return edit


def exchanged(old: str, new: str) -> Edit:
    def edit(lines: Lines, chance: random.Random) -> Lines:
        number = chance.choice([number for number in rows(lines) if old in lines[number]])
        lines[number] = lines[number].replace(old, new)
        return lines

    return edit


def removed(lines: Lines, chance: random.Random) -> Lines:
    del lines[chance.choice(rows(lines))]
    return lines


def swapped(lines: Lines, chance: random.Random) -> Lines:
    first, second = chance.choice(rows(lines)), chance.choice(rows(lines))
    lines[first], lines[second] = lines[second], lines[first]
    return lines


def other_example(lines: Lines, chance: random.Random) -> Lines:
    number = chance.choice([n for n, line in enumerate(lines) if re.match(r"^\s+\w+: .*\d", line)])
    lines[number] = re.sub(r"\d", lambda _: str(chance.randrange(10)), lines[number])
    return lines


def null_example(lines: Lines, chance: random.Random) -> Lines:
    number = chance.choice(
        [n for n, line in enumerate(lines) if re.match(r"^\s+\w+: [^{\[]*,$", line)]
    )
    lines[number] = re.sub(r": .*,$", ": null,", lines[number])
    return lines


def lowered(lines: Lines, chance: random.Random) -> Lines:
    return ["", *lines]


def retitled(lines: Lines, chance: random.Random) -> Lines:
    number = next(number for number, line in enumerate(lines) if line.startswith("# "))
    lines[number] = f"# Renamed{chance.randrange(9)}"
    return lines


EDITS: tuple[Edit, ...] = (
    described,
    introduced,
    added("*string*"),
    added("*number*"),
    added("*boolean*"),
    exchanged(":heavy_check_mark:", ":heavy_minus_sign:"),
    exchanged(":heavy_minus_sign:", ":heavy_check_mark:"),
    exchanged("*string*", "*boolean*"),
    exchanged("*string*", "*number*"),
    exchanged("*number*", "*string*"),
    removed,
    swapped,
    other_example,
    null_example,
    lowered,
    retitled,
)


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MDGEN_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(sys, "argv", [])


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether each build looked at changed pages only, for those that found any."""
    found: list[bool] = []
    update = build_command.update_package

    def spy(*arguments: object) -> object:
        updated = update(*arguments)  # type: ignore[arg-type]
        found.append(updated is not None)
        return updated

    monkeypatch.setattr(build_command, "update_package", spy)
    return found


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("target", ["pydantic", "dataclass"])
def test_edits_give_what_a_build_of_all_pages_gives(
    name: str, target: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    dialect = ("--dialect", DIALECTS[name]) if name in DIALECTS else ()
    folder = Folder(SAMPLES[name], tmp_path, capfd, "--target", target, "-v", *dialect)
    chance = random.Random(f"{name} {target}")
    for _ in range(10):
        # one edit most of the time, sometimes of several pages at once
        for _ in range(chance.choice([1, 1, 1, 2, 3])):
            while not folder.edit(chance.choice(folder.pages()), chance.choice(EDITS), chance):
                pass
        folder.check()


SHELF = """# Shelf

## Fields

| Field | Type | Required | Description | Example |
| --- | --- | --- | --- | --- |
| `label` | *string* | :heavy_check_mark: | What is written on it. | A-1 |
| `width` | *string* | :heavy_minus_sign: | Its width. | |
| `colour` | [Colour](../../models/components/colour.md) | :heavy_minus_sign: | Its colour. | |
"""
COLOUR = """# Colour

## Values

| Name | Value |
| --- | --- |
| `Red` | red |
| `Blue` | blue |
"""
HOUSE = """# House

## Fields

| Field | Type | Required | Description | Example |
| --- | --- | --- | --- | --- |
| `shelves` | [Shelf](../../models/components/shelf.md)[] | :heavy_check_mark: | All shelves. | |
"""

COMMON: dict[str, tuple[str, str, str]] = {
    "a description": ("shelf", "Its width.", "How wide it is."),
    "a field more": (
        "shelf",
        "| `colour`",
        "| `depth` | *string* | :heavy_minus_sign: | Its depth. | |\n| `colour`",
    ),
    "a field less": ("shelf", "| `width` | *string* | :heavy_minus_sign: | Its width. | |\n", ""),
    "an optional field": (
        "shelf",
        "*string* | :heavy_check_mark: | What",
        "*string* | :heavy_minus_sign: | What",
    ),
    "another primitive": ("shelf", "`width` | *string*", "`width` | *boolean*"),
    "another value": ("colour", "| `Blue` | blue |", "| `Blue` | blue |\n| `Green` | green |"),
    "a reference more": (
        "house",
        "| `shelves`",
        "| `colour` | [Colour](../../models/components/colour.md) | :heavy_minus_sign: | Paint. | |\n| `shelves`",
    ),
    "an empty line": ("shelf", "## Fields", "\n## Fields"),
}


def made_up(folder: Path) -> Path:
    components = folder / "made" / "docs" / "models" / "components"
    components.mkdir(parents=True)
    for name, text in (("shelf", SHELF), ("colour", COLOUR), ("house", HOUSE)):
        (components / f"{name}.md").write_text(text, encoding="utf-8")
    return components.parents[1]


@pytest.mark.parametrize("name", COMMON)
def test_common_edits_do_not_need_all_pages(
    name: str, tmp_path: Path, capfd: pytest.CaptureFixture[str], taken: list[bool]
) -> None:
    """Else the quick way would be right, and never be taken."""
    folder = Folder(made_up(tmp_path), tmp_path / "work", capfd, "--dialect", "typescript")
    taken.clear()
    stem, old, new = COMMON[name]
    page = folder.docs / "models" / "components" / f"{stem}.md"
    text = page.read_text(encoding="utf-8")
    assert text.count(old) == 1
    page.write_text(text.replace(old, new), encoding="utf-8")
    folder.check()
    assert taken[0] is True
    # and the same way back, from what the quick build left
    page.write_text(text, encoding="utf-8")
    folder.check()


@pytest.mark.parametrize("name", COMMON)
def test_a_check_after_common_edits_does_not_need_all_pages(
    name: str, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says what a check of all pages says, and writes nothing."""
    foreseen: list[bool] = []
    foresee = check_command.foresee_update

    def spy(*arguments: object) -> object:
        found = foresee(*arguments)  # type: ignore[arg-type]
        foreseen.append(found is not None)
        return found

    monkeypatch.setattr(check_command, "foresee_update", spy)
    folder = Folder(made_up(tmp_path), tmp_path / "work", capfd, "--dialect", "typescript")
    stem, old, new = COMMON[name]
    page = folder.docs / "models" / "components" / f"{stem}.md"
    page.write_text(page.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    before = {path: path.stat().st_mtime_ns for path in folder.out.rglob("*")}
    quick = folder.run(folder.out, "--diff", command="check")
    assert quick == folder.run(folder.out, "--diff", "--no-cache", command="check")
    assert quick.code == (0 if name == "an empty line" else 1)
    assert foreseen == [True, False]
    assert {path: path.stat().st_mtime_ns for path in folder.out.rglob("*")} == before
    # What is foreseen is what a build does then.
    folder.check()


FAR: dict[str, tuple[str, str, str]] = {
    "another name": ("shelf", "# Shelf", "# Board"),
    "a circle": (
        "shelf",
        "| `colour`",
        "| `house` | [House](../../models/components/house.md) | :heavy_minus_sign: | Where. | |\n| `colour`",
    ),
    "a missing page": ("shelf", "[Colour](../../models/components/colour.md)", "[Hue](hue.md)"),
    "one value": ("colour", "| `Blue` | blue |\n", ""),
}


@pytest.mark.parametrize("name", FAR)
def test_edits_that_reach_far_need_all_pages(
    name: str, tmp_path: Path, capfd: pytest.CaptureFixture[str], taken: list[bool]
) -> None:
    folder = Folder(made_up(tmp_path), tmp_path / "work", capfd, "--dialect", "typescript")
    taken.clear()
    stem, old, new = FAR[name]
    page = folder.docs / "models" / "components" / f"{stem}.md"
    page.write_text(page.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    folder.check()
    assert taken[0] is False


def test_the_first_null_of_a_required_field_needs_all_pages(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], taken: list[bool]
) -> None:
    """Until then, Go docs say nothing about null on any."""
    docs = made_up(tmp_path)
    for page in docs.rglob("*.md"):
        text = page.read_text(encoding="utf-8").replace("*string*", "`string`")
        page.write_text(re.sub(r"(\[Shelf\]\(\S+\))\[\]", r"[]\1", text), encoding="utf-8")
    folder = Folder(docs, tmp_path / "work", capfd, "--dialect", "go")
    taken.clear()
    page = folder.docs / "models" / "components" / "shelf.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("`label` | `string`", "`label` | `*string`"), encoding="utf-8")
    folder.check()
    page.write_text(text, encoding="utf-8")
    folder.check()
    assert taken[0] is False
    assert taken[2] is False


def test_only_the_changed_module_is_written(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], taken: list[bool]
) -> None:
    folder = Folder(made_up(tmp_path), tmp_path / "work", capfd, "--dialect", "typescript")
    before = {path: path.stat().st_mtime_ns for path in folder.out.rglob("*.py")}
    page = folder.docs / "models" / "components" / "shelf.md"
    page.write_text(
        page.read_text(encoding="utf-8").replace("Its width.", "Wide."), encoding="utf-8"
    )
    taken.clear()
    assert "1 updated" in folder.build().out
    assert taken == [True]
    written = [path.name for path, time in before.items() if path.stat().st_mtime_ns != time]
    assert written == ["shelf.py"]


def test_an_edited_file_stops_the_build(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], taken: list[bool]
) -> None:
    folder = Folder(made_up(tmp_path), tmp_path / "work", capfd, "--dialect", "typescript")
    (folder.out / "components" / "house.py").write_text("mine = 1\n", encoding="utf-8")
    page = folder.docs / "models" / "components" / "shelf.md"
    page.write_text(
        page.read_text(encoding="utf-8").replace("Its width.", "Wide."), encoding="utf-8"
    )
    outcome = folder.build()
    assert taken[-1] is False
    assert outcome.code == 1
    assert "components/house.py" in outcome.err
    assert "Wide." not in (folder.out / "components" / "shelf.py").read_text(encoding="utf-8")
