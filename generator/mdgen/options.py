"""What a run can be told. Small frozen records; a stage receives the one it needs and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import Enum
from pathlib import Path

from mdgen.record import record


class Layout(Enum):
    """How definitions are spread over modules."""

    PAGE = "page"
    NAMESPACE = "namespace"
    SINGLE = "single"


class Extra(Enum):
    """What a model does with JSON keys that the docs don't mention."""

    KEEP = "keep"
    IGNORE = "ignore"


class WireCase(Enum):
    """How a JSON name follows from a documented field name."""

    AUTO = "auto"
    SAME = "same"
    SNAKE = "snake"
    CAMEL = "camel"
    PASCAL = "pascal"


@record
class ReadOptions:
    """`dialect` is a dialect's name, or None to detect it for each SDK root."""

    dialect: str | None = None


@record
class ResolveOptions:
    """`wire_names` maps `Model.field` or `field` (documented names) to JSON names. `assume_null`: where the docs' language cannot show
    null, a field may be null."""

    wire_case: WireCase = WireCase.AUTO
    wire_names: Mapping[str, str] = field(default_factory=dict)
    rebuild: bool = True
    assume_null: bool = True


@record
class WriteOptions:
    """`strict_optional`: an optional field refuses null unless null is documented or was seen. `template_dir` overrides single templates."""

    target: str = "pydantic"
    layout: Layout = Layout.PAGE
    extra: Extra = Extra.KEEP
    strict_optional: bool = False
    template_dir: Path | None = None
