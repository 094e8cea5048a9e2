"""Templates of the user's that are at fault: an error with a place, and nothing is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.test_commands import Run, run, write_page

__all__ = ["run"]

FAULTS = {
    "syntax": ("{% if %}", "1: Expected an expression"),
    "undefined": ("\n{{ missing }}", "2: 'missing' is undefined"),
    "security": ("{{ docstring.__class__ }}", "1: access to attribute '__class__'"),
    "plain": ("{{ 'text' }}", "1: a template may print only Printable text"),
    "filter": ("{{ name | no_such }}", "1: No filter named 'no_such'"),
    "include": ("{% include 'gone.jinja' %}", "1: there is no template 'gone.jinja'"),
}


def package(out: Path) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in sorted(out.rglob("*")) if file.is_file()}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("command", ["build", "check", "verify"])
def test_a_template_at_fault_is_named(run: Run, tmp_path: Path, fault: str, command: str) -> None:
    write_page(tmp_path / "docs", "Kite")
    folder = tmp_path / "mine"
    folder.mkdir()
    text, expected = FAULTS[fault]
    (folder / "model.jinja").write_text(text)
    out = () if command == "verify" else ("-o", "models")
    found = run(command, "docs", *out, "--template-dir", "mine")
    assert found.code == 1
    assert f"model.jinja:{expected}" in found.err
    assert "mend the template" in found.err
    assert "Traceback" not in found.err
    assert not (tmp_path / "models").exists()


def test_what_the_gate_refuses_names_the_folder_of_templates(run: Run, tmp_path: Path) -> None:
    write_page(tmp_path / "docs", "Kite")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "model.jinja").write_text("import os\nos.system('true')\n")
    found = run("build", "docs", "-o", "models", "--template-dir", "mine")
    assert found.code == 1
    assert "must not be written" in found.err
    assert "look at the templates in mine" in found.err
    assert not (tmp_path / "models").exists()


def test_a_template_that_fails_for_an_edited_page_only(run: Run, tmp_path: Path) -> None:
    page = write_page(tmp_path / "docs", "Kite")
    write_page(tmp_path / "docs", "Spool")
    (tmp_path / "mine").mkdir()
    enum = "{% for member in members %}{{ member.missing }}{% endfor %}"
    (tmp_path / "mine" / "enum.jinja").write_text(enum)
    arguments = ("build", "docs", "-o", "models", "--template-dir", "mine")
    assert run(*arguments).code == 0
    before = package(tmp_path / "models")
    page.write_text(
        "# Kite\n\n## Values\n\n| Name | Value |\n| --- | --- |\n| `A` | a |\n| `B` | b |\n"
    )
    found = run(*arguments)
    assert found.code == 1
    assert "enum.jinja:1: " in found.err
    assert package(tmp_path / "models") == before


def test_a_folder_of_templates_that_is_not_there(run: Run, tmp_path: Path) -> None:
    write_page(tmp_path / "docs", "Kite")
    found = run("build", "docs", "-o", "models", "--template-dir", "gone")
    assert found.code == 2
    assert "gone" in found.err
