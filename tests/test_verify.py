"""`mdgen verify` on made-up docs: what passes, what is the docs' fault, what is the models'."""

from __future__ import annotations

import os
import shutil
import sys
import venv
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from building import TARGETS, build_files, resolve_docs, write_files
from mdgen.cli.verify import command
from mdgen.options import WriteOptions

CRATE = """\
# Crate

## Example Usage

```typescript
import { Crate } from "@harbour/sdk/models";

let value: Crate = {
  crateId: "c-1",
  weight: 12.5,
  sealedAt: new Date("2024-05-01T10:00:00.000Z"),
  packedOn: new RFCDate("2024-04-30"),
  color: "red",
  size: "xl",
  owner: null,
  load: { kind: "fish", tonnes: 3 },
  labels: { "a b": "c" },
  price: new Decimal("12.50"),
};
```

## Fields

| Field | Type | Required | Description | Example |
| ----- | ---- | -------- | ----------- | ------- |
| `crateId` | *string* | :heavy_check_mark: | N/A | |
| `weight` | *number* | :heavy_check_mark: | N/A | |
| `sealedAt` | [Date](https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/Date) | :heavy_minus_sign: | N/A | |
| `packedOn` | [RFCDate](../types/rfcdate.md) | :heavy_minus_sign: | N/A | |
| `color` | [models.Color](../models/color.md) | :heavy_check_mark: | N/A | |
| `size` | [models.Size](../models/size.md) | :heavy_minus_sign: | N/A | |
| `owner` | *string* | :heavy_check_mark: | N/A | |
| `load` | *models.Load* | :heavy_minus_sign: | N/A | |
| `labels` | Record<string, *string*> | :heavy_minus_sign: | N/A | |
| `price` | *Decimal* | :heavy_minus_sign: | N/A | |
"""

COLOR = """\
# Color

## Example Usage

```typescript
import { Color } from "@harbour/sdk/models";

let value: Color = "red";
```

## Values

```typescript
"red" | "green"
```
"""

SIZE = """\
# Size

## Example Usage

```typescript
import { Size } from "@harbour/sdk/models";

let value: Size = "xl";
```

## Values

This is an open enum. Unrecognized values will be captured as the `Unrecognized<string>` branded type.

```typescript
"s" | "m" | Unrecognized<string>
```
"""

LOAD = """\
# Load

## Supported Types

### `models.Fish`

```typescript
const value: models.Fish = {
  kind: "fish",
  tonnes: 3,
};
```

### `models.Coal`

```typescript
const value: models.Coal = {
  kind: "coal",
};
```
"""

VARIANT = """\
# {name}

## Fields

| Field | Type | Required | Description |
| ----- | ---- | -------- | ----------- |
| `kind` | *"{kind}"* | :heavy_check_mark: | N/A |
| `tonnes` | *number* | :heavy_minus_sign: | N/A |
"""

PAGES = {
    "crate": CRATE,
    "color": COLOR,
    "size": SIZE,
    "load": LOAD,
    "fish": VARIANT.format(name="Fish", kind="fish"),
    "coal": VARIANT.format(name="Coal", kind="coal"),
}


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    folder = tmp_path / "docs" / "models"
    folder.mkdir(parents=True)
    for name, text in PAGES.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return tmp_path / "docs"


def change(docs: Path, name: str, old: str, new: str) -> None:
    page = docs / "models" / f"{name}.md"
    text = page.read_text(encoding="utf-8")
    assert old in text
    page.write_text(text.replace(old, new, 1), encoding="utf-8")


def verify(docs: Path, *arguments: str) -> Result:
    return CliRunner().invoke(command, [str(docs), "--wire-case", "snake", *arguments])


def test_right_examples_come_back_equal_in_every_target(docs: Path) -> None:
    result = verify(docs, "--all-targets")
    assert result.exit_code == 0, result.output
    assert result.stderr == ""
    assert result.stdout.splitlines() == [
        f"{target}: 5 of 5 examples came back equal; 0 defects of the docs (0 refused), 0 faults of the models"
        for target in sorted(TARGETS)
    ]


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        ("crate", "weight: 12.5", "weigth: 12.5, weight: 12.5", "Crate has no field `weigth`; the models take it"),
        ("crate", 'crateId: "c-1",', "", "Crate requires `crateId`, which is missing; the models refuse it"),
        ("crate", 'color: "red"', 'color: "blue"', "`color`: Color has no value 'blue'; the page says 'red', 'green'; the models refuse it"),
        ("crate", 'color: "red"', "color: Color.Blue", "`color`: Color has no member `Blue`; the models refuse it"),
        ("crate", 'crateId: "c-1"', "crateId: 7", "`crateId`: the page says a string, the example has a number; the models refuse it"),
        ("crate", 'kind: "fish"', 'kind: "wood"', "`load.kind`"),
        ("crate", "2024-05-01T10:00:00.000Z", "1s", "`sealedAt`: the page says a date-time, the example has '1s'; the models refuse it"),
        ("crate", '{ "a b": "c" }', '["c"]', "`labels`: the page says an object, the example has an array; the models refuse it"),
        ("crate", "weight: 12.5", "weight: NaN", "`weight`: nan is not a number in JSON"),
        ("color", 'value: Color = "red"', 'value: Color = "blue"', "Color has no value 'blue'"),
        ("load", '  kind: "coal",\n', "", "Coal requires `kind`, which is missing; the models refuse it"),
    ],
)  # fmt: skip
def test_defects_of_the_docs_are_told_with_their_place(
    docs: Path, name: str, old: str, new: str, says: str
) -> None:
    change(docs, name, old, new)
    result = verify(docs)
    (finding,) = [line for line in result.stderr.splitlines() if ": MD066 warning: " in line]
    path, line, *_ = finding.split(":")
    assert path == str(docs / "models" / f"{name}.md")
    assert (
        (docs / "models" / f"{name}.md")
        .read_text()
        .splitlines()[int(line) - 1]
        .startswith(("let value", "const value"))
    )
    assert says in finding
    assert "1 defect of the docs" in result.stdout
    assert "0 faults of the models" in result.stdout
    refused = "refuse it" in finding
    assert result.exit_code == (1 if refused else 0)


def test_refused_defects_can_be_allowed(docs: Path) -> None:
    change(docs, "color", 'value: Color = "red"', 'value: Color = "blue"')
    assert verify(docs).exit_code == 1
    assert verify(docs, "--allow-defects").exit_code == 0
    assert verify(docs, "--allow-defects", "--strict").exit_code == 1


def test_an_unknown_key_that_is_ignored_does_not_come_back(docs: Path) -> None:
    change(docs, "crate", "weight: 12.5", "weigth: 12.5, weight: 12.5")
    result = verify(docs, "--extra", "ignore")
    assert result.exit_code == 1
    assert "Crate has no field `weigth`; it does not come back as it was" in result.stderr


def test_defects_fail_a_strict_run(docs: Path) -> None:
    change(docs, "crate", "weight: 12.5", "weight: 12.5, weigth: 1")
    assert verify(docs).exit_code == 0
    assert verify(docs, "--strict").exit_code == 1


def given_package(docs: Path, out: Path, target: str = "pydantic") -> Path:
    write_files(build_files(resolve_docs(docs), WriteOptions(target=target)), out)
    return out


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(("target", "other"), [TARGETS, TARGETS[::-1]])
def test_a_given_package_is_of_the_target_that_it_was_built_for(
    docs: Path, tmp_path: Path, target: str, other: str
) -> None:
    out = given_package(docs, tmp_path / "models", target)
    assert verify(docs, "-o", str(out)).stdout.startswith(f"{target}: 5 of 5 examples")
    refused = verify(docs, "-o", str(out), "--target", other)
    assert refused.exit_code == 2
    assert f"was built for {target}, not for {other}." in refused.stderr


def test_a_package_of_several_roots_is_of_the_target_of_its_roots(
    docs: Path, tmp_path: Path
) -> None:
    for name in ("one", "two"):
        shutil.copytree(docs, tmp_path / "both" / name / "docs")
    out = given_package(tmp_path / "both", tmp_path / "models", "dataclass")
    assert verify(tmp_path / "both", "-o", str(out)).stdout.startswith("dataclass: 10 of 10 ")


def test_a_package_whose_folder_is_no_identifier_is_taken_as_it_is(
    docs: Path, tmp_path: Path
) -> None:
    out = given_package(docs, tmp_path / "my-models 2")
    before = sorted(out.rglob("*"))
    result = CliRunner().invoke(command, [str(docs), "-o", str(out)])
    assert result.exit_code == 0, result.output
    assert sorted(out.rglob("*")) == before


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("crate.py", "weight: JsonFloat", "weight: int", "Crate (pydantic): the example is refused: ValidationError"),
        ("crate.py", "weight: JsonFloat", "weight: Any", None),
        ("crate.py", "weight: JsonFloat", "weight: str", "weight; Input should be a valid string"),
        ("crate.py", "labels:", "labels_:", None),
        ("color.py", '"red"', '"crimson"', "Color (pydantic): the example is refused"),
        ("color.py", "class Color", "class Colour", "Color (pydantic): the module can't be imported: AttributeError"),
        ("size.py", "class ", "raise ValueError('no sizes')\nclass ", "the module can't be imported: ValueError: no sizes"),
        ("_model.py", "exclude_unset=True", "exclude_none=True", "Crate (pydantic): the example does not come back as it was: `owner` is lost"),
        ("_model.py", "return self.model_dump(", "raise TypeError('never')\n        return self.model_dump(", "the loaded example can't be dumped: TypeError: never"),
    ],
)  # fmt: skip
def test_faults_of_the_models_fail_the_run(
    docs: Path, tmp_path: Path, file: str, old: str, new: str, says: str | None
) -> None:
    out = given_package(docs, tmp_path / "models")
    path = out / file
    if new == "weight: Any":
        path.write_text("from typing import Any\n" + path.read_text())
    edit(path, old, new)
    result = CliRunner().invoke(command, [str(docs), "-o", str(out)])
    if says is None:
        assert result.exit_code == 0, result.output
        return
    assert result.exit_code == 1
    assert says in result.stderr
    assert ": MD067 error: " in result.stderr
    assert "0 defects of the docs" in result.stdout


def test_a_union_that_swallows_a_variant_is_a_fault(docs: Path, tmp_path: Path) -> None:
    out = given_package(docs, tmp_path / "models")
    edit(out / "fish.py", 'Literal["fish"] = "fish"', "str")
    (out / "load.py").write_text(
        "from .coal import Coal\nfrom .fish import Fish\n\nLoad = Fish | Coal\n"
    )
    result = CliRunner().invoke(command, [str(docs), "-o", str(out)])
    assert result.exit_code == 1
    finding = "Load (pydantic): the union swallows the example: variant 2 comes back as Fish"
    assert f"load.md:17: MD067 error: {finding}\n" in result.stderr


def test_a_package_that_cannot_be_imported_is_an_error_with_its_reason(
    docs: Path, tmp_path: Path
) -> None:
    out = given_package(docs, tmp_path / "models")
    (out / "__init__.py").write_text("print('noise')\nimport nowhere_to_be_found\n")
    result = CliRunner().invoke(command, [str(docs), "-o", str(out)])
    assert result.exit_code == 1
    assert "pydantic: the package can't be imported: ModuleNotFoundError" in result.stderr
    assert "nowhere_to_be_found" in result.stderr
    assert "Traceback" not in result.output


@pytest.fixture
def without_libraries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Packages are imported by a Python that has its standard library only."""
    venv.create(tmp_path / "bare", symlinks=os.name != "nt")
    names = ("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")
    monkeypatch.setattr(sys, "executable", str(Path(tmp_path, "bare", *names)))


@pytest.mark.usefixtures("without_libraries")
def test_a_library_that_is_not_installed_is_said_once(docs: Path, tmp_path: Path) -> None:
    built = verify(docs)
    assert built.exit_code == 2
    assert "run pip install 'mdgen[pydantic]', or verify --target dataclass" in built.stderr
    assert "MD067" not in built.stderr
    assert built.stdout == ""
    given = verify(docs, "-o", str(given_package(docs, tmp_path / "models")))
    assert given.exit_code == 2
    assert "pydantic, which is not installed: run pip install 'mdgen[pydantic]'." in given.stderr
    assert verify(docs, "--target", "dataclass").exit_code == 0


def test_a_module_that_a_package_lacks_is_its_fault(docs: Path, tmp_path: Path) -> None:
    out = given_package(docs, tmp_path / "models")
    (out / "color.py").unlink()
    result = CliRunner().invoke(command, [str(docs), "-o", str(out)])
    assert result.exit_code == 1
    assert "Color (pydantic): the module can't be imported: ModuleNotFoundError" in result.stderr


def test_a_package_that_ends_the_process_is_an_error(docs: Path, tmp_path: Path) -> None:
    out = given_package(docs, tmp_path / "models")
    (out / "color.py").write_text(
        "import os, sys\nsys.stderr.write('bye \\x1b[31m')\nsys.stderr.flush()\nos._exit(7)\n"
    )
    result = CliRunner().invoke(command, [str(docs), "-o", str(out)])
    assert result.exit_code == 1
    assert "ended with code 7 after " in result.stderr
    assert "bye \\x1b[31m" in result.stderr
    assert "\x1b" not in result.output


def test_what_a_package_prints_is_no_answer(docs: Path, tmp_path: Path) -> None:
    out = given_package(docs, tmp_path / "models")
    edit(out / "color.py", "class ", 'print(\'["load", "forged"]\')\nclass ')
    result = CliRunner().invoke(command, [str(docs), "-o", str(out)])
    assert result.exit_code == 0, result.output
    assert "forged" not in result.output


def test_modules_beside_a_package_do_not_count(docs: Path, tmp_path: Path) -> None:
    out = given_package(docs, tmp_path / "models")
    (tmp_path / "pydantic.py").write_text("raise SystemExit('shadowed')")
    (out / "enum.py").write_text("raise SystemExit('shadowed')")
    assert CliRunner().invoke(command, [str(docs), "-o", str(out)]).exit_code == 0


@pytest.mark.parametrize(
    "arguments", [("-o", "missing"), ("-o", "missing", "--all-targets"), ("--target", "nothing")]
)
def test_wrong_arguments_are_usage_errors(docs: Path, arguments: tuple[str, ...]) -> None:
    result = verify(docs, *arguments)
    assert result.exit_code == 2
    assert "Usage: " in result.stderr


def test_hostile_text_stays_text(docs: Path) -> None:
    hostile = r'"\u001b[31m\u202e\"\"\"; import os; os._exit(3) \u2028 {{ 1 }} 日本\ud83d\ude00"'
    change(docs, "crate", '"c-1"', hostile)
    result = verify(docs, "--all-targets")
    assert result.exit_code == 0, result.output
    change(docs, "crate", 'color: "red"', f"color: {hostile}")
    result = verify(docs)
    assert result.exit_code == 1
    assert "has no value" in result.stderr
    assert "\x1b" not in result.output
    assert "\u202e" not in result.output


def test_examples_of_response_wrappers_are_left_out_and_counted(docs: Path) -> None:
    wrapper = """\
# GetCrateResponse

## Example Usage

```typescript
let value: GetCrateResponse = {
  httpMeta: {},
};
```

## Fields

| Field | Type | Required | Description |
| ----- | ---- | -------- | ----------- |
| `contentType` | *string* | :heavy_check_mark: | HTTP response content type for this operation |
| `statusCode` | *number* | :heavy_check_mark: | HTTP response status code for this operation |
| `rawResponse` | [Response](https://developer.mozilla.org/en-US/docs/Web/API/Response) | :heavy_check_mark: | Raw HTTP response; suitable for custom response parsing |
"""
    (docs / "models" / "operations").mkdir()
    (docs / "models" / "operations" / "getcrateresponse.md").write_text(wrapper)
    result = verify(docs)
    assert result.exit_code == 0, result.output
    assert result.stdout.endswith("left out: 1 in response wrappers\n")


def test_an_example_that_fits_two_variants_is_a_note(docs: Path) -> None:
    for name, kind in (("fish", "fish"), ("coal", "coal")):
        change(docs, name, f'*"{kind}"* | :heavy_check_mark:', f'*"{kind}"* | :heavy_minus_sign:')
    change(docs, "load", '  kind: "coal",\n', "")
    result = verify(docs, "-v")
    assert result.exit_code == 0, result.output
    assert (
        "MD068 note: the example of variant 2 comes back as Fish, which it fits as well"
        in result.stderr
    )


def test_docs_without_examples_are_no_success(docs: Path) -> None:
    (docs / "models" / "coal.md").rename(docs / "coal.md")
    for page in (docs / "models").iterdir():
        page.unlink()
    (docs / "coal.md").rename(docs / "models" / "coal.md")
    result = verify(docs, "--dialect", "java")
    assert result.exit_code == 0
    assert result.stdout == (
        "pydantic: these docs (java) show no example that is read; the models were only imported,"
        " 0 faults of the models\n"
    )


def test_wrong_cells_are_notes(docs: Path) -> None:
    change(
        docs,
        "crate",
        "*models.Load* | :heavy_minus_sign: | N/A | |",
        '*models.Load* | :heavy_minus_sign: | N/A | {"kind":"fish","teeth":3} |',
    )
    result = verify(docs, "-v")
    assert result.exit_code == 0, result.output
    assert (
        "MD061 note: `load`: its Example cell contradicts its type: Fish has no field `teeth`"
        in result.stderr
    )


def test_no_pages_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    result = CliRunner().invoke(command, [str(tmp_path / "docs")])
    assert result.exit_code == 1
    assert "MD008" in result.stderr


def test_a_package_with_ambiguous_examples_says_how_many(docs: Path) -> None:
    change(docs, "coal", '*"coal"* | :heavy_check_mark:', '*"coal"* | :heavy_minus_sign:')
    change(docs, "load", '  kind: "coal",\n', "  tonnes: 4,\n")
    change(docs, "fish", '*"fish"* | :heavy_check_mark:', '*"fish"* | :heavy_minus_sign:')
    result = verify(docs)
    assert "1 fit several variants" in result.stdout
