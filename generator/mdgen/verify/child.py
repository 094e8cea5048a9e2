"""The program that imports a generated package and feeds it examples: run by path in a process of its own, never imported by mdgen.

    child.py FOLDER TASKS

FOLDER is the package; TASKS a file of JSON lines: `{"package", "module", "name"}`, with an example also `"json"`, with a variant's example also
`"expected"`. For each line one JSON line goes to the original standard output: `[""]`, or `[stage, what is wrong]`. `["fatal", …]` ends it all, as
does `["missing", …]` with the name of a library that is not installed. It knows the generated code by its public face only: `from_dict`, `to_dict` and the `JsonModel` of `_model.py`.
"""

from __future__ import annotations

import datetime as dt
import gc
import importlib.util
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

PACKAGE = "verified"
COLLECT_AFTER = 200_000
"""Objects between two runs of the garbage collector: thousands of classes stay for good."""
LONGEST_MESSAGE = 600
ADVERTISEMENT = "For further information visit"
"""The start of the lines by which pydantic points at its website."""
SHORTEST_MOMENT = len("2001-01-01")


class WrongError(Exception):
    """An example that the models don't take, or don't give back."""

    def __init__(self, stage: str, message: str) -> None:
        super().__init__(message)
        self.stage = stage


@dataclass(slots=True)
class Codec:
    """A class with `from_dict` and `to_dict`; `wrapped`: it is one made here, whose only field holds what was asked for."""

    cls: Any
    wrapped: bool

    def load(self, value: Any) -> Any:
        loaded = self.cls.from_dict({"value": value} if self.wrapped else value)
        return loaded.value if self.wrapped else loaded

    def dump(self, value: Any, loaded: Any) -> Any:
        dumped = self.cls.from_dict({"value": value}).to_dict() if self.wrapped else None
        return dumped["value"] if dumped is not None else loaded.to_dict()


def codec_of(form: Any, module: str, package: str) -> Codec:
    """How instances of a class or of an alias are loaded: an alias becomes the field of a model."""
    if isinstance(form, type) and hasattr(form, "from_dict"):
        return Codec(form, False)
    base = import_module(f"{package}._model").JsonModel
    body = {"__annotations__": {"value": form}, "__module__": module}
    made = type(base)("Verified", (base,), body)
    if not hasattr(made, "model_fields"):
        made = dataclass(kw_only=True)(made)
    return Codec(made, True)


class Verifier:
    """Answers tasks; what it has imported it remembers."""

    def __init__(self) -> None:
        self.codecs: dict[tuple[str, str], Codec] = {}
        self.broken: dict[str, str] = {}

    def answer(self, task: dict[str, Any]) -> list[str]:
        try:
            codec = self.codec(task)
            if "json" in task:
                self.verify(codec, task["json"], task.get("expected"))
        except WrongError as wrong:
            return [wrong.stage, str(wrong)[:LONGEST_MESSAGE]]
        return [""]

    def codec(self, task: dict[str, Any]) -> Codec:
        package = f"{PACKAGE}.{task['package']}" if task["package"] else PACKAGE
        module, name = f"{package}.{task['module']}", task["name"]
        known = self.codecs.get((module, name))
        if known is None:
            form = self.find(module, name)
            try:
                known = codec_of(form, module, package)
            except Exception as error:
                raise WrongError("load", described(error)) from None
            self.codecs[module, name] = known
        return known

    def find(self, module: str, name: str) -> Any:
        """What a module calls by that name."""
        if module in self.broken:
            raise WrongError("import", self.broken[module])
        try:
            return getattr(import_module(module), name)
        except Exception as error:
            if missing_library(error):
                raise
            self.broken[module] = described(error)
            raise WrongError("import", self.broken[module]) from None

    def verify(self, codec: Codec, value: Any, expected: Any) -> None:
        """Load, compare, dump by JSON name, load again, equal."""
        loaded = self.run("load", codec.load, value)
        if expected is not None:
            self.check_variant(loaded, expected)
        dumped = self.run("dump", codec.dump, value, loaded)
        for difference in differences(value, dumped, ""):
            raise WrongError("lost", difference)
        again = self.run("load again", codec.load, dumped)
        if again != loaded:
            raise WrongError("load again", "what was dumped loads as something else")
        if self.run("dump again", codec.dump, dumped, again) != dumped:
            raise WrongError("dump again", "what was dumped and loaded dumps as something else")

    def run(self, stage: str, action: Any, *arguments: Any) -> Any:
        try:
            return action(*arguments)
        except Exception as error:
            raise WrongError(stage, described(error)) from None

    def check_variant(self, loaded: Any, expected: Any) -> None:
        kind, inner = expected[0], expected[-1]
        if kind == "items" and isinstance(loaded, list):
            for item in loaded:
                self.check_variant(item, inner)
        elif kind == "values" and isinstance(loaded, dict):
            for item in loaded.values():
                self.check_variant(item, inner)
        elif kind == "class":
            package, module, name = inner
            whole = ".".join(part for part in (PACKAGE, package, module) if part)
            cls = self.find(whole, name)
            # an enum with one value, a union: no class of their own
            if isinstance(cls, type) and loaded is not None and type(loaded) is not cls:
                raise WrongError("variant", type(loaded).__name__)


def differences(sent: Any, got: Any, path: str) -> Iterator[str]:
    """Where two JSON values differ in meaning: `5` is `5.0`, and a moment is the same in any notation."""
    if isinstance(sent, dict) and isinstance(got, dict):
        for key in sent:
            below = f"{path}.{key}" if path else key
            if key in got:
                yield from differences(sent[key], got[key], below)
            else:
                yield f"`{below}` is lost"
        for key in got:
            if key not in sent:
                yield f"`{path}.{key}` is new" if path else f"`{key}` is new"
    elif isinstance(sent, list) and isinstance(got, list) and len(sent) == len(got):
        for number, (one, other) in enumerate(zip(sent, got, strict=True)):
            yield from differences(one, other, f"{path}[{number}]")
    elif not is_same(sent, got):
        place = f"`{path}`: " if path else ""
        yield f"{place}{shown(sent)} came back as {shown(got)}"


def is_same(sent: Any, got: Any) -> bool:
    if isinstance(sent, bool) or isinstance(got, bool):
        return sent is got
    if isinstance(sent, str) and isinstance(got, str) and sent != got:
        first, second = moment(sent), moment(got)
        return first is not None and first == second
    return bool(sent == got)


def moment(text: str) -> dt.datetime | None:
    if len(text) < SHORTEST_MOMENT or not text[0].isdigit():
        return None
    try:
        read = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return read if read.tzinfo else read.replace(tzinfo=dt.UTC)


def shown(value: Any) -> str:
    text = json.dumps(value)
    return text if len(text) <= 80 else text[:80] + "…"


def described(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines()]
    lines = [line for line in lines if line and not line.startswith(ADVERTISEMENT)]
    return f"{type(error).__name__}: {'; '.join(lines)}"


def missing_library(error: Exception) -> str:
    """The module outside the package that an import did not find, "" if it failed for another reason."""
    name = error.name if isinstance(error, ModuleNotFoundError) else None
    return "" if name is None or name.partition(".")[0] == PACKAGE else name


def import_package(folder: Path) -> ModuleType:
    """The package, found by its folder and nothing else."""
    spec = importlib.util.spec_from_file_location(
        PACKAGE, folder / "__init__.py", submodule_search_locations=[str(folder)]
    )
    assert spec is not None
    assert spec.loader is not None
    package = importlib.util.module_from_spec(spec)
    sys.modules[PACKAGE] = package
    spec.loader.exec_module(package)
    return package


def main(folder: str, tasks: str) -> None:
    """Answers go where standard output was; what the package itself prints goes to standard error."""
    with os.fdopen(os.dup(1), "w", encoding="ascii") as answers:
        os.dup2(2, 1)
        gc.set_threshold(COLLECT_AFTER, 50, 50)
        try:
            import_package(Path(folder))
        except Exception as error:
            answers.write(json.dumps(["fatal", described(error)]) + "\n")
            return
        verifier = Verifier()
        with open(tasks, encoding="ascii") as lines:
            for line in lines:
                try:
                    answer = verifier.answer(json.loads(line))
                except ModuleNotFoundError as error:
                    answers.write(json.dumps(["missing", missing_library(error)]) + "\n")
                    return
                answers.write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
