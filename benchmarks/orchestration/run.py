"""What a durable step costs beside a bare function call, on SQLite and, where one is given, on PostgreSQL.

``python -m benchmarks.orchestration.run`` prints Markdown. PostgreSQL: LEVIER_TEST_POSTGRES = a postgresql:// address.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable

import django
import psycopg

STEPS = 50
RUNS = 15


def main() -> None:
    """Measure each database in a process of its own and print the table."""
    measured = {"SQLite": _measured("")}
    if server := os.environ.get("LEVIER_TEST_POSTGRES", ""):
        name = f"levier_bench_{uuid.uuid4().hex[:10]}"
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
            try:
                measured["PostgreSQL"] = _measured(f"{server.rsplit('/', 1)[0]}/{name}")
            finally:
                connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
    print(f"Median of {RUNS} runs of {STEPS} steps that do nothing; 95th percentile in brackets.\n")
    print("| per step | " + " | ".join(measured) + " |")
    print("|---|" + "---:|" * len(measured))
    for row in next(iter(measured.values())):
        print(f"| {row} | " + " | ".join(found[row] for found in measured.values()) + " |")
    if "PostgreSQL" not in measured:
        print("\nPostgreSQL was not measured here: LEVIER_TEST_POSTGRES is not set.")


def _measured(url: str) -> dict[str, str]:
    with tempfile.TemporaryDirectory(prefix="levier-bench-") as home:
        environment = {**os.environ, "LEVIER_HOME": home, "DATABASE_URL": url}
        environment["DJANGO_SETTINGS_MODULE"] = "levier.server.settings"
        command = [sys.executable, "-m", "benchmarks.orchestration.run", "here"]
        done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, str] = json.loads(done.stdout.splitlines()[-1])
    return found


def _here() -> None:
    """Measure the database of this process."""
    django.setup()
    from django.conf import settings  # noqa: PLC0415 - Django must be set up first
    from django.core.management import call_command  # noqa: PLC0415

    from benchmarks.orchestration.jobs import nothing  # noqa: PLC0415
    from levier import durable  # noqa: PLC0415

    settings.DURABLE_JOBS = ["benchmarks.orchestration.jobs"]
    call_command("migrate", "durable", verbosity=0, skip_checks=True)
    durable.launch("inline")

    def run(job: str, steps: int) -> None:
        name = f"bench-{uuid.uuid4()}"
        durable.start(job, name, {"steps": steps})
        durable.wait(name)

    def tell() -> None:
        name = f"bench-{uuid.uuid4()}"
        for _ in range(STEPS):
            durable.publish(name, {"type": "x"})

    run("bench-steps", 2)
    empty = _times(lambda: run("bench-steps", 0))
    rows = {
        "a bare function call": _line(_times(lambda: [nothing(1) for _ in range(STEPS)]), 0),
        "a durable step": _line(_times(lambda: run("bench-steps", STEPS)), statistics.median(empty)),
        "a durable step, two at a time": _line(
            _times(lambda: run("bench-parallel", STEPS)), statistics.median(empty)
        ),
        "an event told": _line(_times(tell), 0),
        "(a run with no step, start to result)": _line(empty, 0, each=1),
    }
    durable.shutdown()
    print(json.dumps(rows, ensure_ascii=False))


def _times(work: Callable[[], object]) -> list[float]:
    times = []
    for _ in range(RUNS):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return times


def _line(times: list[float], base: float, each: int = STEPS) -> str:
    """Milliseconds by step, the cost of the run itself (``base`` seconds) taken off."""
    per = sorted((one - base) / each * 1000 for one in times)
    middle, late = statistics.median(per), per[min(len(per) - 1, round(0.95 * len(per)))]
    digits = 5 if middle < 0.01 else 2
    return f"{middle:.{digits}f} ms ({late:.{digits}f})"


if __name__ == "__main__":
    _here() if sys.argv[1:] == ["here"] else main()
