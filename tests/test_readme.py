"""The README is complete and true: every option, every code, and the commands that CI runs."""

from __future__ import annotations

import re
import tomllib

import click
import pytest
from jinja2 import Environment
from jinja2.meta import find_undeclared_variables

from building import REPOSITORY
from mdgen.cache import VARIABLE
from mdgen.cli import COMMANDS, group
from mdgen.cli.settings import COMMAND_LINE_ONLY, KEYS
from mdgen.diagnostics import Code

README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
CODES = set(re.findall(r"MD\d{3}", README))


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_described(command: str) -> None:
    found = group.get_command(click.Context(group), command)
    assert found is not None
    for parameter in found.params:
        if isinstance(parameter, click.Option):
            names = [*parameter.opts, *parameter.secondary_opts]
            assert any(re.search(rf"[`, ]{name}\b", README) for name in names), names


def test_every_code_is_described_and_no_other() -> None:
    assert {code.id for code in Code} == CODES


def test_settings_are_options() -> None:
    for key in KEYS:
        option = "--" + key.replace("_", "-")
        assert key in ("docs", "wire_names") or option in README or f"--no-{key}" in README, key


def test_templates_are_listed_with_what_they_are_given() -> None:
    files = sorted((REPOSITORY / "templates" / "shared").glob("*.jinja"))
    rows = dict(re.findall(r"^\| `(\w+\.jinja)` \|[^|]*\|(.*)\|$", README, re.MULTILINE))
    assert sorted(rows) == [file.name for file in files]
    environment = Environment(autoescape=True)
    for file in files:
        used = find_undeclared_variables(environment.parse(file.read_text(encoding="utf-8")))
        assert set(re.findall(r"`(\w+)`", rows[file.name])) == used, file


def test_settings_are_listed_and_no_other() -> None:
    (listed,) = re.findall(r"`\[tool\.mdgen\]` can hold ([^;]*);", README)
    assert [name.replace("-", "_") for name in re.findall(r"`([a-z-]+)`", listed)] == list(KEYS)


def test_options_are_settings_or_for_the_command_line_only() -> None:
    found = set()
    for name in COMMANDS:
        command = group.get_command(click.Context(group), name)
        assert command is not None
        found |= {
            option.removeprefix("--").replace("-", "_")
            for one in command.params
            for option in one.opts
            if option.startswith("--")
        }
    assert found - KEYS.keys() == COMMAND_LINE_ONLY


def test_what_the_code_needs_is_what_it_is_tested_for() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert f"needs Python {project['requires-python'].replace('>=', '≥ ')}, and" in README
    (library,) = project["optional-dependencies"]["pydantic"]
    assert f"| {library.replace('>=', ' ≥ ')} |" in README


def test_the_cache_is_where_the_readme_says() -> None:
    assert f"`{VARIABLE}`" in README


def test_what_dataclasses_have_besides_is_described() -> None:
    text = (REPOSITORY / "templates" / "dataclass" / "_model.py").read_text(encoding="utf-8")
    public = set(re.findall(r"^    def ([a-z]\w*)", text, re.MULTILINE))
    assert public == {"from_dict", "to_dict", "from_json", "to_json", "extra", "nulls"}
    assert all(f"`{name}`" in README for name in (*public, "DecodeError"))


def test_ci_runs_the_test_command() -> None:
    ci = (REPOSITORY / ".ci" / "run").read_text(encoding="utf-8")
    assert "-r tests/requirements.lock -e ." in README
    assert "-r tests/requirements.lock -e ." in ci
    assert ".venv/bin/pytest -n auto" in README
    assert ".venv/bin/pytest -n auto" in ci
