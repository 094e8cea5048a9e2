"""Templates print Python text and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import UndefinedError

from mdgen.writer.templates import (
    MAX_PRINTED,
    TemplateFaultError,
    Templates,
    runtime_text,
    template_folder,
)
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
        ("{% for x in range(9) %}{% endfor %}", 1, "'range' is undefined"),
        ("\n{{ 9 ** 9 ** 9 ** 9 }}", 2, "may not calculate with **"),
        ("{% for x in 'x' * 10 %}{% endfor %}", 1, "may not calculate with *"),
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


def test_what_prints_without_end_is_stopped_at_its_place(tmp_path: Path) -> None:
    loop = "{% for x in (1, 2, 3, 4, 5, 6, 7, 8, 9) %}"
    text = f"{{{{ value }}}}\n{loop * 12}\nx = 1\n{'{% endfor %}' * 12}"
    with pytest.raises(TemplateFaultError, match=rf"\.jinja:2: prints more than {MAX_PRINTED:,}"):
        templates(tmp_path, text).text("made_up", value=Printable(""))


def test_what_is_long_because_the_docs_are_is_printed(tmp_path: Path) -> None:
    member = Printable("x" * 1000)
    made = templates(tmp_path, "{% for value in values %}{{ value }}\n{% endfor %}")
    assert len(made.text("made_up", values=(member,) * 2000)) > 2 * MAX_PRINTED - 1


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\xff", "can't decode"),
        (b"{% for x in y %}" * 30 + b"{% endfor %}" * 30, "too many statically nested blocks"),
        (b"{{ " + b"(" * 10_000 + b" }}", "recursion"),
    ],
)
def test_a_template_that_cannot_be_loaded_is_named(
    tmp_path: Path, data: bytes, reason: str
) -> None:
    (tmp_path / "made_up.jinja").write_bytes(data)
    with pytest.raises(TemplateFaultError, match=rf"made_up\.jinja: .*{reason}"):
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
