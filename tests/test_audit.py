"""What `.ci/audit` makes of pip-audit's answers: a vulnerability and a fault fail, no answer is said to be none."""

from __future__ import annotations

import json
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from typing import Any

import pytest

from building import REPOSITORY


@pytest.fixture(scope="module")
def audit() -> Any:
    loader = SourceFileLoader("audit", str(REPOSITORY / ".ci" / "audit"))
    spec = spec_from_loader("audit", loader)
    assert spec is not None
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


KITE = {"name": "kite", "version": "1.0", "vulns": []}
HOLED = {
    "name": "spool",
    "version": "2.0",
    "vulns": [{"id": "PYSEC-1", "fix_versions": ["2.1"], "aliases": [], "description": "Tangles."}],
}
UNKNOWN = {"name": "reel", "skip_reason": "Dependency not found on PyPI"}


@pytest.mark.parametrize(
    ("code", "packages", "expected", "said"),
    [
        (0, [KITE], 0, "packages without a known vulnerability: 1"),
        (0, [KITE, UNKNOWN], 0, "not in the database: reel"),
        (0, [UNKNOWN, UNKNOWN], 0, "skipped: the database knows none of these 2 versions"),
        (1, [KITE, HOLED], 1, "spool 2.0: PYSEC-1, mended in 2.1"),
        (0, [HOLED, UNKNOWN], 1, "spool 2.0: PYSEC-1, mended in 2.1"),
        (1, [KITE], 1, "pip-audit failed with exit code 1:"),
    ],
)
def test_a_report(audit: Any, code: int, packages: list[Any], expected: int, said: str) -> None:
    found, lines = audit.verdict(code, json.dumps({"dependencies": packages, "fixes": []}), "log")
    assert found == expected
    assert said in lines


@pytest.mark.parametrize(
    "log",
    [
        "requests.exceptions.ProxyError: HTTPSConnectionPool(host='pypi.org', port=443): Max retries exceeded",
        "ERROR:pip_audit._cli:Could not connect to PyPI's vulnerability feed\n"
        "ERROR:pip_audit._cli:Tip: your network may be blocking this service. Try another service",
        "requests.exceptions.ReadTimeout: Read timed out. (read timeout=10)",
        "pip_audit._service.interface.ServiceError",
    ],
)
def test_no_answer_is_a_skip_with_its_reason(audit: Any, log: str) -> None:
    code, lines = audit.verdict(1, "", log)
    assert code == 0
    assert lines == [f"skipped: the database can't be reached: {log.splitlines()[-1]}"]


@pytest.mark.parametrize(
    "log",
    [
        "pip-audit: error: unrecognized arguments: --bogus",
        "ERROR:pip_audit._cli:invalid requirements input: gone.lock",
        "",
    ],
)
def test_a_fault_of_the_audit_is_no_skip(audit: Any, log: str) -> None:
    assert audit.verdict(1, "", log)[0] == 1


def test_an_audit_without_end_is_stopped(
    audit: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(audit, "PATIENCE", 0.2)
    code, log = audit.run(["sleep", "60"], tmp_path)
    assert code is None
    assert audit.verdict(code, "", log) == (0, ["skipped: no answer within 0.2 seconds"])


def test_the_locks_exist(audit: Any) -> None:
    for lock in audit.LOCKS:
        assert (REPOSITORY / lock).is_file()
