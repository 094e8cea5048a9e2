"""The command line over `[tool.mdgen]` over the defaults."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from mdgen.cli.settings import settle
from mdgen.options import Extra, Layout, WireCase


def project(folder: Path, table: str) -> Path:
    (folder / "docs").mkdir()
    (folder / "pyproject.toml").write_text(table, encoding="utf-8")
    return folder


def test_configuration_gives_what_the_command_line_leaves_out(tmp_path: Path) -> None:
    table = """[tool.mdgen]
docs = "docs"
out = "src/models"
layout = "single"
extra = "ignore"
wire-case = "snake"
[tool.mdgen.wire_names]
"Boat.id" = "_id"
"""
    settings = settle({"extra": "keep", "layout": None}, project(tmp_path, table))
    assert settings.docs == tmp_path / "docs"
    assert settings.out == tmp_path / "src/models"
    assert settings.write.layout is Layout.SINGLE
    assert settings.write.extra is Extra.KEEP
    assert settings.resolve.wire_case is WireCase.SNAKE
    assert settings.resolve.wire_names == {"Boat.id": "_id"}


def test_configuration_is_found_in_a_parent_folder(tmp_path: Path) -> None:
    below = project(tmp_path, '[tool.mdgen]\ndocs = "docs"\n') / "a" / "b"
    below.mkdir(parents=True)
    assert settle({}, below).docs.resolve() == (tmp_path / "docs").resolve()


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ('[tool.mdgen]\nlayuot = "page"\n', "did you mean `layout`"),
        ("[tool.mdgen]\nstrict = 1\n", "`strict` in .* must be true or false"),
        ("[tool.mdgen]\nout = 1\n", "`out` in .* must be a text"),
        ("[tool.mdgen]\nwire-names = 1\n", "`wire-names` in .* must be a table"),
        ('[tool.mdgen]\nreport = "r.md"\n', "--report is for the command line only"),
        ("[tool.mdgen]\nfail-on-change = true\n", "--fail-on-change is for the command line only"),
        ("[tool.mdgen]\nno-cache = true\n", "`no-cache`; write `cache = false`"),
        (
            '[tool.mdgen]\ndocs = "docs"\nlayout = "tree"\n',
            "pyproject.toml: `layout` .* can be page, namespace, single",
        ),
        (
            '[tool.mdgen]\ndocs = "docs"\n[tool.mdgen.wire_names]\na = 1\n',
            "pyproject.toml: .* texts to texts",
        ),
        ("[tool.mdgen\n", "can't be read"),
        ("[tool]\nmdgen = 3\n", "not a table"),
        ("", "no DOCS"),
        ('[tool.mdgen]\ndocs = "elsewhere"\n', "does not exist"),
        (
            '[tool.mdgen]\ndocs = "docs"\nalso = "elsewhere"\n',
            "`also` '.*elsewhere' does not exist",
        ),
    ],
)
def test_wrong_configuration_is_a_usage_error(tmp_path: Path, table: str, message: str) -> None:
    with pytest.raises(click.UsageError, match=message.replace("(", r"\(")):
        settle({}, project(tmp_path, table))
