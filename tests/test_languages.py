"""A language is one file: everything that any stage has to know about it stands there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from building import resolve_docs
from mdgen.diagnostics import Code
from mdgen.ir.definitions import Choice, Model
from mdgen.ir.types import STRING, Array, Ref
from mdgen.options import ResolveOptions, WireCase
from mdgen.reader import dialects as package
from mdgen.reader.dialect import dialects
from mdgen.reader.notation import read_type

ESPERANTO = """
import re

from mdgen.ir.names import Names, Style
from mdgen.ir.types import STRING
from mdgen.reader.dialect import Dialect
from mdgen.reader.habits import FileCase, Habits, MemberCase
from mdgen.reader.vocabulary import Shape, Silence

DIALECT = Dialect(
    name="esperanto",
    fences=("eo",),
    words={"teksto": STRING},
    constructors={"listo": Shape.ARRAY},
    separator="::",
    silent_required=Silence.NEVER,
    silent_optional=Silence.NEVER,
    named_containers={"ListoDe": Shape.ARRAY},
    declaration=re.compile(r"estu (\\S+)"),
    literal_fences=frozenset({"eo"}),
    names=Names(Style.SNAKE, keyword_suffix="_"),
    habits=Habits(FileCase.TITLED, MemberCase.UPPER, frozenset({"modeloj"}), "::", True, True),
)
"""
HARBOUR = """# Haveno

## Example Usage

```eo
const haveno = { boat_name_: "Ada" };
```

## Fields

| Field | Type | Required | Description |
| --- | --- | --- | --- |
| `boat_name_` | *teksto* | :heavy_check_mark: | N/A |
| `kind` | [ships::Kind](../../modeloj/models/Kind.md) | :heavy_check_mark: | N/A |
"""
KIND = """# Kind

## Supported Types

### `a`

```eo
estu ListoDeHaveno /* values here */
```

### `teksto`
"""


@pytest.fixture
def esperanto(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Docs in a language that is one file; the folder is that of the docs."""
    folder = tmp_path / "dialects"
    folder.mkdir()
    (folder / "esperanto.py").write_text(ESPERANTO)
    monkeypatch.setattr(package, "__path__", [*package.__path__, str(folder)])
    dialects.cache_clear()
    docs = tmp_path / "docs"
    models = docs / "modeloj" / "models"
    models.mkdir(parents=True)
    (models / "Haveno.md").write_text(HARBOUR)
    (models / "Kind.md").write_text(KIND)
    (models / "Ajn.md").write_text("# Ajn\n\nWhatever.\n")
    yield docs
    monkeypatch.undo()
    dialects.cache_clear()


def test_a_language_is_added_by_adding_a_file(esperanto: Path) -> None:
    assert list(dialects())[2] == "go"
    assert read_type("listo<*teksto*>", dialects()["esperanto"]).type == Array(STRING)
    resolved = resolve_docs(esperanto, options=ResolveOptions(wire_case=WireCase.SNAKE))
    assert [found.code for found in resolved.diagnostics] == [Code.NO_VARIANTS]
    (graph,) = resolved.graphs
    assert graph.dialect == "esperanto"
    definitions = graph.definitions
    harbour = definitions["modeloj/models/Haveno"]
    kind = definitions["modeloj/models/Kind"]
    assert isinstance(definitions["modeloj/models/Ajn"], Choice)
    assert isinstance(harbour, Model)
    assert isinstance(kind, Choice)
    assert [field.doc_name for field in harbour.fields] == ["boat_name_", "kind"]
    assert harbour.fields[0].wire_name == "boat_name"
    assert [example.value for example in harbour.examples] == [{"boat_name_": "Ada"}]
    assert harbour.fields[1].type == Ref(kind.id)
    assert [option.type for option in kind.options] == [Array(Ref(harbour.id)), STRING]
