# ruff: noqa: PLC0415 - each measure loads what it needs, in its own process
"""A FEC of a million lines: read, checked, turned into lines with marks and written; pandas beside for the reading alone."""

import multiprocessing
import os
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

LINES = 1_000_000


def main() -> None:
    from benchmarks.accounting.generating import REAL, repeated

    if not REAL.exists():
        print("The real FEC is absent from this machine: nothing measured.")
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "111111111FEC20231231.txt"
        path.write_bytes(repeated(LINES))
        size = path.stat().st_size / 1e6
        rows = [
            ("Levier: read exactly", *_apart(_read, path)),
            ("Levier: read and checked (65 rules)", *_apart(_checked, path)),
            ("Levier: read, checked, marked, written as Parquet", *_apart(_loaded, path)),
            ("pandas `read_csv`, dates and amounts parsed, balance by entry", *_apart(_pandas, path)),
        ]
    print(
        f"A real FEC repeated to {LINES:,} lines ({size:.0f} MB), each copy with its own numbers and days. Target: checked and loaded in 20 s on 2 cores.\n"
    )
    print(
        f"Load of the machine during the run: {os.getloadavg()[0]:.1f} processes for {os.cpu_count()} cores.\n"
    )
    print("| | seconds | of processor | memory |\n|---|---:|---:|---:|")
    for name, seconds, used, memory in rows:
        print(f"| {name} | {seconds:.1f} | {used:.1f} | {memory:.0f} MB |")


def _apart(work: Callable[[Path], None], path: Path) -> tuple[float, float, float]:
    """Wall seconds, processor seconds and peak memory of ``work`` in a process of its own, imports left out."""
    context = multiprocessing.get_context("spawn")
    queue = context.Queue()
    process = context.Process(target=_timed, args=(work, path, queue))
    process.start()
    found: tuple[float, float, float] = queue.get()
    process.join()
    return found


def _timed(
    work: Callable[[Path], None], path: Path, queue: "multiprocessing.Queue[tuple[float, float, float]]"
) -> None:
    import django

    django.setup()
    import pandas  # noqa: F401
    import polars  # noqa: F401

    import levier.tables.accounting.fec_format  # noqa: F401

    start, used = time.perf_counter(), time.process_time()
    work(path)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    queue.put((time.perf_counter() - start, time.process_time() - used, memory))


def _read(path: Path) -> None:
    from levier.tables.accounting.reading import read_fec

    read_fec(path.read_bytes(), path.name)


def _checked(path: Path) -> None:
    from levier.tables.accounting.conformity import check
    from levier.tables.accounting.reading import read_fec

    check(read_fec(path.read_bytes(), path.name))


def _loaded(path: Path) -> None:
    from levier.tables.accounting.expressions import derive_journal_entries
    from levier.tables.accounting.fec_format import read

    raw = read(path.read_bytes(), path.name)[0]
    frame = raw.frame.rename({column: field for field, column in raw.mapping.items()})
    derive_journal_entries(frame).write_parquet(
        path.with_suffix(".parquet"), compression="zstd", compression_level=3
    )


def _pandas(path: Path) -> None:
    import pandas as pd

    frame = pd.read_csv(path, sep="|", dtype=str, encoding="iso8859-15")
    for name in ("Debit", "Credit"):
        frame[name] = pd.to_numeric(frame[name].str.replace(",", "."))
    for name in ("EcritureDate", "PieceDate", "ValidDate", "DateLet"):
        frame[name] = pd.to_datetime(frame[name], format="%Y%m%d", errors="coerce")
    balance = frame.groupby(["JournalCode", "EcritureNum"])[["Debit", "Credit"]].sum()
    (balance["Debit"] - balance["Credit"]).round(2).ne(0).sum()


if __name__ == "__main__":
    main()
