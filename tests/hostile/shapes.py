"""Docs that are large, deep or crooked, by their size `n`. Each was made to take long, or to end in a RecursionError."""

from __future__ import annotations

from collections.abc import Callable
from math import isqrt

from pages import HEADER, enum, model, row, union, with_cell, with_example

Pages = dict[str, str]
Shape = Callable[[int], Pages]


def _one(make: Callable[[int], str]) -> Shape:
    return lambda n: {"a": make(n)}


def _chain(n: int) -> Pages:
    pages = {f"m{i}": model(f"M{i}", row("n", f"[M{i + 1}](./m{i + 1}.md)")) for i in range(n)}
    return pages | {f"m{n}": model(f"M{n}", row("x"))}


def _aliases(n: int) -> Pages:
    pages = {f"m{i}": union(f"M{i}", f"M{i + 1}") for i in range(n)}
    return pages | {f"m{n}": model(f"M{n}", row("x"))}


def _ring(n: int) -> Pages:
    return {f"m{i}": model(f"M{i}", row("n", f"[M](./m{(i + 1) % n}.md)")) for i in range(n)}


def _ring_of_unions(n: int) -> Pages:
    return {f"m{i}": union(f"M{i}", f"M{(i + 1) % n}", f"M{(i + 7) % n}") for i in range(n)}


def _union_of_models(n: int) -> Pages:
    pages = {f"m{i}": model(f"M{i}", row("type", f'*"m{i}"*')) for i in range(n)}
    return pages | {"u": union("U", *(f"M{i}" for i in range(n)))}


def _diamonds(n: int) -> Pages:
    """Each level doubles the ways down."""
    pages = {
        f"{k}{i}": union(f"{k}{i}".upper(), f"A{i + 1}", f"B{i + 1}")
        for i in range(n)
        for k in "ab"
    }
    return pages | {f"{k}{n}": model(f"{k}{n}".upper(), row("type", f'*"{k}"*')) for k in "ab"}


def _missing(n: int) -> Pages:
    """Missing pages whose names are one when cleaned."""
    marks = "!@%&*"
    names = ("".join(marks[i // 5**k % 5] for k in range(7)) for i in range(n))
    return {"a": model("A", *(row(f"f{i}", f"[X](./x{name}.md)") for i, name in enumerate(names)))}


def _same_titles(n: int) -> Pages:
    return {f"d{i}/a": model("A", row("f", "[A](../x.md)")) for i in range(n)}


def _near_titles(n: int) -> Pages:
    return {f"a{i}": model("Abcdef" * 20 + str(i), row("f", "[A](../x.md)")) for i in range(n)}


def _example(body: str, type_: str, *rows: str) -> str:
    """A page with one field `x`, and an example of it."""
    shown = f"## Example Usage\n\n```typescript\nlet value: A = {{x: {body}}};\n```"
    return model("A", row("x", type_), *rows, intro=shown)


def _listed(value: str, n: int) -> str:
    return f"[{', '.join([value] * n)}]"


def _optional(name: str, type_: str = "*number*") -> str:
    return row(name, type_).replace("check_mark", "minus_sign")


def _large_enum(n: int) -> str:
    return enum("E", " | ".join(f'"v{i}"' for i in range(n)))


def _values_of_an_enum(n: int) -> Pages:
    return {"a": _example(_listed('"v1"', n), "([E](./e.md) \\| *number*)[]"), "e": _large_enum(n)}


def _null_cells_of_an_enum(n: int) -> Pages:
    cells = with_cell("null", "[E](./e.md)") + "".join(
        f"| `x{i}` | [E](./e.md) | :heavy_check_mark: | N/A | null |\n" for i in range(n)
    )
    return {"a": cells, "e": _large_enum(3 * n)}


def _fields_of_an_enum(n: int) -> Pages:
    rows = (row(f"x{i}", "[E](./e.md)") for i in range(n))
    return {"a": model("A", *rows), "e": _large_enum(3 * n)}


def _values_of_lookalikes(n: int) -> Pages:
    """Variants that only a long look tells apart, and values that fit the last."""
    pages = {f"m{i}": model(f"M{i}", row("f", "*number*")) for i in range(n)}
    pages["last"] = model("Last", row("f"))
    pages["u"] = union("U", *(f"M{i}" for i in range(n)), "Last")
    return pages | {"a": _example(_listed('{f: "a"}', 16 * n), "*U*[]")}


def _values_of_many_optional_fields(n: int) -> Pages:
    pages = {k: model(k.upper(), *(_optional(f"f{i}") for i in range(n))) for k in "bc"}
    return pages | {"u": union("U", "B", "C"), "a": _example(_listed("{}", 10 * n), "*U*[]")}


def _values_of_literals(n: int) -> Pages:
    literals = " \\| ".join(f'*"v{i}"*' for i in range(n))
    held = model("E", row("u", f"({literals})[]"))
    return {"a": _example(_listed('{u: ["v1"]}', n), "[E](./e.md)[]"), "e": held}


def _large_union_in_fields(n: int) -> Pages:
    pages = {"u": union("U", *(f'"s{i}"' for i in range(n)), "M"), "m": model("M", row("x"))}
    beside = '*U* \\| *Array<"v{0}">* \\| Record<string, *"w{0}"*>'
    return pages | {"a": model("A", *(row(f"x{i}", beside.format(i)) for i in range(n)))}


def _large_union_in_unions(n: int) -> Pages:
    pages = _union_of_models(n) | {"x": model("X", row("type", '*"x"*'))}
    return pages | {f"v{i}": union(f"V{i}", "U", "X") for i in range(n)}


def _unions_of_the_same(n: int) -> Pages:
    pages = {k: model(k.upper(), *(row(f"f{i}", f'*"{k}"*') for i in range(2 * n))) for k in "xy"}
    return pages | {f"u{i}": union(f"U{i}", "X", "Y") for i in range(n)}


def _unions_of_each_other(n: int) -> Pages:
    """`n` variants in all."""
    names = [f"M{i}" for i in range(isqrt(n))]
    return {name.lower(): union(name, *names, "string") for name in names}


def _missing_with_other_keys(n: int) -> Pages:
    shown = ", ".join(f"{{k: {{k: {{z{i}: 1}}}}}}" for i in range(n))
    return {"a": _example(f"[{shown}]", "[X](./x.md)[]")}


def _folders(path: str, type_: str) -> Shape:
    return lambda n: {path.format(i): model("A", row("x", type_)) for i in range(n)}


SHAPES: dict[str, tuple[int, Shape]] = {
    "notation-nested": (2_500, _one(lambda n: model("A", row("x", "Array<" * n + "*string*" + ">" * n)))),
    "notation-signs": (20_000, _one(lambda n: model("A", row("x", "*" * n), row("y", "[" * n), row("z", "\\" * n)))),
    "notation-suffixes": (20_000, _one(lambda n: model("A", row("x", "*A" + "[]" * n + "*")))),
    "notation-names": (20_000, _one(lambda n: model("A", row("x", "*" + "a." * n + "*")))),
    "notation-arguments": (5_000, _one(lambda n: model("A", row("x", "Array<" + "[A](./a.md)," * n + ">")))),
    "notation-unclosed": (5_000, _one(lambda n: model("A", row("x", "[a](b" + " " * n + '"'), row("y", "[a](" * n)))),
    "enum-values": (12_500, _one(lambda n: enum("A", " | ".join(f'"v{i}"' for i in range(n))))),
    "enum-values-alike": (4_000, _one(lambda n: enum("A", " | ".join(f'"{_case(i)}"' for i in range(n))))),
    "enum-values-foreign": (4_000, _one(lambda n: enum("A", " | ".join(f'"{chr(0x4E00 + i)}"' for i in range(n))))),
    "enum-blanks": (20_000, _one(lambda n: enum("A", "1" + " " * n + "x"))),
    "enum-backslashes": (20_000, _one(lambda n: enum("A", '"' + "\\" * (2 * n + 1) + '"x'))),
    "fields": (1_250, _one(lambda n: model("A", *(row(f"f{i}") for i in range(n))))),
    "fields-alike": (1_250, _one(lambda n: model("A", *(row(_case(i)) for i in range(n))))),
    "fields-repeated": (5_000, _one(lambda n: model("A", *(row("x") for _ in range(n))))),
    "rows-broken": (5_000, _one(lambda n: model("A", *("| x\n" for _ in range(n))))),
    "chain": (750, _chain),
    "chain-of-aliases": (500, _aliases),
    "ring": (250, _ring),
    "ring-of-unions": (250, _ring_of_unions),
    "union-of-models": (400, _union_of_models),
    "union-of-literals": (1_250, _one(lambda n: model("A", row("x", " \\| ".join(f'*"v{i}"*' for i in range(n)))))),
    "union-of-names": (1_250, _one(lambda n: model("A", row("x", " \\| ".join(f"*m{i}*" for i in range(n)))))),
    "unions-of-unions": (5, _diamonds),
    "unions-of-each-other": (12_000, _unions_of_each_other),
    "unions-of-the-same": (1_000, _unions_of_the_same),
    "large-union-in-fields": (2_000, _large_union_in_fields),
    "large-union-in-unions": (800, _large_union_in_unions),
    "values-of-an-enum": (4_000, _values_of_an_enum),
    "values-of-lookalikes": (200, _values_of_lookalikes),
    "values-of-many-optional-fields": (1_000, _values_of_many_optional_fields),
    "values-of-literals": (4_000, _values_of_literals),
    "null-cells-of-an-enum": (3_000, _null_cells_of_an_enum),
    "fields-of-an-enum": (3_000, _fields_of_an_enum),
    "missing-pages": (1_000, _missing),
    "missing-page-with-other-keys": (16_000, _missing_with_other_keys),
    "missing-namespaces": (1_500, _folders("d{}/a", "*components.A*")),
    "folders": (700, _folders("d{}/e/f/g/a", "*string*")),
    "same-titles": (250, _same_titles),
    "near-titles": (250, _near_titles),
    "title-of-capitals": (20_000, _one(lambda n: model("A" * n, row("B" * n)))),
    "title-of-many-scripts": (5_000, _one(lambda n: model("é漢 " * n, row("x")))),
    "cell": (200_000, _one(lambda n: model("A", row("x", description="y " * n)))),
    "cell-of-one-word": (400_000, _one(lambda n: model("A", row("x", description="y" * n)))),
    "cell-of-bullets": (1_000_000, _one(lambda n: model("A", row("x", description="- " * n)))),
    "cell-of-blanks": (20_000, _one(lambda n: model("A", row("x", description="<b>x" + " " * n + "y")))),
    "cell-of-breaks": (20_000, _one(lambda n: model("A", row("x", description=": warning: ** DEPRECATED **: " + "<br/> " * n)))),
    "cell-of-examples": (5_000, _one(lambda n: with_cell('**Example 1:** {"a": 1}<br/>' * n, "*any*"))),
    "json-nested": (25_000, _one(lambda n: with_cell("[" * n + "]" * n))),
    "json-unclosed": (20_000, _one(lambda n: with_cell("[" * 101 + '"' + '\\"' * n))),
    "json-integer": (20_000, _one(lambda n: with_cell('[1, 1' + "0" * n + "]", "Array<*number*>"))),
    "json-numbers": (1_000, _one(lambda n: with_cell("[1e999, NaN, -Infinity, 1" + "0" * n + "]", "Array<*number*>"))),
    "example-nested": (10_000, _one(lambda n: with_example("let value: A = " + "{a:[" * n + "]}" * n + ";"))),
    "example-unclosed": (20_000, _one(lambda n: with_example("let value: A = [" + "[" * 101 + '"' + '\\"' * n + "];"))),
    "example-comments": (1_000, _one(lambda n: with_example('let value = "a";' + "// x\n" * n + "@"))),
    "example-statements": (10_000, _one(lambda n: with_example("1;" * n))),
    "example-hexadecimal": (10_000, _one(lambda n: with_example("let value: A = {0x" + "f" * n + ": 0x" + "f" * n + "};"))),
    "example-integer": (10_000, _one(lambda n: with_example("let value: A = {x: 1" + "0" * n + "};"))),
    "example-await": (10_000, _one(lambda n: with_example("let value: A = " + "await " * n + "x;"))),
    "example-calls": (10_000, _one(lambda n: with_example("let value: A = " + "a(" * n + ")" * n + ";"))),
    "example-assignments": (5_000, _one(lambda n: with_example("x = \n" * n + "a::" * n, "python"))),
    "variant-code": (10_000, _one(lambda n: f"# A\n\n## Supported Types\n\n### `M`\n\n```go\n{':=a(' * n}\na: x{' ' * n}y\n{' ' * n}x\n```\n")),
    "quotes": (20_000, _one(lambda n: model("A", row("x"), intro="> " * n))),
    "lists-nested": (10_000, _one(lambda n: model("A", row("x"), intro="- " * n))),
    "list": (10_000, _one(lambda n: model("A", row("x"), intro="- x\n" * n))),
    "reference-links": (10_000, _one(lambda n: model("A", row("x"), intro="[" * n + "\n\n" + "[a]: b\n" * n))),
    "pipes": (20_000, _one(lambda n: f"# A\n\n{'|' * n}\n{'|-' * n}|\n\n## Fields\n\n{HEADER}{'|' * n}\n{row('x')}")),
    "columns": (5_000, _one(lambda n: f"# A\n\n## Fields\n\n{'| a ' * n}\n{'|-' * n}|\n{'| b ' * n}\n")),
    "fences-open": (5_000, _one(lambda n: model("A", row("x"), intro="```\n\n## x\n" * n))),
    "fences-crossed": (5_000, _one(lambda n: "# A\n\n" + "````\n```\n\n## x\n~~~\n" * n)),
    "setext": (5_000, _one(lambda n: model("A", row("x"), intro="x\n---\n" * n + "x\n" * n + "===\n"))),
    "headings": (5_000, _one(lambda n: model("A", row("x"), intro="## x\n\n" * n + "## x\n" * n))),
    "sections": (2_000, _one(lambda n: "# A\n\n" + f"## Fields\n\n{HEADER}{row('x')}\n" * n)),
    "html-open": (5_000, _one(lambda n: model("A", row("x"), intro="<div>\n\n## x\n\n<!--\n\n" * n))),
    "front-matter": (5_000, _one(lambda n: "---\n" + "#\n" * n + "title: x\n" * n + model("A", row("x")))),
    "banners": (5_000, _one(lambda n: model("A", row("x"), intro="> :warning: ** DEPRECATED **: x\n" * n))),
}  # fmt: skip


def _case(number: int) -> str:
    """Names that differ in case only."""
    return "".join("aA"[number >> bit & 1] for bit in range(16))
