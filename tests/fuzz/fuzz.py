"""Fuzzes mdgen: coverage-guided with atheris where it is installed, else by bending inputs at random.

    python tests/fuzz/fuzz.py [--seconds 60] [--part page] [--corpus FOLDER] [--random]

Inputs that break a law are left in FOLDER (`crash-…`); `python tests/fuzz/fuzz.py --replay FILE` runs one again.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

HERE = Path(__file__).parent
sys.path[:0] = [
    str(HERE),
    str(HERE.parents[1] / "generator"),
    str(HERE.parent),
    str(HERE.parent / "hostile"),
]

SLOWEST = 5.0
"""Seconds for one input."""
LONGEST = 20_000


def seeds() -> list[bytes]:
    return [file.read_bytes() for file in sorted((HERE / "seeds").iterdir())]


def chosen_part(name: str | None) -> Callable[[bytes], None]:
    """The target, or one part of it whatever the input's first byte says."""
    import target

    if name is None:
        return target.check
    number = [part.__name__ for part in target.PARTS].index(f"check_{name}")
    return lambda data: target.check(bytes([number]) + data[1:])


def keeping(check: Callable[[bytes], None], folder: Path) -> Callable[[bytes], None]:
    """The check, leaving an input that breaks a law in the folder."""

    def checked(data: bytes) -> None:
        try:
            check(data)
        except BaseException:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"crash-{hashlib.sha256(data).hexdigest()[:12]}").write_bytes(data)
            raise

    return checked


def guided(seconds: int, corpus: Path, part: str | None) -> None:
    import atheris

    with atheris.instrument_imports(include=["mdgen"]):
        check = chosen_part(part)
    corpus.mkdir(parents=True, exist_ok=True)
    options = [
        f"-max_total_time={seconds}", f"-timeout={SLOWEST:.0f}", f"-max_len={LONGEST}", "-rss_limit_mb=2048", "-print_final_stats=1",
        f"-artifact_prefix={corpus}/", f"-dict={HERE / 'words.dict'}",
    ]  # fmt: skip
    atheris.Setup([sys.argv[0], *options, str(corpus), str(HERE / "seeds")], keeping(check, corpus))
    atheris.Fuzz()


def bent(seconds: int, corpus: Path, seed: int = 0, part: str | None = None) -> int:
    """Bends seeds and what came of them; returns how many inputs were tried. Raises what an input raises, after keeping the input."""
    from trees import BENDS

    part_check = chosen_part(part)

    def timed(data: bytes) -> None:
        start = time.monotonic()
        part_check(data)
        assert time.monotonic() - start < SLOWEST, "too slow"

    check = keeping(timed, corpus)
    random, inputs, tried = Random(seed), seeds(), 0
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        data = random.choice(inputs)
        for _ in range(random.randint(1, 6)):
            data = data[:1] + random.choice(BENDS)(random, data[1:])[:LONGEST]
        check(data)
        tried += 1
        if random.random() < 0.05 and len(inputs) < 500:
            inputs.append(data)
    return tried


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--part", choices=["notation", "example", "page", "package"])
    parser.add_argument("--corpus", type=Path, default=Path("fuzz-corpus"))
    parser.add_argument("--random", action="store_true", help="do not use atheris")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--replay", type=Path)
    chosen = parser.parse_args()
    if chosen.replay:
        chosen_part(chosen.part)(chosen.replay.read_bytes())
        return
    if not chosen.random:
        try:
            guided(chosen.seconds, chosen.corpus, chosen.part)
            return
        except ImportError as error:
            print(f"{error}; bending inputs at random instead", file=sys.stderr)
    tried = bent(chosen.seconds, chosen.corpus, chosen.seed, chosen.part)
    print(f"{tried:,} inputs, no law broken")


if __name__ == "__main__":
    main()
