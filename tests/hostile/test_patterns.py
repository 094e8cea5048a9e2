"""Every regular expression of mdgen takes time that grows linearly with what it reads.

The expressions are found in the source, together with the methods they are used with; the bait is made of each expression's own characters.
"""

from __future__ import annotations

import ast
import importlib
import re
import time
from collections.abc import Iterator
from itertools import product

import pytest

from building import REPOSITORY

SOURCE = REPOSITORY / "generator"
SIZE = 12_000
# Quadratic time is 70 million steps and more at this size, some seconds; linear is some milliseconds.
LIMIT = 0.2

_METHODS = ("search", "match", "fullmatch", "finditer", "sub", "split", "findall")
_UNITS = tuple(" \t\n\"'`\\|*<>[](){}aA1_-=:;/.,#~")
# What was found to take longer, and its like.
_MORE_UNITS = ('\\"', "//x\n", ":=a(", "a.", "a[", "a b", "[a", "` ")
# Where every expression looks at strings whose length is limited before.
LIMITED = {("mdgen.reader.detect", "_LABEL"): 300}


def patterns() -> Iterator[tuple[str, str, str, re.Pattern[str]]]:
    """Module, name, method and expression."""
    for file in sorted(SOURCE.rglob("*.py")):
        module_name = ".".join(file.relative_to(SOURCE).with_suffix("").parts).removesuffix(
            ".__init__"
        )
        text = file.read_text(encoding="utf-8")
        if "re.compile" not in text:
            continue
        module = importlib.import_module(module_name)
        methods = {
            (node.value.id, node.attr)
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and node.attr in _METHODS
        }
        for name, value in vars(module).items():
            found = value if isinstance(value, tuple) else (value,)
            expressions = [each for each in found if isinstance(each, re.Pattern)]
            used = sorted(method for owner, method in methods if owner == name) or ["search"]
            for number, expression in enumerate(expressions):
                for method in used:
                    yield module_name, f"{name}{number or ''}", method, expression


def baits(expression: re.Pattern[str]) -> Iterator[str]:
    """Long repetitions of the expression's own characters, behind each of its beginnings and before something that fits nothing."""
    text = expression.pattern
    literal = re.sub(r"\\[wWsSdDbBAZnrtN]|[\\^$?+*(){}|\[\]]|\?P<\w+>|\?[:!=<]+", " ", text)
    words = sorted({word for word in literal.split() if len(word) > 1}, key=len)[-6:]
    units = [unit for unit in _UNITS if unit in text or unit in ' \n"a'] + [*words, *_MORE_UNITS]
    starts = ["", *words[:3], '"', "[", "A", "a: x", "[" * 101 + '"', "1", "x ", ";"]
    for unit in units:
        for start in starts:
            yield start + unit * (SIZE // len(unit)) + "\x00"
    for first, second in product(units[:14], repeat=2):
        if first != second:
            yield (first + second) * (SIZE // (len(first) + len(second))) + "\x00"


ALL = [pytest.param(*found, id="-".join(found[:3])) for found in patterns()]


def test_expressions_are_found() -> None:
    assert len(ALL) > 80


@pytest.mark.parametrize(("module", "name", "method", "expression"), ALL)
def test_takes_linear_time(
    module: str, name: str, method: str, expression: re.Pattern[str]
) -> None:
    longest = LIMITED.get((module, name), SIZE * 2)
    for bait in baits(expression):
        text = bait[-longest:]
        spent = seconds(expression, method, text)
        if spent > LIMIT:  # the machine may have been busy with something else
            spent = min(spent, seconds(expression, method, text))
        assert spent <= LIMIT, f"{spent:.2f} s for {bait[:20]!r}…{bait[-6:]!r}"


def seconds(expression: re.Pattern[str], method: str, text: str) -> float:
    use = getattr(expression, method)
    start = time.process_time()
    if method == "sub":
        use("", text)
    elif method == "finditer":
        for _ in use(text):
            pass
    else:
        use(text)
    return time.process_time() - start
