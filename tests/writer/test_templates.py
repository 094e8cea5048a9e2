"""Templates print Python text and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import UndefinedError

from mdgen.writer.templates import TemplateFaultError, Templates, runtime_text, template_folder
from mdgen.writer.text import Printable


def templates(folder: Path, text: str) -> Templates:
    (folder / "made_up.jinja").write_text(text)
    return Templates("pydantic", folder)


def test_a_plain_string_is_refused(tmp_path: Path) -> None:
    made = templates(tmp_path, "x = {{ value }}")
    assert made.text("made_up", value=Printable("1")) == "x = 1"
    for value in ("1", 1, None, ["1"]):
        with pytest.raises(TemplateFaultError, match="only Printable"):
            made.text("made_up", value=value)


@pytest.mark.parametrize(
    "text",
    [
        "{{ missing }}",
        "{{ value.__class__.__mro__ }}",
        "{{ ''.__class__.__base__.__subclasses__() }}",
        "{% for x in range(3) %}{% endfor %}",
    ],
)
def test_a_template_reaches_nothing_but_its_values(tmp_path: Path, text: str) -> None:
    with pytest.raises(TemplateFaultError):
        templates(tmp_path, text).text("made_up", value=Printable("1"))


def test_what_a_template_computes_from_text_is_plain_text_again(tmp_path: Path) -> None:
    for text in ("{{ value ~ 'x' }}", "{{ value | upper }}", "{{ value.replace('1', 'x') }}"):
        with pytest.raises(TemplateFaultError, match="only Printable"):
            templates(tmp_path, text).text("made_up", value=Printable("1"))


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("{{ value }}\n{{ missing }}", 2, "'missing' is undefined"),
        ("{{ value }}\n\n{% if %}", 3, "Expected an expression"),
        ("{{ value | no_such_filter }}", 1, "No filter named 'no_such_filter'"),
        ("\n{{ value.__class__ }}", 2, "access to attribute '__class__'"),
        ("{% for x in range(10 ** 9) %}{% endfor %}", 1, "undefined"),
        ("\n{% include 'elsewhere.jinja' %}", 2, "elsewhere.jinja"),
        ("{{ value / 0 }}", 1, "unsupported operand"),
        ("\n\n{% include 'made_up.jinja' %}", 3, "recursion"),
    ],
)
def test_a_fault_is_named_with_its_place(tmp_path: Path, text: str, line: int, reason: str) -> None:
    with pytest.raises(TemplateFaultError) as caught:
        templates(tmp_path, text).text("made_up", value=Printable("1"))
    assert str(caught.value).startswith(f"{tmp_path / 'made_up.jinja'}:{line}: ")
    assert reason in str(caught.value)


def test_a_template_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "made_up.jinja").write_bytes(b"\xff")
    with pytest.raises(TemplateFaultError, match=r"made_up\.jinja"):
        Templates("pydantic", tmp_path).text("made_up")


def test_a_fault_of_our_own_templates_is_a_bug(tmp_path: Path) -> None:
    with pytest.raises(UndefinedError):
        Templates("pydantic", tmp_path).text("alias")


def test_a_folder_overrides_single_templates(tmp_path: Path) -> None:
    (tmp_path / "alias.jinja").write_text("# mine\n{{ statement }}\n")
    made = Templates("pydantic", tmp_path)
    values = {"statement": Printable("A = 1"), "docstring": Printable(""), "remark": Printable("")}
    assert made.text("alias", **values) == "# mine\nA = 1"
    assert (
        made.text(
            "enum", name=Printable("E"), base=Printable("B"), docstring=Printable(""), members=()
        )
        == "class E(B):"
    )


def test_runtime_modules_are_read_verbatim() -> None:
    file = template_folder() / "pydantic" / "_model.py"
    assert runtime_text("pydantic", "_model.py") == file.read_text(encoding="utf-8")
