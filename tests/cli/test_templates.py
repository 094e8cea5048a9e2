"""Templates of the user's that are at fault: an error with a place, and nothing is written."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from building import REPOSITORY
from cli.test_commands import Run, run, write_page
from mdgen.cli import EXIT_INTERRUPTED
from mdgen.cli.update import VARIABLE

__all__ = ["run"]

LOOP, END = "{% for x in (1, 2, 3, 4, 5, 6, 7, 8, 9) %}", "{% endfor %}"
FAULTS = {
    "syntax": ("{% if %}", "1: Expected an expression"),
    "undefined": ("\n{{ missing }}", "2: 'missing' is undefined"),
    "security": ("{{ docstring.__class__ }}", "1: access to attribute '__class__'"),
    "plain": ("{{ 'text' }}", "1: a template may print only Printable text"),
    "filter": ("{{ name | no_such }}", "1: No filter named 'no_such'"),
    "include": ("{% include 'gone.jinja' %}", "1: there is no template 'gone.jinja'"),
    "endless": (f"x = 1\n{LOOP * 12}x = 1\n{END * 12}", "2: prints more than 1,000,"),
    "power": ("\n\n{{ 9 ** 9 ** 9 ** 9 }}", "3: a template may not calculate with **"),
    "itself": ("{% include 'model.jinja' %}", "1: maximum recursion depth exceeded"),
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


def test_what_the_gate_refuses_names_the_templates(run: Run, tmp_path: Path) -> None:
    write_page(tmp_path / "docs", "Kite")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "model.jinja").write_text("import os\nos.system('true')\n")
    for command in ("build", "check"):
        found = run(command, "docs", "-o", "models", "--template-dir", "mine")
        assert found.code == 1
        assert "components/kite.py (from models/components/kite.md)" in found.err
        assert "must not be written: line 6: import of os; look at mine/model.jinja" in found.err
        assert not (tmp_path / "models").exists()


ENUM = "# Kite\n\n## Values\n\n| Name | Value |\n| --- | --- |\n| `A` | a |\n| `B` | b |\n"
# Templates that are at fault only with what a page says after an edit
OF_ENUMS = "{% for member in members %}{{ member.missing }}{% endfor %}"
OF_WORDS = "{% if 'Other' in docstring %}{{ missing }}{% endif %}\n{{ docstring }}\n"
OF_GATE = "{% if 'Other' in docstring %}\nimport os\nos.fork()\n{% endif %}\n{{ docstring }}\n"


@pytest.mark.parametrize(
    ("template", "text", "page", "expected"),
    [
        ("enum", OF_ENUMS, ENUM, "enum.jinja:1: "),
        ("model", OF_WORDS, None, "model.jinja:1: 'missing' is undefined; mend the template"),
        ("model", OF_GATE, None, "must not be written: line 6: import of os; look at mine"),
    ],
)
def test_a_template_that_fails_for_an_edited_page_only(
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    template: str,
    text: str,
    page: str | None,
    expected: str,
) -> None:
    monkeypatch.setenv(VARIABLE, "1")
    kite = write_page(tmp_path / "docs", "Kite")
    write_page(tmp_path / "docs", "Spool")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / f"{template}.jinja").write_text(text)
    arguments = ("build", "docs", "-o", "models", "--template-dir", "mine")
    assert run(*arguments).code == 0
    before = package(tmp_path / "models")
    if page is None:
        write_page(tmp_path / "docs", "Kite", text="Other things.")
    else:
        kite.write_text(page)
    found = run(*arguments)
    assert found.code == 1
    # The build of changed pages was tried, and gave up
    assert "all pages are looked at: " in found.err
    assert expected in found.err
    assert package(tmp_path / "models") == before
    # The page that a template fails for is not remembered as built
    assert run(*arguments).code == 1
    write_page(tmp_path / "docs", "Kite", text="A better thing.")
    assert run(*arguments).code == 0
    assert package(tmp_path / "models") != before


def test_watching_goes_on_after_a_template_failed(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_page(tmp_path / "docs", "Kite")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "model.jinja").write_text(OF_WORDS)
    texts = iter(["Other things.", "A better thing."])

    def sleep(seconds: float) -> None:
        text = next(texts, None)
        if text is None:
            raise KeyboardInterrupt
        write_page(tmp_path / "docs", "Kite", text=text)

    monkeypatch.setattr(time, "sleep", sleep)
    found = run("build", "docs", "-o", "models", "--template-dir", "mine", "--watch")
    assert found.code == EXIT_INTERRUPTED
    assert found.err.count("mine/model.jinja:1: 'missing' is undefined; mend the template") == 1
    assert found.err.count("changed") == 2
    assert found.out.count("models: ") == 2
    assert "Traceback" not in found.err


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ((), "'mine' holds no template"),
        (("README.md",), "'mine' holds no template"),
        (("modell.jinja",), "modell.jinja overrides no template"),
        (("model.jinja", "shared/field.jinja"), "shared/field.jinja overrides no template"),
        (("model.j2",), "model.j2 overrides no template"),
        (("model.jinja", "loop.jinja"), "loop.jinja overrides no template"),
    ],
)
def test_a_template_that_overrides_nothing_is_a_usage_error(
    run: Run, tmp_path: Path, files: tuple[str, ...], says: str
) -> None:
    write_page(tmp_path / "docs", "Kite")
    (tmp_path / "mine" / "shared").mkdir(parents=True)
    for name in files:
        (tmp_path / "mine" / name).write_text("{# loop.jinja #}" if name == "loop.jinja" else "")
    found = run("build", "docs", "-o", "models", "--template-dir", "mine")
    assert found.code == 2
    assert says in found.err
    assert "alias.jinja, enum.jinja, field.jinja, model.jinja, module.jinja." in found.err
    assert not (tmp_path / "models").exists()


def test_a_template_may_include_others_of_its_folder(run: Run, tmp_path: Path) -> None:
    write_page(tmp_path / "docs", "Kite")
    (tmp_path / "mine" / "parts").mkdir(parents=True)
    text = (REPOSITORY / "templates" / "shared" / "model.jinja").read_text()
    (tmp_path / "mine" / "model.jinja").write_text("{% include 'parts/one.jinja' %}\n")
    (tmp_path / "mine" / "parts" / "one.jinja").write_text("{% include 'parts/two.jinja' %}\n")
    (tmp_path / "mine" / "parts" / "two.jinja").write_text(text)
    found = run("build", "docs", "-o", "models", "--template-dir", "mine")
    assert (found.code, found.err) == (0, "")


def test_a_folder_of_templates_that_is_not_there(run: Run, tmp_path: Path) -> None:
    write_page(tmp_path / "docs", "Kite")
    found = run("build", "docs", "-o", "models", "--template-dir", "gone")
    assert found.code == 2
    assert "gone" in found.err
