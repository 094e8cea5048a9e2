"""Progress is for terminals."""

from __future__ import annotations

import pytest

from mdgen.cli import progress


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "AFTER", -1.0)
    monkeypatch.setattr(progress, "EVERY", -1.0)


@pytest.mark.usefixtures("at_once")
def test_pipes_see_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    progress.say("reading")
    assert list(progress.count(iter("ab"), 2, "reading")) == ["a", "b"]
    assert capsys.readouterr().err == ""


@pytest.mark.usefixtures("at_once")
def test_terminals_see_how_far_it_is(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    assert list(progress.count(iter("ab"), 1200, "reading")) == ["a", "b"]
    progress.say("")
    seen = capsys.readouterr().err
    assert seen == "\r\x1b[Kreading: 1 of 1,200\r\x1b[Kreading: 2 of 1,200\r\x1b[K"


def test_a_moment_is_not_worth_a_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    assert list(progress.count(iter("ab"), 2, "reading")) == ["a", "b"]
    assert capsys.readouterr().err == ""
