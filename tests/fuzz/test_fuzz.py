"""The fuzz target on its seeds and on some hundred bent ones; `fuzz.py` runs it longer."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "hostile")]

import target  # noqa: E402

import fuzz  # noqa: E402

SEEDS = sorted((HERE / "seeds").iterdir())


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name)
def test_seeds(seed: Path) -> None:
    target.check(seed.read_bytes())


def test_each_part_and_language_has_a_seed() -> None:
    first = {seed.read_bytes()[0] % len(target.PARTS) for seed in SEEDS}
    second = {seed.read_bytes()[1] % len(target.DIALECTS) for seed in SEEDS}
    assert len(first) == len(target.PARTS)
    assert len(second) == len(target.DIALECTS)


def test_bent_seeds(tmp_path: Path) -> None:
    assert fuzz.bent(4, tmp_path) > 50
