"""What a command costs, processes below it included, and how the costs of commands that are run in turn compare."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

SAMPLE_SECONDS = 0.02
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True)
class Cost:
    """`wall` and `cpu` in seconds, `memory` in bytes: the greatest sum of resident sets over all processes."""

    wall: float
    cpu: float
    memory: int


@dataclass(frozen=True, slots=True)
class Job:
    """A command, what is set in its environment, and what puts things in place before each run, which is not measured."""

    command: Sequence[str | Path]
    environment: Mapping[str, str | Path]
    prepare: Callable[[], object] = lambda: None


def cost(job: Job) -> Cost:
    """Runs a command once. RuntimeError with the end of its output if it fails."""
    job.prepare()
    environment = {**os.environ, **{key: str(value) for key, value in job.environment.items()}}
    start = time.perf_counter()
    process = subprocess.Popen(
        [str(part) for part in job.command],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert process.stderr is not None
    os.set_blocking(process.stderr.fileno(), False)
    errors, memory = b"", 0
    interval = 0.001
    while True:
        ended, status, used = os.wait4(process.pid, os.WNOHANG)
        wall = time.perf_counter() - start
        errors = (errors + (process.stderr.read() or b""))[-4000:]
        if ended:
            break
        if wall > 1:
            # commands that are done sooner have no processes worth looking for, and looking would slow them
            interval = SAMPLE_SECONDS
            memory = max(memory, _resident(process.pid))
        time.sleep(interval)
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stderr.close()
    if process.returncode:
        raise RuntimeError(f"{job.command}: {errors.decode(errors='replace')}")
    return Cost(wall, used.ru_utime + used.ru_stime, max(memory, used.ru_maxrss * 1024))


def _resident(session: int) -> int:
    """The resident bytes of all processes of a session, now."""
    total = 0
    for name in filter(str.isdecimal, os.listdir("/proc")):
        try:
            fields = Path("/proc", name, "stat").read_text().rpartition(") ")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session:
            total += int(fields[21]) * PAGE_BYTES
    return total


def medians(jobs: Mapping[str, Job], runs: int) -> dict[str, Cost]:
    """The median costs of jobs that are run in turn, so that what else the machine does hits all alike."""
    found: dict[str, list[Cost]] = {name: [] for name in jobs}
    for _ in range(runs):
        for name, job in jobs.items():
            found[name].append(cost(job))
    return {name: _median(costs) for name, costs in found.items()}


def _median(costs: Sequence[Cost]) -> Cost:
    return Cost(
        statistics.median(cost.wall for cost in costs),
        statistics.median(cost.cpu for cost in costs),
        max(cost.memory for cost in costs),
    )
