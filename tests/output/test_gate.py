from __future__ import annotations

import ast

import pytest

from mdgen.output import gate
from mdgen.output.allowed import MAX_DEPTH, has_cookie, is_plain
from mdgen.output.finish import finish
from mdgen.output.gate import MAX_REFUSALS, refusals


@pytest.mark.parametrize(
    "text",
    [
        '"""Doc."""\n',
        "from typing import Annotated as A\nimport datetime as dt\nfrom .a.b import c\nfrom . import d as d\n",
        "class A(Model, Generic[T]):\n    pass\n",
        'class A:\n    """Doc."""\n\n    x: int = 1\n    """Doc."""\n    Y = -1\n',
        '@deprecated("x")\n@dataclass(slots=True)\nclass A(B):\n    x: Annotated[int, Field(alias="x")] | None = field(default_factory=list)\n',
        'x: TypeAlias = "A | B"\n',
        "x = [1, 2.5, -3, True, None, 'a', (1,), {}, {'a': A[...]}]\n",
        'lazy(__name__, {"A": "a"}, ("b",))\n',
        '__all__ = ["A"]\n',
        "x: dt.datetime\n",
        "class A:\n    model_config = ConfigDict(extra='allow')\n    __pydantic_extra__: dict[str, int] = Field(init=False)\n",
        "x: Union[" + " | ".join(f"A{n}" for n in range(2000)) + "]\n",
    ],
)
def test_what_is_on_the_list_passes(text: str) -> None:
    assert refusals(text, 1) == ()
    compile(text, "module", "exec")


@pytest.mark.parametrize(
    "text",
    [
        "import os\n",
        "import datetime, os\n",
        "from os import path\n",
        "from typing import *\n",
        "from ..outside import x\n",
        "from . import __builtins__\n",
        "from .x import __class__ as y\n",
        "from .__main__ import x\n",
        "print()\n",
        "x = eval('1')\n",
        "x: int = __import__('os')\n",
        "x: __import__('os')\n",
        "x: Field()\n",
        "x = os.system('true')\n",
        "x = Field.__init__('a')\n",
        "x = Field(default_factory=lambda: 1)\n",
        "x = Field(**y)\n",
        "x = Field(*y)\n",
        "x = A.__class__\n",
        "x = __builtins__\n",
        "x = (1).real\n",
        "x = f'{y}'\n",
        "x = b'bytes'\n",
        "x = 1 + 1\n",
        "x = -y\n",
        "x = [y for y in z]\n",
        "x = y if z else w\n",
        "x = y[0:1]\n",
        "x = {**y}\n",
        "x = (y := 1)\n",
        "x = y = 1\n",
        "x, y = 1, 2\n",
        "x.y = 1\n",
        "x[0]: int = 1\n",
        "x += 1\n",
        "del x\n",
        "assert x\n",
        "if x:\n    pass\n",
        "def f(): ...\n",
        "async def f(): ...\n",
        "try:\n    pass\nexcept A:\n    pass\n",
        "with x:\n    pass\n",
        "for x in y:\n    pass\n",
        "class A:\n    def f(self): ...\n",
        "class A:\n    import datetime\n",
        "class A:\n    class B:\n        pass\n",
        "class A:\n    lazy(__name__)\n",
        "class A(metaclass=B):\n    pass\n",
        "class A(f()):\n    pass\n",
        "class __A__:\n    pass\n",
        "@eval\nclass A:\n    pass\n",
        "@a.b\nclass A:\n    pass\n",
        "@eval('x')\nclass A:\n    pass\n",
        "__path__ = []\n",
        "__getattr__ = x\n",
        "global x\n",
        "1\n",
        "...\n",
        "x\n",
        "# coding: utf-7\nx: int\n",
        "# a\n# from models/coding=utf-7.md\nx: int\n",
        "x: int =\n",
        "x: int\0\n",
        "x = " + "[" * 5000 + "]" * 5000 + "\n",
        "x = " + "9" * 5000 + "\n",
        "x: " + "A[" * (4 * MAX_DEPTH) + "B" + "]" * (4 * MAX_DEPTH) + "\n",
    ],
)
def test_what_is_not_on_the_list_is_refused(text: str) -> None:
    found = refusals(text, 1)
    assert found
    assert all(message.startswith("line ") for message in found)
    assert finish(text, 1).refusals == found


def test_imports_may_not_leave_the_package() -> None:
    assert refusals("from ...x import y\n", 3) == ()
    assert refusals("from ...x import y\n", 2)


def test_refusals_name_the_line_and_are_not_endless() -> None:
    assert refusals("x: int\n\nimport os\n", 1) == ("line 3: import of os",)
    assert len(refusals("import os\n" * 500, 1)) == MAX_REFUSALS


def test_finishing_formats_what_passes() -> None:
    assert finish("x:int=1", 1) == ("x: int = 1\n", ())


def test_every_kind_of_statement_and_expression_is_decided() -> None:
    """A new syntax of a later Python falls to the last case, which refuses."""
    walker = gate._Gate(1)
    for kind in (ast.Delete(targets=[]), ast.Pass()):
        kind.lineno = 1
        assert bool(list(walker.simple(kind))) is not isinstance(kind, ast.Pass)


def test_encoding_declarations() -> None:
    assert has_cookie("# -*- coding: latin-1 -*-\n")
    assert has_cookie("\n# vim: set fileencoding=utf-7 :\n")
    assert not has_cookie("\n\n# coding: utf-7\n")
    assert not has_cookie("# encoding of a thing\n")


def test_reserved_names_are_not_plain() -> None:
    assert is_plain("name_")
    assert is_plain("_name")
    assert not is_plain("__name")
    assert not is_plain("class")
