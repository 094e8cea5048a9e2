"""Made-up pages for hostile tests."""

from __future__ import annotations

HEADER = "| Field | Type | Required | Description |\n| --- | --- | --- | --- |\n"
EXAMPLE_HEADER = (
    "| Field | Type | Required | Description | Example |\n| --- | --- | --- | --- | --- |\n"
)


def row(name: str, type_: str = "*string*", description: str = "N/A") -> str:
    return f"| `{name}` | {type_} | :heavy_check_mark: | {description} |\n"


def model(title: str, *rows: str, intro: str = "") -> str:
    return f"# {title}\n\n{intro}\n\n## Fields\n\n{HEADER}{''.join(rows)}"


def union(title: str, *variants: str) -> str:
    shown = (f"### `{variant}`\n\n```typescript\n```\n\n" for variant in variants)
    return f"# {title}\n\n## Supported Types\n\n{''.join(shown)}"


def enum(title: str, body: str) -> str:
    return f"# {title}\n\n## Values\n\n```typescript\n{body}\n```\n"


def with_example(body: str, language: str = "typescript") -> str:
    return (
        f"# A\n\n## Example Usage\n\n```{language}\n{body}\n```\n\n## Fields\n\n{HEADER}{row('x')}"
    )


def with_cell(cell: str, type_: str = "*number*") -> str:
    return f"# A\n\n## Fields\n\n{EXAMPLE_HEADER}| `x` | {type_} | :heavy_check_mark: | N/A | {cell} |\n"


def models(pages: dict[str, str]) -> dict[str, str]:
    """Pages by path, from pages by name."""
    return {f"docs/models/{name}.md": page for name, page in pages.items()}
