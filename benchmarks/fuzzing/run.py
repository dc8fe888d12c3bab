"""``python -m benchmarks.fuzzing.run TARGET… [--seconds N]``: atheris throws bytes at the readers of files, guided by coverage.

Not a section of ``make bench``: it needs atheris (``requirements/rivals.txt`` names it), which is no dependency of Levier.
Install it beside Levier, ``uv venv fuzz && uv pip install --python fuzz/bin/python atheris``, and run with that Python: it
borrows the packages of Levier's environment (``--packages``, by default ``.venv``).

A target is a module of this folder with ``SEEDS`` (files to start from) and ``one(data: bytes) -> None``, which raises for a
bug and lets a refusal in French (``LevierError``) pass. Each run says how many inputs were tried.
"""

import argparse
import importlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TARGETS = ("csv_files", "cells", "cfonb", "ofx", "camt")


def main() -> int:
    """Each target in its own process; exit status 1 when one crashed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="*", default=TARGETS)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--packages", default=str(ROOT / ".venv"))
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.inside:
        fuzz(given.targets[0], given.seconds)
        return 0
    failed = []
    for target in given.targets:
        print(f"== {target}", flush=True)
        packages = next((Path(given.packages) / "lib").glob("python3*/site-packages"))
        environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}:{packages}"}
        command = [
            sys.executable,
            "-m",
            "benchmarks.fuzzing.run",
            target,
            "--seconds",
            str(given.seconds),
            "--inside",
        ]
        done = subprocess.run(command, cwd=ROOT, env=environment, check=False, capture_output=True, text=True)
        told = [
            line for line in done.stderr.splitlines() if "DONE" in line or "Done" in line or "ERROR" in line
        ]
        print("\n".join(told[-3:]), flush=True)
        if done.returncode:
            failed.append(target)
            print(done.stdout[-3000:], done.stderr[-5000:])
    return 1 if failed else 0


def fuzz(target: str, seconds: int) -> None:
    """Never returns: atheris ends the process."""
    import atheris  # noqa: PLC0415 - not a dependency

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "levier.server.settings")
    os.environ.setdefault("LEVIER_HOME", tempfile.mkdtemp(prefix="levier-fuzz-"))
    os.environ.setdefault("POLARS_MAX_THREADS", "1")
    import django  # noqa: PLC0415

    django.setup()
    with atheris.instrument_imports(include=["levier.tables"]):
        module = importlib.import_module(f"benchmarks.fuzzing.{target}")
    corpus = Path(tempfile.mkdtemp(prefix=f"levier-{target}-"))
    for number, seed in enumerate(module.SEEDS):
        (corpus / f"{number:03d}").write_bytes(seed)
    options = [
        sys.argv[0],
        f"-max_total_time={seconds}",
        "-timeout=20",
        "-rss_limit_mb=3000",
        "-max_len=6000",
        f"-artifact_prefix={tempfile.gettempdir()}/levier-fuzz-{target}-",
        str(corpus),
    ]
    atheris.Setup(options, module.one)
    atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main())
