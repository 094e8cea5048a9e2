"""The language of an SDK's docs."""

from __future__ import annotations

from time import process_time

import pytest

from mdgen.diagnostics import Checked, Code
from mdgen.markdown.page import Page
from mdgen.markdown.parser import parse_page
from mdgen.reader import detect as detecting
from mdgen.reader.dialect import dialects


def detect(pages: list[Page]) -> Checked[str | None]:
    """Pages of a root that is the named folder."""
    ids = [page.path.removeprefix("docs/").rpartition(".")[0] for page in pages]
    return detecting.detect(dict(zip(ids, pages, strict=True)))


OK = ":heavy_check_mark:"


def fields(title: str, *rows: str) -> str:
    table = "".join(
        f"| {name} | {type_} | {OK} | N/A |\n"
        for name, type_ in (row.split(" ", 1) for row in rows)
    )
    return f"# {title}\n\n\n## Fields\n\n| Field | Type | Required | Description |\n| --- | --- | --- | --- |\n{table}"


def values(title: str, *rows: str) -> str:
    table = "".join(f"| {row} |\n" for row in rows)
    return f"# {title}\n\n\n## Values\n\n| Name | Value |\n| --- | --- |\n{table}"


def usage(language: str) -> str:
    return f'# Color\n\n## Example Usage\n\n```{language}\nx\n```\n\n## Values\n\n- `"red"`\n'


SINGLE_PAGES = [
    ("typescript", "docs/models/seaport.md", fields("SeaPort", "`depth` *number*")),
    (
        "typescript",
        "docs/models/seaport.md",
        fields("SeaPort", "`boatCount` [components.Boat](../models/boat.md)[]"),
    ),
    ("typescript", "docs/sdk/models/shared/seaport.md", values("SeaPort", "`Red` | red")),
    ("python", "docs/models/seaport.md", fields("SeaPort", "`depth` *Optional[float]*")),
    (
        "python",
        "docs/models/seaport.md",
        fields("SeaPort", "`boat_count` [models.Boat](../models/boat.md)"),
    ),
    ("python", "docs/models/color.md", '# Color\n\n\n## Values\n\n- `"red"`\n- `"blue"`\n'),
    ("go", "docs/models/seaport.md", fields("SeaPort", "`Depth` **float64*")),
    (
        "go",
        "docs/models/seaport.md",
        fields("SeaPort", "`Boat` [*components.Boat](../models/boat.md)"),
    ),
    ("go", "docs/models/color.md", values("Color", "`ColorRed` | red", "`ColorBlue` | blue")),
    ("java", "docs/models/SeaPort.md", fields("SeaPort", r"`depth` *Optional\<Double>*")),
    ("java", "docs/models/SeaPort.md", fields("SeaPort", "`name` *String*")),
    ("java", "docs/models/SeaPort.md", values("SeaPort", "`DARK_RED` | dark")),
    ("java", "docs/models/SeaPort.md", "# SeaPort\n\nBig or small.\n"),
    ("csharp", "docs/Models/SeaPort.md", fields("SeaPort", "`Depth` *double*")),
    (
        "csharp",
        "docs/Models/SeaPort.md",
        fields("SeaPort", "`Boats` List<[Boat](../Models/Boat.md)>"),
    ),
    (
        "php",
        "docs/Models/SeaPort.md",
        fields("SeaPort", r"`boat` [Components\Boat](../Models/Boat.md)"),
    ),
    ("php", "docs/Models/SeaPort.md", fields("SeaPort", "`depth` *?float*")),
    ("ruby", "docs/models/seaport.md", fields("SeaPort", "`depth` *T.nilable(::Float)*")),
    (
        "ruby",
        "docs/models/seaport.md",
        fields("SeaPort", "`boat` [Models::Boat](../models/boat.md)"),
    ),
    ("ruby", "docs/models/seaport.md", "# SeaPort\n\nBig or small.\n"),
]


@pytest.mark.parametrize(("expected", "path", "text"), SINGLE_PAGES)
def test_one_page_is_enough(expected: str, path: str, text: str) -> None:
    checked = detect([parse_page(path, text)])
    assert checked.value == expected
    assert checked.diagnostics == ()


@pytest.mark.parametrize("name", sorted(dialects()))
def test_fence_names_the_language(name: str) -> None:
    for word in dialects()[name].fences:
        assert detect([parse_page("docs/models/color.md", usage(word))]).value == name


def pages(count: int, title: str, *rows: str, folder: str = "docs/models") -> list[Page]:
    return [
        parse_page(f"{folder}/{title.lower()}{i}.md", fields(title, *rows)) for i in range(count)
    ]


def test_mixed_root_is_told_with_its_counts() -> None:
    root = pages(90, "Port", "`depth` *number*", "`isOpen` *boolean*")
    root += pages(10, "Quay", "`dock_depth` *Optional[float]*", "`is_open` *Optional[bool]*")
    checked = detect(root)
    assert checked.value == "typescript"
    (diagnostic,) = checked.diagnostics
    assert diagnostic.code is Code.MIXED_LANGUAGE
    assert "typescript (90), python (10)" in diagnostic.message
    assert "docs/models/port0.md" in diagnostic.message
    assert "docs/models/quay0.md" in diagnostic.message
    assert "--dialect" in diagnostic.message
    assert diagnostic.at.path == "docs/models/quay0.md"


def test_sample_is_spread_over_a_large_root() -> None:
    root = pages(3_000, "Port", "`depth` *number*", "`isOpen` *boolean*")
    root += pages(300, "Quay", "`dock_depth` *Optional[float]*", "`is_open` *Optional[bool]*")
    start = process_time()
    checked = detect(root)
    assert process_time() - start < 1
    assert [diagnostic.code for diagnostic in checked.diagnostics] == [Code.MIXED_LANGUAGE]


def test_an_odd_name_is_no_other_language() -> None:
    root = pages(20, "Port", "`depth` *number*")
    root += pages(5, "Quay", "`utm_source` *string*", "`ID` *string*")
    checked = detect(root)
    assert checked.value == "typescript"
    assert checked.diagnostics == ()


def test_unknown_type_of_one_page_does_not_decide() -> None:
    root = [*pages(20, "Port", "`depth` *number*"), *pages(1, "Quay", "`boat` *components.Boat*")]
    assert detect(root).diagnostics == ()


def test_words_of_a_description_do_not_count() -> None:
    text = (
        "# Port\n\n## How to call it\n\n```python\nport()\n```\n\n## Fields\n\n"
        + fields("x", "`depth` *number*").partition("## Fields\n\n")[2]
    )
    assert detect([parse_page("docs/models/port.md", text)]).value == "typescript"


def test_prose_outside_of_the_models_is_no_union() -> None:
    prose = [parse_page("docs/Handbook.md", "# Handbook\n\nWritten by hand.\n")]
    assert detect(prose).value is None
    written = parse_page("docs/models/port.md", fields("Port", "`depth` *number*"))
    assert detect([*prose * 9, written]).value == "typescript"
    assert detect([*prose * 9, written]).diagnostics == ()


@pytest.mark.parametrize("root", [[], [parse_page("docs/models/port.md", "")]])
def test_nothing_to_tell_from(root: list[Page]) -> None:
    checked = detect(root)
    assert checked.value is None
    (diagnostic,) = checked.diagnostics
    assert diagnostic.code is Code.UNKNOWN_LANGUAGE
    assert all(name in diagnostic.message for name in dialects())


def test_tie_is_settled_only_where_it_makes_no_difference() -> None:
    # Neither the file nor the field has a name that a language would spell otherwise.
    alike = detect([parse_page("port.md", fields("port", "`_` *Decimal*"))])
    assert alike.value in ("python", "typescript")
    differs = detect([parse_page("port.md", fields("port", "`_` *Date*"))])
    assert differs.value is None
    (diagnostic,) = differs.diagnostics
    assert diagnostic.code is Code.UNKNOWN_LANGUAGE
    assert "(ruby, typescript)" in diagnostic.message
